/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One SUBSCRIBE on its way through challenges and broken connections to its final answer. Knows
 * nothing of what the answer means. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-exchange.h"
#include "bw-route.h"
#include "bw-subscriber-private.h"

#define MAX_CHALLENGES 2

struct _BwSubscribeErrand {
  BwSubscriber *subscriber; /* not owned: it owns us */
  BwSubscribeLeg *leg;
  BwSubscription *subscription; /* not owned, NULL where nobody waits */
  guint expires;
  guint challenges;
  belle_sip_client_transaction_t *transaction; /* NULL before it is sent */
  gboolean sending;                            /* we are within the stack's own function */
  guint later_id;
};

BwSubscribeErrand *
bw_subscribe_errand_new (BwSubscriber *subscriber,
                         BwSubscribeLeg *leg,
                         guint expires,
                         BwSubscription *subscription)
{
  BwSubscribeErrand *self = g_new0 (BwSubscribeErrand, 1);

  self->subscriber = subscriber;
  self->leg = bw_subscribe_leg_ref (leg);
  self->expires = expires;
  self->subscription = subscription;
  g_queue_push_tail (&subscriber->errands, self);
  bw_subscriber_work (subscriber);

  return self;
}

void
bw_subscribe_errand_free (BwSubscribeErrand *self)
{
  g_clear_handle_id (&self->later_id, g_source_remove);
  g_clear_pointer (&self->transaction, belle_sip_object_unref);
  bw_subscribe_leg_unref (self->leg);
  g_free (self);
}

void
bw_subscribe_errand_drop (BwSubscribeErrand *self)
{
  self->subscription = NULL;
  if (g_queue_remove (&self->subscriber->errands, self))
    bw_subscribe_errand_free (self);
}

static BwSubscribeErrand *
find (BwSubscriber *subscriber, gpointer transaction)
{
  for (guint i = 0; i < subscriber->sent->len; i++) {
    BwSubscribeErrand *self = subscriber->sent->pdata[i];

    if (self->transaction == transaction)
      return self;
  }

  return NULL;
}

static void
finish (BwSubscribeErrand *self, const BwSubscribeAnswer *answer)
{
  BwSubscriber *subscriber = self->subscriber;

  g_ptr_array_remove_fast (subscriber->sent, self);
  if (self->subscription)
    bw_subscription_handle_answer (self->subscription, answer);
  else if (answer->reason == BW_REASON_NONE && self->expires > 0)
    bw_subscribe_errand_new (subscriber, self->leg, 0, NULL);
  bw_subscribe_errand_free (self);
  bw_subscriber_work (subscriber);
}

/* Servers like to name themselves by their number, and no certificate has one that the stack would
 * look at: there is a connection to them under the name that the account has for them. */
static gboolean
is_nameless (belle_sip_uri_t *uri)
{
  const char *transport = belle_sip_uri_get_transport_param (uri);

  return g_hostname_is_ip_address (belle_sip_uri_get_host (uri)) &&
         (belle_sip_uri_is_secure (uri) ||
          (transport && g_ascii_strcasecmp (transport, "tls") == 0));
}

/* Returns: (transfer full) (nullable): NULL: where the request itself says */
static belle_sip_uri_t *
choose_hop (BwSubscribeErrand *self, belle_sip_request_t *request, belle_sip_uri_t *route)
{
  belle_sip_uri_t *next = bw_subscribe_leg_get_hop (self->leg);

  return !next || (route && is_nameless (next)) ? bw_route_hop (request, route) : NULL;
}

static gboolean
transmit (BwSubscribeErrand *self, belle_sip_request_t *request, belle_sip_uri_t *route)
{
  belle_sip_provider_t *provider = bw_subscriber_get_provider (self->subscriber);
  belle_sip_uri_t *hop = choose_hop (self, request, route);
  gboolean sent;

  g_clear_pointer (&self->transaction, belle_sip_object_unref);
  self->transaction = belle_sip_provider_create_client_transaction (provider, request);
  belle_sip_object_ref (self->transaction);
  self->sending = TRUE;
  sent = belle_sip_client_transaction_send_request_to (self->transaction, hop) == 0;
  self->sending = FALSE;
  g_clear_pointer (&hop, belle_sip_object_unref);
  bw_engine_hurry (self->subscriber->engine);

  return sent;
}

