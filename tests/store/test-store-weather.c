/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwStore in bad weather: damaged, locked, newer and full files, and a kill in the middle of
 * writing. */

#include "bw-store-people.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static GBytes *
read_file (const char *path)
{
  char *contents;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  return g_bytes_new_take (contents, length);
}

static void
write_file (const char *path, const void *data, gsize length)
{
  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

/* A store of some size whose file is then made into something else by @damage. */
static void
check_put_aside (StoreFixture *fixture, void (*damage) (const char *path))
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) aside = NULL;
  GFile *kept;

  for (int i = 0; i < 300; i++)
    add_call (fixture->store, "a@x", "Somebody with a name", i, BW_CALL_OUTCOME_ANSWERED);
  bw_store_close (fixture->store);
  damage (fixture->path);
  before = read_file (fixture->path);

  g_assert_true (bw_store_open (fixture->store, &error));
  g_assert_no_error (error);
  kept = bw_store_get_damaged_file (fixture->store);
  g_assert_nonnull (kept);
  aside = read_file (g_file_peek_path (kept));
  g_assert_true (g_bytes_equal (before, aside));
  g_assert_true (g_str_has_prefix (g_file_peek_path (kept), fixture->path));
  g_assert_cmpint (add_call (fixture->store, "a@x", NULL, 1, BW_CALL_OUTCOME_MISSED), ==, 1);
  store_fixture_reopen (fixture);
  g_assert_null (bw_store_get_damaged_file (fixture->store));
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, 1);
}

static void
make_garbage (const char *path)
{
  write_file (path, "This is not a database, and it never was one; it goes on for a while.", 69);
}

static void
damage_middle (const char *path)
{
  g_autoptr (GBytes) bytes = read_file (path);
  gsize size;
  g_autofree char *data = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  size = g_bytes_get_size (bytes);
  memset (data + 3 * 4096, 0xa5, size - 4 * 4096);
  write_file (path, data, size);
}

static void
cut_short (const char *path)
{
  g_autoptr (GBytes) bytes = read_file (path);

  write_file (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes) / 2);
}

static void
make_foreign (const char *path)
{
  g_assert_cmpint (g_unlink (path), ==, 0);
  run_sql (path, "CREATE TABLE recipes (name TEXT); INSERT INTO recipes VALUES ('soup')");
}

static void
test_garbage (StoreFixture *fixture, gconstpointer data)
{
  check_put_aside (fixture, make_garbage);
}

static void
test_damaged_middle (StoreFixture *fixture, gconstpointer data)
{
  check_put_aside (fixture, damage_middle);
}

static void
test_cut_short (StoreFixture *fixture, gconstpointer data)
{
  check_put_aside (fixture, cut_short);
}

static void
test_foreign (StoreFixture *fixture, gconstpointer data)
{
  check_put_aside (fixture, make_foreign);
}

static void
test_newer (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  add_call (fixture->store, "a@x", NULL, 1, BW_CALL_OUTCOME_ONGOING);
  bw_store_close (fixture->store);
  run_sql (fixture->path, "PRAGMA user_version = 1000");
  before = read_file (fixture->path);
  g_assert_false (bw_store_open (fixture->store, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_NEWER);
  g_assert_null (bw_store_get_damaged_file (fixture->store));
  after = read_file (fixture->path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_locked (StoreFixture *fixture, gconstpointer data)
{
  BwStore *second = bw_store_new (fixture->file);
  g_autoptr (GError) error = NULL;

  g_assert_false (bw_store_open (second, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  add_call (fixture->store, "a@x", NULL, 1, BW_CALL_OUTCOME_ANSWERED);
  bw_store_close (fixture->store);
  bw_store_open (second, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (second);
}

static void
test_no_folder (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->path, "below-a-file", "history.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (BwStore) below = bw_store_new (file);
  g_autoptr (BwStore) at_folder = bw_store_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (bw_store_open (below, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_OPEN);
  g_clear_error (&error);
  g_assert_false (bw_store_open (at_folder, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_OPEN);
}

static void
test_private (StoreFixture *fixture, gconstpointer data)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

static void
limit_file_size (rlim_t limit)
{
  struct rlimit limits;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limits), ==, 0);
  limits.rlim_cur = limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limits), ==, 0);
}

/* The limit of a file's size stands in for the end of the disk. */
static void
test_full (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *name = g_strnfill (2000, 'n');
  g_autoptr (GError) error = NULL;
  guint written = 0;

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (1024 * 1024);
  while (error == NULL && written < 10000) {
    g_autoptr (BwCallRecord) record = make_call ("a@x", name, 1, BW_CALL_OUTCOME_MISSED);

    if (bw_store_add_call (fixture->store, record, &error))
      written++;
  }
  limit_file_size (RLIM_INFINITY);
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FULL);
  g_assert_cmpuint (written, >, 10);
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, written);

  /* There is space again: the same store goes on, and nothing that it took is lost. */
  add_call (fixture->store, "a@x", name, 2, BW_CALL_OUTCOME_MISSED);
  store_fixture_reopen (fixture);
  g_assert_null (bw_store_get_damaged_file (fixture->store));
  g_assert_cmpuint (bw_store_get_unseen_missed (fixture->store), ==, written + 1);
}

/* A message is taken whole or not at all, and what is told of it is what is on the disk. */
static void
test_full_of_messages (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = g_strnfill (100000, 'b');
  g_autoptr (GBytes) body = g_bytes_new (bytes, 5000);
  g_autoptr (GError) error = NULL;
  BwConversation *bob = ensure (fixture->store, "bob@x");
  gint64 written = 0;

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (1024 * 1024);
  while (error == NULL && written < 10000) {
    g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, "some words");

    if (bw_store_add_message (fixture->store, bob, message, body, &error))
      written++;
    else
      g_assert_cmpint (bw_message_get_id (message), ==, 0);
  }
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FULL);
  g_assert_cmpint (written, >, 10);
  g_assert_cmpuint (bw_conversation_get_unread (bob), ==, written);
  g_assert_false (bw_store_set_draft (fixture->store, bob, bytes, NULL));
  g_assert_null (bw_conversation_get_draft (bob));
  limit_file_size (RLIM_INFINITY);

  g_object_unref (add_text (bob, fixture->store, BW_DIRECTION_INCOMING, "more words"));
  store_fixture_reopen (fixture);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM messages"), ==, written + 1);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM bodies"), ==, written);
  assert_healthy (fixture->store);
}

