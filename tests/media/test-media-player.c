/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwPlayer and BwLengths: recordings as they are made, as a crash leaves them, and as somebody with
 * no good in mind makes them. What is seen is measured in the pictures that arrive. */

#include "bw-lengths.h"
#include "bw-player.h"

#include <glib/gstdio.h>
#include <gst/gst.h>
#include <unistd.h>

#define DEADLINE 60 /* seconds */
#define MS G_GINT64_CONSTANT (1000)

typedef struct {
  guint8 y;
  guint8 u;
  guint8 v;
} Colour;

/* BT.601, limited range. */
static const Colour red = { 81, 90, 240 };
static const Colour blue = { 41, 240, 110 };

typedef struct {
  char *path;
  BwPlayer *player;
} Fixture;

static gboolean
late_cb (gpointer user_data)
{
  g_error ("what was waited for has not come: %s", (const char *) user_data);

  return G_SOURCE_REMOVE;
}

#define wait_for(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint late = g_timeout_add_seconds (DEADLINE, late_cb, (gpointer) #condition);                 \
    guint look = g_timeout_add (20, look_cb, NULL);                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (look);                                                                        \
    g_source_remove (late);                                                                        \
  }                                                                                                \
  G_STMT_END

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->path = g_build_filename (g_get_tmp_dir (), "player-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (self->path));
  self->player = bw_player_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;

  g_object_add_weak_pointer (G_OBJECT (self->player), (gpointer *) &self->player);
  g_object_unref (self->player);
  wait_for (!self->player); /* it may be looking into a file */
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (self->path, name, NULL);

    g_unlink (path);
  }
  g_rmdir (self->path);
  g_free (self->path);
}

static GFile *
get_file (Fixture *self, const char *name)
{
  return g_file_new_build_filename (self->path, name, NULL);
}

