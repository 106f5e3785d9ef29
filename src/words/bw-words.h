/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddy.h"
#include "bw-call.h"
#include "bw-mailbox.h"
#include "bw-message.h"
#include "bw-presence.h"
#include "bw-video.h"

G_BEGIN_DECLS

/*
 * The words of the phone: what `ui` and `desktop` both say to a person for the numbers of the core.
 * Pure functions; the strings are translated and borrowed unless said otherwise.
 */

/** bw_words_reason: a sentence for why an account cannot be reached, with what can be done about
 * it; empty for BW_REASON_NONE */
const char *bw_words_reason (BwReason reason);
/** bw_words_call_reason: a sentence for why a call ended or failed; empty for BW_REASON_NONE and
 * for numbers that are no reason */
const char *bw_words_call_reason (BwReason reason);
/** bw_words_account_state: "Registered", "Registering…", "Not reachable", "Switched off" */
const char *bw_words_account_state (BwAccountState state);
/** bw_words_account: (transfer full): one line of state, reason and since when ("Registered since
 * 14:05") */
char *bw_words_account (BwAccount *account);
/** bw_words_call_state: "Incoming call", "Calling…", "Ringing…", "On hold", … */
const char *bw_words_call_state (BwCallState state);
/** bw_words_call: (transfer full): the state of a call in words, with its reason once it has ended,
 * its duration while it is up */
char *bw_words_call (BwCall *call);
/** bw_words_outcome: "Missed call", "You called", "Declined", … for a line of the history */
const char *bw_words_outcome (BwDirection direction, BwCallOutcome outcome);
/** bw_words_duration: (transfer full): "3:12", "1:02:45" of seconds */
char *bw_words_duration (guint seconds);
/** bw_words_duration_long: (transfer full): "12 min", "45 s" of seconds, for lists */
char *bw_words_duration_long (guint seconds);
/** bw_words_time: (transfer full): "14:05" today, "Yesterday", a weekday within a week, else a
 * date; @time in Unix microseconds */
char *bw_words_time (gint64 time);
/** bw_words_time_at: (transfer full): the same, as it reads at @now */
char *bw_words_time_at (gint64 time, gint64 now);
/** bw_words_moment_at: (transfer full): "14:05" today, else with its weekday or date, so that
 * "since" can stand before it */
char *bw_words_moment_at (gint64 time, gint64 now);
/** bw_words_message_state: (transfer full) (nullable): how a message of ours stands: "Waiting to be
 * sent", with the reason where an attempt has failed, "Sending…", "Sent", "Delivered", "Read", "Not
 * sent: …" with the reason and the server's code ("Not sent: This number or address does not exist.
 * … (404 Not Found)"), "May not have been sent: …" where it is held; NULL for a received one */
char *bw_words_message_state (BwMessage *message);
/** bw_words_message_reason: a sentence for why a message was not sent; empty for BW_REASON_NONE and
 * for numbers that are no reason */
const char *bw_words_message_reason (BwReason reason);
/** bw_words_message: (transfer full): one line of what a message holds: the beginning of its text,
 * else "Picture", "File: name", "Message without text"; without control characters and without
 * those that turn the reading direction. Not markup. */
char *bw_words_message (BwMessage *message);
/** bw_words_event: (transfer full): one line for the latest event of a conversation: "You: …", the
 * text, "Missed call", … ; empty for NULL; @event: (nullable): a BwMessage or a BwCallRecord */
char *bw_words_event (GObject *event);
/** bw_words_time_of_day: (transfer full): "14:05"; empty where there is no such time; @time in Unix
 * microseconds */
char *bw_words_time_of_day (gint64 time);
/** bw_words_is_same_day: by the calendar of whoever reads it */
gboolean bw_words_is_same_day (gint64 one, gint64 other);
/** bw_words_day: (transfer full): "Today", "Yesterday", "Tuesday, 14 March", with the year where it
 * is another; @time in Unix microseconds */
char *bw_words_day (gint64 time);
/** bw_words_day_at: (transfer full): the same, as it reads at @now */
char *bw_words_day_at (gint64 time, gint64 now);
const char *bw_words_encryption (BwEncryption encryption);

/** bw_words_presence: "Online", "In a call", "Unknown", … */
const char *bw_words_presence (BwPresence presence);
/** bw_words_status: "Online", "Do not disturb", "Appear offline", … of what is chosen for oneself
 */
const char *bw_words_status (BwStatus status);
/** bw_words_activity: "In a meeting", "On the phone", … ; empty for BW_ACTIVITY_NONE */
const char *bw_words_activity (BwActivity activity);
/**
 * bw_words_light: (transfer full): one line of a light, what else is known and the note: "Busy · In
 * a meeting · back at 15:00". What the light says already is not said twice. Not markup.
 * @note: (nullable): untrusted text
 */
char *bw_words_light (BwPresence presence, BwActivity activity, const char *note);
/** bw_words_unknown: (transfer full): a sentence for why a light is unknown, by how one is told of
 * changes and the reason of it */
char *bw_words_unknown (BwSubscriptionState state, BwReason reason);
/** bw_words_buddy: (transfer full): one line of a light: bw_words_light(), or "Unknown: " and why
 */
char *bw_words_buddy (BwBuddy *buddy);
/** bw_words_since: (transfer full): "since 14:02", with its weekday or date where it was another
 * day; empty for 0; @time in Unix microseconds */
char *bw_words_since (gint64 time);
/** bw_words_since_at: (transfer full): the same, as it reads at @now */
char *bw_words_since_at (gint64 time, gint64 now);
/** bw_words_as_of: (transfer full): "as of 12:03", the same way; empty for 0 */
char *bw_words_as_of (gint64 time);
char *bw_words_as_of_at (gint64 time, gint64 now);
/** bw_words_mailbox_counts: (transfer full): "2 new, 5 old", "2 new", "5 old", "No messages" */
char *bw_words_mailbox_counts (guint n_new, guint n_old);
/** bw_words_mailbox_kind: "Voice messages", "Faxes", … */
const char *bw_words_mailbox_kind (BwMailboxKind kind);
/** bw_words_mailbox_new: (transfer full): "2 new voice messages"; of voice messages 0 is "New voice
 * messages", for a server that does not count */
char *bw_words_mailbox_new (BwMailboxKind kind, guint n);
/** bw_words_video_trouble: why one's own picture is not there; empty for NONE */
const char *bw_words_video_trouble (BwVideoTrouble trouble);
/** bw_words_no_picture: why the peer's picture is not there: the call's state and what is agreed
 * on;
 * @came: there was one; @late: it should be there by now */
const char *
bw_words_no_picture (BwCallState state, BwVideoDirection direction, gboolean came, gboolean late);

G_END_DECLS
