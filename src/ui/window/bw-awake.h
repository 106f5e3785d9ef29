/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_AWAKE (bw_awake_get_type ())

/**
 * BwAwake:
 *
 * Keeps the screen on and the computer awake while one talks with video, when nobody touches a key.
 * The desktop is asked by GTK: its session manager, or the portal in a sandbox.
 *
 * Property `awake` (gboolean, read, notify): whether it is being asked to.
 */
G_DECLARE_FINAL_TYPE (BwAwake, bw_awake, BW, AWAKE, GObject)

/** bw_awake_new: @application: outlives it */
BwAwake *bw_awake_new (GtkApplication *application, BwPhone *phone);

G_END_DECLS
