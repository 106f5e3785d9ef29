/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords and PINs that live as long as the program does; nothing is written anywhere. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-memory-secrets.h"

struct _BwMemorySecrets {
  GObject parent_instance;

  GHashTable *passwords; /* account id -> password */
  GHashTable *pins;      /* account id -> PIN */
};

static void bw_memory_secrets_secrets_init (BwSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwMemorySecrets,
                               bw_memory_secrets,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BW_TYPE_SECRETS,
                                                      bw_memory_secrets_secrets_init))

static void
forget (gpointer data)
{
  char *password = data;

  explicit_bzero (password, strlen (password));
  g_free (password);
}

static void
look_up (BwMemorySecrets *self,
         GHashTable *table,
         const char *account_id,
         GCancellable *cancellable,
         GAsyncReadyCallback callback,
         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, look_up);
  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (table, account_id)), forget);
}

/* @secret: (nullable): NULL takes it away */
static void
change (BwMemorySecrets *self,
        GHashTable *table,
        const char *account_id,
        const char *secret,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, change);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (secret)
    g_hash_table_replace (table, g_strdup (account_id), g_strdup (secret));
  else
    g_hash_table_remove (table, account_id);
  g_task_return_boolean (task, TRUE);
}

static void
bw_memory_secrets_lookup_async (BwSecrets *secrets,
                                const char *account_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);

  look_up (self, self->passwords, account_id, cancellable, callback, user_data);
}

static void
bw_memory_secrets_store_async (BwSecrets *secrets,
                               const char *account_id,
                               const char *label,
                               const char *password,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);

  change (self, self->passwords, account_id, password, cancellable, callback, user_data);
}

static void
bw_memory_secrets_clear_async (BwSecrets *secrets,
                               const char *account_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);

  change (self, self->passwords, account_id, NULL, cancellable, callback, user_data);
}

static void
bw_memory_secrets_lookup_pin_async (BwSecrets *secrets,
                                    const char *account_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);

  look_up (self, self->pins, account_id, cancellable, callback, user_data);
}

static void
bw_memory_secrets_store_pin_async (BwSecrets *secrets,
                                   const char *account_id,
                                   const char *label,
                                   const char *pin,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);

  change (self, self->pins, account_id, pin, cancellable, callback, user_data);
}

static void
bw_memory_secrets_clear_pin_async (BwSecrets *secrets,
                                   const char *account_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);

  change (self, self->pins, account_id, NULL, cancellable, callback, user_data);
}

static char *
bw_memory_secrets_lookup_finish (BwSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
bw_memory_secrets_change_finish (BwSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
bw_memory_secrets_finalize (GObject *object)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (object);

  g_hash_table_unref (self->passwords);
  g_hash_table_unref (self->pins);

  G_OBJECT_CLASS (bw_memory_secrets_parent_class)->finalize (object);
}

static void
bw_memory_secrets_secrets_init (BwSecretsInterface *iface)
{
  iface->lookup_async = bw_memory_secrets_lookup_async;
  iface->lookup_finish = bw_memory_secrets_lookup_finish;
  iface->store_async = bw_memory_secrets_store_async;
  iface->store_finish = bw_memory_secrets_change_finish;
  iface->clear_async = bw_memory_secrets_clear_async;
  iface->clear_finish = bw_memory_secrets_change_finish;
  iface->lookup_pin_async = bw_memory_secrets_lookup_pin_async;
  iface->store_pin_async = bw_memory_secrets_store_pin_async;
  iface->clear_pin_async = bw_memory_secrets_clear_pin_async;
}

static void
bw_memory_secrets_class_init (BwMemorySecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_memory_secrets_finalize;
}

static void
bw_memory_secrets_init (BwMemorySecrets *self)
{
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, forget);
  self->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, forget);
}

BwSecrets *
bw_memory_secrets_new (void)
{
  return g_object_new (BW_TYPE_MEMORY_SECRETS, NULL);
}
