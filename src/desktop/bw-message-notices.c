/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop who wrote what. It must not know how a conversation is shown. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-message-notices.h"

#include "bw-notice-peer.h"
#include "bw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ID_PREFIX "message:"
#define SHOWN_LINES 3
/* Who comes back to a hundred stored messages is told of them in a few strokes. */
#define REPOST_MS 500

/* What one notice stands for, until that was read. */
typedef struct {
  BwMessageNotices *notices; /* not owned: it owns us */
  char *id;
  BwConversation *conversation;
  GQueue lines; /* of the newest messages */
  guint count;
  gulong unread_id;
  guint pause_id; /* just posted */
  gboolean changed;
} Told;

enum { PROP_0, PROP_SHOW_TEXT, PROP_ATTENDED, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { PRESENT, COMPOSE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwMessageNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *told; /* id of the notice → Told */
  BwConversation *attended;
  gboolean show_text;
};

G_DEFINE_FINAL_TYPE (BwMessageNotices, bw_message_notices, G_TYPE_OBJECT)

static void
free_told (gpointer data)
{
  Told *told = data;

  g_clear_handle_id (&told->pause_id, g_source_remove);
  g_clear_signal_handler (&told->unread_id, told->conversation);
  g_object_unref (told->conversation);
  g_queue_clear_full (&told->lines, g_free);
  g_free (told->id);
  g_free (told);
}

static char *
dup_notice_id (BwConversation *conversation)
{
  return g_strdup_printf (ID_PREFIX "%" G_GINT64_FORMAT, bw_conversation_get_id (conversation));
}

static char *
dup_label (BwMessageNotices *self, BwConversation *conversation)
{
  return bw_notice_peer_dup_name (
      self->phone, bw_messenger_get_account (bw_phone_get_messenger (self->phone), conversation),
      bw_conversation_get_peer (conversation), bw_conversation_get_peer_name (conversation));
}

static gboolean
may_disturb (BwMessageNotices *self, BwConversation *conversation)
{
  return bw_notice_peer_may_disturb (self->phone, bw_conversation_get_peer (conversation));
}

static void
withdraw (BwMessageNotices *self, BwConversation *conversation)
{
  g_autofree char *id = dup_notice_id (conversation);

  if (g_hash_table_remove (self->told, id))
    bw_notice_board_withdraw (self->board, id);
}

static void
unread_cb (BwConversation *conversation, GParamSpec *pspec, BwMessageNotices *self)
{
  if (bw_conversation_get_unread (conversation) == 0)
    withdraw (self, conversation);
}

static Told *
ensure_told (BwMessageNotices *self, const char *id, BwConversation *conversation)
{
  Told *told = g_hash_table_lookup (self->told, id);

  if (told)
    return told;

  told = g_new0 (Told, 1);
  told->notices = self;
  told->id = g_strdup (id);
  told->conversation = g_object_ref (conversation);
  g_queue_init (&told->lines);
  told->unread_id = g_signal_connect (conversation, "notify::unread", G_CALLBACK (unread_cb), self);
  g_hash_table_insert (self->told, told->id, told);

  return told;
}

static char *
dup_body (BwMessageNotices *self, Told *told)
{
  g_autoptr (GString) body = g_string_new (NULL);

  if (!self->show_text)
    return told->count == 1
               ? g_strdup (_ ("New message"))
               : g_strdup_printf (ngettext ("%u new message", "%u new messages", told->count),
                                  told->count);

  for (GList *line = told->lines.head; line; line = line->next)
    g_string_append_printf (body, "%s%s", body->len ? "\n" : "", (char *) line->data);

  return g_strdup (body->str);
}

static char *
dup_title (BwMessageNotices *self, Told *told)
{
  g_autofree char *label = dup_label (self, told->conversation);

  if (told->count == 1 || !self->show_text)
    return g_steal_pointer (&label);

  /* Translators: who wrote, and how many messages: “Bob (3 new messages)” */
  return g_strdup_printf (ngettext ("%s (%u new message)", "%s (%u new messages)", told->count),
                          label, told->count);
}

static BwNotice *
make_notice (BwMessageNotices *self, Told *told)
{
  BwNotice *notice = bw_notice_new (dup_title (self, told), dup_body (self, told));

  notice->category = "im.received";
  bw_notice_peer_add_picture (self->phone, bw_conversation_get_peer (told->conversation), notice);
  notice->sound = "message-new-instant";
  notice->reply = g_strdup (_ ("Reply"));
  bw_notice_add_action (notice, "default", _ ("Show"));
  bw_notice_add_action (notice, "mark-read", _ ("Mark as Read"));

  return notice;
}

static void post (Told *told);

static gboolean
pause_over_cb (gpointer user_data)
{
  Told *told = user_data;

  told->pause_id = 0;
  if (told->changed)
    post (told);

  return G_SOURCE_REMOVE;
}

static void
post (Told *told)
{
  told->changed = FALSE;
  told->pause_id = g_timeout_add (REPOST_MS, pause_over_cb, told);
  bw_notice_board_post (told->notices->board, told->id, make_notice (told->notices, told));
}

static void
received_cb (BwMessageNotices *self, BwConversation *conversation, BwMessage *message)
{
  g_autofree char *id = dup_notice_id (conversation);
  Told *told;

  if (conversation == self->attended || !may_disturb (self, conversation) ||
      bw_conversation_get_unread (conversation) == 0)
    return;

  told = ensure_told (self, id, conversation);
  told->count++;
  g_queue_push_tail (&told->lines, bw_words_message (message));
  if (told->lines.length > SHOWN_LINES)
    g_free (g_queue_pop_head (&told->lines));
  told->changed = TRUE;
  if (!told->pause_id)
    post (told);
}

static void
mark_read (BwMessageNotices *self, BwConversation *conversation)
{
  g_autoptr (GError) error = NULL;

  if (!bw_messenger_mark_read (bw_phone_get_messenger (self->phone), conversation, &error))
    g_warning ("A conversation could not be marked as read: %s", error->message);
}

/* Also where the notice was closed in the meantime: what a person has done there still counts.
 * Returns: (transfer full) (nullable) */
static BwConversation *
find_conversation (BwMessageNotices *self, const char *id)
{
  BwConversation *conversation = NULL;

  if (g_str_has_prefix (id, ID_PREFIX))
    conversation = bw_store_find_conversation_by_id (
        bw_phone_get_store (self->phone), g_ascii_strtoll (id + strlen (ID_PREFIX), NULL, 10));

  return conversation ? g_object_ref (conversation) : NULL;
}

static void
action_cb (BwMessageNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  g_autoptr (BwConversation) conversation = find_conversation (self, id);

  if (!conversation)
    return;

  withdraw (self, conversation);
  if (g_str_equal (key, "mark-read"))
    mark_read (self, conversation);
  else if (g_str_equal (key, BW_NOTICE_REPLY))
    g_signal_emit (self, signals[COMPOSE], 0, conversation);
  else
    g_signal_emit (self, signals[PRESENT], 0, conversation);
}

/* What cannot be sent is not lost: it waits in the composer, behind what was there. */
static void
keep_as_draft (BwMessageNotices *self, BwConversation *conversation, const char *text)
{
  const char *draft = bw_conversation_get_draft (conversation);
  g_autofree char *both = draft ? g_strconcat (draft, "\n", text, NULL) : g_strdup (text);
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return;
  if (!bw_store_set_draft (bw_phone_get_store (self->phone), conversation, both, &error))
    g_warning ("A reply could not be kept: %s", error->message);
}

static void
replied_cb (BwMessageNotices *self, const char *id, const char *text, BwNoticeBoard *board)
{
  g_autoptr (BwConversation) conversation = find_conversation (self, id);
  g_autoptr (BwMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  if (!conversation)
    return;

  withdraw (self, conversation);
  mark_read (self, conversation);
  message =
      bw_messenger_send_text (bw_phone_get_messenger (self->phone), conversation, text, &error);
  if (message)
    return;

  g_message ("A reply could not be sent: %s", error->message);
  keep_as_draft (self, conversation, text);
  g_signal_emit (self, signals[COMPOSE], 0, conversation);
}

/* The next message is the first again. One that came since is still to be told of; and until all is
 * read, what is posted while the news of the closing is on its way must be known. */
static void
closed_cb (BwMessageNotices *self, const char *id, BwNoticeBoard *board)
{
  Told *told = g_hash_table_lookup (self->told, id);

  if (!told || told->changed)
    return;
  told->count = 0;
  g_queue_clear_full (&told->lines, g_free);
}

static void
do_not_disturb_cb (BwMessageNotices *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    Told *told = value;

    if (may_disturb (self, told->conversation))
      continue;
    bw_notice_board_withdraw (self->board, told->id);
    g_hash_table_iter_remove (&iter);
  }
}

static void
set_attended (BwMessageNotices *self, BwConversation *conversation)
{
  if (!g_set_object (&self->attended, conversation))
    return;
  if (conversation)
    withdraw (self, conversation);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTENDED]);
}

