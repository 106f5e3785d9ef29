/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sound devices and codecs: what is listed, chosen, changed in mid-call, and what happens when a
 * device goes away. */

#include "bw-test-phones.h"
#include "bw-test-sipp.h"

#include <glib.h>
#include <string.h>

static char *
run (const char *command)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_command_line_sync (command, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return g_strdup (g_strstrip (output));
}

static gboolean
has_sound_server (void)
{
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  int status = 1;

  return g_getenv ("PULSE_SERVER") &&
         g_spawn_command_line_sync ("pactl info", &output, &errors, &status, NULL) && status == 0;
}

static gboolean
is_listed (BwDevices *devices, BwDeviceKind kind, const char *name)
{
  GListModel *list = bw_devices_get_list (devices, kind);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (BwDevice) device = g_list_model_get_item (list, i);

    if (g_strcmp0 (bw_device_get_name (device), name) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The sink on which our stream plays, as the sound server says. */
static gboolean
plays_on (const char *sink)
{
  g_autofree char *sinks = run ("pactl list short sinks");
  g_autofree char *inputs = run ("pactl list short sink-inputs");
  g_auto (GStrv) sink_lines = g_strsplit (sinks, "\n", -1);
  g_auto (GStrv) input_lines = g_strsplit (inputs, "\n", -1);

  for (guint i = 0; sink_lines[i]; i++) {
    g_auto (GStrv) fields = g_strsplit (sink_lines[i], "\t", -1);

    for (guint j = 0; fields[0] && fields[1] && input_lines[j]; j++) {
      g_auto (GStrv) input = g_strsplit (input_lines[j], "\t", -1);

      if (input[0] && input[1] && g_str_equal (fields[1], sink) &&
          g_str_equal (input[1], fields[0]))
        return TRUE;
    }
  }

  return FALSE;
}

static char *
plug_in (const char *sink, const char *description)
{
  g_autofree char *command = g_strdup_printf (
      "pactl load-module module-null-sink sink_name=%s sink_properties=device.description=%s", sink,
      description);

  return run (command);
}

static void
unplug (const char *module)
{
  g_autofree char *command = g_strconcat ("pactl unload-module ", module, NULL);

  g_free (run (command));
}

/* A peer in a process of its own: two device monitors in one take the news from each other. */
static BwCall *
talk (TestPhone *phone, TestSipp **peer)
{
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  BwCall *call;

  *peer = test_sipp_new ("uas-answer", "--rtp-echo", NULL);
  uri = test_sipp_uri (*peer);
  call = bw_phone_dial (phone->phone, NULL, uri, FALSE, &error);
  g_assert_no_error (error);
  test_wait_state (call, BW_CALL_STATE_ACTIVE);

  return call;
}

static void
say_goodbye (BwCall *call, TestSipp *peer)
{
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hang_up (call, NULL));
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

/* A headset is plugged in, chosen in mid-call and pulled out: the call goes on, and the choice is
 * kept for when it is back. */
static void
test_headset (void)
{
  g_autoptr (TestPhone) alice = NULL;
  g_autofree char *module = NULL;
  TestSipp *peer;
  BwCall *call;
  BwDevices *devices;

  if (!has_sound_server ()) {
    g_test_skip ("no sound server");
    return;
  }

  alice = test_phone_new ("alice", 0);
  devices = bw_phone_get_devices (alice->phone);
  bw_devices_set_choice (devices, BW_DEVICE_SPEAKER, NULL);
  bw_devices_set_choice (devices, BW_DEVICE_MICROPHONE, NULL);
  call = talk (alice, &peer);
  test_wait (plays_on ("speaker"));

  module = plug_in ("headset", "Headset");
  test_wait (is_listed (devices, BW_DEVICE_SPEAKER, "Headset"));
  g_assert_false (is_listed (devices, BW_DEVICE_MICROPHONE, "Headset"));
  bw_devices_set_choice (devices, BW_DEVICE_SPEAKER, "Headset");
  test_wait (plays_on ("headset"));

  unplug (module);
  test_wait (!is_listed (devices, BW_DEVICE_SPEAKER, "Headset"));
  test_wait (plays_on ("speaker"));
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_ACTIVE);
  g_assert_cmpstr (bw_devices_get_choice (devices, BW_DEVICE_SPEAKER), ==, "Headset");

  g_free (module);
  module = plug_in ("headset", "Headset");
  test_wait (plays_on ("headset"));
  unplug (module);
  say_goodbye (call, peer);
}

/* Who chose nothing follows the desktop's own choice, in mid-call too. */
static void
test_follows_default (void)
{
  g_autoptr (TestPhone) alice = NULL;
  g_autofree char *module = NULL;
  g_autofree char *before = NULL;
  g_autofree char *back = NULL;
  TestSipp *peer;
  BwCall *call;

  if (!has_sound_server ()) {
    g_test_skip ("no sound server");
    return;
  }

  before = run ("pactl get-default-sink");
  module = plug_in ("monitor", "Monitor");
  alice = test_phone_new ("alice", 0);
  bw_devices_set_choice (bw_phone_get_devices (alice->phone), BW_DEVICE_SPEAKER, NULL);
  call = talk (alice, &peer);
  test_wait (!plays_on ("monitor"));
  g_free (run ("pactl set-default-sink monitor"));
  test_wait (plays_on ("monitor"));
  back = g_strconcat ("pactl set-default-sink ", before, NULL);
  g_free (run (back));
  unplug (module);
  say_goodbye (call, peer);
}

static void
test_choice_notifies_once (void)
{
  g_autoptr (TestPhone) alice = test_phone_new_bare ("alice", 0);
  BwDevices *devices = bw_phone_get_devices (alice->phone);
  guint count = 0;
  gulong id =
      g_signal_connect_swapped (devices, "notify::ringer", G_CALLBACK (test_count_cb), &count);

  bw_devices_set_choice (devices, BW_DEVICE_RINGER, "Kitchen");
  bw_devices_set_choice (devices, BW_DEVICE_RINGER, "Kitchen");
  g_assert_cmpuint (count, ==, 1);
  bw_devices_set_choice (devices, BW_DEVICE_RINGER, NULL);
  g_assert_cmpuint (count, ==, 2);
  g_signal_handler_disconnect (devices, id);
}

static const char *
id_at (BwCodecList *codecs, guint position)
{
  g_autoptr (BwCodec) codec = g_list_model_get_item (G_LIST_MODEL (codecs), position);

  return bw_codec_get_id (codec);
}

static guint
rate_at (BwCodecList *codecs, guint position)
{
  g_autoptr (BwCodec) codec = g_list_model_get_item (G_LIST_MODEL (codecs), position);

  return bw_codec_get_rate (codec);
}

static void
test_codecs (void)
{
  g_autoptr (TestPhone) alice = test_phone_new ("alice", 0);
  g_autoptr (TestPhone) bob = test_phone_new ("bob", 0);
  BwCodecList *codecs = bw_phone_get_audio_codecs (alice->phone);
  g_autoptr (BwCodec) opus = g_list_model_get_item (G_LIST_MODEL (codecs), 0);
  g_auto (GStrv) spec = NULL;
  g_auto (GStrv) after = NULL;
  BwCall *out, *in;

  g_assert_cmpstr (id_at (codecs, 0), ==, "opus/48000/2");
  g_assert_cmpstr (id_at (codecs, 1), ==, "G722/8000/1");
  g_assert_cmpuint (rate_at (codecs, 1), ==, 16000);
  g_assert_cmpstr (id_at (codecs, 2), ==, "PCMU/8000/1");
  g_assert_cmpuint (rate_at (codecs, 2), ==, 8000);
  g_assert_cmpstr (id_at (codecs, 3), ==, "PCMA/8000/1");

  bw_codec_list_move (codecs, 3, 0);
  g_assert_cmpstr (id_at (codecs, 0), ==, "PCMA/8000/1");
  g_assert_cmpstr (id_at (codecs, 1), ==, "opus/48000/2");
  test_connect (alice, bob, &out, &in);
  test_wait (g_strcmp0 (bw_call_get_audio_codec (in), "pcma/8000") == 0);
  g_assert_true (bw_call_hang_up (out, NULL));
  test_wait_state (in, BW_CALL_STATE_ENDED);

  bw_codec_set_enabled (opus, FALSE);
  spec = bw_codec_list_dup_spec (codecs);
  g_assert_cmpstr (spec[0], ==, "PCMA/8000/1");
  g_assert_cmpstr (spec[1], ==, "-opus/48000/2");
  bw_codec_list_set_spec (codecs, (const char *const[]){ "G722/8000/1", NULL });
  g_assert_cmpstr (id_at (codecs, 0), ==, "G722/8000/1");
  bw_codec_list_set_spec (codecs, (const char *const *) spec);
  after = bw_codec_list_dup_spec (codecs);
  g_assert_true (g_strv_equal ((const char *const *) after, (const char *const *) spec));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/devices/headset", test_headset);
  g_test_add_func ("/engine/devices/follows-default", test_follows_default);
  g_test_add_func ("/engine/devices/choice-notifies-once", test_choice_notifies_once);
  g_test_add_func ("/engine/devices/codecs", test_codecs);

  return g_test_run ();
}
