/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns the settings of an account into the parameters of the engine. No state. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-account-params.h"

static LinphoneAddress *
identity_new (BwAccountSettings *settings)
{
  g_autofree char *uri = bw_account_settings_dup_identity_uri (settings);
  LinphoneAddress *address = linphone_factory_create_address (linphone_factory_get (), uri);

  if (address && bw_account_settings_get_display_name (settings))
    linphone_address_set_display_name (address, bw_account_settings_get_display_name (settings));

  return address;
}

static void
set_nat_policy (LinphoneCore *core, LinphoneAccountParams *params, BwAccountSettings *settings)
{
  const char *stun = bw_account_settings_get_stun_server (settings);
  LinphoneNatPolicy *policy;

  if (!stun && !bw_account_settings_get_ice (settings))
    return;

  policy = linphone_core_create_nat_policy (core);
  linphone_nat_policy_set_stun_server (policy, stun);
  linphone_nat_policy_enable_stun (policy, stun != NULL);
  linphone_nat_policy_enable_ice (policy, bw_account_settings_get_ice (settings));
  linphone_account_params_set_nat_policy (params, policy);
  linphone_nat_policy_unref (policy);
}

LinphoneAccountParams *
bw_account_params_new (LinphoneCore *core, BwAccountSettings *settings)
{
  LinphoneAccountParams *params = linphone_account_params_new (core);
  g_autofree char *server = bw_account_settings_dup_server_uri (settings);
  gboolean registers = bw_account_settings_get_register (settings);
  gboolean enabled = bw_account_settings_get_enabled (settings);
  LinphoneAddress *identity = identity_new (settings);

  linphone_account_params_set_identity_address (params, identity);
  g_clear_pointer (&identity, linphone_address_unref);
  linphone_account_params_set_server_addr (params, server);
  /* A provider expects all calls of its customers; who does not register may call straight to the
   * peer. */
  linphone_account_params_set_outbound_proxy_enabled (
      params, registers || bw_account_settings_get_server (settings));
  linphone_account_params_set_register_enabled (params, registers && enabled);
  linphone_account_params_set_expires (params, (int) bw_account_settings_get_expires (settings));
  linphone_account_params_set_publish_enabled (params, FALSE);
  linphone_account_params_set_push_notification_allowed (params, FALSE);
  linphone_account_params_set_idkey (params, bw_account_settings_get_id (settings));
  set_nat_policy (core, params, settings);

  return params;
}

LinphoneMediaEncryption
bw_encryption_to_engine (BwEncryption encryption)
{
  switch (encryption) {
  case BW_ENCRYPTION_NONE:
    return LinphoneMediaEncryptionNone;
  case BW_ENCRYPTION_SRTP:
    return LinphoneMediaEncryptionSRTP;
  case BW_ENCRYPTION_ZRTP:
    return LinphoneMediaEncryptionZRTP;
  case BW_ENCRYPTION_DTLS_SRTP:
    return LinphoneMediaEncryptionDTLS;
  }

  return LinphoneMediaEncryptionNone;
}

BwEncryption
bw_encryption_from_engine (LinphoneMediaEncryption encryption)
{
  switch (encryption) {
  case LinphoneMediaEncryptionNone:
    return BW_ENCRYPTION_NONE;
  case LinphoneMediaEncryptionSRTP:
    return BW_ENCRYPTION_SRTP;
  case LinphoneMediaEncryptionZRTP:
    return BW_ENCRYPTION_ZRTP;
  case LinphoneMediaEncryptionDTLS:
    return BW_ENCRYPTION_DTLS_SRTP;
  }

  return BW_ENCRYPTION_NONE;
}