/* Of an import, all is taken or nothing, and its drafts know of no rows that are not there. */
static void
test_full_of_people (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GListModel *people = G_LIST_MODEL (bw_store_get_people (fixture->store));

  for (int i = 0; i < 10000; i++) {
    g_ptr_array_add (drafts, bw_person_new ());
    bw_person_add_address (g_ptr_array_index (drafts, i), BW_PERSON_ADDRESS_SIP, "ann@x", NULL);
  }
  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (1024 * 1024);
  g_assert_false (bw_store_save_people (fixture->store, drafts, NULL, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FULL);
  g_assert_cmpuint (g_list_model_get_n_items (people), ==, 0);
  g_assert_cmpint (bw_person_get_id (g_ptr_array_index (drafts, 0)), ==, 0);
  limit_file_size (RLIM_INFINITY);

  g_assert_true (bw_store_save_people (fixture->store, drafts, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (people), ==, 10000);
  store_fixture_reopen (fixture);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM people"), ==, 10000);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM person_addresses"), ==, 10000);
  assert_healthy (fixture->store);
}

/* Reports each record to @pipe after it is on disk; ends by being killed. */
G_NORETURN static void
write_calls (const char *path, int pipe_fd)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  BwStore *store = bw_store_new (file);

  g_assert_true (bw_store_open (store, NULL));
  for (int i = 1;; i++) {
    gint64 id = add_call (store, "a@x", "Somebody", i,
                          i % 3 == 0 ? BW_CALL_OUTCOME_ONGOING : BW_CALL_OUTCOME_ANSWERED);

    g_assert_cmpint (write (pipe_fd, &id, sizeof id), ==, sizeof id);
  }
}

/* The same with messages: each is taken, sent and answered. */
G_NORETURN static void
write_messages (const char *path, int pipe_fd)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) body = g_bytes_new_static ("body", 4);
  BwStore *store = bw_store_new (file);

  g_assert_true (bw_store_open (store, NULL));
  for (;;) {
    g_autoptr (BwMessage) message = make_message (BW_DIRECTION_OUTGOING, "some words");
    gint64 id;

    g_assert_true (bw_store_add_message (store, ensure (store, "bob@x"), message, body, NULL));
    id = bw_message_get_id (message);
    g_assert_cmpint (write (pipe_fd, &id, sizeof id), ==, sizeof id);
    g_object_set (message, "state", BW_MESSAGE_STATE_SENDING, NULL);
    g_assert_true (bw_store_update_message (store, message, NULL));
    if (id % 5 == 0)
      continue;
    g_object_set (message, "state", BW_MESSAGE_STATE_SENT, NULL);
    g_assert_true (bw_store_update_message (store, message, NULL));
  }
}

