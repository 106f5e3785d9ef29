/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwRecordings: a folder of recorded calls as a list, whatever a person does in it. */

#include "bw-recordings.h"
#include "bw-store.h"
#include "list-checker.h"

#include <glib/gstdio.h>
#include <utime.h>

#define DEADLINE 60 /* seconds */

typedef struct {
  char *path;
  GFile *folder;
  BwRecordings *recordings;
  ListChecker *checker;
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
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (late);                                                                        \
  }                                                                                                \
  G_STMT_END

static gint64
key_of (gpointer item)
{
  return (gint64) g_file_hash (bw_recording_get_file (item));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->path = g_dir_make_tmp ("bellwire-recordings-XXXXXX", NULL);
  g_assert_nonnull (self->path);
  self->folder = g_file_new_for_path (self->path);
}

static void
load (Fixture *self)
{
  self->recordings = bw_recordings_new (self->folder);
  self->checker = list_checker_new (G_LIST_MODEL (self->recordings), key_of);
  wait_for (bw_recordings_get_loaded (self->recordings));
}

/* What is asked of the disk is waited for. */
static void
let_go (Fixture *self)
{
  BwRecordings *recordings = g_steal_pointer (&self->recordings);

  g_clear_pointer (&self->checker, list_checker_free);
  if (!recordings)
    return;

  g_object_add_weak_pointer (G_OBJECT (recordings), (gpointer *) &recordings);
  g_object_unref (recordings);
  wait_for (!recordings);
}

static void
empty_folder (GFile *folder)
{
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (files && g_file_enumerator_iterate (files, NULL, &child, NULL, NULL) && child)
    if (!g_file_delete (child, NULL, NULL))
      empty_folder (child);
  g_file_delete (folder, NULL, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  let_go (self);
  empty_folder (self->folder);
  g_object_unref (self->folder);
  g_free (self->path);
}

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
move (Fixture *self, const char *from, const char *to)
{
  g_autofree char *old = g_build_filename (self->path, from, NULL);
  g_autofree char *new = g_build_filename (self->path, to, NULL);

  g_assert_cmpint (g_rename (old, new), ==, 0);
}

static void
drop (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static gboolean
has (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->path, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->recordings));
}

/* The list holds what is returned. */
static BwRecording *
get (Fixture *self, guint position)
{
  g_autoptr (BwRecording) recording =
      g_list_model_get_item (G_LIST_MODEL (self->recordings), position);

  g_assert_nonnull (recording);

  return recording;
}

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);

  return g_date_time_format (local, "%F %T");
}

static const struct {
  const char *name;
  const char *who;
  const char *time; /* NULL: the file's own */
  gboolean video;
} names[] = {
  { "2026-11-21 15-04-05 Bob Martin.mkv", "Bob Martin", "2026-11-21 15:04:05", TRUE },
  { "2026-11-21 15-04-05 Bob Martin (2).wav", "Bob Martin", "2026-11-21 15:04:05", FALSE },
  { "2026-11-21 15-04-05 Bob (Sales) Martin.opus", "Bob (Sales) Martin", "2026-11-21 15:04:05",
    FALSE },
  { "2026-11-21 15-04-05.mka", "", "2026-11-21 15:04:05", FALSE },
  { "2026-11-21 15-04-05 (3).ogg", "", "2026-11-21 15:04:05", FALSE },
  { "2026-02-30 15-04-05 Nobody.wav", "2026-02-30 15-04-05 Nobody", NULL, FALSE },
  { "2026-11-21 15-04-05x.wav", "2026-11-21 15-04-05x", NULL, FALSE },
  { "Grandma (2).MKV", "Grandma (2)", NULL, TRUE },
  { "Über <b>50 %s &amp; co.wav", "Über <b>50 %s &amp; co", NULL, FALSE },
  { "two\nlines.wav", "two\nlines", NULL, FALSE },
  { "odd \xff\xfe bytes.mkv", "odd \357\277\275\357\277\275 bytes", NULL, TRUE },
  { "a.b.c.wav", "a.b.c", NULL, FALSE },
};

static void
test_names (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *time = NULL;
    g_autofree char *path = g_build_filename (self->path, names[i].name, NULL);

    put (self, names[i].name, "12345");
    g_assert_cmpint (g_utime (path, &(struct utimbuf){ 86400, 86400 }), ==, 0);
    load (self);
    g_assert_cmpuint (count (self), ==, 1);
    g_assert_cmpstr (bw_recording_get_who (get (self, 0)), ==, names[i].who);
    g_assert_cmpint (bw_recording_get_video (get (self, 0)), ==, names[i].video);
    g_assert_cmpuint (bw_recording_get_size (get (self, 0)), ==, 5);
    time = dup_time (bw_recording_get_started (get (self, 0)));
    if (names[i].time)
      g_assert_cmpstr (time, ==, names[i].time);
    else
      g_assert_cmpint (bw_recording_get_started (get (self, 0)), ==,
                       G_GINT64_CONSTANT (86400000000));
    let_go (self);
    drop (self, names[i].name);
  }
}

