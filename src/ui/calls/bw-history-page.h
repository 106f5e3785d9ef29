/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_HISTORY_PAGE (bw_history_page_get_type ())

/**
 * BwHistoryPage:
 *
 * Every call that was: filtered, searched, called back, deleted with undo. Missed calls count as
 * seen once the page was looked at for a moment in an active window.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `search-mode` (gboolean, whether the
 * search entry is to be seen). Signals: `activated` (BwCallRecord), `dialled` (BwCall).
 */
G_DECLARE_FINAL_TYPE (BwHistoryPage, bw_history_page, BW, HISTORY_PAGE, AdwBin)

GtkWidget *bw_history_page_new (BwPhone *phone);
void bw_history_page_set_phone (BwHistoryPage *self, BwPhone *phone);
/** bw_history_page_set_missed_only: shows missed calls only, or all */
void bw_history_page_set_missed_only (BwHistoryPage *self, gboolean missed_only);

G_END_DECLS
