/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Call1 as a stranger on the bus meets it: two real phones on the loopback, one of them driven over
 * D-Bus. */

#include "bw-dbus-service.h"
#include "bw-test-bus.h"
#include "bw-test-video.h"

#include <string.h>

#define ROOT BW_DBUS_SERVICE_PATH
#define CALL_1 ROOT "/calls/1"
#define CALL_2 ROOT "/calls/2"

typedef struct {
  TestPhone *alice; /* on the bus */
  TestPhone *bob;
  BwDBusService *service;
  GDBusConnection *connection;
  TestBus *bus;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->alice = test_phone_new ("alice", 440);
  self->bob = test_phone_new ("bob", 1000);
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->service = bw_dbus_service_new (self->alice->phone);
  bw_dbus_service_export (self->service, self->connection, &error);
  g_assert_no_error (error);
  self->bus = test_bus_new (self->connection);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->service);
  test_bus_free (self->bus);
  g_object_unref (self->connection);
  test_phone_free (self->bob);
  test_phone_free (self->alice);
}

static char *
text_of (Fixture *self, const char *path, const char *property)
{
  g_autoptr (GVariant) value = test_bus_get (self->bus, path, "Call1", property);

  return g_variant_print (value, TRUE);
}

static void
assert_property (Fixture *self, const char *path, const char *property, const char *wanted)
{
  g_autofree char *text = text_of (self, path, property);

  g_assert_cmpstr (text, ==, wanted);
}

static void
ask (Fixture *self, const char *path, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (self->bus, path, "Call1", method, arguments, &error);

  g_assert_no_error (error);
}

static void
test_outgoing (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = test_phone_uri (self->bob);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (self->bus, ROOT, "Phone1", "Dial",
                                               g_variant_new ("(osb)", "/", uri, FALSE), &error);
  g_autoptr (GVariant) digit = NULL;
  BwCall *there = test_phone_call (self->bob, 0);
  const char *path, *pressed;

  g_assert_no_error (error);
  g_variant_get (answer, "(&o)", &path);
  g_assert_cmpstr (path, ==, CALL_1);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ringing'"));
  assert_property (self, CALL_1, "Peer", "'bob@127.0.0.1'");
  assert_property (self, CALL_1, "PeerName", "''");
  assert_property (self, CALL_1, "Account", "objectpath '" ROOT "/accounts/1'");
  assert_property (self, CALL_1, "Direction", "'outgoing'");
  assert_property (self, CALL_1, "Reason", "''");
  assert_property (self, CALL_1, "Video", "false");
  assert_property (self, CALL_1, "VideoCodec", "''");

  g_assert_true (bw_call_answer (there, FALSE, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'active'"));
  assert_property (self, CALL_1, "Encryption", "'none'");
  test_wait (test_bus_saw (self->bus, CALL_1, "AudioCodec", "'opus'"));

  g_assert_true (
      test_bus_set (self->bus, CALL_1, "Call1", "Muted", g_variant_new_boolean (TRUE), &error));
  assert_property (self, CALL_1, "Muted", "true");
  test_wait (test_bus_saw (self->bus, CALL_1, "Muted", "true"));

  ask (self, CALL_1, "SendDtmf", g_variant_new ("(s)", "12#"));
  test_wait (g_strcmp0 (bw_call_get_received_digits (there), "12#") == 0);
  g_assert_true (bw_call_send_dtmf (there, "5", NULL));
  test_wait ((digit = test_bus_find_signal (self->bus, CALL_1, "Call1.DtmfReceived")));
  g_variant_get (digit, "(&s)", &pressed);
  g_assert_cmpstr (pressed, ==, "5");

  ask (self, CALL_1, "Hold", NULL);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'held'"));
  ask (self, CALL_1, "Resume", NULL);
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hold (there, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'held-by-peer'"));

  ask (self, CALL_1, "HangUp", NULL);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ended'"));
  test_wait_state (there, BW_CALL_STATE_ENDED);
}

static void
test_incoming (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);
  g_autofree char *started = NULL;

  test_phone_call (self->alice, 0);
  assert_property (self, CALL_1, "State", "'incoming'");
  assert_property (self, CALL_1, "Direction", "'incoming'");
  started = text_of (self, CALL_1, "Started");
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC -
                       g_ascii_strtoll (started + strlen ("int64 "), NULL, 10),
                   <, 60);

  /* What was not offered is not there to be had. */
  ask (self, CALL_1, "Answer", g_variant_new ("(b)", TRUE));
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hang_up (there, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ended'"));
}

static void
test_declined (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);

  test_phone_call (self->alice, 0);
  ask (self, CALL_1, "Decline", NULL);
  test_wait_state (there, BW_CALL_STATE_ENDED);
  g_assert_cmpint (bw_call_get_reason (there), ==, BW_REASON_DECLINED);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  BwCall *there, *here;

  test_connect (self->alice, self->bob, &here, &there);
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Answer", g_variant_new ("(b)", FALSE),
                           "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Decline", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Resume", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "SendDtmf", g_variant_new ("(s)", "1x2"),
                           "Dtmf");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "SendDtmf", g_variant_new ("(s)", ""),
                           "Dtmf");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Transfer", g_variant_new ("(s)", "\n"),
                           "Address");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "TransferTo", g_variant_new ("(o)", CALL_2),
                           "NoObject");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "TransferTo",
                           g_variant_new ("(o)", ROOT "/accounts/1"), "NoObject");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Redirect",
                           g_variant_new ("(s)", "carol@127.0.0.1"), "State");
  test_bus_assert_refused (self->bus, ROOT, "Phone1", "Dial",
                           g_variant_new ("(osb)", "/", "", FALSE), "Address");

  g_assert_true (bw_call_hang_up (here, NULL));
  test_wait_state (here, BW_CALL_STATE_ENDED);
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "HangUp", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Hold", NULL, "State");
}

