/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-frame.h"

G_BEGIN_DECLS

/**
 * bw_snapshot_save_async:
 * @folder: made where it is not there
 * @name: without ending; what cannot be in a file name is left out; never overwrites
 *
 * Writes @frame as a PNG with its true colours, in a thread.
 */
void bw_snapshot_save_async (BwVideoFrame *frame,
                             GFile *folder,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** bw_snapshot_save_finish: Returns: (transfer full) (nullable): the new file */
GFile *bw_snapshot_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