/* Runs @head ! filesink to its end. */
static void
make (Fixture *self, const char *name, const char *head)
{
  g_autofree char *description =
      g_strdup_printf ("%s ! filesink location=%s/%s", head, self->path, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;

  g_assert_no_error (error);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message =
      gst_bus_timed_pop_filtered (bus, DEADLINE * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

#define SOUND(buffers)                                                                             \
  "audiotestsrc num-buffers=" buffers                                                              \
  " samplesperbuffer=4800 volume=0.05 ! audio/x-raw,rate=48000,channels=1 "

/* A second of red, then a second of blue. */
#define PICTURES(size)                                                                             \
  "videotestsrc pattern=red num-buffers=15 ! " size " ! c. "                                       \
  "videotestsrc pattern=blue num-buffers=15 ! " size " ! c. concat name=c "
#define SMALL "video/x-raw,format=I420,width=320,height=240,framerate=15/1,colorimetry=bt601"
#define LARGE "video/x-raw,format=I420,width=1280,height=720,framerate=15/1,colorimetry=bt601"

static void
make_wav (Fixture *self, const char *name)
{
  make (self, name, SOUND ("20") "! wavenc");
}

static void
make_vp8 (Fixture *self, const char *name)
{
  make (self, name,
        SOUND ("20") "! opusenc ! queue ! m. " PICTURES (
            SMALL) "! vp8enc deadline=1 keyframe-max-dist=300 ! queue ! matroskamux name=m");
}

static void
put (Fixture *self, const char *name, const char *data, gssize length)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static void
load (Fixture *self, const char *name)
{
  g_autoptr (GFile) file = get_file (self, name);

  bw_player_set_file (self->player, file);
}

static void
wait_until_loaded (Fixture *self)
{
  wait_for (bw_player_get_duration (self->player) > 0 || bw_player_get_error (self->player));
  g_assert_no_error (bw_player_get_error (self->player));
}

static gboolean
shows (Fixture *self, const Colour *colour)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (bw_player_get_picture (self->player));
  const BwVideoPlanes *planes = frame ? bw_video_frame_get_planes (frame) : NULL;
  gsize x;
  gsize y;

  if (!planes)
    return FALSE;

  x = planes->width / 2;
  y = planes->height / 2;

  return ABS (planes->data[0][y * planes->stride[0] + x] - colour->y) < 6 &&
         ABS (planes->data[1][y / 2 * planes->stride[1] + x / 2] - colour->u) < 6 &&
         ABS (planes->data[2][y / 2 * planes->stride[2] + x / 2] - colour->v) < 6;
}

static void
note_position_cb (BwPlayer *player, GParamSpec *pspec, gint64 *highest)
{
  *highest = MAX (*highest, bw_player_get_position (player));
}

static void
test_sound (Fixture *self, gconstpointer data)
{
  gint64 highest = 0;

  make_wav (self, "sound.wav");
  g_signal_connect (self->player, "notify::position", G_CALLBACK (note_position_cb), &highest);
  load (self, "sound.wav");
  wait_until_loaded (self);
  g_assert_cmpint (ABS (bw_player_get_duration (self->player) - 2000 * MS), <, 50 * MS);
  g_assert_false (bw_player_get_playing (self->player));
  g_assert_false (bw_player_get_has_video (self->player));

  bw_player_set_playing (self->player, TRUE);
  g_assert_true (bw_player_get_playing (self->player));
  wait_for (!bw_player_get_playing (self->player));
  g_assert_cmpint (highest, >, 1000 * MS);
  g_assert_cmpint (bw_player_get_position (self->player), ==, 0);

  highest = 0;
  bw_player_set_playing (self->player, TRUE); /* from the beginning again */
  wait_for (highest > 0);
  g_assert_no_error (bw_player_get_error (self->player));
}

static void
assert_plays_pictures (Fixture *self, guint width, guint height)
{
  BwVideoSink *picture = bw_player_get_picture (self->player);

  wait_until_loaded (self);
  wait_for (shows (self, &red));
  g_assert_true (bw_player_get_has_video (self->player));
  wait_for (bw_video_sink_get_width (picture) == width);
  g_assert_cmpuint (bw_video_sink_get_height (picture), ==, height);

  bw_player_seek (self->player, 1500 * MS);
  g_assert_cmpint (bw_player_get_position (self->player), ==, 1500 * MS);
  wait_for (shows (self, &blue));
  bw_player_seek (self->player, 300 * MS);
  wait_for (shows (self, &red));
  bw_player_set_playing (self->player, TRUE);
  wait_for (shows (self, &blue));
  wait_for (!bw_player_get_playing (self->player));
  wait_for (shows (self, &red));
  g_assert_no_error (bw_player_get_error (self->player));
}

static void
test_vp8 (Fixture *self, gconstpointer data)
{
  make_vp8 (self, "call.mkv");
  load (self, "call.mkv");
  assert_plays_pictures (self, 320, 240);
}

static void
test_h264 (Fixture *self, gconstpointer data)
{
  g_autoptr (GstElementFactory) x264 = gst_element_factory_find ("x264enc");

  if (!x264) {
    g_test_skip ("there is no x264enc");
    return;
  }
  make (self, "call.mkv",
        PICTURES (LARGE) "! x264enc speed-preset=ultrafast tune=zerolatency ! h264parse ! "
                         "matroskamux");
  load (self, "call.mkv");
  assert_plays_pictures (self, 1280, 720);
}

/* Recordings of 720 lines that say nothing of their colours are BT.601, as calls are. */
static void
test_large_vp8 (Fixture *self, gconstpointer data)
{
  make (self, "call.mkv",
        PICTURES (LARGE) "! vp8enc deadline=1 cpu-used=8 ! capssetter replace=true "
                         "caps=video/x-vp8,width=1280,height=720,framerate=15/1 ! matroskamux");
  load (self, "call.mkv");
  wait_until_loaded (self);
  wait_for (shows (self, &red));
}

static void
test_sound_in_matroska (Fixture *self, gconstpointer data)
{
  make (self, "call.mka", SOUND ("10") "! opusenc ! matroskamux");
  load (self, "call.mka");
  wait_until_loaded (self);
  g_assert_false (bw_player_get_has_video (self->player));
  bw_player_set_playing (self->player, TRUE);
  wait_for (!bw_player_get_playing (self->player));
  g_assert_no_error (bw_player_get_error (self->player));
}

/* As a crash leaves a file: what is there is played, or it is said why not. */
static void
test_truncated (Fixture *self, gconstpointer data)
{
  const guint percents[] = { 1, 10, 50, 90, 99 };
  g_autofree char *path = g_build_filename (self->path, "call.mkv", NULL);
  g_autofree char *contents = NULL;
  gsize length;

  make_vp8 (self, "call.mkv");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (percents); i++) {
    g_autofree char *name = g_strdup_printf ("cut-%u.mkv", percents[i]);

    put (self, name, contents, (gssize) (length * percents[i] / 100));
    load (self, name);
    bw_player_set_playing (self->player, TRUE);
    wait_for (!bw_player_get_playing (self->player));
    g_test_message ("%u %%: %s", percents[i],
                    bw_player_get_error (self->player) ? bw_player_get_error (self->player)->message
                                                       : "played");
  }
}

static void
assert_bad (Fixture *self, const char *name)
{
  load (self, name);
  wait_for (bw_player_get_error (self->player));
  g_assert_cmpuint (strlen (bw_player_get_error (self->player)->message), >, 10);
  bw_player_set_playing (self->player, TRUE);
  g_assert_false (bw_player_get_playing (self->player));
  bw_player_seek (self->player, 1000 * MS);
  g_assert_cmpint (bw_player_get_position (self->player), ==, 0);
}

static const struct {
  const char *name;
  const char *data;
  gssize length;
} bad[] = {
  { "empty.mkv", "", 0 },
  { "short.wav", "RIFF", 4 },
  { "playlist.mkv", "#EXTM3U\nhttp://127.0.0.1:1/away\n", -1 },
  { "uris.wav", "http://127.0.0.1:1/away\r\n", -1 },
  { "text.ogg", "Dear GStreamer, please be so kind as to crash.", -1 },
  { "head.wav",
    "RIFF\xff\xff\xff\xff"
    "WAVEfmt \xff\xff\xff\x7f\x01\0\xff\xff\0\0\0\0\0\0\0\0\0\0\0\0",
    36 },
  { "head.mkv", "\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xfe garbage that goes on", -1 },
  { "head.ogg", "OggS\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 20 },
};

static void
test_bad (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    put (self, bad[i].name, bad[i].data, bad[i].length);
    assert_bad (self, bad[i].name);
    g_test_message ("%s: %s", bad[i].name, bw_player_get_error (self->player)->message);
  }
}

static void
test_garbage (Fixture *self, gconstpointer data)
{
  const char *heads[] = { "\x1a\x45\xdf\xa3", "OggS", "RIFF    WAVE", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
    g_autoptr (GString) text = g_string_new (heads[i]);

    while (text->len < 100000)
      g_string_append_c (text, (char) g_rand_int_range (rand, 0, 256));
    put (self, "garbage.mkv", text->str, (gssize) text->len);
    bw_player_set_file (self->player, NULL);
    assert_bad (self, "garbage.mkv");
  }
}

static void
test_not_there (Fixture *self, gconstpointer data)
{
  load (self, "nothing.mkv");
  wait_for (bw_player_get_error (self->player));
  g_assert_cmpstr (bw_player_get_error (self->player)->message, ==,
                   "The file is not there any more.");

  make_wav (self, "sound.wav");
  load (self, "sound.wav"); /* the next one is none the worse for it */
  wait_until_loaded (self);
}

/* A wish may come before the file was looked at. */
static void
test_wish (Fixture *self, gconstpointer data)
{
  make_wav (self, "sound.wav");
  load (self, "sound.wav");
  bw_player_set_playing (self->player, TRUE);
  wait_for (bw_player_get_position (self->player) > 0);
  g_assert_true (bw_player_get_playing (self->player));
  bw_player_set_playing (self->player, FALSE);
  g_assert_false (bw_player_get_playing (self->player));
}

static void
test_seeks (Fixture *self, gconstpointer data)
{
  make_vp8 (self, "call.mkv");
  load (self, "call.mkv");
  wait_until_loaded (self);
  for (gint64 i = 0; i < 50; i++)
    bw_player_seek (self->player, i % 2 * 1000 * MS + i * MS);
  bw_player_seek (self->player, 1700 * MS);
  wait_for (bw_player_get_position (self->player) == 1700 * MS);
  wait_for (shows (self, &blue));
  bw_player_seek (self->player, 1000000 * MS); /* the end is the end */
  wait_for (bw_player_get_position (self->player) == bw_player_get_duration (self->player));
}

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_notifies_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  guint files = 0;
  guint playing = 0;

  make_wav (self, "sound.wav");
  file = get_file (self, "sound.wav");
  g_signal_connect_swapped (self->player, "notify::file", G_CALLBACK (count_cb), &files);
  g_signal_connect_swapped (self->player, "notify::playing", G_CALLBACK (count_cb), &playing);
  bw_player_set_file (self->player, file);
  bw_player_set_file (self->player, file);
  g_assert_cmpuint (files, ==, 1);
  bw_player_set_playing (self->player, TRUE);
  bw_player_set_playing (self->player, TRUE);
  g_assert_cmpuint (playing, ==, 1);
}

