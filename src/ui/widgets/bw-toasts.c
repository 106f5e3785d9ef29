/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Short words that pass by. It finds the overlay by itself, so that no page has to know its window.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-toasts.h"

static AdwToast *
add_toast (GtkWidget *widget, const char *text, const char *label)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *title = g_markup_escape_text (text, -1); /* a toast's title is markup */
  AdwToast *toast;

  if (overlay == NULL) {
    g_message ("%s", text);
    return NULL;
  }
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, label);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);

  return toast;
}

void
bw_toasts_say (GtkWidget *widget, const char *text)
{
  add_toast (widget, text, NULL);
}

void
bw_toasts_say_error (GtkWidget *widget, const GError *error)
{
  add_toast (widget, error->message, NULL);
}

AdwToast *
bw_toasts_offer (GtkWidget *widget, const char *text, const char *label)
{
  return add_toast (widget, text, label);
}
