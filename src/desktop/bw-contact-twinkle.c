/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The address book of Twinkle: first name, infix, last name, address and remark, with bars between
 * them. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-draft.h"
#include "bw-contact-readers.h"

#include <string.h>

#define N_FIELDS 5
#define HEADING "# first_name|infix_name|last_name|sip_address|remark"

enum { FIRST, INFIX, LAST, ADDRESS, REMARK };

/* A backslash takes the meaning from the character behind it. Returns: (transfer full): as many
 * fields as there are, without their backslashes */
static char **
split_line (const char *line)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GString) field = g_string_new (NULL);

  for (; *line; line++) {
    if (*line == '|') {
      g_ptr_array_add (fields, g_strdup (field->str));
      g_string_truncate (field, 0);
      continue;
    }
    if (*line == '\\' && line[1])
      line++;
    g_string_append_c (field, *line);
  }
  g_ptr_array_add (fields, g_strdup (field->str));
  g_ptr_array_add (fields, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&fields), FALSE);
}

static gboolean
is_sip (const char *address)
{
  return strchr (address, '@') || g_ascii_strncasecmp (address, "sip", 3) == 0;
}

static BwFoundPerson *
read_fields (char **fields)
{
  g_autoptr (BwContactDraft) draft = bw_contact_draft_new ();
  g_autofree char *name = g_strjoin (" ", fields[FIRST], fields[INFIX], fields[LAST], NULL);
  const char *address = g_strstrip (fields[ADDRESS]);

  bw_contact_draft_set_name (draft, name);
  bw_contact_draft_add_note (draft, fields[REMARK]);
  if (is_sip (address))
    bw_contact_draft_add_sip (draft, address, NULL, 0);
  else
    bw_contact_draft_add_phone (draft, address, NULL, 0);

  return bw_contact_draft_finish (draft, BW_PERSON_ORIGIN_OWN);
}

static void
read_line (const char *line, GPtrArray *found, guint *n_unreadable)
{
  g_auto (GStrv) fields = split_line (line);
  gboolean fits = g_strv_length (fields) == N_FIELDS;

  bw_contact_found_take (found, fits ? read_fields (fields) : NULL, n_unreadable);
}

GPtrArray *
bw_contact_twinkle_read (const char *text, guint *n_unreadable)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) found = bw_contact_found_new ();
  gboolean has_heading = FALSE;

  for (char **line = lines; *line; line++) {
    g_strstrip (*line);
    has_heading = has_heading || g_str_equal (*line, HEADING);
    if (**line && **line != '#')
      read_line (*line, found, n_unreadable);
  }

  return has_heading || found->len > *n_unreadable ? g_steal_pointer (&found) : NULL;
}
