/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddies.h"
#include "bw-call.h"
#include "bw-codec-list.h"
#include "bw-devices.h"
#include "bw-directory.h"
#include "bw-messenger.h"
#include "bw-my-presence.h"
#include "bw-recorded-calls.h"
#include "bw-secrets.h"
#include "bw-store.h"
#include "bw-video.h"
#include "bw-watchers.h"

G_BEGIN_DECLS

#define BW_TYPE_PHONE (bw_phone_get_type ())

/**
 * BwPhone:
 *
 * The controller: owns the engine, drives its loop and holds the models. Everything is reached from
 * here; it is passed down, never fetched. Main thread only.
 *
 * Properties: `started` (gboolean, read), `default-account` (BwAccount, nullable, read and write:
 * saved), `current-call` (BwCall, nullable, read: the one that is active, else the one that most
 * wants attention), `live-calls` (guint, read: calls that have not ended), `do-not-disturb`
 * (gboolean, read and write: incoming calls do not ring and are turned away; it follows
 * BwMyPresence:do-not-disturb, and setting it chooses that status or gives it up),
 * `network-available` (gboolean, read and write: what the desktop says; TRUE at first), `can-call`
 * (gboolean, read: an account is enabled), `ringtone` (GFile, nullable, read and write: NULL is the
 * built-in one), `ring-volume` (double, 0 to 1, read and write), `echo-cancellation` (gboolean,
 * read and write: holds for the next call).
 */
G_DECLARE_FINAL_TYPE (BwPhone, bw_phone, BW, PHONE, GObject)

/**
 * bw_phone_new:
 * @store: an open store
 * @secrets: where passwords live
 * @config_dir: the folder of `accounts.conf` (created)
 * @data_dir: the folder of the engine's own small files, such as the ZRTP cache (created)
 * @sounds_dir: (nullable): the folder with the tones; NULL: no tones (a phone without a face)
 */
BwPhone *bw_phone_new (BwStore *store,
                       BwSecrets *secrets,
                       GFile *config_dir,
                       GFile *data_dir,
                       GFile *sounds_dir);

/**
 * bw_phone_start_async:
 *
 * Starts the engine, reads the accounts and begins to register them; registration goes on after the
 * callback. bw_phone_start_finish() fails with BW_ERROR_ENGINE where no engine can be had, or
 * BW_ERROR_FILE where accounts.conf cannot be read (it is not overwritten).
 */
