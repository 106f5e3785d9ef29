/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes to a peer without being a message: reports (RFC 5438) and "is typing" (RFC 3994). It is
 * worth one attempt; a report of reading is owed until a server has taken it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-messenger-private.h"

#include "bw-message-content.h"
#include "bw-message-wire.h"

typedef struct {
  BwMessenger *messenger; /* not owned: it owns the agent that owns us */
  BwConversation *conversation;
  BwMessage *message; /* NULL for "is typing" */
  BwMessageReports report;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_clear_object (&note->conversation);
  g_clear_object (&note->message);
  g_free (note);
}

/* Taken or refused: it was said. Only silence leaves it owed. */
static void
settle_report (Note *note)
{
  BwMessageReports owed = bw_message_get_reports (note->message) & ~(guint) note->report;
  g_autoptr (GError) error = NULL;

  g_object_set (note->message, "reports", owed, NULL);
  if (!bw_store_update_message (note->messenger->store, note->message, &error))
    g_debug ("A report is still owed: %s", error->message);
}

static void
answered_cb (const BwMessageResponse *response, gpointer user_data)
{
  Note *note = user_data;
  gboolean refused = response->code == 415 || response->code == 406 || response->code == 488;
  gint64 id = bw_conversation_get_id (note->conversation);

  if (note->message && response->code != 0)
    settle_report (note);
  if (refused)
    bw_peer_abilities_remove (note->messenger->abilities, id, BW_PEER_ABILITY_COMPOSING);
}

static void
send_note (Note *note, const char *content_type, const char *document)
{
  BwMessenger *self = note->messenger;
  BwAccount *account = bw_messenger_get_account (self, note->conversation);
  g_autofree char *call_id = bw_message_agent_create_call_id ();
  gboolean cpim = bw_peer_abilities_has (
      self->abilities, bw_conversation_get_id (note->conversation), BW_PEER_ABILITY_CPIM);
  g_autoptr (BwMessageWire) wire = NULL;

  if (account && self->agent && bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED)
    wire =
        bw_message_wire_new_note (account, note->conversation, content_type, document, cpim, NULL);
  if (!wire) {
    note_free (note);
    return;
  }
  wire->request.call_id = call_id;
  bw_message_agent_send (self->agent, account, &wire->request, answered_cb, note, note_free, NULL);
}

static Note *
note_new (BwMessenger *self, BwConversation *conversation, BwMessage *message)
{
  Note *note = g_new0 (Note, 1);

  note->messenger = self;
  note->conversation = g_object_ref (conversation);
  g_set_object (&note->message, message);

  return note;
}

/* To the sender the message is what the sender called it. */
void
bw_messenger_send_report (BwMessenger *self,
                          BwConversation *conversation,
                          BwMessage *message,
                          BwMessageReports report)
{
  BwAccount *account = bw_messenger_get_account (self, conversation);
  BwReportStatus status =
      report == BW_MESSAGE_REPORTS_DISPLAY ? BW_REPORT_DISPLAYED : BW_REPORT_DELIVERED;
  g_autofree char *recipient = NULL;
  g_autofree char *document = NULL;
  Note *note;

  if (!account || !bw_message_get_message_id (message))
    return;

  recipient = bw_account_settings_dup_identity_uri (bw_account_get_settings (account));
  document = bw_imdn_write (bw_message_get_message_id (message), recipient,
                            bw_message_get_time (message), status);
  note = note_new (self, conversation, message);
  note->report = report;
  send_note (note, "message/imdn+xml", document);
}

void
bw_messenger_tell_typing (BwConversation *conversation, gboolean active, gpointer messenger)
{
  BwMessenger *self = messenger;
  g_autofree char *document = bw_composing_write (active, BW_TYPING_REFRESH);

  if (bw_peer_abilities_has (self->abilities, bw_conversation_get_id (conversation),
                             BW_PEER_ABILITY_COMPOSING))
    send_note (note_new (self, conversation, NULL), "application/im-iscomposing+xml", document);
}
