/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Carries requests of our own to their final answer: challenges, timeouts, broken connections. It
 * must not know what they are about. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-exchange.h"

#include <string.h>

#define MAX_CHALLENGES 2

struct _BwExchanges {
  BwEngine *engine;
  BwStackTapHandlers handlers;
  GHashTable *running; /* belle_sip_client_transaction_t -> Exchange, owned */
};

typedef struct {
  BwExchanges *exchanges; /* not owned: it owns us */
  belle_sip_client_transaction_t *transaction;
  belle_sip_uri_t *hop; /* nullable */
  BwExchangeAnswered answered;
  gpointer owner;
  guint challenges;
  gboolean sending; /* we are within the stack's own function */
  guint later_id;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->later_id, g_source_remove);
  g_clear_pointer (&self->transaction, belle_sip_object_unref);
  g_clear_pointer (&self->hop, belle_sip_object_unref);
  g_free (self);
}

static belle_sip_provider_t *
get_provider (BwExchanges *self)
{
  BwStackTap *tap = bw_engine_get_tap (self->engine);

  return tap ? bw_stack_tap_get_provider (tap) : NULL;
}

static Exchange *
steal_exchange (BwExchanges *self, belle_sip_client_transaction_t *transaction)
{
  gpointer exchange = NULL;

  g_hash_table_steal_extended (self->running, transaction, NULL, &exchange);

  return exchange;
}

static void
finish (Exchange *exchange, belle_sip_response_t *response)
{
  belle_sip_request_t *request =
      belle_sip_transaction_get_request (BELLE_SIP_TRANSACTION (exchange->transaction));
  belle_sip_header_cseq_t *cseq =
      belle_sip_message_get_header_by_type (BELLE_SIP_MESSAGE (request), belle_sip_header_cseq_t);
  BwExchangeAnswer answer = {
    .code = response ? (guint) belle_sip_response_get_status_code (response) : 0,
    .response = response,
    .cseq = belle_sip_header_cseq_get_seq_number (cseq),
  };

  exchange->answered (&answer, exchange->owner);
  exchange_free (exchange);
}

/* The stack keeps a floating request in its transaction, and lets go of it there. */
static gboolean
transmit (Exchange *exchange, belle_sip_request_t *request)
{
  BwExchanges *self = exchange->exchanges;
  belle_sip_client_transaction_t *transaction =
      belle_sip_provider_create_client_transaction (get_provider (self), request);
  gboolean sent;

  exchange->transaction = BELLE_SIP_CLIENT_TRANSACTION (belle_sip_object_ref (transaction));
  g_hash_table_insert (self->running, transaction, exchange);
  exchange->sending = TRUE;
  sent = belle_sip_client_transaction_send_request_to (transaction, exchange->hop) == 0;
  exchange->sending = FALSE;
  bw_engine_hurry (self->engine);
  if (sent || exchange->later_id)
    return TRUE;

  steal_exchange (self, transaction);

  return FALSE;
}

static gboolean
is_signed (belle_sip_request_t *request)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);

  return belle_sip_message_get_header (message, "Authorization") ||
         belle_sip_message_get_header (message, "Proxy-Authorization");
}

/* The same request with the answer to a challenge. */
static gboolean
attempt_again (Exchange *exchange)
{
  belle_sip_client_transaction_t *old = exchange->transaction;
  belle_sip_request_t *request =
      belle_sip_client_transaction_create_authenticated_request (old, NULL, NULL);
  gboolean sent;

  if (!request || !is_signed (request)) {
    g_clear_pointer (&request, belle_sip_object_unref);
    return FALSE;
  }
  sent = transmit (exchange, request);
  belle_sip_object_unref (old);

  return sent;
}

static gboolean
response_cb (const belle_sip_response_event_t *event, gpointer user_data)
{
  BwExchanges *self = user_data;
  belle_sip_response_t *response = belle_sip_response_event_get_response (event);
  int code = belle_sip_response_get_status_code (response);
  Exchange *exchange;

  if (code < 200)
    return FALSE;
  exchange = steal_exchange (self, belle_sip_response_event_get_client_transaction (event));
  if (!exchange)
    return FALSE;

  bw_engine_expect_more (self->engine);
  if ((code == 401 || code == 407) && exchange->challenges++ < MAX_CHALLENGES &&
      attempt_again (exchange))
    return TRUE;
  finish (exchange, response);

  return TRUE;
}

static gboolean
timeout_cb (const belle_sip_timeout_event_t *event, gpointer user_data)
{
  Exchange *exchange =
      steal_exchange (user_data, belle_sip_timeout_event_get_client_transaction (event));

  if (exchange)
    finish (exchange, NULL);

  return exchange != NULL;
}

