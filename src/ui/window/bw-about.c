/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What Bellwire is, and what somebody who mends it wants to know. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-config.h"

#include "bw-about.h"

#include <glib/gi18n.h>

static char *
dup_debug_info (void)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");

  return g_strdup_printf ("Bellwire %s%s\n"
                          "System: %s, desktop: %s, display: %s\n"
                          "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n",
                          BW_VERSION, BW_DEVELOPMENT ? " (development)" : "", system ? system : "-",
                          desktop ? desktop : "-", G_OBJECT_TYPE_NAME (gdk_display_get_default ()),
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version);
}

void
bw_about_present (GtkWindow *parent)
{
  g_autofree char *debug_info = dup_debug_info ();
  const char *developers[] = { _ ("The Bellwire developers"), NULL };

  adw_show_about_window (
      parent, "application-name", "Bellwire", "application-icon", BW_APPLICATION_ID, "version",
      BW_VERSION, "developer-name", _ ("The Bellwire developers"), "developers", developers,
      "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _ ("A telephone for SIP accounts: made to ring, to be heard, and to keep what happened."),
      "website", "https://github.com/bellwire/bellwire", "issue-url",
      "https://github.com/bellwire/bellwire/issues", "translator-credits",
      /* Translators: put your names here, one a line */
      _ ("translator-credits"), "debug-info", debug_info, "debug-info-filename",
      "bellwire-debug-info.txt", NULL);
}
