/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-engine.h"

G_BEGIN_DECLS

/**
 * BwExchanges:
 *
 * Requests of our own of one method, other than MESSAGE, on the engine's SIP stack: each goes
 * through digest challenges to its final answer. The credentials are those that the engine has.
 */
typedef struct _BwExchanges BwExchanges;

/** BwExchangeAnswer: how a request ended */
typedef struct {
  guint code;                     /* the SIP status code, 0 where nobody has said anything */
  belle_sip_response_t *response; /* (nullable): borrowed */
  guint cseq;                     /* the one that was used last */
} BwExchangeAnswer;

/** BwExchangeAnswered: called once for each request, later, but for those that were forgotten */
typedef void (*BwExchangeAnswered) (const BwExchangeAnswer *answer, gpointer owner);

/** bw_exchanges_new: @engine: started; @method: static */
BwExchanges *bw_exchanges_new (BwEngine *engine, const char *method);
/** bw_exchanges_free: what is on its way goes on, but nobody hears of it */
void bw_exchanges_free (BwExchanges *self);

/**
 * bw_exchanges_send:
 * @request: (transfer full): complete, but for credentials
 * @hop: (nullable): the server to send it to; NULL: where its Route headers or its URI lead
 * @owner: for @answered, and for bw_exchanges_forget()
 *
 * Returns: FALSE where it cannot be sent at all; then @answered is not called
 */
gboolean bw_exchanges_send (BwExchanges *self,
                            belle_sip_request_t *request,
                            belle_sip_uri_t *hop,
                            BwExchangeAnswered answered,
                            gpointer owner);

/** bw_exchanges_forget: @owner hears of nothing any more */
void bw_exchanges_forget (BwExchanges *self, gpointer owner);

/** bw_exchange_add_header: what the stack's parser refuses to read is left out */
void bw_exchange_add_header (belle_sip_message_t *message, const char *name, const char *value);
/** bw_exchange_add_body: @body: (nullable): of @type; its length is said in any case: there are
 * presence agents that want it, and be it 0 */
void bw_exchange_add_body (belle_sip_message_t *message, const char *type, const char *body);
/** bw_exchange_dup_header: Returns: (transfer full) (nullable): the value of the first header of
 * this name, as text */
char *bw_exchange_dup_header (belle_sip_message_t *message, const char *name);
/** bw_exchange_read_seconds: Returns: the number that a header begins with; -1 where there is none
 */
int bw_exchange_read_seconds (belle_sip_message_t *message, const char *name);

G_END_DECLS
