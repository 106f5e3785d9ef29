/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place that says where recordings and pictures go by themselves. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-usual-folder.h"

GFile *
bw_usual_folder_new (GUserDirectory place)
{
  const char *parent = g_get_user_special_dir (place);

  return g_file_new_build_filename (parent ? parent : g_get_home_dir (), "Bellwire", NULL);
}
