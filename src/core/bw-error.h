/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BW_ERROR (bw_error_quark ())

/**
 * BwError:
 * @BW_ERROR_ADDRESS: a text is not an address that can be called
 * @BW_ERROR_ACCOUNT_ADDRESS: the account's own address is not of the form user@host
 * @BW_ERROR_SERVER: the server or outbound proxy is not a usable SIP URI or host
 * @BW_ERROR_EXPIRES: the expiry is outside of what can be asked for
 * @BW_ERROR_DUPLICATE: there is such a thing already
 * @BW_ERROR_NO_ACCOUNT: no account is there or enabled to do this with
 * @BW_ERROR_NOT_STARTED: the phone is not running (yet, or any more)
 * @BW_ERROR_STATE: the call or account is not in a state in which this can be done
 * @BW_ERROR_DTMF: a text holds something that is not a DTMF digit (0-9 A-D * #)
 * @BW_ERROR_DEVICE: there is no such device, or it cannot be opened
 * @BW_ERROR_UNSUPPORTED: the engine as built cannot do it
 * @BW_ERROR_FILE: a file of ours cannot be read or written
 * @BW_ERROR_TEXT: a text is empty, or not valid UTF-8
 * @BW_ERROR_CONTENT: a content type or header cannot stand in a SIP message
 * @BW_ERROR_TOO_LARGE: a message or file is larger than its way bears
 * @BW_ERROR_TRANSFER: a file could not be brought to or from its server
 * @BW_ERROR_FILE_SERVER: the file server of an account is not an http or https address
 * @BW_ERROR_ENGINE: the engine refused for a reason that it does not tell
 *
 * The message of such an error is a translated sentence that a person can act on.
 */
typedef enum {
  BW_ERROR_ADDRESS,
  BW_ERROR_ACCOUNT_ADDRESS,
  BW_ERROR_SERVER,
  BW_ERROR_EXPIRES,
  BW_ERROR_DUPLICATE,
  BW_ERROR_NO_ACCOUNT,
  BW_ERROR_NOT_STARTED,
  BW_ERROR_STATE,
  BW_ERROR_DTMF,
  BW_ERROR_DEVICE,
  BW_ERROR_UNSUPPORTED,
  BW_ERROR_FILE,
  BW_ERROR_TEXT,
  BW_ERROR_CONTENT,
  BW_ERROR_TOO_LARGE,
  BW_ERROR_TRANSFER,
  BW_ERROR_FILE_SERVER,
  BW_ERROR_ENGINE,
} BwError;

GQuark bw_error_quark (void);

G_END_DECLS
