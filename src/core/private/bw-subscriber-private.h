/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files that make up subscribing know of each other. */

#pragma once

#include "bw-digest.h"
#include "bw-subscribe-leg.h"
#include "bw-subscription.h"

G_BEGIN_DECLS

/** BwSubscribeErrand: a SUBSCRIBE that waits for its turn or is on its way */
typedef struct _BwSubscribeErrand BwSubscribeErrand;

/** BwSubscribeAnswer: the final answer to one */
typedef struct {
  guint code;        /* 0 where no server has said anything */
  BwReason reason;   /* BW_REASON_NONE for 2xx */
  guint expires;     /* seconds for which it was granted */
  guint min_expires; /* with 423 */
  guint retry_after; /* seconds, 0 where not said */
} BwSubscribeAnswer;

/** BwNotice: what a NOTIFY said */
typedef struct {
  BwSubscribeLeg *leg;
  char *state;       /* (nullable): Subscription-State */
  char *reason;      /* (nullable): why it ended */
  guint expires;     /* seconds that are left, 0 where not said */
  guint retry_after; /* seconds, 0 where not said */
  char *content_type;
  GBytes *body; /* (nullable) */
} BwNotice;

/** BwUnsolicitedTaken: @target: (nullable): to where it was sent, a SIP URI; @to: (nullable): whom
 * it is for; returns whether there is such an account */
typedef gboolean (*BwUnsolicitedTaken) (const char *target,
                                        const char *to,
                                        GBytes *body,
                                        gpointer user_data);

struct _BwSubscriber {
  GObject parent_instance;

  BwEngine *engine;
  GPtrArray *subscriptions; /* of BwSubscription, not owned */
  GHashTable *legs;         /* Call-ID -> BwSubscription, neither owned */
  GHashTable *accounts;     /* BwAccount -> what is known of its server */
  GQueue errands;           /* of BwSubscribeErrand, waiting for their turn */
  GPtrArray *sent;          /* of BwSubscribeErrand, on their way */
  GQueue notices;           /* of BwNotice, to be read */
  guint work_id;

  BwUnsolicitedTaken unsolicited;
  gpointer unsolicited_data;
};

/* bw-subscriber.c */

/** bw_subscriber_set_unsolicited: @taken: (nullable): asked for NOTIFYs of message-summary that
 * nobody has subscribed to */
void
bw_subscriber_set_unsolicited (BwSubscriber *self, BwUnsolicitedTaken taken, gpointer user_data);
/** bw_subscriber_renew: the network is another one: everything is asked for again, and what was
 * known holds until the answers are there */
void bw_subscriber_renew (BwSubscriber *self);

void bw_subscriber_add (BwSubscriber *self, BwSubscription *subscription, BwAccount *account);
void bw_subscriber_remove (BwSubscriber *self, BwSubscription *subscription, BwAccount *account);
void bw_subscriber_listen (BwSubscriber *self, BwSubscribeLeg *leg, BwSubscription *subscription);
void bw_subscriber_ignore (BwSubscriber *self, BwSubscribeLeg *leg);
/** bw_subscriber_get_digest: Returns: (transfer none): of an account with a subscription */
BwDigest *bw_subscriber_get_digest (BwSubscriber *self, BwAccount *account);
belle_sip_provider_t *bw_subscriber_get_provider (BwSubscriber *self);
/** bw_subscriber_work: there is something to send or to read */
void bw_subscriber_work (BwSubscriber *self);

/* bw-subscribe-errand.c */

/** bw_subscribe_errand_new: @subscription: (nullable): hears of the answer, once, unless it drops
 * the errand before */
BwSubscribeErrand *bw_subscribe_errand_new (BwSubscriber *subscriber,
                                            BwSubscribeLeg *leg,
                                            guint expires,
                                            BwSubscription *subscription);
/** bw_subscribe_errand_drop: nobody waits for the answer any more */
void bw_subscribe_errand_drop (BwSubscribeErrand *self);
/** bw_subscribe_errand_go: its turn has come */
void bw_subscribe_errand_go (BwSubscribeErrand *self);
void bw_subscribe_errand_free (BwSubscribeErrand *self);
extern const BwStackTapHandlers bw_subscribe_errand_handlers;

/* bw-notify.c */

/** bw_notify_handle: answers a NOTIFY and keeps what it says for later; Returns: FALSE where it is
 * the engine's */
gboolean bw_notify_handle (BwSubscriber *self, const belle_sip_request_event_t *event);
void bw_notify_free (BwNotice *self);

/* bw-subscription.c: what the others tell it */
void bw_subscription_handle_answer (BwSubscription *self, const BwSubscribeAnswer *answer);
void bw_subscription_handle_notice (BwSubscription *self, const BwNotice *notice);
void bw_subscription_handle_account (BwSubscription *self);
void bw_subscription_renew (BwSubscription *self);
/** bw_subscription_detach: the engine is going; @polite: it is un-subscribed before */
void bw_subscription_detach (BwSubscription *self, gboolean polite);
BwAccount *bw_subscription_get_account (BwSubscription *self);
BwSubscribeLeg *bw_subscription_get_leg (BwSubscription *self);

G_END_DECLS
