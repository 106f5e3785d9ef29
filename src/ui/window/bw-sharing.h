/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_SHARING (bw_sharing_get_type ())

/**
 * BwSharing:
 *
 * Shows one's screen, or a window of it, to the peer of the call: the desktop asks what (the
 * ScreenCast portal); where it cannot, on X11, we ask ourselves whether it may be the whole screen.
 * It gives its application the actions `share-screen` (enabled while one talks and nothing is
 * shared) and `stop-sharing`. A call with sound alone gets video added.
 *
 * It ends with bw_sharing_stop(), with the desktop's own Stop, when what was shared is gone, and
 * with the call.
 *
 * Properties: `phone` (BwPhone, read), `sharing` (gboolean, read, notify). Signal `said` (string):
 * why it did not come to it, or has ended.
 */
G_DECLARE_FINAL_TYPE (BwSharing, bw_sharing, BW, SHARING, GObject)

/**
 * bw_sharing_new:
 * @application: outlives it; it has the actions from now on
 * @bus: (nullable): on which the portals are
 */
BwSharing *bw_sharing_new (GtkApplication *application, BwPhone *phone, GDBusConnection *bus);
gboolean bw_sharing_get_sharing (BwSharing *self);

/** bw_sharing_start: asks what is to be shared, before @parent; nothing where that is being asked,
 * or something is shared */
void bw_sharing_start (BwSharing *self, GtkWindow *parent);
void bw_sharing_stop (BwSharing *self);

G_END_DECLS
