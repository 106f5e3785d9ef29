/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which sound devices there are and which are chosen; tells the engine, also in mid-call. Plays
 * nothing itself. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-devices-private.h"

#include "bw-core-enums.h"
#include "bw-default-card.h"
#include "bw-sound-router.h"

#define N_KINDS (BW_DEVICE_RINGER + 1)

enum {
  PROP_0,
  PROP_MICROPHONE,
  PROP_SPEAKER,
  PROP_RINGER,
  PROP_MICROPHONE_IN_USE,
  PROP_SPEAKER_IN_USE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwDevices {
  GObject parent_instance;

  BwEngine *engine;
  BwSoundMonitor *monitor;
  BwSoundRouter *router; /* for calls that are up: the engine cannot change theirs */
  GListStore *lists[N_KINDS];
  char *choices[N_KINDS];
  char *in_use[N_KINDS];
};

G_DEFINE_FINAL_TYPE (BwDevices, bw_devices, G_TYPE_OBJECT)

static LinphoneAudioDeviceCapabilities
capability_of (BwDeviceKind kind)
{
  return kind == BW_DEVICE_MICROPHONE ? LinphoneAudioDeviceCapabilityRecord
                                      : LinphoneAudioDeviceCapabilityPlay;
}

static gboolean
is_default_card (LinphoneAudioDevice *device)
{
  return g_strcmp0 (linphone_audio_device_get_device_name (device), BW_DEFAULT_CARD_NAME) == 0;
}

/* Where a sound server runs, its devices are the ones a person knows; the raw ones beneath are not
 * shown twice. */
static gboolean
has_sound_server (const bctbx_list_t *devices)
{
  for (const bctbx_list_t *l = devices; l; l = l->next)
    if (is_default_card (l->data))
      return TRUE;

  return FALSE;
}

static gboolean
is_for_people (LinphoneAudioDevice *device, BwDeviceKind kind, gboolean server)
{
  gboolean pulse = g_strcmp0 (linphone_audio_device_get_driver_name (device), "PulseAudio") == 0;

  return linphone_audio_device_has_capability (device, capability_of (kind)) &&
         !is_default_card (device) && (pulse || !server);
}

static gboolean
same_names (GListModel *list, GPtrArray *names)
{
  if (g_list_model_get_n_items (list) != names->len)
    return FALSE;

  for (guint i = 0; i < names->len; i++) {
    g_autoptr (BwDevice) device = g_list_model_get_item (list, i);

    if (g_strcmp0 (bw_device_get_name (device), names->pdata[i]) != 0)
      return FALSE;
  }

  return TRUE;
}

static void
fill_list (BwDevices *self, BwDeviceKind kind, const bctbx_list_t *devices)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean server = has_sound_server (devices);

  for (const bctbx_list_t *l = devices; l; l = l->next)
    if (is_for_people (l->data, kind, server))
      g_ptr_array_add (names, (char *) linphone_audio_device_get_device_name (l->data));
  if (same_names (G_LIST_MODEL (self->lists[kind]), names))
    return;

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (objects, bw_device_new (names->pdata[i]));
  g_list_store_splice (self->lists[kind], 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->lists[kind])), objects->pdata,
                       objects->len);
}

/* The pinned device, else the system's default, else whatever can do it. */
static LinphoneAudioDevice *
pick (BwDevices *self, BwDeviceKind kind, const bctbx_list_t *devices)
{
  LinphoneAudioDevice *fallback = NULL;

  for (const bctbx_list_t *l = devices; l; l = l->next) {
    const char *name = linphone_audio_device_get_device_name (l->data);

    if (!linphone_audio_device_has_capability (l->data, capability_of (kind)))
      continue;
    if (self->choices[kind] && g_strcmp0 (name, self->choices[kind]) == 0)
      return l->data;
    if (!fallback || is_default_card (l->data))
      fallback = l->data;
  }

  return fallback;
}

static void
set_in_use (BwDevices *self, BwDeviceKind kind, LinphoneAudioDevice *device)
{
  const char *name = device ? linphone_audio_device_get_device_name (device) : NULL;
  gboolean pinned = name && g_strcmp0 (name, self->choices[kind]) == 0;

  if (g_strcmp0 (self->in_use[kind], pinned ? name : NULL) == 0)
    return;

  g_free (self->in_use[kind]);
  self->in_use[kind] = g_strdup (pinned ? name : NULL);
  if (kind == BW_DEVICE_MICROPHONE)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MICROPHONE_IN_USE]);
  else if (kind == BW_DEVICE_SPEAKER)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEAKER_IN_USE]);
}

static void
use_device (BwDevices *self, BwDeviceKind kind, LinphoneAudioDevice *device)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);
  const char *id = linphone_audio_device_get_id (device);
  const char *pinned =
      is_default_card (device) ? NULL : linphone_audio_device_get_device_name (device);

  switch (kind) {
  case BW_DEVICE_MICROPHONE:
    linphone_core_set_capture_device (core, id);
    linphone_core_set_input_audio_device (core, device);
    bw_sound_router_route (self->router, BW_SOUND_CAPTURE, pinned);
    break;
  case BW_DEVICE_SPEAKER:
    linphone_core_set_playback_device (core, id);
    linphone_core_set_output_audio_device (core, device);
    bw_sound_router_route (self->router, BW_SOUND_PLAYBACK, pinned);
    break;
  case BW_DEVICE_RINGER:
    linphone_core_set_ringer_device (core, id);
    break;
  }
}

