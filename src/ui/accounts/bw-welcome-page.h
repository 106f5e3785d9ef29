/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_WELCOME_PAGE (bw_welcome_page_get_type ())

/**
 * BwWelcomePage:
 *
 * The first run: address, password, Sign in.
 *
 * Properties: `phone` (BwPhone, read and write), `pending` (gboolean, read: an account of this page
 * is being tried or was refused, so that the page should stay although the phone has an account).
 */
G_DECLARE_FINAL_TYPE (BwWelcomePage, bw_welcome_page, BW, WELCOME_PAGE, AdwBin)

gboolean bw_welcome_page_get_pending (BwWelcomePage *self);

G_END_DECLS
