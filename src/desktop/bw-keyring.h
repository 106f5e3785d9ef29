/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-secrets.h"

G_BEGIN_DECLS

#define BW_TYPE_KEYRING (bw_keyring_get_type ())

/**
 * BwKeyring:
 *
 * Passwords in the Secret Service of the desktop (libsecret), each under the schema
 * `io.github.bellwire.Password` with the attribute `account`, and the PINs of mailboxes the same
 * way under `io.github.bellwire.MailboxPin`. Nothing is cached: whoever asks waits for the keyring,
 * which may ask the person to unlock it.
 *
 * Errors of all calls, with a sentence that a person can act on: G_IO_ERROR_NOT_FOUND where
 * no Secret Service runs, G_IO_ERROR_PERMISSION_DENIED where the keyring is locked and stayed so,
 * G_IO_ERROR_CANCELLED, else G_IO_ERROR_FAILED.
 */
G_DECLARE_FINAL_TYPE (BwKeyring, bw_keyring, BW, KEYRING, GObject)

/** bw_keyring_new: Returns: (transfer full): it talks to nobody until it is asked */
BwSecrets *bw_keyring_new (void);

G_END_DECLS
