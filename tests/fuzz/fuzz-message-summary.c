/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits in a mailbox: application/simple-message-summary */

#include "fuzz.h"

#include "bw-message-summary.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_auto (BwMessageSummary) summary = { 0 };
  gboolean read = bw_message_summary_read (body, &summary);

  bw_fuzz_check_word (summary.account);
  g_assert_true (read || (!summary.waiting && !summary.account));
  for (guint i = 0; i < BW_MAILBOX_N_KINDS; i++)
    g_assert_true (summary.kinds[i].said ||
                   (summary.kinds[i].new_count == 0 && summary.kinds[i].old_count == 0));

  return 0;
}
