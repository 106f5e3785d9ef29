/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The event state of one account at its presence agent (RFC 3903). It must not know what is
 * published, nor why. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-publication.h"

#include "bw-config.h"
#include "bw-pidf.h"
#include "bw-retry.h"
#include "bw-route.h"

#define EXPIRES 3600
#define MIN_REFRESH_SECONDS 5
#define MAX_FORWARDS 70

struct _BwPublication {
  BwAccount *account;
  BwExchanges *exchanges; /* not owned; nullable */

  char *wanted;    /* nullable: nothing */
  char *published; /* nullable: what the server was told last */
  char *sending;   /* nullable: what is on its way */
  char *etag;      /* nullable: the server's name for it: there is something to change */
  char *identity;  /* nullable: whose it is there */

  char *call_id;
  char *tag;
  guint cseq;
  guint expires;
  guint attempts;
  guint timer_id; /* of the next refresh, or the next attempt */

  gboolean in_flight;
  gboolean renewing;
  gboolean waiting; /* the server, or the network, is given some time */
  gboolean refused; /* for as long as this registration lasts */

  BwPublicationLeft left; /* nullable: it is not on its way out */
  gpointer left_data;
};

static belle_sip_request_t *
create_bare_request (BwPublication *self)
{
  belle_sip_header_address_t *address = belle_sip_header_address_parse (self->identity);
  belle_sip_header_call_id_t *call_id = belle_sip_header_call_id_new ();
  belle_sip_request_t *request;

  if (!address)
    return NULL;
  belle_sip_header_call_id_set_call_id (call_id, self->call_id);
  request = belle_sip_request_create (
      BELLE_SIP_URI (
          belle_sip_object_clone (BELLE_SIP_OBJECT (belle_sip_header_address_get_uri (address)))),
      "PUBLISH", call_id, belle_sip_header_cseq_create (++self->cseq, "PUBLISH"),
      belle_sip_header_from_create (address, self->tag), belle_sip_header_to_create (address, NULL),
      belle_sip_header_via_new (), MAX_FORWARDS);
  belle_sip_object_unref (address);

  return request;
}

/* @document: (nullable): a refresh and a withdrawal have none */
static belle_sip_request_t *
create_request (BwPublication *self, const char *document, guint expires)
{
  belle_sip_request_t *request = create_bare_request (self);
  g_autofree char *seconds = g_strdup_printf ("%u", expires);
  belle_sip_message_t *message;

  if (!request)
    return NULL;

  message = BELLE_SIP_MESSAGE (request);
  bw_exchange_add_header (message, "Event", "presence");
  bw_exchange_add_header (message, "Expires", seconds);
  bw_exchange_add_header (message, "User-Agent", "Bellwire/" BW_VERSION);
  if (self->etag)
    bw_exchange_add_header (message, "SIP-If-Match", self->etag);
  bw_exchange_add_body (message, BW_PIDF_TYPE, document);

  return request;
}

static void
forget (BwPublication *self)
{
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->published, g_free);
}

static gboolean
timer_cb (gpointer user_data)
{
  BwPublication *self = user_data;

  self->timer_id = 0;
  self->waiting = FALSE;
  self->renewing = TRUE;
  bw_publication_proceed (self);

  return G_SOURCE_REMOVE;
}

/* @seconds: 0 for never */
static void
proceed_after (BwPublication *self, guint seconds)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (seconds > 0)
    self->timer_id = g_timeout_add_seconds (seconds, timer_cb, self);
}

/* Some time before it would run out. */
static guint
get_refresh_delay (belle_sip_response_t *response, guint asked)
{
  int granted = bw_exchange_read_seconds (BELLE_SIP_MESSAGE (response), "Expires");
  guint expires = granted > 0 ? (guint) granted : asked;

  return MAX (expires - expires / 10, MIN_REFRESH_SECONDS + 1) - 1;
}

static void
handle_success (BwPublication *self, belle_sip_response_t *response)
{
  char *etag = bw_exchange_dup_header (BELLE_SIP_MESSAGE (response), "SIP-ETag");

  self->attempts = 0;
  if (!self->sending) {
    forget (self);
    g_free (etag);
    proceed_after (self, 0);
    return;
  }

  g_free (self->etag);
  self->etag = etag;
  g_free (self->published);
  self->published = g_steal_pointer (&self->sending);
  proceed_after (self, get_refresh_delay (response, self->expires));
}

/* The server wants it less often than we would refresh it. */
static gboolean
take_longer (BwPublication *self, belle_sip_response_t *response)
{
  int least = bw_exchange_read_seconds (BELLE_SIP_MESSAGE (response), "Min-Expires");

  if (least <= (int) self->expires)
    return FALSE;
  self->expires = (guint) least;
  self->renewing = TRUE;

  return TRUE;
}

