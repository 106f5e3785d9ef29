/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line of a vCard of any version, and how vCard 4.0 writes it. Total: what is no property is
 * none, and nothing in it is believed. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-vcard-line.h"

#include "bw-content-encoding.h"
#include "bw-content-text.h"

#include <string.h>

#define MAX_HEAD 4096
#define MAX_PARAMS 64
/* A byte order mark, which is no character of a text. */
#define MARK "\xef\xbb\xbf"

static void
free_param (gpointer data)
{
  BwVcardParam *param = data;

  g_free (param->name);
  g_free (param->value);
  g_free (param);
}

/* Returns: where @c stands outside of quotes, @end where it does not */
static const char *
find_unquoted (const char *text, const char *end, char c)
{
  gboolean quoted = FALSE;

  for (; text < end; text++) {
    if (*text == '"')
      quoted = !quoted;
    else if (*text == c && !quoted)
      return text;
  }

  return end;
}

/* A quote that is never closed is a character like others. */
static const char *
find_value (const char *data, gsize length)
{
  const char *end = data + MIN (length, MAX_HEAD);
  const char *colon = find_unquoted (data, end, ':');

  return colon < end ? colon : memchr (data, ':', (gsize) (end - data));
}

static gboolean
is_token (const char *text)
{
  return *text && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") == strlen (text);
}

/* vCard 2.1 leaves the names of its parameters out. */
static const char *
guess_name (const char *bare)
{
  static const char *const encodings[] = { "QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT" };
  static const char *const values[] = { "URL", "URI", "INLINE", "CID", "CONTENT-ID" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (bare, encodings[i]) == 0)
      return "ENCODING";
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_ascii_strcasecmp (bare, values[i]) == 0)
      return "VALUE";

  return "TYPE";
}

static char *
unquote (const char *text)
{
  char *plain = g_strdup (text);
  char *out = plain;

  for (; *text; text++)
    if (*text != '"')
      *out++ = *text;
  *out = '\0';

  return g_strstrip (plain);
}

static void
add_param (BwVcardLine *self, const char *text, const char *end)
{
  g_autofree char *part = g_strndup (text, (gsize) (end - text));
  char *equals = strchr (part, '=');
  BwVcardParam *param;

  if (self->params->len >= MAX_PARAMS || !*g_strstrip (part))
    return;

  if (equals)
    *equals = '\0';
  if (equals && !is_token (g_strstrip (part)))
    return;

  param = g_new0 (BwVcardParam, 1);
  param->name = g_ascii_strup (equals ? part : guess_name (part), -1);
  param->value = unquote (equals ? equals + 1 : part);
  g_ptr_array_add (self->params, param);
}

static gboolean
read_name (BwVcardLine *self, const char *text, const char *end)
{
  g_autofree char *full = g_strstrip (g_strndup (text, (gsize) (end - text)));
  char *dot = strrchr (full, '.');

  if (dot) {
    *dot = '\0';
    if (!is_token (full))
      return FALSE;
    self->group = g_strdup (full);
  }
  self->spelling = g_strdup (dot ? dot + 1 : full);
  self->name = g_ascii_strup (self->spelling, -1);

  return is_token (self->name);
}

static gboolean
read_head (BwVcardLine *self, const char *head)
{
  const char *end = head + strlen (head);
  const char *part = find_unquoted (head, end, ';');

  if (!read_name (self, head, part))
    return FALSE;

  while (part < end) {
    const char *next = find_unquoted (part + 1, end, ';');

    add_param (self, part + 1, next);
    part = next;
  }

  return TRUE;
}

/* What only says how the value is encoded, which it is not any more. */
static gboolean
is_outdated (const BwVcardParam *param)
{
  return g_str_equal (param->name, "ENCODING") || g_str_equal (param->name, "CHARSET") ||
         (g_str_equal (param->name, "VALUE") && (g_ascii_strcasecmp (param->value, "INLINE") == 0 ||
                                                 g_ascii_strcasecmp (param->value, "BINARY") == 0));
}

static void
append_param (GString *line, const BwVcardParam *param)
{
  gboolean is_pref =
      g_str_equal (param->name, "TYPE") && g_ascii_strcasecmp (param->value, "PREF") == 0;
  gboolean is_url =
      g_str_equal (param->name, "VALUE") && g_ascii_strcasecmp (param->value, "URL") == 0;
  const char *value = is_pref ? "1" : is_url ? "uri" : param->value;
  const char *quote = strpbrk (value, ":;,") ? "\"" : "";

  g_string_append_printf (line, ";%s=%s%s%s", is_pref ? "PREF" : param->name, quote, value, quote);
}

/* RFC 6350 4.3: dates without dashes; 6.5.2: places as URIs. */
static char *
modernise (const char *name, const char *value)
{
  static const char *const dates[] = { "BDAY", "ANNIVERSARY", NULL };

  if (g_strv_contains (dates, name) &&
      g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d(T[\\d:]+Z?)?$", value, G_REGEX_DEFAULT,
                            G_REGEX_MATCH_DEFAULT)) {
    g_auto (GStrv) parts = g_strsplit_set (value, "-:", -1);

    return g_strjoinv (NULL, parts);
  }

  if (g_str_equal (name, "GEO") && g_regex_match_simple ("^[-+]?[\\d.]+;[-+]?[\\d.]+$", value,
                                                         G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT)) {
    g_auto (GStrv) parts = g_strsplit (value, ";", 2);

    return g_strdup_printf ("geo:%s,%s", parts[0], parts[1]);
  }

  return g_strdup (value);
}

