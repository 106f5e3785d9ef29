/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Header lines and the parameters in them, as MIME writes them (RFC 2045, 2231, 5322) and as others
 * do it wrongly. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-parameters.h"

#include "bw-content-text.h"

#include <string.h>

#define MAX_PARAMETERS 64
#define MAX_HEADERS 128
#define MAX_HEADER_NAME 128
#define MAX_NAME_SPACES 1024

/* A quoted string, closed or not; @text stands behind it afterwards. */
static char *
read_quoted (const char **text)
{
  GString *value = g_string_new (NULL);

  for ((*text)++; **text && **text != '"'; (*text)++) {
    if (**text == '\\' && (*text)[1])
      (*text)++;
    g_string_append_c (value, **text);
  }
  if (**text)
    (*text)++;

  return g_string_free (value, FALSE);
}

static char *
read_value (const char **text)
{
  gsize length;
  char *value;

  *text += strspn (*text, " \t");
  if (**text == '"')
    return read_quoted (text);

  length = strcspn (*text, ";");
  value = g_strchomp (g_strndup (*text, length));
  *text += length;

  return value;
}

GHashTable *
bw_content_parameters_read (const char *value)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *text = value ? strchr (value, ';') : NULL;

  while (text && g_hash_table_size (parameters) < MAX_PARAMETERS) {
    gsize length = strcspn (++text, ";=");
    g_autofree char *name = g_strstrip (g_ascii_strdown (text, (gssize) length));

    text += length;
    if (*text == '=') {
      char *read;

      text++;
      read = read_value (&text);
      if (g_hash_table_contains (parameters, name))
        g_free (read);
      else
        g_hash_table_insert (parameters, g_steal_pointer (&name), read);
    }
    text = strchr (text, ';');
  }

  return parameters;
}

static void
append_unescaped (GString *bytes, const char *text)
{
  for (; *text; text++) {
    if (text[0] == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2])) {
      g_string_append_c (
          bytes, (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2])));
      text += 2;
    } else {
      g_string_append_c (bytes, *text);
    }
  }
}

/* Takes `charset'language'` off the beginning of an extended value. */
static char *
split_charset (const char **value)
{
  const char *first = strchr (*value, '\'');
  const char *second = first ? strchr (first + 1, '\'') : NULL;
  char *charset;

  if (!second)
    return NULL;

  charset = g_strndup (*value, (gsize) (first - *value));
  *value = second + 1;

  return charset;
}

/* RFC 2231, 3 and 4: name*, name*0, name*0*, name*1... Returns: FALSE where there is no such part
 */
static gboolean
append_part (GHashTable *parameters, const char *key, GString *bytes, char **charset)
{
  g_autofree char *extended = g_strconcat (key, "*", NULL);
  const char *value = g_hash_table_lookup (parameters, extended);

  if (value) {
    if (!*charset)
      *charset = split_charset (&value);
    append_unescaped (bytes, value);
    return TRUE;
  }

  value = strchr (key, '*') ? g_hash_table_lookup (parameters, key) : NULL;
  if (value)
    g_string_append (bytes, value);

  return value != NULL;
}

static gboolean
append_parts (GHashTable *parameters, const char *name, GString *bytes, char **charset)
{
  guint i = 0;
  gboolean found;

  do {
    g_autofree char *key = g_strdup_printf ("%s*%u", name, i++);

    found = append_part (parameters, key, bytes, charset);
  } while (found);

  return i > 1;
}

char *
bw_content_parameters_dup (GHashTable *parameters, const char *name)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *charset = NULL;
  const char *plain = g_hash_table_lookup (parameters, name);
  gboolean exact;

  if (append_part (parameters, name, bytes, &charset) ||
      append_parts (parameters, name, bytes, &charset))
    return bw_content_text_decode (bytes->str, bytes->len, charset, &exact);

  return plain ? bw_content_text_from_header (plain) : NULL;
}

/* The length of the line at @data without its end, which @next stands behind. */
static gsize
measure_line (const char *data, gsize size, gsize *next)
{
  const char *end = memchr (data, '\n', size);
  gsize length = end ? (gsize) (end - data) : size;

  *next = end ? length + 1 : size;
  if (length > 0 && data[length - 1] == '\r')
    length--;

  return length;
}

/* Where the value of a header line begins; 0 where it is none */
static gsize
find_value (const char *line, gsize length)
{
  const char *colon = memchr (line, ':', MIN (length, MAX_HEADER_NAME));
  gsize n = colon ? (gsize) (colon - line) : 0;

  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isgraph (line[i]))
      return 0;

  return n > 0 ? n + 1 : 0;
}

/* A value goes on in lines that begin with white space. */
static char *
read_header_value (const char *data, gsize size, gsize *next)
{
  g_autoptr (GString) value = g_string_new (NULL);
  gsize i = 0;

  do {
    gsize step;
    gsize length = measure_line (data + i, size - i, &step);

    g_string_append_len (value, data + i, (gssize) length);
    i += step;
  } while (i < size && (data[i] == ' ' || data[i] == '\t'));
  *next = i;

  /* A NUL ends it here, as it would anywhere else. */
  return g_strstrip (g_strdup (value->str));
}

/* Takes both. */
static void
keep_header (GHashTable *headers, char *name, char *value)
{
  const char *known = g_hash_table_lookup (headers, name);
  gboolean joined = known && g_str_equal (name, "ns") && strlen (known) < MAX_NAME_SPACES;

  if (joined) {
    char *both = g_strconcat (known, ",", value, NULL);

    g_free (value);
    value = both;
  }
  if ((known && !joined) || g_hash_table_size (headers) >= MAX_HEADERS) {
    g_free (name);
    g_free (value);
  } else {
    g_hash_table_insert (headers, name, value);
  }
}

GHashTable *
bw_header_block_read (const char *data, gsize size, gsize *length)
{
  g_autoptr (GHashTable) headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gsize i = 0;

  while (i < size) {
    gsize next;
    gsize line = measure_line (data + i, size - i, &next);
    gsize value = find_value (data + i, line);
    char *name;

    if (line == 0) {
      i += next;
      break;
    }
    if (value == 0)
      return NULL;

    name = g_ascii_strdown (data + i, (gssize) value - 1);
    i += value;
    keep_header (headers, name, read_header_value (data + i, size - i, &next));
    i += next;
  }
  *length = i;

  return g_steal_pointer (&headers);
}
