/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of accounts on disk: a key file with a group per account. Never a password. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-account-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define GENERAL "Accounts"
#define DEFAULT "default"
#define ORDER "order"

static gboolean
set_file_error (GError **error, const char *format, GFile *file, GError *cause)
{
  g_autofree char *message =
      g_strconcat (format, " ", g_file_peek_path (file), ": ", cause->message, NULL);

  g_set_error_literal (error, BW_ERROR, BW_ERROR_FILE, message);

  return FALSE;
}

static GPtrArray *
read_accounts (GKeyFile *keys)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) order = g_key_file_get_string_list (keys, GENERAL, ORDER, NULL, NULL);

  for (guint i = 0; order && order[i]; i++)
    if (g_key_file_has_group (keys, order[i]))
      g_ptr_array_add (accounts, bw_account_settings_load (keys, order[i]));

  return accounts;
}

GPtrArray *
bw_account_file_load (GFile *file, char **default_id, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) cause = NULL;

  *default_id = NULL;
  if (!g_key_file_load_from_file (keys, g_file_peek_path (file), G_KEY_FILE_KEEP_COMMENTS,
                                  &cause)) {
    if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return g_ptr_array_new_with_free_func (g_object_unref);
    set_file_error (error, _ ("The accounts could not be read. Mend or move away"), file, cause);
    return NULL;
  }

  *default_id = g_key_file_get_string (keys, GENERAL, DEFAULT, NULL);

  return read_accounts (keys);
}

gboolean
bw_account_file_save (GFile *file, GPtrArray *settings, const char *default_id, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *data = NULL;
  gsize length;

  for (guint i = 0; i < settings->len; i++) {
    bw_account_settings_save (settings->pdata[i], keys);
    g_ptr_array_add (order, (char *) bw_account_settings_get_id (settings->pdata[i]));
  }
  g_key_file_set_string_list (keys, GENERAL, ORDER, (const char *const *) order->pdata, order->len);
  if (default_id)
    g_key_file_set_string (keys, GENERAL, DEFAULT, default_id);

  data = g_key_file_to_data (keys, &length, NULL);
  if (!g_file_set_contents_full (g_file_peek_path (file), data, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &cause))
    return set_file_error (error, _ ("The accounts could not be saved to"), file, cause);

  return TRUE;
}