/* The same with people: each has an address and a picture, and is edited. */
G_NORETURN static void
write_people (const char *path, int pipe_fd)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
  BwStore *store = bw_store_new (file);

  g_assert_true (bw_store_open (store, NULL));
  for (;;) {
    g_autoptr (BwPerson) draft = bw_person_new ();
    gint64 id;

    bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, "ann@x", NULL);
    g_assert_nonnull (bw_store_save_person (store, draft, picture, NULL));
    bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, "555", "work");
    g_assert_nonnull (bw_store_save_person (store, draft, NULL, NULL));
    id = bw_person_get_id (draft);
    g_assert_cmpint (write (pipe_fd, &id, sizeof id), ==, sizeof id);
  }
}

static gint64
read_last_id (int pipe_fd, pid_t child, int kill_after)
{
  gint64 last = 0;
  gint64 id;

  for (int n = 1; read (pipe_fd, &id, sizeof id) == sizeof id; n++) {
    last = id;
    if (n == kill_after)
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  }
  return last;
}

static gint64
kill_a_writer (StoreFixture *fixture,
               int kill_after,
               void (*writer) (const char *path, int pipe_fd))
{
  int fds[2];
  gint64 last;
  pid_t child;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    writer (fixture->path, fds[1]);
  close (fds[1]);
  last = read_last_id (fds[0], child, kill_after);
  close (fds[0]);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  return last;
}

static void
assert_nothing_lost (BwStore *store, gint64 last)
{
  g_autoptr (BwCallHistory) history = bw_call_history_new (store);
  guint length = get_length (history);

  /* At most the one that was committed and not reported any more. */
  g_assert_cmpuint (length, >=, last);
  g_assert_cmpuint (length, <=, last + 1);
  for (guint i = 0; i < length; i++) {
    g_autoptr (BwCallRecord) record = get_call (history, i);
    gboolean was_ongoing = bw_call_record_get_id (record) % 3 == 0;

    g_assert_cmpint (bw_call_record_get_id (record), ==, length - i);
    g_assert_cmpint (bw_call_record_get_outcome (record), ==,
                     was_ongoing ? BW_CALL_OUTCOME_INTERRUPTED : BW_CALL_OUTCOME_ANSWERED);
    if (was_ongoing)
      g_assert_cmpint (g_get_real_time () - bw_call_record_get_ended (record), <,
                       5 * 60 * G_USEC_PER_SEC);
  }
}

static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  bw_store_close (fixture->store);
  for (int turn = 0; turn < 6; turn++) {
    gint64 last;

    g_unlink (fixture->path);
    last = kill_a_writer (fixture, 20 + turn * 37, write_calls);
    g_assert_true (bw_store_open (fixture->store, NULL));
    g_assert_null (bw_store_get_damaged_file (fixture->store));
    assert_nothing_lost (fixture->store, last);
    bw_store_close (fixture->store);
  }
}

/* Each that was taken is there, with its body, and none that was given to the network is sent again
 * by itself. */
static void
assert_no_message_lost (BwStore *store, gint64 last)
{
  gint64 n = count_rows (store, "SELECT count(*) FROM messages JOIN bodies ON message = id");

  g_assert_cmpint (n, >=, last);
  g_assert_cmpint (n, <=, last + 1);
  g_assert_cmpint (count_rows (store, "SELECT max (id) FROM messages"), ==, n);
  for (gint64 id = 1; id <= n; id++) {
    g_autoptr (BwMessage) message = bw_store_find_message (store, id);
    gboolean sent = bw_message_get_state (message) == BW_MESSAGE_STATE_SENT;

    if (id < last)
      g_assert_true (sent == (id % 5 != 0));
    if (!sent)
      g_assert_cmpint (bw_message_get_state (message), ==, BW_MESSAGE_STATE_PENDING);
    if (!sent && id < last)
      g_assert_true (bw_message_is_held (message));
  }
  assert_healthy (store);
}

static void
test_killed_messages (StoreFixture *fixture, gconstpointer data)
{
  bw_store_close (fixture->store);
  for (int turn = 0; turn < 6; turn++) {
    gint64 last;

    g_unlink (fixture->path);
    last = kill_a_writer (fixture, 20 + turn * 37, write_messages);
    g_assert_true (bw_store_open (fixture->store, NULL));
    g_assert_null (bw_store_get_damaged_file (fixture->store));
    assert_no_message_lost (fixture->store, last);
    bw_store_close (fixture->store);
  }
}

static void
assert_no_person_lost (BwStore *store, gint64 last)
{
  GListModel *people = G_LIST_MODEL (bw_store_get_people (store));
  guint n = g_list_model_get_n_items (people);

  g_assert_cmpuint (n, >=, last);
  g_assert_cmpuint (n, <=, last + 1);
  for (gint64 id = 1; id <= n; id++) {
    BwPerson *person = bw_people_find (bw_store_get_people (store), id);
    guint n_addresses = bw_person_get_addresses (person)->len;

    g_assert_true (bw_person_get_has_picture (person));
    g_assert_true (n_addresses == 2 || (n_addresses == 1 && id > last));
  }
  assert_healthy (store);
}

