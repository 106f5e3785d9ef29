/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of vCards; and that each person that was read can be written and read again. */

#include "fuzz.h"

#include "bw-contact-file.h"

#include <string.h>

static void
check_person (gpointer data, gpointer user_data)
{
  const BwFoundPerson *found = data;
  g_autofree char *text = bw_vcard_write (found->person, found->picture);
  guint n_unreadable;
  g_autoptr (GPtrArray) again = bw_vcard_read (text, strlen (text), &n_unreadable);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (again->len + n_unreadable, ==, 1);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read ((const char *) data, size, &n_unreadable);

  g_ptr_array_foreach (found, check_person, NULL);

  return 0;
}
