/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bellwire, the phone: hands over to the application object at once. */

#include "bw-config.h"

#include "bw-application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  g_autoptr (BwApplication) application = NULL;
  const char *locale_dir =
      g_getenv ("BELLWIRE_LOCALE_DIR"); /* of a program that is not installed */

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : BW_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = bw_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
