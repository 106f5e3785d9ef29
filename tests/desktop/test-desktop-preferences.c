/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings reach the phone, and what the phone is told reaches the settings. */

#include "bw-memory-secrets.h"
#include "bw-messenger.h"
#include "bw-preferences.h"
#include "bw-test-phones.h"
#include "bw-usual-folder.h"

/* A phone with a ringer, for the settings of it, that is started only where the codecs are needed.
 */
typedef struct {
  BwStore *store;
  BwSecrets *secrets;
  BwPhone *phone;
  GSettings *settings;
  BwPreferences *preferences;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *dir = g_build_filename (g_get_user_cache_dir (), "phone-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (g_mkdtemp (dir));
  g_autoptr (GFile) sounds = g_file_new_for_path (g_getenv ("BW_TEST_SOUNDS"));

  self->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (self->store, NULL));
  self->secrets = bw_memory_secrets_new ();
  self->phone = bw_phone_new (self->store, self->secrets, folder, folder, sounds);
  self->settings = g_settings_new ("io.github.bellwire.Bellwire");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->preferences);
  g_assert_finalize_object (self->phone);
  g_assert_finalize_object (self->settings);
  g_object_unref (self->secrets);
  g_object_unref (self->store);
}

static void
test_kept_is_applied (Fixture *self, gconstpointer data)
{
  BwDevices *devices = bw_phone_get_devices (self->phone);
  g_autoptr (GFile) tone = NULL;
  double volume;
  gboolean echo;

  g_settings_set_string (self->settings, "microphone", "Headset");
  g_settings_set_string (self->settings, "ringtone", "file:///usr/share/sounds/bell.oga");
  g_settings_set_double (self->settings, "ring-volume", 0.25);
  g_settings_set_boolean (self->settings, "echo-cancellation", FALSE);
  g_settings_set_string (self->settings, "status", "do-not-disturb");
  self->preferences = bw_preferences_new (self->settings, self->phone);

  g_object_get (self->phone, "ringtone", &tone, "ring-volume", &volume, "echo-cancellation", &echo,
                NULL);
  g_assert_cmpstr (bw_devices_get_choice (devices, BW_DEVICE_MICROPHONE), ==, "Headset");
  g_assert_null (bw_devices_get_choice (devices, BW_DEVICE_SPEAKER));
  g_assert_null (bw_devices_get_choice (devices, BW_DEVICE_RINGER));
  g_assert_cmpstr (g_file_peek_path (tone), ==, "/usr/share/sounds/bell.oga");
  g_assert_cmpfloat_with_epsilon (volume, 0.25, 1e-9);
  g_assert_false (echo);
  g_assert_true (bw_phone_get_do_not_disturb (self->phone));
  g_assert_true (bw_preferences_get_settings (self->preferences) == self->settings);
}

static void
test_both_ways (Fixture *self, gconstpointer data)
{
  BwDevices *devices = bw_phone_get_devices (self->phone);
  g_autoptr (GFile) tone = g_file_new_for_uri ("file:///tmp/a%20b.ogg");
  g_autoptr (GFile) now = NULL;
  g_autofree char *speaker = NULL;
  g_autofree char *ringtone = NULL;
  g_autofree char *status = NULL;

  self->preferences = bw_preferences_new (self->settings, self->phone);
  bw_devices_set_choice (devices, BW_DEVICE_SPEAKER, "Monitor");
  speaker = g_settings_get_string (self->settings, "speaker");
  g_assert_cmpstr (speaker, ==, "Monitor");
  g_settings_set_string (self->settings, "speaker", "");
  g_assert_null (bw_devices_get_choice (devices, BW_DEVICE_SPEAKER));

  g_object_set (self->phone, "ringtone", tone, "do-not-disturb", TRUE, NULL);
  ringtone = g_settings_get_string (self->settings, "ringtone");
  g_assert_cmpstr (ringtone, ==, "file:///tmp/a%20b.ogg");
  status = g_settings_get_string (self->settings, "status");
  g_assert_cmpstr (status, ==, "do-not-disturb");
  g_settings_reset (self->settings, "ringtone");
  g_object_get (self->phone, "ringtone", &now, NULL);
  g_assert_null (now);
}

