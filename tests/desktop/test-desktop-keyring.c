/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords in the real keyring of the test session. */

#include "bw-keyring.h"
#include "bw-test-phones.h"

#include <libsecret/secret.h>

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
store (BwSecrets *keyring, const char *id, const char *password)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bw_secrets_store_async (keyring, id, "Bellwire: alice@example.org", password, NULL, result_cb,
                          &result);
  test_wait (result);
  g_assert_true (bw_secrets_store_finish (keyring, result, &error));
  g_assert_no_error (error);
}

static char *
lookup (BwSecrets *keyring, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  bw_secrets_lookup_async (keyring, id, NULL, result_cb, &result);
  test_wait (result);
  password = bw_secrets_lookup_finish (keyring, result, &error);
  g_assert_no_error (error);

  return password;
}

static void
clear (BwSecrets *keyring, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bw_secrets_clear_async (keyring, id, NULL, result_cb, &result);
  test_wait (result);
  g_assert_true (bw_secrets_clear_finish (keyring, result, &error));
  g_assert_no_error (error);
}

static void
store_pin (BwSecrets *keyring, const char *id, const char *pin)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bw_secrets_store_pin_async (keyring, id, "Bellwire: mailbox", pin, NULL, result_cb, &result);
  test_wait (result);
  g_assert_true (bw_secrets_store_pin_finish (keyring, result, &error));
  g_assert_no_error (error);
}

static char *
lookup_pin (BwSecrets *keyring, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *pin;

  bw_secrets_lookup_pin_async (keyring, id, NULL, result_cb, &result);
  test_wait (result);
  pin = bw_secrets_lookup_pin_finish (keyring, result, &error);
  g_assert_no_error (error);

  return pin;
}

static void
clear_pin (BwSecrets *keyring, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bw_secrets_clear_pin_async (keyring, id, NULL, result_cb, &result);
  test_wait (result);
  g_assert_true (bw_secrets_clear_pin_finish (keyring, result, &error));
  g_assert_no_error (error);
}

static void
test_kept (void)
{
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autoptr (BwSecrets) later = bw_keyring_new ();
  g_autofree char *before = lookup (keyring, "one");
  g_autofree char *kept = NULL;
  g_autofree char *other = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *gone = NULL;

  g_assert_null (before);
  store (keyring, "one", "pass word\"'\\ ünïcode €");
  kept = lookup (later, "one");
  g_assert_cmpstr (kept, ==, "pass word\"'\\ ünïcode €");
  other = lookup (later, "two");
  g_assert_null (other);

  store (keyring, "one", "new");
  changed = lookup (later, "one");
  g_assert_cmpstr (changed, ==, "new");

  clear (keyring, "one");
  gone = lookup (later, "one");
  g_assert_null (gone);
  clear (keyring, "one");
}

/* What other programs see of it: the schema, one attribute, the label; and never two items for one
 * account. */
static void
test_seen_from_outside (void)
{
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, NULL);
  g_autoptr (GHashTable) found = NULL;
  g_autofree char *label = NULL;
  GList *items;

  store (keyring, "seen", "first");
  store (keyring, "seen", "second");
  g_hash_table_insert (attributes, (gpointer) "account", (gpointer) "seen");
  items = secret_service_search_sync (service, NULL, attributes, SECRET_SEARCH_ALL, NULL, NULL);
  g_assert_cmpuint (g_list_length (items), ==, 1);

  label = secret_item_get_label (items->data);
  found = secret_item_get_attributes (items->data);
  g_assert_cmpstr (label, ==, "Bellwire: alice@example.org");
  g_assert_cmpstr (g_hash_table_lookup (found, "xdg:schema"), ==, "io.github.bellwire.Password");
  g_assert_cmpuint (g_hash_table_size (found), ==, 2);

  g_list_free_full (items, g_object_unref);
  clear (keyring, "seen");
}

/* The PIN of the mailbox lies beside the password of the account, and neither is taken for the
 * other. */
static void
test_pin (void)
{
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autoptr (BwSecrets) later = bw_keyring_new ();
  g_autofree char *before = NULL;
  g_autofree char *pin = NULL;
  g_autofree char *password = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *still = NULL;

  store (keyring, "boxed", "password");
  before = lookup_pin (keyring, "boxed");
  g_assert_null (before);
  store_pin (keyring, "boxed", "0000");
  store_pin (keyring, "boxed", "1234#");
  pin = lookup_pin (later, "boxed");
  g_assert_cmpstr (pin, ==, "1234#");
  password = lookup (later, "boxed");
  g_assert_cmpstr (password, ==, "password");

  clear_pin (keyring, "boxed");
  gone = lookup_pin (later, "boxed");
  g_assert_null (gone);
  still = lookup (later, "boxed");
  g_assert_cmpstr (still, ==, "password");
  clear (keyring, "boxed");
}

static void
test_pin_seen_from_outside (void)
{
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, NULL);
  g_autoptr (GHashTable) found = NULL;
  GList *items;

  store_pin (keyring, "seen", "1234");
  store_pin (keyring, "seen", "4321");
  g_hash_table_insert (attributes, (gpointer) "account", (gpointer) "seen");
  items = secret_service_search_sync (service, NULL, attributes, SECRET_SEARCH_ALL, NULL, NULL);
  g_assert_cmpuint (g_list_length (items), ==, 1);
  found = secret_item_get_attributes (items->data);
  g_assert_cmpstr (g_hash_table_lookup (found, "xdg:schema"), ==, "io.github.bellwire.MailboxPin");
  g_list_free_full (items, g_object_unref);
  clear_pin (keyring, "seen");
}

static void
test_cancelled (void)
{
  g_autoptr (BwSecrets) keyring = bw_keyring_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;

  g_cancellable_cancel (cancellable);
  bw_secrets_lookup_async (keyring, "one", cancellable, result_cb, &result);
  test_wait (result);
  password = bw_secrets_lookup_finish (keyring, result, &error);
  g_assert_null (password);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/keyring/kept", test_kept);
  g_test_add_func ("/desktop/keyring/seen-from-outside", test_seen_from_outside);
  g_test_add_func ("/desktop/keyring/pin", test_pin);
  g_test_add_func ("/desktop/keyring/pin-seen-from-outside", test_pin_seen_from_outside);
  g_test_add_func ("/desktop/keyring/cancelled", test_cancelled);

  return g_test_run ();
}
