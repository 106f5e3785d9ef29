/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files with people, as other programs write them and as weather leaves them: what is read of each
 * stands in tests/contacts/expected. */

#include "bw-contact-readers.h"
#include "bw-error.h"
#include "contact-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *
describe_all (GPtrArray *found, guint n_unreadable, GBytes *bytes)
{
  GString *text = g_string_new (NULL);
  g_autofree char *made_from =
      g_utf8_make_valid (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  for (guint i = 0; i < found->len; i++) {
    g_autofree char *one = contact_fixture_describe (g_ptr_array_index (found, i), made_from);

    g_string_append_printf (text, "%s\n", one);
  }
  g_string_append_printf (text, "unreadable: %u\n", n_unreadable);

  return g_string_free (text, FALSE);
}

static char *
read_and_describe (const char *name)
{
  g_autoptr (GFile) file = contact_fixture_get (name);
  g_autoptr (GBytes) bytes = contact_fixture_load (name);
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 77;
  g_autoptr (GPtrArray) found = bw_contact_file_read (file, NULL, &n_unreadable, &error);

  if (!found) {
    g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
    return g_strconcat (error->message, "\n", NULL);
  }
  g_assert_no_error (error);

  return describe_all (found, n_unreadable, bytes);
}

static void
test_file (gconstpointer name)
{
  g_autofree char *expected = contact_fixture_expected (name);
  g_autofree char *described = read_and_describe (name);

  g_assert_cmpstr (described, ==, expected);
}

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("bw-contacts-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

static void
assert_refused (const char *path, const char *words)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 77;

  g_assert_null (bw_contact_file_read (file, NULL, &n_unreadable, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpuint (n_unreadable, ==, 0);
}

static void
test_refused (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *large = g_build_filename (folder, "large", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, 64 * 1024 * 1024 + 1), ==, 0);

  assert_refused (missing, "cannot be read");
  assert_refused (folder, "not a file with people");
  assert_refused (pipe, "not a file with people");
  assert_refused (large, "larger than 64 MB");
  assert_refused (empty, "no people in this file");

  g_unlink (pipe);
  g_unlink (large);
  g_unlink (empty);
  g_rmdir (folder);
}

/* Who may not read a file is told so; root may read everything. */
static void
test_no_permission (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "secret.vcf", NULL);
  gboolean is_root = geteuid () == 0;

  g_assert_true (g_file_set_contents (path, "BEGIN:VCARD\n", -1, NULL));
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_refused (path, "cannot be read");
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);

  g_unlink (path);
  g_rmdir (folder);
}

static BwPerson *
add_known (GListStore *people, const char *uid, BwPersonAddressKind kind, const char *address)
{
  g_autoptr (BwPerson) person = bw_person_new_from (BW_PERSON_ORIGIN_OWN, uid);

  bw_person_add_address (person, kind, address, NULL);
  g_list_store_append (people, person);

  return person;
}

static void
test_known (void)
{
  static const char cards[] =
      "BEGIN:VCARD\nFN:By uid\nUID:urn:uuid:0f4b\nEND:VCARD\n"
      "BEGIN:VCARD\nFN:By number\nTEL:030 555-0100\nEND:VCARD\n"
      "BEGIN:VCARD\nFN:By address\nIMPP:sip:bob@EXAMPLE.org;transport=tcp\nEND:VCARD\n"
      "BEGIN:VCARD\nFN:By extension\nIMPP:sip:Door\nEND:VCARD\n"
      "BEGIN:VCARD\nFN:Nobody\nTEL:030 555-0199\nIMPP:sip:bob@example.net\nEND:VCARD\n";
  g_autoptr (GListStore) people = g_list_store_new (BW_TYPE_PERSON);
  BwPerson *expected[] = {
    add_known (people, "0f4b", BW_PERSON_ADDRESS_PHONE, "112"),
    add_known (people, "a", BW_PERSON_ADDRESS_PHONE, "+49 (30) 5550100"),
    add_known (people, "b", BW_PERSON_ADDRESS_SIP, "bob@example.org"),
    add_known (people, "c", BW_PERSON_ADDRESS_SIP, "door"),
    NULL,
  };
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read (cards, strlen (cards), &n_unreadable);

  bw_contact_known_mark (found, G_LIST_MODEL (people));
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    g_assert_true (((BwFoundPerson *) g_ptr_array_index (found, i))->known == expected[i]);

  bw_contact_known_mark (found, NULL);
}

