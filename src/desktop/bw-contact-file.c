/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a file with people of whichever program, finds out what it is by what is in it, and says in
 * plain words why it cannot be used. Writes nothing. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-file.h"

#include "bw-contact-draft.h"
#include "bw-contact-readers.h"
#include "bw-content-text.h"
#include "bw-error.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_SIZE ((gsize) 64 * 1024 * 1024)
#define SQLITE "SQLite format 3"

static gboolean
fail_reading (GError *reason, GError **error)
{
  g_set_error (error, BW_ERROR, BW_ERROR_FILE, _ ("The file cannot be read: %s"), reason->message);
  g_error_free (reason);

  return FALSE;
}

/* A pipe or a device might never end. */
static gboolean
check_file (GFile *file, GError **error)
{
  GError *reason = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                         G_FILE_QUERY_INFO_NONE, NULL, &reason);

  if (!info)
    return fail_reading (reason, error);

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_FILE,
                         _ ("This is not a file with people. Choose one that another program has "
                            "exported."));
    return FALSE;
  }

  if (g_file_info_get_size (info) > (goffset) MAX_SIZE) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_FILE,
                         _ ("The file is larger than 64 MB. Export the people in several files, "
                            "or without their pictures."));
    return FALSE;
  }

  return TRUE;
}

static GBytes *
load (GFile *file, GError **error)
{
  GError *reason = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *data = NULL;
  gsize size;

  if (!check_file (file, error))
    return NULL;

  stream = g_file_read (file, NULL, &reason);
  if (!stream) {
    fail_reading (reason, error);
    return NULL;
  }

  data = g_malloc (MAX_SIZE);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, MAX_SIZE, &size, NULL, &reason)) {
    fail_reading (reason, error);
    return NULL;
  }

  data = g_realloc (data, size);

  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static gboolean
has_card (const char *text)
{
  static const char word[] = "BEGIN:VCARD";

  for (const char *p = strpbrk (text, "Bb"); p; p = strpbrk (p + 1, "Bb"))
    if (g_ascii_strncasecmp (p, word, strlen (word)) == 0)
      return TRUE;

  return FALSE;
}

static GPtrArray *
read_text (const char *text, guint *n_unreadable)
{
  static GPtrArray *(*const readers[]) (const char *text, guint *n_unreadable) = {
    bw_contact_linphone_read,
    bw_contact_csv_read,
    bw_contact_twinkle_read,
    bw_contact_baresip_read,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++) {
    GPtrArray *found;

    *n_unreadable = 0;
    found = readers[i](text, n_unreadable);
    if (found)
      return found;
  }

  return NULL;
}

GPtrArray *
bw_contact_bytes_read (GBytes *bytes, guint *n_unreadable)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = NULL;
  gboolean exact;

  *n_unreadable = 0;
  if (size >= sizeof SQLITE && memcmp (data, SQLITE, sizeof SQLITE) == 0)
    return bw_contact_linphone_read_friends (bytes, n_unreadable);

  if (!data || !bw_content_text_is_likely (data, size))
    return NULL;

  text = bw_content_text_decode (data, size, NULL, &exact);
  if (has_card (text))
    return bw_vcard_read (data, size, n_unreadable);

  return read_text (text, n_unreadable);
}

GPtrArray *
bw_contact_file_read (GFile *file, GListModel *known, guint *n_unreadable, GError **error)
{
  g_autoptr (GBytes) bytes = load (file, error);
  GPtrArray *found;

  *n_unreadable = 0;
  if (!bytes)
    return NULL;

  found = bw_contact_bytes_read (bytes, n_unreadable);
  if (!found) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_FILE,
                         _ ("There are no people in this file. Choose a vCard or CSV file, or the "
                            "contacts of Linphone, Twinkle or baresip."));
    return NULL;
  }
  bw_contact_known_mark (found, known);

  return found;
}
