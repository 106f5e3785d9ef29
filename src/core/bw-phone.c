/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The controller: owns the engine and the models, starts and stops them. Accounts and calls are in
 * the files beside this one. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-phone-private.h"

#include "bw-my-presence-private.h"
#include "bw-subscriber-private.h"
#include "bw-usual-folder.h"
#include "bw-video-private.h"
#include "bw-watchers-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

enum {
  PROP_0,
  PROP_STARTED,
  PROP_DEFAULT_ACCOUNT,
  PROP_CURRENT_CALL,
  PROP_LIVE_CALLS,
  PROP_DO_NOT_DISTURB,
  PROP_NETWORK_AVAILABLE,
  PROP_CAN_CALL,
  PROP_RINGTONE,
  PROP_RING_VOLUME,
  PROP_ECHO_CANCELLATION,
  PROP_RECORDINGS_FOLDER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BwPhone, bw_phone, G_TYPE_OBJECT)

static void
notify (BwPhone *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static guint
count_live_calls (BwPhone *self)
{
  guint live = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->calls)); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    live += bw_call_is_live (call);
  }

  return live;
}

static gboolean
can_call (BwPhone *self)
{
  for (guint i = 0; self->started && i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
       i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    if (bw_account_get_enabled (account))
      return TRUE;
  }

  return FALSE;
}

static void
set_echo_cancellation (BwPhone *self, gboolean on)
{
  if (self->echo_cancellation == on)
    return;

  self->echo_cancellation = on;
  if (bw_phone_get_core (self))
    linphone_core_enable_echo_cancellation (bw_phone_get_core (self), on);
  notify (self, PROP_ECHO_CANCELLATION);
}

static void
follow_recordings (BwPhone *self)
{
  g_autoptr (GFile) folder = bw_phone_dup_recordings_folder (self);

  if (self->recorded_calls)
    bw_recorded_calls_set_folder (self->recorded_calls, folder);
}

static void
notify_started (BwPhone *self)
{
  notify (self, PROP_STARTED);
  notify (self, PROP_CAN_CALL);
}

static void
detach_all (BwPhone *self)
{
  bw_messenger_detach (self->messenger);
  bw_phone_attach_presence (self, NULL);
  bw_subscriber_attach (self->subscriber, NULL);
  bw_devices_detach (self->devices);
  bw_codec_list_detach (self->codecs);
  bw_codec_list_detach (self->video_codecs);
  bw_video_detach (self->video);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    bw_account_detach (account);
  }
}

static void
clear_departures (BwPhone *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->departures);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    g_source_remove (GPOINTER_TO_UINT (id));
  g_hash_table_remove_all (self->departures);
}

static gboolean
start_engine (BwPhone *self, GError **error)
{
  LinphoneCoreCbs *callbacks = bw_phone_callbacks_new (self);
  gboolean started;

  bw_video_prepare (self->video);
  started = bw_engine_start (self->engine, bw_video_get_feed (self->video), callbacks, error);
  linphone_core_cbs_unref (callbacks);
  if (!started)
    return FALSE;

  linphone_core_enable_echo_cancellation (bw_engine_get_core (self->engine),
                                          self->echo_cancellation);
  bw_sound_monitor_start (self->monitor);
  bw_devices_attach (self->devices, self->engine);
  bw_codec_list_attach (self->codecs, self->engine);
  bw_codec_list_attach (self->video_codecs, self->engine);
  bw_video_attach (self->video, self->engine);
  bw_messenger_attach (self->messenger, self->engine);
  bw_phone_attach_presence (self, self->engine);
  bw_subscriber_attach (self->subscriber, self->engine);

  return TRUE;
}

