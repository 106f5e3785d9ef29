/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People on the disk and in their list: what is saved, how it is sorted, what is told of it, and
 * what comes back after a removal. */

#include "bw-store-people.h"
#include "list-checker.h"
#include "store-fixture.h"

#include "private/bw-store-private.h"

#include <locale.h>
#include <string.h>

#define TEST(path, function)                                                                       \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, function, store_fixture_tear_down)

static GListModel *
get_list (BwStore *store)
{
  return G_LIST_MODEL (bw_store_get_people (store));
}

static guint
get_n (BwStore *store)
{
  return g_list_model_get_n_items (get_list (store));
}

static BwPerson *
get_person (BwStore *store, guint position)
{
  g_autoptr (BwPerson) person = g_list_model_get_item (get_list (store), position);

  return person;
}

static gint64
get_id_cb (gpointer person)
{
  return bw_person_get_id (person);
}

static BwPerson *
make (const char *name, const char *address)
{
  BwPerson *person = bw_person_new ();

  g_object_set (person, "name", name, NULL);
  if (address != NULL)
    bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);
  return person;
}

static BwPerson *
save (BwStore *store, BwPerson *draft, GBytes *picture)
{
  g_autoptr (GError) error = NULL;
  BwPerson *person = bw_store_save_person (store, draft, picture, &error);

  g_assert_no_error (error);
  g_assert_nonnull (person);
  return person;
}

static BwPerson *
add (BwStore *store, const char *name)
{
  g_autoptr (BwPerson) draft = make (name, NULL);

  return save (store, draft, NULL);
}

static BwPerson *
rename_to (BwStore *store, BwPerson *person, const char *name)
{
  g_autoptr (BwPerson) draft = bw_person_copy (person);

  g_object_set (draft, "name", name, NULL);
  return save (store, draft, NULL);
}

static void
remove_one (BwStore *store, BwPerson *person)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (people, person);
  g_assert_true (bw_store_remove_people (store, people, &error));
  g_assert_no_error (error);
}

static void
restore (BwStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bw_store_restore_removed (store, &error));
  g_assert_no_error (error);
}

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
assert_names (BwStore *store, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < get_n (store); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            bw_person_get_label (get_person (store, i)));
  g_assert_cmpstr (names->str, ==, expected);
}

static const BwPersonAddress *
get_address (BwPerson *person, guint i)
{
  return g_ptr_array_index (bw_person_get_addresses (person), i);
}

static BwPerson *
make_full (void)
{
  BwPerson *person = make ("Käthe Müller", "kaethe@x.org");

  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "+49 (221) 555", "work");
  g_object_set (person, "organisation", "Brücken & Söhne", "note", "Line 1\nLine 2", "extra",
                "X-SKYPE:kaethe\r\nBDAY:19700101\r\n", "favourite", TRUE, "watched", TRUE,
                "door-digits", "9#", NULL);
  return person;
}

static void
assert_full (BwPerson *person)
{
  g_assert_cmpstr (bw_person_get_name (person), ==, "Käthe Müller");
  g_assert_cmpstr (bw_person_get_organisation (person), ==, "Brücken & Söhne");
  g_assert_cmpstr (bw_person_get_note (person), ==, "Line 1\nLine 2");
  g_assert_cmpstr (bw_person_get_extra (person), ==, "X-SKYPE:kaethe\r\nBDAY:19700101\r\n");
  g_assert_cmpstr (bw_person_get_door_digits (person), ==, "9#");
  g_assert_true (bw_person_get_favourite (person));
  g_assert_true (bw_person_get_watched (person));
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 2);
  g_assert_cmpint (get_address (person, 0)->kind, ==, BW_PERSON_ADDRESS_SIP);
  g_assert_cmpstr (get_address (person, 0)->address, ==, "kaethe@x.org");
  g_assert_null (get_address (person, 0)->label);
  g_assert_cmpint (get_address (person, 1)->kind, ==, BW_PERSON_ADDRESS_PHONE);
  g_assert_cmpstr (get_address (person, 1)->address, ==, "+49 (221) 555");
  g_assert_cmpstr (get_address (person, 1)->label, ==, "work");
}

