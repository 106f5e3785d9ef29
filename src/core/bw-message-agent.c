/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Sends and answers MESSAGE requests on the engine's SIP stack: challenges, long messages and
 * broken connections are settled here. It must not know what the messages hold, nor where they are
 * kept.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-message-agent.h"

#include "bw-message-request.h"
#include "bw-route.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* RFC 3261, 18.1.1: a request of this size goes over a congestion-controlled transport. */
#define MAX_DATAGRAM 1300
/* What the stack adds when it sends: Via with its branch, a response to a challenge. */
#define ADDED_BYTES 250
#define MAX_CHALLENGES 2
#define BUSY_SECONDS 60

struct _BwMessageAgent {
  GObject parent_instance;

  BwEngine *engine;
  BwMessageReceiver receiver;
  BwMessageAnswerSent answer_sent;
  gpointer user_data;
  GHashTable *exchanges; /* belle_sip_client_transaction_t -> Exchange, owned */
};

G_DEFINE_FINAL_TYPE (BwMessageAgent, bw_message_agent, G_TYPE_OBJECT)

/* A request on its way, through challenges, to its final answer. */
typedef struct {
  BwMessageAgent *agent; /* not owned: it owns us */
  BwAccount *account;
  BwOutgoingRequest values; /* its strings are owned */
  BwMessageAnswered answered;
  gpointer user_data;
  GDestroyNotify destroy;                      /* nullable */
  belle_sip_client_transaction_t *transaction; /* the key of the table: it owns it */
  guint challenges;
  gboolean over_tcp; /* only because it is long */
  gboolean sending;  /* we are within the stack's own function */
  guint later_id;
} Exchange;

static Exchange *
exchange_new (BwMessageAgent *agent, BwAccount *account, const BwOutgoingRequest *values)
{
  Exchange *self = g_new0 (Exchange, 1);

  self->agent = agent;
  self->account = g_object_ref (account);
  self->values = (BwOutgoingRequest){
    .to = g_strdup (values->to),
    .call_id = g_strdup (values->call_id),
    .cseq = values->cseq,
    .content_type = g_strdup (values->content_type),
    .content_disposition = g_strdup (values->content_disposition),
    .body = g_bytes_ref (values->body),
    .custom_headers = g_strdup (values->custom_headers),
  };

  return self;
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_clear_handle_id (&self->later_id, g_source_remove);
  if (self->destroy)
    self->destroy (self->user_data);
  g_object_unref (self->account);
  g_free ((char *) self->values.to);
  g_free ((char *) self->values.call_id);
  g_free ((char *) self->values.content_type);
  g_free ((char *) self->values.content_disposition);
  g_bytes_unref (self->values.body);
  g_free ((char *) self->values.custom_headers);
  g_free (self);
}

static belle_sip_provider_t *
get_provider (BwMessageAgent *self)
{
  BwStackTap *tap = self->engine ? bw_engine_get_tap (self->engine) : NULL;

  return tap ? bw_stack_tap_get_provider (tap) : NULL;
}

static gboolean
is_long (belle_sip_request_t *request, GBytes *body)
{
  g_autofree char *text = belle_sip_object_to_string (BELLE_SIP_OBJECT (request));

  /* A body with a NUL in it is longer than the text says. */
  return MAX (strlen (text), g_bytes_get_size (body)) + ADDED_BYTES > MAX_DATAGRAM;
}

static gboolean
is_datagram (belle_sip_uri_t *hop)
{
  const char *transport = belle_sip_uri_get_transport_param (hop);

  return !belle_sip_uri_is_secure (hop) &&
         (!transport || g_ascii_strcasecmp (transport, "udp") == 0);
}

static void
take_stream_where_long (Exchange *exchange, belle_sip_request_t *request, belle_sip_uri_t *hop)
{
  belle_sip_header_route_t *route;

  if (!is_datagram (hop) || !is_long (request, exchange->values.body))
    return;

  exchange->over_tcp = TRUE;
  belle_sip_uri_set_transport_param (hop, "tcp");
  route =
      belle_sip_message_get_header_by_type (BELLE_SIP_MESSAGE (request), belle_sip_header_route_t);
  if (route)
    belle_sip_uri_set_transport_param (
        belle_sip_header_address_get_uri (BELLE_SIP_HEADER_ADDRESS (route)), "tcp");
}

static Exchange *
steal_exchange (BwMessageAgent *self, belle_sip_client_transaction_t *transaction)
{
  gpointer key = NULL;
  gpointer exchange = NULL;

  if (g_hash_table_steal_extended (self->exchanges, transaction, &key, &exchange))
    belle_sip_object_unref (key);

  return exchange;
}

