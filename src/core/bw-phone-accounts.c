/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The accounts of the controller: their list, their file, their passwords. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-phone-private.h"

#include "bw-account-file.h"

#include <glib/gi18n-lib.h>

static gboolean
is_running (BwPhone *self)
{
  return self->started && bw_engine_get_core (self->engine) != NULL;
}

static guint
count (BwPhone *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
}

static gboolean
require_known (BwPhone *self, GError **error)
{
  if (!self->accounts_known) {
    g_set_error (error, BW_ERROR, BW_ERROR_FILE,
                 _ ("The accounts in %s could not be read, so nothing is written there. Mend or "
                    "move the file away, "
                    "then start again."),
                 g_file_peek_path (self->accounts_file));
    return FALSE;
  }

  return TRUE;
}

static gboolean
save (BwPhone *self, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  if (!require_known (self, error))
    return FALSE;

  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    g_ptr_array_add (all, g_object_ref (bw_account_get_settings (account)));
  }

  return bw_account_file_save (
      self->accounts_file, all,
      self->default_account ? bw_account_get_id (self->default_account) : NULL, error);
}

static void
save_or_warn (BwPhone *self)
{
  g_autoptr (GError) error = NULL;

  if (!save (self, &error))
    g_warning ("%s", error->message);
}

static void
settings_changed_cb (BwPhone *self)
{
  save_or_warn (self);
  bw_phone_notify_can_call (self);
}

static void
append (BwPhone *self, BwAccount *account)
{
  g_signal_connect_object (account, "notify::settings", G_CALLBACK (settings_changed_cb), self,
                           G_CONNECT_SWAPPED);
  bw_account_set_network_available (account, self->network_available);
  g_list_store_append (self->accounts, account);
  bw_phone_watch_mailbox (self, account);
  bw_phone_notify_can_call (self);
}

static gboolean
check_unique (BwPhone *self, BwAccountSettings *settings, GError **error)
{
  g_autofree char *identity = bw_account_settings_dup_identity_uri (settings);

  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
    g_autofree char *other =
        bw_account_settings_dup_identity_uri (bw_account_get_settings (account));

    if (g_strcmp0 (bw_account_get_id (account), bw_account_settings_get_id (settings)) != 0 &&
        g_ascii_strcasecmp (identity, other) == 0) {
      g_set_error (error, BW_ERROR, BW_ERROR_DUPLICATE, _ ("There is an account for %s already."),
                   bw_account_settings_get_address (settings));
      return FALSE;
    }
  }

  return TRUE;
}

typedef struct {
  BwPhone *phone;
  BwAccount *account;
} Errand;

static Errand *
errand_new (BwPhone *self, BwAccount *account)
{
  Errand *errand = g_new (Errand, 1);

  errand->phone = g_object_ref (self);
  errand->account = g_object_ref (account);

  return errand;
}

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->phone);
  g_object_unref (errand->account);
  g_free (errand);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static void
password_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = bw_secrets_store_finish (BW_SECRETS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!kept)
    g_message ("The password lives for this run only: %s", error->message);
  bw_account_set_password_kept (errand->account, kept);
}

static void
store_password (BwPhone *self, BwAccount *account, const char *password)
{
  bw_account_set_password (account, password);
  bw_secrets_store_async (self->secrets, bw_account_get_id (account),
                          bw_account_get_address (account), password, self->cancellable,
                          password_stored_cb, errand_new (self, account));
}

/* The engine's default is the account of calls that a peer makes us make. */
static void
tell_default (BwPhone *self)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);

  if (core && self->default_account)
    linphone_core_set_default_account (core, bw_account_get_engine_account (self->default_account));
}

static void
attach (BwPhone *self, BwAccount *account)
{
  bw_account_attach (account, self->engine);
  tell_default (self);
}

/* An account enters the engine with its password, or else its first REGISTER would be sent in vain.
 */
static void
password_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *password = bw_secrets_lookup_finish (BW_SECRETS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    g_message ("The keyring does not give the password: %s", error->message);
  if (!is_running (errand->phone) || bw_account_get_engine_account (errand->account))
    return;

  if (password)
    bw_account_set_password (errand->account, password);
  attach (errand->phone, errand->account);
}

static void
attach_with_kept_password (BwPhone *self, BwAccount *account)
{
  bw_secrets_lookup_async (self->secrets, bw_account_get_id (account), self->cancellable,
                           password_found_cb, errand_new (self, account));
}

static void
choose_default (BwPhone *self, BwAccount *account)
{
  if (self->default_account == account)
    return;

  if (self->default_account)
    bw_account_set_is_default (self->default_account, FALSE);
  g_set_object (&self->default_account, account);
  if (account)
    bw_account_set_is_default (account, TRUE);
  tell_default (self);
  bw_phone_notify_default_account (self);
}

/* What all accounts trust; @coming: (nullable): settings that one of them is about to get: a
 * connection takes its trust along when it begins. */
static void
update_certificates (BwPhone *self, BwAccountSettings *coming)
{
  g_autoptr (GString) pem = g_string_new (NULL);

  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
    gboolean same =
        coming && g_strcmp0 (bw_account_get_id (account), bw_account_settings_get_id (coming)) == 0;
    const char *one = bw_account_settings_get_trusted_certificate (
        same ? coming : bw_account_get_settings (account));

    if (one)
      g_string_append_printf (pem, "%s\n", one);
  }
  bw_engine_set_trusted_certificates (self->engine, pem->len > 0 ? pem->str : NULL);
}

