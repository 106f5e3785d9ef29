/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked into tests: what libraries allocate while they are loaded is no leak of ours. GLib's table
 * of quarks, for one, is left behind on purpose when it is outgrown, and the many features of
 * GStreamer's plugins outgrow it. */

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

#if __has_feature(address_sanitizer)

#include <sanitizer/lsan_interface.h>

/* A program's own "preinit" functions run before the constructors of its libraries, and its
 * constructors after them. */
__attribute__ ((section (".preinit_array"),
                used)) static void (*const disable) (void) = __lsan_disable;

__attribute__ ((constructor)) static void
enable (void)
{
  __lsan_enable ();
}

#endif
