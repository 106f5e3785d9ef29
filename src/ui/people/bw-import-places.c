/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where other telephones keep their people. What is in the files is read by others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-import-places.h"

static const struct {
  const char *program;
  const char *path;
} places[] = {
  { "Linphone", ".local/share/linphone/linphone.db" },
  { "Linphone", ".local/share/linphone/friends.db" },
  { "Linphone", ".config/linphone/linphonerc" },
  { "Linphone", ".linphonerc" },
  { "Twinkle", ".twinkle/twinkle.ab" },
  { "baresip", ".baresip/contacts" },
};

static void
place_free (gpointer data)
{
  BwImportPlace *self = data;

  g_object_unref (self->file);
  g_free (self);
}

GPtrArray *
bw_import_places_find (const char *home)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (place_free);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_build_filename (home, places[i].path, NULL);
    BwImportPlace *place;

    if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
      continue;
    place = g_new0 (BwImportPlace, 1);
    place->program = places[i].program;
    place->file = g_file_new_for_path (path);
    g_ptr_array_add (found, place);
  }

  return found;
}
