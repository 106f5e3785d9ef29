/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What servers say of mailboxes (RFC 3842), with everything about it that is odd. */

#include "bw-message-summary.h"

#include <string.h>

#define TEXT(text) text, sizeof text - 1
#define YES "Messages-Waiting: yes\r\n"

typedef struct {
  const char *name;
  const char *body;
  gsize size;
  gboolean waiting;
  const char *account;
  const char *counts; /* "voice 2/8 (0/2)" of each kind of which something is said */
} Row;

static const Row rows[] = {
  { "RFC 3842 3.5",
    TEXT ("Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n"
          "Voice-Message: 2/8 (0/2)\r\n"),
    TRUE, "sip:alice@vmail.example.com", "voice 2/8 (0/2)" },
  { "RFC 3842 5.1, with headers of messages",
    TEXT ("Messages-Waiting: yes\r\nMessage-Account: sip:alice@vmail.example.com\r\n"
          "Voice-Message: 4/8 (1/2)\r\n\r\nTo: <alice@atlanta.example.com>\r\n"
          "From: <bob@biloxi.example.com>\r\nSubject: carpool tomorrow?\r\n"
          "Date: Sun, 09 Jul 2000 21:23:01 -0700\r\nPriority: normal\r\n"
          "Message-ID: 13784434989@vmail.example.com\r\nVoice-Message: 9/9\r\n"),
    TRUE, "sip:alice@vmail.example.com", "voice 4/8 (1/2)" },
  { "Asterisk",
    TEXT ("Messages-Waiting: no\r\nMessage-Account: sip:asterisk@10.0.0.1;transport=UDP\r\n"
          "Voice-Message: 0/0 (0/0)\r\n"),
    FALSE, "sip:asterisk@10.0.0.1;transport=UDP", "voice 0/0 (0/0)" },
  { "FreeSWITCH",
    TEXT ("Messages-Waiting: yes\r\nMessage-Account: sip:1000@fs\r\n"
          "Voice-Message: 1/0 (0/0)\r\n\r\n"),
    TRUE, "sip:1000@fs", "voice 1/0 (0/0)" },
  { "Cisco, no urgent ones", TEXT (YES "Voice-Message: 1/0\r\n"), TRUE, NULL, "voice 1/0 (0/0)" },
  { "3CX, lower case", TEXT ("messages-waiting:yes\r\nvoice-message:3/4(1/0)\r\n"), TRUE, NULL,
    "voice 3/4 (1/0)" },
  { "the name of the drafts", TEXT (YES "Voicemail: 1/2\r\n"), TRUE, NULL, "voice 1/2 (0/0)" },
  { "all kinds, in their disorder",
    TEXT ("Text-Message: 9/10\r\nFax-Message: 3/4 (1/1)\r\nMULTIMEDIA-MESSAGE: 7/8 (7/8)\r\n" YES
          "Pager-Message: 5/6\r\nVoice-Message: 1/2\r\n"),
    TRUE, NULL,
    "voice 1/2 (0/0) fax 3/4 (1/1) pager 5/6 (0/0) multimedia 7/8 (7/8) text 9/10 (0/0)" },
  { "no space before urgent ones", TEXT (YES "Voice-Message: 2/8(0/2)"), TRUE, NULL,
    "voice 2/8 (0/2)" },
  { "spaces everywhere",
    TEXT ("Messages-Waiting \t:\t yes \t\r\nVoice-Message  :  2 / 8  ( 0 / 2 )  \r\n"), TRUE, NULL,
    "voice 2/8 (0/2)" },
  { "LF", TEXT ("Messages-Waiting: yes\nVoice-Message: 2/8\n"), TRUE, NULL, "voice 2/8 (0/0)" },
  { "CR", TEXT ("Messages-Waiting: yes\rVoice-Message: 2/8\r"), TRUE, NULL, "voice 2/8 (0/0)" },
  { "all three", TEXT ("Messages-Waiting: yes\nVoice-Message: 2/8\rFax-Message: 1/1\r\n"), TRUE,
    NULL, "voice 2/8 (0/0) fax 1/1 (0/0)" },
  { "no line end at all", TEXT ("Messages-Waiting: yes"), TRUE, NULL, "" },
  { "folded", TEXT ("Messages-Waiting:\r\n yes\r\nVoice-Message:\r\n\t2/8\r\n (0/2)\r\n"), TRUE,
    NULL, "voice 2/8 (0/2)" },
  { "folded with LF", TEXT ("Messages-Waiting:\n\n yes"), FALSE, NULL, NULL },
  { "folded with CR", TEXT ("Messages-Waiting:\r\tno\rVoice-Message: 0\r /\r 1"), FALSE, NULL,
    "voice 0/1 (0/0)" },
  { "empty lines before and between",
    TEXT ("\r\n\r\nMessages-Waiting: yes\r\n\r\nVoice-Message: 2/8\r\n"), TRUE, NULL,
    "voice 2/8 (0/0)" },
  { "capitals", TEXT ("MESSAGES-WAITING: YES\r\n"), TRUE, NULL, "" },
  { "mixed case", TEXT ("Messages-waiting: No\r\n"), FALSE, NULL, "" },
  { "only no", TEXT ("Messages-Waiting: no"), FALSE, NULL, "" },
  { "a byte order mark", TEXT ("\xef\xbb\xbf" YES "Voice-Message: 1/1"), TRUE, NULL,
    "voice 1/1 (0/0)" },
  { "no, with counts", TEXT ("Messages-Waiting: no\r\nVoice-Message: 3/1\r\n"), FALSE, NULL,
    "voice 3/1 (0/0)" },

  { "the most that fits", TEXT (YES "Voice-Message: 4294967295/0\r\n"), TRUE, NULL,
    "voice 4294967295/0 (0/0)" },
  { "one more", TEXT (YES "Voice-Message: 4294967296/4294967297\r\n"), TRUE, NULL,
    "voice 4294967295/4294967295 (0/0)" },
  { "much more",
    TEXT (YES "Voice-Message: 99999999999999999999/1 (340282366920938463463374607431768211456/0)"),
    TRUE, NULL, "voice 4294967295/1 (4294967295/0)" },
  { "zeros in front", TEXT (YES "Voice-Message: 0000000000000000000000000002/08\r\n"), TRUE, NULL,
    "voice 2/8 (0/0)" },

  { "negative", TEXT (YES "Voice-Message: -1/2\r\n"), TRUE, NULL, "" },
  { "with a sign", TEXT (YES "Voice-Message: +1/2\r\n"), TRUE, NULL, "" },
  { "hexadecimal", TEXT (YES "Voice-Message: 0x10/2\r\n"), TRUE, NULL, "" },
  { "one number", TEXT (YES "Voice-Message: 2\r\n"), TRUE, NULL, "" },
  { "half a pair", TEXT (YES "Voice-Message: 2/\r\nFax-Message: /2\r\n"), TRUE, NULL, "" },
  { "no value", TEXT (YES "Voice-Message:\r\nFax-Message"), TRUE, NULL, "" },
  { "open parenthesis", TEXT (YES "Voice-Message: 2/8 (0/2\r\n"), TRUE, NULL, "" },
  { "empty parentheses", TEXT (YES "Voice-Message: 2/8 ()\r\n"), TRUE, NULL, "" },
  { "something behind", TEXT (YES "Voice-Message: 2/8 (0/2) x\r\n"), TRUE, NULL, "" },
  { "letters", TEXT (YES "Voice-Message: two/eight\r\n"), TRUE, NULL, "" },
  { "other digits", TEXT (YES "Voice-Message: \xd9\xa2/\xd9\xa8\r\n"), TRUE, NULL, "" },
  { "a NUL", TEXT (YES "Voice-Message: 2/8\0\r\nFax-Message: 1/1\r\n"), TRUE, NULL,
    "fax 1/1 (0/0)" },
  { "a NUL before all", TEXT ("\0\r\n" YES "Voice-Message: 2/8"), TRUE, NULL, "voice 2/8 (0/0)" },

  { "the first holds",
    TEXT (YES "Messages-Waiting: no\r\nVoice-Message: 1/1\r\nVoice-Message: 2/2\r\n"
              "Message-Account: sip:a@h\r\nMessage-Account: sip:b@h\r\n"),
    TRUE, "sip:a@h", "voice 1/1 (0/0)" },
  { "the first that can be read holds",
    TEXT ("Messages-Waiting: perhaps\r\n" YES "Voice-Message: x\r\nVoice-Message: 2/2\r\n"
          "Message-Account: a b\r\nMessage-Account: sip:b@h\r\n"),
    TRUE, "sip:b@h", "voice 2/2 (0/0)" },
  { "unknown lines",
    TEXT ("X-Vendor: 1/2\r\n" YES "Video-Message: 4/4\r\nnonsense\r\n: \r\n:::\r\n"
          "None: 1/1\r\nVoice-Message-Extra: 7/7\r\nVoice-Message: 1/2\r\n"),
    TRUE, NULL, "voice 1/2 (0/0)" },

  { "an account in brackets", TEXT (YES "Message-Account: \"VM\" <sip:*97@h>;x=y\r\n"), TRUE,
    "sip:*97@h", "" },
  { "an account that is a number", TEXT (YES "Message-Account: *97\r\n"), TRUE, "*97", "" },
  { "an empty account", TEXT (YES "Message-Account: \r\nMessage-Account: <>\r\n"), TRUE, NULL, "" },
  { "an account that is not closed", TEXT (YES "Message-Account: <sip:*97@h\r\n"), TRUE,
    "sip:*97@h", "" },
  { "an account with a control character", TEXT (YES "Message-Account: sip:a\x1b@h\r\n"), TRUE,
    NULL, "" },
  { "an account that is no ASCII", TEXT (YES "Message-Account: sip:\xc3\xbc@h\r\n"), TRUE, NULL,
    "" },

  { "empty", TEXT (""), FALSE, NULL, NULL },
  { "only a mark", TEXT ("\xef\xbb\xbf"), FALSE, NULL, NULL },
  { "only line ends", TEXT ("\r\n\r\n\n\r"), FALSE, NULL, NULL },
  { "without Messages-Waiting", TEXT ("Voice-Message: 2/8 (0/2)\r\n"), FALSE, NULL, NULL },
  { "neither yes nor no", TEXT ("Messages-Waiting: 1\r\nVoice-Message: 2/8\r\n"), FALSE, NULL,
    NULL },
  { "yes and more", TEXT ("Messages-Waiting: yes, two\r\n"), FALSE, NULL, NULL },
  { "without a colon", TEXT ("Messages-Waiting yes\r\n"), FALSE, NULL, NULL },
  { "another document", TEXT ("<?xml version=\"1.0\"?><presence/>"), FALSE, NULL, NULL },
  { "another line end", TEXT ("Messages-Waiting: yes\vVoice-Message: 1/1"), FALSE, NULL, NULL },
  { "UTF-16", TEXT ("M\0e\0s\0s\0a\0g\0e\0s\0-\0W\0a\0i\0t\0i\0n\0g\0:\0y\0e\0s\0"), FALSE, NULL,
    NULL },
};

