/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one table of engine callbacks: each finds its object and calls one method of it. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-phone-private.h"

static BwPhone *
phone_of (LinphoneCore *core)
{
  return linphone_core_cbs_get_user_data (linphone_core_get_current_callbacks (core));
}

static void
account_state_cb (LinphoneCore *core,
                  LinphoneAccount *account,
                  LinphoneRegistrationState state,
                  const char *message)
{
  BwAccount *object = linphone_account_get_user_data (account);

  if (object)
    bw_account_handle_state (object, state);
}

static void
call_state_cb (LinphoneCore *core, LinphoneCall *call, LinphoneCallState state, const char *message)
{
  BwCall *object = linphone_call_get_user_data (call);

  if (object)
    bw_call_handle_state (object, state);
  else if (state == LinphoneCallStateIncomingReceived)
    bw_phone_handle_incoming (phone_of (core), call);
  else if (state == LinphoneCallStateOutgoingInit)
    bw_phone_handle_outgoing (phone_of (core), call);
}

static void
transfer_state_cb (LinphoneCore *core, LinphoneCall *transferred, LinphoneCallState state)
{
  BwCall *object = linphone_call_get_user_data (transferred);

  if (object)
    bw_call_handle_transfer (object, state);
}

static void
dtmf_received_cb (LinphoneCore *core, LinphoneCall *call, int digit)
{
  BwCall *object = linphone_call_get_user_data (call);

  if (object)
    bw_call_handle_dtmf (object, digit);
}

static void
encryption_changed_cb (LinphoneCore *core, LinphoneCall *call, bool_t on, const char *token)
{
  BwCall *object = linphone_call_get_user_data (call);

  if (object)
    bw_call_handle_media (object);
}

static void
call_stats_cb (LinphoneCore *core, LinphoneCall *call, const LinphoneCallStats *stats)
{
  BwCall *object = linphone_call_get_user_data (call);

  if (object)
    bw_call_handle_stats (object, stats);
}

static void
authentication_requested_cb (LinphoneCore *core, LinphoneAuthInfo *info, LinphoneAuthMethod method)
{
  GListModel *accounts = bw_phone_get_accounts (phone_of (core));
  const char *user = linphone_auth_info_get_username (info);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);
    g_autofree char *auth_user =
        bw_account_settings_dup_auth_user (bw_account_get_settings (account));
    g_autoptr (BwAddress) address = bw_address_parse (bw_account_get_address (account), NULL, NULL);

    if (g_strcmp0 (user, auth_user) == 0 ||
        (address && g_strcmp0 (user, bw_address_get_user (address)) == 0))
      bw_account_handle_auth_request (account);
  }
}

LinphoneCoreCbs *
bw_phone_callbacks_new (BwPhone *self)
{
  LinphoneCoreCbs *callbacks = linphone_factory_create_core_cbs (linphone_factory_get ());

  linphone_core_cbs_set_user_data (callbacks, self);
  linphone_core_cbs_set_account_registration_state_changed (callbacks, account_state_cb);
  linphone_core_cbs_set_call_state_changed (callbacks, call_state_cb);
  linphone_core_cbs_set_call_encryption_changed (callbacks, encryption_changed_cb);
  linphone_core_cbs_set_call_stats_updated (callbacks, call_stats_cb);
  linphone_core_cbs_set_transfer_state_changed (callbacks, transfer_state_cb);
  linphone_core_cbs_set_dtmf_received (callbacks, dtmf_received_cb);
  linphone_core_cbs_set_authentication_requested (callbacks, authentication_requested_cb);

  return callbacks;
}
