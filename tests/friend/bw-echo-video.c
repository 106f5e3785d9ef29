/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The eyes of the echo friend: what it does where a call has, or is to have, pictures. What comes
 * is measured by fields, so that a test can tell what picture it is without comparing every pixel.
 */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-echo-video.h"

#include "bw-core-enums.h"
#include "bw-phone-private.h"

#include <stdio.h>

#define CAMERA_ID "pattern"

struct _BwEchoVideo {
  GObject parent_instance;

  BwPhone *phone;
  gboolean takes;
  gboolean asks; /* a person decides: nothing is consented to by itself */
};

G_DEFINE_FINAL_TYPE (BwEchoVideo, bw_echo_video, G_TYPE_OBJECT)

static G_GNUC_PRINTF (1, 2) void say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

static const char *
direction_word (BwVideoDirection direction)
{
  static const char *const words[] = { "none", "send", "receive", "both" };

  return words[direction & BW_VIDEO_DIRECTION_BOTH];
}

static void
direction_cb (BwEchoVideo *self, GParamSpec *pspec, BwCall *call)
{
  say ("video %s %s", direction_word (bw_call_get_video_direction (call)), bw_call_get_peer (call));
}

static gboolean
settle (BwCall *call, BwVideoConsent consent)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_settle_video (call, consent, &error))
    return TRUE;

  say ("error %s", error->message);
  return FALSE;
}

static void
asked_cb (BwEchoVideo *self, GParamSpec *pspec, BwCall *call)
{
  if (!bw_call_get_video_asked (call))
    return;

  say ("asked %s", bw_call_get_peer (call));
  if (!self->asks)
    settle (call, self->takes ? BW_VIDEO_CONSENT_SEND : BW_VIDEO_CONSENT_REFUSE);
}

static void
refused_cb (BwEchoVideo *self, BwCall *call)
{
  say ("video-refused %s", bw_call_get_peer (call));
}