static char *
describe (const BwMessageSummary *summary)
{
  static const char *const names[] = { "voice", "fax", "pager", "multimedia", "text" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < BW_MAILBOX_N_KINDS; i++)
    if (summary->kinds[i].said)
      g_string_append_printf (text, "%s%s %u/%u (%u/%u)", text->len > 0 ? " " : "", names[i],
                              summary->kinds[i].new_count, summary->kinds[i].old_count,
                              summary->kinds[i].urgent_new, summary->kinds[i].urgent_old);

  return g_string_free (text, FALSE);
}

static void
test_read (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GBytes) body = g_bytes_new_static (row->body, row->size);
  g_auto (BwMessageSummary) summary = { 0 };
  g_autofree char *counts = NULL;

  g_assert_cmpint (bw_message_summary_read (body, &summary), ==, row->counts != NULL);
  counts = describe (&summary);
  g_assert_cmpint (summary.waiting, ==, row->waiting);
  g_assert_cmpstr (summary.account, ==, row->account);
  g_assert_cmpstr (counts, ==, row->counts ? row->counts : "");
}

static gboolean
is_read (const char *before, char filling, gsize n)
{
  g_autoptr (GString) text = g_string_new (before);
  g_autoptr (GBytes) body = NULL;
  g_auto (BwMessageSummary) summary = { 0 };

  for (gsize i = 0; i < n; i++)
    g_string_append_c (text, filling);
  body = g_bytes_new (text->str, text->len);

  return bw_message_summary_read (body, &summary);
}

