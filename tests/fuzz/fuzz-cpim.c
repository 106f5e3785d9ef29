/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Wrapped messages: message/cpim */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  bw_fuzz_content ("message/cpim", NULL, NULL, data, size);

  return 0;
}
