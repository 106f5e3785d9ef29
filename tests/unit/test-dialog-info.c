/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What telephones say of their dialogs (RFC 4235), as servers and phones write it, and how several
 * documents are put together. */

#include "bw-dialog-info.h"

#include <string.h>

#define HEAD "<?xml version=\"1.0\"?>\n"
#define INFO(version, state)                                                                       \
  "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"" version                   \
  "\" state=\"" state "\" entity=\"sip:alice@example.com\">"
#define FULL HEAD INFO ("0", "full")
#define END "</dialog-info>"
#define REMOTE(inner)                                                                              \
  FULL "<dialog id=\"1\"><state>early</state><remote>" inner "</remote></dialog>" END
#define LONG                                                                                       \
  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
  "aa"

typedef struct {
  const char *name;
  const char *document;
  struct {
    const char *id; /* NULL: there is none */
    BwDialogState state;
    gboolean recipient;
    const char *call_id, *local_tag, *remote_tag, *local_uri, *remote_uri, *remote_name;
  } dialog;
} Row;

static const Row rows[] = {
  { "RFC 4235 6.2, trying",
    FULL "<dialog id=\"as7d900as8\" call-id=\"a84b4c76e66710\" local-tag=\"1928301774\" "
         "direction=\"initiator\"><state>trying</state></dialog>" END,
    { "as7d900as8", BW_DIALOG_TRYING, FALSE, "a84b4c76e66710", "1928301774", NULL, NULL, NULL,
      NULL } },
  { "RFC 4235 6.2, confirmed",
    FULL "<dialog id=\"zxcnm3\" call-id=\"a84b4c76e66710\" local-tag=\"1928301774\" "
         "remote-tag=\"456887766\" direction=\"initiator\"><state event=\"remote-fork\" "
         "code=\"200\">confirmed</state><remote><target uri=\"sip:bob@pc33.example.com\"/>"
         "</remote></dialog>" END,
    { "zxcnm3", BW_DIALOG_CONFIRMED, FALSE, "a84b4c76e66710", "1928301774", "456887766", NULL,
      "sip:bob@pc33.example.com", NULL } },
  { "RFC 4235 6.1, the whole of it",
    FULL "<dialog id=\"as7d900as8\" call-id=\"a84b4c76e66710\" local-tag=\"1928301774\" "
         "remote-tag=\"456887766\" direction=\"recipient\"><state>early</state><duration>274"
         "</duration><local><identity display=\"Alice\">sip:alice@example.com</identity><target "
         "uri=\"sip:alice@pc33.example.com\"><param pname=\"isfocus\" pval=\"true\"/></target>"
         "</local><remote><identity display=\"Bob\">sip:bob@example.org</identity>"
         "<target uri=\"sip:bobster@phone21.example.org\"/></remote></dialog>" END,
    { "as7d900as8", BW_DIALOG_EARLY, TRUE, "a84b4c76e66710", "1928301774", "456887766",
      "sip:alice@pc33.example.com", "sip:bobster@phone21.example.org", "Bob" } },

  { "Asterisk, idle",
    FULL "<dialog id=\"100\">\n<state>terminated</state>\n</dialog>\n" END,
    { "100", BW_DIALOG_TERMINATED } },
  { "Asterisk, ringing without direction",
    FULL "<dialog id=\"100\">\n<state>early</state>\n</dialog>\n" END,
    { "100", BW_DIALOG_EARLY, TRUE } },
  { "Asterisk, ringing with the caller",
    FULL "<dialog id=\"100\" call-id=\"pickup-1a2b\" direction=\"recipient\">\n<remote>\n"
         "<identity display=\"Bob\">sip:6002@pbx</identity>\n<target uri=\"sip:**100@pbx\"/>\n"
         "</remote>\n<local>\n<identity>sip:100@pbx</identity>\n<target uri=\"sip:100@pbx\"/>\n"
         "</local>\n<state>early</state>\n</dialog>\n" END,
    { "100", BW_DIALOG_EARLY, TRUE, "pickup-1a2b", NULL, NULL, "sip:100@pbx", "sip:**100@pbx",
      "Bob" } },
  { "Asterisk, on hold",
    FULL "<dialog id=\"100\"><state>confirmed</state><local><target uri=\"sip:100@pbx\"><param "
         "pname=\"+sip.rendering\" pvalue=\"no\"/></target></local></dialog>" END,
    { "100", BW_DIALOG_CONFIRMED, FALSE, NULL, NULL, NULL, "sip:100@pbx" } },
  { "FreeSWITCH, early",
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" INFO (
        "13",
        "full") "<dialog id=\"f1c5a9e6\" call-id=\"f1c5a9e6\" local-tag=\"0yXm\" "
                "remote-tag=\"QmZr\" "
                "direction=\"recipient\">\n<state>early</state>\n<local>\n<identity "
                "display=\"1001\">"
                "sip:1001@fs</identity>\n<target uri=\"sip:**1001@fs\">\n<param "
                "pname=\"+sip.rendering\" "
                "pvalue=\"yes\"/>\n</target>\n</local>\n<remote>\n<identity display=\"Bob &amp; "
                "Co\">"
                "sip:1000@fs</identity>\n<target uri=\"sip:1000@fs\"/>\n</remote>\n</dialog>\n" END,
    { "f1c5a9e6", BW_DIALOG_EARLY, TRUE, "f1c5a9e6", "0yXm", "QmZr", "sip:**1001@fs", "sip:1000@fs",
      "Bob & Co" } },
  { "Kamailio, pua_dialoginfo",
    HEAD INFO (
        "00000000000",
        "full") "<dialog id=\"615293b33c62dec073e05d9421e9f48b@10.0.0.1\" "
                "call-id=\"615293b33c62dec073e05d9421e9f48b@10.0.0.1\" local-tag=\"as4d\" "
                "remote-tag=\"\" "
                "direction=\"initiator\"><state>trying</state><remote><identity>sip:bob@example.org"
                "</identity><target uri=\"sip:bob@example.org\"/></remote></dialog>" END,
    { "615293b33c62dec073e05d9421e9f48b@10.0.0.1", BW_DIALOG_TRYING, FALSE,
      "615293b33c62dec073e05d9421e9f48b@10.0.0.1", "as4d", NULL, NULL, "sip:bob@example.org",
      NULL } },
  { "Cisco, with its own name space",
    HEAD "<dialog-info xmlns:call=\"urn:x-cisco:params:xml:ns:dialog-info:dialog:callinfo-dialog\" "
         "xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"2\" state=\"PARTIAL\" "
         "entity=\"SIP:2001@CUCM.example.org\"><dialog id=\"3\" call-id=\"7f@h\" local-tag=\"a\" "
         "remote-tag=\"b\" DIRECTION=\"x\" direction=\"Recipient\"><state>Proceeding</state>"
         "<call:orientation>To</call:orientation><call:lock>unlocked</call:lock></dialog>" END,
    { "3", BW_DIALOG_PROCEEDING, TRUE, "7f@h", "a", "b" } },

  { "no identifier",
    FULL "<dialog><state>confirmed</state></dialog>" END,
    { "", BW_DIALOG_CONFIRMED } },
  { "proceeding without direction",
    FULL "<dialog id=\"1\"><state>proceeding</state></dialog>" END,
    { "1", BW_DIALOG_PROCEEDING, FALSE } },
  { "early, and the caller",
    FULL "<dialog id=\"1\" direction=\"initiator\"><state>early</state>"
         "</dialog>" END,
    { "1", BW_DIALOG_EARLY, FALSE } },
  { "no state", FULL "<dialog id=\"1\"/>" END, { NULL } },
  { "an unknown state", FULL "<dialog id=\"1\"><state>singing</state></dialog>" END, { NULL } },
  { "another name space",
    FULL "<d:dialog xmlns:d=\"urn:x\" id=\"1\"><state>early</state></d:dialog>" END,
    { NULL } },
  { "no dialogs", FULL END, { NULL } },

  { "what would end a header",
    FULL "<dialog id=\"1\" call-id=\"a&#13;&#10;X: y\" local-tag=\"a;to-tag=b\" "
         "remote-tag=\"a b\"><state>early</state></dialog>" END,
    { "1", BW_DIALOG_EARLY, TRUE } },
  { "a quoted tag",
    FULL "<dialog id=\"1\" call-id=\"a,b\" local-tag='\"' remote-tag=\"\xc3\xbc\">"
         "<state>early</state></dialog>" END,
    { "1", BW_DIALOG_EARLY, TRUE } },
  { "a Call-ID with all that it may have",
    FULL "<dialog id=\"1\" call-id=\"(a):%[b]{c}?/\\@h\" local-tag=\"-.!%*_+`'~=\" "
         "remote-tag=\"z\"><state>early</state></dialog>" END,
    { "1", BW_DIALOG_EARLY, TRUE, "(a):%[b]{c}?/\\@h", "-.!%*_+`'~=", "z" } },
  { "a name address as identity",
    REMOTE ("<identity>\"Bob\" &lt;sip:bob@h&gt;</identity>"),
    { "1", BW_DIALOG_EARLY, TRUE, .remote_uri = "sip:bob@h" } },
  { "an identity that is no URI",
    REMOTE ("<identity>Bob Martin</identity>"),
    { "1", BW_DIALOG_EARLY, TRUE } },
  { "an odd target, a good identity",
    REMOTE ("<identity>sip:bob@h</identity><target uri=\"sip:b ob@h\"/>"),
    { "1", BW_DIALOG_EARLY, TRUE, .remote_uri = "sip:bob@h" } },
  { "a name to be cleaned",
    REMOTE ("<identity display=\" &lt;b&gt;&#10;Bob\xe2\x80\xae \">sip:bob@h</identity>"),
    { "1", BW_DIALOG_EARLY, TRUE, .remote_uri = "sip:bob@h", .remote_name = "<b> Bob" } },
  { "a tag that is too long",
    FULL "<dialog id=\"1\" local-tag=\"" LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG LONG
         "\"><state>early</state></dialog>" END,
    { "1", BW_DIALOG_EARLY, TRUE } },
};