static gboolean
transmit (Exchange *exchange, belle_sip_request_t *request, belle_sip_uri_t *route)
{
  BwMessageAgent *self = exchange->agent;
  belle_sip_uri_t *hop = bw_route_hop (request, route);
  belle_sip_client_transaction_t *transaction;
  gboolean sent;

  take_stream_where_long (exchange, request, hop);
  transaction = belle_sip_provider_create_client_transaction (get_provider (self), request);
  exchange->transaction = transaction;
  g_hash_table_insert (self->exchanges, belle_sip_object_ref (transaction), exchange);
  exchange->sending = TRUE;
  sent = belle_sip_client_transaction_send_request_to (transaction, hop) == 0;
  exchange->sending = FALSE;
  belle_sip_object_unref (hop);
  bw_engine_hurry (self->engine);
  if (sent || exchange->later_id)
    return TRUE;

  steal_exchange (self, transaction);

  return FALSE;
}

/* @challenge: (nullable): the answer that asks who we are */
static gboolean
attempt (Exchange *exchange, belle_sip_response_t *challenge)
{
  BwAccountSettings *settings = bw_account_get_settings (exchange->account);
  g_autofree char *from = bw_account_settings_dup_identity_uri (settings);
  belle_sip_uri_t *route = bw_route_new (exchange->account);
  BwOutgoingRequest values = exchange->values;
  belle_sip_request_t *request;
  gboolean sent = FALSE;

  values.cseq += exchange->challenges;
  request = bw_message_request_new (&values, from, bw_account_settings_get_display_name (settings),
                                    route);
  if (request &&
      (!challenge || belle_sip_provider_add_authorization (get_provider (exchange->agent), request,
                                                           challenge, NULL, NULL, NULL)))
    sent = transmit (exchange, request, route);
  else
    g_clear_pointer (&request, belle_sip_object_unref);
  g_clear_pointer (&route, belle_sip_object_unref);

  return sent;
}

static void
finish (Exchange *exchange, const BwMessageResponse *response)
{
  exchange->answered (response, exchange->user_data);
  exchange_free (exchange);
}

static guint
read_retry_after (belle_sip_message_t *message)
{
  belle_sip_header_t *header = belle_sip_message_get_header (message, "Retry-After");
  g_autofree char *text = header ? belle_sip_object_to_string (header) : NULL;
  const char *value = text ? strchr (text, ':') : NULL;

  return value ? CLAMP (g_ascii_strtoll (value + 1, NULL, 10), 0, G_MAXINT) : 0;
}

/* All that the Accept headers hold, in one line. */
static char *
dup_accept (belle_sip_message_t *message)
{
  GString *types = g_string_new (NULL);

  for (const belle_sip_list_t *item = belle_sip_message_get_headers (message, "Accept"); item;
       item = item->next) {
    g_autofree char *text = belle_sip_object_to_string (item->data);

    g_string_append_printf (types, "%s,", text);
  }

  return g_string_free (types, FALSE);
}

static void
finish_with_answer (Exchange *exchange, belle_sip_response_t *response)
{
  guint code = (guint) belle_sip_response_get_status_code (response);
  const char *phrase = belle_sip_response_get_reason_phrase (response);
  g_autofree char *words = phrase ? g_utf8_make_valid (phrase, -1) : NULL;
  g_autofree char *accept = dup_accept (BELLE_SIP_MESSAGE (response));

  finish (exchange,
          &(BwMessageResponse){
              .code = code,
              .phrase = words,
              .accept = accept,
              .retry_after = read_retry_after (BELLE_SIP_MESSAGE (response)),
              .reason = code < 300 ? BW_REASON_NONE : bw_reason_from_message_response (code),
          });
}

static gboolean
response_cb (const belle_sip_response_event_t *event, gpointer user_data)
{
  BwMessageAgent *self = user_data;
  belle_sip_response_t *response = belle_sip_response_event_get_response (event);
  int code = belle_sip_response_get_status_code (response);
  Exchange *exchange;

  if (code < 200)
    return TRUE;
  exchange = steal_exchange (self, belle_sip_response_event_get_client_transaction (event));
  if (!exchange)
    return TRUE;

  bw_engine_expect_more (self->engine);
  if ((code == 401 || code == 407) && exchange->challenges++ < MAX_CHALLENGES &&
      attempt (exchange, response))
    return TRUE;
  finish_with_answer (exchange, response);

  return TRUE;
}

static gboolean
timeout_cb (const belle_sip_timeout_event_t *event, gpointer user_data)
{
  Exchange *exchange =
      steal_exchange (user_data, belle_sip_timeout_event_get_client_transaction (event));

  if (exchange)
    finish (exchange, &(BwMessageResponse){ .reason = BW_REASON_TIMEOUT });

  return TRUE;
}

static void
finish_broken (Exchange *exchange)
{
  finish (exchange, &(BwMessageResponse){
                        .reason = BW_REASON_NETWORK,
                        .stranded = exchange->over_tcp,
                    });
}

static gboolean
later_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->later_id = 0;
  steal_exchange (exchange->agent, exchange->transaction);
  finish_broken (exchange);

  return G_SOURCE_REMOVE;
}

