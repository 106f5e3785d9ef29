/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/** BwTransport: what carries SIP to the server. AUTOMATIC leaves it to DNS (RFC 3263) and falls
 * back to UDP. */
typedef enum {
  BW_TRANSPORT_AUTOMATIC,
  BW_TRANSPORT_UDP,
  BW_TRANSPORT_TCP,
  BW_TRANSPORT_TLS,
} BwTransport;

/** BwEncryption: how the sound of a call is kept private. */
typedef enum {
  BW_ENCRYPTION_NONE,
  BW_ENCRYPTION_SRTP,
  BW_ENCRYPTION_ZRTP,
  BW_ENCRYPTION_DTLS_SRTP,
} BwEncryption;

/** BwDtmfMethod: how digits travel: RTP events (RFC 4733), SIP INFO, or as tones in the sound. */
typedef enum {
  BW_DTMF_METHOD_RTP,
  BW_DTMF_METHOD_INFO,
  BW_DTMF_METHOD_INBAND,
} BwDtmfMethod;

/** How long a registration may be asked to last, in seconds. */
#define BW_ACCOUNT_MIN_EXPIRES 10
#define BW_ACCOUNT_MAX_EXPIRES 86400

#define BW_TYPE_ACCOUNT_SETTINGS (bw_account_settings_get_type ())

/**
 * BwAccountSettings:
 *
 * What a person sets of an account; a plain value that the list of accounts writes to a key file,
 * without the password.
 *
 * Properties (read, write): `id` (string, made once, never changes), `address` (user@host or
 * sip:user@host), `display-name`, `auth-user` (nullable: the user of the address), `server`
 * (nullable: the registrar or outbound proxy as host, host:port or SIP URI; NULL: the host of the
 * address), `transport` (BwTransport), `register` (gboolean, TRUE), `expires` (guint, seconds,
 * 600), `media-encryption` (BwEncryption), `require-encryption` (gboolean), `dtmf-method`
 * (BwDtmfMethod), `mailbox` (nullable), `stun-server` (nullable), `ice` (gboolean),
 * `presence-publish` (gboolean, TRUE), `resource-list` (nullable: the SIP URI of the list by which
 * the server watches people for us, RFC 4662), `pick-up-code` (nullable: what is dialled before the
 * extension of a colleague to take its ringing call), `watch-dialogs` (gboolean, TRUE: who is on
 * the phone is asked for, too, RFC 4235), `file-server` (nullable: the http or https URL that takes
 * files for messages, GSMA RCC.07), `door-digits` (nullable: the digits that open the doors of the
 * account's door stations, see bw-door.h), `enabled` (gboolean, TRUE), `trusted-certificate`
 * (nullable: PEM that the person accepted for this account).
 */
G_DECLARE_FINAL_TYPE (BwAccountSettings, bw_account_settings, BW, ACCOUNT_SETTINGS, GObject)

/** bw_account_settings_new: Returns: (transfer full): defaults, with a new id */
BwAccountSettings *bw_account_settings_new (void);
/** bw_account_settings_copy: Returns: (transfer full): the same values, the same id */
BwAccountSettings *bw_account_settings_copy (BwAccountSettings *self);

/**
 * bw_account_settings_validate:
 * @error: BW_ERROR_ACCOUNT_ADDRESS, BW_ERROR_SERVER (also of the STUN server), BW_ERROR_EXPIRES or
 * BW_ERROR_FILE_SERVER tell the field, BW_ERROR_ADDRESS the mailbox or the resource list,
 * BW_ERROR_DTMF the pick-up code or the door digits, BW_ERROR_STATE that encryption is required but
 * none is chosen
 */
gboolean bw_account_settings_validate (BwAccountSettings *self, GError **error);

/** bw_account_settings_save: writes all but the defaults into the group @id of @file. */
void bw_account_settings_save (BwAccountSettings *self, GKeyFile *file);
/** bw_account_settings_load: Returns: (transfer full): unknown keys and values out of range are
 * left at their defaults */
BwAccountSettings *bw_account_settings_load (GKeyFile *file, const char *id);

const char *bw_account_settings_get_id (BwAccountSettings *self);
const char *bw_account_settings_get_address (BwAccountSettings *self);
const char *bw_account_settings_get_display_name (BwAccountSettings *self);
/** bw_account_settings_dup_auth_user: the authentication user, the user of the address where none
 * is set */
char *bw_account_settings_dup_auth_user (BwAccountSettings *self);
/** bw_account_settings_dup_domain: the host of the address */
char *bw_account_settings_dup_domain (BwAccountSettings *self);
/** bw_account_settings_dup_identity_uri: `sip:user@host` */
char *bw_account_settings_dup_identity_uri (BwAccountSettings *self);
/** bw_account_settings_dup_server_uri: the SIP URI that registrations and calls are sent to, with
 * `;transport=` */
char *bw_account_settings_dup_server_uri (BwAccountSettings *self);
const char *bw_account_settings_get_server (BwAccountSettings *self);
BwTransport bw_account_settings_get_transport (BwAccountSettings *self);
gboolean bw_account_settings_get_register (BwAccountSettings *self);
guint bw_account_settings_get_expires (BwAccountSettings *self);
BwEncryption bw_account_settings_get_media_encryption (BwAccountSettings *self);
gboolean bw_account_settings_get_require_encryption (BwAccountSettings *self);
BwDtmfMethod bw_account_settings_get_dtmf_method (BwAccountSettings *self);
const char *bw_account_settings_get_mailbox (BwAccountSettings *self);
const char *bw_account_settings_get_stun_server (BwAccountSettings *self);
gboolean bw_account_settings_get_ice (BwAccountSettings *self);
gboolean bw_account_settings_get_presence_publish (BwAccountSettings *self);
const char *bw_account_settings_get_resource_list (BwAccountSettings *self);
const char *bw_account_settings_get_pick_up_code (BwAccountSettings *self);
gboolean bw_account_settings_get_watch_dialogs (BwAccountSettings *self);
const char *bw_account_settings_get_file_server (BwAccountSettings *self);
const char *bw_account_settings_get_door_digits (BwAccountSettings *self);
gboolean bw_account_settings_get_enabled (BwAccountSettings *self);
const char *bw_account_settings_get_trusted_certificate (BwAccountSettings *self);

G_END_DECLS