static BwDialogInfo *
read_text (const char *text)
{
  g_autoptr (GBytes) document = g_bytes_new_static (text, strlen (text));

  return bw_dialog_info_read (document);
}

static void
test_read (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (BwDialogInfo) info = read_text (row->document);
  const BwDialog *dialog;

  g_assert_nonnull (info);
  g_assert_cmpuint (info->dialogs->len, ==, row->dialog.id ? 1 : 0);
  if (info->dialogs->len == 0)
    return;

  dialog = g_ptr_array_index (info->dialogs, 0);
  g_assert_cmpstr (dialog->id, ==, row->dialog.id);
  g_assert_cmpint (dialog->state, ==, row->dialog.state);
  g_assert_cmpint (dialog->recipient, ==, row->dialog.recipient);
  g_assert_cmpstr (dialog->call_id, ==, row->dialog.call_id);
  g_assert_cmpstr (dialog->local_tag, ==, row->dialog.local_tag);
  g_assert_cmpstr (dialog->remote_tag, ==, row->dialog.remote_tag);
  g_assert_cmpstr (dialog->local_uri, ==, row->dialog.local_uri);
  g_assert_cmpstr (dialog->remote_uri, ==, row->dialog.remote_uri);
  g_assert_cmpstr (dialog->remote_name, ==, row->dialog.remote_name);
}

