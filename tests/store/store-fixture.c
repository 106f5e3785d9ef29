/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of the store have in common: a folder that is thrown away and calls to fill it
 * with. */

#include "store-fixture.h"

#include "private/bw-store-private.h"

#include <glib/gstdio.h>

void
store_fixture_set_up (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bellwire-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "deeper", "history.db", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->store = bw_store_new (fixture->file);
  bw_store_open (fixture->store, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      g_remove (child);
  }
  g_rmdir (path);
}

void
store_fixture_tear_down (StoreFixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    g_assert_finalize_object (fixture->store);
  g_object_unref (fixture->file);
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (fixture->store);
  fixture->store = bw_store_new (fixture->file);
  bw_store_open (fixture->store, &error);
  g_assert_no_error (error);
}

BwCallRecord *
make_call (const char *peer, const char *name, gint64 started, BwCallOutcome outcome)
{
  return g_object_new (
      BW_TYPE_CALL_RECORD, "account", "account-1", "peer", peer, "peer-name", name, "direction",
      outcome == BW_CALL_OUTCOME_MISSED ? BW_DIRECTION_INCOMING : BW_DIRECTION_OUTGOING, "outcome",
      outcome, "started", started * G_USEC_PER_SEC, NULL);
}

gint64
add_call (BwStore *store, const char *peer, const char *name, gint64 started, BwCallOutcome outcome)
{
  g_autoptr (BwCallRecord) record = make_call (peer, name, started, outcome);
  g_autoptr (GError) error = NULL;

  bw_store_add_call (store, record, &error);
  g_assert_no_error (error);
  return bw_call_record_get_id (record);
}

BwCallRecord *
get_call (BwCallHistory *history, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (history), position);
}

guint
get_length (BwCallHistory *history)
{
  return g_list_model_get_n_items (G_LIST_MODEL (history));
}

BwConversation *
ensure (BwStore *store, const char *peer)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_store_ensure_conversation (store, "account-1", peer, NULL, &error);

  g_assert_no_error (error);
  return conversation;
}

BwMessage *
make_message (BwDirection direction, const char *text)
{
  return g_object_new (BW_TYPE_MESSAGE, "direction", direction, "state",
                       direction == BW_DIRECTION_INCOMING ? BW_MESSAGE_STATE_RECEIVED
                                                          : BW_MESSAGE_STATE_PENDING,
                       "content-type", "text/plain", "text", text, NULL);
}

BwMessage *
add_text_at (BwConversation *conversation,
             BwStore *store,
             BwDirection direction,
             const char *text,
             gint64 time)
{
  BwMessage *message = make_message (direction, text);
  g_autoptr (GError) error = NULL;

  g_object_set (message, "time", time * G_USEC_PER_SEC, NULL);
  bw_store_add_message (store, conversation, message, NULL, &error);
  g_assert_no_error (error);
  return message;
}

BwMessage *
add_text (BwConversation *conversation, BwStore *store, BwDirection direction, const char *text)
{
  return add_text_at (conversation, store, direction, text, 0);
}

gint64
count_rows (BwStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (bw_store_get_database (store), sql, &error);

  g_assert_no_error (error);
  return bw_database_get_number (statement, 0);
}

void
run_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
assert_healthy (BwStore *store)
{
  g_autoptr (GError) error = NULL;

  bw_database_check (bw_store_get_database (store), &error);
  g_assert_no_error (error);
  bw_database_run (bw_store_get_database (store),
                   "INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 0)",
                   &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM conversations AS c WHERE events <>"
                                      " (SELECT count(*) FROM messages WHERE conversation = c.id"
                                      "  AND removed = 0 AND id > c.hidden_messages)"
                                      " + (SELECT count(*) FROM calls WHERE conversation = c.id"
                                      "  AND id > c.hidden_calls)"),
                   ==, 0);
}
