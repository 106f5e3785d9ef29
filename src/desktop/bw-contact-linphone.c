/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The friends of Linphone: sections of its linphonerc, and the databases that came after it. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-address.h"
#include "bw-contact-draft.h"
#include "bw-contact-readers.h"
#include "bw-foreign-database.h"

#include <string.h>

/* The columns of each query. */
enum { URI, VCARD, SUBSCRIBE, STARRED };

/* Of Linphone up to 5.2 (friends.db), and from then on (linphone.db), at first without stars. */
static const char *const queries[] = {
  "SELECT sip_uri, vCard, send_subscribe, 0 FROM friends",
  "SELECT a.value, f.v_card, f.send_subscribe, f.starred FROM friend AS f "
  "LEFT JOIN sip_address AS a ON a.id = f.sip_address_id",
  "SELECT a.value, f.v_card, f.send_subscribe, 0 FROM friend AS f "
  "LEFT JOIN sip_address AS a ON a.id = f.sip_address_id",
};

static BwFoundPerson *
read_uri (const char *uri)
{
  g_autoptr (BwContactDraft) draft = bw_contact_draft_new ();
  g_autoptr (BwAddress) address = bw_address_parse (uri, NULL, NULL);

  if (!address || !bw_contact_draft_add_sip (draft, uri, NULL, 0))
    return NULL;

  bw_contact_draft_set_name (draft, bw_address_get_display_name (address));

  return bw_contact_draft_finish (draft, BW_PERSON_ORIGIN_OWN);
}

static BwFoundPerson *
read_vcard (const char *vcard)
{
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read (vcard, strlen (vcard), &n_unreadable);

  return found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

static gboolean
is_set (const char *number)
{
  return number && *number && !g_str_equal (number, "0");
}

static BwFoundPerson *
read_friend (const char *uri, const char *vcard, gboolean subscribe, gboolean starred)
{
  BwFoundPerson *friend = vcard && *vcard ? read_vcard (vcard) : NULL;

  if (!friend && uri)
    friend = read_uri (uri);
  if (friend && subscribe)
    g_object_set (friend->person, "watched", TRUE, NULL);
  if (friend && starred)
    g_object_set (friend->person, "favourite", TRUE, NULL);

  return friend;
}

GPtrArray *
bw_contact_linphone_read_friends (GBytes *bytes, guint *n_unreadable)
{
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *found;

  for (gsize i = 0; !rows && i < G_N_ELEMENTS (queries); i++)
    rows = bw_foreign_database_query (bytes, queries[i], BW_CONTACT_MAX_PEOPLE);
  if (!rows)
    return NULL;

  found = bw_contact_found_new ();
  for (guint i = 0; i < rows->len; i++) {
    char **row = g_ptr_array_index (rows, i);

    bw_contact_found_take (
        found, read_friend (row[URI], row[VCARD], is_set (row[SUBSCRIBE]), is_set (row[STARRED])),
        n_unreadable);
  }

  return found;
}

typedef struct {
  GPtrArray *found;
  guint *n_unreadable;
  gboolean is_friend; /* the section that is being read */
  char *uri;
  gboolean subscribe;
  gboolean starred;
} Section;

static void
finish_section (Section *self)
{
  if (self->is_friend)
    bw_contact_found_take (self->found,
                           read_friend (self->uri, NULL, self->subscribe, self->starred),
                           self->n_unreadable);
  g_clear_pointer (&self->uri, g_free);
  self->is_friend = self->subscribe = self->starred = FALSE;
}

static void
read_value (Section *self, const char *key, const char *value)
{
  if (g_str_equal (key, "url")) {
    g_free (self->uri);
    self->uri = g_strdup (value);
  } else if (g_str_equal (key, "subscribe")) {
    self->subscribe = is_set (value);
  } else if (g_str_equal (key, "starred")) {
    self->starred = is_set (value);
  }
}

static void
read_line (Section *self, char *line)
{
  char *equals = strchr (line, '=');

  if (*line == '[') {
    finish_section (self);
    self->is_friend = g_str_has_prefix (line, "[friend_");
  } else if (equals && self->is_friend) {
    *equals = '\0';
    read_value (self, g_strstrip (line), g_strstrip (equals + 1));
  }
}

GPtrArray *
bw_contact_linphone_read (const char *text, guint *n_unreadable)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  Section section = { bw_contact_found_new (), n_unreadable };

  for (char **line = lines; *line; line++)
    read_line (&section, g_strstrip (*line));
  finish_section (&section);

  if (section.found->len == 0 && *n_unreadable == 0)
    g_clear_pointer (&section.found, g_ptr_array_unref);

  return section.found;
}
