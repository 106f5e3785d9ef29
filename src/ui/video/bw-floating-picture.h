/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-tile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_FLOATING_PICTURE (bw_floating_picture_get_type ())

/**
 * BwFloatingPicture:
 *
 * A small picture over a large one. It is dragged to any corner and snaps there; with the keyboard
 * the arrow keys move it and Enter swaps.
 *
 * Properties (read and write): `corner` (GtkCornerType). Signal: `swap` () when it is to change
 * places with the large picture (double-click, its button, Enter).
 */
G_DECLARE_FINAL_TYPE (BwFloatingPicture, bw_floating_picture, BW, FLOATING_PICTURE, AdwBin)

/** bw_floating_picture_new: adds itself to @overlay, in whose area it moves */
BwFloatingPicture *bw_floating_picture_new (GtkOverlay *overlay);
/** bw_floating_picture_get_tile: Returns: (transfer none) */
BwVideoTile *bw_floating_picture_get_tile (BwFloatingPicture *self);
GtkCornerType bw_floating_picture_get_corner (BwFloatingPicture *self);
void bw_floating_picture_set_corner (BwFloatingPicture *self, GtkCornerType corner);
/** bw_floating_picture_set_insets: how much of the edges is taken by others, pixels */
void bw_floating_picture_set_insets (BwFloatingPicture *self, gint top, gint bottom);
/** bw_floating_picture_drop: as if it were dragged so that its middle is at @x, @y and let go */
void bw_floating_picture_drop (BwFloatingPicture *self, double x, double y);

G_END_DECLS