static void
test_back_to_default (Fixture *self, gconstpointer data)
{
  BwDevices *devices = bw_phone_get_devices (self->phone);
  g_autofree char *ringer = NULL;

  g_settings_set_string (self->settings, "ringer", "Speaker");
  self->preferences = bw_preferences_new (self->settings, self->phone);
  bw_devices_set_choice (devices, BW_DEVICE_RINGER, NULL);
  ringer = g_settings_get_string (self->settings, "ringer");
  g_assert_cmpstr (ringer, ==, "");
}

static void
test_messages (Fixture *self, gconstpointer data)
{
  BwMessenger *messenger = bw_phone_get_messenger (self->phone);
  gboolean reports;
  gboolean composing;
  guint receive;

  g_settings_set_boolean (self->settings, "send-read-reports", TRUE);
  self->preferences = bw_preferences_new (self->settings, self->phone);
  g_object_get (messenger, "send-read-reports", &reports, "share-composing", &composing,
                "max-receive-size", &receive, NULL);
  g_assert_true (reports);
  g_assert_true (composing);
  g_assert_cmpuint (receive, ==, 10 * 1024 * 1024);
  g_assert_cmpuint (bw_messenger_get_max_send_size (messenger), ==, 60 * 1024);

  g_settings_set_boolean (self->settings, "share-composing", FALSE);
  g_settings_set_uint (self->settings, "max-receive-size", 65536);
  g_settings_set_uint (self->settings, "max-send-size", 4096);
  g_object_get (messenger, "share-composing", &composing, "max-receive-size", &receive, NULL);
  g_assert_false (composing);
  g_assert_cmpuint (receive, ==, 65536);
  g_assert_cmpuint (bw_messenger_get_max_send_size (messenger), ==, 4096);

  g_object_set (messenger, "send-read-reports", FALSE, NULL);
  g_assert_false (g_settings_get_boolean (self->settings, "send-read-reports"));
}

/* What was chosen is there again; what the desktop says is not kept. */
static void
test_presence (Fixture *self, gconstpointer data)
{
  BwMyPresence *presence = bw_phone_get_presence (self->phone);
  gint64 evening = g_get_real_time () / G_USEC_PER_SEC + 3600;
  g_autofree char *note = NULL;
  gboolean follow;
  guint answer;
  BwWatcherPolicy policy;

  g_settings_set_string (self->settings, "status", "away");
  g_settings_set_string (self->settings, "note", "Back at 15:00");
  g_settings_set_int64 (self->settings, "note-expires", evening);
  g_settings_set_boolean (self->settings, "follow-idle", FALSE);
  g_settings_set_uint (self->settings, "busy-answer", 486);
  g_settings_set_string (self->settings, "watcher-policy", "contacts");
  self->preferences = bw_preferences_new (self->settings, self->phone);
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_AWAY);
  g_assert_cmpstr (bw_my_presence_get_note (presence), ==, "Back at 15:00");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence), ==, evening);
  g_object_get (presence, "follow-idle", &follow, "busy-answer", &answer, NULL);
  g_assert_false (follow);
  g_assert_cmpuint (answer, ==, 486);
  g_object_get (bw_phone_get_watchers (self->phone), "policy", &policy, NULL);
  g_assert_cmpint (policy, ==, BW_WATCHER_POLICY_CONTACTS);

  g_object_set (presence, "idle", TRUE, "locked", TRUE, "desktop-do-not-disturb", TRUE, NULL);
  bw_my_presence_set_note (presence, NULL, 0);
  note = g_settings_get_string (self->settings, "note");
  g_assert_cmpstr (note, ==, "");
  g_assert_cmpint (g_settings_get_int64 (self->settings, "note-expires"), ==, 0);
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_AWAY);
  g_assert_true (bw_phone_get_do_not_disturb (self->phone));
  g_object_set (presence, "desktop-do-not-disturb", FALSE, NULL);
  g_assert_false (bw_phone_get_do_not_disturb (self->phone));
}

