/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What several widgets ask about the pictures of a call. */

/** bw_video_answer: with sound, or with the camera as well where the person always wants it so and
 * the call offers video */
gboolean bw_video_answer (BwPhone *phone, BwCall *call, GError **error);
/** bw_video_find_ringing: Returns: (transfer none) (nullable): the first call that rings here, even
 * while another one is up */
BwCall *bw_video_find_ringing (BwPhone *phone);
/** bw_video_has_camera: @phone: (nullable): whether anything can be sent of oneself */
gboolean bw_video_has_camera (BwPhone *phone);
/** bw_video_is_up: whether the state of @call lets its pictures be changed */
gboolean bw_video_is_up (BwCall *call);
/** bw_video_name_button: the tooltip and what a screen reader says */
void bw_video_name_button (GtkWidget *button, const char *text);
/** bw_video_answer_words: what answering with video means, with a camera or without one:
 * a tooltip */
const char *bw_video_answer_words (BwPhone *phone);

G_END_DECLS
