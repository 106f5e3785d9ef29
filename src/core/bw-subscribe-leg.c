/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One dialog of SUBSCRIBE and NOTIFY: its names, its sequence numbers, its way. Sends nothing, and
 * knows nothing of states. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-subscribe-leg.h"

#include "bw-config.h"
#include "bw-route.h"

#include <string.h>

#define MAX_FORWARDS 70

BwSubscribeLeg *
bw_subscribe_leg_new (BwAccount *account,
                      BwDigest *digest,
                      const char *resource,
                      const char *event,
                      const char *accept)
{
  BwSubscribeLeg *self = g_new0 (BwSubscribeLeg, 1);
  char tag[10];

  g_ref_count_init (&self->ref_count);
  self->account = g_object_ref (account);
  self->digest = bw_digest_ref (digest);
  self->resource = g_strdup (resource);
  self->event = g_strdup (event);
  self->accept = g_strdup (accept);
  self->remote_cseq = -1;
  self->call_id = g_uuid_string_random ();
  self->local_tag = g_strdup (belle_sip_random_token (tag, sizeof tag));

  return self;
}

BwSubscribeLeg *
bw_subscribe_leg_ref (BwSubscribeLeg *self)
{
  g_ref_count_inc (&self->ref_count);

  return self;
}

static void
clear_way (BwSubscribeLeg *self)
{
  g_clear_pointer (&self->target, belle_sip_object_unref);
  self->routes = belle_sip_list_free_with_data (self->routes, belle_sip_object_unref);
}

void
bw_subscribe_leg_unref (BwSubscribeLeg *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  clear_way (self);
  g_object_unref (self->account);
  bw_digest_unref (self->digest);
  g_free (self->resource);
  g_free (self->event);
  g_free (self->accept);
  g_free (self->call_id);
  g_free (self->local_tag);
  g_free (self->remote_tag);
  g_free (self);
}

gboolean
bw_subscribe_leg_is_up (const BwSubscribeLeg *self)
{
  return self->remote_tag && self->target;
}

static void
add_header (belle_sip_request_t *request, const char *name, const char *value)
{
  belle_sip_header_t *header = belle_sip_header_create (name, value);

  if (header)
    belle_sip_message_add_header (BELLE_SIP_MESSAGE (request), header);
}

/* One header a type: the stack reads and writes the first of several. */
static void
add_accept (belle_sip_request_t *request, const char *accept)
{
  g_auto (GStrv) types = g_strsplit (accept, ",", -1);

  for (guint i = 0; types[i]; i++)
    add_header (request, "Accept", g_strstrip (types[i]));
  if (strstr (accept, "application/rlmi+xml"))
    add_header (request, "Supported", "eventlist");
}

/* Where NOTIFYs are to come: the stack fills in the host and port of the connection. */
static void
add_contact (belle_sip_request_t *request, belle_sip_uri_t *own)
{
  belle_sip_header_contact_t *contact = belle_sip_header_contact_new ();
  belle_sip_uri_t *uri = belle_sip_uri_new ();

  belle_sip_uri_set_user (uri, belle_sip_uri_get_user (own));
  belle_sip_uri_set_secure (uri, belle_sip_uri_is_secure (own));
  belle_sip_header_address_set_uri (BELLE_SIP_HEADER_ADDRESS (contact), uri);
  belle_sip_header_contact_set_automatic (contact, TRUE);
  belle_sip_message_add_header (BELLE_SIP_MESSAGE (request), BELLE_SIP_HEADER (contact));
}

static void
add_way (BwSubscribeLeg *self, belle_sip_request_t *request, belle_sip_uri_t *route)
{
  if (!bw_subscribe_leg_is_up (self)) {
    bw_route_add (request, route);
    return;
  }

  for (belle_sip_list_t *item = self->routes; item; item = item->next)
    belle_sip_message_add_header (BELLE_SIP_MESSAGE (request),
                                  BELLE_SIP_HEADER (belle_sip_object_clone (item->data)));
}

static void
add_headers (BwSubscribeLeg *self, belle_sip_request_t *request, guint expires)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);

  belle_sip_message_add_header (message,
                                BELLE_SIP_HEADER (belle_sip_header_event_create (self->event)));
  belle_sip_message_add_header (message,
                                BELLE_SIP_HEADER (belle_sip_header_expires_create ((int) expires)));
  add_header (request, "User-Agent", "Bellwire/" BW_VERSION);
  add_accept (request, self->accept);
}

belle_sip_request_t *
bw_subscribe_leg_request (BwSubscribeLeg *self, guint expires, belle_sip_uri_t *route)
{
  BwAccountSettings *settings = bw_account_get_settings (self->account);
  g_autofree char *own = bw_account_settings_dup_identity_uri (settings);
  const char *name = bw_account_settings_get_display_name (settings);
  belle_sip_header_address_t *from = own ? belle_sip_header_address_parse (own) : NULL;
  belle_sip_header_address_t *to = belle_sip_header_address_parse (self->resource);
  belle_sip_header_call_id_t *call_id = belle_sip_header_call_id_new ();
  belle_sip_request_t *request = NULL;

  belle_sip_header_call_id_set_call_id (call_id, self->call_id);
  if (from && to && belle_sip_header_address_get_uri (to)) {
    belle_sip_uri_t *aim = self->target ? self->target : belle_sip_header_address_get_uri (to);

    if (name)
      belle_sip_header_address_set_displayname (from, name);
    request = belle_sip_request_create (
        BELLE_SIP_URI (belle_sip_object_clone (BELLE_SIP_OBJECT (aim))), "SUBSCRIBE", call_id,
        belle_sip_header_cseq_create (++self->cseq, "SUBSCRIBE"),
        belle_sip_header_from_create (from, self->local_tag),
        belle_sip_header_to_create (to, self->remote_tag), belle_sip_header_via_new (),
        MAX_FORWARDS);
    add_way (self, request, route);
    add_contact (request, belle_sip_header_address_get_uri (from));
    add_headers (self, request, expires);
  } else {
    belle_sip_object_unref (call_id);
  }
  g_clear_pointer (&from, belle_sip_object_unref);
  g_clear_pointer (&to, belle_sip_object_unref);

  return request;
}

