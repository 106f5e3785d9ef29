/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reports of what became of a message: message/imdn+xml */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  bw_fuzz_content ("message/imdn+xml", NULL, NULL, data, size);

  return 0;
}
