/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where recorded calls and pictures of calls go: as the person chose, else a folder of our own
 * among their videos or pictures. */

/** bw_video_folders_dup_recordings: @settings: (nullable); Returns: (transfer full): it need not be
 * there yet */
GFile *bw_video_folders_dup_recordings (GSettings *settings);
/** bw_video_folders_dup_pictures: @settings: (nullable); Returns: (transfer full) */
GFile *bw_video_folders_dup_pictures (GSettings *settings);

G_END_DECLS