belle_sip_uri_t *
bw_subscribe_leg_get_hop (BwSubscribeLeg *self)
{
  if (!bw_subscribe_leg_is_up (self))
    return NULL;

  return self->routes
             ? belle_sip_header_address_get_uri (BELLE_SIP_HEADER_ADDRESS (self->routes->data))
             : self->target;
}

static void
take_target (BwSubscribeLeg *self, belle_sip_message_t *message)
{
  belle_sip_header_contact_t *contact =
      belle_sip_message_get_header_by_type (message, belle_sip_header_contact_t);
  belle_sip_uri_t *uri =
      contact ? belle_sip_header_address_get_uri (BELLE_SIP_HEADER_ADDRESS (contact)) : NULL;

  if (!uri)
    return;

  g_clear_pointer (&self->target, belle_sip_object_unref);
  self->target = BELLE_SIP_URI (belle_sip_object_ref (uri));
}

/* RFC 3261 12.1: in the order of a request, against that of a response. */
static void
take_routes (BwSubscribeLeg *self, belle_sip_message_t *message, gboolean reversed)
{
  const belle_sip_list_t *item = belle_sip_message_get_headers (message, "Record-Route");

  for (; item; item = item->next) {
    belle_sip_header_route_t *route =
        belle_sip_header_route_create (BELLE_SIP_HEADER_ADDRESS (item->data));

    belle_sip_object_ref (route);
    self->routes = reversed ? belle_sip_list_prepend (self->routes, route)
                            : belle_sip_list_append (self->routes, route);
  }
}

static void
establish (BwSubscribeLeg *self,
           belle_sip_message_t *message,
           const char *remote_tag,
           gboolean by_response)
{
  if (!self->remote_tag && remote_tag) {
    self->remote_tag = g_strdup (remote_tag);
    take_routes (self, message, by_response);
  }
  if (g_strcmp0 (self->remote_tag, remote_tag) == 0)
    take_target (self, message);
}

void
bw_subscribe_leg_take_response (BwSubscribeLeg *self, belle_sip_response_t *response)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (response);
  belle_sip_header_to_t *to = belle_sip_message_get_header_by_type (message, belle_sip_header_to_t);

  establish (self, message, to ? belle_sip_header_to_get_tag (to) : NULL, TRUE);
}

static gboolean
is_about_us (BwSubscribeLeg *self, belle_sip_message_t *message)
{
  belle_sip_header_from_t *from =
      belle_sip_message_get_header_by_type (message, belle_sip_header_from_t);
  belle_sip_header_to_t *to = belle_sip_message_get_header_by_type (message, belle_sip_header_to_t);
  const char *theirs = from ? belle_sip_header_from_get_tag (from) : NULL;
  const char *ours = to ? belle_sip_header_to_get_tag (to) : NULL;

  /* Of several servers that a first SUBSCRIBE was forked to, the first one counts. */
  return theirs && g_strcmp0 (ours, self->local_tag) == 0 &&
         (!self->remote_tag || g_str_equal (theirs, self->remote_tag));
}

guint
bw_subscribe_leg_take_notify (BwSubscribeLeg *self, belle_sip_request_t *request)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  belle_sip_header_event_t *event =
      belle_sip_message_get_header_by_type (message, belle_sip_header_event_t);
  belle_sip_header_cseq_t *cseq =
      belle_sip_message_get_header_by_type (message, belle_sip_header_cseq_t);
  const char *package = event ? belle_sip_header_event_get_package_name (event) : NULL;
  gint64 sequence = cseq ? belle_sip_header_cseq_get_seq_number (cseq) : 0;

  if (!is_about_us (self, message))
    return 481;
  if (!package || g_ascii_strcasecmp (package, self->event) != 0)
    return 489;
  /* RFC 3261 12.2.2: one that was overtaken by the next one. */
  if (sequence <= self->remote_cseq)
    return 500;

  establish (self, message,
             belle_sip_header_from_get_tag (
                 belle_sip_message_get_header_by_type (message, belle_sip_header_from_t)),
             FALSE);
  self->remote_cseq = sequence;

  return 0;
}

gboolean
bw_subscribe_leg_accepts (const BwSubscribeLeg *self, const char *content_type)
{
  g_auto (GStrv) types = g_strsplit (self->accept, ",", -1);
  gsize length = content_type ? strcspn (content_type, "; \t") : 0;

  for (guint i = 0; length > 0 && types[i]; i++) {
    const char *type = g_strstrip (types[i]);

    if (strlen (type) == length && g_ascii_strncasecmp (type, content_type, length) == 0)
      return TRUE;
  }

  return FALSE;
}