static void
test_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = make_full ();
  g_autofree char *uid = g_strdup (bw_person_get_uid (draft));
  BwPerson *person = save (fixture->store, draft, NULL);
  gint64 id = bw_person_get_id (person);

  g_assert_true (person != draft);
  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (bw_person_get_id (draft), ==, id);
  assert_full (person);
  store_fixture_reopen (fixture);
  g_assert_cmpuint (get_n (fixture->store), ==, 1);
  person = bw_people_find (bw_store_get_people (fixture->store), id);
  g_assert_true (person == bw_people_find_by_uid (bw_store_get_people (fixture->store), uid));
  g_assert_cmpint (bw_person_get_origin (person), ==, BW_PERSON_ORIGIN_OWN);
  g_assert_false (bw_person_get_has_picture (person));
  assert_full (person);
  g_assert_null (bw_people_find (bw_store_get_people (fixture->store), id + 1));
  g_assert_null (bw_people_find_by_uid (bw_store_get_people (fixture->store), "other"));
  assert_healthy (fixture->store);
}

/* What is edited is a copy; the object of the list stays the same, and takes over what is saved. */
static void
test_edited (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = make_full ();
  BwPerson *person = save (fixture->store, draft, NULL);
  g_autoptr (BwPerson) copy = bw_person_copy (person);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();
  guint n_names = 0;
  guint n_notes = 0;

  g_signal_connect_swapped (person, "notify::name", G_CALLBACK (count_cb), &n_names);
  g_signal_connect_swapped (person, "notify::note", G_CALLBACK (count_cb), &n_notes);
  g_object_set (copy, "name", "Kathrin", "organisation", NULL, NULL);
  g_ptr_array_add (addresses, (gpointer) get_address (person, 1));
  bw_person_set_addresses (copy, addresses);
  assert_full (person);
  g_assert_true (save (fixture->store, copy, NULL) == person);
  g_assert_cmpuint (n_names, ==, 1);
  g_assert_cmpuint (n_notes, ==, 0);
  g_assert_cmpstr (bw_person_get_name (person), ==, "Kathrin");
  /* The first draft knows its row: it does not become a second person. */
  g_object_set (draft, "name", "Kate", NULL);
  g_assert_true (save (fixture->store, draft, NULL) == person);
  g_assert_true (save (fixture->store, copy, NULL) == person);
  store_fixture_reopen (fixture);
  person = get_person (fixture->store, 0);
  g_assert_cmpuint (get_n (fixture->store), ==, 1);
  g_assert_cmpstr (bw_person_get_name (person), ==, "Kathrin");
  g_assert_null (bw_person_get_organisation (person));
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 1);
  g_assert_cmpstr (get_address (person, 0)->address, ==, "+49 (221) 555");
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM person_addresses"), ==, 1);
  assert_healthy (fixture->store);
}

/* A locale that sorts as people do is made on the spot: a machine for tests may have none. */
static gboolean
use_german (StoreFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "de_DE.UTF-8", NULL);
  const char *argv[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", path, NULL };
  gboolean good =
      g_spawn_sync (NULL, (char **) argv, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, NULL, NULL);

  g_setenv ("LOCPATH", fixture->folder, TRUE);
  return good && setlocale (LC_COLLATE, "de_DE.UTF-8") != NULL;
}

static void
forget_german (void)
{
  g_unsetenv ("LOCPATH");
  g_assert_nonnull (setlocale (LC_COLLATE, "C.UTF-8"));
}

static void
test_sorted (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (BwPerson) nameless = make ("", "daniel@x");

  add (store, "Zoe");
  add (store, "Frieda");
  add (store, "anna");
  save (store, nameless, NULL);
  add (store, "Emil");
  assert_names (store, "anna,daniel@x,Emil,Frieda,Zoe");
}

