/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A body under any type: lines with Content-Type, Content-Encoding and Content-Disposition, then
 * the body */

#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = bw_fuzz_split (data, size, 4);

  bw_fuzz_content (*lines[0] ? lines[0] : NULL, *lines[1] ? lines[1] : NULL,
                   *lines[2] ? lines[2] : NULL, lines[3], strlen (lines[3]));

  return 0;
}
