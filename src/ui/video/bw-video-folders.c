/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The folders for what is kept of calls. The settings name them by URI. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-folders.h"

#include "bw-usual-folder.h"

static GFile *
dup_folder (GSettings *settings, const char *key, GUserDirectory place)
{
  g_autofree char *uri = settings ? g_settings_get_string (settings, key) : NULL;

  return uri && *uri ? g_file_new_for_uri (uri) : bw_usual_folder_new (place);
}

GFile *
bw_video_folders_dup_recordings (GSettings *settings)
{
  return dup_folder (settings, "recordings-folder", G_USER_DIRECTORY_VIDEOS);
}

GFile *
bw_video_folders_dup_pictures (GSettings *settings)
{
  return dup_folder (settings, "pictures-folder", G_USER_DIRECTORY_PICTURES);
}
