/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps passwords and PINs in the desktop's keyring, and says in plain words why that did not work.
 * Knows nothing of accounts but an id. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

struct _BwKeyring {
  GObject parent_instance;
};

static void bw_keyring_secrets_init (BwSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwKeyring,
                               bw_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BW_TYPE_SECRETS, bw_keyring_secrets_init))

static const SecretSchema password_schema = {
  "io.github.bellwire.Password",
  SECRET_SCHEMA_NONE,
  { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static const SecretSchema pin_schema = {
  "io.github.bellwire.MailboxPin",
  SECRET_SCHEMA_NONE,
  { { "account", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static gboolean
is_locked (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED);
}

/* Without a session bus the connection itself fails, with an error of GIO; an activation that
 * failed has a code of its own. */
static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         (error->domain == G_DBUS_ERROR && error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
          error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY) ||
         error->domain == G_IO_ERROR || error->domain == G_SPAWN_ERROR;
}

/* Takes @reason and gives back what the header promises. */
static GError *
explain (GError *reason)
{
  g_autoptr (GError) owned = reason;

  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&owned);

  if (is_locked (reason))
    return g_error_new_literal (
        G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
        _ ("The keyring is locked. Unlock it, so that passwords can be kept."));

  if (is_absent (reason))
    return g_error_new_literal (
        G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
        _ ("There is no keyring service. Install one, such as GNOME Keyring or KWallet, so that "
           "passwords can be kept."));

  return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED,
                      _ ("The keyring did not answer as it should: %s"), reason->message);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *password = secret_password_lookup_finish (result, &error);

  if (error)
    g_task_return_error (task, explain (error));
  else
    g_task_return_pointer (task, password, (GDestroyNotify) secret_password_free);
}

static void
look_up (BwSecrets *secrets,
         const SecretSchema *schema,
         const char *account_id,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  GTask *task = g_task_new (secrets, cancellable, callback, user_data);

  g_task_set_source_tag (task, look_up);
  secret_password_lookup (schema, cancellable, looked_up_cb, task, "account", account_id, NULL);
}

static void
bw_keyring_lookup_async (BwSecrets *secrets,
                         const char *account_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  look_up (secrets, &password_schema, account_id, cancellable, callback, user_data);
}

static void
bw_keyring_lookup_pin_async (BwSecrets *secrets,
                             const char *account_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  look_up (secrets, &pin_schema, account_id, cancellable, callback, user_data);
}

static char *
bw_keyring_lookup_finish (BwSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, explain (error));
}

static void
store (BwSecrets *secrets,
       const SecretSchema *schema,
       const char *account_id,
       const char *label,
       const char *secret,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (secrets, cancellable, callback, user_data);

  g_task_set_source_tag (task, store);
  secret_password_store (schema, SECRET_COLLECTION_DEFAULT, label, secret, cancellable, stored_cb,
                         task, "account", account_id, NULL);
}

static void
bw_keyring_store_async (BwSecrets *secrets,
                        const char *account_id,
                        const char *label,
                        const char *password,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  store (secrets, &password_schema, account_id, label, password, cancellable, callback, user_data);
}

static void
bw_keyring_store_pin_async (BwSecrets *secrets,
                            const char *account_id,
                            const char *label,
                            const char *pin,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  store (secrets, &pin_schema, account_id, label, pin, cancellable, callback, user_data);
}

static gboolean
finish_boolean (BwSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* libsecret says FALSE where there was nothing to take away; for us that is as good. */
static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error)
    g_task_return_error (task, explain (error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
clear (BwSecrets *secrets,
       const SecretSchema *schema,
       const char *account_id,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (secrets, cancellable, callback, user_data);

  g_task_set_source_tag (task, clear);
  secret_password_clear (schema, cancellable, cleared_cb, task, "account", account_id, NULL);
}

static void
bw_keyring_clear_async (BwSecrets *secrets,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  clear (secrets, &password_schema, account_id, cancellable, callback, user_data);
}

static void
bw_keyring_clear_pin_async (BwSecrets *secrets,
                            const char *account_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  clear (secrets, &pin_schema, account_id, cancellable, callback, user_data);
}

static void
bw_keyring_secrets_init (BwSecretsInterface *iface)
{
  iface->lookup_async = bw_keyring_lookup_async;
  iface->lookup_finish = bw_keyring_lookup_finish;
  iface->store_async = bw_keyring_store_async;
  iface->store_finish = finish_boolean;
  iface->clear_async = bw_keyring_clear_async;
  iface->clear_finish = finish_boolean;
  iface->lookup_pin_async = bw_keyring_lookup_pin_async;
  iface->store_pin_async = bw_keyring_store_pin_async;
  iface->clear_pin_async = bw_keyring_clear_pin_async;
}

static void
bw_keyring_class_init (BwKeyringClass *klass)
{
}

static void
bw_keyring_init (BwKeyring *self)
{
}

BwSecrets *
bw_keyring_new (void)
{
  return g_object_new (BW_TYPE_KEYRING, NULL);
}