/* Files that follow each other faster than they can be opened. */
static void
test_changes (Fixture *self, gconstpointer data)
{
  make_vp8 (self, "call.mkv");
  make_wav (self, "sound.wav");
  put (self, "bad.wav", "bad", -1);
  for (guint i = 0; i < 60; i++) {
    const char *names[] = { "call.mkv", "bad.wav", "sound.wav" };

    load (self, names[i % 3]);
    bw_player_set_playing (self->player, i % 2);
    for (guint j = 0; j < i; j++)
      g_main_context_iteration (NULL, FALSE);
  }
  load (self, "call.mkv");
  wait_until_loaded (self);
  wait_for (shows (self, &red));
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  make_vp8 (self, "call.mkv");
  for (guint i = 0; i < 20; i++) {
    g_autoptr (GFile) file = get_file (self, "call.mkv");
    BwPlayer *player = bw_player_new ();

    bw_player_set_file (player, file);
    bw_player_set_playing (player, TRUE);
    for (guint j = 0; j < i * 5; j++)
      g_main_context_iteration (NULL, FALSE);
    g_object_add_weak_pointer (G_OBJECT (player), (gpointer *) &player);
    g_object_unref (player);
    wait_for (!player);
  }
}

static void
found_cb (BwLengths *lengths, GFile *file, gint64 length, GHashTable *found)
{
  g_hash_table_insert (found, g_file_get_basename (file), GINT_TO_POINTER (length / MS));
}

