/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** BwImportPlace: where another program keeps its people. */
typedef struct {
  const char *program; /* a name, the same in every language */
  GFile *file;
} BwImportPlace;

/** bw_import_places_find: @home: the person's folder; Returns: (transfer full) (element-type
 * BwImportPlace): those that are there */
GPtrArray *bw_import_places_find (const char *home);

G_END_DECLS
