/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the echo friend answers letters. It knows the phone's messenger and how the friend is seen,
 * and nothing of SIP. */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-echo-letters.h"

#include "bw-echo-picture.h"
#include "bw-store-enums.h"

#include <stdio.h>
#include <string.h>

#define ECHO "Echo: "
#define MANY 10
#define HELP                                                                                       \
  "I answer what you write, and know these words:\n"                                               \
  "picture – I send you one\n"                                                                   \
  "html – a text with markup\n"                                                                  \
  "long – a text too long for one datagram\n"                                                    \
  "many – ten messages in a row\n"                                                               \
  "hush – I read it and say nothing\n"                                                           \
  "call – I call you\n"                                                                          \
  "away, busy, dnd, offline, free – I am that from now on\n"                                     \
  "note TEXT – it stands beside my name\n"                                                       \
  "voicemail – one more voice message waits for you; voicemail 0 – none\n"                     \
  "watch – I ask to see you"
#define HTML                                                                                       \
  "<html><head><title>Echo</title></head><body><p>This is <b>bold</b>, this is <i>slanted</i>, "   \
  "and <a href=\"https://www.rfc-editor.org/rfc/rfc3428\">this is a link</a>.</p>"                 \
  "<p>5 &lt; 7 &amp; 7 &gt; 5.</p></body></html>"
#define SENTENCE "This sentence is one of many, so that all of them do not fit into a datagram. "

struct _BwEchoLetters {
  GObject parent_instance;

  BwPhone *phone;
  BwEchoPresence *presence;
  guint write_ms;
  GHashTable *answers; /* source -> itself: what is being written */
};

G_DEFINE_FINAL_TYPE (BwEchoLetters, bw_echo_letters, G_TYPE_OBJECT)

typedef struct {
  BwEchoLetters *self;
  BwConversation *conversation;
  BwMessage *message;
  guint source;
} Answer;

static void
answer_free (Answer *answer)
{
  g_object_unref (answer->conversation);
  g_object_unref (answer->message);
  g_free (answer);
}

static void
say_error (GError *error)
{
  printf ("error %s\n", error->message);
  fflush (stdout);
}

static void
say_message (BwConversation *conversation, BwMessage *message)
{
  g_autofree char *text = g_strdup (bw_message_get_text (message));

  printf ("message %s %s %s\n", bw_conversation_get_peer (conversation),
          bw_message_get_content_type (message), text ? g_strdelimit (text, "\r\n", ' ') : "");
  fflush (stdout);
}

static BwMessage *
send_bytes (BwEchoLetters *self,
            BwConversation *conversation,
            const char *type,
            GBytes *bytes,
            const char *file_name,
            GError **error)
{
  return bw_messenger_send (bw_phone_get_messenger (self->phone), conversation, type, bytes,
                            file_name, NULL, error);
}

static BwMessage *
send_picture (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  g_autoptr (GBytes) picture = bw_echo_picture_new (320, 200);

  return send_bytes (self, conversation, "image/png", picture, "sunset.png", error);
}

static BwMessage *
send_html (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  g_autoptr (GBytes) html = g_bytes_new_static (HTML, strlen (HTML));

  return send_bytes (self, conversation, "text/html;charset=utf-8", html, NULL, error);
}

static BwMessage *
send_text (BwEchoLetters *self, BwConversation *conversation, const char *text, GError **error)
{
  return bw_messenger_send_text (bw_phone_get_messenger (self->phone), conversation, text, error);
}

static BwMessage *
send_long (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 60; i++)
    g_string_append (text, SENTENCE);

  return send_text (self, conversation, text->str, error);
}

static BwMessage *
send_many (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  BwMessage *last = NULL;

  for (int i = 1; i <= MANY; i++) {
    g_autofree char *text = g_strdup_printf ("Message %d of %d", i, MANY);

    g_clear_object (&last);
    last = send_text (self, conversation, text, error);
    if (!last)
      return NULL;
  }

  return last;
}

static BwMessage *
send_help (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  return send_text (self, conversation, HELP, error);
}

static BwMessage *
call_back (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  bw_phone_dial (self->phone, NULL, bw_conversation_get_peer (conversation), FALSE, error);

  return NULL;
}

static BwMessage *
send_nothing (BwEchoLetters *self, BwConversation *conversation, GError **error)
{
  return NULL;
}

/* What is a word about presence is done before it is answered. */
static BwMessage *
echo (BwEchoLetters *self, BwConversation *conversation, BwMessage *message, GError **error)
{
  const char *text = bw_message_get_text (message);
  g_autofree char *answer = NULL, *line = text ? g_strstrip (g_strdup (text)) : NULL;

  if (line)
    answer =
        bw_echo_presence_answer (self->presence, bw_conversation_get_peer (conversation), line);
  if (answer)
    return send_text (self, conversation, answer, error);

  if (text)
    answer = g_strconcat (ECHO, text, NULL);
  else
    answer = g_strdup_printf (ECHO "%s of %" G_GINT64_FORMAT " bytes",
                              bw_message_get_content_type (message), bw_message_get_size (message));

  return send_text (self, conversation, answer, error);
}

