/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files of tests/contacts, and people as text that can be compared. */

#include "contact-fixture.h"

#include <string.h>

static char *
get_path (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("BW_TEST_CONTACTS"), folder, name, NULL);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
contact_fixture_files (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (g_getenv ("BW_TEST_CONTACTS"), 0, NULL);
  const char *name;

  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder))) {
    g_autofree char *path = get_path ("", name);

    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names);

  return names;
}

GFile *
contact_fixture_get (const char *name)
{
  g_autofree char *path = get_path ("", name);

  return g_file_new_for_path (path);
}

GBytes *
contact_fixture_load (const char *name)
{
  g_autoptr (GFile) file = contact_fixture_get (name);
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, NULL, NULL, &error);

  g_assert_no_error (error);

  return bytes;
}

char *
contact_fixture_expected (const char *name)
{
  g_autofree char *path = get_path ("expected", name);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
append (GString *text, const char *name, const char *value)
{
  g_auto (GStrv) lines = value ? g_strsplit (value, "\n", -1) : NULL;
  g_autofree char *indented = lines ? g_strjoinv ("\n    ", lines) : NULL;

  if (value)
    g_string_append_printf (text, "%s: %s\n", name, indented);
}

static void
append_addresses (GString *text, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);

  for (guint i = 0; i < addresses->len; i++) {
    BwPersonAddress *address = g_ptr_array_index (addresses, i);
    g_autofree char *name =
        g_strdup_printf ("%s (%s)", address->kind == BW_PERSON_ADDRESS_SIP ? "sip" : "tel",
                         address->label ? address->label : "");

    append (text, name, address->address);
  }
}

char *
contact_fixture_describe (BwFoundPerson *found, const char *made_from)
{
  BwPerson *person = found->person;
  GString *text = g_string_new (NULL);

  append (text, "name", bw_person_get_name (person));
  if (!made_from || strstr (made_from, bw_person_get_uid (person)))
    append (text, "uid", bw_person_get_uid (person));
  append (text, "organisation", bw_person_get_organisation (person));
  append (text, "note", bw_person_get_note (person));
  append_addresses (text, person);
  append (text, "favourite", bw_person_get_favourite (person) ? "yes" : NULL);
  append (text, "watched", bw_person_get_watched (person) ? "yes" : NULL);
  append (text, "door", bw_person_get_door_digits (person));
  if (found->picture)
    g_string_append_printf (text, "picture: %" G_GSIZE_FORMAT " bytes\n",
                            g_bytes_get_size (found->picture));
  append (text, "picture", found->picture_left_out ? "left out" : NULL);
  append (text, "extra", bw_person_get_extra (person));

  return g_string_free (text, FALSE);
}
