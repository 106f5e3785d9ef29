/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of people: CSV */

#include "fuzz.h"

#include "bw-contact-readers.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_utf8_make_valid (size > 0 ? (const char *) data : "", (gssize) size);
  guint n_unreadable = 0;
  g_autoptr (GPtrArray) found = bw_contact_csv_read (text, &n_unreadable);

  g_assert_true (found || n_unreadable == 0);

  return 0;
}
