/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** The longest side of a face, in pixels: the avatar of a call on a display of double density. */
#define BW_FACE_SIDE 192

/*
 * The pictures of people, decoded. One is kept for as long as some widget shows it, and shared by
 * all of them.
 */

/** bw_face_lookup: Returns: (transfer full) (nullable): the picture, where it is shown already */
GdkTexture *bw_face_lookup (BwPerson *person);

/** bw_face_load_async: reads the picture of @person, and decodes it on a thread of its own */
void bw_face_load_async (BwPhone *phone,
                         BwPerson *person,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** bw_face_load_finish: Returns: (transfer full) (nullable): NULL without an error where there is
 * no picture; no side is longer than BW_FACE_SIDE */
GdkTexture *bw_face_load_finish (BwPerson *person, GAsyncResult *result, GError **error);

G_END_DECLS
