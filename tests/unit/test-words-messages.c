/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for messages: how one stands, and one line of what it holds, whatever strangers put into
 * it.
 */

#include "bw-words.h"

#include <locale.h>
#include <string.h>

#define NOT_FOUND "This number or address does not exist. Check it for a typing error."
#define TIMEOUT "The server does not answer."

static void
test_states (void)
{
  static const struct {
    BwMessageState state;
    BwReason reason;
    guint code;
    const char *phrase;
    const char *words;
  } states[] = {
    { BW_MESSAGE_STATE_RECEIVED, BW_REASON_NONE, 0, NULL, NULL },
    { BW_MESSAGE_STATE_PENDING, BW_REASON_NONE, 0, NULL, "Waiting to be sent" },
    { BW_MESSAGE_STATE_PENDING, BW_REASON_TIMEOUT, 0, NULL, "Waiting to be sent again: " TIMEOUT },
    { BW_MESSAGE_STATE_PENDING, BW_REASON_TIMEOUT, 408, "Request Timeout",
      "Waiting to be sent again: " TIMEOUT },
    { BW_MESSAGE_STATE_PENDING, BW_REASON_INTERRUPTED, 0, NULL,
      "May not have been sent: Bellwire ended while sending it" },
    { BW_MESSAGE_STATE_SENDING, BW_REASON_NONE, 0, NULL, "Sending…" },
    { BW_MESSAGE_STATE_SENT, BW_REASON_NONE, 202, "Accepted", "Sent" },
    { BW_MESSAGE_STATE_DELIVERED, BW_REASON_NONE, 200, "OK", "Delivered" },
    { BW_MESSAGE_STATE_READ, BW_REASON_NONE, 200, "OK", "Read" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NOT_FOUND, 404, "Not Found",
      "Not sent: " NOT_FOUND " (404 Not Found)" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NOT_FOUND, 404, NULL, "Not sent: " NOT_FOUND " (404)" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NOT_FOUND, 404, " \r\n\xe2\x80\xae",
      "Not sent: " NOT_FOUND " (404)" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NOT_FOUND, 404, "%s\n%n\x1b[2J",
      "Not sent: " NOT_FOUND " (404 %s %n[2J)" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_UPLOAD, 0, "Disk full",
      "Not sent: The file server of the account did not take the file. (Disk full)" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_TIMEOUT, 0, NULL, "Not sent: " TIMEOUT },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NONE, 799, NULL, "Not sent: 799" },
    { BW_MESSAGE_STATE_FAILED, BW_REASON_NONE, 0, NULL, "Not sent" },
    { BW_MESSAGE_STATE_FAILED, (BwReason) 4711, 0, NULL, "Not sent" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (BwMessage) message = bw_message_new ();
    g_autofree char *words = NULL;

    g_object_set (message, "state", states[i].state, "reason", (int) states[i].reason, "code",
                  states[i].code, "phrase", states[i].phrase, NULL);
    words = bw_words_message_state (message);
    g_assert_cmpstr (words, ==, states[i].words);
  }
}

/* Whatever a server answers to a message has a sentence. */
static void
test_answers (void)
{
  for (guint code = 300; code < 1000; code++) {
    const char *sentence = bw_words_message_reason (bw_reason_from_message_response (code));

    g_assert_true (g_str_has_suffix (sentence, "."));
  }
}