static void
test_sorted_by_locale (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;

  if (!use_german (fixture)) {
    g_test_skip ("localedef cannot make a locale");
    return;
  }

  add (store, "Zoe");
  add (store, "émile");
  add (store, "Emil");
  add (store, "Frieda");
  add (store, "anna");
  add (store, "Öztürk");
  assert_names (store, "anna,Emil,émile,Frieda,Öztürk,Zoe");
  store_fixture_reopen (fixture);
  assert_names (fixture->store, "anna,Emil,émile,Frieda,Öztürk,Zoe");
  forget_german ();
}

/* When a person tells of a change, the list is in order again. */
static void
check_order_cb (BwPerson *person, GParamSpec *pspec, BwStore *store)
{
  for (guint i = 1; i < get_n (store); i++)
    g_assert_cmpint (bw_person_compare (get_person (store, i - 1), get_person (store, i)), <, 0);
}

static void
test_moved (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (ListChecker) checker = list_checker_new (get_list (store), get_id_cb);
  BwPerson *ann;

  add (store, "Bob");
  ann = add (store, "Ann");
  add (store, "Carol");
  g_assert_cmpuint (checker->n_changes, ==, 3);
  g_signal_connect (ann, "notify", G_CALLBACK (check_order_cb), store);
  g_assert_true (rename_to (store, ann, "Anna") == ann);
  g_assert_cmpuint (checker->n_changes, ==, 4);
  g_assert_cmpuint (checker->n_removed, ==, 1);
  g_assert_cmpuint (checker->n_added, ==, 1);
  g_assert_true (rename_to (store, ann, "Dan") == ann);
  g_assert_cmpuint (checker->n_changes, ==, 6);
  assert_names (store, "Bob,Carol,Dan");
  g_assert_true (rename_to (store, ann, "Bobby") == ann);
  assert_names (store, "Bob,Bobby,Carol");
  list_checker_check (checker);
}

static void
do_something (BwStore *store, GRand *random)
{
  g_autofree char *name = g_strdup_printf ("%c%d", 'a' + g_rand_int_range (random, 0, 26),
                                           g_rand_int_range (random, 0, 3));
  guint n = get_n (store);

  if (n < 5 || g_rand_int_range (random, 0, 3) == 0)
    add (store, name);
  else if (g_rand_boolean (random))
    rename_to (store, get_person (store, g_rand_int_range (random, 0, n)), name);
  else if (g_rand_int_range (random, 0, 4) == 0)
    restore (store);
  else
    remove_one (store, get_person (store, g_rand_int_range (random, 0, n)));
}

/* Whatever happens, the list is what it told, in order, and what is on the disk. */
static void
test_storm (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (ListChecker) checker = list_checker_new (get_list (fixture->store), get_id_cb);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < 600; i++) {
    do_something (fixture->store, random);
    if (i % 50 == 0)
      run_idle ();
  }
  list_checker_check (checker);
  check_order_cb (NULL, NULL, fixture->store);
  for (guint i = 0; i < get_n (fixture->store); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            bw_person_get_name (get_person (fixture->store, i)));
  g_clear_pointer (&checker, list_checker_free);
  g_assert_cmpuint (get_n (fixture->store), >, 20);
  store_fixture_reopen (fixture);
  assert_names (fixture->store, names->str);
  assert_healthy (fixture->store);
}

static GPtrArray *
make_many (guint n)
{
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    guint number = i * 7919 % n;
    g_autofree char *name = g_strdup_printf ("Näme %u Surname %u", number, i);
    g_autofree char *address = g_strdup_printf ("user%u@pbx.example.org", i);
    g_autofree char *phone = g_strdup_printf ("+49 (221) %06u", i);
    BwPerson *draft = make (name, address);

    bw_person_add_address (draft, BW_PERSON_ADDRESS_PHONE, phone, "work");
    g_object_set (draft, "organisation", i % 2 ? "Studio" : NULL, NULL);
    g_ptr_array_add (drafts, draft);
  }
  return drafts;
}

