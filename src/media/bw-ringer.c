/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which tone sounds, and where: from one wish, the target state, to one BwTone or none. It must not
 * know of calls.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-ringer.h"

#include "bw-media-enums.h"
#include "private/bw-sound-monitor-private.h"
#include "private/bw-tone.h"

enum {
  PROP_0,
  PROP_STATE,
  PROP_RINGTONE,
  PROP_RING_DEVICE,
  PROP_TONE_DEVICE,
  PROP_VOLUME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwRinger {
  GObject parent_instance;

  GFile *sounds;
  BwSoundMonitor *monitor;
  BwRingerState state;
  GFile *ringtone;
  char *ring_device;
  char *tone_device;
  double volume;

  BwTone *tone; /* NULL while nothing sounds */
  gulong ended_id;
  gboolean plain; /* what the person chose has failed: the built-in ringtone on the system's default
                     device */
  gboolean warned; /* of this wish */
};

G_DEFINE_FINAL_TYPE (BwRinger, bw_ringer, G_TYPE_OBJECT)

static const char *
get_file_name (BwRingerState state)
{
  switch (state) {
  case BW_RINGER_RINGING:
    return "ring.wav";
  case BW_RINGER_CALL_WAITING:
    return "call-waiting.wav";
  case BW_RINGER_RINGBACK:
    return "ringback.wav";
  case BW_RINGER_BUSY:
    return "busy.wav";
  case BW_RINGER_SILENT:
    break;
  }
  return NULL;
}

static const char *
get_device_name (BwRinger *self)
{
  return self->state == BW_RINGER_RINGING ? self->ring_device : self->tone_device;
}

static GFile *
dup_file (BwRinger *self)
{
  if (self->state == BW_RINGER_RINGING && self->ringtone != NULL && !self->plain)
    return g_object_ref (self->ringtone);
  return g_file_get_child (self->sounds, get_file_name (self->state));
}

/* NULL, the system's default, stands in for a device that is not there. */
static GstDevice *
dup_device (BwRinger *self)
{
  const char *name = get_device_name (self);

  return name == NULL || self->plain ? NULL : bw_sound_monitor_dup_speaker (self->monitor, name);
}

static gboolean
has_choice (BwRinger *self)
{
  return get_device_name (self) != NULL ||
         (self->state == BW_RINGER_RINGING && self->ringtone != NULL);
}

static void
stop (BwRinger *self)
{
  if (self->tone == NULL)
    return;
  g_clear_signal_handler (&self->ended_id, self->tone);
  bw_tone_stop (self->tone);
  g_clear_object (&self->tone);
}

static void
warn (BwRinger *self, const GError *error)
{
  if (!self->warned)
    g_warning ("No tone can be played: %s", error->message);
  self->warned = TRUE;
}

/* A tone that fails is played once more, plainly. */
static void play (BwRinger *self);

/* The beats of a busy line are over by themselves; other tones are over only where they could not
 * be played. */
static void
ended_cb (BwRinger *self, const GError *error)
{
  gboolean again = error != NULL && !self->plain && has_choice (self);

  stop (self);
  if (again) {
    g_debug ("The chosen device or ringtone failed: %s", error->message);
    self->plain = TRUE;
    play (self);
    return;
  }
  if (error != NULL)
    warn (self, error);
  if (self->state == BW_RINGER_BUSY)
    bw_ringer_set_state (self, BW_RINGER_SILENT);
}

static void
play (BwRinger *self)
{
  g_autoptr (GFile) file = dup_file (self);
  g_autoptr (GstDevice) device = dup_device (self);
  g_autoptr (GError) error = NULL;

  self->tone = bw_tone_new (file, device, self->state != BW_RINGER_BUSY, self->volume, &error);
  if (self->tone == NULL) {
    warn (self, error);
    return;
  }
  self->ended_id = g_signal_connect_swapped (self->tone, "ended", G_CALLBACK (ended_cb), self);
  bw_tone_start (self->tone);
}

/* Goes to what the properties ask for now. */
static void
restart (BwRinger *self)
{
  stop (self);
  self->plain = FALSE;
  self->warned = FALSE;
  if (self->state != BW_RINGER_SILENT)
    play (self);
}

/* A tone that found no device gets its chance when one comes. */
static void
devices_changed_cb (BwRinger *self)
{
  if (self->state == BW_RINGER_SILENT || self->tone != NULL)
    return;
  self->plain = FALSE;
  play (self);
}

static gboolean
assign_text (char **field, const char *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

static gboolean
assign_volume (BwRinger *self, double volume)
{
  if (G_APPROX_VALUE (self->volume, volume, 1e-6))
    return FALSE;
  self->volume = volume;
  if (self->tone != NULL)
    bw_tone_set_volume (self->tone, volume);
  return TRUE;
}

static void
notify_and_restart (BwRinger *self, GParamSpec *pspec, gboolean sounds)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
  if (sounds && self->tone != NULL)
    restart (self);
}

static void
bw_ringer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwRinger *self = BW_RINGER (object);
  gboolean rings = self->state == BW_RINGER_RINGING;

