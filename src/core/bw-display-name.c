/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a name or a text that a stranger sent fit to be shown: one short line that cannot disguise
 * itself. Markup is the widgets' affair. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-address.h"

#define MAX_NAME 128 /* characters */

/* Embeddings, overrides and isolates turn the reading direction of what stands after them (UAX #9).
 */
static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0x85 || c == 0xfeff;
}

static gboolean
is_visible (gunichar c)
{
  return g_unichar_isgraph (c) && !g_unichar_iszerowidth (c);
}

char *
bw_text_clean_line (const char *text, guint max)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean visible = FALSE;
  gboolean space = FALSE;
  guint n = 0;

  for (const char *p = valid; p && *p && n < max; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    space = space || is_space (c);
    if (is_space (c) || g_unichar_iscntrl (c) || turns_direction (c))
      continue;

    if (space && clean->len > 0 && ++n < max)
      g_string_append_c (clean, ' ');

    space = FALSE;
    visible = visible || is_visible (c);
    if (n++ < max)
      g_string_append_unichar (clean, c);
  }

  return visible ? g_string_free (g_steal_pointer (&clean), FALSE) : NULL;
}

char *
bw_display_name_clean (const char *name)
{
  return bw_text_clean_line (name, MAX_NAME);
}
