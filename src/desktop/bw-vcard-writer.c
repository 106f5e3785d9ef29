/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a person as a vCard 4.0 (RFC 6350), with what other programs had said of them. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-vcard-card.h"
#include "bw-vcard-line.h"

#include <string.h>

#define PRODUCT "-//Bellwire//Bellwire//EN"

typedef struct {
  BwPerson *person;
  GPtrArray *extra; /* of BwVcardLine */
  GString *card;
  guint n_labels;
} Writer;

static void
write_line (Writer *self, const char *line)
{
  bw_vcard_text_append_folded (self->card, line);
}

static void
write_text (Writer *self, const char *start, const char *text)
{
  g_autoptr (GString) line = g_string_new (start);

  bw_vcard_text_append_escaped (line, text);
  write_line (self, line->str);
}

static void
write_extra_line (Writer *self, BwVcardLine *line)
{
  g_autofree char *text = bw_vcard_line_write (line, BW_VCARD_MODERN);

  if (text)
    write_line (self, text);
}

/* @extra comes from a file or a database: what is no property is not written. */
static GPtrArray *
parse_extra (const char *extra)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bw_vcard_line_free);
  g_auto (GStrv) texts = g_strsplit (extra ? extra : "", "\n", -1);
  static const char *const ours[] = { "BEGIN", "END", "FN", "UID", "VERSION", "PRODID", NULL };

  for (char **text = texts; *text; text++) {
    BwVcardLine *line = bw_vcard_line_parse (*text, strlen (*text));

    if (line && !g_strv_contains (ours, line->name))
      g_ptr_array_add (lines, line);
    else
      g_clear_pointer (&line, bw_vcard_line_free);
  }

  return lines;
}

/* Takes the structured form of what we keep as one text, if it still is that. */
static gboolean
write_structured (Writer *self,
                  const char *name,
                  const char *text,
                  gboolean (*agree) (const char *value, const char *text))
{
  gboolean written = FALSE;

  for (guint i = self->extra->len; i-- > 0;) {
    BwVcardLine *line = g_ptr_array_index (self->extra, i);

    if (!g_str_equal (line->name, name))
      continue;

    if (!written && text && agree (line->value, text)) {
      write_extra_line (self, line);
      written = TRUE;
    }
    g_ptr_array_remove_index (self->extra, i);
  }

  return written;
}

static void
write_names (Writer *self)
{
  const char *name = bw_person_get_name (self->person);
  const char *organisation = bw_person_get_organisation (self->person);

  write_text (self, "FN:", bw_person_get_label (self->person));
  if (!write_structured (self, "N", *name ? name : NULL, bw_vcard_names_agree) && *name) {
    g_autoptr (GString) line = g_string_new ("N:;");

    bw_vcard_text_append_escaped (line, name);
    g_string_append (line, ";;;");
    write_line (self, line->str);
  }

  if (!write_structured (self, "ORG", organisation, bw_vcard_organisations_agree) && organisation)
    write_text (self, "ORG:", organisation);
}

static void
write_uid (Writer *self)
{
  const char *uid = bw_person_get_uid (self->person);
  g_autofree char *scheme = g_uri_parse_scheme (uid);

  gboolean is_uri = scheme && !strpbrk (uid, ",;\\");

  write_text (self, is_uri ? "UID:" : "UID;VALUE=text:", uid);
}

static const char *
find_type (const char *label)
{
  static const char *const types[][2] = {
    { "mobile", "cell" },
    { "work", "work" },
    { "home", "home" },
  };

  for (gsize i = 0; label && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (label, types[i][0]))
      return types[i][1];

  return NULL;
}

static gboolean
is_group_taken (Writer *self, const char *group)
{
  for (guint i = 0; i < self->extra->len; i++) {
    BwVcardLine *line = g_ptr_array_index (self->extra, i);

    if (line->group && g_ascii_strcasecmp (line->group, group) == 0)
      return TRUE;
  }

  return FALSE;
}

static char *
make_group (Writer *self)
{
  for (;;) {
    g_autofree char *group = g_strdup_printf ("item%u", ++self->n_labels);

    if (!is_group_taken (self, group))
      return g_steal_pointer (&group);
  }
}

static void
append_value (GString *line, BwPersonAddress *address)
{
  gboolean has_scheme = g_ascii_strncasecmp (address->address, "sip:", 4) == 0 ||
                        g_ascii_strncasecmp (address->address, "sips:", 5) == 0;

  if (address->kind == BW_PERSON_ADDRESS_SIP) {
    g_string_append_printf (line, ":%s%s", has_scheme ? "" : "sip:", address->address);
  } else if (g_ascii_strncasecmp (address->address, "tel:", 4) == 0) {
    g_string_append_printf (line, ";VALUE=uri:%s", address->address);
  } else {
    g_string_append_c (line, ':');
    bw_vcard_text_append_escaped (line, address->address);
  }
}

static void
write_address (Writer *self, BwPersonAddress *address, gboolean preferred)
{
  const char *type = find_type (address->label);
  g_autofree char *group = address->label && !type ? make_group (self) : NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%s%s%s", group ? group : "", group ? "." : "",
                          address->kind == BW_PERSON_ADDRESS_SIP ? "IMPP" : "TEL");
  if (type)
    g_string_append_printf (line, ";TYPE=%s", type);
  if (preferred)
    g_string_append (line, ";PREF=1");
  append_value (line, address);
  write_line (self, line->str);

  if (group) {
    g_autofree char *start = g_strconcat (group, ".X-ABLabel:", NULL);

    write_text (self, start, address->label);
  }
}

static void
write_addresses (Writer *self)
{
  GPtrArray *addresses = bw_person_get_addresses (self->person);

  for (guint i = 0; i < addresses->len; i++)
    write_address (self, g_ptr_array_index (addresses, i), i == 0 && addresses->len > 1);
}

static void
write_picture (Writer *self, GBytes *picture)
{
  gsize size;
  const guchar *data = g_bytes_get_data (picture, &size);
  g_autofree char *base64 = g_base64_encode (data, size);
  g_autofree char *line = g_strdup_printf ("PHOTO:data:image/%s;base64,%s",
                                           size > 0 && data[0] == 0x89 ? "png" : "jpeg", base64);

  write_line (self, line);
}

static void
write_person (Writer *self, GBytes *picture)
{
  const char *note = bw_person_get_note (self->person);

  write_line (self, "BEGIN:VCARD");
  write_line (self, "VERSION:4.0");
  write_line (self, "PRODID:" PRODUCT);
  write_uid (self);
  write_names (self);
  write_addresses (self);
  if (note)
    write_text (self, "NOTE:", note);
  if (picture && g_bytes_get_size (picture) > 0)
    write_picture (self, picture);
  if (bw_person_get_favourite (self->person))
    write_line (self, "X-FAVOURITE:true");
  if (bw_person_get_watched (self->person))
    write_line (self, "X-BELLWIRE-WATCHED:true");
  if (bw_person_get_door_digits (self->person))
    write_text (self, "X-BELLWIRE-DOOR:", bw_person_get_door_digits (self->person));
  for (guint i = 0; i < self->extra->len; i++)
    write_extra_line (self, g_ptr_array_index (self->extra, i));
  write_line (self, "END:VCARD");
}

char *
bw_vcard_write (BwPerson *person, GBytes *picture)
{
  g_autoptr (GPtrArray) extra = parse_extra (bw_person_get_extra (person));
  Writer writer = { person, extra, g_string_new (NULL) };

  write_person (&writer, picture);

  return g_string_free (writer.card, FALSE);
}
