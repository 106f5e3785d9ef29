/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What comes in: found whose it is, read, and put on the disk before it is answered. Nothing is
 * refused for what it is, only for its size or where the disk does not take it.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-messenger-private.h"

#include "bw-message-content.h"

#include <string.h>

#define OK 200
#define TEMPORARILY_UNAVAILABLE 480
#define MESSAGE_TOO_LARGE 513
/* RFC 3994, 3.3: where the peer does not say how long it holds */
#define COMPOSING_SECONDS 120

/* How well an account fits whom a message is for. */
static guint
get_fitness (BwAccount *account, const BwMessageOrigin *origin)
{
  g_autoptr (BwAddress) address = bw_address_parse (bw_account_get_address (account), NULL, NULL);
  gboolean user = address && g_strcmp0 (bw_address_get_user (address), origin->user) == 0;
  gboolean host = address && g_strcmp0 (bw_address_get_host (address), origin->host) == 0;

  return (user ? 4 : 0) + (host ? 2 : 0) + (bw_account_get_is_default (account) ? 1 : 0);
}

static BwAccount *
find_account (BwMessenger *self, const BwMessageOrigin *origin)
{
  BwAccount *best = NULL;
  guint best_fitness = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);
    guint fitness = get_fitness (account, origin);

    if (best && fitness <= best_fitness)
      continue;
    best = account;
    best_fitness = fitness;
  }

  return best;
}

/* To who writes without a server between us, the way back is where the message came from. */
static void
keep_way_back (BwMessenger *self,
               BwAccount *account,
               BwConversation *conversation,
               const BwMessageHeaders *headers)
{
  BwAccountSettings *settings = bw_account_get_settings (account);
  g_autoptr (BwAddress) peer =
      bw_address_parse (bw_conversation_get_peer (conversation), NULL, NULL);
  g_autofree char *identity = peer ? bw_address_to_identity (peer) : NULL;
  char *at = identity ? strrchr (identity, '@') : NULL;
  g_autofree char *route = NULL;

  if (!at || !headers->source || bw_conversation_get_route (conversation) ||
      bw_account_settings_get_register (settings) || bw_account_settings_get_server (settings))
    return;

  *at = '\0';
  route = g_strdup_printf ("%s@%s", identity, headers->source);
  bw_store_set_route (self->store, conversation, route, NULL);
}

/* Whose conversation it is: what nobody's account fits is filed all the same. */
static BwConversation *
file (BwMessenger *self, const BwMessageHeaders *headers, GError **error)
{
  g_auto (BwMessageOrigin) addressee = { 0 };
  g_auto (BwMessageOrigin) origin = { 0 };
  BwConversation *conversation;
  BwAccount *account;

  bw_message_origin_read (headers, NULL, &addressee);
  account = find_account (self, &addressee);
  bw_message_origin_read (headers, account ? bw_account_get_domain (account) : NULL, &origin);

  conversation = bw_store_ensure_conversation (
      self->store, account ? bw_account_get_id (account) : "", origin.peer, origin.name, error);
  if (conversation && account)
    keep_way_back (self, account, conversation, headers);

  return conversation;
}

static gboolean
composing_over_cb (gpointer user_data)
{
  BwConversation *conversation = user_data;

  bw_conversation_set_composing (conversation, FALSE);

  return G_SOURCE_REMOVE;
}

void
bw_messenger_stop_composing (BwMessenger *self, BwConversation *conversation)
{
  g_hash_table_remove (self->composing, conversation);
  bw_conversation_set_composing (conversation, FALSE);
}

static void
note_composing (BwMessenger *self, BwConversation *conversation, const BwMessageContent *content)
{
  guint seconds = content->refresh > 0 ? MIN (content->refresh, 600) : COMPOSING_SECONDS;
  GSource *over;

  bw_peer_abilities_add (self->abilities, bw_conversation_get_id (conversation),
                         BW_PEER_ABILITY_COMPOSING);
  if (!self->share_composing || !content->composing) {
    bw_messenger_stop_composing (self, conversation);
    return;
  }
  over = g_timeout_source_new_seconds (seconds);
  g_source_set_callback (over, composing_over_cb, conversation, NULL);
  g_source_attach (over, NULL);
  g_hash_table_insert (self->composing, g_object_ref (conversation), over);
  bw_conversation_set_composing (conversation, TRUE);
}

/* A report tells what has been reached, and never takes it back. */
static BwMessageState
get_reported_state (BwMessage *message, BwReportStatus status)
{
  BwMessageState state = bw_message_get_state (message);

  switch (status) {
  case BW_REPORT_DISPLAYED:
    return BW_MESSAGE_STATE_READ;
  case BW_REPORT_DELIVERED:
    return state == BW_MESSAGE_STATE_READ ? state : BW_MESSAGE_STATE_DELIVERED;
  case BW_REPORT_FAILED:
    return state == BW_MESSAGE_STATE_SENT ? BW_MESSAGE_STATE_FAILED : state;
  case BW_REPORT_OTHER:
    return state;
  }

  return state;
}

static void
note_report (BwMessenger *self, BwConversation *conversation, const BwMessageContent *content)
{
  g_autoptr (BwMessage) message =
      bw_store_find_reported_message (self->store, bw_conversation_get_account (conversation),
                                      bw_conversation_get_peer (conversation), content->report_id);
  BwMessageState state;

  if (!message || bw_message_get_direction (message) != BW_DIRECTION_OUTGOING)
    return;
  state = get_reported_state (message, content->report);
  if (state == bw_message_get_state (message))
    return;

  g_object_set (message, "state", state, "reason",
                state == BW_MESSAGE_STATE_FAILED ? BW_REASON_UNAVAILABLE : BW_REASON_NONE, NULL);
  bw_store_update_message (self->store, message, NULL);
  bw_messenger_emit_state (self, conversation, message);
}

