/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-store.h"

G_BEGIN_DECLS

/**
 * bw_people_export_async:
 * @people: a GListModel of BwPerson
 *
 * Writes everybody with their pictures into a vCard file, a few at a time, so that nobody waits for
 * it. The file is there as a whole, or as it was before.
 */
void bw_people_export_async (BwStore *store,
                             GListModel *people,
                             GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** bw_people_export_finish: Returns: how many were written; 0 with an error */
guint bw_people_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
