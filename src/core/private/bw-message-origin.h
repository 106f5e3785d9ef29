/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-address.h"

G_BEGIN_DECLS

/**
 * BwMessageHeaders:
 *
 * What a MESSAGE says of where it comes from and whom it is for: raw values of its headers, each
 * nullable, each maybe nonsense.
 */
typedef struct {
  const char *from;
  const char *to;
  const char *request_uri;
  const char *asserted_identity; /* P-Asserted-Identity (RFC 3325): the first value */
  const char *contact;
  const char *source; /* host:port that the packet came from: what remains where all else is odd */
} BwMessageHeaders;

/** BwMessageOrigin: where a message is filed */
typedef struct {
  char *peer; /* the key, see bw_address_to_key(); never NULL, never empty */
  char *name; /* (nullable) the display name, cleaned */
  char *user; /* (nullable) the user whom it is for, of To or else the Request-URI: by which the
               * account is found */
  char *host; /* (nullable) the host of the same */
} BwMessageOrigin;

/**
 * bw_message_origin_read:
 * @domain: (nullable): the domain of the account that it came in on, to which a number without a
 * host and a host that is an IP address of the account's server belong
 *
 * Pure and total. The peer is From; P-Asserted-Identity stands in where From is anonymous or says
 * nobody (RFC 3323), Contact where neither does, then the source. One peer has one key, whatever
 * the gateway writes: `;user=phone`, ports, transport and other parameters, case of the host, tel:
 * URIs with visual separators, phone-context, sips, escapes, missing brackets.
 */
void bw_message_origin_read (const BwMessageHeaders *headers,
                             const char *domain,
                             BwMessageOrigin *origin);
void bw_message_origin_clear (BwMessageOrigin *origin);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BwMessageOrigin, bw_message_origin_clear)

G_END_DECLS
