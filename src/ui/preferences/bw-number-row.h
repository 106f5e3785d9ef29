/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_NUMBER_ROW (bw_number_row_get_type ())

/**
 * BwNumberRow:
 *
 * A choice of a few numbers, in words. One that is set elsewhere and is none of them is shown, too.
 *
 * Property `value` (guint, read and write).
 */
G_DECLARE_FINAL_TYPE (BwNumberRow, bw_number_row, BW, NUMBER_ROW, AdwComboRow)

/** BwNumberRowWords: Returns: (transfer full): how a number is shown */
typedef char *(*BwNumberRowWords) (guint number);

/** bw_number_row_setup: @numbers: in the order of the list; they stay for as long as the program */
void bw_number_row_setup (BwNumberRow *self,
                          const guint *numbers,
                          guint n_numbers,
                          BwNumberRowWords words);
guint bw_number_row_get_value (BwNumberRow *self);
void bw_number_row_set_value (BwNumberRow *self, guint value);

G_END_DECLS
