/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BwVideoMenu: what can be done with a call beside its round controls: recording, the pictures, the
 * cameras that are plugged in, the screen. A GMenu whose actions are those of BwCallActions
 * (`call.`) and of the window (`win.full-screen`); what cannot be done is hidden. It follows the
 * cameras.
 */
#define BW_TYPE_VIDEO_MENU (bw_video_menu_get_type ())
G_DECLARE_FINAL_TYPE (BwVideoMenu, bw_video_menu, BW, VIDEO_MENU, GObject)

BwVideoMenu *bw_video_menu_new (void);
/** bw_video_menu_set_phone: @phone: (nullable) */
void bw_video_menu_set_phone (BwVideoMenu *self, BwPhone *phone);
/** bw_video_menu_get_model: Returns: (transfer none) */
GMenuModel *bw_video_menu_get_model (BwVideoMenu *self);

G_END_DECLS
