/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwMessageSearch: finds what a person types in any script, takes nothing for a language, and shows
 * where it was found. */

#include "bw-message-search.h"
#include "list-checker.h"
#include "private/bw-store-private.h"
#include "store-fixture.h"

#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static gint64
get_id (gpointer item)
{
  return bw_message_get_id (bw_search_hit_get_message (item));
}

static guint
get_n (gpointer model)
{
  return g_list_model_get_n_items (model);
}

static const struct {
  const char *text;
  const char *typed;
  guint found;
} searches[] = {
  { "Shall we talk at three?", "talk", 1 },
  { "Shall we talk at three?", "TAL", 1 },
  { "Shall we talk at three?", "three shall", 1 },
  { "Shall we talk at three?", "alk", 0 },
  { "Shall we talk at three?", "talk four", 0 },
  { "Shall we talk at three?", "t", 1 },
  { "Shall we talk at three?", "", 0 },
  { "Shall we talk at three?", "   ", 0 },
  { "Shall we talk at three?", "?", 0 },
  { "Shall we talk at three?", "\"'*()-+:^{}[]~!@#$%&|\\/", 0 },
  { "Shall we talk at three?", "talk !", 1 },
  { "Shall we talk at three?", "\"talk", 1 },
  { "Shall we talk at three?", "\"talk\" \"", 1 },
  { "Shall we talk at three?", "talk*", 1 },
  { "Shall we talk at three?", "-talk", 1 },
  { "Shall we talk at three?", "talk OR four", 0 },
  { "Shall we talk at three?", "NOT four", 0 },
  { "Shall we talk at three?", "NEAR(talk three)", 0 },
  { "near the three", "NEAR(three", 0 },
  { "NEAR(talk) AND OR NOT", "near(talk and or not", 1 },
  { "Shall we talk at three?", "text:talk", 0 },
  { "Shall we talk at three?", "search : talk", 0 },
  { "Shall we talk at three?", "^shall", 1 },
  { "' OR 1 = 1; DROP TABLE messages --", "' OR 1 --", 1 },
  { "x", "' OR 1 = 1 --", 0 },
  { "O'Neil called", "o'neil", 1 },
  { "mail bob@example.org now", "bob@exam", 1 },
  { "mail bob@example.org now", "example.org", 1 },
  { "Stra\xc3\x9f"
    "e",
    "stra\xc3\x9f", 1 },
  { "caf\xc3\xa9 cr\xc3\xa8me", "cafe creme", 1 },
  { "cafe", "caf\xc3\xa9", 1 },
  { "cafe\xcc\x81", "caf\xc3\xa9", 1 },
  { "\xc4\xb0stanbul", "istanbul", 1 },
  { "Istanbul", "istan", 1 },
  { "ISPARTA ve I\xc4\x9f"
    "d\xc4\xb1r",
    "isparta", 1 },
  { "Stra\xc3\x9f"
    "e nach Osten",
    "STRASSE", 1 },
  { "ΣΊΣΥΦΟΣ", "σίσυφος", 1 },
  { "σίσυφος", "ΣΙΣΥΦΟΣ", 1 },
  { "ёлка", "елк", 1 },
  { "a 0 and a ß", "ss", 1 },
  { "北京, 日本", "ss", 0 },
  { "\xd0\x96\xd0\xb0\xd0\xbd\xd0\xbd\xd0\xb0", "\xd0\xb6\xd0\xb0\xd0\xbd", 1 },
  { "\xce\xa3\xce\x8a\xce\xa3\xce\xa5\xce\xa6\xce\x9f\xce\xa3", "\xcf\x83\xce\xb9\xcf\x83\xcf\x85",
    1 },
  { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d", "\xd7\xa2\xd7\x95\xd7\x9c",
    1 },
  { "\xe2\x80\xab\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\xe2\x80\xac", "\xd7\xa9\xd7\x9c", 1 },
  { "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7 \xd8\xa8\xd9\x83", "\xd8\xa8\xd9\x83", 1 },
  { "明天三点在北京见面", "北京", 1 },
  { "明天三点在北京见面", "京", 1 },
  { "明天三点在北京见面", "京北", 0 },
  { "明天三点在北京见面", "北京见面吗", 0 },
  { "明天 meeting 在北京", "meeting北京", 1 },
  { "日本語のテキスト", "テキスト", 1 },
  { "日本語のテキスト", "語の", 1 },
  { "日本, 語", "本語", 0 },
  { "안녕하세요 여러분", "하세요", 1 },
  { "สวัสดีครับ", "ครับ", 1 },
  { "नमस्ते दुनिया", "दुनि", 1 },
  { "well \xf0\x9f\x98\x80 done", "\xf0\x9f\x98\x80", 1 },
  { "well \xf0\x9f\x98\x80 done", "\xf0\x9f\x98\x81", 0 },
  { "well \xf0\x9f\x98\x80 done", "1f600", 0 },
  { "love \xe2\x9d\xa4\xef\xb8\x8f", "\xe2\x9d\xa4", 1 },
  { "fine\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", "\xf0\x9f\x91\x8d", 1 },
  { "well \xf0\x9f\x98\x80 done", "\xf0\x9f\x98\x80 done", 1 },
  { "broken \xff\xfe text", "broken text", 1 },
  { "a text", "text \xff\xfe", 1 },
  { "a text", "\xc0\x80text", 1 },
  { "a\nsecond line", "second", 1 },
};