/* Where sending itself fails, the sender hears of it when its own function has returned. */
static gboolean
io_error_cb (const belle_sip_io_error_event_t *event, gpointer user_data)
{
  BwMessageAgent *self = user_data;
  belle_sip_object_t *source = belle_sip_io_error_event_get_source (event);
  Exchange *exchange = g_hash_table_lookup (self->exchanges, source);

  if (!exchange || exchange->later_id)
    return TRUE;
  if (exchange->sending) {
    exchange->later_id = g_idle_add (later_cb, exchange);
    return TRUE;
  }
  steal_exchange (self, BELLE_SIP_CLIENT_TRANSACTION (source));
  finish_broken (exchange);

  return TRUE;
}

/* One header a type: the stack's own parser keeps the first of several. */
static void
add_accept (belle_sip_message_t *message)
{
  static const char *const types[] = {
    "text/plain", "text/html", "message/cpim", "message/imdn+xml", "application/im-iscomposing+xml",
    "*/*"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    belle_sip_message_add_header (message, belle_sip_header_create ("Accept", types[i]));
}

static void
answer (BwMessageAgent *self, belle_sip_request_t *request, guint code)
{
  belle_sip_server_transaction_t *transaction =
      belle_sip_provider_create_server_transaction (get_provider (self), request);
  belle_sip_response_t *response = belle_sip_response_create_from_request (request, (int) code);
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (response);

  if (code == 200 || code == 415)
    add_accept (message);
  if (code == 480 || code == 500 || code == 503) {
    g_autofree char *seconds = g_strdup_printf ("%d", BUSY_SECONDS);

    belle_sip_message_add_header (message, belle_sip_header_create ("Retry-After", seconds));
  }
  belle_sip_server_transaction_send_response (transaction, response);
}

static gboolean
request_cb (const belle_sip_request_event_t *event, gpointer user_data)
{
  BwMessageAgent *self = user_data;
  belle_sip_request_t *request = belle_sip_request_event_get_request (event);
  g_auto (BwReadRequest) read = { 0 };
  guint code;

  bw_engine_expect_more (self->engine);
  bw_message_request_read (request, &read);
  read.values.in_dialog = belle_sip_request_event_get_dialog (event) != NULL;
  code = self->receiver (&read.values, self->user_data);
  if (code == 0)
    return TRUE;

  answer (self, request, code);
  self->answer_sent (self->user_data);

  return TRUE;
}

static const BwStackTapHandlers handlers = {
  .requests = "MESSAGE",
  .exchanges = "MESSAGE",
  .request = request_cb,
  .response = response_cb,
  .timeout = timeout_cb,
  .io_error = io_error_cb,
};

static void
bw_message_agent_dispose (GObject *object)
{
  BwMessageAgent *self = BW_MESSAGE_AGENT (object);
  BwStackTap *tap = self->engine ? bw_engine_get_tap (self->engine) : NULL;

  if (tap)
    bw_stack_tap_detach (tap, &handlers);
  g_hash_table_remove_all (self->exchanges);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (bw_message_agent_parent_class)->dispose (object);
}

static void
bw_message_agent_finalize (GObject *object)
{
  g_hash_table_unref (BW_MESSAGE_AGENT (object)->exchanges);

  G_OBJECT_CLASS (bw_message_agent_parent_class)->finalize (object);
}

static void
bw_message_agent_class_init (BwMessageAgentClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_message_agent_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_message_agent_finalize;
}

static void
bw_message_agent_init (BwMessageAgent *self)
{
  self->exchanges = g_hash_table_new_full (NULL, NULL, belle_sip_object_unref, exchange_free);
}

BwMessageAgent *
bw_message_agent_new (BwEngine *engine,
                      BwMessageReceiver receiver,
                      BwMessageAnswerSent answer_sent,
                      gpointer user_data)
{
  BwMessageAgent *self = g_object_new (BW_TYPE_MESSAGE_AGENT, NULL);

  self->engine = g_object_ref (engine);
  self->receiver = receiver;
  self->answer_sent = answer_sent;
  self->user_data = user_data;
  if (bw_engine_get_tap (engine))
    bw_stack_tap_attach (bw_engine_get_tap (engine), &handlers, self);

  return self;
}

gboolean
bw_message_agent_send (BwMessageAgent *self,
                       BwAccount *account,
                       const BwOutgoingRequest *request,
                       BwMessageAnswered answered,
                       gpointer user_data,
                       GDestroyNotify destroy,
                       GError **error)
{
  Exchange *exchange;

  if (!get_provider (self)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_NOT_STARTED,
                         _ ("The phone is not running. Start Bellwire again."));
    if (destroy)
      destroy (user_data);
    return FALSE;
  }

  exchange = exchange_new (self, account, request);
  exchange->answered = answered;
  exchange->user_data = user_data;
  exchange->destroy = destroy;
  if (attempt (exchange, NULL))
    return TRUE;

  exchange_free (exchange);
  g_set_error_literal (error, BW_ERROR, BW_ERROR_ENGINE,
                       _ ("The message could not be sent to this address. Check it for a typing "
                          "error."));
  return FALSE;
}

char *
bw_message_agent_create_call_id (void)
{
  return g_uuid_string_random ();
}
