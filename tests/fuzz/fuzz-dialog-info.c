/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What telephones do: several documents of application/dialog-info+xml, parted by NUL, as they
 * would come one after the other. */

#include "fuzz.h"

#include "bw-presence-fold.h"

#include <string.h>

static void
check_dialog (gpointer data, gpointer user_data)
{
  const BwDialog *dialog = data;

  g_assert_nonnull (dialog->id);
  bw_fuzz_check_word (dialog->call_id);
  bw_fuzz_check_word (dialog->local_tag);
  bw_fuzz_check_word (dialog->remote_tag);
  bw_fuzz_check_word (dialog->local_uri);
  bw_fuzz_check_word (dialog->remote_uri);
  bw_fuzz_check_line (dialog->remote_name);
  g_assert_cmpint (dialog->state, !=, BW_DIALOG_TERMINATED);
}

static void
take (BwDialogInfo **known, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) document = g_bytes_new (data, size);
  BwDialogInfo *news = bw_dialog_info_read (document);
  gboolean full;

  if (!news)
    return;

  full = news->full;
  g_assert_true (bw_dialog_info_merge (known, news) || !full);
  g_assert_cmpuint ((*known)->dialogs->len, <=, 256);
  g_ptr_array_foreach ((*known)->dialogs, check_dialog, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BwDialogInfo) known = NULL;

  while (size > 0) {
    const guint8 *end = memchr (data, '\0', size);
    gsize length = end ? (gsize) (end - data) : size;

    take (&known, data, length);
    if (end)
      length++;
    data += length;
    size -= length;
  }
  if (known)
    g_assert_cmpint (bw_presence_fold (NULL, known).presence, >, BW_PRESENCE_BUSY);

  return 0;
}
