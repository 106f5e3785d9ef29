/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-sink.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_VIEW (bw_video_view_get_type ())

/**
 * BwVideoView:
 *
 * Shows the pictures of a sink: YUV on the GPU by a GtkGLArea where there is hardware GL, a memory
 * texture else; chosen when it is realized (BELLWIRE_VIDEO=gl or memory chooses by hand). It
 * follows the size of the pictures, keeps their shape, and costs nothing while it is not mapped.
 *
 * Properties (read and write): `sink` (BwVideoSink, nullable), `mirrored` (gboolean), `cover`
 * (gboolean: fills the place and cuts off what is over, else the whole picture is seen),
 * `description` (string, nullable: the accessible label). `renderer` (string, read: `gl` or
 * `memory`).
 */
G_DECLARE_FINAL_TYPE (BwVideoView, bw_video_view, BW, VIDEO_VIEW, GtkWidget)

GtkWidget *bw_video_view_new (void);
void bw_video_view_set_sink (BwVideoView *self, BwVideoSink *sink);
void bw_video_view_set_mirrored (BwVideoView *self, gboolean mirrored);
void bw_video_view_set_cover (BwVideoView *self, gboolean cover);

G_END_DECLS