/* The number of a firm is that of many. */
static void
test_known_by_name (void)
{
  static const char cards[] = "BEGIN:VCARD\nFN:Berg, ANNA\nTEL:030 5550100\nEND:VCARD\n"
                              "BEGIN:VCARD\nFN:Bob\nTEL:+49305550100\nEND:VCARD\n"
                              "BEGIN:VCARD\nFN:Carla\nTEL:030/5550100\nEND:VCARD\n"
                              "BEGIN:VCARD\nTEL:030-5550100\nEND:VCARD\n";
  g_autoptr (GListStore) people = g_list_store_new (BW_TYPE_PERSON);
  BwPerson *anna = add_known (people, "a", BW_PERSON_ADDRESS_PHONE, "0305550100");
  BwPerson *bob = add_known (people, "b", BW_PERSON_ADDRESS_PHONE, "0305550100");
  BwPerson *expected[] = { anna, bob, NULL, anna };
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read (cards, strlen (cards), &n_unreadable);

  g_object_set (anna, "name", "Anna Berg", NULL);
  g_object_set (bob, "name", "Bob Martin", NULL);
  bw_contact_known_mark (found, G_LIST_MODEL (people));
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < found->len; i++)
    g_assert_true (((BwFoundPerson *) g_ptr_array_index (found, i))->known == expected[i]);
}

/* A database of the name and tables of Linphone's, made by the statements given. */
static GBytes *
make_database (const char *sql)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "friends.db", NULL);
  sqlite3 *db;
  char *data;
  gsize size;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_unlink (path);
  g_rmdir (folder);

  return g_bytes_new_take (data, size);
}

#define TABLE "CREATE TABLE friends (sip_uri TEXT, vCard TEXT, send_subscribe INTEGER);"

static void
test_hostile_database (gconstpointer sql)
{
  g_autoptr (GBytes) bytes = make_database (sql);
  guint n_unreadable = 0;
  g_autoptr (GPtrArray) found = bw_contact_bytes_read (bytes, &n_unreadable);

  g_assert_true (!found || found->len == 0);
}

/* Between two versions of Linphone there were no stars. */
static void
test_database_without_stars (void)
{
  g_autoptr (GBytes) bytes = make_database (
      "CREATE TABLE sip_address (id INTEGER, value TEXT);"
      "CREATE TABLE friend (sip_address_id INTEGER, v_card TEXT, send_subscribe INTEGER);"
      "INSERT INTO sip_address VALUES (1, 'sip:tina@example.org');"
      "INSERT INTO friend VALUES (1, NULL, 1);");
  guint n_unreadable = 77;
  g_autoptr (GPtrArray) found = bw_contact_bytes_read (bytes, &n_unreadable);
  g_autofree char *described = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (n_unreadable, ==, 0);
  described = contact_fixture_describe (g_ptr_array_index (found, 0), "");
  g_assert_cmpstr (described, ==, "name: \nsip (): tina@example.org\nwatched: yes\n");
}

