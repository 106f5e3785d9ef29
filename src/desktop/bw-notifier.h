/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_NOTIFIER (bw_notifier_get_type ())

/**
 * BwNotifier:
 *
 * What the phone tells a person who does not look at it, as desktop notifications: a call that
 * comes in (with Answer and Decline, and Answer with Video where it offers that), a peer that asks
 * for video while the person looks elsewhere, calls that were missed (with Call back), messages
 * that have come in (with Reply and Mark as Read), people who want to see the presence (with Allow
 * and Block), somebody waited for who can be reached now (with Call Now), new voice messages (with
 * Listen), an account that has not been reachable for half a minute, a history that had to be begun
 * anew. A notification goes as soon as what it says is over. Under do-not-disturb nothing rings
 * here, messages are not told (but of favourites where those get through), and all else quietly.
 *
 * Signals: `present-call` (BwCall): the person wants to see it, or has just answered it; `dial`
 * (string address, BwAccount nullable): call back; `present-history` (); `present-accounts` (): the
 * person wants to see what is wrong with them; `present-conversation` (BwConversation); `compose`
 * (BwConversation): the person wants to answer; `present-watchers` (): the person wants to see who
 * asks; `present-person` (BwPerson); `present-voicemail` (BwAccount); `listen` (BwAccount): the
 * mailbox is to be called. While one is emitted, bw_notifier_get_activation_token() gives what a
 * window needs to come to the front.
 */
G_DECLARE_FINAL_TYPE (BwNotifier, bw_notifier, BW, NOTIFIER, GObject)

/** BW_NOTIFIER_PATIENCE: milliseconds that an account which was registered may be away before a
 * person is told */
#define BW_NOTIFIER_PATIENCE 30000

/**
 * bw_notifier_new:
 * @phone: with an open store; watched from now on, so best made before bw_phone_start_async()
 * @patience: BW_NOTIFIER_PATIENCE, or less in a test
 */
BwNotifier *bw_notifier_new (BwPhone *phone, guint patience);

/** bw_notifier_get_activation_token: Returns: (nullable): see xdg-activation, for
 * gtk_window_set_startup_id() */
const char *bw_notifier_get_activation_token (BwNotifier *self);

/** bw_notifier_set_attended_conversation: @conversation: (nullable): what the person is looking at:
 * its messages need no notice */
void bw_notifier_set_attended_conversation (BwNotifier *self, BwConversation *conversation);
/** bw_notifier_set_show_text: whether notices of messages say what is in them */
void bw_notifier_set_show_text (BwNotifier *self, gboolean show_text);
/** bw_notifier_set_attended_voicemail: whether the person is looking at the mailboxes: then what is
 * new in them needs no notice */
void bw_notifier_set_attended_voicemail (BwNotifier *self, gboolean attended);
/** bw_notifier_set_attended_window: whether the person has the window before their eyes: then it is
 * asked there what is asked in a call */
void bw_notifier_set_attended_window (BwNotifier *self, gboolean attended);
/** bw_notifier_keep: @settings: of the schema io.github.bellwire.Bellwire: remembers there what was
 * told of, so that a restart does not tell it again; best called before the phone is started */
void bw_notifier_keep (BwNotifier *self, GSettings *settings);

G_END_DECLS