gboolean
bw_phone_load_accounts (BwPhone *self, GError **error)
{
  g_autofree char *default_id = NULL;
  g_autoptr (GPtrArray) all = bw_account_file_load (self->accounts_file, &default_id, error);

  if (!all)
    return FALSE;

  for (guint i = 0; i < all->len; i++) {
    g_autoptr (BwAccount) account = bw_account_new (all->pdata[i]);

    append (self, account);
    if (i == 0 || g_strcmp0 (default_id, bw_account_get_id (account)) == 0)
      choose_default (self, account);
  }
  update_certificates (self, NULL);
  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    attach_with_kept_password (self, account);
  }

  return TRUE;
}

/* How well an account fits an address that was called: its own address, its domain, its user, in
 * that order. */
static guint
fitness (BwAccount *account, BwAddress *to)
{
  g_autoptr (BwAddress) own = bw_address_parse (bw_account_get_address (account), NULL, NULL);
  gboolean user, host;

  if (!own || !to)
    return 0;

  user = g_strcmp0 (bw_address_get_user (own), bw_address_get_user (to)) == 0;
  host = g_strcmp0 (bw_address_get_host (own), bw_address_get_host (to)) == 0;

  return (user && host ? 4 : 0) + (host ? 2 : 0) + (user ? 1 : 0);
}

BwAccount *
bw_phone_find_account_for (BwPhone *self, const LinphoneAddress *to)
{
  g_autofree char *uri = to ? linphone_address_as_string_uri_only (to) : NULL;
  g_autoptr (BwAddress) address = uri ? bw_address_parse (uri, NULL, NULL) : NULL;
  BwAccount *best = self->default_account;
  guint best_fitness = 0;

  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
    guint here = fitness (account, address);

    if (here > best_fitness) {
      best_fitness = here;
      best = account;
    }
  }

  return best;
}

BwAccount *
bw_phone_find_account (BwPhone *self, const char *id)
{
  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    if (g_strcmp0 (bw_account_get_id (account), id) == 0)
      return account;
  }

  return NULL;
}

BwAccount *
bw_phone_add_account (BwPhone *self,
                      BwAccountSettings *settings,
                      const char *password,
                      GError **error)
{
  g_autoptr (BwAccountSettings) own = bw_account_settings_copy (settings);
  g_autoptr (BwAccount) account = NULL;

  if (!is_running (self)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_NOT_STARTED, _ ("The phone is not running."));
    return NULL;
  }
  if (!require_known (self, error) || !bw_account_settings_validate (own, error) ||
      !check_unique (self, own, error))
    return NULL;

  account = bw_account_new (own);
  append (self, account);
  if (!self->default_account)
    choose_default (self, account);
  if (!save (self, error)) {
    bw_phone_remove_account (self, account);
    return NULL;
  }

  update_certificates (self, NULL);
  if (password) {
    store_password (self, account, password);
    attach (self, account);
  } else {
    attach_with_kept_password (self, account);
  }

  return account;
}

gboolean
bw_phone_change_account (BwPhone *self,
                         BwAccount *account,
                         BwAccountSettings *settings,
                         const char *password,
                         GError **error)
{
  g_autoptr (BwAccountSettings) own = bw_account_settings_copy (settings);

  if (!bw_account_settings_validate (own, error) || !check_unique (self, own, error))
    return FALSE;

  if (password)
    store_password (self, account, password);
  update_certificates (self, own);
  bw_account_set_settings (account, own);

  return save (self, error);
}

void
bw_phone_remove_account (BwPhone *self, BwAccount *account)
{
  g_autoptr (BwAccount) keep = g_object_ref (account);
  guint position;

  if (!g_list_store_find (self->accounts, account, &position))
    return;

  g_signal_handlers_disconnect_by_func (account, settings_changed_cb, self);
  g_list_store_remove (self->accounts, position);
  bw_phone_leave_mailbox (self, account);
  if (self->default_account == account) {
    g_autoptr (BwAccount) next = g_list_model_get_item (G_LIST_MODEL (self->accounts), 0);

    choose_default (self, next);
  }
  bw_account_detach (account);
  update_certificates (self, NULL);
  bw_phone_notify_can_call (self);
  save_or_warn (self);
}

static void
password_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!bw_secrets_clear_finish (BW_SECRETS (source), result, &error))
    g_message ("The password could not be taken out of the keyring: %s", error->message);
}

static void
pin_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!bw_secrets_clear_pin_finish (BW_SECRETS (source), result, &error))
    g_message ("The mailbox PIN could not be taken out of the keyring: %s", error->message);
}

void
bw_phone_forget_account (BwPhone *self, const char *account_id)
{
  bw_secrets_clear_async (self->secrets, account_id, NULL, password_cleared_cb, NULL);
  bw_secrets_clear_pin_async (self->secrets, account_id, NULL, pin_cleared_cb, NULL);
}

BwAccount *
bw_phone_get_default_account (BwPhone *self)
{
  return self->default_account;
}

void
bw_phone_set_default_account (BwPhone *self, BwAccount *account)
{
  if (self->default_account == account)
    return;

  choose_default (self, account);
  save_or_warn (self);
}