static void
test_foreign (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->path, "folder.mkv", NULL);
  g_autofree char *link = g_build_filename (self->path, "link.wav", NULL);
  g_autoptr (GFile) linked = g_file_new_for_path (link);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_make_symbolic_link (linked, "/etc/passwd", NULL, NULL));
  put (self, ".hidden.wav", "");
  put (self, ".wav", "");
  put (self, "notes.txt", "");
  put (self, "wav", "");
  put (self, "call.wav.part", "");
  put (self, "call.mp4", "");
  put (self, "call.wav", "");
  load (self);

  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpstr (bw_recording_get_who (get (self, 0)), ==, "call");
}

static void
assert_order (Fixture *self)
{
  for (guint i = 1; i < count (self); i++)
    g_assert_cmpint (bw_recording_get_started (get (self, i - 1)), >=,
                     bw_recording_get_started (get (self, i)));
  list_checker_check (self->checker);
}

static void
test_followed (Fixture *self, gconstpointer data)
{
  put (self, "2026-11-20 10-00-00 Anna.wav", "1");
  put (self, "2026-11-22 10-00-00 Carol.wav", "1");
  load (self);
  g_assert_cmpuint (count (self), ==, 2);

  put (self, "2026-11-21 10-00-00 Bob.mkv", "1");
  wait_for (count (self) == 3);
  g_assert_cmpstr (bw_recording_get_who (get (self, 1)), ==, "Bob");
  assert_order (self);

  move (self, "2026-11-20 10-00-00 Anna.wav", "2026-11-23 10-00-00 Anna Smith.wav");
  wait_for (count (self) == 3 &&
            bw_recording_get_started (get (self, 0)) > bw_recording_get_started (get (self, 1)) &&
            g_str_equal (bw_recording_get_who (get (self, 0)), "Anna Smith"));
  assert_order (self);

  drop (self, "2026-11-22 10-00-00 Carol.wav");
  wait_for (count (self) == 2);
  move (self, "2026-11-21 10-00-00 Bob.mkv", "no recording any more");
  wait_for (count (self) == 1);
  assert_order (self);
}

static void
test_growing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->path, "growing.wav", NULL);
  BwRecording *recording;
  FILE *file = fopen (path, "w");

  load (self);
  recording = get (self, 0);
  bw_recording_set_length (recording, 5);
  fputs ("more of it", file);
  fclose (file);
  wait_for (bw_recording_get_size (recording) == 10);

  g_assert_true (recording == get (self, 0)); /* the same one: what is shown stays */
  g_assert_cmpint (bw_recording_get_length (recording), ==, -1);
}

/* A folder that is not there yet, comes, goes and comes again. */
static void
test_folder (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (self->path), ==, 0);
  load (self);
  g_assert_cmpuint (count (self), ==, 0);

  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  put (self, "first.wav", "1");
  wait_for (count (self) == 1);

  drop (self, "first.wav");
  g_assert_cmpint (g_rmdir (self->path), ==, 0);
  wait_for (count (self) == 0 && bw_recordings_get_loaded (self->recordings));
  list_checker_check (self->checker);
}

static void
count_cb (guint *n)
{
  *n += 1;
}

/* Whatever is done to the folder: what is shown stays, and what is known of it. */
static void
test_read_again (Fixture *self, gconstpointer data)
{
  BwRecording *recording;
  guint n_changes = 0;

  put (self, "one.wav", "1");
  load (self);
  recording = get (self, 0);
  bw_recording_set_length (recording, 5);
  g_signal_connect_swapped (self->recordings, "notify::loaded", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpint (g_chmod (self->path, 0750), ==, 0);
  wait_for (n_changes >= 2 && bw_recordings_get_loaded (self->recordings));

  g_assert_true (recording == get (self, 0));
  g_assert_cmpint (bw_recording_get_length (recording), ==, 5);
}

static void
test_many (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *name = g_strdup_printf ("20%02u-%02u-%02u 10-%02u-%02u Person %u.wav", i % 60,
                                             i % 12 + 1, i % 28 + 1, i % 60, i * 7 % 60, i);

    put (self, name, "");
  }
  load (self);

  g_assert_cmpuint (count (self), ==, 10000);
  assert_order (self);
  g_assert_cmpuint (self->checker->n_changes, ==, 1);
}

static void
test_dropped_while_reading (Fixture *self, gconstpointer data)
{
  put (self, "first.wav", "1");
  self->recordings = bw_recordings_new (self->folder);
  let_go (self);
}

