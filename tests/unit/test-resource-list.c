/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of people (RFC 4662): RLMI with the bodies that it names, by whatever name and in whatever
 * wrapping. */

#include "bw-resource-list.h"

#include <string.h>

#define TYPE "multipart/related;type=\"application/rlmi+xml\";start=\"<list>\";boundary=\"b\""
#define RLMI                                                                                       \
  "<list xmlns=\"urn:ietf:params:xml:ns:rlmi\" uri=\"sip:friends@example.org\" version=\"1\" "     \
  "fullState=\"true\">"
#define LIST(resources)                                                                            \
  "--b\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <list>\r\n"                             \
  "Content-Type: application/rlmi+xml;charset=\"UTF-8\"\r\n\r\n<?xml version=\"1.0\"?>\r\n" RLMI   \
      resources "</list>\r\n"
#define PART(id, body)                                                                             \
  "--b\r\nContent-Transfer-Encoding: binary\r\nContent-ID: " id                                    \
  "\r\nContent-Type: application/pidf+xml;charset=\"UTF-8\"\r\n\r\n" body "\r\n"
#define END "--b--\r\n"
#define BOB(attributes)                                                                            \
  "<resource uri=\"sip:bob@example.org\"><instance id=\"i\" " attributes "/></resource>"

typedef struct {
  const char *name;
  const char *type;
  const char *body;
  const char *resources; /* "uri active|reason type body" each on a line; NULL: it is no list */
} Row;

