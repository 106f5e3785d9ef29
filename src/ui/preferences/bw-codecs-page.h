/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-codec-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CODECS_PAGE (bw_codecs_page_get_type ())

/** BwCodecsPage: the order in which codecs are offered, and which are. Property `codecs`
 * (BwCodecList, nullable, read and write). */
G_DECLARE_FINAL_TYPE (BwCodecsPage, bw_codecs_page, BW, CODECS_PAGE, AdwPreferencesPage)

G_END_DECLS
