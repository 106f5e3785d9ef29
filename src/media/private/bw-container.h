/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** bw_container_is_known: whether a file that begins so is Matroska, WAVE or Ogg */
gboolean bw_container_is_known (const guint8 *data, gsize length);

/**
 * bw_container_check_async:
 *
 * Looks at the beginning of a file before GStreamer does: a file that calls itself a recording and
 * is a playlist, say, would make it fetch what is named there from the network.
 */
void bw_container_check_async (GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/** bw_container_check_finish: @error: (G_IO_ERROR) a sentence for people */
gboolean bw_container_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