static const Row rows[] = {
  { "RFC 4662 6, step 4", TYPE,
    LIST ("<name xml:lang=\"en\">Buddy List</name><name xml:lang=\"de\">Liste</name>"
          "<resource uri=\"sip:bob@example.com\"><name>Bob Smith</name><instance "
          "id=\"juwigmtboe\" state=\"active\" cid=\"bUZBsM@pres.example.com\"/></resource>"
          "<resource uri=\"sip:dave@example.com\"><name>Dave Jones</name><instance "
          "id=\"hqzsuxtfyq\" state=\"active\" cid=\"ZvSvkz@pres.example.com\"/></resource>"
          "<resource uri=\"sip:jim@example.com\"><name>Jim</name><instance id=\"oflzxqzuvg\" "
          "state=\"terminated\" reason=\"rejected\"/></resource>"
          "<resource uri=\"sip:ed@example.com\"><name>Ed</name><instance id=\"grqhzsppxb\" "
          "state=\"pending\"/></resource>")
        PART ("<bUZBsM@pres.example.com>", "<presence>bob</presence>")
            PART ("<ZvSvkz@pres.example.com>", "<presence>dave</presence>") END,
    "sip:bob@example.com active application/pidf+xml <presence>bob</presence>\n"
    "sip:dave@example.com active application/pidf+xml <presence>dave</presence>\n"
    "sip:jim@example.com rejected - -\nsip:ed@example.com pending - -\n" },
  { "Kamailio, a resource without an instance", TYPE,
    LIST ("<resource uri=\"sip:bob@example.org\"/>" BOB ("state=\"Active\" cid=\"1.2.3\""))
        PART ("<1.2.3>", "x") END,
    "sip:bob@example.org - - -\nsip:bob@example.org active application/pidf+xml x\n" },
  { "no bodies", TYPE, LIST (BOB ("state=\"active\"")) END, "sip:bob@example.org active - -\n" },
  { "nobody", TYPE, LIST ("") END, "" },

  { "cid with its scheme", TYPE,
    LIST (BOB ("state=\"active\" cid=\"cid:a@h\"")) PART ("<a@h>", "x") END,
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "cid in brackets", TYPE,
    LIST (BOB ("state=\"active\" cid=\"&lt;a@h&gt;\"")) PART ("a@h", "x") END,
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "cid escaped", TYPE, LIST (BOB ("state=\"active\" cid=\"CID:a%40h\"")) PART ("<a@h>", "x") END,
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "Content-ID escaped and folded", TYPE,
    LIST (BOB ("state=\"active\" cid=\"a@h\"")) PART ("\r\n <a%40h>", "x") END,
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "cid of nothing", TYPE, LIST (BOB ("state=\"active\" cid=\"z@h\"")) PART ("<a@h>", "x") END,
    "sip:bob@example.org active - -\n" },
  { "cid that is nothing", TYPE,
    LIST (BOB ("state=\"active\" cid=\"%zz\"")) PART ("<%zz>", "x") END,
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "a part of two", TYPE,
    LIST (BOB ("state=\"active\" cid=\"a\"") BOB ("state=\"active\" cid=\"a\"")) PART ("<a>", "x")
        END,
    "sip:bob@example.org active application/pidf+xml x\nsip:bob@example.org active - -\n" },

  { "the list comes last", TYPE, PART ("<a>", "x") LIST (BOB ("state=\"active\" cid=\"a\"")) END,
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "no end", TYPE, LIST (BOB ("state=\"active\" cid=\"a\"")) PART ("<a>", "x"),
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "LF alone", "Multipart/Related; boundary=b",
    "--b\nContent-Type: application/rlmi+xml\n\n" RLMI BOB (
        "state=\"active\" cid=\"a\"") "</list>\n"
                                      "--b\ncontent-id:a\ncontent-type:Application/"
                                      "PIDF+XML\n\nx\n--b--",
    "sip:bob@example.org active application/pidf+xml x\n" },
  { "no boundary in the type", "multipart/related", LIST (BOB ("state=\"active\"")) END,
    "sip:bob@example.org active - -\n" },
  { "base64", TYPE,
    LIST (BOB ("state=\"active\" cid=\"a\"")) "--b\r\nContent-ID: <a>\r\n"
                                              "Content-Transfer-Encoding: base64\r\nContent-Type: "
                                              "application/pidf+xml\r\n\r\neHk=\r\n" END,
    "sip:bob@example.org active application/pidf+xml xy\n" },
  { "an unknown encoding", TYPE,
    LIST (BOB (
        "state=\"active\" cid=\"a\"")) "--b\r\nContent-ID: <a>\r\n"
                                       "Content-Transfer-Encoding: x-uuencode\r\nContent-Type: "
                                       "application/pidf+xml\r\n\r\nx\r\n" END,
    "sip:bob@example.org active application/pidf+xml -\n" },

  { "a list in a list", TYPE,
    LIST ("<resource uri=\"sip:group@example.org\"><instance id=\"1\" state=\"active\" "
          "cid=\"g\"/></resource>" BOB (
              "state=\"active\" cid=\"a\"")) "--b\r\nContent-ID: <g>\r\n"
                                             "Content-Type: "
                                             "multipart/"
                                             "related;boundary=c\r\n\r\n--c\r\nContent-Type: "
                                             "application/rlmi+xml"
                                             "\r\n\r\n" RLMI
                                             "<resource uri=\"sip:carol@example.org\"><instance "
                                             "id=\"1\" state=\"active\" "
                                             "cid=\"a\"/></resource></list>\r\n--c\r\nContent-ID: "
                                             "<a>\r\nContent-Type: "
                                             "application/pidf+xml\r\n\r\ncarol\r\n--c--\r\n" PART (
                                                 "<a>",
                                                 "bob") END,
    "sip:carol@example.org active application/pidf+xml carol\n"
    "sip:bob@example.org active application/pidf+xml bob\n" },
  { "another multipart in a list", TYPE,
    LIST (
        BOB ("state=\"active\" cid=\"g\"")) "--b\r\nContent-ID: <g>\r\nContent-Type: "
                                            "multipart/"
                                            "mixed;boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c--\r\n" END,
    "sip:bob@example.org active multipart/mixed --c\r\n\r\nx\r\n--c--\n" },

  { "a resource without a URI", TYPE,
    LIST ("<resource><instance id=\"1\" state=\"active\"/></resource><resource uri=\"\"/>") END,
    "" },
  { "an instance without a state", TYPE, LIST (BOB ("reason=\"Noresource\"")) END,
    "sip:bob@example.org noresource - -\n" },
  { "an active one with a reason", TYPE, LIST (BOB ("state=\"active\" reason=\"x\"")) END,
    "sip:bob@example.org active - -\n" },
  { "elements of others", TYPE,
    LIST ("<x:resource xmlns:x=\"urn:x\" uri=\"sip:a@h\"/>" BOB ("state=\"active\"")) END,
    "sip:bob@example.org active - -\n" },

  { "not a multipart", "application/rlmi+xml", RLMI "</list>", NULL },
  { "no type", NULL, LIST ("") END, NULL },
  { "nonsense for a type", ";;boundary=b", LIST ("") END, NULL },
  { "no parts", TYPE, "nothing", NULL },
  { "empty", TYPE, "", NULL },
  { "no list", TYPE, PART ("<a>", "x") END, NULL },
  { "a broken list", TYPE, LIST ("<resource") END, NULL },
  { "a list with a document type", TYPE,
    "--b\r\nContent-Type: application/rlmi+xml\r\n\r\n<!DOCTYPE list><list/>\r\n" END, NULL },
  { "another list", TYPE,
    "--b\r\nContent-Type: application/rlmi+xml\r\n\r\n<list xmlns=\"urn:x\"/>\r\n" END, NULL },
};

