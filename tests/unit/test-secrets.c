/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Secrets in memory: kept, replaced, cleared, apart from each other; a cancelled change is none. */

#include "bw-memory-secrets.h"

static void
result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* The deadline of the test run ends a wait that does not. */
static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static char *
look_up (BwSecrets *secrets, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *password;

  bw_secrets_lookup_async (secrets, id, NULL, result_cb, &result);
  password = bw_secrets_lookup_finish (secrets, wait_for (&result), &error);
  g_assert_no_error (error);

  return password;
}

static gboolean
keep (BwSecrets *secrets,
      const char *id,
      const char *password,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bw_secrets_store_async (secrets, id, "Bellwire: bob@example.org", password, cancellable,
                          result_cb, &result);

  return bw_secrets_store_finish (secrets, wait_for (&result), error);
}

static gboolean
clear (BwSecrets *secrets, const char *id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  bw_secrets_clear_async (secrets, id, cancellable, result_cb, &result);

  return bw_secrets_clear_finish (secrets, wait_for (&result), error);
}

static void
check (BwSecrets *secrets, const char *id, const char *expected)
{
  g_autofree char *password = look_up (secrets, id);

  g_assert_cmpstr (password, ==, expected);
}

static void
test_life (void)
{
  BwSecrets *secrets = bw_memory_secrets_new ();
  g_autoptr (GError) error = NULL;

  check (secrets, "one", NULL);
  g_assert_true (keep (secrets, "one", "first", NULL, &error));
  g_assert_true (keep (secrets, "two", "", NULL, &error));
  check (secrets, "one", "first");
  check (secrets, "two", "");
  g_assert_true (keep (secrets, "one", "second", NULL, &error));
  check (secrets, "one", "second");
  g_assert_true (clear (secrets, "one", NULL, &error));
  g_assert_true (clear (secrets, "one", NULL, &error));
  g_assert_no_error (error);
  check (secrets, "one", NULL);
  check (secrets, "two", "");
  g_assert_finalize_object (secrets);
}

static void
test_cancelled (void)
{
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (keep (secrets, "one", "first", NULL, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (keep (secrets, "one", "second", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (clear (secrets, "one", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check (secrets, "one", "first");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secrets/life", test_life);
  g_test_add_func ("/secrets/cancelled", test_cancelled);

  return g_test_run ();
}
