/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** How large a picture is kept: the longest side in pixels, and the bytes of its file. */
#define BW_PERSON_PICTURE_SIDE 256
#define BW_PERSON_PICTURE_SIZE (256 * 1024)

/**
 * bw_person_picture_read_async:
 * @file: a picture of any size up to 32 MiB
 *
 * Makes of it what is kept of a person: a small PNG. bw_person_picture_read_finish() fails with a
 * sentence that a person can act on.
 */
void bw_person_picture_read_async (GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** bw_person_picture_read_finish: Returns: (transfer full) (nullable) */
GBytes *bw_person_picture_read_finish (GAsyncResult *result, GError **error);

/** bw_person_picture_make: what is done on the thread; pure. Returns: (transfer full) (nullable) */
GBytes *bw_person_picture_make (GBytes *body, const char *content_type, GError **error);

G_END_DECLS
