/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One dialog of somebody who watches us: reads SUBSCRIBE, writes answers and NOTIFY. Sends nothing,
 * and must not know what is told. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-watch-dialog.h"

#include "bw-config.h"
#include "bw-exchange.h"
#include "bw-pidf.h"

#define MAX_FORWARDS 70

struct _BwWatchDialog {
  char *call_id;
  char *local_tag;
  char *remote_tag;
  belle_sip_header_address_t *local;
  belle_sip_header_address_t *remote;
  belle_sip_uri_t *target;
  belle_sip_list_t *routes; /* belle_sip_header_route_t */
  char *event;              /* with its id, which is to be repeated */
  guint local_cseq;
  guint remote_cseq;
};

static gpointer
keep_copy (gpointer object)
{
  return belle_sip_object_ref (belle_sip_object_clone (BELLE_SIP_OBJECT (object)));
}

/* The stack fills in the address of the connection that it goes over. */
static void
add_contact (BwWatchDialog *self, belle_sip_message_t *message)
{
  belle_sip_uri_t *own = belle_sip_header_address_get_uri (self->local);
  belle_sip_header_contact_t *contact = belle_sip_header_contact_new ();
  belle_sip_uri_t *uri = belle_sip_uri_new ();

  belle_sip_uri_set_user (uri, own ? belle_sip_uri_get_user (own) : NULL);
  belle_sip_header_address_set_uri (BELLE_SIP_HEADER_ADDRESS (contact), uri);
  belle_sip_header_address_set_automatic (BELLE_SIP_HEADER_ADDRESS (contact), TRUE);
  belle_sip_message_add_header (message, BELLE_SIP_HEADER (contact));
}

static belle_sip_uri_t *
find_target (belle_sip_message_t *message)
{
  belle_sip_header_contact_t *contact =
      belle_sip_message_get_header_by_type (message, belle_sip_header_contact_t);

  return contact ? belle_sip_header_address_get_uri (BELLE_SIP_HEADER_ADDRESS (contact)) : NULL;
}

static guint
read_cseq (belle_sip_message_t *message)
{
  belle_sip_header_cseq_t *cseq =
      belle_sip_message_get_header_by_type (message, belle_sip_header_cseq_t);

  return cseq ? belle_sip_header_cseq_get_seq_number (cseq) : 0;
}

static const char *
read_call_id (belle_sip_message_t *message)
{
  belle_sip_header_call_id_t *call_id =
      belle_sip_message_get_header_by_type (message, belle_sip_header_call_id_t);

  return call_id ? belle_sip_header_call_id_get_call_id (call_id) : NULL;
}

static void
read_routes (BwWatchDialog *self, belle_sip_message_t *message)
{
  const belle_sip_list_t *item = belle_sip_message_get_headers (message, "Record-Route");

  for (; item; item = item->next)
    self->routes = belle_sip_list_append (
        self->routes, belle_sip_object_ref (belle_sip_header_route_create (item->data)));
}

static char *
dup_event (belle_sip_message_t *message)
{
  belle_sip_header_event_t *event =
      belle_sip_message_get_header_by_type (message, belle_sip_header_event_t);
  const char *id = event ? belle_sip_header_event_get_id (event) : NULL;

  return id ? g_strdup_printf ("presence;id=%s", id) : g_strdup ("presence");
}

BwWatchDialog *
bw_watch_dialog_new (belle_sip_request_t *request)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  belle_sip_header_from_t *from =
      belle_sip_message_get_header_by_type (message, belle_sip_header_from_t);
  belle_sip_header_to_t *to = belle_sip_message_get_header_by_type (message, belle_sip_header_to_t);
  belle_sip_uri_t *target = find_target (message);
  BwWatchDialog *self;
  char tag[16];

  if (!from || !to || !target || !read_call_id (message) || !belle_sip_header_from_get_tag (from))
    return NULL;

  self = g_new0 (BwWatchDialog, 1);
  self->call_id = g_strdup (read_call_id (message));
  self->local_tag = g_strdup (belle_sip_random_token (tag, sizeof tag));
  self->remote_tag = g_strdup (belle_sip_header_from_get_tag (from));
  self->local = keep_copy (to);
  self->remote = keep_copy (from);
  self->target = keep_copy (target);
  self->event = dup_event (message);
  self->remote_cseq = read_cseq (message);
  read_routes (self, message);

  return self;
}

