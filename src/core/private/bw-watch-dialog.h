/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <belle-sip/belle-sip.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * BwWatchDialog:
 *
 * The notifier's side of a subscription dialog (RFC 6665 4.2, RFC 3261 12): its names, its sequence
 * numbers and its way. It is kept here and not by the stack, which answers a refresh that crosses a
 * NOTIFY with 491, and ends a dialog by a clock of its own.
 */
typedef struct _BwWatchDialog BwWatchDialog;

/** bw_watch_dialog_new: @request: a SUBSCRIBE without a To tag; Returns: (transfer full)
 * (nullable): NULL where it does not say where the answers go */
BwWatchDialog *bw_watch_dialog_new (belle_sip_request_t *request);
void bw_watch_dialog_free (BwWatchDialog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwWatchDialog, bw_watch_dialog_free)

/** bw_watch_dialog_get_tag: our own, by which requests of the dialog are told from others */
const char *bw_watch_dialog_get_tag (BwWatchDialog *self);

/** bw_watch_dialog_accept: @request: another SUBSCRIBE with our tag; Returns: 0 where it belongs
 * here (its Contact is taken over), else the code to answer with */
guint bw_watch_dialog_accept (BwWatchDialog *self, belle_sip_request_t *request);

/** bw_watch_dialog_create_answer: a 200 (floating) */
belle_sip_response_t *
bw_watch_dialog_create_answer (BwWatchDialog *self, belle_sip_request_t *request, guint expires);

/**
 * bw_watch_dialog_create_notify:
 * @state: the value of Subscription-State
 * @document: (nullable): PIDF
 *
 * Returns: (transfer full) (nullable): a NOTIFY (floating)
 */
belle_sip_request_t *
bw_watch_dialog_create_notify (BwWatchDialog *self, const char *state, const char *document);

/** bw_watch_dialog_set_cseq: @cseq: the one that was used last */
void bw_watch_dialog_set_cseq (BwWatchDialog *self, guint cseq);

G_END_DECLS