static void
test_video (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = test_phone_uri (self->bob);
  g_autoptr (GError) error = NULL;
  BwCall *there;

  test_add_camera (self->alice, "red");
  test_add_camera (self->bob, "blue");
  g_variant_unref (test_bus_call (self->bus, ROOT, "Phone1", "Dial",
                                  g_variant_new ("(osb)", "/", uri, TRUE), &error));
  g_assert_no_error (error);
  there = test_phone_call (self->bob, 0);
  g_assert_true (bw_call_get_video_offered (there));
  g_assert_true (bw_call_answer (there, TRUE, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "Video", "true"));
  test_wait (test_bus_saw (self->bus, CALL_1, "VideoCodec", "'H264'"));
  assert_property (self, CALL_1, "CameraOn", "true");
  test_wait_for (test_sees (there, "red"), TEST_PICTURE_SECONDS);
  g_assert_true (
      test_bus_set (self->bus, CALL_1, "Call1", "CameraOn", g_variant_new_boolean (FALSE), &error));
  test_wait_for (test_sees (there, "dark"), TEST_PICTURE_SECONDS);

  ask (self, CALL_1, "DropVideo", NULL);
  test_wait (test_bus_saw (self->bus, CALL_1, "Video", "false"));
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "DropVideo", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "SettleVideo",
                           g_variant_new ("(s)", "receive"), "State");
  test_wait (bw_call_get_video_direction (there) == BW_VIDEO_DIRECTION_NONE);
  g_assert_true (bw_call_add_video (there, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "VideoAsked", "true"));
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "SettleVideo",
                           g_variant_new ("(s)", "perhaps"), "Argument");
  ask (self, CALL_1, "SettleVideo", g_variant_new ("(s)", "receive"));
  test_wait (bw_call_get_video_direction (there) == BW_VIDEO_DIRECTION_SEND);
  assert_property (self, CALL_1, "VideoAsked", "false");
  assert_property (self, CALL_1, "CameraOn", "false");
  ask (self, CALL_1, "AddVideo", NULL);
  test_wait (bw_call_get_video_direction (there) == BW_VIDEO_DIRECTION_BOTH);
  ask (self, CALL_1, "HangUp", NULL);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ended'"));
}

static void
test_recording (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_build_filename (self->alice->dir, "recorded", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autofree char *now = NULL;
  const char *file;
  BwCall *there, *here;

  g_object_set (self->alice->phone, "recordings-folder", folder, NULL);
  test_connect (self->alice, self->bob, &here, &there);
  answer = test_bus_call (self->bus, CALL_1, "Call1", "StartRecording", NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(&s)", &file);
  g_assert_true (g_str_has_prefix (file, g_file_peek_path (folder)));
  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  now = text_of (self, CALL_1, "Recording");
  g_assert_nonnull (strstr (now, file));
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "StartRecording", NULL, "State");
  ask (self, CALL_1, "StopRecording", NULL);
  assert_property (self, CALL_1, "Recording", "''");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "StopRecording", NULL, "State");
  g_object_set (self->alice->phone, "recordings-folder", NULL, NULL);
  g_assert_true (bw_call_hang_up (here, NULL));
  test_wait_state (there, BW_CALL_STATE_ENDED);
}

static void
test_door (Fixture *self, gconstpointer data)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (self->alice->account));
  BwCall *there, *here;

  test_connect (self->alice, self->bob, &here, &there);
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "OpenDoor", NULL, "Dtmf");
  ask (self, CALL_1, "HangUp", NULL);
  test_wait_state (there, BW_CALL_STATE_ENDED);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (self->alice->phone)) == 0);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (self->bob->phone)) == 0);

  g_object_set (settings, "door-digits", "5", NULL);
  g_assert_true (
      bw_phone_change_account (self->alice->phone, self->alice->account, settings, NULL, NULL));
  test_connect (self->alice, self->bob, &here, &there);
  ask (self, CALL_2, "OpenDoor", NULL);
  test_wait (g_strcmp0 (bw_call_get_received_digits (there), "5") == 0);
  g_assert_true (bw_call_hang_up (here, NULL));
  test_wait_state (there, BW_CALL_STATE_ENDED);
}

/* The account goes in mid-call, the call goes some seconds after its end. */
static void
test_leaves (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) gone = NULL;
  BwCall *there, *here;

  test_connect (self->alice, self->bob, &here, &there);
  answer = test_bus_call (self->bus, ROOT, "Phone1", "RemoveAccount",
                          g_variant_new ("(o)", ROOT "/accounts/1"), &error);
  g_assert_no_error (error);
  test_wait (test_bus_saw (self->bus, CALL_1, "Account", "'/'"));
  if (bw_call_is_live (here))
    ask (self, CALL_1, "HangUp", NULL);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (self->alice->phone)) == 0);
  test_wait ((gone = test_bus_find_signal (self->bus, ROOT, "ObjectManager.InterfacesRemoved")));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/service/calls/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("outgoing", test_outgoing);
  ADD ("incoming", test_incoming);
  ADD ("declined", test_declined);
  ADD ("refused", test_refused);
  ADD ("video", test_video);
  ADD ("recording", test_recording);
  ADD ("door", test_door);
  ADD ("leaves", test_leaves);

  return g_test_run ();
}
