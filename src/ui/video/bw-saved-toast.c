/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names a file that was written, and the way to it: in the file manager, where it can be looked at,
 * sent or thrown away. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-saved-toast.h"

#include "bw-show-file.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

static void
show_cb (GtkWidget *widget, AdwToast *toast)
{
  bw_show_file (widget, g_object_get_data (G_OBJECT (toast), "file"));
}

void
bw_saved_toast (GtkWidget *widget, const char *text, GFile *file)
{
  AdwToast *toast = bw_toasts_offer (widget, text, _ ("_Show"));

  if (!toast)
    return;
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_cb), widget,
                           G_CONNECT_SWAPPED);
}