/* A note that has run out while the phone was off is not shown again. */
static void
test_old_note (Fixture *self, gconstpointer data)
{
  BwMyPresence *presence = bw_phone_get_presence (self->phone);

  g_settings_set_string (self->settings, "note", "Back at 15:00");
  g_settings_set_int64 (self->settings, "note-expires", 1000);
  self->preferences = bw_preferences_new (self->settings, self->phone);
  test_wait (!bw_my_presence_get_note (presence));
  g_assert_cmpint (bw_my_presence_get_note_expires (presence), ==, 0);
}

/* All that video has brought, and back again from what the phone is told. */
static void
test_video (Fixture *self, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (self->phone);
  g_autofree char *camera = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_size = NULL;
  BwVideoSize size;
  guint rate, upload, download;
  gboolean always;

  g_settings_set_string (self->settings, "camera", "front");
  g_settings_set_string (self->settings, "video-size", "720p");
  g_settings_set_uint (self->settings, "video-frame-rate", 15);
  g_settings_set_uint (self->settings, "upload-limit", 900);
  g_settings_set_uint (self->settings, "download-limit", 4000);
  g_settings_set_boolean (self->settings, "always-with-video", TRUE);
  self->preferences = bw_preferences_new (self->settings, self->phone);
  g_object_get (video, "camera", &camera, "size", &size, "frame-rate", &rate, "upload-limit",
                &upload, "download-limit", &download, "always-with-video", &always, NULL);
  g_assert_cmpstr (camera, ==, "front");
  g_assert_cmpint (size, ==, BW_VIDEO_SIZE_720P);
  g_assert_cmpuint (rate, ==, 15);
  g_assert_cmpuint (upload, ==, 900);
  g_assert_cmpuint (download, ==, 4000);
  g_assert_true (always);

  g_object_set (video, "camera", "back", "size", BW_VIDEO_SIZE_CIF, "frame-rate", 24,
                "upload-limit", 0, "download-limit", 512, "always-with-video", FALSE, NULL);
  kept = g_settings_get_string (self->settings, "camera");
  g_assert_cmpstr (kept, ==, "back");
  kept_size = g_settings_get_string (self->settings, "video-size");
  g_assert_cmpstr (kept_size, ==, "cif");
  g_assert_cmpuint (g_settings_get_uint (self->settings, "video-frame-rate"), ==, 24);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "upload-limit"), ==, 0);
  g_assert_cmpuint (g_settings_get_uint (self->settings, "download-limit"), ==, 512);
  g_assert_false (g_settings_get_boolean (self->settings, "always-with-video"));
}

/* What nobody has set; and a camera that is unset is whichever there is. */
static void
test_video_defaults (Fixture *self, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (self->phone);
  g_autofree char *camera = NULL;
  g_autofree char *unset = NULL;
  BwVideoSize size;
  guint rate, upload, download;
  gboolean always;

  g_object_set (video, "size", BW_VIDEO_SIZE_CIF, "always-with-video", TRUE, NULL);
  self->preferences = bw_preferences_new (self->settings, self->phone);
  g_object_get (video, "camera", &camera, "size", &size, "frame-rate", &rate, "upload-limit",
                &upload, "download-limit", &download, "always-with-video", &always, NULL);
  g_assert_null (camera);
  g_assert_cmpint (size, ==, BW_VIDEO_SIZE_VGA);
  g_assert_cmpuint (rate, ==, 30);
  g_assert_cmpuint (upload, ==, 0);
  g_assert_cmpuint (download, ==, 0);
  g_assert_false (always);

  g_settings_set_string (self->settings, "camera", "front");
  g_settings_reset (self->settings, "camera");
  g_object_get (video, "camera", &unset, NULL);
  g_assert_null (unset);
}

static void
assert_folder (Fixture *self, GFile *expected)
{
  g_autoptr (GFile) folder = bw_phone_dup_recordings_folder (self->phone);

  g_assert_true (g_file_equal (folder, expected));
}

