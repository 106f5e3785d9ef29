/* SPDX-License-Identifier: GPL-3.0-or-later */

/* NOTIFY requests (RFC 6665 4.1.3): whose they are, how they are answered, what they say. What they
 * carry is read later, when there is time. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-exchange.h"
#include "bw-subscriber-private.h"

#include <string.h>

/* What may wait to be read: nobody has more to say to one phone. */
#define MAX_WAITING 4096
#define MAX_BODY (2 * 1024 * 1024)
#define BUSY_SECONDS "5"

void
bw_notify_free (BwNotice *self)
{
  bw_subscribe_leg_unref (self->leg);
  g_free (self->state);
  g_free (self->reason);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/* Within a dialog or a transaction that the engine began. */
static gboolean
is_of_engine (belle_sip_dialog_t *dialog)
{
  belle_sip_transaction_t *last = dialog ? belle_sip_dialog_get_last_transaction (dialog) : NULL;

  return dialog && (belle_sip_dialog_get_application_data (dialog) ||
                    (last && belle_sip_transaction_get_application_data (last)));
}

static void
answer (BwSubscriber *self,
        belle_sip_request_t *request,
        guint code,
        const char *name,
        const char *value)
{
  belle_sip_server_transaction_t *transaction =
      belle_sip_provider_create_server_transaction (bw_subscriber_get_provider (self), request);
  belle_sip_response_t *response = belle_sip_response_create_from_request (request, (int) code);

  if (name)
    belle_sip_message_add_header (BELLE_SIP_MESSAGE (response),
                                  belle_sip_header_create (name, value));
  belle_sip_server_transaction_send_response (transaction, response);
}

static void
refuse (BwSubscriber *self, belle_sip_request_t *request, guint code)
{
  g_debug ("A NOTIFY is answered with %u.", code);
  if (code == 489)
    answer (self, request, code, "Allow-Events", "presence, dialog, message-summary");
  else if (code == 503)
    answer (self, request, code, "Retry-After", BUSY_SECONDS);
  else
    answer (self, request, code, NULL, NULL);
}

static char *
dup_header (belle_sip_request_t *request, const char *name)
{
  return bw_exchange_dup_header (BELLE_SIP_MESSAGE (request), name);
}

static GBytes *
dup_body (belle_sip_request_t *request)
{
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  gsize size = belle_sip_message_get_body_size (message);

  return size > 0 ? g_bytes_new (belle_sip_message_get_body (message), size) : NULL;
}

static BwNotice *
notice_new (BwSubscribeLeg *leg, belle_sip_request_t *request)
{
  BwNotice *self = g_new0 (BwNotice, 1);
  belle_sip_header_subscription_state_t *header = belle_sip_message_get_header_by_type (
      BELLE_SIP_MESSAGE (request), belle_sip_header_subscription_state_t);

  self->leg = bw_subscribe_leg_ref (leg);
  self->content_type = dup_header (request, "Content-Type");
  self->body = dup_body (request);
  if (header) {
    self->state = g_strdup (belle_sip_header_subscription_state_get_state (header));
    self->reason = g_strdup (belle_sip_header_subscription_state_get_reason (header));
    self->expires = (guint) MAX (belle_sip_header_subscription_state_get_expires (header), 0);
    self->retry_after =
        (guint) MAX (belle_sip_header_subscription_state_get_retry_after (header), 0);
  }

  return self;
}

static guint
check (BwSubscriber *self, BwSubscribeLeg *leg, belle_sip_request_t *request)
{
  g_autofree char *type = dup_header (request, "Content-Type");
  gsize size = belle_sip_message_get_body_size (BELLE_SIP_MESSAGE (request));
  guint code = bw_subscribe_leg_take_notify (leg, request);

  if (code != 0)
    return code;
  if (self->notices.length >= MAX_WAITING)
    return 503;
  if (size > MAX_BODY)
    return 413;

  return size == 0 || bw_subscribe_leg_accepts (leg, type) ? 0 : 415;
}

static void
take (BwSubscriber *self, BwSubscription *subscription, belle_sip_request_t *request)
{
  BwSubscribeLeg *leg = bw_subscription_get_leg (subscription);
  guint code = check (self, leg, request);

  if (code == 415) {
    g_debug ("A NOTIFY is answered with 415.");
    answer (self, request, 415, "Accept", leg->accept);
    return;
  }
  if (code != 0) {
    refuse (self, request, code);
    return;
  }

  answer (self, request, 200, NULL, NULL);
  g_queue_push_tail (&self->notices, notice_new (leg, request));
  bw_subscriber_work (self);
}

static gboolean
has_to_tag (belle_sip_request_t *request)
{
  belle_sip_header_to_t *to =
      belle_sip_message_get_header_by_type (BELLE_SIP_MESSAGE (request), belle_sip_header_to_t);

  return to && belle_sip_header_to_get_tag (to);
}

/* Some servers tell of messages without having been asked (RFC 3842 does not have it, and everybody
 * does it). */
static guint
take_unsolicited (BwSubscriber *self, belle_sip_request_t *request)
{
  g_autofree char *type = dup_header (request, "Content-Type");
  belle_sip_uri_t *uri = belle_sip_request_get_uri (request);
  g_autofree char *target = uri ? belle_sip_object_to_string (uri) : NULL;
  g_autofree char *to = dup_header (request, "To");
  g_autoptr (GBytes) body = dup_body (request);

  if (!body || !type ||
      g_ascii_strncasecmp (type, "application/simple-message-summary",
                           strlen ("application/simple-message-summary")) != 0)
    return 415;

  return self->unsolicited && self->unsolicited (target, to, body, self->unsolicited_data) ? 200
                                                                                           : 481;
}

static void
take_stranger (BwSubscriber *self, belle_sip_request_t *request)
{
  static const char *const known[] = { "presence", "dialog", "message-summary", NULL };
  belle_sip_header_event_t *event =
      belle_sip_message_get_header_by_type (BELLE_SIP_MESSAGE (request), belle_sip_header_event_t);
  const char *package = event ? belle_sip_header_event_get_package_name (event) : NULL;
  guint code = package && g_strv_contains (known, package) ? 481 : 489;

  if (!package)
    code = 400;
  else if (!has_to_tag (request) && g_str_equal (package, "message-summary"))
    code = take_unsolicited (self, request);

  if (code == 200)
    answer (self, request, 200, NULL, NULL);
  else
    refuse (self, request, code);
}

gboolean
bw_notify_handle (BwSubscriber *self, const belle_sip_request_event_t *event)
{
  belle_sip_request_t *request = belle_sip_request_event_get_request (event);
  belle_sip_dialog_t *dialog = belle_sip_request_event_get_dialog (event);
  belle_sip_header_call_id_t *call_id = belle_sip_message_get_header_by_type (
      BELLE_SIP_MESSAGE (request), belle_sip_header_call_id_t);
  BwSubscription *subscription;

  if (is_of_engine (dialog) || !call_id)
    return FALSE;

  if (dialog && belle_sip_dialog_get_state (dialog) != BELLE_SIP_DIALOG_TERMINATED)
    belle_sip_dialog_delete (dialog);
  bw_engine_expect_more (self->engine);
  subscription = g_hash_table_lookup (self->legs, belle_sip_header_call_id_get_call_id (call_id));
  if (subscription)
    take (self, subscription, request);
  else
    take_stranger (self, request);

  return TRUE;
}
