/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-cameras.h"
#include "bw-video-feed.h"

G_BEGIN_DECLS

/** BwVideoSize: how large a picture we send at most; less where the peer or the line bears less. */
typedef enum {
  BW_VIDEO_SIZE_CIF, /* 352 by 288 */
  BW_VIDEO_SIZE_VGA, /* 640 by 480 */
  BW_VIDEO_SIZE_720P,
  BW_VIDEO_SIZE_1080P,
} BwVideoSize;

#define BW_TYPE_VIDEO (bw_video_get_type ())

/**
 * BwVideo:
 *
 * What a phone sends of itself: camera or screen, its format and limits. One for all calls.
 *
 * Properties (read and write, notify, but where said otherwise): `cameras` (BwCameras, read),
 * `camera` (string, nullable: the id of the chosen one, kept while it is away; NULL for the first
 * there is), `camera-in-use` (BwCamera, nullable, read: the chosen one where it is there, else the
 * first), `size` (BwVideoSize, VGA), `frame-rate` (guint, 5 to 60, 30), `upload-limit`,
 * `download-limit` (guint, kbit/s of a call's sound and picture, 0 for none), `always-with-video`
 * (gboolean, FALSE: "Answer" of a call that offers video takes our camera along), `feed`
 * (BwVideoFeed, read), `shared` (BwVideoSource, nullable, read: the screen that is being sent in
 * the camera's place), `mirrored` (gboolean, read: whether the self-view is to be shown mirrored),
 * `trouble` (BwVideoTrouble, read: why our own picture is not there, NONE where it need not be).
 */
G_DECLARE_FINAL_TYPE (BwVideo, bw_video, BW, VIDEO, GObject)

BwCameras *bw_video_get_cameras (BwVideo *self);
const char *bw_video_get_camera (BwVideo *self);
void bw_video_set_camera (BwVideo *self, const char *id);
BwCamera *bw_video_get_camera_in_use (BwVideo *self);
BwVideoFeed *bw_video_get_feed (BwVideo *self);
void bw_video_set_size (BwVideo *self, BwVideoSize size);
gboolean bw_video_get_mirrored (BwVideo *self);
gboolean bw_video_get_always_with_video (BwVideo *self);
BwVideoTrouble bw_video_get_trouble (BwVideo *self);

/** bw_video_get_shared: Returns: (transfer none) (nullable) */
BwVideoSource *bw_video_get_shared (BwVideo *self);
/** bw_video_share: sends @source instead of the camera from now on, without a re-INVITE where video
 * is being sent already; @source: (nullable): NULL goes back to the camera. It ends by itself with
 * the last call that sends video, and where the source is gone. */
void bw_video_share (BwVideo *self, BwVideoSource *source);

G_END_DECLS
