/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The contacts of baresip: a name-addr a line, `"Bob" <sip:bob@example.org>;presence=p2p`. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-draft.h"
#include "bw-contact-readers.h"

#include <string.h>

/* Returns: (nullable): where the parameters begin that stand behind the address */
static const char *
find_end (const char *line)
{
  const char *open = strstr (line, "<sip");
  const char *close = open ? strchr (open, '>') : NULL;

  return close ? close + 1 : NULL;
}

/* An entry for everybody is a rule of access, not a person. */
static gboolean
is_rule (const char *line, const char *params)
{
  return memchr (line, '*', (gsize) (params - line)) || strstr (params, ";access=block");
}

static BwFoundPerson *
read_line (const char *line, const char *params)
{
  g_autoptr (BwContactDraft) draft = bw_contact_draft_new ();
  g_autofree char *address = g_strndup (line, (gsize) (params - line));
  char *open = strstr (address, "<sip");
  g_autofree char *name = g_strndup (address, (gsize) (open - address));

  if (!bw_contact_draft_add_sip (draft, open, NULL, 0))
    return NULL;

  bw_contact_draft_set_name (draft, g_strstrip (g_strdelimit (name, "\"", ' ')));
  if (strstr (params, ";presence=p2p"))
    bw_contact_draft_set_watched (draft);

  return bw_contact_draft_finish (draft, BW_PERSON_ORIGIN_OWN);
}

GPtrArray *
bw_contact_baresip_read (const char *text, guint *n_unreadable)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) found = bw_contact_found_new ();
  guint n_rules = 0;

  for (char **line = lines; *line; line++) {
    const char *params = find_end (g_strstrip (*line));

    if (!**line || **line == '#')
      continue;

    if (!params)
      (*n_unreadable)++;
    else if (is_rule (*line, params))
      n_rules++;
    else
      bw_contact_found_take (found, read_line (*line, params), n_unreadable);
  }

  /* Prose has lines, too. */
  return found->len + n_rules > *n_unreadable ? g_steal_pointer (&found) : NULL;
}
