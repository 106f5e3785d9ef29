/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-my-presence.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_STATUS_MENU (bw_status_menu_get_type ())

/**
 * BwStatusMenu:
 *
 * How I am seen: the status that is chosen, the note beside it, and what is made of both by calls,
 * idleness and the desktop, where that is something else.
 *
 * Property `phone` (BwPhone, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwStatusMenu, bw_status_menu, BW, STATUS_MENU, AdwBin)

/** bw_status_menu_presence: the light of a status, when nothing makes another one of it */
BwPresence bw_status_menu_presence (BwStatus status);

G_END_DECLS