void
bw_watch_dialog_free (BwWatchDialog *self)
{
  g_free (self->call_id);
  g_free (self->local_tag);
  g_free (self->remote_tag);
  g_free (self->event);
  belle_sip_object_unref (self->local);
  belle_sip_object_unref (self->remote);
  belle_sip_object_unref (self->target);
  belle_sip_list_free_with_data (self->routes, belle_sip_object_unref);
  g_free (self);
}

const char *
bw_watch_dialog_get_tag (BwWatchDialog *self)
{
  return self->local_tag;
}

guint
bw_watch_dialog_accept (BwWatchDialog *self, belle_sip_request_t *request)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  belle_sip_header_from_t *from =
      belle_sip_message_get_header_by_type (message, belle_sip_header_from_t);
  belle_sip_uri_t *target = find_target (message);

  if (g_strcmp0 (read_call_id (message), self->call_id) != 0 ||
      g_strcmp0 (from ? belle_sip_header_from_get_tag (from) : NULL, self->remote_tag) != 0)
    return 481;
  if (read_cseq (message) <= self->remote_cseq)
    return 500;

  self->remote_cseq = read_cseq (message);
  if (target) {
    belle_sip_object_unref (self->target);
    self->target = keep_copy (target);
  }

  return 0;
}

belle_sip_response_t *
bw_watch_dialog_create_answer (BwWatchDialog *self, belle_sip_request_t *request, guint expires)
{
  belle_sip_response_t *response = belle_sip_response_create_from_request (request, 200);
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (response);
  belle_sip_header_to_t *to = belle_sip_message_get_header_by_type (message, belle_sip_header_to_t);
  g_autofree char *seconds = g_strdup_printf ("%u", expires);

  belle_sip_header_to_set_tag (to, self->local_tag);
  belle_sip_message_add_headers (
      message, belle_sip_message_get_headers (BELLE_SIP_MESSAGE (request), "Record-Route"));
  add_contact (self, message);
  bw_exchange_add_header (message, "Expires", seconds);

  return response;
}

static belle_sip_request_t *
create_bare_request (BwWatchDialog *self)
{
  belle_sip_header_call_id_t *call_id = belle_sip_header_call_id_new ();
  belle_sip_uri_t *target =
      BELLE_SIP_URI (belle_sip_object_clone (BELLE_SIP_OBJECT (self->target)));

  belle_sip_header_call_id_set_call_id (call_id, self->call_id);

  return belle_sip_request_create (target, "NOTIFY", call_id,
                                   belle_sip_header_cseq_create (++self->local_cseq, "NOTIFY"),
                                   belle_sip_header_from_create (self->local, self->local_tag),
                                   belle_sip_header_to_create (self->remote, self->remote_tag),
                                   belle_sip_header_via_new (), MAX_FORWARDS);
}

belle_sip_request_t *
bw_watch_dialog_create_notify (BwWatchDialog *self, const char *state, const char *document)
{
  belle_sip_request_t *request = create_bare_request (self);
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);

  if (!request)
    return NULL;

  belle_sip_message_add_headers (message, self->routes);
  add_contact (self, message);
  bw_exchange_add_header (message, "Event", self->event);
  bw_exchange_add_header (message, "Subscription-State", state);
  bw_exchange_add_header (message, "User-Agent", "Bellwire/" BW_VERSION);
  bw_exchange_add_body (message, BW_PIDF_TYPE, document);

  return request;
}

void
bw_watch_dialog_set_cseq (BwWatchDialog *self, guint cseq)
{
  self->local_cseq = MAX (self->local_cseq, cseq);
}
