/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_PAGE (bw_video_page_get_type ())

/** BwVideoPage: camera with what it sees, how large and how often pictures go, what a call may take
 * of the line, and where recordings and pictures are kept. */
G_DECLARE_FINAL_TYPE (BwVideoPage, bw_video_page, BW, VIDEO_PAGE, AdwPreferencesPage)

void bw_video_page_setup (BwVideoPage *self, BwPhone *phone, GSettings *settings);

G_END_DECLS