static const struct {
  const char *document;
  const char *entity;
  guint64 version;
  gboolean full;
} heads[] = {
  { "<dialog-info/>", NULL, 0, TRUE },
  { INFO ("7", "full") END, "sip:alice@example.com", 7, TRUE },
  { INFO ("7", "Partial") END, "sip:alice@example.com", 7, FALSE },
  { INFO ("007", "none") END, "sip:alice@example.com", 7, TRUE },
  { INFO ("-1", "full") END, "sip:alice@example.com", 0, TRUE },
  { INFO ("x", "full") END, "sip:alice@example.com", 0, TRUE },
  { INFO ("18446744073709551615", "full") END, "sip:alice@example.com", G_MAXUINT64, TRUE },
  { INFO ("18446744073709551616", "full") END, "sip:alice@example.com", 0, TRUE },
};

static void
test_heads (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
    g_autoptr (BwDialogInfo) info = read_text (heads[i].document);

    g_test_message ("%s", heads[i].document);
    g_assert_nonnull (info);
    g_assert_cmpstr (info->entity, ==, heads[i].entity);
    g_assert_cmpuint (info->version, ==, heads[i].version);
    g_assert_cmpint (info->full, ==, heads[i].full);
  }
}

static void
test_refused (void)
{
  static const char *const documents[] = {
    "",
    "<dialog-info>",
    "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\"/>",
    "<dialog-info xmlns=\"urn:example:other\"/>",
    "<!DOCTYPE d [<!ENTITY a \"b\">]><dialog-info/>",
    "<dialog-info version=\"&a;\"/>",
    "<dialog-info/>x<dialog-info/>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autoptr (BwDialogInfo) info = read_text (documents[i]);

    g_test_message ("%s", documents[i]);
    g_assert_null (info);
  }
}

