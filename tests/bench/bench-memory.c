/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How large this program is just now. */

#include "bench-memory.h"

#include <string.h>

guint64
bench_get_pss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");

  return line ? g_ascii_strtoull (line + strlen ("\nPss:"), NULL, 10) : 0;
}
