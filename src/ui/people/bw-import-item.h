/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

G_BEGIN_DECLS

#define BW_TYPE_IMPORT_ITEM (bw_import_item_get_type ())

/**
 * BwImportItem:
 *
 * Somebody of a file who may be imported. One who is known already is not selected at first.
 *
 * Property `selected` (gboolean, read and write).
 */
G_DECLARE_FINAL_TYPE (BwImportItem, bw_import_item, BW, IMPORT_ITEM, GObject)

/** bw_import_item_new: @picture: (nullable); @known: (nullable): who is there already */
BwImportItem *bw_import_item_new (BwPerson *person, GBytes *picture, BwPerson *known);
BwPerson *bw_import_item_get_person (BwImportItem *self);
GBytes *bw_import_item_get_picture (BwImportItem *self);
/** bw_import_item_fit_picture: makes a PNG or JPEG that is too large to be kept a small one; it is
 * let go of where that cannot be done. Takes its time */
void bw_import_item_fit_picture (BwImportItem *self);
BwPerson *bw_import_item_get_known (BwImportItem *self);
/** bw_import_item_set_known: @known: (nullable): selects it as well, or not, as it is at first */
void bw_import_item_set_known (BwImportItem *self, BwPerson *known);
gboolean bw_import_item_get_selected (BwImportItem *self);
void bw_import_item_set_selected (BwImportItem *self, gboolean selected);

/**
 * BwImportReader: reads a file of any kind that is known, on a thread of its own.
 * @known: a GListModel of BwPerson
 *
 * Returns: (transfer full) (nullable) (element-type BwImportItem)
 */
typedef GPtrArray *(*BwImportReader) (GFile *file,
                                      GListModel *known,
                                      guint *n_unreadable,
                                      GError **error);

G_END_DECLS