/* A value in base64 is a data: URI in vCard 4.0. */
static char *
dup_modern_value (BwVcardLine *self, BwVcardVersion version)
{
  g_autoptr (GBytes) data = bw_vcard_line_is_base64 (self) ? bw_vcard_line_dup_data (self) : NULL;
  g_autofree char *text = NULL;
  g_autofree char *value = NULL;

  if (data) {
    gsize size;
    const guchar *bytes = g_bytes_get_data (data, &size);
    g_autofree char *base64 = g_base64_encode (bytes, size);

    return g_strconcat ("data:application/octet-stream;base64,", base64, NULL);
  }

  if (bw_vcard_line_is_base64 (self))
    return NULL;

  text = bw_vcard_line_dup_text (self);
  value = bw_vcard_text_renew (text, version);

  return modernise (self->name, value);
}

BwVcardLine *
bw_vcard_line_parse (const char *data, gsize length)
{
  const char *colon = find_value (data, length);
  g_autoptr (BwVcardLine) self = NULL;
  g_autofree char *head = NULL;
  gboolean exact;

  if (!colon)
    return NULL;

  head = bw_content_text_decode (data, (gsize) (colon - data), NULL, &exact);
  g_strdelimit (head, "\n\t", ' ');
  self = g_new0 (BwVcardLine, 1);
  self->params = g_ptr_array_new_with_free_func (free_param);
  if (!read_head (self, head))
    return NULL;

  self->length = length - (gsize) (colon + 1 - data);
  self->value = g_malloc (self->length + 1);
  memcpy (self->value, colon + 1, self->length);
  self->value[self->length] = '\0';

  return g_steal_pointer (&self);
}

void
bw_vcard_line_free (BwVcardLine *self)
{
  g_free (self->group);
  g_free (self->name);
  g_free (self->spelling);
  g_ptr_array_unref (self->params);
  g_free (self->value);
  g_free (self);
}

const char *
bw_vcard_line_get (BwVcardLine *self, const char *param)
{
  for (guint i = 0; i < self->params->len; i++) {
    BwVcardParam *known = g_ptr_array_index (self->params, i);

    if (g_str_equal (known->name, param))
      return known->value;
  }

  return NULL;
}

gboolean
bw_vcard_line_has_type (BwVcardLine *self, const char *type)
{
  for (guint i = 0; i < self->params->len; i++) {
    BwVcardParam *param = g_ptr_array_index (self->params, i);
    g_auto (GStrv) types = g_strsplit (param->value, ",", -1);

    for (char **t = types; g_str_equal (param->name, "TYPE") && *t; t++)
      if (g_ascii_strcasecmp (g_strstrip (*t), type) == 0)
        return TRUE;
  }

  return FALSE;
}

static gboolean
is_encoded (BwVcardLine *self, const char *encoding)
{
  const char *used = bw_vcard_line_get (self, "ENCODING");

  return used && g_ascii_strcasecmp (used, encoding) == 0;
}

gboolean
bw_vcard_line_is_quoted_printable (BwVcardLine *self)
{
  return is_encoded (self, "QUOTED-PRINTABLE");
}

gboolean
bw_vcard_line_is_base64 (BwVcardLine *self)
{
  return is_encoded (self, "BASE64") || is_encoded (self, "B");
}

char *
bw_vcard_line_dup_text (BwVcardLine *self)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (self->value, self->length);
  const char *encoding = bw_vcard_line_is_quoted_printable (self) ? "quoted-printable" : NULL;
  g_autoptr (GBytes) plain = bw_content_encoding_undo (raw, encoding);
  gsize size;
  const char *data = g_bytes_get_data (plain, &size);
  gboolean exact;
  g_autofree char *text =
      bw_content_text_decode (data, size, bw_vcard_line_get (self, "CHARSET"), &exact);
  const char *start = text;

  while (g_str_has_prefix (start, MARK))
    start += strlen (MARK);

  return g_strdup (start);
}

GBytes *
bw_vcard_line_dup_data (BwVcardLine *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) base64 = NULL;
  const char *comma;

  if (bw_vcard_line_is_base64 (self)) {
    base64 = g_bytes_new (self->value, self->length);
    return bw_content_encoding_undo (base64, "base64");
  }

  text = bw_vcard_line_dup_text (self);
  comma = g_ascii_strncasecmp (text, "data:", 5) == 0 ? strchr (text, ',') : NULL;
  /* Some escape the comma, as if it were text. */
  if (!comma || !g_strstr_len (text, comma - text, ";base64"))
    return NULL;

  base64 = g_bytes_new (comma + 1, strlen (comma + 1));

  return bw_content_encoding_undo (base64, "base64");
}

char *
bw_vcard_line_write (BwVcardLine *self, BwVcardVersion version)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *value = dup_modern_value (self, version);

  if (!value)
    return NULL;

  if (self->group)
    g_string_append_printf (line, "%s.", self->group);
  g_string_append (line, self->spelling);

  for (guint i = 0; i < self->params->len; i++) {
    const BwVcardParam *param = g_ptr_array_index (self->params, i);

    if (!is_outdated (param))
      append_param (line, param);
  }

  g_string_append_c (line, ':');
  g_string_append (line, value);

  return g_string_free (g_steal_pointer (&line), FALSE);
}