static void
assert_hit (BwMessageSearch *search)
{
  g_autoptr (BwSearchHit) hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  const char *snippet = bw_search_hit_get_snippet (hit);
  guint n_ranges;
  const BwTextRange *ranges = bw_search_hit_get_ranges (hit, &n_ranges);

  g_assert_nonnull (bw_search_hit_get_message (hit));
  g_assert_nonnull (bw_search_hit_get_conversation (hit));
  g_assert_true (g_utf8_validate (snippet, -1, NULL));
  g_assert_null (strchr (snippet, '\n'));
  for (guint i = 0; i < n_ranges; i++) {
    g_assert_cmpuint (ranges[i].start, <, ranges[i].end);
    g_assert_cmpuint (ranges[i].end, <=, strlen (snippet));
    g_assert_true (i == 0 || ranges[i - 1].end <= ranges[i].start);
  }
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++) {
    g_autoptr (BwStore) store = bw_store_new (NULL);
    g_autoptr (BwMessageSearch) search = bw_message_search_new (store);

    g_assert_true (bw_store_open (store, NULL));
    g_object_unref (
        add_text (ensure (store, "bob@x"), store, BW_DIRECTION_INCOMING, searches[i].text));
    bw_message_search_set_text (search, searches[i].typed);
    g_test_message ("%" G_GSIZE_FORMAT ": %u", i, get_n (search));
    g_assert_cmpuint (get_n (search), ==, searches[i].found);
    if (searches[i].found > 0)
      assert_hit (search);
  }
}

/* What a person may type, at random: it finds something or nothing, and never fails. */
static void
test_noise (StoreFixture *fixture, gconstpointer data)
{
  static const char *const parts[] = { "\"",  "*",    "(",  ")",  "NEAR", "AND",  "OR",
                                       "NOT", " ",    "-",  "+",  ":",    "^",    "{",
                                       "}",   "text", "'",  "京", "é",    "\xff", "\x01",
                                       ",",   "a",    "\t", "ก",  "\n",   "\\" };
  g_autoptr (BwMessageSearch) search = bw_message_search_new (fixture->store);

  g_object_unref (
      add_text (ensure (fixture->store, "bob@x"), fixture->store, BW_DIRECTION_INCOMING, "a text"));
  for (int turn = 0; turn < 3000; turn++) {
    g_autoptr (GString) typed = g_string_new (NULL);
    int length = g_test_rand_int_range (0, 12);

    for (int i = 0; i < length; i++)
      g_string_append (typed, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
    bw_message_search_set_text (search, typed->str);
    g_assert_cmpint (sqlite3_errcode (bw_store_get_database (fixture->store)), !=, SQLITE_ERROR);
    g_assert_cmpuint (get_n (search), <=, 1);
    if (get_n (search) > 0)
      assert_hit (search);
  }
}

static void
test_long_input (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwMessageSearch) search = bw_message_search_new (fixture->store);
  g_autofree char *words = g_strnfill (200000, 'a');
  g_autofree char *characters = NULL;
  g_autoptr (GString) many = g_string_new (NULL);

  for (gsize i = 1; i < 200000; i += 2)
    words[i] = ' ';
  for (int i = 0; i < 50000; i++)
    g_string_append (many, "京");
  g_object_unref (
      add_text (ensure (fixture->store, "bob@x"), fixture->store, BW_DIRECTION_INCOMING, words));
  g_object_unref (add_text (ensure (fixture->store, "bob@x"), fixture->store, BW_DIRECTION_INCOMING,
                            many->str));
  bw_message_search_set_text (search, words);
  g_assert_cmpuint (get_n (search), ==, 1);
  bw_message_search_set_text (search, many->str);
  g_assert_cmpuint (get_n (search), ==, 1);
  assert_hit (search);
}

