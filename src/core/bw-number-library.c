/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the module with libphonenumber at run time: with its own libraries it would cost each start
 * of the program as much as GObject does, and the phone works without it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-number-library.h"

#include "bw-config.h"

#include <dlfcn.h>

#define MODULE "bw-phone-number.so"

/* In the tree it is built in, a program names the folder of its modules. */
static char *
find_module (void)
{
  const char *folder = g_getenv ("BELLWIRE_MODULES");

  return g_build_filename (folder ? folder : BW_MODULEDIR, MODULE, NULL);
}

BwNumberJudge
bw_number_library_load (void)
{
  g_autofree char *path = find_module ();
  gpointer module = dlopen (path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  BwNumberJudge judge = module ? (BwNumberJudge) dlsym (module, "bw_phone_number_judge") : NULL;

  if (!judge) {
    g_debug ("Numbers are compared by their digits: %s", dlerror ());
    return NULL;
  }
  judge ("+12015550123", "+12015550123", NULL);

  return judge;
}