static void
test_renamed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BwRecording *renamed;

  put (self, "mine.wav", "1");
  load (self);

  renamed = bw_recordings_rename (self->recordings, get (self, 0), "../my\nown", &error);
  g_assert_no_error (error);
  g_assert_nonnull (renamed);
  g_assert_cmpuint (count (self), ==, 1);
  list_checker_check (self->checker);
  g_assert_true (g_file_has_prefix (bw_recording_get_file (renamed), self->folder));
  g_assert_null (strchr (bw_recording_get_who (renamed), '\n'));
}

static void
test_renamed_keeps_time (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BwRecording *renamed;

  put (self, "2026-11-21 10-00-00 Bob.mkv", "1");
  put (self, "2026-11-21 10-00-00 Carol.mkv", "2");
  load (self);
  renamed = bw_recordings_rename (self->recordings, get (self, 0), "The <Contract>", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bw_recording_get_who (renamed), ==, "The  Contract");
  g_assert_true (has (self, "2026-11-21 10-00-00 The  Contract.mkv"));
  g_assert_false (has (self, "2026-11-21 10-00-00 Bob.mkv"));

  g_assert_null (bw_recordings_rename (self->recordings, renamed, "Carol", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (has (self, "2026-11-21 10-00-00 The  Contract.mkv"));

  renamed = bw_recordings_rename (self->recordings, renamed, "", &error);
  g_assert_no_error (error);
  g_assert_true (has (self, "2026-11-21 10-00-00.mkv"));
  g_assert_cmpuint (count (self), ==, 2);
  list_checker_check (self->checker);
}

static void
test_removed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean can_trash;

  put (self, "one.wav", "1");
  put (self, "two.wav", "1");
  load (self);
  can_trash = bw_recordings_can_trash (self->recordings, get (self, 0));
  g_assert_cmpint (bw_recordings_trash (self->recordings, get (self, 0), &error), ==, can_trash);
  g_assert_cmpuint (count (self), ==, can_trash ? 1 : 2);
  g_assert_true (can_trash == (error == NULL));
  g_clear_error (&error);

  while (count (self) > 0) {
    g_assert_true (bw_recordings_delete (self->recordings, get (self, 0), &error));
    g_assert_no_error (error);
  }
  g_assert_false (has (self, "one.wav"));
  g_assert_false (has (self, "two.wav"));
  list_checker_check (self->checker);
}

/* What is gone already is what was wanted. */
static void
test_removed_before (Fixture *self, gconstpointer data)
{
  g_autoptr (BwRecording) recording = NULL;

  put (self, "one.wav", "1");
  load (self);
  recording = g_object_ref (get (self, 0));
  drop (self, "one.wav");
  g_assert_true (bw_recordings_delete (self->recordings, recording, NULL));
  g_assert_cmpuint (count (self), ==, 0);
}

static gint64
time_of (int hour, int minute, int second)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2024, 11, 21, hour, minute, second);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

/* Who is in those that were begun between two times, in order. */
static char *
dup_between (Fixture *self, gint64 from, gint64 to)
{
  g_autoptr (GPtrArray) found = bw_recordings_list_between (self->recordings, from, to);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (text, "%s ", bw_recording_get_who (found->pdata[i]));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_between(from, to, text)                                                             \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *between = dup_between (self, from, to);                                       \
    g_assert_cmpstr (between, ==, text);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_between (Fixture *self, gconstpointer data)
{
  gint64 ten = time_of (10, 0, 0);

  load (self);
  assert_between (0, G_MAXINT64, "");
  let_go (self);
  put (self, "2024-11-21 09-00-00 Alice.mkv", "1");
  put (self, "2024-11-21 10-00-00 Bob.mkv", "1");
  put (self, "2024-11-21 10-00-30 Carol.mkv", "1");
  put (self, "2024-11-21 12-00-00 Dave.mkv", "1");
  load (self);

  assert_between (0, G_MAXINT64, "Alice Bob Carol Dave ");
  assert_between (ten, ten + 40000000, "Bob Carol ");
  assert_between (ten + 1, ten + 40000000, "Carol ");
  assert_between (ten - 1, ten, "Bob ");
  assert_between (ten + 1, ten + 29000000, "");
  assert_between (time_of (13, 0, 0), G_MAXINT64, "");
}

static void
test_found (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) other = g_file_get_child (self->folder, "two.wav");

  put (self, "one.wav", "1");
  load (self);
  g_assert_true (bw_recordings_find (self->recordings, bw_recording_get_file (get (self, 0))) ==
                 get (self, 0));
  g_assert_null (bw_recordings_find (self->recordings, other));
}