void bw_phone_start_async (BwPhone *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean bw_phone_start_finish (BwPhone *self, GAsyncResult *result, GError **error);

/** bw_phone_stop_async: BYE to all calls, un-REGISTER, then the engine is gone; done after 5 s at
 * most. */
void bw_phone_stop_async (BwPhone *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean bw_phone_stop_finish (BwPhone *self, GAsyncResult *result, GError **error);

BwStore *bw_phone_get_store (BwPhone *self);
BwSecrets *bw_phone_get_secrets (BwPhone *self);
/** bw_phone_get_accounts: Returns: (transfer none): a GListModel of BwAccount, in the order of
 * their making */
GListModel *bw_phone_get_accounts (BwPhone *self);
/** bw_phone_get_calls: Returns: (transfer none): a GListModel of BwCall, oldest first; an ended
 * call leaves it after 4 s */
GListModel *bw_phone_get_calls (BwPhone *self);
BwDevices *bw_phone_get_devices (BwPhone *self);
/** bw_phone_get_messenger: Returns: (transfer none): there before the start, too */
BwMessenger *bw_phone_get_messenger (BwPhone *self);
BwCodecList *bw_phone_get_audio_codecs (BwPhone *self);
/** bw_phone_get_video_codecs: Returns: (transfer none): as the audio codecs are; by default H.264
 * where it can be done, then VP8 */
BwCodecList *bw_phone_get_video_codecs (BwPhone *self);
/** bw_phone_get_video: Returns: (transfer none): there before the start, too */
BwVideo *bw_phone_get_video (BwPhone *self);
/** bw_phone_dup_recordings_folder: Returns: (transfer full): where calls are recorded to: the
 * property `recordings-folder` (GFile, nullable, read and write), or "Bellwire" in the person's
 * videos */
GFile *bw_phone_dup_recordings_folder (BwPhone *self);
/** bw_phone_get_recorded_calls: Returns: (transfer none): reads that folder, from when it is first
 * asked for */
BwRecordedCalls *bw_phone_get_recorded_calls (BwPhone *self);
/** bw_phone_get_buddies: Returns: (transfer none): there before the start, too */
BwBuddies *bw_phone_get_buddies (BwPhone *self);
/** bw_phone_get_presence: Returns: (transfer none): one's own, there before the start, too */
BwMyPresence *bw_phone_get_presence (BwPhone *self);
/** bw_phone_get_watchers: Returns: (transfer none): there before the start, too */
BwWatchers *bw_phone_get_watchers (BwPhone *self);
/** bw_phone_get_directory: Returns: (transfer none): there before the start, too */
BwDirectory *bw_phone_get_directory (BwPhone *self);
/** bw_phone_find_call: Returns: (transfer none) (nullable): by id */
BwCall *bw_phone_find_call (BwPhone *self, const char *id);
BwCall *bw_phone_get_current_call (BwPhone *self);
BwAccount *bw_phone_get_default_account (BwPhone *self);
void bw_phone_set_default_account (BwPhone *self, BwAccount *account);
/** bw_phone_find_account: Returns: (transfer none) (nullable): by id */
BwAccount *bw_phone_find_account (BwPhone *self, const char *id);

/**
 * bw_phone_add_account:
 * @settings: copied
 * @password: (nullable): goes to the secrets and to the engine, nowhere else
 *
 * The account is there and saved when the function returns and begins to register; the first one
 * becomes the default.
 *
 * Returns: (transfer none) (nullable): the account; NULL with an error of
 * bw_account_settings_validate(), or BW_ERROR_DUPLICATE where an account has that address, or
 * BW_ERROR_FILE
 */
BwAccount *bw_phone_add_account (BwPhone *self,
                                 BwAccountSettings *settings,
                                 const char *password,
                                 GError **error);

/**
 * bw_phone_change_account:
 * @settings: of the same id
 * @password: (nullable): NULL leaves it as it is
 */
gboolean bw_phone_change_account (BwPhone *self,
                                  BwAccount *account,
                                  BwAccountSettings *settings,
                                  const char *password,
                                  GError **error);

/**
 * bw_phone_remove_account:
 *
 * Un-registers and takes the account out of the list. Its password stays in the keyring until
 * bw_phone_forget_account(), so that bw_phone_add_account() with the same settings and a NULL
 * password undoes it.
 */
void bw_phone_remove_account (BwPhone *self, BwAccount *account);
/** bw_phone_forget_account: deletes the password of an account that was removed (its undo has run
 * out) */
void bw_phone_forget_account (BwPhone *self, const char *account_id);

/**
 * bw_phone_dial:
 * @account: (nullable): NULL for the default
 * @address: what a person typed, see bw_address_parse()
 *
 * Returns: (transfer none) (nullable): the call, dialing; NULL with BW_ERROR_ADDRESS,
 * BW_ERROR_NO_ACCOUNT, BW_ERROR_NOT_STARTED or BW_ERROR_ENGINE
 */
BwCall *bw_phone_dial (BwPhone *self,
                       BwAccount *account,
                       const char *address,
                       gboolean video,
                       GError **error);

/** bw_phone_play_dtmf: the tone of a key on the dial pad, heard here only */
void bw_phone_play_dtmf (BwPhone *self, char digit);

gboolean bw_phone_get_do_not_disturb (BwPhone *self);
void bw_phone_set_do_not_disturb (BwPhone *self, gboolean do_not_disturb);
/** bw_phone_may_ring: whether @call may ring here: FALSE under do-not-disturb, but for a favourite
 * where those may */
gboolean bw_phone_may_ring (BwPhone *self, BwCall *call);
void bw_phone_set_network_available (BwPhone *self, gboolean available);
/** bw_phone_wake: registers all accounts again now, after sleep or a change of network */
void bw_phone_wake (BwPhone *self);

G_END_DECLS
