/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The interface to wherever passwords live; it hands each call to the one that implements it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-secrets.h"

G_DEFINE_INTERFACE (BwSecrets, bw_secrets, G_TYPE_OBJECT)

static void
bw_secrets_default_init (BwSecretsInterface *iface)
{
}

void
bw_secrets_lookup_async (BwSecrets *self,
                         const char *account_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (BW_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);

  BW_SECRETS_GET_IFACE (self)->lookup_async (self, account_id, cancellable, callback, user_data);
}

char *
bw_secrets_lookup_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_SECRETS (self), NULL);

  return BW_SECRETS_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
bw_secrets_store_async (BwSecrets *self,
                        const char *account_id,
                        const char *label,
                        const char *password,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (BW_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (password != NULL);

  BW_SECRETS_GET_IFACE (self)->store_async (self, account_id, label, password, cancellable,
                                            callback, user_data);
}

gboolean
bw_secrets_store_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_SECRETS (self), FALSE);

  return BW_SECRETS_GET_IFACE (self)->store_finish (self, result, error);
}

void
bw_secrets_clear_async (BwSecrets *self,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (BW_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);

  BW_SECRETS_GET_IFACE (self)->clear_async (self, account_id, cancellable, callback, user_data);
}

gboolean
bw_secrets_clear_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_SECRETS (self), FALSE);

  return BW_SECRETS_GET_IFACE (self)->clear_finish (self, result, error);
}

void
bw_secrets_lookup_pin_async (BwSecrets *self,
                             const char *account_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (BW_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);

  BW_SECRETS_GET_IFACE (self)->lookup_pin_async (self, account_id, cancellable, callback,
                                                 user_data);
}

char *
bw_secrets_lookup_pin_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_SECRETS (self), NULL);

  return BW_SECRETS_GET_IFACE (self)->lookup_finish (self, result, error);
}

void
bw_secrets_store_pin_async (BwSecrets *self,
                            const char *account_id,
                            const char *label,
                            const char *pin,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BW_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);
  g_return_if_fail (pin != NULL);

  BW_SECRETS_GET_IFACE (self)->store_pin_async (self, account_id, label, pin, cancellable, callback,
                                                user_data);
}

gboolean
bw_secrets_store_pin_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_SECRETS (self), FALSE);

  return BW_SECRETS_GET_IFACE (self)->store_finish (self, result, error);
}

void
bw_secrets_clear_pin_async (BwSecrets *self,
                            const char *account_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (BW_IS_SECRETS (self));
  g_return_if_fail (account_id != NULL);

  BW_SECRETS_GET_IFACE (self)->clear_pin_async (self, account_id, cancellable, callback, user_data);
}

gboolean
bw_secrets_clear_pin_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (BW_IS_SECRETS (self), FALSE);

  return BW_SECRETS_GET_IFACE (self)->clear_finish (self, result, error);
}