static void
assert_snippet (const char *text, const char *typed, const char *expected, const char *marked)
{
  g_autoptr (BwStore) store = bw_store_new (NULL);
  g_autoptr (BwMessageSearch) search = bw_message_search_new (store);
  g_autoptr (BwSearchHit) hit = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  const BwTextRange *ranges;
  guint n_ranges;

  g_assert_true (bw_store_open (store, NULL));
  g_object_unref (add_text (ensure (store, "bob@x"), store, BW_DIRECTION_INCOMING, text));
  g_object_set (search, "text", typed, NULL);
  hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_assert_cmpstr (bw_search_hit_get_snippet (hit), ==, expected);
  ranges = bw_search_hit_get_ranges (hit, &n_ranges);
  for (guint i = 0; i < n_ranges; i++) {
    g_string_append_len (found, expected + ranges[i].start, ranges[i].end - ranges[i].start);
    g_string_append_c (found, '|');
  }
  g_assert_cmpstr (found->str, ==, marked);
}

static void
test_snippets (void)
{
  g_autofree char *front = g_strnfill (100, 'x');
  g_autofree char *back = g_strnfill (300, 'y');
  g_autofree char *text = g_strdup_printf ("%s a needle %s", front, back);
  g_autofree char *expected =
      g_strdup_printf ("…%.*s a needle %.*s…", 21, front, 120 - 21 - 10, back);

  assert_snippet ("one <b>two</b>\nthree", "tw THR", "one <b>two</b> three", "tw|thr|");
  assert_snippet ("Zoë, zoe and ZOÉ", "zoe", "Zoë, zoe and ZOÉ", "Zoë|zoe|ZOÉ|");
  assert_snippet ("在北京的北京路", "北京", "在北京的北京路", "北京|北京|");
  assert_snippet (text, "needle", expected, "needle|");
}

static void
test_file_names (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwMessageSearch) search = bw_message_search_new (fixture->store);
  g_autoptr (BwMessage) message = make_message (BW_DIRECTION_INCOMING, NULL);
  g_autoptr (BwSearchHit) hit = NULL;

  g_object_set (message, "file-name", "holiday 北京旅行.jpg", NULL);
  g_assert_true (
      bw_store_add_message (fixture->store, ensure (fixture->store, "bob@x"), message, NULL, NULL));
  bw_message_search_set_text (search, "京旅");
  g_assert_cmpuint (get_n (search), ==, 1);
  bw_message_search_set_text (search, "holi");
  g_assert_cmpuint (get_n (search), ==, 1);
  hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_assert_cmpstr (bw_search_hit_get_snippet (hit), ==, "holiday 北京旅行.jpg");
}

