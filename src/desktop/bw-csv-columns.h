/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwCsvField: what a column holds. */
typedef enum {
  BW_CSV_NOTHING,
  BW_CSV_NAME,
  BW_CSV_GIVEN,
  BW_CSV_MIDDLE,
  BW_CSV_FAMILY,
  BW_CSV_NICKNAME,
  BW_CSV_ORGANISATION,
  BW_CSV_NOTE,
  BW_CSV_PHONE,
  BW_CSV_SIP,
  BW_CSV_MAYBE_SIP, /* an address of anything: a SIP address where it says so */
  BW_CSV_EMAIL,
  BW_CSV_LABELS,
} BwCsvField;

typedef struct {
  BwCsvField field;
  const char *label; /* (nullable): of the address */
  int label_column;  /* the column that has it, -1 for none */
} BwCsvColumn;

/**
 * bw_csv_columns_find:
 * @headings: (element-type utf8)
 *
 * Returns: (transfer full) (nullable) (element-type BwCsvColumn): one for each heading; NULL where
 * these are not the headings of a table of people
 */
GArray *bw_csv_columns_find (GPtrArray *headings);

/** bw_csv_field_has_several: whether a cell can hold several of them */
gboolean bw_csv_field_has_several (BwCsvField field);
/** bw_csv_label_is_machine: whether nobody would answer there */
gboolean bw_csv_label_is_machine (const char *label);

G_END_DECLS
