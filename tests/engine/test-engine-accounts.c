/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts against a real Kamailio: registration and every way in which it fails, restarts,
 * passwords, certificates. */

#include "bw-test-server.h"

#include <glib.h>

static void
test_register (gconstpointer transport)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwAccountSettings) settings = test_server_settings (server, "alice", transport);
  g_autofree char *ca = NULL;

  /* The test's own authority is not among the system's: it is trusted for this account. */
  g_assert_true (g_file_get_contents (test_server_get (server, "CA"), &ca, NULL, NULL));
  g_object_set (settings, "trusted-certificate", ca, NULL);
  phone->account = bw_phone_add_account (phone->phone, settings, "secret", NULL);
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_NONE);
  g_assert_cmpint (bw_account_get_state (phone->account), ==, BW_ACCOUNT_STATE_REGISTERED);
  g_assert_cmpint (bw_account_get_since (phone->account), >, 0);
}

static void
expect_failure (BwAccountSettings *settings, const char *password, BwReason reason)
{
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (GError) error = NULL;
  BwAccount *account = bw_phone_add_account (phone->phone, settings, password, &error);

  g_assert_no_error (error);
  test_wait_account (account);
  g_assert_cmpint (bw_account_get_state (account), ==, BW_ACCOUNT_STATE_FAILED);
  g_assert_cmpint (bw_account_get_reason (account), ==, reason);
}

static void
test_wrong_password (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (BwAccountSettings) settings = test_server_settings (server, "alice", "udp");

  expect_failure (settings, "wrong", BW_REASON_WRONG_PASSWORD);
}

static void
test_refusals (void)
{
  static const struct {
    const char *user;
    BwReason reason;
  } cases[] = {
    { "reg403", BW_REASON_WRONG_PASSWORD }, /* what many servers say to a wrong password */
    { "reg404", BW_REASON_NOT_FOUND },
    { "reg480", BW_REASON_UNAVAILABLE },
    { "reg488", BW_REASON_NOT_ACCEPTABLE },
    { "reg500", BW_REASON_SERVER_ERROR },
    { "reg503", BW_REASON_SERVER_BUSY },
    { "reg603", BW_REASON_DECLINED },
    { "reg407loop", BW_REASON_WRONG_PASSWORD },
    { "reg401loop", BW_REASON_WRONG_PASSWORD },
    { "reg423never", BW_REASON_INTERVAL_TOO_BRIEF },
  };
  g_autoptr (TestServer) server = test_server_new ("good");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (BwAccountSettings) settings = test_server_settings (server, cases[i].user, "tcp");

    g_test_message ("%s", cases[i].user);
    expect_failure (settings, "secret", cases[i].reason);
  }
}

static void
test_interval_too_brief (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwAccountSettings) settings = test_server_settings (server, "reg423", "udp");

  phone->account = bw_phone_add_account (phone->phone, settings, "secret", NULL);
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_NONE);
}

static void
test_no_host (void)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();

  g_object_set (settings, "address", "alice@no-such-host.invalid", NULL);
  expect_failure (settings, "secret", BW_REASON_UNKNOWN_HOST);
}

static void
test_refused (gconstpointer transport)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *server =
      g_strdup_printf ("sip:127.0.0.1:9;transport=%s", (const char *) transport);

  g_object_set (settings, "address", "alice@localhost", "server", server, NULL);
  expect_failure (settings, "secret", BW_REASON_REFUSED);
}

/* A self-signed certificate is refused, can be looked at, and is accepted for the account that the
 * person says. */
static void
test_certificate (void)
{
  g_autoptr (TestServer) server = test_server_new ("self-signed");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwAccountSettings) settings = test_server_settings (server, "alice", "tls");
  g_autofree char *pem = NULL;

  phone->account = bw_phone_add_account (phone->phone, settings, "secret", NULL);
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_CERTIFICATE);
  g_assert_nonnull (bw_account_get_certificate (phone->account));

  g_object_get (bw_account_get_certificate (phone->account), "certificate-pem", &pem, NULL);
  g_object_set (settings, "trusted-certificate", pem, NULL);
  g_assert_true (bw_phone_change_account (phone->phone, phone->account, settings, NULL, NULL));
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_NONE);
  g_assert_null (bw_account_get_certificate (phone->account));
}

static void
test_server_comes_back (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);

  test_server_sign_in (server, phone, "alice", "tcp");
  test_server_command (server, "stop");
  bw_account_refresh (phone->account);
  test_wait (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_FAILED);
  g_assert_cmpint (bw_account_get_reason (phone->account), ==, BW_REASON_REFUSED);
  test_server_command (server, "start");
  test_wait_for (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_REGISTERED, 70);
}