/* A megabyte of anything is no summary, and is not looked at for long. */
static void
test_large (void)
{
  static const char fillings[] = { 'x', ' ', '\r', '\n', ':', '\0', '\xff', '0' };

  for (gsize i = 0; i < G_N_ELEMENTS (fillings); i++) {
    g_assert_false (is_read ("", fillings[i], 1024 * 1024));
    g_assert_false (is_read (YES, fillings[i], 1024 * 1024));
    g_assert_true (is_read (YES, fillings[i], 60 * 1024));
  }
}

/* Noise from a fixed seed: total, and clean where it is refused. */
static void
test_noise (void)
{
  static const char letters[] = "Messages-Waiting: yes\r\n\tVoice0123456789/() ";
  g_autoptr (GRand) rand = g_rand_new_with_seed (3842);

  for (guint i = 0; i < 20000; i++) {
    char body[120];
    gsize size = (gsize) g_rand_int_range (rand, 0, sizeof body);
    g_autoptr (GBytes) bytes = NULL;
    g_auto (BwMessageSummary) summary = { 0 };
    g_autofree char *counts = NULL;

    for (gsize j = 0; j < size; j++)
      body[j] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
    bytes = g_bytes_new (body, size);
    if (bw_message_summary_read (bytes, &summary))
      continue;

    counts = describe (&summary);
    g_assert_cmpstr (counts, ==, "");
    g_assert_null (summary.account);
    g_assert_false (summary.waiting);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/message-summary/read/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_read);
  }
  g_test_add_func ("/message-summary/large", test_large);
  g_test_add_func ("/message-summary/noise", test_noise);

  return g_test_run ();
}