static gboolean
attempt (BwSubscribeErrand *self)
{
  BwAccount *account = self->leg->account;
  g_autofree char *user = bw_account_settings_dup_auth_user (bw_account_get_settings (account));
  belle_sip_uri_t *route = bw_route_new (account);
  belle_sip_request_t *request = bw_subscribe_leg_request (self->leg, self->expires, route);
  gboolean sent = FALSE;

  if (request) {
    bw_digest_sign (self->leg->digest, request, user, bw_account_get_password (account));
    sent = transmit (self, request, route);
  }
  g_clear_pointer (&route, belle_sip_object_unref);

  return sent;
}

static gboolean
later_cb (gpointer user_data)
{
  BwSubscribeErrand *self = user_data;

  self->later_id = 0;
  finish (self, &(BwSubscribeAnswer){ .reason = BW_REASON_NETWORK });

  return G_SOURCE_REMOVE;
}

/* Who waits hears of it when everything has returned. */
static void
break_later (BwSubscribeErrand *self)
{
  if (!self->later_id)
    self->later_id = g_idle_add (later_cb, self);
}

void
bw_subscribe_errand_go (BwSubscribeErrand *self)
{
  g_ptr_array_add (self->subscriber->sent, self);
  if (!attempt (self))
    break_later (self);
}

static guint
read_seconds (belle_sip_response_t *response, const char *name, guint otherwise)
{
  int seconds = bw_exchange_read_seconds (BELLE_SIP_MESSAGE (response), name);

  return seconds >= 0 ? (guint) seconds : otherwise;
}

static BwReason
reason_of (guint code)
{
  if (code < 300)
    return BW_REASON_NONE;
  if (code == 401 || code == 407)
    return BW_REASON_WRONG_PASSWORD;

  /* Here a 403 speaks of the resource: who we are was settled when the account registered. */
  return bw_reason_from_sip (code, FALSE);
}

static gboolean
answer_challenge (BwSubscribeErrand *self, belle_sip_response_t *response)
{
  if (!bw_account_get_password (self->leg->account) || self->challenges++ >= MAX_CHALLENGES ||
      !bw_digest_learn (self->leg->digest, response))
    return FALSE;

  if (!attempt (self))
    break_later (self);

  return TRUE;
}

/* The dialog that the stack makes is let go of: ours does without. */
static void
delete_dialog (const belle_sip_response_event_t *event)
{
  belle_sip_dialog_t *dialog = belle_sip_response_event_get_dialog (event);

  if (dialog && belle_sip_dialog_get_state (dialog) != BELLE_SIP_DIALOG_TERMINATED)
    belle_sip_dialog_delete (dialog);
}

static gboolean
response_cb (const belle_sip_response_event_t *event, gpointer user_data)
{
  BwSubscriber *subscriber = user_data;
  belle_sip_response_t *response = belle_sip_response_event_get_response (event);
  guint code = (guint) belle_sip_response_get_status_code (response);
  BwSubscribeErrand *self =
      find (subscriber, belle_sip_response_event_get_client_transaction (event));

  delete_dialog (event);
  if (code < 200 || !self)
    return TRUE;

  bw_engine_expect_more (subscriber->engine);
  if ((code == 401 || code == 407) && answer_challenge (self, response))
    return TRUE;
  if (code < 300)
    bw_subscribe_leg_take_response (self->leg, response);
  finish (self, &(BwSubscribeAnswer){
                    .code = code,
                    .reason = reason_of (code),
                    .expires = read_seconds (response, "Expires", self->expires),
                    .min_expires = read_seconds (response, "Min-Expires", 0),
                    .retry_after = read_seconds (response, "Retry-After", 0),
                });

  return TRUE;
}

static gboolean
timeout_cb (const belle_sip_timeout_event_t *event, gpointer user_data)
{
  BwSubscriber *subscriber = user_data;
  BwSubscribeErrand *self =
      find (subscriber, belle_sip_timeout_event_get_client_transaction (event));

  if (self)
    finish (self, &(BwSubscribeAnswer){ .reason = BW_REASON_TIMEOUT });

  return TRUE;
}

static gboolean
io_error_cb (const belle_sip_io_error_event_t *event, gpointer user_data)
{
  BwSubscriber *subscriber = user_data;
  BwSubscribeErrand *self = find (subscriber, belle_sip_io_error_event_get_source (event));

  if (self && self->sending)
    break_later (self);
  else if (self && !self->later_id)
    finish (self, &(BwSubscribeAnswer){ .reason = BW_REASON_NETWORK });

  return TRUE;
}

const BwStackTapHandlers bw_subscribe_errand_handlers = {
  .exchanges = "SUBSCRIBE",
  .response = response_cb,
  .timeout = timeout_cb,
  .io_error = io_error_cb,
};
