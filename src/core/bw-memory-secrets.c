/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords that live as long as the program does; nothing is written anywhere. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-memory-secrets.h"

struct _BwMemorySecrets {
  GObject parent_instance;

  GHashTable *passwords; /* account id -> password */
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
bw_memory_secrets_lookup_async (BwSecrets *secrets,
                                const char *account_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_memory_secrets_lookup_async);
  g_task_return_pointer (task, g_strdup (g_hash_table_lookup (self->passwords, account_id)),
                         forget);
}

static char *
bw_memory_secrets_lookup_finish (BwSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_memory_secrets_store_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_replace (self->passwords, g_strdup (account_id), g_strdup (password));
  g_task_return_boolean (task, TRUE);
}

static void
bw_memory_secrets_clear_async (BwSecrets *secrets,
                               const char *account_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  BwMemorySecrets *self = BW_MEMORY_SECRETS (secrets);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, bw_memory_secrets_clear_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  g_hash_table_remove (self->passwords, account_id);
  g_task_return_boolean (task, TRUE);
}

static gboolean
bw_memory_secrets_change_finish (BwSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
bw_memory_secrets_finalize (GObject *object)
{
  g_hash_table_unref (BW_MEMORY_SECRETS (object)->passwords);

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
}

BwSecrets *
bw_memory_secrets_new (void)
{
  return g_object_new (BW_TYPE_MEMORY_SECRETS, NULL);
}
