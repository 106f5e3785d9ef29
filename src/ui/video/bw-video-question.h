/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_VIDEO_QUESTION (bw_video_question_get_type ())

/**
 * BwVideoQuestion:
 *
 * The strip that asks whether a peer who asks for video in mid-call is to have it. The answer that
 * is given by accident is "no".
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `call` (BwCall, nullable).
 */
G_DECLARE_FINAL_TYPE (BwVideoQuestion, bw_video_question, BW, VIDEO_QUESTION, AdwBin)

void bw_video_question_set_phone (BwVideoQuestion *self, BwPhone *phone);
void bw_video_question_set_call (BwVideoQuestion *self, BwCall *call);
/** bw_video_question_is_asked: whether it is to be seen */
gboolean bw_video_question_is_asked (BwVideoQuestion *self);

G_END_DECLS
