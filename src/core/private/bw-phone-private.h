/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of the controller, shared by the files that make it up; names liblinphone types. */

#pragma once

#include "bw-account-private.h"
#include "bw-call-private.h"
#include "bw-codec-private.h"
#include "bw-devices-private.h"
#include "bw-messenger-private.h"
#include "bw-phone.h"
#include "bw-publisher.h"
#include "bw-ringer.h"
#include "bw-subscription.h"

G_BEGIN_DECLS

struct _BwPhone {
  GObject parent_instance;

  BwStore *store;
  BwSecrets *secrets;
  GFile *accounts_file;
  GFile *recordings_folder;        /* NULL for the person's videos */
  BwRecordedCalls *recorded_calls; /* NULL until somebody asks */
  BwEngine *engine;
  BwSoundMonitor *monitor;
  BwRinger *ringer; /* NULL for a phone without a face */
  BwDevices *devices;
  BwCodecList *codecs;
  BwCodecList *video_codecs;
  BwVideo *video;
  BwMessenger *messenger;
  BwMyPresence *presence;
  BwDirectory *directory;
  BwPublisher *publisher;
  BwWatchers *watchers;
  BwSubscriber *subscriber;
  BwBuddies *buddies;

  GListStore *accounts;
  GListStore *calls;
  BwAccount *default_account;
  BwCall *current_call;
  GCancellable *cancellable; /* of all that waits for the keyring */
  GHashTable *departures;    /* BwCall -> source that takes an ended call out of the list */

  gboolean started;
  gboolean accounts_known; /* accounts.conf was read: only then may it be written */
  gboolean network_available;
  gboolean echo_cancellation;
  gboolean busy_tone;
  gboolean inviting; /* the engine's new call is one that bw_phone_dial() makes */
};

/** bw_phone_get_core: Returns: (nullable): the engine itself, for the echo friend and the tests */
LinphoneCore *bw_phone_get_core (BwPhone *self);

/* bw-phone-callbacks.c: the one table of engine callbacks. */
LinphoneCoreCbs *bw_phone_callbacks_new (BwPhone *self);

/* bw-phone-accounts.c */
gboolean bw_phone_load_accounts (BwPhone *self, GError **error);
BwAccount *bw_phone_find_account_for (BwPhone *self, const LinphoneAddress *to);

/* bw-phone-calls.c */
void bw_phone_handle_incoming (BwPhone *self, LinphoneCall *call);
void bw_phone_handle_outgoing (BwPhone *self, LinphoneCall *call);
/** bw_phone_dial_replacing: bw_phone_dial() for a call that takes the place of another one;
 * @replaces: (nullable): the value of a Replaces header (RFC 3891) */
BwCall *bw_phone_dial_replacing (BwPhone *self,
                                 BwAccount *account,
                                 const char *address,
                                 const char *replaces,
                                 GError **error);
void bw_phone_end_all_calls (BwPhone *self);
void bw_phone_update_ringer (BwPhone *self);

/* bw-phone-presence.c */
void bw_phone_create_presence (BwPhone *self);
/** bw_phone_attach_presence: @engine: (nullable): NULL: it is gone */
void bw_phone_attach_presence (BwPhone *self, BwEngine *engine);
/** bw_phone_close_presence: tells those who see us that we go */
void bw_phone_close_presence (BwPhone *self);
void bw_phone_dispose_presence (BwPhone *self);
/** bw_phone_update_presence: calls have come, gone or changed */
void bw_phone_update_presence (BwPhone *self);
/** bw_phone_get_busy_answer: what callers get who may not ring here */
LinphoneReason bw_phone_get_busy_answer (BwPhone *self);

/* bw-phone-subscriptions.c */
void bw_phone_create_subscriptions (BwPhone *self);
void bw_phone_release_subscriptions (BwPhone *self);
void bw_phone_watch_mailbox (BwPhone *self, BwAccount *account);
void bw_phone_leave_mailbox (BwPhone *self, BwAccount *account);

/* bw-phone.c: what the other files tell it to notify */
void bw_phone_notify_default_account (BwPhone *self);
void bw_phone_notify_can_call (BwPhone *self);
void bw_phone_notify_calls (BwPhone *self);
void bw_phone_notify_do_not_disturb (BwPhone *self);

G_END_DECLS
