/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files with people of whichever program, found out by what is in them; but for databases, which
 * SQLite reads. */

#include "fuzz.h"

#include "bw-contact-readers.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const char database[] = "SQLite format 3";
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) found = NULL;
  guint n_unreadable;

  if (size < strlen (database) || memcmp (data, database, strlen (database)) != 0)
    found = bw_contact_bytes_read (bytes, &n_unreadable);

  return 0;
}
