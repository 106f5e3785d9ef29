/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lists of people at a server: a line with the Content-Type, then the parts. */

#include "fuzz.h"

#include "bw-resource-list.h"

#include <string.h>

static void
check_resource (gpointer data, gpointer user_data)
{
  const BwListedResource *resource = data;

  g_assert_true (*resource->uri && g_utf8_validate (resource->uri, -1, NULL));
  g_assert_false (resource->active && resource->reason);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (GStrv) lines = bw_fuzz_split (data, size, 2);
  gsize skipped = MIN (strlen (lines[0]) + 1, size);
  g_autoptr (GBytes) body = g_bytes_new (size > 0 ? data + skipped : NULL, size - skipped);
  g_autoptr (BwResourceList) list = bw_resource_list_read (lines[0], body);

  if (list) {
    g_assert_cmpuint (list->resources->len, <=, 4096);
    g_ptr_array_foreach (list->resources, check_resource, NULL);
  }

  return 0;
}
