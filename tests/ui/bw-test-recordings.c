/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder of recordings that is gone after the test. */

#include "bw-test-recordings.h"

#include <glib/gstdio.h>

char *
test_recordings_folder_new (BwPhone *phone)
{
  char *path = g_build_filename (g_get_user_data_dir (), "calls-XXXXXX", NULL);
  g_autoptr (GFile) folder = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_nonnull (g_mkdtemp (path));
  folder = g_file_new_for_path (path);
  g_object_set (phone, "recordings-folder", folder, NULL);

  return path;
}

void
test_recordings_folder_free (char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
  g_free (path);
}