static void
apply (BwDevices *self, BwDeviceKind kind, const bctbx_list_t *devices)
{
  LinphoneAudioDevice *device = pick (self, kind, devices);

  if (device)
    use_device (self, kind, device);
  set_in_use (self, kind, device);
}

static bctbx_list_t *
list_devices (BwDevices *self)
{
  return linphone_core_get_extended_audio_devices (bw_engine_get_core (self->engine));
}

static void
free_devices (bctbx_list_t *devices)
{
  bctbx_list_free_with_data (devices, (bctbx_list_free_func) linphone_audio_device_unref);
}

static void
refresh (BwDevices *self)
{
  bctbx_list_t *devices = list_devices (self);

  for (guint kind = 0; kind < N_KINDS; kind++) {
    fill_list (self, kind, devices);
    apply (self, kind, devices);
  }
  free_devices (devices);
}

static void
monitor_changed_cb (BwDevices *self)
{
  if (!self->engine || !bw_engine_get_core (self->engine))
    return;

  linphone_core_reload_sound_devices (bw_engine_get_core (self->engine));
  refresh (self);
}

static void
bw_devices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwDevices *self = BW_DEVICES (object);

  switch (id) {
  case PROP_MICROPHONE:
  case PROP_SPEAKER:
  case PROP_RINGER:
    g_value_set_string (value, self->choices[id - PROP_MICROPHONE]);
    break;
  case PROP_MICROPHONE_IN_USE:
    g_value_set_string (value, self->in_use[BW_DEVICE_MICROPHONE]);
    break;
  case PROP_SPEAKER_IN_USE:
    g_value_set_string (value, self->in_use[BW_DEVICE_SPEAKER]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_devices_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_MICROPHONE:
  case PROP_SPEAKER:
  case PROP_RINGER:
    bw_devices_set_choice (BW_DEVICES (object), id - PROP_MICROPHONE, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_devices_dispose (GObject *object)
{
  BwDevices *self = BW_DEVICES (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->monitor);
  g_clear_object (&self->router);
  for (guint kind = 0; kind < N_KINDS; kind++) {
    g_clear_object (&self->lists[kind]);
    g_clear_pointer (&self->choices[kind], g_free);
    g_clear_pointer (&self->in_use[kind], g_free);
  }

  G_OBJECT_CLASS (bw_devices_parent_class)->dispose (object);
}

static void
bw_devices_class_init (BwDevicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = bw_devices_get_property;
  object_class->set_property = bw_devices_set_property;
  object_class->dispose = bw_devices_dispose;

  properties[PROP_MICROPHONE] = g_param_spec_string ("microphone", NULL, NULL, NULL, writable);
  properties[PROP_SPEAKER] = g_param_spec_string ("speaker", NULL, NULL, NULL, writable);
  properties[PROP_RINGER] = g_param_spec_string ("ringer", NULL, NULL, NULL, writable);
  properties[PROP_MICROPHONE_IN_USE] =
      g_param_spec_string ("microphone-in-use", NULL, NULL, NULL, readable);
  properties[PROP_SPEAKER_IN_USE] =
      g_param_spec_string ("speaker-in-use", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_devices_init (BwDevices *self)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    self->lists[kind] = g_list_store_new (BW_TYPE_DEVICE);
}

BwDevices *
bw_devices_new (BwSoundMonitor *monitor)
{
  BwDevices *self = g_object_new (BW_TYPE_DEVICES, NULL);

  self->monitor = g_object_ref (monitor);
  self->router = bw_sound_router_new ();
  g_signal_connect_object (monitor, "changed", G_CALLBACK (monitor_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
bw_devices_attach (BwDevices *self, BwEngine *engine)
{
  g_set_object (&self->engine, engine);
  refresh (self);
}

void
bw_devices_detach (BwDevices *self)
{
  g_clear_object (&self->engine);
}

GListModel *
bw_devices_get_list (BwDevices *self, BwDeviceKind kind)
{
  return G_LIST_MODEL (self->lists[kind]);
}

const char *
bw_devices_get_choice (BwDevices *self, BwDeviceKind kind)
{
  return self->choices[kind];
}

void
bw_devices_set_choice (BwDevices *self, BwDeviceKind kind, const char *name)
{
  bctbx_list_t *devices;

  if (g_strcmp0 (self->choices[kind], name) == 0)
    return;

  g_free (self->choices[kind]);
  self->choices[kind] = g_strdup (name);
  if (self->engine && bw_engine_get_core (self->engine)) {
    devices = list_devices (self);
    apply (self, kind, devices);
    free_devices (devices);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MICROPHONE + kind]);
}

BwSoundMonitor *
bw_devices_get_monitor (BwDevices *self)
{
  return self->monitor;
}
