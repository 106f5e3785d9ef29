/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-engine.h"
#include "bw-video.h"

G_BEGIN_DECLS

BwVideo *bw_video_new (void);

/** bw_video_prepare: finds out what codes pictures while the engine is made; a phone that is not
 * started, as that of a second start of the program, does without */
void bw_video_prepare (BwVideo *self);
/** bw_video_attach: begins to work for a running engine */
void bw_video_attach (BwVideo *self, BwEngine *engine);
void bw_video_detach (BwVideo *self);

/** bw_video_set_sending: @sending: whether any call sends, or means to send, our picture; where
 * that ends, sharing ends */
void bw_video_set_sending (BwVideo *self, gboolean sending);
/** bw_video_set_camera_on: what is wished for the call that one talks in */
void bw_video_set_camera_on (BwVideo *self, gboolean on);

/** bw_video_has_picture: whether there is anything to send: a camera or a shared screen */
gboolean bw_video_has_picture (BwVideo *self);

G_END_DECLS
