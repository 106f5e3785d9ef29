/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-codec-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CODECS_PAGE (bw_codecs_page_get_type ())

/** BwCodecsPage: the order in which codecs of sound and of pictures are offered; and why H.264 is
 * not, where it cannot be. */
G_DECLARE_FINAL_TYPE (BwCodecsPage, bw_codecs_page, BW, CODECS_PAGE, AdwPreferencesPage)

void bw_codecs_page_setup (BwCodecsPage *self, BwCodecList *audio, BwCodecList *video);

G_END_DECLS
