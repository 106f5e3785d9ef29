/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_SECRETS (bw_secrets_get_type ())

/**
 * BwSecrets:
 *
 * Where passwords live, and the PINs of mailboxes: the Secret Service in the program, memory in
 * tests. The core asks, it never keeps one on disk. Of one account both are apart from each other.
 */
G_DECLARE_INTERFACE (BwSecrets, bw_secrets, BW, SECRETS, GObject)

struct _BwSecretsInterface {
  GTypeInterface parent_iface;

  void (*lookup_async) (BwSecrets *self,
                        const char *account_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  char *(*lookup_finish) (BwSecrets *self, GAsyncResult *result, GError **error);
  void (*store_async) (BwSecrets *self,
                       const char *account_id,
                       const char *label,
                       const char *password,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*store_finish) (BwSecrets *self, GAsyncResult *result, GError **error);
  void (*clear_async) (BwSecrets *self,
                       const char *account_id,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  gboolean (*clear_finish) (BwSecrets *self, GAsyncResult *result, GError **error);

  /* Their results are for the three above. */
  void (*lookup_pin_async) (BwSecrets *self,
                            const char *account_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
  void (*store_pin_async) (BwSecrets *self,
                           const char *account_id,
                           const char *label,
                           const char *pin,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
  void (*clear_pin_async) (BwSecrets *self,
                           const char *account_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
};

void bw_secrets_lookup_async (BwSecrets *self,
                              const char *account_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** bw_secrets_lookup_finish: Returns: (transfer full) (nullable): the password; NULL without an
 * error where none is kept */
char *bw_secrets_lookup_finish (BwSecrets *self, GAsyncResult *result, GError **error);
/** bw_secrets_store_async: @label: what the keyring's own window shows for it */
void bw_secrets_store_async (BwSecrets *self,
                             const char *account_id,
                             const char *label,
                             const char *password,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean bw_secrets_store_finish (BwSecrets *self, GAsyncResult *result, GError **error);
void bw_secrets_clear_async (BwSecrets *self,
                             const char *account_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean bw_secrets_clear_finish (BwSecrets *self, GAsyncResult *result, GError **error);

/* The same for the PIN of the account's mailbox. One that could not be stored is not kept at all.
 */
void bw_secrets_lookup_pin_async (BwSecrets *self,
                                  const char *account_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
char *bw_secrets_lookup_pin_finish (BwSecrets *self, GAsyncResult *result, GError **error);
void bw_secrets_store_pin_async (BwSecrets *self,
                                 const char *account_id,
                                 const char *label,
                                 const char *pin,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean bw_secrets_store_pin_finish (BwSecrets *self, GAsyncResult *result, GError **error);
void bw_secrets_clear_pin_async (BwSecrets *self,
                                 const char *account_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean bw_secrets_clear_pin_finish (BwSecrets *self, GAsyncResult *result, GError **error);

G_END_DECLS