static void
test_lines (void)
{
  static const struct {
    const char *type;
    const char *text;
    const char *file_name;
    const char *url;
    gboolean has_body;
    const char *line;
  } lines[] = {
    { "text/plain", "Hello", NULL, NULL, FALSE, "Hello" },
    { "text/plain", "  one\n\ntwo\tthree\r\n ", NULL, NULL, FALSE, "one two three" },
    { "text/plain", "<b>&amp;</b> %s", NULL, NULL, FALSE, "<b>&amp;</b> %s" },
    { "text/plain",
      "\xe2\x80\xae"
      "abc\xe2\x80\xac\xe2\x81\xa6"
      "def\xe2\x81\xa9",
      NULL, NULL, FALSE, "abcdef" },
    { "text/plain", "a\x1b[31mb\x07", NULL, NULL, FALSE, "a[31mb" },
    { "text/plain", "line\xe2\x80\xa8separator", NULL, NULL, FALSE, "line separator" },
    { "text/plain", "👩\xe2\x80\x8d💻 שלום", NULL, NULL, FALSE, "👩\xe2\x80\x8d💻 שלום" },
    { "text/plain", " \n\xe2\x80\x8b", NULL, NULL, FALSE, "Message without text" },
    { "text/plain", "", NULL, NULL, FALSE, "Message without text" },
    { NULL, NULL, NULL, NULL, FALSE, "Message without text" },
    { "image/png", NULL, "cat.png", NULL, TRUE, "Picture" },
    { "image/png", NULL, NULL, "https://example.org/x", FALSE, "Picture" },
    { "image/png", "Look!", "cat.png", NULL, TRUE, "Look!" },
    { "application/pdf", NULL, "a\nb.pdf", NULL, TRUE, "File: a b.pdf" },
    { "application/pdf", NULL,
      "\xe2\x80\xae"
      "fdp.exe",
      NULL, TRUE, "File: fdp.exe" },
    { "application/pdf", NULL, NULL, NULL, TRUE, "File" },
    { "application/pdf", NULL, "\xe2\x80\xae", "https://example.org/x", FALSE, "File" },
    { "imagery/x", NULL, NULL, NULL, TRUE, "File" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (BwMessage) message = bw_message_new ();
    g_autofree char *line = NULL;

    g_object_set (message, "content-type", lines[i].type, "text", lines[i].text, "file-name",
                  lines[i].file_name, "url", lines[i].url, "has-body", lines[i].has_body, NULL);
    line = bw_words_message (message);
    g_assert_cmpstr (line, ==, lines[i].line);
  }
}

/* Of every length around the cut, with letters of one, two and four bytes, whole words or none. */
static void
test_long_lines (void)
{
  static const char *const letters[] = { "x", "ä", "😀", "ab " };

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    for (guint n = 150; n < 260; n++) {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (BwMessage) message = bw_message_new ();
      g_autofree char *line = NULL;
      glong all, shown;

      for (guint k = 0; k < n; k++)
        g_string_append (text, letters[i]);
      all = g_utf8_strlen (g_strchomp (text->str), -1);
      g_object_set (message, "text", text->str, NULL);
      line = bw_words_message (message);
      shown = g_utf8_strlen (line, -1);

      g_assert_cmpint (g_str_has_suffix (line, "…"), ==, all > 200);
      g_assert_cmpint (shown, ==, all > 200 ? 201 : all);
    }
}

static void
test_events (void)
{
  g_autoptr (BwMessage) theirs = bw_message_new ();
  g_autoptr (BwMessage) ours = bw_message_new ();
  g_autoptr (BwCallRecord) call = bw_call_record_new ();
  g_autofree char *nothing = bw_words_event (NULL);
  g_autofree char *in = NULL, *out = NULL, *missed = NULL;

  g_object_set (theirs, "direction", BW_DIRECTION_INCOMING, "text", "Shall we?", NULL);
  g_object_set (ours, "direction", BW_DIRECTION_OUTGOING, "text", "Yes,\ngladly", NULL);
  g_object_set (call, "direction", BW_DIRECTION_INCOMING, "outcome", BW_CALL_OUTCOME_MISSED, NULL);
  in = bw_words_event (G_OBJECT (theirs));
  out = bw_words_event (G_OBJECT (ours));
  missed = bw_words_event (G_OBJECT (call));

  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (in, ==, "Shall we?");
  g_assert_cmpstr (out, ==, "You: Yes, gladly");
  g_assert_cmpstr (missed, ==, "Missed call");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words-messages/states", test_states);
  g_test_add_func ("/words-messages/answers", test_answers);
  g_test_add_func ("/words-messages/lines", test_lines);
  g_test_add_func ("/words-messages/long-lines", test_long_lines);
  g_test_add_func ("/words-messages/events", test_events);

  return g_test_run ();
}