/* RFC 3903 4: what is said for good, and what may be another time. */
static void
handle_failure (BwPublication *self, const BwExchangeAnswer *answer)
{
  BwReason reason = answer->code ? bw_reason_from_sip (answer->code, TRUE) : BW_REASON_TIMEOUT;
  int after = answer->response
                  ? bw_exchange_read_seconds (BELLE_SIP_MESSAGE (answer->response), "Retry-After")
                  : 0;
  gboolean later = answer->code < 400 || answer->code == 408 || answer->code == 480 ||
                   (answer->code >= 500 && answer->code < 600 && answer->code != 501);

  if (answer->code == 412 && self->etag) {
    forget (self);
    return;
  }
  if (answer->code == 423 && take_longer (self, answer->response))
    return;

  g_debug ("PUBLISH of %s: %u", bw_account_get_address (self->account), answer->code);
  self->refused = !later && self->sending;
  /* What is withdrawn runs out by itself; what the server may still have is to be replaced. */
  self->waiting = later && self->sending;
  if (!self->waiting) {
    forget (self);
    return;
  }
  g_clear_pointer (&self->published, g_free);
  proceed_after (self, MAX (bw_retry_delay (reason, ++self->attempts, (guint) MAX (after, 0)),
                            MIN_REFRESH_SECONDS));
}

static void
answered_cb (const BwExchangeAnswer *answer, gpointer owner)
{
  BwPublication *self = owner;

  self->in_flight = FALSE;
  self->cseq = MAX (self->cseq, answer->cseq);
  if (answer->code / 100 == 2)
    handle_success (self, answer->response);
  else
    handle_failure (self, answer);
  g_clear_pointer (&self->sending, g_free);
  bw_publication_proceed (self);
}

static char *
dup_identity (BwPublication *self)
{
  return bw_account_settings_dup_identity_uri (bw_account_get_settings (self->account));
}

/* What the server has is to go: all of it, or because the account has got another address. */
static gboolean
is_over (BwPublication *self)
{
  g_autofree char *identity = dup_identity (self);

  return self->exchanges && self->etag &&
         (!self->wanted || g_strcmp0 (self->identity, identity) != 0);
}

static gboolean
is_due (BwPublication *self)
{
  return self->exchanges && self->wanted && !self->refused && !self->waiting &&
         bw_account_get_state (self->account) == BW_ACCOUNT_STATE_REGISTERED &&
         (self->renewing || g_strcmp0 (self->wanted, self->published) != 0);
}

/* @document: (nullable): NULL withdraws it */
static void
publish (BwPublication *self, const char *document)
{
  gboolean same = self->etag && g_strcmp0 (document, self->published) == 0;
  belle_sip_uri_t *route = bw_route_new (self->account);
  belle_sip_request_t *request;

  if (!self->etag) {
    g_free (self->identity);
    self->identity = dup_identity (self);
  }
  request = create_request (self, same ? NULL : document, document ? self->expires : 0);
  proceed_after (self, 0);
  self->renewing = FALSE;
  if (request) {
    bw_route_add (request, route);
    self->sending = g_strdup (document);
    self->in_flight = bw_exchanges_send (self->exchanges, request, route, answered_cb, self);
  }
  g_clear_pointer (&route, belle_sip_object_unref);
  if (!self->in_flight)
    g_clear_pointer (&self->sending, g_free);
}

BwPublication *
bw_publication_new (BwAccount *account)
{
  BwPublication *self = g_new0 (BwPublication, 1);
  char tag[10];

  self->account = g_object_ref (account);
  self->call_id = g_uuid_string_random ();
  self->tag = g_strdup (belle_sip_random_token (tag, sizeof tag));
  self->expires = EXPIRES;

  return self;
}

void
bw_publication_free (BwPublication *self)
{
  bw_publication_attach (self, NULL);
  g_object_unref (self->account);
  g_free (self->wanted);
  g_free (self->identity);
  g_free (self->call_id);
  g_free (self->tag);
  g_free (self);
}

void
bw_publication_leave (BwPublication *self, BwPublicationLeft left, gpointer user_data)
{
  self->left = left;
  self->left_data = user_data;
  bw_publication_set_document (self, NULL);
}

void
bw_publication_attach (BwPublication *self, BwExchanges *exchanges)
{
  if (self->exchanges)
    bw_exchanges_forget (self->exchanges, self);
  self->exchanges = exchanges;
  self->in_flight = FALSE;
  self->refused = FALSE;
  self->waiting = FALSE;
  self->attempts = 0;
  proceed_after (self, 0);
  g_clear_pointer (&self->sending, g_free);
  forget (self);
}

void
bw_publication_set_document (BwPublication *self, const char *document)
{
  if (g_strcmp0 (self->wanted, document) != 0) {
    g_free (self->wanted);
    self->wanted = g_strdup (document);
  }
  bw_publication_proceed (self);
}

void
bw_publication_renew (BwPublication *self)
{
  self->refused = FALSE;
  self->waiting = FALSE;
  self->renewing = TRUE;
  self->attempts = 0;
  bw_publication_proceed (self);
}

void
bw_publication_proceed (BwPublication *self)
{
  if (self->in_flight)
    return;

  if (is_over (self))
    publish (self, NULL);
  else if (is_due (self))
    publish (self, self->wanted);

  if (self->left && !self->in_flight)
    self->left (self, self->left_data);
}
