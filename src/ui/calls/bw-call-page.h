/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-controls-hider.h"
#include "bw-phone.h"
#include "bw-video-stage.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CALL_PAGE (bw_call_page_get_type ())

/**
 * BwCallPage:
 *
 * The current call of the phone with all that can be done to it, and the other live calls below it.
 * It stays on a call that has ended until another is there or the person leaves. Digits typed
 * anywhere on it are sent.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `call` (BwCall, nullable, read, notify:
 * the one that is shown), `video-shown` (gboolean, read, notify: the page is that of a call with
 * pictures, which fill it). Signal: `done` () when there is nothing more to see: the person closes
 * it, or a call that ended well has left the list.
 */
G_DECLARE_FINAL_TYPE (BwCallPage, bw_call_page, BW, CALL_PAGE, AdwBin)

GtkWidget *bw_call_page_new (BwPhone *phone);
void bw_call_page_set_phone (BwCallPage *self, BwPhone *phone);
/** bw_call_page_get_call: Returns: (transfer none) (nullable) */
BwCall *bw_call_page_get_call (BwCallPage *self);
/** bw_call_page_get_video_shown: whether it is a page of pictures */
gboolean bw_call_page_get_video_shown (BwCallPage *self);
/** bw_call_page_get_hider: Returns: (transfer none): what hides the controls over a picture */
BwControlsHider *bw_call_page_get_hider (BwCallPage *self);
/** bw_call_page_get_stage: Returns: (transfer none): the pictures */
BwVideoStage *bw_call_page_get_stage (BwCallPage *self);

G_END_DECLS
