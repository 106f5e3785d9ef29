/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small XML documents that come as bodies (IMDN, isComposing, file links), as flat fields. On
 * GMarkup, which expands nothing and fetches nothing. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-xml-fields.h"

#include "bw-content-text.h"

#include <string.h>

#define MAX_DOCUMENT (64 * 1024)
#define MAX_DEPTH 16

typedef struct {
  GHashTable *fields;
  GPtrArray *paths; /* of the elements that are open */
  GString *text;    /* of the innermost, since it or one in it began */
} Reading;

static const char *
get_local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon ? colon + 1 : name;
}

/* Takes both. */
static void
keep (Reading *reading, char *path, char *text)
{
  const char *known = g_hash_table_lookup (reading->fields, path);

  if (known && *known) {
    g_free (path);
    g_free (text);
  } else {
    g_hash_table_insert (reading->fields, path, g_strstrip (text));
  }
}

static char *
create_path (Reading *reading, const char *name, const char **names, const char **values)
{
  GString *path = g_string_new (NULL);

  if (reading->paths->len > 0)
    g_string_append_printf (path, "%s/",
                            (char *) g_ptr_array_index (reading->paths, reading->paths->len - 1));
  g_string_append (path, get_local_name (name));

  for (guint i = 0; names[i]; i++)
    if (g_str_equal (names[i], "type"))
      g_string_append_printf (path, ":%s", values[i]);

  return g_string_free (path, FALSE);
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reading *reading = data;
  char *path;

  if (reading->paths->len >= MAX_DEPTH) {
    g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_PARSE, "too deep");
    return;
  }
  path = create_path (reading, name, names, values);
  g_ptr_array_add (reading->paths, path);
  keep (reading, g_strdup (path), g_strdup (""));
  for (guint i = 0; names[i]; i++)
    keep (reading, g_strdup_printf ("%s@%s", path, get_local_name (names[i])),
          g_strdup (values[i]));
  g_string_truncate (reading->text, 0);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reading *reading = data;
  char *path = g_ptr_array_steal_index (reading->paths, reading->paths->len - 1);

  keep (reading, path, g_strdup (reading->text->str));
  g_string_truncate (reading->text, 0);
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reading *reading = data;

  g_string_append_len (reading->text, text, (gssize) length);
}

static gboolean
parse (Reading *reading, const char *text)
{
  static const GMarkupParser parser = {
    .start_element = start_cb,
    .end_element = end_cb,
    .text = text_cb,
  };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, reading, NULL);

  return g_markup_parse_context_parse (context, text, -1, NULL) &&
         g_markup_parse_context_end_parse (context, NULL);
}

GHashTable *
bw_xml_fields_read (GBytes *document)
{
  g_autoptr (GHashTable) fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { fields, paths, text };
  gsize size;
  const char *data = g_bytes_get_data (document, &size);
  g_autofree char *plain = NULL;
  gboolean exact;

  if (size > MAX_DOCUMENT)
    return NULL;

  plain = bw_content_text_decode (data, size, NULL, &exact);

  return parse (&reading, plain) ? g_steal_pointer (&fields) : NULL;
}

char *
bw_xml_fields_dup (GHashTable *fields, const char *path)
{
  const char *text = g_hash_table_lookup (fields, path);

  return text && *text ? g_strdup (text) : NULL;
}

char *
bw_xml_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p))
    if (!g_unichar_iscntrl (g_utf8_get_char (p)) || strchr ("\t\n", *p))
      g_string_append_unichar (clean, g_utf8_get_char (p));

  return g_markup_escape_text (clean->str, (gssize) clean->len);
}

void
bw_xml_append_field (GString *document, const char *name, const char *text)
{
  g_autofree char *escaped = bw_xml_escape (text);

  g_string_append_printf (document, "<%s>%s</%s>", name, escaped, name);
}
