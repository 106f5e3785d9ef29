/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-address.h"

G_BEGIN_DECLS

/** BwParty: whom a header names. Strings are valid UTF-8 without control characters. */
typedef struct {
  char *name; /* (nullable) as it is written */
  char *user; /* (nullable) unescaped; a number without separators. Where the host cannot be one,
               * all of what stands there */
  char *host; /* (nullable) in its normal form */
} BwParty;

/**
 * bw_party_read:
 * @header: (nullable): the value of From, To, Contact, P-Asserted-Identity or a Request-URI
 *
 * Total: what bw_address_parse() refuses is read leniently. Of several in a list it is the first.
 */
void bw_party_read (BwParty *party, const char *header);
void bw_party_clear (BwParty *party);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwParty, bw_party_clear)

/** bw_party_is_number: whether @user is a telephone number or an extension */
gboolean bw_party_is_number (const char *user);

/** bw_party_read_host: Returns: (transfer full) (nullable): the host of `host:port` */
char *bw_party_read_host (const char *host_port);

G_END_DECLS