static void
test_recordings_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) usual = bw_usual_folder_new (G_USER_DIRECTORY_VIDEOS);
  g_autoptr (GFile) chosen = g_file_new_for_uri ("file:///mnt/calls%20of%20mine");
  g_autofree char *kept = NULL;

  self->preferences = bw_preferences_new (self->settings, self->phone);
  assert_folder (self, usual);
  g_settings_set_string (self->settings, "recordings-folder", "file:///mnt/calls%20of%20mine");
  assert_folder (self, chosen);
  g_settings_reset (self->settings, "recordings-folder");
  assert_folder (self, usual);

  g_object_set (self->phone, "recordings-folder", chosen, NULL);
  kept = g_settings_get_string (self->settings, "recordings-folder");
  g_assert_cmpstr (kept, ==, "file:///mnt/calls%20of%20mine");
}

static void
test_video_codecs (Fixture *self, gconstpointer data)
{
  BwCodecList *codecs = bw_phone_get_video_codecs (self->phone);
  static const char *const spec[] = { "VP8/90000/0", "-H264/90000/0", NULL };
  g_auto (GStrv) untouched = NULL;
  g_auto (GStrv) kept = NULL;

  self->preferences = bw_preferences_new (self->settings, self->phone);
  untouched = g_settings_get_strv (self->settings, "video-codecs");
  g_assert_cmpuint (g_strv_length (untouched), ==, 0);

  bw_codec_list_set_spec (codecs, spec);
  kept = g_settings_get_strv (self->settings, "video-codecs");
  g_assert_cmpuint (g_strv_length (kept), >=, 2);
  g_assert_cmpstr (kept[0], ==, spec[0]);
  g_assert_cmpstr (kept[1], ==, spec[1]);
}

/* Merely starting must not write the built-in order down, or a later version could not change it.
 */
static void
test_codecs (Fixture *self, gconstpointer data)
{
  BwCodecList *codecs = bw_phone_get_audio_codecs (self->phone);
  static const char *const spec[] = { "PCMU/8000/1", "-opus/48000/2", NULL };
  g_auto (GStrv) untouched = NULL;
  g_auto (GStrv) kept = NULL;

  self->preferences = bw_preferences_new (self->settings, self->phone);
  untouched = g_settings_get_strv (self->settings, "audio-codecs");
  g_assert_cmpuint (g_strv_length (untouched), ==, 0);

  bw_codec_list_set_spec (codecs, spec);
  kept = g_settings_get_strv (self->settings, "audio-codecs");
  g_assert_cmpuint (g_strv_length (kept), >=, 2);
  g_assert_cmpstr (kept[0], ==, "PCMU/8000/1");
}

/* Each test has settings of its own: those in memory last as long as the process. */
static void
reset (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.bellwire.Bellwire");
  static const char *const keys[] = { "status",
                                      "note",
                                      "note-expires",
                                      "follow-idle",
                                      "busy-answer",
                                      "watcher-policy",
                                      "microphone",
                                      "speaker",
                                      "ringer",
                                      "ringtone",
                                      "ring-volume",
                                      "audio-codecs",
                                      "echo-cancellation",
                                      "video-codecs",
                                      "camera",
                                      "video-size",
                                      "video-frame-rate",
                                      "upload-limit",
                                      "download-limit",
                                      "always-with-video",
                                      "recordings-folder",
                                      "send-read-reports",
                                      "share-composing",
                                      "max-receive-size",
                                      "max-send-size" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
tear_down_and_reset (Fixture *self, gconstpointer data)
{
  tear_down (self, data);
  reset ();
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/preferences/" name, Fixture, NULL, set_up, function, tear_down_and_reset)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("kept-is-applied", test_kept_is_applied);
  ADD ("both-ways", test_both_ways);
  ADD ("back-to-default", test_back_to_default);
  ADD ("messages", test_messages);
  ADD ("presence", test_presence);
  ADD ("old-note", test_old_note);
  ADD ("codecs", test_codecs);
  ADD ("video", test_video);
  ADD ("video-defaults", test_video_defaults);
  ADD ("video-codecs", test_video_codecs);
  ADD ("recordings-folder", test_recordings_folder);

  return g_test_run ();
}
