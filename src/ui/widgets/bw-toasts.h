/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Short words that pass by, shown by the nearest AdwToastOverlay around a widget. The text is never
 * markup.
 */

/** bw_toasts_say: shows @text for a few seconds */
void bw_toasts_say (GtkWidget *widget, const char *text);

/** bw_toasts_say_error: shows the sentence of @error */
void bw_toasts_say_error (GtkWidget *widget, const GError *error);

/**
 * bw_toasts_offer: shows @text with a button
 *
 * Returns: (transfer none) (nullable): the toast, whose signal `button-clicked` tells; NULL where
 * no overlay is around
 */
AdwToast *bw_toasts_offer (GtkWidget *widget, const char *text, const char *label);

G_END_DECLS
