/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_APPLICATION (bw_application_get_type ())

/**
 * BwApplication:
 *
 * The program: one instance, which owns the phone, its window, and what ties both to the desktop.
 *
 * Its actions, also for D-Bus and the desktop file: those of BwWindows, and `quit`.
 */
G_DECLARE_FINAL_TYPE (BwApplication, bw_application, BW, APPLICATION, AdwApplication)

BwApplication *bw_application_new (void);

G_END_DECLS
