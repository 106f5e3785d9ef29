/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-store-messages.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/** The longest side of a picture in a timeline, in pixels of a display of double density. */
#define BW_PICTURE_SIDE 640

#define BW_TYPE_PICTURE_LOADER (bw_picture_loader_get_type ())

/**
 * BwPictureLoader:
 *
 * Decodes the pictures of messages, one at a time and on a thread of its own, and keeps the last
 * few, so that scrolling back and forth costs nothing. What came over the network is untrusted: it
 * is decoded as what it says it is, and a picture of more than 50 million pixels is refused before
 * memory is asked for.
 */
G_DECLARE_FINAL_TYPE (BwPictureLoader, bw_picture_loader, BW, PICTURE_LOADER, GObject)

BwPictureLoader *bw_picture_loader_new (BwStore *store);

/** bw_picture_loader_can_load: whether there is a decoder for the body of @message */
gboolean bw_picture_loader_can_load (BwMessage *message);

/** bw_picture_loader_lookup: Returns: (transfer none) (nullable): the picture, where it is decoded
 * already */
GdkTexture *bw_picture_loader_lookup (BwPictureLoader *self, BwMessage *message);

void bw_picture_loader_load_async (BwPictureLoader *self,
                                   BwMessage *message,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** bw_picture_loader_load_finish: Returns: (transfer full) (nullable): no side longer than
 * BW_PICTURE_SIDE */
GdkTexture *
bw_picture_loader_load_finish (BwPictureLoader *self, GAsyncResult *result, GError **error);

/**
 * bw_picture_decode:
 * @content_type: what @body says it is
 * @side: no side of what is returned is longer
 *
 * What the loader does on its thread; pure.
 *
 * Returns: (transfer full) (nullable)
 */
GdkTexture *bw_picture_decode (GBytes *body, const char *content_type, int side, GError **error);

G_END_DECLS
