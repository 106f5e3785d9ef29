/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ACCOUNT_FORM (bw_account_form_get_type ())

/**
 * BwAccountForm:
 *
 * The fields of an account: address and password at first sight, the rest folded away. It knows no
 * phone: it turns fields into settings and back, and shows what is wrong beneath the field where it
 * can be mended.
 *
 * Property `complete` (gboolean, read): enough is filled in to try. Signals: `submitted` () when
 * Enter is pressed in a field; `certificate-requested` () when the person wants to see the
 * certificate that was not trusted.
 */
G_DECLARE_FINAL_TYPE (BwAccountForm, bw_account_form, BW, ACCOUNT_FORM, AdwBin)

/** BwAccountField: where a thing that went wrong can be mended. */
typedef enum {
  BW_ACCOUNT_FIELD_ADDRESS,
  BW_ACCOUNT_FIELD_PASSWORD,
  BW_ACCOUNT_FIELD_SERVER,
  BW_ACCOUNT_FIELD_EXPIRES,
  BW_ACCOUNT_FIELD_FILE_SERVER,
  BW_ACCOUNT_FIELD_MAILBOX,
  BW_ACCOUNT_FIELD_RESOURCE_LIST,
  BW_ACCOUNT_FIELD_PICK_UP_CODE,
  BW_ACCOUNT_FIELD_DOOR_DIGITS,
} BwAccountField;

/**
 * bw_account_field_for_reason:
 * @reason: why a registration failed
 * @has_server: whether a server of its own is typed in; else the host comes from the address
 *
 * Pure and total.
 */
BwAccountField bw_account_field_for_reason (BwReason reason, gboolean has_server);
/** bw_account_field_for_error: the field of a #BwError of bw_account_settings_validate() or
 * bw_phone_add_account(); @settings: those that were refused */
BwAccountField bw_account_field_for_error (const GError *error, BwAccountSettings *settings);

/** bw_account_form_load: shows the values of @settings, with an empty password. */
void bw_account_form_load (BwAccountForm *self, BwAccountSettings *settings);
/**
 * bw_account_form_dup_settings:
 * @base: (nullable): what the fields do not show is taken from it, with its id
 *
 * Returns: (transfer full): what is typed in, not validated
 */
BwAccountSettings *bw_account_form_dup_settings (BwAccountForm *self, BwAccountSettings *base);
/** bw_account_form_get_password: Returns: (nullable): NULL where none was typed */
const char *bw_account_form_get_password (BwAccountForm *self);

/** bw_account_form_show_trouble: @text: a sentence; the field is shown and takes the focus */
void bw_account_form_show_trouble (BwAccountForm *self, BwAccountField field, const char *text);
/** bw_account_form_offer_certificate: offers to look at the certificate beneath the server. */
void bw_account_form_offer_certificate (BwAccountForm *self, gboolean offer);
/** bw_account_form_clear_trouble: takes all sentences away. */
void bw_account_form_clear_trouble (BwAccountForm *self);
/** bw_account_form_clear: empties all fields. */
void bw_account_form_clear (BwAccountForm *self);
gboolean bw_account_form_get_complete (BwAccountForm *self);

G_END_DECLS
