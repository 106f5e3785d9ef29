/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A desktop that offers nothing: no keyring, no notification server, no address books. The phone
 * says so, and goes on. */

#include "bw-desktop-contacts.h"
#include "bw-keyring.h"
#include "bw-notifier.h"
#include "bw-test-phones.h"

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
assert_absent (GError *error)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_error_free (error);
}

static void
test_keyring (void)
{
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autoptr (GAsyncResult) stored = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) cleared = NULL;
  GError *error = NULL;

  bw_secrets_store_async (keyring, "one", "label", "password", NULL, result_cb, &stored);
  bw_secrets_lookup_async (keyring, "one", NULL, result_cb, &found);
  bw_secrets_clear_async (keyring, "one", NULL, result_cb, &cleared);
  test_wait (stored && found && cleared);

  g_assert_false (bw_secrets_store_finish (keyring, stored, &error));
  assert_absent (g_steal_pointer (&error));
  g_assert_null (bw_secrets_lookup_finish (keyring, found, &error));
  assert_absent (g_steal_pointer (&error));
  g_assert_false (bw_secrets_clear_finish (keyring, cleared, &error));
  assert_absent (g_steal_pointer (&error));
}

/* The account works with the password that was given, and says that it will have to be given again.
 */
static void
test_password_for_this_run (void)
{
  g_autoptr (BwStore) store = bw_store_new (NULL);
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autofree char *dir = g_build_filename (g_get_user_cache_dir (), "phone-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (g_mkdtemp (dir));
  g_autoptr (BwPhone) phone = NULL;
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GError) error = NULL;
  BwAccount *account;

  g_assert_true (bw_store_open (store, NULL));
  phone = bw_phone_new (store, keyring, folder, folder, NULL);
  bw_phone_start_async (phone, NULL, result_cb, &started);
  test_wait (started);
  g_assert_true (bw_phone_start_finish (phone, started, NULL));

  g_object_set (settings, "address", "alice@127.0.0.1", "register", FALSE, NULL);
  account = bw_phone_add_account (phone, settings, "secret", &error);
  g_assert_no_error (error);
  test_wait (!bw_account_get_password_kept (account));
}

static void
test_notifier (void)
{
  g_autoptr (BwStore) store = bw_store_new (NULL);
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autofree char *dir = g_build_filename (g_get_user_cache_dir (), "phone-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (g_mkdtemp (dir));
  g_autoptr (BwPhone) phone = NULL;
  g_autoptr (BwNotifier) notifier = NULL;
  g_autoptr (BwCallRecord) record = bw_call_record_new ();

  g_assert_true (bw_store_open (store, NULL));
  phone = bw_phone_new (store, keyring, folder, folder, NULL);
  notifier = bw_notifier_new (phone, BW_NOTIFIER_PATIENCE);
  g_object_set (record, "account", "none", "peer", "bob@example.org", "outcome",
                BW_CALL_OUTCOME_MISSED, NULL);
  g_assert_true (bw_store_add_call (store, record, NULL));
  g_assert_finalize_object (g_steal_pointer (&notifier));
}

static char *
dup_error (BwDesktopContacts *contacts)
{
  char *error;

  g_object_get (contacts, "error", &error, NULL);

  return error;
}

/* It says what is missing, with the module for address books or without it. */
static void
test_contacts (void)
{
  g_autoptr (BwDesktopContacts) contacts = bw_desktop_contacts_new ();
  g_autofree char *error = NULL;
  gboolean available;

  g_object_set (contacts, "enabled", TRUE, NULL);
  test_wait ((error = dup_error (contacts)));
  g_assert_true (g_str_has_suffix (error, "."));
  g_object_get (contacts, "available", &available, NULL);
  g_assert_false (available);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (contacts)), ==, 0);
  g_object_set (contacts, "enabled", FALSE, NULL);
  g_assert_null (dup_error (contacts));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/no-services/keyring", test_keyring);
  g_test_add_func ("/desktop/no-services/password-for-this-run", test_password_for_this_run);
  g_test_add_func ("/desktop/no-services/notifier", test_notifier);
  g_test_add_func ("/desktop/no-services/contacts", test_contacts);

  return g_test_run ();
}