/* The friend's words, in any case and with spaces around. */
static BwMessage *
write_back (BwEchoLetters *self, BwConversation *conversation, BwMessage *message, GError **error)
{
  static const struct {
    const char *word;
    BwMessage *(*write) (BwEchoLetters *, BwConversation *, GError **);
  } words[] = {
    { "help", send_help }, { "picture", send_picture }, { "html", send_html },
    { "long", send_long }, { "many", send_many },       { "hush", send_nothing },
    { "call", call_back },
  };
  g_autofree char *word = g_strdup (bw_message_get_text (message));

  if (word)
    g_strstrip (word);
  for (gsize i = 0; word && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (word, words[i].word) == 0)
      return words[i].write (self, conversation, error);

  return echo (self, conversation, message, error);
}

static gboolean
answer_cb (gpointer user_data)
{
  Answer *answer = user_data;
  BwEchoLetters *self = answer->self;
  g_autoptr (BwMessage) written = NULL;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->answers, GUINT_TO_POINTER (answer->source));
  bw_messenger_set_composing (bw_phone_get_messenger (self->phone), answer->conversation, FALSE);
  written = write_back (self, answer->conversation, answer->message, &error);
  if (error)
    say_error (error);

  return G_SOURCE_REMOVE;
}

static void
plan_answer (BwEchoLetters *self, BwConversation *conversation, BwMessage *message)
{
  Answer *answer = g_new (Answer, 1);

  *answer = (Answer){ self, g_object_ref (conversation), g_object_ref (message), 0 };
  answer->source = g_timeout_add_full (G_PRIORITY_DEFAULT, self->write_ms, answer_cb, answer,
                                       (GDestroyNotify) answer_free);
  g_hash_table_add (self->answers, GUINT_TO_POINTER (answer->source));
  bw_messenger_set_composing (bw_phone_get_messenger (self->phone), conversation, TRUE);
}

static void
message_received_cb (BwEchoLetters *self,
                     BwConversation *conversation,
                     BwMessage *message,
                     BwMessenger *messenger)
{
  const char *text = bw_message_get_text (message);
  g_autoptr (GError) error = NULL;

  say_message (conversation, message);
  if (!bw_messenger_mark_read (messenger, conversation, &error))
    say_error (error);
  if (self->write_ms > 0 && !(text && g_str_has_prefix (text, ECHO)))
    plan_answer (self, conversation, message);
}

static void
message_state_cb (BwEchoLetters *self,
                  BwConversation *conversation,
                  BwMessage *message,
                  BwMessenger *messenger)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (BW_TYPE_MESSAGE_STATE);

  printf ("message-state %s %s %u\n", bw_conversation_get_peer (conversation),
          g_enum_get_value (class, bw_message_get_state (message))->value_nick,
          bw_message_get_code (message));
  fflush (stdout);
}

static void
bw_echo_letters_dispose (GObject *object)
{
  BwEchoLetters *self = BW_ECHO_LETTERS (object);
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, self->answers);
  while (g_hash_table_iter_next (&iter, &source, NULL)) {
    g_source_remove (GPOINTER_TO_UINT (source));
    g_hash_table_iter_remove (&iter);
  }
  g_clear_object (&self->presence);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_echo_letters_parent_class)->dispose (object);
}

static void
bw_echo_letters_finalize (GObject *object)
{
  BwEchoLetters *self = BW_ECHO_LETTERS (object);

  g_clear_pointer (&self->answers, g_hash_table_unref);

  G_OBJECT_CLASS (bw_echo_letters_parent_class)->finalize (object);
}

static void
bw_echo_letters_class_init (BwEchoLettersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_echo_letters_dispose;
  object_class->finalize = bw_echo_letters_finalize;
}

static void
bw_echo_letters_init (BwEchoLetters *self)
{
  self->answers = g_hash_table_new (NULL, NULL);
}

BwEchoLetters *
bw_echo_letters_new (BwPhone *phone, BwEchoPresence *presence, guint write_ms)
{
  BwEchoLetters *self = g_object_new (BW_TYPE_ECHO_LETTERS, NULL);
  BwMessenger *messenger = bw_phone_get_messenger (phone);

  self->phone = g_object_ref (phone);
  self->presence = g_object_ref (presence);
  self->write_ms = write_ms;
  g_object_set (messenger, "send-read-reports", TRUE, NULL);
  g_signal_connect_object (messenger, "message-received", G_CALLBACK (message_received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (messenger, "message-state-changed", G_CALLBACK (message_state_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
bw_echo_letters_obey (BwEchoLetters *self, const char *command, gboolean *handled, GError **error)
{
  static const char *const verbs[] = { "write", "type", "stop-typing", "picture", NULL };
  g_auto (GStrv) words = g_strsplit (command, " ", 3);
  const char *address = words[0] && words[1] ? words[1] : "";
  BwMessenger *messenger = bw_phone_get_messenger (self->phone);
  BwConversation *conversation;
  g_autoptr (BwMessage) message = NULL;

  *handled = words[0] && g_strv_contains (verbs, words[0]);
  if (!*handled)
    return FALSE;

  conversation = bw_messenger_open (messenger, NULL, address, error);
  if (!conversation)
    return FALSE;
  if (g_str_has_suffix (words[0], "typing") || g_str_equal (words[0], "type")) {
    bw_messenger_set_composing (messenger, conversation, g_str_equal (words[0], "type"));
    return TRUE;
  }

  message = g_str_equal (words[0], "picture")
                ? send_picture (self, conversation, error)
                : send_text (self, conversation, *address && words[2] ? words[2] : "", error);

  return message != NULL;
}
