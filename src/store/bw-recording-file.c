/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of recorded calls: made so that no file is ever written twice, whatever a peer calls
 * itself. */

#include "private/bw-recording-private.h"

#include <string.h>

#define MAX_NAME_BYTES 120
#define MAX_TRIES 1000

static char *
file_name (const char *who, gint64 started, const char *ending, guint number)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (started / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *time = g_date_time_format (local, "%Y-%m-%d %H-%M-%S");
  g_autofree char *name = bw_recording_clean_name (who);
  g_autofree char *copy = number > 1 ? g_strdup_printf (" (%u)", number) : g_strdup ("");

  return g_strconcat (time, *name ? " " : "", name, copy, ".", ending, NULL);
}

/* The name alone is reserved, by an empty file; FALSE without an error where it is taken. */
static gboolean
reserve (GFile *file, GError **error)
{
  g_autoptr (GError) trouble = NULL;
  g_autoptr (GFileOutputStream) stream =
      g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &trouble);

  if (!stream && !g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_EXISTS))
    g_propagate_error (error, g_steal_pointer (&trouble));

  return stream != NULL;
}

static gboolean
make_folder (GFile *folder, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (g_file_make_directory_with_parents (folder, NULL, &trouble) ||
      g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&trouble));

  return FALSE;
}

char *
bw_recording_clean_name (const char *who)
{
  g_autofree char *valid = g_utf8_make_valid (who ? who : "", -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean odd = !g_unichar_isprint (c) || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c));

    if (clean->len + 6 > MAX_NAME_BYTES)
      break;
    g_string_append_unichar (clean, odd || g_unichar_isspace (c) ? ' ' : c);
  }

  return g_strdup (g_strchomp (clean->str + strspn (clean->str, " .")));
}

GFile *
bw_recording_make_file (GFile *folder,
                        const char *who,
                        gint64 started,
                        const char *ending,
                        GError **error)
{
  g_autoptr (GError) trouble = NULL;

  if (!make_folder (folder, error))
    return NULL;

  for (guint number = 1; number <= MAX_TRIES && !trouble; number++) {
    g_autofree char *name = file_name (who, started, ending, number);
    g_autoptr (GFile) file = g_file_get_child (folder, name);

    if (reserve (file, &trouble))
      return g_steal_pointer (&file);
  }
  if (!trouble)
    trouble = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_EXISTS, g_strerror (EEXIST));
  g_propagate_error (error, g_steal_pointer (&trouble));

  return NULL;
}
