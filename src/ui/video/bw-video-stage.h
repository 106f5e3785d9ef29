/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-floating-picture.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_STAGE (bw_video_stage_get_type ())

/**
 * BwVideoStage:
 *
 * The pictures of a call: the peer's large and one's own floating over it, or the other way round.
 * What has no picture says why; the engine's own stand-in pictures are never shown.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable), `swapped`
 * (gboolean: one's own is the large one).
 */
G_DECLARE_FINAL_TYPE (BwVideoStage, bw_video_stage, BW, VIDEO_STAGE, AdwBin)

void bw_video_stage_set_phone (BwVideoStage *self, BwPhone *phone);
void bw_video_stage_set_call (BwVideoStage *self, BwCall *call);
gboolean bw_video_stage_get_swapped (BwVideoStage *self);
void bw_video_stage_set_swapped (BwVideoStage *self, gboolean swapped);
/** bw_video_stage_set_insets: how much of the edges is covered by controls, pixels */
void bw_video_stage_set_insets (BwVideoStage *self, gint top, gint bottom);
/** bw_video_stage_get_large: Returns: (transfer none) */
BwVideoTile *bw_video_stage_get_large (BwVideoStage *self);
/** bw_video_stage_get_small: Returns: (transfer none): not visible while nothing is sent */
BwFloatingPicture *bw_video_stage_get_small (BwVideoStage *self);
/** bw_video_stage_set_patience: after how many milliseconds a picture that does not come is said
 * not to come; 10 s at first */
void bw_video_stage_set_patience (BwVideoStage *self, guint patience);

G_END_DECLS
