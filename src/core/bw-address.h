/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-error.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BwAddress:
 *
 * A SIP or tel address, parsed once and never changed (RFC 3261 19.1, RFC 3966). Pure: no engine,
 * no network.
 */
typedef struct _BwAddress BwAddress;

#define BW_TYPE_ADDRESS (bw_address_get_type ())
GType bw_address_get_type (void);

/**
 * bw_address_parse:
 * @text: what a person, a link, D-Bus or a header gave: `sip:`, `sips:`, `tel:`, a name-addr
 * (`"Bob" <sip:bob@host>`), user@host, host-less users and numbers as people write them (spaces,
 * dashes, dots, parentheses, a leading +)
 * @domain: (nullable): the domain that a bare user or number belongs to; with NULL those are
 * refused
 * @error: return location for a #BwError (BW_ERROR_ADDRESS with a sentence that says what is wrong)
 *
 * Refused: empty text, control characters, over-long text (over 1024 bytes), other schemes, broken
 * escapes, an empty user or host, a bad port, invalid UTF-8.
 *
 * Returns: (transfer full) (nullable): the address
 */
BwAddress *bw_address_parse (const char *text, const char *domain, GError **error);

BwAddress *bw_address_ref (BwAddress *self);
void bw_address_unref (BwAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwAddress, bw_address_unref)

/** bw_address_get_user: Returns: (nullable): the user part, unescaped; of a tel: address its number
 */
const char *bw_address_get_user (BwAddress *self);
/** bw_address_get_host: Returns: the host, lower case; IPv6 without brackets */
const char *bw_address_get_host (BwAddress *self);
/** bw_address_get_port: Returns: 0 where none was said */
guint bw_address_get_port (BwAddress *self);
/** bw_address_get_display_name: Returns: (nullable): the name of a name-addr, untrusted text */
const char *bw_address_get_display_name (BwAddress *self);
gboolean bw_address_is_secure (BwAddress *self); /* sips: */

/**
 * bw_address_is_number:
 *
 * Returns: whether the user part is a telephone number (digits, *, #, an optional leading +)
 */
gboolean bw_address_is_number (BwAddress *self);

/** bw_address_to_uri: Returns: (transfer full): what the engine is to dial:
 * `sip:user@host:port;params`, correctly escaped */
char *bw_address_to_uri (BwAddress *self);

/** bw_address_to_identity: Returns: (transfer full): `sip:user@host` alone, correctly escaped: who
 * it is, not how to get there */
char *bw_address_to_identity (BwAddress *self);

/**
 * bw_address_to_key:
 *
 * The normal form under which history files a peer: `user@host`, without scheme, port, parameters,
 * display name; the host in lower case, a number without visual separators. Two addresses of one
 * peer have one key.
 */
char *bw_address_to_key (BwAddress *self);

/**
 * bw_address_to_label:
 * @domain: (nullable): the domain of the account that shows it
 *
 * Returns: (transfer full): what a person reads where there is no name: the number or user alone
 * for @domain and for numbers, else user@host. Control and bidirectional override characters are
 * taken out.
 */
char *bw_address_to_label (BwAddress *self, const char *domain);

/**
 * bw_display_name_clean:
 * @name: (nullable): a display name as it came over the network
 *
 * Returns: (transfer full) (nullable): one line of valid UTF-8 without control or bidirectional
 * override characters, white space folded, at most 128 characters; NULL where nothing is left
 */
char *bw_display_name_clean (const char *name);

/** bw_text_clean_line: (transfer full) (nullable): the same for any text, with at most @max
 * characters */
char *bw_text_clean_line (const char *text, guint max);

G_END_DECLS