static void
calls_changed_cb (BwEchoVideo *self, guint position, guint removed, guint added, GListModel *calls)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    g_signal_connect_object (call, "notify::video-direction", G_CALLBACK (direction_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (call, "notify::video-asked", G_CALLBACK (asked_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (call, "video-refused", G_CALLBACK (refused_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

/* Means over the middle of each field: what flows over an edge in the coding is left out. */
static guint
mean (const BwVideoPlanes *planes, guint plane, guint column, guint row)
{
  guint width = plane ? (planes->width + 1) / 2 : planes->width;
  guint height = plane ? (planes->height + 1) / 2 : planes->height;
  guint w = width / BW_ECHO_VIDEO_COLUMNS, h = height / BW_ECHO_VIDEO_ROWS;
  guint64 sum = 0, count = 0;

  for (guint y = row * h + h / 4; y < row * h + h - h / 4; y++)
    for (guint x = column * w + w / 4; x < column * w + w - w / 4; x++, count++)
      sum += planes->data[plane][y * planes->stride[plane] + x];

  return count ? (guint) (sum / count) : 0;
}

static void
say_colours (BwVideoSink *picture)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (picture);
  g_autoptr (GString) line = g_string_new ("colours");

  for (guint i = 0; frame && i < BW_ECHO_VIDEO_COLUMNS * BW_ECHO_VIDEO_ROWS; i++) {
    const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);
    guint column = i % BW_ECHO_VIDEO_COLUMNS, row = i / BW_ECHO_VIDEO_COLUMNS;

    g_string_append_printf (line, " %u,%u,%u", mean (planes, 0, column, row),
                            mean (planes, 1, column, row), mean (planes, 2, column, row));
  }
  say ("%s", line->str);
}

static void
say_frames (BwVideoSink *picture)
{
  guint64 pushed = 0;

  bw_video_sink_get_counts (picture, &pushed, NULL);
  say ("frames %" G_GUINT64_FORMAT " %ux%u %" G_GINT64_FORMAT, pushed,
       bw_video_sink_get_width (picture), bw_video_sink_get_height (picture),
       g_get_monotonic_time ());
}

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, BW_ERROR, BW_ERROR_STATE, "cannot do that with “%s”", what);

  return FALSE;
}

/* Ids are NAME/RATE/CHANNELS. */
static gboolean
is_named (BwCodec *codec, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (bw_codec_get_id (codec), "/", 2);

  return g_ascii_strcasecmp (parts[0], name) == 0;
}

static gboolean
use_codecs (BwEchoVideo *self, const char *const *names)
{
  BwCodecList *list = bw_phone_get_video_codecs (self->phone);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr (GStrvBuilder) spec = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (; *names; names++)
    for (guint i = 0; i < n; i++) {
      g_autoptr (BwCodec) codec = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *id = g_strconcat ("-", bw_codec_get_id (codec), NULL);

      if (is_named (codec, *names))
        g_strv_builder_add (spec, id + 1);
      else if (!names[1])
        g_strv_builder_add (spec, id);
    }
  ids = g_strv_builder_end (spec);
  bw_codec_list_set_spec (list, (const char *const *) ids);

  return TRUE;
}

static gboolean
lose_packets (BwEchoVideo *self, const char *direction, const char *percent)
{
  const OrtpNetworkSimulatorParams params = {
    .enabled = TRUE,
    .rtp_only = TRUE,
    .loss_rate = (float) g_ascii_strtod (percent, NULL),
    .mode =
        g_str_equal (direction, "in") ? OrtpNetworkSimulatorInbound : OrtpNetworkSimulatorOutbound,
  };

  linphone_core_set_network_simulator_params (bw_phone_get_core (self->phone), &params);

  return TRUE;
}

static gboolean
settle_by_word (BwCall *call, const char *word, GError **error)
{
  static const char *const words[] = { "refuse", "receive", "send" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (word, words[i]))
      return bw_call_settle_video (call, (BwVideoConsent) i, error);

  return refuse (error, word);
}

static gboolean
obey_for_call (BwCall *call,
               const char *verb,
               const char *object,
               gboolean *handled,
               GError **error)
{
  gboolean on = g_str_equal (object, "on");

  if (g_str_equal (verb, "answer") && g_str_equal (object, "video"))
    return bw_call_answer (call, TRUE, error);
  if (g_str_equal (verb, "video"))
    return on ? bw_call_add_video (call, error) : bw_call_drop_video (call, error);
  if (g_str_equal (verb, "settle"))
    return settle_by_word (call, object, error);

  if (g_str_equal (verb, "camera"))
    bw_call_set_camera_on (call, on);
  else if (g_str_equal (verb, "direction"))
    say ("direction %s", direction_word (bw_call_get_video_direction (call)));
  else if (g_str_equal (verb, "colours"))
    say_colours (bw_call_get_picture (call));
  else if (g_str_equal (verb, "frames"))
    say_frames (bw_call_get_picture (call));
  else
    *handled = FALSE;

  return TRUE;
}

static void
bw_echo_video_dispose (GObject *object)
{
  BwEchoVideo *self = BW_ECHO_VIDEO (object);

  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_echo_video_parent_class)->dispose (object);
}

static void
bw_echo_video_class_init (BwEchoVideoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_echo_video_dispose;
}

static void
bw_echo_video_init (BwEchoVideo *self)
{
}

/* Hardware is none of the friend's business: the pattern is the one camera that it has. */
BwEchoVideo *
bw_echo_video_new (BwPhone *phone, gboolean takes)
{
  BwEchoVideo *self = g_object_new (BW_TYPE_ECHO_VIDEO, NULL);
  g_autoptr (BwVideoSource) pattern = bw_video_source_new_pattern ();
  g_autoptr (BwCamera) camera = bw_camera_new (CAMERA_ID, pattern);
  BwVideo *video = bw_phone_get_video (phone);

  self->phone = g_object_ref (phone);
  self->takes = takes;
  bw_cameras_add (bw_video_get_cameras (video), camera);
  bw_video_set_camera (video, CAMERA_ID);
  g_signal_connect_object (bw_phone_get_calls (phone), "items-changed",
                           G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
bw_echo_video_answer (BwEchoVideo *self, BwCall *call, GError **error)
{
  return bw_call_answer (call, self->takes && bw_call_get_video_offered (call), error);
}

gboolean
bw_echo_video_obey (BwEchoVideo *self, const char *command, gboolean *handled, GError **error)
{
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  guint n = g_strv_length (words);
  const char *verb = n > 0 ? words[0] : "", *object = n > 1 ? words[1] : "";
  BwCall *call = bw_phone_get_current_call (self->phone);

  *handled = TRUE;
  if (g_str_equal (verb, "video-call"))
    return bw_phone_dial (self->phone, NULL, object, TRUE, error) != NULL;
  if (g_str_equal (verb, "codecs"))
    return use_codecs (self, (const char *const *) words + 1);
  if (g_str_equal (verb, "loss") && n == 3)
    return lose_packets (self, object, words[2]);
  if (g_str_equal (verb, "ask"))
    return (self->asks = TRUE);

  *handled = call != NULL;
  return call && obey_for_call (call, verb, object, handled, error);
}