static void
engine_stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  detach_all (g_task_get_source_object (task));
  bw_engine_stop_finish (BW_ENGINE (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
ringtone_changed_cb (BwPhone *self)
{
  notify (self, PROP_RINGTONE);
}

static void
ring_volume_changed_cb (BwPhone *self)
{
  notify (self, PROP_RING_VOLUME);
}

/* The devices say what is chosen, the ringer plays to it; what is set of the ringer is told as the
 * phone's own. */
static void
bind_ringer (BwPhone *self)
{
  g_object_bind_property (self->devices, "ringer", self->ringer, "ring-device",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->devices, "speaker", self->ringer, "tone-device",
                          G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->ringer, "notify::ringtone", G_CALLBACK (ringtone_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ringer, "notify::volume", G_CALLBACK (ring_volume_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
bw_phone_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPhone *self = BW_PHONE (object);

  switch (id) {
  case PROP_STARTED:
    g_value_set_boolean (value, self->started);
    break;
  case PROP_DEFAULT_ACCOUNT:
    g_value_set_object (value, self->default_account);
    break;
  case PROP_CURRENT_CALL:
    g_value_set_object (value, self->current_call);
    break;
  case PROP_LIVE_CALLS:
    g_value_set_uint (value, count_live_calls (self));
    break;
  case PROP_DO_NOT_DISTURB:
    g_value_set_boolean (value, bw_phone_get_do_not_disturb (self));
    break;
  case PROP_NETWORK_AVAILABLE:
    g_value_set_boolean (value, self->network_available);
    break;
  case PROP_CAN_CALL:
    g_value_set_boolean (value, can_call (self));
    break;
  case PROP_RINGTONE:
  case PROP_RING_VOLUME:
    if (self->ringer)
      g_object_get_property (G_OBJECT (self->ringer), id == PROP_RINGTONE ? "ringtone" : "volume",
                             value);
    break;
  case PROP_ECHO_CANCELLATION:
    g_value_set_boolean (value, self->echo_cancellation);
    break;
  case PROP_RECORDINGS_FOLDER:
    g_value_set_object (value, self->recordings_folder);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_phone_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPhone *self = BW_PHONE (object);

  switch (id) {
  case PROP_DEFAULT_ACCOUNT:
    bw_phone_set_default_account (self, g_value_get_object (value));
    break;
  case PROP_DO_NOT_DISTURB:
    bw_phone_set_do_not_disturb (self, g_value_get_boolean (value));
    break;
  case PROP_NETWORK_AVAILABLE:
    bw_phone_set_network_available (self, g_value_get_boolean (value));
    break;
  case PROP_RINGTONE:
  case PROP_RING_VOLUME:
    if (self->ringer)
      g_object_set_property (G_OBJECT (self->ringer), id == PROP_RINGTONE ? "ringtone" : "volume",
                             value);
    break;
  case PROP_ECHO_CANCELLATION:
    set_echo_cancellation (self, g_value_get_boolean (value));
    break;
  case PROP_RECORDINGS_FOLDER:
    if (g_set_object (&self->recordings_folder, g_value_get_object (value))) {
      follow_recordings (self);
      notify (self, PROP_RECORDINGS_FOLDER);
    }
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_phone_dispose (GObject *object)
{
  BwPhone *self = BW_PHONE (object);

  g_cancellable_cancel (self->cancellable);
  clear_departures (self);
  if (self->messenger)
    detach_all (self);
  bw_phone_release_subscriptions (self);
  g_clear_object (&self->current_call);
  g_clear_object (&self->default_account);
  g_clear_object (&self->recorded_calls);
  g_clear_object (&self->calls);
  g_clear_object (&self->messenger);
  bw_phone_dispose_presence (self);
  g_clear_object (&self->accounts);
  g_clear_object (&self->ringer);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (bw_phone_parent_class)->dispose (object);
}

static void
bw_phone_finalize (GObject *object)
{
  BwPhone *self = BW_PHONE (object);

  g_clear_object (&self->devices);
  g_clear_object (&self->codecs);
  g_clear_object (&self->video_codecs);
  g_clear_object (&self->video);
  g_clear_object (&self->monitor);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  g_clear_object (&self->accounts_file);
  g_clear_object (&self->recordings_folder);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->departures, g_hash_table_unref);

  G_OBJECT_CLASS (bw_phone_parent_class)->finalize (object);
}

static void
bw_phone_class_init (BwPhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = bw_phone_get_property;
  object_class->set_property = bw_phone_set_property;
  object_class->dispose = bw_phone_dispose;
  object_class->finalize = bw_phone_finalize;

  properties[PROP_STARTED] = g_param_spec_boolean ("started", NULL, NULL, FALSE, readable);
  properties[PROP_DEFAULT_ACCOUNT] =
      g_param_spec_object ("default-account", NULL, NULL, BW_TYPE_ACCOUNT, writable);
  properties[PROP_CURRENT_CALL] =
      g_param_spec_object ("current-call", NULL, NULL, BW_TYPE_CALL, readable);
  properties[PROP_LIVE_CALLS] =
      g_param_spec_uint ("live-calls", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_DO_NOT_DISTURB] =
      g_param_spec_boolean ("do-not-disturb", NULL, NULL, FALSE, writable);
  properties[PROP_NETWORK_AVAILABLE] =
      g_param_spec_boolean ("network-available", NULL, NULL, TRUE, writable);
  properties[PROP_CAN_CALL] = g_param_spec_boolean ("can-call", NULL, NULL, FALSE, readable);
  properties[PROP_RINGTONE] = g_param_spec_object ("ringtone", NULL, NULL, G_TYPE_FILE, writable);
  properties[PROP_RING_VOLUME] = g_param_spec_double ("ring-volume", NULL, NULL, 0, 1, 1, writable);
  properties[PROP_ECHO_CANCELLATION] =
      g_param_spec_boolean ("echo-cancellation", NULL, NULL, TRUE, writable);
  properties[PROP_RECORDINGS_FOLDER] =
      g_param_spec_object ("recordings-folder", NULL, NULL, G_TYPE_FILE, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_phone_init (BwPhone *self)
{
  self->accounts = g_list_store_new (BW_TYPE_ACCOUNT);
  self->calls = g_list_store_new (BW_TYPE_CALL);
  self->monitor = bw_sound_monitor_new ();
  self->devices = bw_devices_new (self->monitor);
  self->codecs = bw_codec_list_new (BW_CODEC_KIND_AUDIO);
  self->video_codecs = bw_codec_list_new (BW_CODEC_KIND_VIDEO);
  self->video = bw_video_new ();
  self->departures = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
  self->network_available = TRUE;
  self->echo_cancellation = TRUE;
}

BwPhone *
bw_phone_new (BwStore *store,
              BwSecrets *secrets,
              GFile *config_dir,
              GFile *data_dir,
              GFile *sounds_dir)
{
  BwPhone *self = g_object_new (BW_TYPE_PHONE, NULL);

  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->messenger = bw_messenger_new (store, G_LIST_MODEL (self->accounts));
  bw_phone_create_presence (self);
  bw_phone_create_subscriptions (self);
  g_mkdir_with_parents (g_file_peek_path (config_dir), 0700);
  self->accounts_file = g_file_get_child (config_dir, "accounts.conf");
  self->engine = bw_engine_new (data_dir);
  if (sounds_dir) {
    self->ringer = bw_ringer_new (sounds_dir, self->monitor);
    bind_ringer (self);
  }

  return self;
}

/* The engine starts in some 50 ms on this thread; the caller decides when that is not felt. */
void
bw_phone_start_async (BwPhone *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, bw_phone_start_async);
  if (self->started) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  if (!start_engine (self, &error)) {
    g_task_return_error (task, error);
    return;
  }

  /* Told only when the accounts are there, so that nobody adds one before. */
  self->started = TRUE;
  self->accounts_known = bw_phone_load_accounts (self, &error);
  notify_started (self);
  if (self->accounts_known)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
bw_phone_start_finish (BwPhone *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
bw_phone_stop_async (BwPhone *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, bw_phone_stop_async);
  g_cancellable_cancel (self->cancellable);
  bw_phone_end_all_calls (self);
  bw_messenger_close (self->messenger);
  bw_phone_close_presence (self);
  bw_subscriber_attach (self->subscriber, NULL);
  if (self->started) {
    self->started = FALSE;
    notify_started (self);
  }
  bw_sound_monitor_stop (self->monitor);
  if (self->ringer)
    bw_ringer_set_state (self->ringer, BW_RINGER_SILENT);
  bw_engine_stop_async (self->engine, engine_stopped_cb, task);
}

gboolean
bw_phone_stop_finish (BwPhone *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

LinphoneCore *
bw_phone_get_core (BwPhone *self)
{
  return self->engine ? bw_engine_get_core (self->engine) : NULL;
}

BwStore *
bw_phone_get_store (BwPhone *self)
{
  return self->store;
}

BwSecrets *
bw_phone_get_secrets (BwPhone *self)
{
  return self->secrets;
}

GListModel *
bw_phone_get_accounts (BwPhone *self)
{
  return G_LIST_MODEL (self->accounts);
}

GListModel *
bw_phone_get_calls (BwPhone *self)
{
  return G_LIST_MODEL (self->calls);
}

BwMessenger *
bw_phone_get_messenger (BwPhone *self)
{
  return self->messenger;
}

BwDevices *
bw_phone_get_devices (BwPhone *self)
{
  return self->devices;
}

BwCodecList *
bw_phone_get_audio_codecs (BwPhone *self)
{
  return self->codecs;
}

BwCodecList *
bw_phone_get_video_codecs (BwPhone *self)
{
  return self->video_codecs;
}

BwVideo *
bw_phone_get_video (BwPhone *self)
{
  return self->video;
}

GFile *
bw_phone_dup_recordings_folder (BwPhone *self)
{
  if (self->recordings_folder)
    return g_object_ref (self->recordings_folder);

  return bw_usual_folder_new (G_USER_DIRECTORY_VIDEOS);
}

BwRecordedCalls *
bw_phone_get_recorded_calls (BwPhone *self)
{
  if (!self->recorded_calls) {
    self->recorded_calls = bw_recorded_calls_new (self->store, G_LIST_MODEL (self->calls));
    follow_recordings (self);
  }

  return self->recorded_calls;
}

BwCall *
bw_phone_get_current_call (BwPhone *self)
{
  return self->current_call;
}

void
bw_phone_set_network_available (BwPhone *self, gboolean available)
{
  if (self->network_available == !!available)
    return;

  self->network_available = !!available;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    bw_account_set_network_available (account, self->network_available);
  }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->calls)); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    bw_call_set_network_available (call, self->network_available);
  }
  if (bw_phone_get_core (self)) {
    linphone_core_set_network_reachable (bw_phone_get_core (self), self->network_available);
    bw_watchers_set_reachable (self->watchers, self->network_available);
    bw_engine_hurry (self->engine);
  }
  notify (self, PROP_NETWORK_AVAILABLE);
}

void
bw_phone_wake (BwPhone *self)
{
  LinphoneCore *core = bw_phone_get_core (self);

  bw_my_presence_wake (self->presence);
  if (!core || !self->network_available)
    return;

  /* Connections that went through the sleep or belong to the old address are dead, but look alive.
   */
  linphone_core_set_network_reachable (core, FALSE);
  linphone_core_set_network_reachable (core, TRUE);
  bw_subscriber_renew (self->subscriber);
  bw_publisher_renew (self->publisher);
  bw_watchers_set_reachable (self->watchers, TRUE);
  bw_engine_hurry (self->engine);
}

void
bw_phone_notify_default_account (BwPhone *self)
{
  notify (self, PROP_DEFAULT_ACCOUNT);
}

void
bw_phone_notify_can_call (BwPhone *self)
{
  notify (self, PROP_CAN_CALL);
}

void
bw_phone_notify_calls (BwPhone *self)
{
  notify (self, PROP_CURRENT_CALL);
  notify (self, PROP_LIVE_CALLS);
}

void
bw_phone_notify_do_not_disturb (BwPhone *self)
{
  notify (self, PROP_DO_NOT_DISTURB);
}
