/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that lie on a server */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  bw_fuzz_content ("application/vnd.gsma.rcs-ft-http+xml", NULL, NULL, data, size);

  return 0;
}