static void
test_network_goes_and_comes (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);

  test_server_sign_in (server, phone, "alice", "tcp");
  bw_phone_set_network_available (phone->phone, FALSE);
  g_assert_cmpint (bw_account_get_state (phone->account), ==, BW_ACCOUNT_STATE_FAILED);
  g_assert_cmpint (bw_account_get_reason (phone->account), ==, BW_REASON_NETWORK);
  bw_phone_set_network_available (phone->phone, TRUE);
  test_wait (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_REGISTERED);
  bw_phone_wake (phone->phone);
  test_wait (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_REGISTERED);
}

static void
test_restart (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwAccount) account = NULL;
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;

  test_server_sign_in (server, phone, "alice", "udp");
  path = g_build_filename (phone->dir, "accounts.conf", NULL);
  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));
  g_assert_null (g_strstr_len (file, -1, "secret"));

  test_phone_restart (phone);
  account = g_list_model_get_item (bw_phone_get_accounts (phone->phone), 0);
  g_assert_nonnull (account);
  g_assert_true (bw_account_get_is_default (account));
  g_assert_cmpint (test_wait_account (account), ==, BW_REASON_NONE);
}

static void
test_several (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwAccountSettings) again = test_server_settings (server, "alice", "udp");
  g_autoptr (GError) error = NULL;
  BwAccount *alice, *bob;

  test_server_sign_in (server, phone, "alice", "udp");
  alice = phone->account;
  test_server_sign_in (server, phone, "bob", "tcp");
  bob = phone->account;
  g_assert_true (bw_phone_get_default_account (phone->phone) == alice);

  g_assert_null (bw_phone_add_account (phone->phone, again, "secret", &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_DUPLICATE);

  bw_account_set_enabled (bob, FALSE);
  g_assert_cmpint (bw_account_get_state (bob), ==, BW_ACCOUNT_STATE_DISABLED);
  bw_account_set_enabled (bob, TRUE);
  g_assert_cmpint (test_wait_account (bob), ==, BW_REASON_NONE);
  bw_phone_remove_account (phone->phone, alice);
  g_assert_true (bw_phone_get_default_account (phone->phone) == bob);
  g_assert_cmpuint (g_list_model_get_n_items (bw_phone_get_accounts (phone->phone)), ==, 1);
}

/* The undo of a removal: the same settings without a password find the one that is still in the
 * keyring. */
static void
test_remove_and_undo (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwAccountSettings) settings = NULL;

  test_server_sign_in (server, phone, "alice", "udp");
  settings = g_object_ref (bw_account_get_settings (phone->account));
  bw_phone_remove_account (phone->phone, phone->account);
  phone->account = bw_phone_add_account (phone->phone, settings, NULL, NULL);
  g_assert_nonnull (phone->account);
  g_assert_cmpint (test_wait_account (phone->account), ==, BW_REASON_NONE);
}

static void
test_unreadable_file (void)
{
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autofree char *path = g_build_filename (phone->dir, "accounts.conf", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GFile) dir = g_file_new_for_path (phone->dir);
  g_autoptr (BwPhone) other = bw_phone_new (phone->store, phone->secrets, dir, dir, NULL);
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "this is [not a key file", -1, NULL));
  test_start_and_keep_result (other, &result);
  g_assert_false (bw_phone_start_finish (other, result, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_clear_error (&error);
  g_object_set (settings, "address", "alice@phones.test", NULL);
  g_assert_null (bw_phone_add_account (other, settings, "secret", &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, "this is [not a key file");
  test_stop_and_wait (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/engine/accounts/register/udp", "udp", test_register);
  g_test_add_data_func ("/engine/accounts/register/tcp", "tcp", test_register);
  g_test_add_data_func ("/engine/accounts/register/tls", "tls", test_register);
  g_test_add_func ("/engine/accounts/wrong-password", test_wrong_password);
  g_test_add_func ("/engine/accounts/refusals", test_refusals);
  g_test_add_func ("/engine/accounts/interval-too-brief", test_interval_too_brief);
  g_test_add_func ("/engine/accounts/no-host", test_no_host);
  g_test_add_data_func ("/engine/accounts/refused/udp", "udp", test_refused);
  g_test_add_data_func ("/engine/accounts/refused/tcp", "tcp", test_refused);
  g_test_add_func ("/engine/accounts/certificate", test_certificate);
  g_test_add_func ("/engine/accounts/server-comes-back", test_server_comes_back);
  g_test_add_func ("/engine/accounts/network-goes-and-comes", test_network_goes_and_comes);
  g_test_add_func ("/engine/accounts/restart", test_restart);
  g_test_add_func ("/engine/accounts/several", test_several);
  g_test_add_func ("/engine/accounts/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/engine/accounts/unreadable-file", test_unreadable_file);

  return g_test_run ();
}