static double
get_ms (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (now - *since) / 1000.0;

  *since = now;
  return ms;
}

static guint
search (BwStore *store, const char *typed)
{
  g_auto (GStrv) folded = bw_person_fold (typed);
  guint n = get_n (store);
  guint found = 0;

  for (guint i = 0; i < n; i++)
    found += bw_person_matches (get_person (store, i), (const char *const *) folded) ? 1 : 0;
  return found;
}

/* An import: one transaction, one word of it. */
static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = make_many (10000);
  g_autoptr (ListChecker) checker = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  gint64 since;

  g_test_message ("sorting by a locale: %s", use_german (fixture) ? "yes" : "no");
  add (fixture->store, "Näme 5000 Middle");
  checker = list_checker_new (get_list (fixture->store), get_id_cb);
  since = g_get_monotonic_time ();
  bw_store_save_people (fixture->store, drafts, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("importing 10 000 people: %.1f ms", get_ms (&since));
  g_assert_cmpuint (checker->n_changes, ==, 1);
  list_checker_check (checker);
  g_clear_pointer (&checker, list_checker_free);
  check_order_cb (NULL, NULL, fixture->store);

  since = g_get_monotonic_time ();
  store_fixture_reopen (fixture);
  g_test_message ("opening the store: %.1f ms", get_ms (&since));
  g_assert_cmpuint (get_n (fixture->store), ==, 10001);
  g_test_message ("loading 10 001 people: %.1f ms", get_ms (&since));
  run_idle ();
  g_test_message ("making them ready for a search: %.1f ms", get_ms (&since));
  g_assert_cmpuint (search (fixture->store, "sur"), ==, 10000);
  g_test_message ("a search: %.2f ms", get_ms (&since));
  g_assert_cmpuint (search (fixture->store, "name surn stud"), ==, 5000);
  g_test_message ("three words: %.2f ms", get_ms (&since));
  g_assert_cmpuint (search (fixture->store, "0221-009"), ==, 1000);
  g_test_message ("a number: %.2f ms", get_ms (&since));

  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (all, get_person (fixture->store, i * 2));
  checker = list_checker_new (get_list (fixture->store), get_id_cb);
  since = g_get_monotonic_time ();
  g_assert_true (bw_store_remove_people (fixture->store, all, NULL));
  g_test_message ("removing 5 000 people: %.1f ms", get_ms (&since));
  g_assert_cmpuint (checker->n_changes, ==, 1);
  restore (fixture->store);
  g_test_message ("bringing them back: %.1f ms", get_ms (&since));
  g_assert_cmpuint (checker->n_changes, ==, 2);
  g_assert_cmpuint (get_n (fixture->store), ==, 10001);
  list_checker_check (checker);
  forget_german ();
}