static void
test_conversation (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwMessageSearch *search = bw_message_search_new (store);
  g_autoptr (BwMessage) old =
      add_text_at (ensure (store, "bob@x"), store, BW_DIRECTION_INCOMING, "word", 20);
  g_autoptr (BwMessage) older =
      add_text_at (ensure (store, "ann@x"), store, BW_DIRECTION_INCOMING, "word", 10);
  g_autoptr (BwSearchHit) first = NULL;

  bw_message_search_set_text (search, "word");
  g_assert_cmpuint (get_n (search), ==, 2);
  first = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_assert_true (bw_search_hit_get_message (first) == old);
  g_assert_true (bw_search_hit_get_conversation (first) == ensure (store, "bob@x"));
  bw_message_search_set_conversation (search, ensure (store, "ann@x"));
  g_assert_cmpuint (get_n (search), ==, 1);
  bw_message_search_set_conversation (search, NULL);
  g_assert_cmpuint (get_n (search), ==, 2);
  bw_store_close (store);
  bw_message_search_set_text (search, "other");
  g_assert_cmpuint (get_n (search), ==, 0);
  g_assert_finalize_object (search);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_hits (BwMessageSearch *search, guint n)
{
  gboolean timed_out = FALSE;
  guint id = g_timeout_add_seconds (20, timed_out_cb, &timed_out);

  while (get_n (search) != n && !timed_out)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (get_n (search), ==, n);
  if (!timed_out)
    g_source_remove (id);
}

static void
test_follows (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwConversation *bob = ensure (store, "bob@x");
  BwMessageSearch *search = bw_message_search_new (store);
  g_autoptr (ListChecker) checker = list_checker_new (G_LIST_MODEL (search), get_id);
  g_autoptr (BwMessage) message = NULL;

  for (int i = 1; i <= 10; i++)
    g_object_unref (add_text_at (bob, store, BW_DIRECTION_INCOMING, "word", i));
  bw_message_search_set_text (search, "word");
  g_assert_cmpuint (get_n (search), ==, 10);
  message = add_text_at (bob, store, BW_DIRECTION_INCOMING, "wordy", 11);
  wait_for_hits (search, 11);
  g_assert_cmpuint (checker->n_added, ==, 1);
  g_assert_cmpuint (checker->n_removed, ==, 0);
  g_object_set (message, "text", "other", NULL);
  g_assert_true (bw_store_update_message (store, message, NULL));
  wait_for_hits (search, 10);
  g_assert_cmpuint (checker->n_removed, ==, 1);
  g_assert_true (bw_store_remove_conversation (store, bob, NULL));
  wait_for_hits (search, 0);
  g_assert_true (bw_store_restore_removed (store, NULL));
  wait_for_hits (search, 10);
  list_checker_check (checker);
  g_clear_pointer (&checker, list_checker_free);
  g_assert_finalize_object (search);
}

static void
fill (BwStore *store, gint64 conversation)
{
  /* The letter keeps the random word from being a number that is searched for. */
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
      " INSERT INTO messages (conversation, direction, state, code, reason, time, sent_at, cseq,"
      "  reports, content_type, text, size, seen, has_body)"
      " SELECT %" G_GINT64_FORMAT ", 0, 0, 0, 0, i * 1000000, 0, 0, 0, 'text/plain',"
      "  'message number ' || i || ' of a long talk r' || hex (randomblob (3)), 0, 1, 0 FROM n",
      conversation);
  g_autoptr (GError) error = NULL;

  g_assert_true (bw_database_begin (bw_store_get_database (store), NULL));
  bw_database_run (bw_store_get_database (store), sql, &error);
  g_assert_no_error (error);
  g_assert_true (bw_database_end (bw_store_get_database (store), TRUE, NULL));
}

static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  static const char *const typed[] = { "m",          "me", "mes", "mess",   "message number",
                                       "long 99999", "1",  "12",  "talk a", "nothing" };
  static const guint expected[] = { 500, 500, 500, 500, 500, 1, 500, 500, 500, 0 };
  g_autoptr (BwMessageSearch) search = bw_message_search_new (fixture->store);

  fill (fixture->store, bw_conversation_get_id (ensure (fixture->store, "bob@x")));
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++) {
    gint64 start = g_get_monotonic_time ();

    bw_message_search_set_text (search, typed[i]);
    g_test_message ("'%s' in 100 000: %u hits, %.1f ms", typed[i], get_n (search),
                    (g_get_monotonic_time () - start) / 1000.0);
    g_assert_cmpuint (get_n (search), ==, expected[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/message-search/noise", test_noise);
  TEST ("/store/message-search/long-input", test_long_input);
  TEST ("/store/message-search/file-names", test_file_names);
  TEST ("/store/message-search/conversation", test_conversation);
  TEST ("/store/message-search/follows", test_follows);
  TEST ("/store/message-search/many", test_many);
  g_test_add_func ("/store/message-search/table", test_table);
  g_test_add_func ("/store/message-search/snippets", test_snippets);
  return g_test_run ();
}
