/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages in several parts */

#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  bw_fuzz_content ("multipart/mixed; boundary=b", NULL, NULL, data, size);

  return 0;
}