/* Every byte of the file is wrong once: nothing crashes, and nothing is read out of bounds. */
static void
test_damaged_database (void)
{
  g_autoptr (GBytes) bytes = contact_fixture_load ("friends.db");
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 16; i < size; i++) {
    g_autofree guchar *damaged = g_memdup2 (data, size);
    g_autoptr (GBytes) wrong = NULL;
    g_autoptr (GPtrArray) found = NULL;
    guint n_unreadable;

    damaged[i] ^= (guchar) (i % 255 + 1);
    wrong = g_bytes_new (damaged, i % 3 ? size : i);
    found = bw_contact_bytes_read (wrong, &n_unreadable);
    g_assert_true (!found || found->len <= 3);
  }
}

static void
test_csv_text (gconstpointer user_data)
{
  const char *const *texts = user_data;
  guint n_unreadable = 0;
  g_autoptr (GPtrArray) found = bw_contact_csv_read (texts[0], &n_unreadable);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; found && i < found->len; i++) {
    BwFoundPerson *one = g_ptr_array_index (found, i);

    g_string_append_printf (names, "[%s]", bw_person_get_name (one->person));
  }
  g_assert_cmpstr (found ? names->str : NULL, ==, texts[1]);
}

static void
add_csv_tests (void)
{
  static const char *const cases[][3] = {
    { "quotes", "name,number\n\"a \"\"b\"\"\",1\n", "[a \"b\"]" },
    { "lines", "name,number\n\"a\nb\",1\nc,2", "[a b][c]" },
    { "delimiter-in-quotes", "name;number\n\"a;b\";1\n", "[a;b]" },
    { "blank-rows", "name,number\n\n ,\n,,,,\na,1\n", "[a]" },
    { "too-many-cells", "name,number\na,1,2,3,4\n", "[a]" },
    { "too-few-cells", "number,name\n1\n", "[]" },
    { "quote-within", "name,number\n5\" disk,1\n", "[5\" disk]" },
    { "quote-never-closed", "name,number\n\"a,1\nb,2\n", "[\"a][b]" },
    { "behind-the-quote", "name,number\n\"a\"b,1\n", "[ab]" },
    { "headings-in-quotes", "\"Name\",\"Number\"\na,1\n", "[a]" },
    { "other-order", "Number,Colour,Name\n1,red,a\n", "[a]" },
    { "no-rows", "name,number\n", "" },
    { "no-address", "name,colour\na,red\n", NULL },
    { "no-name", "number,colour\n1,red\n", NULL },
    { "nothing", "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/contacts/csv/", cases[i][0], NULL);

    g_test_add_data_func (path, cases[i] + 1, test_csv_text);
  }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) files = contact_fixture_files ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < files->len; i++) {
    const char *name = g_ptr_array_index (files, i);
    g_autofree char *path = g_strconcat ("/contacts/file/", name, NULL);

    g_test_add_data_func_full (path, g_strdup (name), test_file, g_free);
  }
  add_csv_tests ();
  g_test_add_func ("/contacts/refused", test_refused);
  g_test_add_func ("/contacts/no-permission", test_no_permission);
  g_test_add_func ("/contacts/known", test_known);
  g_test_add_func ("/contacts/known-by-name", test_known_by_name);
  g_test_add_func ("/contacts/database/without-stars", test_database_without_stars);
  g_test_add_func ("/contacts/database/damaged", test_damaged_database);
  g_test_add_data_func ("/contacts/database/empty", TABLE, test_hostile_database);
  g_test_add_data_func ("/contacts/database/other-tables", "CREATE TABLE f (x);",
                        test_hostile_database);
  g_test_add_data_func ("/contacts/database/view",
                        "CREATE VIEW friends AS WITH RECURSIVE x (i) AS (SELECT 1 UNION ALL SELECT "
                        "i + 1 FROM x) SELECT 'sip:a@b' AS sip_uri, i AS vCard, 1 AS "
                        "send_subscribe FROM x;",
                        test_hostile_database);
  g_test_add_data_func ("/contacts/database/blobs",
                        TABLE "INSERT INTO friends VALUES (zeroblob (1000000), zeroblob "
                              "(5000000), x'ff');",
                        test_hostile_database);

  return g_test_run ();
}
