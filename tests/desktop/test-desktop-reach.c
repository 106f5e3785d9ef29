/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts that lose their registrar: told once, after the patience, and untold when they are back.
 */

#include "bw-notifier.h"
#include "bw-test-mock.h"
#include "bw-test-phones.h"
#include "bw-test-registrar.h"

#include <string.h>

#define NAME "org.freedesktop.Notifications"

/* Long enough for a refusal to be followed by an acceptance within it. */
#define PATIENCE 400

typedef struct {
  TestMock *server;
  TestRegistrar *registrar;
  TestPhone *phone;
  BwNotifier *notifier;
  guint presented;
} Fixture;

static void
present_cb (Fixture *self)
{
  self->presented++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = test_mock_new (G_BUS_TYPE_SESSION, "notification_daemon",
                                "{\"capabilities\": \"body actions\"}", NAME,
                                "/org/freedesktop/Notifications", NAME);
  self->registrar = test_registrar_new ();
  self->phone = test_phone_new_bare ("alice", 0);
  self->notifier = bw_notifier_new (self->phone->phone, PATIENCE);
  g_signal_connect_swapped (self->notifier, "present-accounts", G_CALLBACK (present_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->notifier);
  test_phone_free (self->phone);
  test_registrar_free (self->registrar);
  test_mock_free (self->server);
}

static BwAccount *
add (Fixture *self, const char *address)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *server =
      g_strdup_printf ("sip:127.0.0.1:%u;transport=udp", self->registrar->port);
  g_autoptr (GError) error = NULL;
  BwAccount *account;

  g_object_set (settings, "address", address, "server", server, NULL);
  account = bw_phone_add_account (self->phone->phone, settings, "secret", &error);
  g_assert_no_error (error);

  return account;
}

static void
wait_registered (BwAccount *account)
{
  test_wait (bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED);
}

static void
lose (Fixture *self, BwAccount *account)
{
  self->registrar->code = 503;
  bw_account_refresh (account);
  test_wait (bw_account_get_state (account) == BW_ACCOUNT_STATE_FAILED);
}

static gboolean
said (Fixture *self, guint index, const char *wanted)
{
  g_autoptr (GVariant) argument = test_mock_argument (self->server, "Notify", index);

  return strstr (g_variant_get_string (argument, NULL), wanted) != NULL;
}

static void
test_lost (Fixture *self, gconstpointer data)
{
  BwAccount *account = add (self, "alice@example.org");

  wait_registered (account);
  g_assert_cmpuint (test_mock_count (self->server, "Notify"), ==, 0);
  lose (self, account);
  test_wait (test_mock_count (self->server, "Notify") == 1);
  g_assert_true (said (self, 3, "Calls cannot reach you"));
  g_assert_true (said (self, 4, "alice@example.org: "));

  test_mock_emit (self->server, "ActionInvoked", g_variant_new ("(us)", 1, "default"));
  test_wait (self->presented == 1);

  self->registrar->code = 200;
  bw_account_refresh (account);
  wait_registered (account);
  test_wait (test_mock_count (self->server, "CloseNotification") == 1);
  g_assert_cmpuint (test_mock_count (self->server, "Notify"), ==, 1);
}

/* The second account goes through what the first one must not tell, and takes longer. */
static void
test_short_loss (Fixture *self, gconstpointer data)
{
  BwAccount *brief = add (self, "alice@example.org");
  BwAccount *lost = add (self, "bob@example.org");

  wait_registered (brief);
  wait_registered (lost);
  lose (self, brief);
  self->registrar->code = 200;
  bw_account_refresh (brief);
  wait_registered (brief);
  lose (self, lost);
  test_wait (test_mock_count (self->server, "Notify") == 1);
  g_assert_true (said (self, 4, "bob@example.org"));
  g_assert_false (said (self, 4, "alice@example.org"));
}

static void
test_several (Fixture *self, gconstpointer data)
{
  BwAccount *one = add (self, "alice@example.org");
  BwAccount *two = add (self, "bob@example.org");

  wait_registered (one);
  wait_registered (two);
  lose (self, one);
  lose (self, two);
  test_wait (test_mock_count (self->server, "Notify") == 2);
  g_assert_true (said (self, 4, "alice@example.org: "));
  g_assert_true (said (self, 4, "\nbob@example.org: "));

  bw_phone_remove_account (self->phone->phone, one);
  test_wait (test_mock_count (self->server, "Notify") == 3);
  g_assert_false (said (self, 4, "alice@example.org"));
  bw_account_set_enabled (two, FALSE);
  test_wait (test_mock_count (self->server, "CloseNotification") == 1);
}

/* What never came up is shown in the window, where the person is just then. */
static void
test_never_up (Fixture *self, gconstpointer data)
{
  BwAccount *never, *lost = add (self, "bob@example.org");

  wait_registered (lost);
  self->registrar->code = 503;
  never = add (self, "alice@example.org");
  test_wait (bw_account_get_state (never) == BW_ACCOUNT_STATE_FAILED);
  lose (self, lost);
  test_wait (test_mock_count (self->server, "Notify") == 1);
  g_assert_false (said (self, 4, "alice@example.org"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/reach/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  ADD ("lost", test_lost);
  ADD ("short-loss", test_short_loss);
  ADD ("several", test_several);
  ADD ("never-up", test_never_up);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