static void
assert_refused (BwStore *store, GPtrArray *drafts, GPtrArray *pictures)
{
  g_autoptr (GError) error = NULL;
  guint n = get_n (store);

  g_assert_false (bw_store_save_people (store, drafts, pictures, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_assert_cmpuint (get_n (store), ==, n);
  g_assert_cmpint (bw_person_get_id (g_ptr_array_index (drafts, 0)), ==, 0);
}

static void
test_refused (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (GPtrArray) drafts = make_many (3);
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *bytes = g_strnfill (256 * 1024 + 1, 'p');
  BwPerson *gone = add (store, "Gone");

  g_ptr_array_set_size (pictures, 2);
  g_ptr_array_add (pictures, g_bytes_new (bytes, 256 * 1024 + 1));
  assert_refused (store, drafts, pictures);
  g_ptr_array_remove_index (drafts, 2);
  g_ptr_array_add (drafts, bw_person_new_from (BW_PERSON_ORIGIN_DESKTOP, "theirs"));
  assert_refused (store, drafts, NULL);
  g_ptr_array_remove_index (drafts, 2);
  g_ptr_array_add (drafts, bw_person_copy (gone));
  remove_one (store, gone);
  assert_refused (store, drafts, NULL);
  /* It fails in the middle, on the disk. */
  restore (store);
  g_assert_true (bw_database_run (bw_store_get_database (store),
                                  "CREATE TEMP TRIGGER t BEFORE UPDATE OF name ON people"
                                  " BEGIN SELECT raise (ABORT, 'no'); END",
                                  NULL));
  assert_refused (store, drafts, NULL);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM people"), ==, 1);
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM person_addresses"), ==, 0);
  g_assert_true (bw_database_run (bw_store_get_database (store), "DROP TRIGGER temp.t", NULL));
  g_assert_true (bw_store_save_people (store, drafts, NULL, NULL));
  assert_names (store, "Gone,Näme 0 Surname 0,Näme 2 Surname 1");
}

/* Whoever imports a file twice gets two of each, where nobody looks whether they are there. */
static void
test_uid_taken (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (BwPerson) first = bw_person_new_from (BW_PERSON_ORIGIN_OWN, "uid-1");
  g_autoptr (BwPerson) second = bw_person_new_from (BW_PERSON_ORIGIN_OWN, "uid-1");
  BwPerson *person = save (store, first, NULL);

  g_assert_cmpstr (bw_person_get_uid (person), ==, "uid-1");
  g_assert_true (save (store, second, NULL) != person);
  g_assert_cmpstr (bw_person_get_uid (second), !=, "uid-1");
  g_assert_true (bw_people_find_by_uid (bw_store_get_people (store), "uid-1") == person);
  g_assert_true (bw_people_find_by_uid (bw_store_get_people (store), bw_person_get_uid (second)) ==
                 bw_people_find (bw_store_get_people (store), bw_person_get_id (second)));
}

static void
assert_picture (BwStore *store, BwPerson *person, GBytes *expected)
{
  g_autoptr (GBytes) picture = bw_store_dup_picture (store, person);

  g_assert_true (bw_person_get_has_picture (person) == (expected != NULL));
  g_assert_true ((picture != NULL) == (expected != NULL));
  if (picture != NULL)
    g_assert_true (g_bytes_equal (picture, expected));
}

static void
test_pictures (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) draft = make ("Ann", "ann@x");
  g_autoptr (BwPerson) copy = NULL;
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) first = g_bytes_new_static ("first", 5);
  g_autoptr (GBytes) second = g_bytes_new_static ("second\0two", 10);
  BwPerson *person;
  guint n = 0;

  assert_picture (fixture->store, draft, NULL);
  person = save (fixture->store, draft, first);
  g_signal_connect_swapped (person, "notify::has-picture", G_CALLBACK (count_cb), &n);
  assert_picture (fixture->store, person, first);
  assert_picture (fixture->store, draft, first);
  copy = bw_person_copy (person);
  save (fixture->store, copy, NULL);
  g_assert_cmpuint (n, ==, 0);
  save (fixture->store, copy, second);
  g_assert_cmpuint (n, ==, 1);
  store_fixture_reopen (fixture);
  person = get_person (fixture->store, 0);
  assert_picture (fixture->store, person, second);
  save (fixture->store, copy, none);
  assert_picture (fixture->store, person, NULL);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM pictures"), ==, 0);
}