  switch (prop_id) {
  case PROP_STATE:
    bw_ringer_set_state (self, g_value_get_enum (value));
    break;
  case PROP_RINGTONE:
    if (g_set_object (&self->ringtone, g_value_get_object (value)))
      notify_and_restart (self, pspec, rings);
    break;
  case PROP_RING_DEVICE:
    if (assign_text (&self->ring_device, g_value_get_string (value)))
      notify_and_restart (self, pspec, rings);
    break;
  case PROP_TONE_DEVICE:
    if (assign_text (&self->tone_device, g_value_get_string (value)))
      notify_and_restart (self, pspec, !rings);
    break;
  case PROP_VOLUME:
    if (assign_volume (self, g_value_get_double (value)))
      g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_ringer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwRinger *self = BW_RINGER (object);

  switch (prop_id) {
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_RINGTONE:
    g_value_set_object (value, self->ringtone);
    break;
  case PROP_RING_DEVICE:
    g_value_set_string (value, self->ring_device);
    break;
  case PROP_TONE_DEVICE:
    g_value_set_string (value, self->tone_device);
    break;
  case PROP_VOLUME:
    g_value_set_double (value, self->volume);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_ringer_dispose (GObject *object)
{
  BwRinger *self = BW_RINGER (object);

  stop (self);
  g_clear_object (&self->sounds);
  g_clear_object (&self->monitor);
  g_clear_object (&self->ringtone);
  G_OBJECT_CLASS (bw_ringer_parent_class)->dispose (object);
}

static void
bw_ringer_finalize (GObject *object)
{
  BwRinger *self = BW_RINGER (object);

  g_free (self->ring_device);
  g_free (self->tone_device);
  G_OBJECT_CLASS (bw_ringer_parent_class)->finalize (object);
}

static void
bw_ringer_class_init (BwRingerClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_ringer_set_property;
  object_class->get_property = bw_ringer_get_property;
  object_class->dispose = bw_ringer_dispose;
  object_class->finalize = bw_ringer_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BW_TYPE_RINGER_STATE, BW_RINGER_SILENT, flags);
  properties[PROP_RINGTONE] = g_param_spec_object ("ringtone", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_RING_DEVICE] = g_param_spec_string ("ring-device", NULL, NULL, NULL, flags);
  properties[PROP_TONE_DEVICE] = g_param_spec_string ("tone-device", NULL, NULL, NULL, flags);
  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0.0, 1.0, 1.0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_ringer_init (BwRinger *self)
{
  self->volume = 1.0;
}

BwRinger *
bw_ringer_new (GFile *sounds, BwSoundMonitor *monitor)
{
  BwRinger *self;

  g_return_val_if_fail (G_IS_FILE (sounds), NULL);
  g_return_val_if_fail (BW_IS_SOUND_MONITOR (monitor), NULL);

  self = g_object_new (BW_TYPE_RINGER, NULL);
  self->sounds = g_object_ref (sounds);
  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (monitor, "changed", G_CALLBACK (devices_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

BwRingerState
bw_ringer_get_state (BwRinger *self)
{
  g_return_val_if_fail (BW_IS_RINGER (self), BW_RINGER_SILENT);
  return self->state;
}

void
bw_ringer_set_state (BwRinger *self, BwRingerState state)
{
  g_return_if_fail (BW_IS_RINGER (self));

  if (self->state == state)
    return;
  self->state = state;
  restart (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}
