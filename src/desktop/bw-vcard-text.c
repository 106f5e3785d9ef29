/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How text stands in a vCard: escaped, in parts, and folded. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-vcard-text.h"

#include <string.h>

#define MAX_OCTETS 75

/* Returns: what a backslash and @c stand for; '\0' where the backslash stands for itself */
static char
escaped (char c, BwVcardVersion version)
{
  if (version == BW_VCARD_OLD)
    return c != '\0' && strchr (";:,\\", c) ? c : '\0';

  return c == 'n' || c == 'N' ? '\n' : c;
}

/* Appends one character, or what an escape stands for, and steps over it. */
static const char *
append_character (GString *text, const char *value, BwVcardVersion version)
{
  char c = *value == '\\' ? escaped (value[1], version) : '\0';

  g_string_append_c (text, c ? c : *value);

  return value + (c ? 2 : 1);
}

char **
bw_vcard_text_split (const char *value, char separator, BwVcardVersion version)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GString) part = g_string_new (NULL);

  while (*value) {
    if (*value == separator) {
      g_ptr_array_add (parts, g_strdup (part->str));
      g_string_truncate (part, 0);
      value++;
    } else {
      value = append_character (part, value, version);
    }
  }
  g_ptr_array_add (parts, g_strdup (part->str));
  g_ptr_array_add (parts, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

char *
bw_vcard_text_unescape (const char *value, BwVcardVersion version)
{
  GString *text = g_string_sized_new (strlen (value));

  while (*value)
    value = append_character (text, value, version);

  return g_string_free (text, FALSE);
}

char *
bw_vcard_text_renew (const char *value, BwVcardVersion version)
{
  GString *text = g_string_sized_new (strlen (value));

  for (; *value; value++) {
    if (*value == '\n') {
      g_string_append (text, "\\n");
      continue;
    }
    g_string_append_c (text, *value);
    if (*value == '\\' && version == BW_VCARD_OLD && !escaped (value[1], version))
      g_string_append_c (text, '\\');
    else if (*value == '\\' && value[1] && value[1] != '\n')
      g_string_append_c (text, *++value);
  }

  return g_string_free (text, FALSE);
}

void
bw_vcard_text_append_escaped (GString *line, const char *text)
{
  for (; *text; text++) {
    if (strchr (",;\\", *text))
      g_string_append_c (line, '\\');
    if (*text == '\n')
      g_string_append (line, "\\n");
    else if (*text == '\t' || !g_ascii_iscntrl (*text))
      g_string_append_c (line, *text);
  }
}

void
bw_vcard_text_append_folded (GString *card, const char *line)
{
  gsize used = 0;

  while (*line) {
    gsize length = (gsize) (g_utf8_next_char (line) - line);

    if (used + length > MAX_OCTETS) {
      g_string_append (card, "\r\n ");
      used = 1;
    }
    g_string_append_len (card, line, (gssize) length);
    used += length;
    line += length;
  }
  g_string_append (card, "\r\n");
}