static char *
describe (GPtrArray *resources)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < resources->len; i++) {
    const BwListedResource *resource = g_ptr_array_index (resources, i);
    gsize size = 0;
    const char *body = resource->body ? g_bytes_get_data (resource->body, &size) : NULL;

    g_assert_true (!resource->active || !resource->reason);
    g_string_append_printf (text, "%s %s %s ", resource->uri,
                            resource->active   ? "active"
                            : resource->reason ? resource->reason
                                               : "-",
                            resource->content_type ? resource->content_type : "-");
    g_string_append_len (text, body ? body : "-", body ? (gssize) size : 1);
    g_string_append_c (text, '\n');
  }

  return g_string_free (text, FALSE);
}

static GPtrArray *
read_text (const char *type, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (BwResourceList) list = bw_resource_list_read (type, body);

  return list ? g_ptr_array_ref (list->resources) : NULL;
}

static void
test_read (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GPtrArray) resources = read_text (row->type, row->body);
  g_autofree char *text = resources ? describe (resources) : NULL;

  g_assert_cmpstr (text, ==, row->resources);
}

/* All of it or only what has changed, and after what; the inner list has its own. */
static void
test_versions (void)
{
  static const struct {
    const char *attributes;
    guint64 version;
    gboolean full;
  } lists[] = {
    { "version=\"7\" fullState=\"true\"", 7, TRUE },
    { "version=\"8\" fullState=\"false\"", 8, FALSE },
    { "version=\"8\" fullState=\"0\"", 8, FALSE },
    { "version=\"4294967296\" fullState=\"1\"", 4294967296, TRUE },
    { "version=\"99999999999999999999\"", 0, TRUE },
    { "version=\"-1\" fullState=\"perhaps\"", 0, TRUE },
    { "", 0, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autofree char *text = g_strdup_printf (
        "--b\r\nContent-Type: application/rlmi+xml\r\n\r\n<list "
        "xmlns=\"urn:ietf:params:xml:ns:rlmi\" %s>" BOB (
            "state=\"active\" cid=\"g\"") "</list>\r\n--b\r\nContent-ID: <g>\r\n"
                                          "Content-Type: multipart/related;boundary=c\r\n\r\n"
                                          "--c\r\nContent-Type: application/rlmi+xml\r\n\r\n" RLMI
                                          "</list>\r\n--c--\r\n" END,
        lists[i].attributes);
    g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
    g_autoptr (BwResourceList) list = bw_resource_list_read (TYPE, body);

    g_assert_cmpuint (list->version, ==, lists[i].version);
    g_assert_cmpint (list->full, ==, lists[i].full);
  }
}

/* A thousand people are a large list, and read whole; too many are cut off. */
static void
test_large (void)
{
  static const struct {
    guint n;
    guint read;
  } sizes[] = { { 1000, 1000 }, { 4096, 4096 }, { 5000, 4096 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GString) list = g_string_new (NULL);
    g_autoptr (GString) parts = g_string_new (NULL);
    g_autofree char *body = NULL;
    g_autoptr (GPtrArray) resources = NULL;
    const BwListedResource *last;
    g_autofree char *uri = g_strdup_printf ("sip:u%u@h", sizes[i].read - 1);

    for (guint j = 0; j < sizes[i].n; j++) {
      g_string_append_printf (list,
                              "<resource uri=\"sip:u%u@h\"><instance id=\"%u\" state=\"active\" "
                              "cid=\"c%u\"/></resource>",
                              j, j, j);
      g_string_append_printf (parts, PART ("<c%u>", "%u"), j, j);
    }
    body = g_strdup_printf (LIST ("%s") "%s" END, list->str, parts->str);
    resources = read_text (TYPE, body);
    g_assert_cmpuint (resources->len, ==, sizes[i].read);
    last = g_ptr_array_index (resources, resources->len - 1);
    g_assert_cmpstr (last->uri, ==, uri);
    g_assert_nonnull (last->body);
  }
}

/* Each level named a thousand times by the one above: what would be 10^12 is 1000 a level. */
static void
test_nested (void)
{
  g_autofree char *inner = NULL;
  g_autoptr (GPtrArray) resources = NULL;

  for (guint level = 0; level < 6; level++) {
    g_autoptr (GString) body = g_string_new (NULL);

    g_string_append_printf (body, "--b%u\r\nContent-Type: application/rlmi+xml\r\n\r\n" RLMI,
                            level);
    for (guint i = 0; i < 1000; i++)
      g_string_append_printf (body, BOB ("state=\"active\" cid=\"n\""));
    g_string_append_printf (body, "</list>\r\n--b%u\r\nContent-ID: <n>\r\n", level);
    if (inner)
      g_string_append_printf (body, "Content-Type: multipart/related;boundary=b%u\r\n\r\n%s",
                              level - 1, inner);
    else
      g_string_append (body, "Content-Type: application/pidf+xml\r\n\r\nx");
    g_string_append_printf (body, "\r\n--b%u--\r\n", level);
    g_free (inner);
    inner = g_strdup (body->str);
  }
  resources = read_text ("multipart/related;boundary=b5", inner);
  g_assert_cmpuint (resources->len, ==, 3 * 999 + 1000);
}

static void
test_write (void)
{
  static const char *const uris[] = { "sip:a@h", "sip:b@h;x=\"<&>\"", NULL };
  static const char *const nobody[] = { NULL };
  g_autofree char *two = bw_resource_list_write (uris);
  g_autofree char *none = bw_resource_list_write (nobody);

  g_assert_cmpstr (two, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>"
                   "<entry uri=\"sip:a@h\"/><entry uri=\"sip:b@h;x=&quot;&lt;&amp;&gt;&quot;\"/>"
                   "</list></resource-lists>\n");
  g_assert_cmpstr (none, ==,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>"
                   "</list></resource-lists>\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/resource-list/read/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_read);
  }
  g_test_add_func ("/resource-list/versions", test_versions);
  g_test_add_func ("/resource-list/large", test_large);
  g_test_add_func ("/resource-list/nested", test_nested);
  g_test_add_func ("/resource-list/write", test_write);

  return g_test_run ();
}