/* "a:early b:confirmed" as a document */
static char *
make_document (guint64 version, gboolean full, const char *dialogs)
{
  GString *document = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit (dialogs, " ", -1);

  g_string_printf (document, "<dialog-info version=\"%" G_GUINT64_FORMAT "\" state=\"%s\">",
                   version, full ? "full" : "partial");
  for (guint i = 0; words[i]; i++) {
    g_auto (GStrv) pair = g_strsplit (words[i], ":", 2);

    if (pair[0])
      g_string_append_printf (document, "<dialog id=\"%s\"><state>%s</state></dialog>", pair[0],
                              pair[1]);
  }
  g_string_append (document, END);

  return g_string_free (document, FALSE);
}

static char *
describe (const BwDialogInfo *info)
{
  static const char *const names[] = { "trying", "proceeding", "early", "confirmed", "terminated" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < info->dialogs->len; i++) {
    const BwDialog *dialog = g_ptr_array_index (info->dialogs, i);

    g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", dialog->id, names[dialog->state]);
  }

  return g_string_free (text, FALSE);
}

static const struct {
  struct {
    guint64 version;
    gboolean full;
    const char *dialogs;
  } known, news;
  const char *merged;
  guint64 version;
  gboolean whole;
} merges[] = {
  /* nothing known */
  { { 0, FALSE, NULL }, { 5, TRUE, "a:early" }, "a:early", 5, TRUE },
  { { 0, FALSE, NULL }, { 5, FALSE, "a:early" }, "a:early", 5, FALSE },
  { { 0, FALSE, NULL }, { 0, TRUE, "a:terminated b:confirmed" }, "b:confirmed", 0, TRUE },
  { { 0, FALSE, NULL }, { 0, FALSE, "a:terminated" }, "", 0, FALSE },
  /* a full one replaces, whatever its version is */
  { { 3, TRUE, "a:early b:early" }, { 4, TRUE, "c:confirmed" }, "c:confirmed", 4, TRUE },
  { { 3, TRUE, "a:early" }, { 9, TRUE, "" }, "", 9, TRUE },
  { { 3, TRUE, "a:early" }, { 3, TRUE, "a:confirmed" }, "a:confirmed", 3, TRUE },
  { { 3, TRUE, "a:early" }, { 0, TRUE, "a:terminated" }, "", 0, TRUE },
  /* the next partial one changes */
  { { 3, TRUE, "a:early" }, { 4, FALSE, "a:confirmed" }, "a:confirmed", 4, TRUE },
  { { 3, TRUE, "a:early" }, { 4, FALSE, "b:trying" }, "a:early b:trying", 4, TRUE },
  { { 3, TRUE, "a:early b:confirmed" }, { 4, FALSE, "a:terminated" }, "b:confirmed", 4, TRUE },
  { { 3, TRUE, "a:early" }, { 4, FALSE, "" }, "a:early", 4, TRUE },
  { { 3, TRUE, "a:early" }, { 4, FALSE, "z:terminated" }, "a:early", 4, TRUE },
  /* after a gap it changes as well, but a full one is wanted */
  { { 3, TRUE, "a:early" }, { 5, FALSE, "b:early" }, "a:early b:early", 5, FALSE },
  { { 3, TRUE, "a:early" }, { G_MAXUINT64, FALSE, "a:terminated" }, "", G_MAXUINT64, FALSE },
  /* an old one changes nothing */
  { { 3, TRUE, "a:early" }, { 3, FALSE, "a:terminated" }, "a:early", 3, FALSE },
  { { 3, TRUE, "a:early" }, { 0, FALSE, "a:terminated" }, "a:early", 3, FALSE },
  { { G_MAXUINT64, TRUE, "a:early" }, { 0, FALSE, "a:terminated" }, "a:early", G_MAXUINT64, FALSE },
};

