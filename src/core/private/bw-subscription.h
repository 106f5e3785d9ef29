/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-private.h"
#include "bw-presence.h"

G_BEGIN_DECLS

#define BW_TYPE_SUBSCRIBER (bw_subscriber_get_type ())

/**
 * BwSubscriber:
 *
 * All subscriptions (RFC 6665) of the engine: sends them no faster than they are answered,
 * refreshes them, makes them anew after a loss of the network, the server or the account's
 * registration, and backs off where they are refused (bw_retry_delay(), Retry-After).
 */
G_DECLARE_FINAL_TYPE (BwSubscriber, bw_subscriber, BW, SUBSCRIBER, GObject)

BwSubscriber *bw_subscriber_new (void);
/** bw_subscriber_attach: @engine: (nullable): started; NULL: the engine is going */
void bw_subscriber_attach (BwSubscriber *self, BwEngine *engine);

/** BwSubscription: one of them; owned by whoever asked for it */
typedef struct _BwSubscription BwSubscription;

/** BwSubscriptionEvents: @self is borrowed; none is called after bw_subscription_free() */
typedef struct {
  /* A NOTIFY; @content_type: (nullable), with its parameters, and @body: (nullable): both
   * borrowed; NULL: the server has nothing to say of the resource (RFC 6665 4.2.2) */
  void (*notified) (BwSubscription *self,
                    const char *content_type,
                    GBytes *body,
                    gpointer user_data);
  /* See the getters. */
  void (*state_changed) (BwSubscription *self, gpointer user_data);
} BwSubscriptionEvents;

/**
 * bw_subscription_new:
 * @account: whose server is asked; while it is not registered, the subscription waits
 * @resource: a SIP URI
 * @event: the event package: `presence`, `dialog`, `message-summary`
 * @accept: comma-separated types
 * @events: static
 */
BwSubscription *bw_subscription_new (BwSubscriber *subscriber,
                                     BwAccount *account,
                                     const char *resource,
                                     const char *event,
                                     const char *accept,
                                     const BwSubscriptionEvents *events,
                                     gpointer user_data);
/** bw_subscription_free: un-subscribes */
void bw_subscription_free (BwSubscription *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwSubscription, bw_subscription_free)

BwSubscriptionState bw_subscription_get_state (BwSubscription *self);
BwReason bw_subscription_get_reason (BwSubscription *self);
guint bw_subscription_get_code (BwSubscription *self);
/** bw_subscription_refresh: asks now for all there is to know: within the dialog, where there is
 * one
 */
void bw_subscription_refresh (BwSubscription *self);

G_END_DECLS
