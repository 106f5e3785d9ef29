/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people publish: application/pidf+xml; and that what was read can be written and read again.
 */

#include "fuzz.h"

#include "bw-presence-fold.h"

#include <string.h>

static void
check_again (const BwPidf *pidf)
{
  BwLight light = bw_presence_fold (pidf, NULL);
  g_autofree char *text =
      bw_pidf_write (pidf->entity ? pidf->entity : "", light.presence, pidf->note);
  g_autoptr (GBytes) document = g_bytes_new (text, strlen (text));
  g_autoptr (BwPidf) again = bw_pidf_read (document);

  g_assert_nonnull (again);
  g_assert_cmpint (again->open, ==, light.presence != BW_PRESENCE_OFFLINE);
  g_assert_cmpint (again->do_not_disturb, ==, pidf->do_not_disturb);
  g_assert_cmpstr (again->note, ==, pidf->note);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) document = g_bytes_new (data, size);
  g_autoptr (BwPidf) pidf = bw_pidf_read (document);

  if (pidf) {
    bw_fuzz_check_line (pidf->note);
    g_assert_true (!pidf->entity || g_utf8_validate (pidf->entity, -1, NULL));
    if (!pidf->silent) /* nobody publishes that nothing is known of them */
      check_again (pidf);
  }

  return 0;
}
