/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is typing: application/im-iscomposing+xml */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  bw_fuzz_content ("application/im-iscomposing+xml", NULL, NULL, data, size);

  return 0;
}