static void
test_merge (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (merges); i++) {
    g_autofree char *before =
        merges[i].known.dialogs
            ? make_document (merges[i].known.version, merges[i].known.full, merges[i].known.dialogs)
            : NULL;
    g_autofree char *after =
        make_document (merges[i].news.version, merges[i].news.full, merges[i].news.dialogs);
    g_autoptr (BwDialogInfo) known = before ? read_text (before) : NULL;
    g_autofree char *merged = NULL;

    g_test_message ("%s + %s", before ? before : "nothing", after);
    g_assert_cmpint (bw_dialog_info_merge (&known, read_text (after)), ==, merges[i].whole);
    merged = describe (known);
    g_assert_cmpstr (merged, ==, merges[i].merged);
    g_assert_cmpuint (known->version, ==, merges[i].version);
  }
}

/* A telephone that never ends a dialog does not fill the memory. */
static void
test_many (void)
{
  g_autoptr (BwDialogInfo) known = read_text (INFO ("0", "full") END);
  g_autoptr (GString) large = g_string_new (INFO ("0", "full"));
  g_autoptr (BwDialogInfo) many = NULL;
  const BwDialog *last;

  for (guint i = 1; i <= 1000; i++) {
    g_autofree char *dialog = g_strdup_printf ("d%u:early", i);
    g_autofree char *document = make_document (i, FALSE, dialog);

    g_assert_true (bw_dialog_info_merge (&known, read_text (document)));
    g_string_append_printf (large, "<dialog id=\"%u\"><state>early</state></dialog>", i);
  }
  g_assert_cmpuint (known->dialogs->len, ==, 256);
  last = g_ptr_array_index (known->dialogs, 255);
  g_assert_cmpstr (last->id, ==, "d1000");

  g_string_append (large, END);
  many = read_text (large->str);
  g_assert_cmpuint (many->dialogs->len, ==, 256);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/dialog-info/read/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_read);
  }
  g_test_add_func ("/dialog-info/heads", test_heads);
  g_test_add_func ("/dialog-info/refused", test_refused);
  g_test_add_func ("/dialog-info/merge", test_merge);
  g_test_add_func ("/dialog-info/many", test_many);

  return g_test_run ();
}