static void
test_killed_people (StoreFixture *fixture, gconstpointer data)
{
  bw_store_close (fixture->store);
  for (int turn = 0; turn < 6; turn++) {
    gint64 last;

    g_unlink (fixture->path);
    last = kill_a_writer (fixture, 20 + turn * 37, write_people);
    g_assert_true (bw_store_open (fixture->store, NULL));
    g_assert_null (bw_store_get_damaged_file (fixture->store));
    assert_no_person_lost (fixture->store, last);
    bw_store_close (fixture->store);
  }
}

static gboolean
is_page_of_text (const char *page)
{
  int n = 0;

  for (int i = 0; i < 4096; i++)
    n += page[i] == 't' ? 1 : 0;
  return n > 2000;
}

/* Overwrites pages far inside the table of the messages. */
static void
damage_inside (const char *path)
{
  g_autoptr (GBytes) bytes = read_file (path);
  gsize size = g_bytes_get_size (bytes);
  g_autofree char *data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);
  int n = 0;

  for (gsize page = 0; page < size / 4096; page++)
    if (is_page_of_text (data + page * 4096) && ++n > 50 && n < 60)
      memset (data + page * 4096, 0xa5, 4096);
  g_assert_cmpint (n, >, 100);
  write_file (path, data, size);
}

/* What only reading brings out is put aside at the start after that. */
static void
test_damaged_inside (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (900, 't');
  BwConversation *bob = ensure (fixture->store, "bob@x");
  gint64 n_found = 0;

  for (int i = 0; i < 600; i++)
    g_object_unref (add_text (bob, fixture->store, BW_DIRECTION_OUTGOING, text));
  bw_store_close (fixture->store);
  damage_inside (fixture->path);

  g_assert_true (bw_store_open (fixture->store, NULL));
  g_assert_null (bw_store_get_damaged_file (fixture->store));
  for (gint64 id = 1; id <= 600; id++) {
    g_autoptr (BwMessage) message = bw_store_find_message (fixture->store, id);

    n_found += message != NULL ? 1 : 0;
  }
  g_test_message ("%d of 600 can be read", (int) n_found);
  g_assert_cmpint (n_found, <, 600);
  bw_store_close (fixture->store);
  g_assert_true (bw_store_open (fixture->store, NULL));
  g_assert_nonnull (bw_store_get_damaged_file (fixture->store));
  g_object_unref (
      add_text (ensure (fixture->store, "bob@x"), fixture->store, BW_DIRECTION_INCOMING, "anew"));
}

static int
show_version (void *user_data, int n_columns, char **values, char **names)
{
  *(int *) user_data = atoi (values[0]);
  return 0;
}

static void
test_schema (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db;
  int version = 0;

  bw_store_close (fixture->store);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA user_version", show_version, &version, NULL);
  sqlite3_close (db);
  g_assert_cmpint (version, ==, 4);
}

/* An empty file, as a failed copy leaves it, is a beginning and no damage. */
static void
test_empty_file (StoreFixture *fixture, gconstpointer data)
{
  bw_store_close (fixture->store);
  write_file (fixture->path, "", 0);
  g_assert_true (bw_store_open (fixture->store, NULL));
  g_assert_null (bw_store_get_damaged_file (fixture->store));
  g_assert_cmpint (add_call (fixture->store, "a@x", NULL, 1, BW_CALL_OUTCOME_BUSY), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/weather/garbage", test_garbage);
  TEST ("/store/weather/damaged-middle", test_damaged_middle);
  TEST ("/store/weather/cut-short", test_cut_short);
  TEST ("/store/weather/foreign", test_foreign);
  TEST ("/store/weather/empty-file", test_empty_file);
  TEST ("/store/weather/newer", test_newer);
  TEST ("/store/weather/locked", test_locked);
  TEST ("/store/weather/no-folder", test_no_folder);
  TEST ("/store/weather/private", test_private);
  TEST ("/store/weather/full", test_full);
  TEST ("/store/weather/full-of-messages", test_full_of_messages);
  TEST ("/store/weather/full-of-people", test_full_of_people);
  TEST ("/store/weather/killed", test_killed);
  TEST ("/store/weather/killed-messages", test_killed_messages);
  TEST ("/store/weather/killed-people", test_killed_people);
  TEST ("/store/weather/damaged-inside", test_damaged_inside);
  TEST ("/store/weather/schema", test_schema);
  return g_test_run ();
}
