/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages as HTML */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  bw_fuzz_content ("text/html", NULL, NULL, data, size);

  return 0;
}
