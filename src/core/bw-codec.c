/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One codec of the engine as an object that lists and switches can hold. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-codec-private.h"

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_RATE,
  PROP_CHANNELS,
  PROP_ENABLED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwCodec {
  GObject parent_instance;

  LinphonePayloadType *type;
  char *id;
  const char *name;
  guint rate;
  guint channels;
  gboolean enabled;
};

G_DEFINE_FINAL_TYPE (BwCodec, bw_codec, G_TYPE_OBJECT)

/* The names by which people know them; the others go by what SDP calls them. */
static const struct {
  const char *mime;
  const char *name;
} names[] = {
  { "opus", "Opus" },
  { "G722", "G.722" },
  { "PCMU", "G.711 µ-law (PCMU)" },
  { "PCMA", "G.711 A-law (PCMA)" },
  { "G729", "G.729" },
  { "GSM", "GSM" },
  { "speex", "Speex" },
  { "iLBC", "iLBC" },
  { "L16", "Linear 16 bit" },
  { "H264", "H.264" },
  { "H265", "H.265" },
  { "H263", "H.263" },
  { "H263-1998", "H.263+" },
  { "MP4V-ES", "MPEG-4 Part 2" },
};

static const char *
name_of (const char *mime)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].mime, mime) == 0)
      return names[i].name;

  return g_intern_string (mime);
}

/* The clock of G.722 is an error that RFC 3551 (4.5.2) keeps: it sounds at twice that rate. */
static guint
sound_rate (const char *mime, guint clock)
{
  return g_ascii_strcasecmp (mime, "G722") == 0 ? 2 * clock : clock;
}

static void
bw_codec_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwCodec *self = BW_CODEC (object);

  switch (id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_RATE:
    g_value_set_uint (value, self->rate);
    break;
  case PROP_CHANNELS:
    g_value_set_uint (value, self->channels);
    break;
  case PROP_ENABLED:
    g_value_set_boolean (value, self->enabled);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_codec_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENABLED)
    bw_codec_set_enabled (BW_CODEC (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_codec_finalize (GObject *object)
{
  BwCodec *self = BW_CODEC (object);

  g_clear_pointer (&self->type, linphone_payload_type_unref);
  g_free (self->id);

  G_OBJECT_CLASS (bw_codec_parent_class)->finalize (object);
}

static void
bw_codec_class_init (BwCodecClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_codec_get_property;
  object_class->set_property = bw_codec_set_property;
  object_class->finalize = bw_codec_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, readable);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_RATE] = g_param_spec_uint ("rate", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_CHANNELS] = g_param_spec_uint ("channels", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_ENABLED] =
      g_param_spec_boolean ("enabled", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_codec_init (BwCodec *self)
{
}

BwCodec *
bw_codec_new (LinphonePayloadType *type)
{
  BwCodec *self = g_object_new (BW_TYPE_CODEC, NULL);
  const char *mime = linphone_payload_type_get_mime_type (type);
  guint clock = MAX (linphone_payload_type_get_clock_rate (type), 0);

  self->type = linphone_payload_type_ref (type);
  self->name = name_of (mime);
  self->rate = sound_rate (mime, clock);
  self->channels = MAX (linphone_payload_type_get_channels (type), 1);
  self->id = g_strdup_printf ("%s/%u/%u", mime, clock, self->channels);
  self->enabled = linphone_payload_type_enabled (type);

  return self;
}

LinphonePayloadType *
bw_codec_get_payload_type (BwCodec *self)
{
  return self->type;
}

void
bw_codec_release (BwCodec *self)
{
  g_clear_pointer (&self->type, linphone_payload_type_unref);
}

const char *
bw_codec_get_id (BwCodec *self)
{
  return self->id;
}

const char *
bw_codec_get_name (BwCodec *self)
{
  return self->name;
}

guint
bw_codec_get_rate (BwCodec *self)
{
  return self->rate;
}

gboolean
bw_codec_get_enabled (BwCodec *self)
{
  return self->enabled;
}

void
bw_codec_set_enabled (BwCodec *self, gboolean enabled)
{
  if (self->enabled == !!enabled)
    return;

  self->enabled = !!enabled;
  if (self->type)
    linphone_payload_type_enable (self->type, self->enabled);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}
