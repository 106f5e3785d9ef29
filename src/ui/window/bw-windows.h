/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"
#include "bw-window.h"

G_BEGIN_DECLS

#define BW_TYPE_WINDOWS (bw_windows_get_type ())

/**
 * BwWindows:
 *
 * The windows of the program, made when they are first wanted. They add to the application, with
 * their keys, all of its actions that bring a window up or put it away: `new-call`, `new-message`,
 * `show-call`, `show-history`, `accounts`, `edit-account` (s, an id), `preferences`, `recordings`,
 * `play-recording` (s, the URI of one), `about`, `close`.
 *
 * Signals: `mapped` (BwWindow): the window is on the screen, though nothing may be painted yet;
 * `attended` (BwConversation, nullable): that of the window has changed; `attended-voicemail`
 * (gboolean): whether the mailboxes are to be seen in a window that has the focus;
 * `attended-window` (gboolean): whether the window has the focus; `cameras-wanted` (): the
 * preferences of video are to be seen.
 */
G_DECLARE_FINAL_TYPE (BwWindows, bw_windows, BW, WINDOWS, GObject)

/**
 * bw_windows_new:
 * @application: outlives them
 * @sounds: the folder of the built-in tones
 * @contacts: (nullable): the desktop's address books, see bw_presence_page_setup()
 * @welcome: whether there seems to be no account yet
 */
BwWindows *bw_windows_new (GtkApplication *application,
                           BwPhone *phone,
                           GSettings *settings,
                           GFile *sounds,
                           GObject *contacts,
                           gboolean welcome);

/** bw_windows_present: brings the window up; @token: (nullable): see xdg-activation */
BwWindow *bw_windows_present (BwWindows *self, const char *token);
/** bw_windows_present_accounts: brings the list of accounts up */
void bw_windows_present_accounts (BwWindows *self, const char *token);
/** bw_windows_set_notice: @notice: (nullable): a sentence that lasts */
void bw_windows_set_notice (BwWindows *self, const char *notice);
/** bw_windows_ask_to_dial: asks whether to call what another program gave, as soon as the phone has
 * started; @address: as it came */
void bw_windows_ask_to_dial (BwWindows *self, const char *address);
/** bw_windows_destroy: ends the window for good */
void bw_windows_destroy (BwWindows *self);

G_END_DECLS
