/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recording: what is in the files is read by somebody else's program (ffprobe, ffmpeg), and nothing
 * that was there before is touched. */

#include "bw-call-private.h"
#include "bw-recorded-calls.h"
#include "bw-recording.h"
#include "bw-test-video.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  TestPhone *alice; /* 1000 Hz, red */
  TestPhone *bob;   /* 400 Hz, blue */
  GFile *folder;
  char *path;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->alice = test_phone_new ("alice", 1000);
  pair->bob = test_phone_new ("bob", 400);
  test_add_camera (pair->alice, "red");
  test_add_camera (pair->bob, "blue");
  pair->path = g_build_filename (pair->alice->dir, "recorded calls", NULL);
  pair->folder = g_file_new_for_path (pair->path);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
  g_object_unref (pair->folder);
  g_free (pair->path);
}

static void
hang_up (BwCall *call, BwCall *other)
{
  g_autoptr (BwCall) here = g_object_ref (call);
  g_autoptr (BwCall) there = g_object_ref (other);

  g_assert_true (bw_call_hang_up (here, NULL));
  test_wait_state (here, BW_CALL_STATE_ENDED);
  test_wait_state (there, BW_CALL_STATE_ENDED);
}

/* What a program prints that is not ours. */
static char *
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return output;
}

/* `audio:opus video:vp8 `, sorted by the order of the streams. */
static char *
tracks_of (const char *path)
{
  const char *const arguments[] = {
    "ffprobe", "-v", "error", "-show_entries", "stream=codec_type,codec_name", "-of",
    "csv=p=0", path, NULL
  };

  return run (arguments);
}

static double
duration_of (const char *path)
{
  const char *const arguments[] = {
    "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path, NULL
  };
  g_autofree char *text = run (arguments);

  return g_ascii_strtod (text, NULL);
}

/* The sound of any file as the plain WAV file that the tone is measured in. */
static char *
sound_of (Pair *pair, const char *path)
{
  char *wav = g_build_filename (pair->alice->dir, "sound.wav", NULL);
  const char *const arguments[] = { "ffmpeg",    "-v",   "error", "-y",  "-i", path,
                                    "-bitexact", "-map", "0:a",   "-ac", "1",  "-c:a",
                                    "pcm_s16le", "-f",   "wav",   wav,   NULL };
  g_autofree char *output = run (arguments);

  return wav;
}

static void
expect_both_voices (Pair *pair, const char *path)
{
  g_autofree char *wav = sound_of (pair, path);

  g_assert_cmpfloat (test_tone_power (wav, 1000), >, 0.2);
  g_assert_cmpfloat (test_tone_power (wav, 400), >, 0.2);
}