static BwMessageReports
read_reports (const BwIncomingRequest *request, const BwMessageContent *content)
{
  const char *asked = request->notification ? request->notification : "";
  BwMessageReports reports = BW_MESSAGE_REPORTS_NONE;

  if (content->wants_delivery || strstr (asked, "positive-delivery"))
    reports |= BW_MESSAGE_REPORTS_DELIVERY;
  if (content->wants_display || strstr (asked, "display"))
    reports |= BW_MESSAGE_REPORTS_DISPLAY;

  return reports;
}

static BwMessage *
create_message (const BwIncomingRequest *request, const BwMessageContent *content)
{
  BwMessage *message = bw_message_new ();
  const char *message_id = content->message_id ? content->message_id : request->message_id;
  gsize size = g_bytes_get_size (content->bytes ? content->bytes : request->body);

  g_object_set (message, "direction", BW_DIRECTION_INCOMING, "state", BW_MESSAGE_STATE_RECEIVED,
                "call-id", request->call_id, "cseq", request->cseq, "message-id", message_id,
                "reports", message_id ? read_reports (request, content) : BW_MESSAGE_REPORTS_NONE,
                "content-type", content->content_type, "text", content->text, "file-name",
                content->file_name, "url", content->url, "size",
                content->size ? content->size : (gint64) size, "headers", request->custom_headers,
                "sent-at", content->date ? content->date : request->date, NULL);

  return message;
}

static void
learn_abilities (BwMessenger *self,
                 BwConversation *conversation,
                 const BwIncomingRequest *request,
                 const BwMessageContent *content)
{
  gint64 id = bw_conversation_get_id (conversation);
  gboolean cpim =
      request->content_type && g_ascii_strncasecmp (request->content_type, "message/cpim", 12) == 0;

  if (cpim)
    bw_peer_abilities_add (self->abilities, id, BW_PEER_ABILITY_CPIM);
  if (request->message_id || content->message_id || content->kind == BW_CONTENT_REPORT)
    bw_peer_abilities_add (self->abilities, id, BW_PEER_ABILITY_COMPOSING);
}

/* What an interrupted run stored and may not have answered is sent anew by its sender. */
static gboolean
is_answered_anew (BwMessenger *self, BwConversation *conversation, BwMessage *message, GBytes *body)
{
  g_autoptr (BwMessage) stored =
      bw_store_find_unanswered (self->store, conversation, message, body);

  gint64 id;

  if (!stored)
    return FALSE;
  id = bw_message_get_id (stored);
  g_array_append_val (self->unconfirmed, id);

  return TRUE;
}

static guint
keep (BwMessenger *self,
      BwConversation *conversation,
      const BwIncomingRequest *request,
      const BwMessageContent *content)
{
  g_autoptr (BwMessage) message = create_message (request, content);
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (is_answered_anew (self, conversation, message, content->bytes))
    return OK;
  if (bw_store_add_message (self->store, conversation, message, content->bytes, &error)) {
    id = bw_message_get_id (message);
    g_array_append_val (self->unconfirmed, id);
    g_set_object (&self->received, message);
    return OK;
  }
  if (g_error_matches (error, BW_STORE_ERROR, BW_STORE_ERROR_DUPLICATE))
    return OK;

  g_warning ("A message could not be kept, its sender is told to try again: %s", error->message);
  return TEMPORARILY_UNAVAILABLE;
}

guint
bw_messenger_receive (const BwIncomingRequest *request, gpointer messenger)
{
  BwMessenger *self = messenger;
  g_autoptr (BwMessageContent) content = NULL;
  g_autoptr (GError) error = NULL;
  BwConversation *conversation;

  if (!self->keeping)
    return TEMPORARILY_UNAVAILABLE;
  if (g_bytes_get_size (request->body) > self->max_receive_size)
    return MESSAGE_TOO_LARGE;
  conversation = file (self, &request->headers, &error);
  if (!conversation) {
    g_warning ("A message could not be filed: %s", error->message);
    return TEMPORARILY_UNAVAILABLE;
  }

  content = bw_message_content_read (request->content_type, request->content_encoding,
                                     request->content_disposition, request->body);
  learn_abilities (self, conversation, request, content);
  switch (content->kind) {
  case BW_CONTENT_REPORT:
    note_report (self, conversation, content);
    return OK;
  case BW_CONTENT_COMPOSING:
    note_composing (self, conversation, content);
    return OK;
  case BW_CONTENT_TEXT:
  case BW_CONTENT_FILE:
    return keep (self, conversation, request, content);
  }

  return OK;
}

/* Only now it is told of: whoever listens may take time. */
void
bw_messenger_answer_sent (gpointer messenger)
{
  g_autoptr (BwMessenger) self = g_object_ref (messenger);
  g_autoptr (BwMessage) message = g_steal_pointer (&self->received);
  BwConversation *conversation;

  if (self->unconfirmed->len > 0)
    bw_store_confirm_messages (self->store, self->unconfirmed, NULL);
  g_array_set_size (self->unconfirmed, 0);
  if (!message)
    return;

  conversation =
      bw_store_find_conversation_by_id (self->store, bw_message_get_conversation (message));
  if (!conversation)
    return;
  bw_messenger_stop_composing (self, conversation);
  if (bw_message_get_reports (message) & BW_MESSAGE_REPORTS_DELIVERY)
    bw_messenger_send_report (self, conversation, message, BW_MESSAGE_REPORTS_DELIVERY);
  bw_messenger_emit_received (self, conversation, message);
}