static void
bw_message_notices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwMessageNotices *self = BW_MESSAGE_NOTICES (object);

  switch (id) {
  case PROP_SHOW_TEXT:
    g_value_set_boolean (value, self->show_text);
    break;
  case PROP_ATTENDED:
    g_value_set_object (value, self->attended);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_message_notices_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwMessageNotices *self = BW_MESSAGE_NOTICES (object);

  switch (id) {
  case PROP_SHOW_TEXT:
    if (self->show_text != g_value_get_boolean (value)) {
      self->show_text = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
    }
    break;
  case PROP_ATTENDED:
    set_attended (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_message_notices_dispose (GObject *object)
{
  BwMessageNotices *self = BW_MESSAGE_NOTICES (object);

  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_object (&self->attended);
  g_clear_object (&self->board);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_message_notices_parent_class)->dispose (object);
}

static void
bw_message_notices_class_init (BwMessageNoticesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_message_notices_get_property;
  object_class->set_property = bw_message_notices_set_property;
  object_class->dispose = bw_message_notices_dispose;

  properties[PROP_SHOW_TEXT] = g_param_spec_boolean ("show-text", NULL, NULL, TRUE, flags);
  properties[PROP_ATTENDED] =
      g_param_spec_object ("attended", NULL, NULL, BW_TYPE_CONVERSATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PRESENT] = g_signal_new ("present", BW_TYPE_MESSAGE_NOTICES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[COMPOSE] = g_signal_new ("compose", BW_TYPE_MESSAGE_NOTICES, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
}

static void
bw_message_notices_init (BwMessageNotices *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_told);
  self->show_text = TRUE;
}

BwMessageNotices *
bw_message_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwMessageNotices *self = g_object_new (BW_TYPE_MESSAGE_NOTICES, NULL);

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "replied", G_CALLBACK (replied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_phone_get_messenger (phone), "message-received",
                           G_CALLBACK (received_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::do-not-disturb", G_CALLBACK (do_not_disturb_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