static void
test_removed (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  BwPerson *ann = add (store, "Ann");
  g_autoptr (BwPerson) bob = g_object_ref (add (store, "Bob"));
  g_autoptr (BwPerson) copy = bw_person_copy (bob);
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  remove_one (store, bob);
  assert_names (store, "Ann");
  g_assert_null (bw_people_find (bw_store_get_people (store), bw_person_get_id (bob)));
  g_assert_null (bw_people_find_by_uid (bw_store_get_people (store), bw_person_get_uid (bob)));
  g_assert_null (bw_store_save_person (store, copy, NULL, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  run_idle ();
  restore (store);
  assert_names (store, "Ann,Bob");
  g_assert_true (get_person (store, 1) == bob);
  g_assert_true (save (store, copy, NULL) == bob);
  /* There is one step to undo, and it is done. */
  restore (store);
  assert_names (store, "Ann,Bob");
  g_ptr_array_add (both, bob);
  g_ptr_array_add (both, ann);
  g_assert_true (bw_store_remove_people (store, both, NULL));
  g_assert_cmpuint (get_n (store), ==, 0);
  g_clear_error (&error);
  g_assert_false (bw_store_remove_people (store, both, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  restore (store);
  assert_names (store, "Ann,Bob");
  assert_healthy (store);
}

/* What cannot be brought back any more leaves the disk, with all that belongs to it. */
static void
test_erased (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) picture = g_bytes_new_static ("picture", 7);
  g_autoptr (BwPerson) ann = make ("Ann", "ann@x");
  g_autoptr (BwPerson) bob = make ("Bob", "bob@x");
  BwConversation *conversation = ensure (fixture->store, "bob@x");
  g_autoptr (BwMessage) message =
      add_text (conversation, fixture->store, BW_DIRECTION_INCOMING, "text");

  remove_one (fixture->store, save (fixture->store, ann, picture));
  remove_one (fixture->store, save (fixture->store, bob, picture));
  run_idle ();
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM people"), ==, 1);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM pictures"), ==, 1);
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM person_addresses"), ==, 1);
  restore (fixture->store);
  assert_names (fixture->store, "Bob");
  /* The next removal need not be one of people. */
  remove_one (fixture->store, get_person (fixture->store, 0));
  g_assert_true (bw_store_remove_message (fixture->store, message, NULL));
  run_idle ();
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM people"), ==, 0);
  restore (fixture->store);
  g_assert_cmpuint (get_n (fixture->store), ==, 0);
  g_assert_cmpuint (bw_conversation_get_unread (conversation), ==, 1);
  remove_one (fixture->store, add (fixture->store, "Carol"));
  store_fixture_reopen (fixture);
  run_idle ();
  g_assert_cmpint (count_rows (fixture->store, "SELECT count(*) FROM people"), ==, 0);
  restore (fixture->store);
  g_assert_cmpuint (get_n (fixture->store), ==, 0);
  assert_healthy (fixture->store);
}

/* Removed, imported again, then "Undo": the new one stays, and there are no two of one uid. */
static void
test_taken_meanwhile (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (BwPerson) first = bw_person_new_from (BW_PERSON_ORIGIN_OWN, "uid-1");
  g_autoptr (BwPerson) again = bw_person_new_from (BW_PERSON_ORIGIN_OWN, "uid-1");
  g_autoptr (GPtrArray) both = g_ptr_array_new ();

  g_object_set (again, "name", "Again", NULL);
  g_ptr_array_add (both, add (store, "Other"));
  g_ptr_array_add (both, save (store, first, NULL));
  g_assert_true (bw_store_remove_people (store, both, NULL));
  save (store, again, NULL);
  g_assert_cmpstr (bw_person_get_uid (again), ==, "uid-1");
  restore (store);
  assert_names (store, "Again,Other");
  run_idle ();
  g_assert_cmpint (count_rows (store, "SELECT count(*) FROM people"), ==, 2);
}

static void
test_closed (StoreFixture *fixture, gconstpointer data)
{
  BwStore *store = fixture->store;
  g_autoptr (ListChecker) checker = list_checker_new (get_list (store), get_id_cb);
  g_autoptr (BwPerson) draft = make ("Ann", NULL);
  g_autoptr (BwPerson) late = make ("Late", NULL);
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (people, draft);
  save (store, draft, NULL);
  bw_store_close (store);
  g_assert_cmpuint (get_n (store), ==, 0);
  g_assert_null (bw_store_save_person (store, late, NULL, &error));
  g_assert_error (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED);
  g_assert_false (bw_store_remove_people (store, people, NULL));
  g_assert_null (bw_store_dup_picture (store, draft));
  g_assert_true (bw_store_open (store, NULL));
  assert_names (store, "Ann");
  list_checker_check (checker);
}

static void
run_sql (BwStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  bw_database_run (bw_store_get_database (store), sql, &error);
  g_assert_no_error (error);
}

/* Rows that something else wrote. */
static void
test_bad_rows (StoreFixture *fixture, gconstpointer data)
{
  BwPerson *person;

  run_sql (fixture->store, "PRAGMA foreign_keys = OFF;"
                           "INSERT INTO people VALUES"
                           " (-3, 'u0', 'Below', NULL, NULL, 0, 0, NULL, 0, NULL),"
                           " (0, 'u1', 'Zero', NULL, NULL, 0, 0, NULL, 0, NULL),"
                           " (5, CAST (x'ff75' AS TEXT), CAST (x'41ff42' AS TEXT), '', NULL, 7, "
                           "-1, NULL, 0, CAST (x'39ff' AS TEXT)),"
                           " (6, '', '', NULL, NULL, 0, 0, NULL, 0, ''),"
                           " (7, 'u2', 'Removed', NULL, NULL, 0, 0, NULL, 9223372036854775807,"
                           "  NULL);"
                           "INSERT INTO person_addresses VALUES"
                           " (-3, 0, 0, 'below@x', NULL), (4, 0, 0, 'nobody@x', NULL),"
                           " (5, -9, 99, 'odd@x', ''), (5, 0, 1, '555', NULL), (5, 3, 0, '', NULL),"
                           " (5, 4, 0, ' \t', NULL), (99, 0, 0, 'nobody@y', NULL);"
                           "INSERT INTO pictures VALUES (6, x''), (8, x'00')");
  store_fixture_reopen (fixture);
  g_assert_cmpuint (get_n (fixture->store), ==, 2);
  person = bw_people_find (bw_store_get_people (fixture->store), 5);
  g_assert_cmpstr (bw_person_get_name (person), ==, "A\357\277\275B");
  g_assert_null (bw_person_get_organisation (person));
  g_assert_true (bw_person_get_favourite (person));
  g_assert_true (bw_person_get_watched (person));
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 2);
  g_assert_cmpint (get_address (person, 0)->kind, ==, BW_PERSON_ADDRESS_SIP);
  g_assert_null (get_address (person, 0)->label);
  g_assert_cmpint (get_address (person, 1)->kind, ==, BW_PERSON_ADDRESS_PHONE);
  /* They can be worked with. */
  rename_to (fixture->store, person, "Better");
  remove_one (fixture->store, bw_people_find (bw_store_get_people (fixture->store), 6));
  restore (fixture->store);
  remove_one (fixture->store, person);
  run_idle ();
  g_assert_cmpuint (get_n (fixture->store), ==, 1);
}

int
main (int argc, char **argv)
{
  /* The order is that of a locale. */
  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    g_error ("No locale of UTF-8");
  g_test_init (&argc, &argv, NULL);
  TEST ("/store/people/kept", test_kept);
  TEST ("/store/people/edited", test_edited);
  TEST ("/store/people/sorted", test_sorted);
  TEST ("/store/people/sorted-by-locale", test_sorted_by_locale);
  TEST ("/store/people/moved", test_moved);
  TEST ("/store/people/storm", test_storm);
  TEST ("/store/people/many", test_many);
  TEST ("/store/people/refused", test_refused);
  TEST ("/store/people/uid-taken", test_uid_taken);
  TEST ("/store/people/pictures", test_pictures);
  TEST ("/store/people/removed", test_removed);
  TEST ("/store/people/erased", test_erased);
  TEST ("/store/people/taken-meanwhile", test_taken_meanwhile);
  TEST ("/store/people/closed", test_closed);
  TEST ("/store/people/bad-rows", test_bad_rows);
  return g_test_run ();
}
