/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The wrapping of message/cpim (RFC 3862) with what RFC 5438 adds to it, put on and taken off. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-parameters.h"
#include "bw-content-readers.h"
#include "bw-content-text.h"

#include <string.h>

#define IMDN_NAMESPACE "urn:ietf:params:imdn"

/* RFC 3862, 2.3.2: what a header cannot hold as it is */
static gsize
read_escape (const char *text, GString *value)
{
  static const char *const letters = "btnr\"'\\";
  static const char *const meant = "\b\t\n\r\"'\\";
  const char *letter = text[1] ? strchr (letters, text[1]) : NULL;
  gunichar c = 0;
  gsize i = 2;

  if (letter) {
    g_string_append_c (value, meant[letter - letters]);
    return 2;
  }
  if (text[1] != 'u')
    return 0;

  for (; i < 6 && g_ascii_isxdigit (text[i]); i++)
    c = c * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
  if (i < 6 || !g_unichar_validate (c) || c == 0)
    return 0;
  g_string_append_unichar (value, c);

  return i;
}

/* Returns: (transfer full) (nullable): the value of a header as text */
static char *
dup_value (GHashTable *headers, const char *name)
{
  const char *text = g_hash_table_lookup (headers, name);
  g_autoptr (GString) value = g_string_new (NULL);

  if (!text || !*text)
    return NULL;

  while (*text) {
    gsize length = *text == '\\' ? read_escape (text, value) : 0;

    if (length == 0)
      g_string_append_c (value, *text);
    text += MAX (length, 1);
  }

  return bw_content_text_from_header (value->str);
}

/* Headers of RFC 5438 have the prefix that NS gives them; `imdn` where it is not said. Lower case,
 * as the table has them. */
static char *
create_imdn_name (GHashTable *headers, const char *name)
{
  const char *space = g_hash_table_lookup (headers, "ns");
  const char *uri = space ? strstr (space, "<" IMDN_NAMESPACE ">") : NULL;
  g_autofree char *before = uri ? g_ascii_strdown (space, uri - space) : g_strdup ("imdn");
  const char *comma = strrchr (before, ',');
  g_autofree char *prefix = g_strstrip (g_strdup (comma ? comma + 1 : before));
  char *full = g_strconcat (prefix, *prefix ? "." : "", name, NULL);

  if (g_hash_table_contains (headers, full))
    return full;
  g_free (full);

  return g_strconcat ("imdn.", name, NULL);
}

static gint64
read_date (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) date = text ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return date ? g_date_time_to_unix (date) * G_USEC_PER_SEC + g_date_time_get_microsecond (date)
              : 0;
}

static void
note_headers (BwMessageContent *content, GHashTable *headers)
{
  g_autofree char *id_name = create_imdn_name (headers, "message-id");
  g_autofree char *wish_name = create_imdn_name (headers, "disposition-notification");
  g_autofree char *wishes = dup_value (headers, wish_name);
  const char *from = g_hash_table_lookup (headers, "from");

  if (!content->from && from && *from)
    content->from = bw_content_text_from_header (from);
  if (!content->message_id)
    content->message_id = dup_value (headers, id_name);
  if (!content->date)
    content->date = read_date (g_hash_table_lookup (headers, "datetime"));
  content->wants_delivery |= wishes && strstr (wishes, "positive-delivery");
  content->wants_display |= wishes && strstr (wishes, "display");
}

/* Some repeat the type of the whole in front of it. */
static gboolean
is_own_type (GHashTable *headers)
{
  g_autofree char *type = bw_content_type_normalise (g_hash_table_lookup (headers, "content-type"));

  return type && g_str_equal (type, "message/cpim") && !g_hash_table_contains (headers, "from");
}

/* Returns: (transfer full) (nullable): the block at @i, which stands behind it afterwards */
static GHashTable *
read_block (GBytes *body, gsize *i)
{
  gsize size;
  const char *data = bw_content_peek (body, &size);
  gsize length;
  GHashTable *headers = bw_header_block_read (data + *i, size - *i, &length);

  if (headers)
    *i += length;

  return headers;
}

static gboolean
has_content_header (GHashTable *headers)
{
  return g_hash_table_contains (headers, "content-type") ||
         g_hash_table_contains (headers, "content-transfer-encoding") ||
         g_hash_table_contains (headers, "content-disposition") ||
         g_hash_table_contains (headers, "content-length") ||
         g_hash_table_contains (headers, "content-id");
}

/* The headers of the part within: in a block of their own, or with the others where the empty line
 * between them was lost. What begins with neither is the text itself. */
static GHashTable *
read_part_headers (GBytes *body, gsize *i, GHashTable *headers)
{
  gsize start = *i;
  g_autoptr (GHashTable) inner = NULL;

  if (has_content_header (headers))
    return g_hash_table_ref (headers);

  inner = read_block (body, i);
  if (inner && has_content_header (inner))
    return g_steal_pointer (&inner);

  /* Behind an empty block stands the text, and behind its empty line. */
  if (!inner || g_hash_table_size (inner) > 0)
    *i = start;

  return g_hash_table_ref (headers);
}

void
bw_cpim_read (BwMessageContent *content, BwContentPart *part)
{
  gsize i = 0;
  g_autoptr (GHashTable) headers = read_block (part->body, &i);
  g_autoptr (GHashTable) inner = NULL;
  g_autoptr (GBytes) body = NULL;

  if (headers && is_own_type (headers)) {
    g_hash_table_unref (headers);
    headers = read_block (part->body, &i);
  }
  if (!headers) {
    /* No CPIM whatever its type says: it is looked at as it is. */
    g_clear_pointer (&part->type, g_free);
    return;
  }

  note_headers (content, headers);
  inner = read_part_headers (part->body, &i, headers);
  body = g_bytes_new_from_bytes (part->body, i, g_bytes_get_size (part->body) - i);
  bw_content_part_clear (part);
  bw_content_part_init_headers (part, inner, body);
}

/* One line, whatever it was made of. */
static void
append_header (GString *text, const char *name, const char *value)
{
  g_autofree char *line = bw_content_text_from_header (value);

  g_string_append_printf (text, "%s: %s\r\n", name, line);
}

static void
append_address (GString *text, const char *name, const char *uri)
{
  g_autofree char *value = g_strdup_printf ("<%s>", uri);

  append_header (text, name, value);
}

static void
append_date (GString *text, gint64 date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (date / G_USEC_PER_SEC);
  g_autofree char *words = time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  if (words)
    append_header (text, "DateTime", words);
}

static void
append_wishes (GString *text, const char *message_id, gboolean delivery, gboolean display)
{
  append_header (text, "NS", "imdn <" IMDN_NAMESPACE ">");
  append_header (text, "imdn.Message-ID", message_id);
  if (delivery || display)
    append_header (text, "imdn.Disposition-Notification",
                   delivery && display ? "positive-delivery, display"
                                       : (delivery ? "positive-delivery" : "display"));
}

GBytes *
bw_cpim_write (const char *from_uri,
               const char *to_uri,
               gint64 date,
               const char *message_id,
               gboolean delivery,
               gboolean display,
               const char *content_type,
               GBytes *body)
{
  GString *text = g_string_new (NULL);
  gsize size;
  const char *data = bw_content_peek (body, &size);

  append_address (text, "From", from_uri);
  append_address (text, "To", to_uri);
  append_date (text, date);
  if (message_id)
    append_wishes (text, message_id, delivery, display);
  g_string_append (text, "\r\n");
  append_header (text, "Content-Type", content_type ? content_type : "text/plain");
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  g_string_append_len (text, data, (gssize) size);

  return g_string_free_to_bytes (text);
}
