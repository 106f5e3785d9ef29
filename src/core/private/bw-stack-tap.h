/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <belle-sip/belle-sip.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * BwStackTap:
 *
 * Stands between the SIP stack (belle-sip) and its one listener, the engine, by the rules of symbol
 * lookup: whoever attaches sees the stack's events for its methods first and may keep them.
 */
typedef struct _BwStackTap BwStackTap;

/**
 * BwStackTapHandlers:
 * @requests: (nullable): the method of requests that come in
 * @exchanges: (nullable): the method of client transactions of our own: the engine never hears of
 * them, whether anybody is attached or not
 * @connection_lost: (nullable): a connection to @host and @port is no more
 *
 * What somebody wants to see of the stack; static. A borrowed event is kept from the engine where
 * TRUE is returned.
 */
typedef struct {
  const char *requests;
  const char *exchanges;
  gboolean (*request) (const belle_sip_request_event_t *event, gpointer user_data);
  gboolean (*response) (const belle_sip_response_event_t *event, gpointer user_data);
  gboolean (*timeout) (const belle_sip_timeout_event_t *event, gpointer user_data);
  gboolean (*io_error) (const belle_sip_io_error_event_t *event, gpointer user_data);
  void (*connection_lost) (const char *host, guint port, gpointer user_data);
} BwStackTapHandlers;

/**
 * bw_stack_tap_claim:
 * @place: (out): gets the tap of the newest engine that nobody has claimed, and NULL when the stack
 * of that engine ends; it must live until then
 *
 * To be called when an engine has just been started, on the thread that started it.
 *
 * Returns: FALSE where the engine went around it
 */
gboolean bw_stack_tap_claim (BwStackTap **place);

/** bw_stack_tap_disclaim: whoever claimed it goes before the stack does */
void bw_stack_tap_disclaim (BwStackTap *self);

/** bw_stack_tap_get_provider: Returns: (transfer none): through which requests are sent */
belle_sip_provider_t *bw_stack_tap_get_provider (BwStackTap *self);

/** bw_stack_tap_attach: @handlers: static: each can be attached once */
void bw_stack_tap_attach (BwStackTap *self, const BwStackTapHandlers *handlers, gpointer user_data);
/** bw_stack_tap_detach: gives everything to the engine again, but for what is left over of our own
 * transactions, which it does not know */
void bw_stack_tap_detach (BwStackTap *self, const BwStackTapHandlers *handlers);

G_END_DECLS
