/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_CONTROLS_HIDER (bw_controls_hider_get_type ())

/**
 * BwControlsHider:
 *
 * Decides when the controls over a picture are to be seen: they go when neither pointer nor finger
 * nor key has moved for a while, and come back with the first of these. They stay while the
 * keyboard, or what moves the focus in its place, is in one of them.
 *
 * Properties: `active` (gboolean, read and write: FALSE has them shown always), `shown` (gboolean,
 * read, notify), `delay` (guint, milliseconds, read and write, 3000). Signal: `may-hide` (): asked
 * before they go; a handler returns FALSE where they are still wanted, and is asked again later.
 */
G_DECLARE_FINAL_TYPE (BwControlsHider, bw_controls_hider, BW, CONTROLS_HIDER, GObject)

/** bw_controls_hider_new: @area: where movement counts; it owns the hider's controllers */
BwControlsHider *bw_controls_hider_new (GtkWidget *area);
gboolean bw_controls_hider_get_shown (BwControlsHider *self);
void bw_controls_hider_set_active (BwControlsHider *self, gboolean active);
/** bw_controls_hider_wake: as if something had moved */
void bw_controls_hider_wake (BwControlsHider *self);
/** bw_controls_hider_is_by_pointer: whether the pointer was what moved the focus last */
gboolean bw_controls_hider_is_by_pointer (BwControlsHider *self);

G_END_DECLS