/* The clock of another zone is in the name; when it was is when the file was born. */
static void
test_other_zone (Fixture *self, gconstpointer data)
{
  const GTimeSpan zones[] = { -9 * G_TIME_SPAN_HOUR, 330 * G_TIME_SPAN_MINUTE };
  const gint64 now = g_get_real_time ();

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++) {
    g_autoptr (GDateTime) here = g_date_time_new_now_local ();
    g_autoptr (GDateTime) there = g_date_time_add (here, zones[i]);
    g_autofree char *name = g_date_time_format (there, "%Y-%m-%d %H-%M-%S Bob.wav");

    put (self, name, "1");
  }
  load (self);
  g_assert_cmpuint (count (self), ==, G_N_ELEMENTS (zones));
  for (guint i = 0; i < count (self); i++)
    g_assert_cmpint (ABS (bw_recording_get_started (get (self, i)) - now), <, 5 * G_USEC_PER_SEC);
}

typedef struct {
  const char *peer;
  const char *name;
  int answered; /* seconds after ten */
  int ended;    /* 0: it goes on */
} Call;

static void
add_call (BwStore *store, const Call *call)
{
  g_autoptr (BwCallRecord) record = bw_call_record_new ();
  gint64 ten = time_of (10, 0, 0) + 900000; /* no call waits for the full second */

  g_object_set (record, "peer", call->peer, "peer-name", call->name, "account", "a", "started",
                ten + (call->answered - 1) * G_USEC_PER_SEC, "answered",
                ten + call->answered * G_USEC_PER_SEC, "ended",
                call->ended ? ten + call->ended * G_USEC_PER_SEC : 0, "outcome",
                call->ended ? BW_CALL_OUTCOME_ANSWERED : BW_CALL_OUTCOME_ONGOING, NULL);
  g_assert_true (bw_store_add_call (store, record, NULL));
}

/* Each file is one of a call of the history, or of none. */
static void
test_calls (Fixture *self, gconstpointer data)
{
  static const Call calls[] = {
    { "bob@example.org", "Bob (2)", 0, 600 }, /* 1 */
    { "carol@example.org", NULL, 60, 120 },   /* 2: while Bob was held */
    { "+49301234@example.org", NULL, 620, 700 },
    { "gate@example.org", "Gate: <b>", 720, 0 }, /* 4: goes on */
  };
  static const struct {
    const char *name;
    gint64 call;
  } files[] = {
    { "2024-11-21 10-00-00 Bob (2).wav", 1 }, /* the second in which it was answered */
    { "2024-11-21 10-01-30 Bob.wav", 1 },
    { "2024-11-21 10-01-30 carol.wav", 2 },
    { "2024-11-21 10-01-40 carol@example.org (3).wav", 2 },
    { "2024-11-21 10-01-45 The Contract.wav", 2 }, /* renamed: the one that began last */
    { "2024-11-21 10-02-10 The Contract.wav", 1 },
    { "2024-11-21 10-05-00 +49301234.wav", 1 }, /* the name of a later one */
    { "2024-11-21 10-10-15 Bob.wav", 0 },       /* between two calls */
    { "2024-11-21 10-11-00 +49301234.wav", 3 },
    { "2024-11-21 11-00-00 Gate   b.wav", 4 },
    { "2024-11-21 09-59-59 Bob.wav", 0 },
    { "2024-11-19 10-00-00 Bob.wav", 0 },
  };
  g_autoptr (BwStore) store = bw_store_new (NULL);

  g_assert_true (bw_store_open (store, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    add_call (store, &calls[i]);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    put (self, files[i].name, "1");
  load (self);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GFile) file = g_file_get_child (self->folder, files[i].name);
    BwRecording *recording = bw_recordings_find (self->recordings, file);

    g_test_message ("%s", files[i].name);
    g_assert_nonnull (recording);
    g_assert_cmpint (bw_store_find_recorded_call (store, recording), ==, files[i].call);
  }
  bw_store_close (store);
  g_assert_cmpint (bw_store_find_recorded_call (store, get (self, 0)), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/recordings/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("bellwire-trash-XXXXXX", NULL);
  g_autoptr (GFile) home = g_file_new_for_path (data);
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* where what is on its device has a trash */
  g_test_init (&argc, &argv, NULL);

  ADD ("names", test_names);
  ADD ("foreign", test_foreign);
  ADD ("followed", test_followed);
  ADD ("growing", test_growing);
  ADD ("folder", test_folder);
  ADD ("read-again", test_read_again);
  ADD ("many", test_many);
  ADD ("dropped-while-reading", test_dropped_while_reading);
  ADD ("renamed", test_renamed);
  ADD ("renamed-keeps-time", test_renamed_keeps_time);
  ADD ("removed", test_removed);
  ADD ("removed-before", test_removed_before);
  ADD ("between", test_between);
  ADD ("found", test_found);
  ADD ("other-zone", test_other_zone);
  ADD ("calls", test_calls);

  status = g_test_run ();
  empty_folder (home);

  return status;
}