static void
test_lengths (Fixture *self, gconstpointer data)
{
  const char *names[] = { "sound.wav", "call.mkv", "bad.wav", "nothing.wav" };
  g_autoptr (BwLengths) lengths = bw_lengths_new ();
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  make_wav (self, "sound.wav");
  make_vp8 (self, "call.mkv");
  put (self, "bad.wav", "bad", -1);
  g_signal_connect (lengths, "found", G_CALLBACK (found_cb), found);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GFile) file = get_file (self, names[i]);

    bw_lengths_ask (lengths, file);
  }
  wait_for (g_hash_table_size (found) == G_N_ELEMENTS (names));

  g_assert_cmpint (ABS (GPOINTER_TO_INT (g_hash_table_lookup (found, "sound.wav")) - 2000), <, 50);
  g_assert_cmpint (ABS (GPOINTER_TO_INT (g_hash_table_lookup (found, "call.mkv")) - 2000), <, 150);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (found, "bad.wav")), ==, 0);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (found, "nothing.wav")), ==, 0);
}

static void
test_lengths_dropped (Fixture *self, gconstpointer data)
{
  BwLengths *lengths = bw_lengths_new ();
  g_autoptr (GFile) file = NULL;

  make_wav (self, "sound.wav");
  file = get_file (self, "sound.wav");
  bw_lengths_ask (lengths, file);
  bw_lengths_ask (lengths, file);
  g_object_add_weak_pointer (G_OBJECT (lengths), (gpointer *) &lengths);
  g_object_unref (lengths);
  wait_for (!lengths);
}

/* Whatever it is doing just then: opening the file, finding its streams, telling of them. */
static void
test_lengths_dropped_while_looking (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GFile) file = NULL;

  make_vp8 (self, "call.mkv");
  file = get_file (self, "call.mkv");
  for (guint turns = 1; g_hash_table_size (found) == 0; turns++) {
    g_autoptr (BwLengths) lengths = bw_lengths_new ();

    g_signal_connect (lengths, "found", G_CALLBACK (found_cb), found);
    bw_lengths_ask (lengths, file);
    for (guint i = 0; i < turns && g_hash_table_size (found) == 0; i++)
      g_main_context_iteration (NULL, TRUE);
  }
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  ADD ("/player/sound", test_sound);
  ADD ("/player/vp8", test_vp8);
  ADD ("/player/h264", test_h264);
  ADD ("/player/large-vp8", test_large_vp8);
  ADD ("/player/sound-in-matroska", test_sound_in_matroska);
  ADD ("/player/truncated", test_truncated);
  ADD ("/player/bad", test_bad);
  ADD ("/player/garbage", test_garbage);
  ADD ("/player/not-there", test_not_there);
  ADD ("/player/wish", test_wish);
  ADD ("/player/seeks", test_seeks);
  ADD ("/player/notifies-once", test_notifies_once);
  ADD ("/player/changes", test_changes);
  ADD ("/player/dropped", test_dropped);
  ADD ("/lengths/found", test_lengths);
  ADD ("/lengths/dropped", test_lengths_dropped);
  ADD ("/lengths/dropped-while-looking", test_lengths_dropped_while_looking);

  return g_test_run ();
}