static guint
count_files (Pair *pair)
{
  g_autoptr (GDir) dir = g_dir_open (pair->path, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;

  return n;
}

static char *
start (Pair *pair, BwCall *call, const char *ending)
{
  g_autoptr (GError) error = NULL;
  GFile *file = bw_call_start_recording (call, pair->folder, &error);

  g_assert_no_error (error);
  g_assert_true (bw_call_get_recording (call) == file);
  g_assert_true (g_str_has_suffix (g_file_peek_path (file), ending));

  return g_file_get_path (file);
}

static void
stop (BwCall *call)
{
  g_autoptr (GError) error = NULL;

  bw_call_stop_recording (call, &error);
  g_assert_no_error (error);
  g_assert_null (bw_call_get_recording (call));
}

/* Until there is so much of it on the disk: time alone says nothing on a busy machine. */
static void
wait_for_size (const char *path, gsize bytes)
{
  GStatBuf info = { 0 };

  test_wait_for (g_stat (path, &info) == 0 && (gsize) info.st_size > bytes, TEST_PICTURE_SECONDS);
}

static void
test_sound (Pair *pair, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL, *tracks = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize length, now;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  first = start (pair, out, ".wav");
  g_assert_nonnull (strstr (first, "bob"));
  g_assert_false (bw_call_start_recording (out, pair->folder, NULL) != NULL);
  wait_for_size (first, 3 * 96000);
  stop (out);
  tracks = tracks_of (first);
  g_assert_cmpstr (tracks, ==, "pcm_s16le,audio\n");
  g_assert_cmpfloat (duration_of (first), >, 2);
  expect_both_voices (pair, first);

  g_assert_true (g_file_get_contents (first, &before, &length, NULL));
  second = start (pair, out, ".wav");
  g_assert_cmpstr (first, !=, second);
  wait_for_size (second, 96000);
  hang_up (in, out); /* the end of the call is the end of the file, too */
  g_assert_null (bw_call_get_recording (out));
  g_assert_cmpfloat (duration_of (second), >, 0.5);
  g_assert_true (g_file_get_contents (first, &after, &now, NULL));
  g_assert_cmpmem (before, length, after, now);
  g_assert_cmpuint (count_files (pair), ==, 2);
}

/* @path: (nullable) */
static gboolean
offers (Pair *pair, BwCallRecord *record, const char *path)
{
  BwRecording *found =
      bw_recorded_calls_find (bw_phone_get_recorded_calls (pair->alice->phone), record);

  return g_strcmp0 (found ? g_file_peek_path (bw_recording_get_file (found)) : NULL, path) == 0;
}

/* The call of the history knows its files, but none that is still being written. */
static void
test_of_call (Pair *pair, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (BwCallRecord) record = NULL;
  BwCall *out, *in;

  g_object_set (pair->alice->phone, "recordings-folder", pair->folder, NULL);
  test_connect (pair->alice, pair->bob, &out, &in);
  record = g_object_ref (out->record);
  g_assert_true (offers (pair, record, NULL));
  first = start (pair, out, ".wav");
  wait_for_size (first, 96000);
  stop (out);
  test_wait (offers (pair, record, first)); /* though the call goes on */

  second = start (pair, out, ".wav");
  wait_for_size (second, 96000);
  g_assert_true (offers (pair, record, first));
  g_assert_cmpint (g_unlink (first), ==, 0);
  test_wait (!offers (pair, record, first));
  g_assert_true (offers (pair, record, NULL));
  hang_up (out, in);
  test_wait (offers (pair, record, second));
  g_assert_cmpint (g_unlink (second), ==, 0);
  test_wait (offers (pair, record, NULL));
}

static void
test_picture (Pair *pair, gconstpointer codec)
{
  g_autofree char *path = NULL, *tracks = NULL;
  g_autofree char *lower = g_ascii_strdown (codec, -1);
  g_autofree char *video = g_strconcat (lower, ",video", NULL);
  BwCall *out, *in;

  test_offer_codec (pair->alice, codec);
  test_offer_codec (pair->bob, codec);
  test_connect_video (pair->alice, pair->bob, TRUE, &out, &in);
  test_wait_for (test_sees (out, "blue"), TEST_PICTURE_SECONDS);
  path = start (pair, out, ".mkv");
  wait_for_size (path, 30000);
  test_let_pass (2000);
  stop (out);
  tracks = tracks_of (path);
  g_assert_nonnull (strstr (tracks, video));
  g_assert_nonnull (strstr (tracks, "opus,audio"));
  g_assert_cmpfloat (duration_of (path), >, 1);
  expect_both_voices (pair, path);
  hang_up (out, in);
}

/* Nothing is lost where the tracks change: another file begins. */
static void
test_video_comes_and_goes (Pair *pair, gconstpointer data)
{
  g_autofree char *sound = NULL, *both = NULL, *rest = NULL, *tracks = NULL;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  sound = start (pair, out, ".wav");
  wait_for_size (sound, 96000);
  g_assert_true (bw_call_add_video (in, NULL));
  test_wait (bw_call_get_video_asked (out));
  g_assert_true (bw_call_settle_video (out, BW_VIDEO_CONSENT_SEND, NULL));
  test_wait_for (test_sees (out, "blue"), TEST_PICTURE_SECONDS);
  test_wait (bw_call_get_recording (out));
  both = g_file_get_path (bw_call_get_recording (out));
  g_assert_true (g_str_has_suffix (both, ".mkv"));
  test_let_pass (2000);
  g_assert_true (bw_call_drop_video (out, NULL));
  test_wait (bw_call_get_video_direction (out) == BW_VIDEO_DIRECTION_NONE);
  test_wait (bw_call_get_recording (out));
  rest = g_file_get_path (bw_call_get_recording (out));
  g_assert_true (g_str_has_suffix (rest, ".wav"));
  wait_for_size (rest, 96000);
  hang_up (out, in);

  tracks = tracks_of (both);
  g_assert_nonnull (strstr (tracks, "video"));
  g_assert_cmpfloat (duration_of (sound), >, 0.5);
  g_assert_cmpfloat (duration_of (both), >, 0.5);
  g_assert_cmpfloat (duration_of (rest), >, 0.5);
  g_assert_cmpuint (count_files (pair), ==, 3);
}

static void
test_hold (Pair *pair, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  before = start (pair, out, ".wav");
  wait_for_size (before, 96000);
  g_assert_true (bw_call_hold (out, NULL));
  test_wait_state (out, BW_CALL_STATE_HELD);
  test_wait (bw_call_get_recording (out) == NULL);
  g_assert_true (bw_call_resume (out, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  test_wait (bw_call_get_recording (out));
  after = g_file_get_path (bw_call_get_recording (out));
  g_assert_cmpstr (before, !=, after);
  wait_for_size (after, 96000);
  stop (out);
  hang_up (out, in);
  g_assert_cmpfloat (duration_of (before), >, 0.5);
  g_assert_cmpfloat (duration_of (after), >, 0.5);
}

static void
test_stopped_on_hold (Pair *pair, gconstpointer data)
{
  g_autofree char *path = NULL;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  path = start (pair, out, ".wav");
  wait_for_size (path, 20000);
  g_assert_true (bw_call_hold (out, NULL));
  test_wait_state (out, BW_CALL_STATE_HELD);
  stop (out);
  g_assert_false (bw_call_stop_recording (out, NULL));
  g_assert_true (bw_call_resume (out, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  g_assert_null (bw_call_get_recording (out));
  hang_up (out, in);
}

static void
test_no_folder (Pair *pair, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/proc/bellwire");
  g_autoptr (GError) error = NULL;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_null (bw_call_start_recording (out, nowhere, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_assert_null (bw_call_get_recording (out));
  hang_up (out, in);
  g_clear_error (&error);
  g_assert_null (bw_call_start_recording (out, pair->folder, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_STATE);
}

static void
take_error_cb (GError **place, GError *error)
{
  *place = g_error_copy (error);
}

static void
test_far_folder (Pair *pair, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_uri ("sftp://phones.test/recordings");
  g_autoptr (GError) error = NULL;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_null (bw_call_start_recording (out, folder, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  hang_up (out, in);
}

static void
test_disk_full (Pair *pair, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  bw_call_set_least_room (out, G_MAXUINT64);
  g_assert_null (bw_call_start_recording (out, pair->folder, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_assert_cmpuint (count_files (pair), ==, 0);
  g_clear_error (&error);

  bw_call_set_least_room (out, 1);
  path = start (pair, out, ".wav");
  wait_for_size (path, 96000);
  g_signal_connect_swapped (out, "recording-failed", G_CALLBACK (take_error_cb), &error);
  bw_call_set_least_room (out, G_MAXUINT64);
  test_wait (error);
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_assert_null (bw_call_get_recording (out));
  g_assert_cmpfloat (duration_of (path), >, 0.5);
  g_assert_cmpint (bw_call_get_state (out), ==, BW_CALL_STATE_ACTIVE);
  hang_up (out, in);
}

static void
test_names (void)
{
  static const struct {
    const char *who;
    const char *name;
  } table[] = {
    { "Bob Martin", " Bob Martin.wav" },
    { "../../etc/passwd", " etc passwd.wav" },
    { ".hidden", " hidden.wav" },
    { "a\nb\tc", " a b c.wav" },
    { "Ünïcode 電話", " Ünïcode 電話.wav" },
    { "bad \xff byte", " bad \xef\xbf\xbd byte.wav" },
    { "\"q\" <x> |?*:\\", " q   x.wav" },
    { "", ".wav" },
    { NULL, ".wav" },
  };
  g_autofree char *path = g_dir_make_tmp ("bellwire-test-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) deep = g_file_get_child (folder, "a/b");
  g_autoptr (GFile) made = NULL;
  gint64 started = g_get_real_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GFile) file = bw_recording_make_file (folder, table[i].who, started, "wav", NULL);
    g_autoptr (GFile) again = NULL;
    g_autofree char *name = g_file_get_basename (file);

    if (i + 1 < G_N_ELEMENTS (table))
      g_assert_cmpstr (name + strlen ("2026-11-21 15-04-05"), ==, table[i].name);
    again = bw_recording_make_file (folder, table[i].who, started, "wav", NULL);
    g_assert_false (g_file_equal (file, again));
    g_assert_true (g_str_has_suffix (g_file_peek_path (again), ").wav"));
    g_assert_true (g_file_query_exists (file, NULL) && g_file_query_exists (again, NULL));
    g_assert_true (g_file_delete (again, NULL, NULL));
    if (i + 2 != G_N_ELEMENTS (table))
      g_assert_true (g_file_delete (file, NULL, NULL));
  }
  made = bw_recording_make_file (deep, "x", started, "mkv", NULL);
  g_assert_nonnull (made);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/recording/names", test_names);
#define add(name, data, test)                                                                      \
  g_test_add ("/engine/recording/" name, Pair, data, set_up, test, tear_down)
  add ("sound", NULL, test_sound);
  add ("of-call", NULL, test_of_call);
  add ("vp8", "VP8", test_picture);
  add ("h264", "H264", test_picture);
  add ("video-comes-and-goes", NULL, test_video_comes_and_goes);
  add ("hold", NULL, test_hold);
  add ("stopped-on-hold", NULL, test_stopped_on_hold);
  add ("no-folder", NULL, test_no_folder);
  add ("far-folder", NULL, test_far_folder);
  add ("disk-full", NULL, test_disk_full);

  return g_test_run ();
}
