/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <belle-sip/belle-sip.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * BwDigest:
 *
 * The challenge of a server (RFC 3261 22, RFC 7616), kept and answered for all requests of an
 * account, so that of a thousand only the first is sent twice. The stack itself keeps challenges by
 * Call-ID, for as long as it runs.
 */
typedef struct _BwDigest BwDigest;

BwDigest *bw_digest_new (void);
BwDigest *bw_digest_ref (BwDigest *self);
void bw_digest_unref (BwDigest *self);

/** bw_digest_learn: @response: 401 or 407; Returns: FALSE where it asks for what we cannot do */
gboolean bw_digest_learn (BwDigest *self, belle_sip_response_t *response);

/** bw_digest_sign: adds an answer to the last challenge, where there was one.
 * @password: (nullable); Returns: FALSE where there is nothing to answer or to answer with */
gboolean bw_digest_sign (BwDigest *self,
                         belle_sip_request_t *request,
                         const char *user,
                         const char *password);

G_END_DECLS