static gboolean
later_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->later_id = 0;
  steal_exchange (exchange->exchanges, exchange->transaction);
  finish (exchange, NULL);

  return G_SOURCE_REMOVE;
}

/* Where sending itself fails, the sender hears of it when its own function has returned. */
static gboolean
io_error_cb (const belle_sip_io_error_event_t *event, gpointer user_data)
{
  BwExchanges *self = user_data;
  belle_sip_object_t *source = belle_sip_io_error_event_get_source (event);
  Exchange *exchange = g_hash_table_lookup (self->running, source);

  if (!exchange)
    return FALSE;
  if (exchange->sending && !exchange->later_id)
    exchange->later_id = g_idle_add (later_cb, exchange);
  if (exchange->later_id)
    return TRUE;
  steal_exchange (self, exchange->transaction);
  finish (exchange, NULL);

  return TRUE;
}

BwExchanges *
bw_exchanges_new (BwEngine *engine, const char *method)
{
  BwExchanges *self = g_new0 (BwExchanges, 1);

  self->engine = g_object_ref (engine);
  self->running = g_hash_table_new_full (NULL, NULL, NULL, exchange_free);
  self->handlers = (BwStackTapHandlers){
    .exchanges = method,
    .response = response_cb,
    .timeout = timeout_cb,
    .io_error = io_error_cb,
  };
  if (bw_engine_get_tap (engine))
    bw_stack_tap_attach (bw_engine_get_tap (engine), &self->handlers, self);

  return self;
}

void
bw_exchanges_free (BwExchanges *self)
{
  if (bw_engine_get_tap (self->engine))
    bw_stack_tap_detach (bw_engine_get_tap (self->engine), &self->handlers);
  g_hash_table_unref (self->running);
  g_object_unref (self->engine);
  g_free (self);
}

gboolean
bw_exchanges_send (BwExchanges *self,
                   belle_sip_request_t *request,
                   belle_sip_uri_t *hop,
                   BwExchangeAnswered answered,
                   gpointer owner)
{
  belle_sip_provider_t *provider = get_provider (self);
  Exchange *exchange;

  if (!provider) {
    belle_sip_object_unref (request);
    return FALSE;
  }

  exchange = g_new0 (Exchange, 1);
  exchange->exchanges = self;
  exchange->answered = answered;
  exchange->owner = owner;
  if (hop)
    exchange->hop =
        BELLE_SIP_URI (belle_sip_object_ref (belle_sip_object_clone (BELLE_SIP_OBJECT (hop))));
  /* A challenge to an earlier request of the same Call-ID holds for this one, too. */
  belle_sip_provider_add_authorization (provider, request, NULL, NULL, NULL, NULL);
  if (transmit (exchange, request))
    return TRUE;

  exchange_free (exchange);

  return FALSE;
}

static gboolean
is_owned_by (gpointer transaction, gpointer exchange, gpointer owner)
{
  return ((Exchange *) exchange)->owner == owner;
}

void
bw_exchanges_forget (BwExchanges *self, gpointer owner)
{
  g_hash_table_foreach_remove (self->running, is_owned_by, owner);
}

void
bw_exchange_add_header (belle_sip_message_t *message, const char *name, const char *value)
{
  belle_sip_header_t *header = belle_sip_header_create (name, value);

  if (header)
    belle_sip_message_add_header (message, header);
}

void
bw_exchange_add_body (belle_sip_message_t *message, const char *type, const char *body)
{
  gsize size = body ? strlen (body) : 0;

  if (body)
    bw_exchange_add_header (message, "Content-Type", type);
  belle_sip_message_add_header (
      message, BELLE_SIP_HEADER (belle_sip_header_content_length_create ((int) size)));
  if (body)
    belle_sip_message_set_body (message, body, size);
}

char *
bw_exchange_dup_header (belle_sip_message_t *message, const char *name)
{
  belle_sip_header_t *header = belle_sip_message_get_header (message, name);
  g_autofree char *text = NULL;
  const char *value = header ? belle_sip_header_get_unparsed_value (header) : NULL;

  if (value || !header)
    return g_strdup (value);

  /* What the stack has parsed is written anew: `Name: value`. */
  text = belle_sip_object_to_string (header);
  value = strchr (text, ':');

  return value ? g_strstrip (g_strdup (value + 1)) : NULL;
}

int
bw_exchange_read_seconds (belle_sip_message_t *message, const char *name)
{
  g_autofree char *text = bw_exchange_dup_header (message, name);

  if (!text || !g_ascii_isdigit (*text))
    return -1;

  return (int) CLAMP (g_ascii_strtoll (text, NULL, 10), 0, G_MAXINT);
}
