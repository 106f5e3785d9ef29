/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_PLACE (bw_place_get_type ())

/** BwPlace: a place in a list; property `item` (GObject, read, notify): what stands there now. */
G_DECLARE_FINAL_TYPE (BwPlace, bw_place, BW, PLACE, GObject)

/** bw_place_get_item: Returns: (transfer none) */
gpointer bw_place_get_item (BwPlace *self);

#define BW_TYPE_LIST_PLACES (bw_list_places_get_type ())

/**
 * BwListPlaces:
 *
 * A GtkSelectionModel of BwPlace over another one. GtkListView makes a new widget for each item
 * that is replaced by another; here the place stays, with its widget, and is told of what stands in
 * it from now on. That is what makes a list fast in which everything changes with each key.
 *
 * Property `model` (GtkSelectionModel, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwListPlaces, bw_list_places, BW, LIST_PLACES, GObject)

void bw_list_places_set_model (BwListPlaces *self, GtkSelectionModel *model);

G_END_DECLS
