/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pieces that addresses are written in: margins, escapes, parameters, names in front, numbers.
 * Knows no whole address. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-address-text.h"

#include <string.h>

/* Besides letters and digits these may stand in a parameter (RFC 3261 25.1: param-unreserved,
 * mark), and escapes. */
#define PARAMETER_CHARACTERS "!*'()[]/:&+$-_.~`%"

/* What pasting brings along at both ends: white space, and the invisible marks that other programs
 * put around numbers. */
static gboolean
is_margin (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

char *
bw_address_text_trim (const char *text)
{
  const char *end = text + strlen (text);

  while (*text && is_margin (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  while (end > text && is_margin (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize) (end - text));
}

gboolean
bw_address_text_has (const char *text, gboolean (*is_wanted) (gunichar c))
{
  for (; *text; text = g_utf8_next_char (text))
    if (is_wanted (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

char *
bw_address_text_unescape (const char *text)
{
  g_autofree char *plain = g_uri_unescape_string (text, NULL);

  if (!plain || !g_utf8_validate (plain, -1, NULL) ||
      bw_address_text_has (plain, g_unichar_iscntrl))
    return NULL;

  return g_steal_pointer (&plain);
}

/* These would send a call elsewhere than where it says, or make it no call at all; a tag belongs to
 * a header. */
static gboolean
is_unwanted (const char *name)
{
  static const char *const unwanted[] = { "maddr", "method", "ttl", "lr", "tag" };

  for (gsize i = 0; i < G_N_ELEMENTS (unwanted); i++)
    if (g_ascii_strcasecmp (name, unwanted[i]) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_parameter_text (const char *text)
{
  g_autofree char *plain = bw_address_text_unescape (text);

  for (const char *c = text; *c; c++)
    if (!g_ascii_isalnum (*c) && !strchr (PARAMETER_CHARACTERS, *c))
      return FALSE;

  return plain != NULL;
}

static gboolean
add_parameter (GString *list, const char *parameter)
{
  g_auto (GStrv) parts = g_strsplit (parameter, "=", 2);

  if (!parts[0])
    return TRUE;

  if (!*parts[0] || !is_parameter_text (parts[0]) || (parts[1] && !is_parameter_text (parts[1])))
    return FALSE;

  if (!is_unwanted (parts[0]))
    g_string_append_printf (list, ";%s", parameter);

  return TRUE;
}

char *
bw_address_text_read_parameters (const char *text)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_auto (GStrv) parameters = g_strsplit (text, ";", -1);

  for (char **p = parameters; *p; p++)
    if (!add_parameter (list, *p))
      return NULL;

  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
bw_address_text_find_parameter (const char *parameters, const char *name)
{
  g_auto (GStrv) list = g_strsplit (parameters, ";", -1);
  gsize length = strlen (name);

  for (char **p = list; *p; p++)
    if (g_ascii_strncasecmp (*p, name, length) == 0 && (*p)[length] == '=')
      return g_strdup (*p + length + 1);

  return NULL;
}

/* Reads a quoted string (RFC 3261 25.1); @rest is what stands behind it. */
static char *
read_quoted (const char *text, const char **rest)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (text++; *text && *text != '"'; text++) {
    if (*text == '\\' && text[1])
      text++;

    g_string_append_c (value, *text);
  }

  if (*text != '"')
    return NULL;

  *rest = text + 1;

  return g_string_free (g_steal_pointer (&value), FALSE);
}

/* Reads the name in front of `<`; @rest is what stands from there on. */
static gboolean
read_name (const char *text, char **name, const char **rest)
{
  g_autofree char *value = NULL;

  if (*text == '"') {
    value = read_quoted (text, rest);
    if (!value)
      return FALSE;

    *rest += strspn (*rest, " ");
  } else {
    *rest = strchr (text, '<');
    value = g_strchomp (g_strndup (text, (gsize) (*rest - text)));
  }

  *name = *value ? g_steal_pointer (&value) : NULL;

  return TRUE;
}

char *
bw_address_text_split_name (const char *text, char **name)
{
  g_autofree char *uri = NULL;
  const char *open;
  const char *close;

  if (*text != '"' && !strchr (text, '<'))
    return g_strdup (text);

  if (!read_name (text, name, &open) || *open != '<')
    return NULL;

  close = strchr (open, '>');
  if (!close || !strchr (";", close[1 + strspn (close + 1, " ")]))
    return NULL;

  uri = g_strndup (open + 1, (gsize) (close - open - 1));

  return bw_address_text_trim (uri);
}

static gboolean
is_separator (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return (c < 0x80 && c && strchr (" -./()", (int) c)) || type == G_UNICODE_SPACE_SEPARATOR ||
         type == G_UNICODE_DASH_PUNCTUATION || type == G_UNICODE_FORMAT;
}

/* The trunk zero of "+49 (0)30" is for those who dial without +49. */
static gboolean
is_trunk_zero (const char *text, GString *number)
{
  return number->len > 0 && number->str[0] == '+' && g_str_has_prefix (text, "(0)");
}

char *
bw_address_text_fold_number (const char *text)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (; *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (is_trunk_zero (text, number))
      text += 2;
    else if (g_unichar_isdigit (c))
      g_string_append_printf (number, "%d", g_unichar_digit_value (c));
    else if (c == '*' || c == '#' || (c == '+' && number->len == 0))
      g_string_append_c (number, (char) c);
    else if (!is_separator (c))
      return NULL;
  }

  return strpbrk (number->str, "0123456789*#") ? g_string_free (g_steal_pointer (&number), FALSE)
                                               : NULL;
}
