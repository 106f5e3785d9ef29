/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop's address books in the list, against a real Evolution Data Server: people come,
 * change and go; the service dies and comes back. */

#include "bw-contact-file.h"
#include "bw-desktop-contacts.h"
#include "bw-directory.h"
#include "bw-test-phones.h"

#include <libebook/libebook.h>

#include <signal.h>

#define FACTORY "org.gnome.evolution.dataserver.AddressBook10"
#define REGISTRY "org.gnome.evolution.dataserver.Sources5"

#define CARD(name, lines) "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" name "\r\n" lines "END:VCARD\r\n"
#define PEER "+492215550100@example.org"
#define PICTURE                                                                                    \
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGMwSJgAQgwQCgAh7gRhCIVQsQAAAABJRU5Erk" \
  "JggoAAAA=="

typedef struct {
  ESourceRegistry *registry;
  EBookClient *book;
  BwDesktopContacts *contacts;
} Fixture;

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->contacts));
}

static gboolean
is_available (Fixture *fixture)
{
  gboolean available;

  g_object_get (fixture->contacts, "available", &available, NULL);

  return available;
}

static gboolean
has_error (Fixture *fixture)
{
  g_autofree char *error = NULL;

  g_object_get (fixture->contacts, "error", &error, NULL);

  return error != NULL;
}

static BwPerson *
find (Fixture *fixture, const char *name)
{
  for (guint i = 0; i < count (fixture); i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (G_LIST_MODEL (fixture->contacts), i);

    if (g_str_equal (bw_person_get_name (person), name))
      return g_steal_pointer (&person);
  }

  return NULL;
}

static gboolean
has (Fixture *fixture, const char *name)
{
  g_autoptr (BwPerson) person = find (fixture, name);

  return person != NULL;
}

static EBookClient *
open_book (ESource *source)
{
  g_autoptr (GError) error = NULL;
  EClient *client = e_book_client_connect_sync (source, (guint32) -1, NULL, &error);

  g_assert_no_error (error);

  return E_BOOK_CLIENT (client);
}

static char *
add (EBookClient *book, const char *vcard)
{
  EContact *contact = e_contact_new_from_vcard (vcard);
  g_autoptr (GError) error = NULL;
  char *uid = NULL;

  e_book_client_add_contact_sync (book, contact, E_BOOK_OPERATION_FLAG_NONE, &uid, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (contact);

  return uid;
}

static void
modify (EBookClient *book, const char *uid, const char *vcard)
{
  EContact *contact = e_contact_new_from_vcard_with_uid (vcard, uid);
  g_autoptr (GError) error = NULL;

  e_book_client_modify_contact_sync (book, contact, E_BOOK_OPERATION_FLAG_NONE, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (contact);
}

static void
take_away (EBookClient *book, const char *uid)
{
  g_autoptr (GError) error = NULL;

  e_book_client_remove_contact_by_uid_sync (book, uid, E_BOOK_OPERATION_FLAG_NONE, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ESource) source = NULL;

  fixture->registry = e_source_registry_new_sync (NULL, &error);
  g_assert_no_error (error);
  source = e_source_registry_ref_builtin_address_book (fixture->registry);
  fixture->book = open_book (source);
  fixture->contacts = bw_desktop_contacts_new ();
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_false (is_available (fixture));
  g_object_set (fixture->contacts, "enabled", TRUE, NULL);
  test_wait (is_available (fixture));
  g_assert_false (has_error (fixture));
}

/* Of the phone: those of the library take their name over. */
static gboolean
has_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  const char *task;

  while ((task = g_dir_read_name (tasks))) {
    g_autofree char *path = g_build_filename ("/proc/self/task", task, "comm", NULL);
    g_autofree char *name = NULL;

    if (g_file_get_contents (path, &name, NULL, NULL) && g_str_equal (name, "address-books\n"))
      return TRUE;
  }

  return FALSE;
}

/* The next test gets a registry of its own, of which there is one in a program at a time. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->contacts, "enabled", FALSE, NULL);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_finalize_object (fixture->contacts);
  g_object_unref (fixture->book);
  g_clear_object (&fixture->registry);
  test_wait (!has_threads ());
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *anna = add (fixture->book, CARD ("Anna", "TEL;TYPE=WORK:+49 30 1\r\n"
                                                            "X-SIP:anna@example.org\r\n"
                                                            "ORG:Firm\r\n"));
  g_autofree char *mail = add (fixture->book, CARD ("Mail only", "EMAIL:mail@example.org\r\n"));
  g_autofree char *bob = add (fixture->book, CARD ("Bob", "TEL;TYPE=CELL:112\r\n"));
  g_autoptr (BwPerson) person = NULL;
  BwPersonAddress *address;

  test_wait (count (fixture) == 2);
  g_assert_false (has (fixture, "Mail only"));
  person = find (fixture, "Anna");
  g_assert_cmpint (bw_person_get_origin (person), ==, BW_PERSON_ORIGIN_DESKTOP);
  g_assert_cmpstr (bw_person_get_organisation (person), ==, "Firm");
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 2);
  address = g_ptr_array_index (bw_person_get_addresses (person), 0);
  g_assert_cmpint (address->kind, ==, BW_PERSON_ADDRESS_PHONE);
  g_assert_cmpstr (address->address, ==, "+49 30 1");
  g_assert_cmpstr (address->label, ==, "work");

  /* The same object, with other words. */
  modify (fixture->book, anna, CARD ("Anna Berg", "TEL:+49 30 2\r\n"));
  test_wait (g_str_equal (bw_person_get_name (person), "Anna Berg"));
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 1);
  g_assert_null (bw_person_get_organisation (person));

  /* Who can be called by now, and who cannot any more. */
  modify (fixture->book, mail, CARD ("Mail only", "TEL:5\r\n"));
  test_wait (has (fixture, "Mail only"));
  modify (fixture->book, bob, CARD ("Bob", "EMAIL:bob@example.org\r\n"));
  test_wait (!has (fixture, "Bob"));

  take_away (fixture->book, anna);
  take_away (fixture->book, mail);
  take_away (fixture->book, bob);
  test_wait (count (fixture) == 0);
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uid =
      add (fixture->book, CARD ("Face", "TEL:1\r\nPHOTO;ENCODING=b;TYPE=PNG:" PICTURE "\r\n"));
  g_autoptr (BwPerson) person = NULL;
  g_autoptr (GBytes) picture = NULL;

  test_wait (has (fixture, "Face"));
  person = find (fixture, "Face");
  g_assert_true (bw_person_get_has_picture (person));
  picture = bw_desktop_contacts_dup_picture (fixture->contacts, person);
  g_assert_nonnull (picture);
  g_assert_cmpmem (g_bytes_get_data (picture, NULL), 4, "\x89PNG", 4);

  modify (fixture->book, uid, CARD ("Face", "TEL:1\r\n"));
  test_wait (!bw_person_get_has_picture (person));
  g_assert_null (bw_desktop_contacts_dup_picture (fixture->contacts, person));

  /* Another file of this computer is not handed out. */
  modify (fixture->book, uid, CARD ("Face", "TEL:1\r\nPHOTO;VALUE=uri:file:///etc/passwd\r\n"));
  test_wait (bw_person_get_has_picture (person));
  g_assert_null (bw_desktop_contacts_dup_picture (fixture->contacts, person));
  take_away (fixture->book, uid);
  test_wait (count (fixture) == 0);
}

static char *
describe (BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s|%s|%s|%s|%s", bw_person_get_name (person),
                          bw_person_get_organisation (person), bw_person_get_note (person),
                          bw_person_get_favourite (person) ? "favourite" : "",
                          bw_person_get_watched (person) ? "watched" : "");
  for (guint i = 0; i < addresses->len; i++) {
    BwPersonAddress *address = g_ptr_array_index (addresses, i);

    g_string_append_printf (text, "\n%s %s (%s)",
                            address->kind == BW_PERSON_ADDRESS_SIP ? "sip" : "tel",
                            address->address, address->label);
  }

  return g_string_free (text, FALSE);
}

static BwPerson *
make_somebody (void)
{
  BwPerson *person = bw_person_new ();

  g_object_set (person, "name", "Zoë, the “Ørst”; Lee", "organisation", "A, B; & Söhne", "note",
                "one\ntwo, \\three; Größe", "favourite", TRUE, "watched", TRUE, "extra",
                "N:Lee;Zoë;the “Ørst”;;\nEMAIL;TYPE=WORK:zoe@example.org\n"
                "X-UNKNOWN;P=\"a;b\":c\nADR;TYPE=HOME:;;Weg 1;Köln;;50667;",
                NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "zoe@example.org", "Büro; 2. Stock");
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "sip:zoe@b.org;transport=tcp", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "+49 (221) 555-01", "mobile");
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "tel:+49-221-555;ext=2", "work");

  return person;
}

static void
assert_has_line (BwPerson *person, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (bw_person_get_extra (person), "\n", -1);

  if (!g_strv_contains ((const char *const *) lines, line))
    g_error ("“%s” is not in:\n%s", line, bw_person_get_extra (person));
}

/* What we export is the same when it comes back from the desktop. */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BwPerson) person = make_somebody ();
  gsize size;
  g_autofree guchar *png = g_base64_decode (PICTURE, &size);
  g_autoptr (GBytes) picture = g_bytes_new (png, size);
  g_autofree char *card = bw_vcard_write (person, picture);
  g_autofree char *uid = add (fixture->book, card);
  g_autofree char *before = describe (person);
  g_autofree char *after = NULL;
  g_autoptr (BwPerson) back = NULL;
  g_autoptr (GBytes) picture_back = NULL;

  test_wait (count (fixture) == 1);
  back = g_list_model_get_item (G_LIST_MODEL (fixture->contacts), 0);
  after = describe (back);
  g_assert_cmpstr (before, ==, after);
  assert_has_line (back, "EMAIL;TYPE=WORK:zoe@example.org");
  assert_has_line (back, "X-UNKNOWN;P=\"a;b\":c");
  assert_has_line (back, "ADR;TYPE=HOME:;;Weg 1;Köln;;50667;");
  picture_back = bw_desktop_contacts_dup_picture (fixture->contacts, back);
  g_assert_nonnull (picture_back);
  g_assert_true (g_bytes_equal (picture, picture_back));

  take_away (fixture->book, uid);
  test_wait (count (fixture) == 0);
}

/* Names of the desktop are used wherever a number appears, and ours go before them. */
static void
test_directory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) own = g_list_store_new (BW_TYPE_PERSON);
  BwDirectory *directory = bw_directory_new (G_LIST_MODEL (own));
  g_autoptr (BwPerson) person = bw_person_new ();
  g_autofree char *uid = add (fixture->book, CARD ("Desk", "TEL:+49 221 5550100\r\n"));
  g_autofree char *number = NULL;
  g_autofree char *ours = NULL;
  g_autofree char *gone = NULL;

  bw_directory_add_source (directory, G_LIST_MODEL (fixture->contacts));
  test_wait (has (fixture, "Desk"));
  number = bw_directory_dup_name (directory, PEER, NULL, NULL);
  g_assert_cmpstr (number, ==, "Desk");

  g_object_set (person, "name", "Own", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "+492215550100", NULL);
  g_list_store_append (own, person);
  ours = bw_directory_dup_name (directory, PEER, NULL, NULL);
  g_assert_cmpstr (ours, ==, "Own");

  g_list_store_remove_all (own);
  take_away (fixture->book, uid);
  test_wait (count (fixture) == 0);
  gone = bw_directory_dup_name (directory, PEER, "Who it says", NULL);
  g_assert_cmpstr (gone, ==, "Who it says");

  /* What it asked for on another thread may still hold it. */
  g_object_add_weak_pointer (G_OBJECT (directory), (gpointer *) &directory);
  g_object_unref (directory);
  test_wait (!directory);
}

/* A book that is made, turned off and on, and removed, beside the one that is always there. */
static void
test_books (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ESource) source = e_source_new (NULL, NULL, &error);
  g_autoptr (ESource) known = NULL;
  EBookClient *book;
  g_autofree char *first = add (fixture->book, CARD ("First", "TEL:1\r\n"));
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  e_source_set_parent (source, "local-stub");
  e_source_set_display_name (source, "More people");
  e_source_backend_set_backend_name (
      e_source_get_extension (source, E_SOURCE_EXTENSION_ADDRESS_BOOK), "local");
  g_assert_true (e_source_registry_commit_source_sync (fixture->registry, source, NULL, &error));
  g_assert_no_error (error);
  test_wait ((known = e_source_registry_ref_source (fixture->registry, e_source_get_uid (source))));

  book = open_book (known);
  second = add (book, CARD ("Second", "TEL:2\r\n"));
  test_wait (has (fixture, "First") && has (fixture, "Second"));

  e_source_set_enabled (known, FALSE);
  g_assert_true (e_source_write_sync (known, NULL, &error));
  test_wait (!has (fixture, "Second"));
  g_assert_true (has (fixture, "First"));

  e_source_set_enabled (known, TRUE);
  g_assert_true (e_source_write_sync (known, NULL, &error));
  test_wait (has (fixture, "Second"));

  g_object_unref (book);
  g_assert_true (e_source_remove_sync (known, NULL, &error));
  test_wait (!has (fixture, "Second"));
  take_away (fixture->book, first);
  test_wait (count (fixture) == 0);
}

static int
get_process (const char *name)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID",
      g_variant_new ("(s)", name), G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
      &error);
  guint32 pid;

  g_assert_no_error (error);
  g_variant_get (reply, "(u)", &pid);

  return (int) pid;
}

static void
test_service_dies (Fixture *fixture, gconstpointer name)
{
  g_autofree char *uid = add (fixture->book, CARD ("Survivor", "TEL:1\r\n"));

  test_wait (count (fixture) == 1);
  kill (get_process (name), SIGKILL);
  test_wait (count (fixture) == 0 && !is_available (fixture));
  g_assert_true (has_error (fixture));

  test_wait (count (fixture) == 1 && is_available (fixture));
  g_assert_false (has_error (fixture));
  g_assert_true (has (fixture, "Survivor"));

  /* What the test itself was connected to has died, too. */
  g_object_unref (fixture->book);
  g_object_unref (fixture->registry);
  fixture->registry = e_source_registry_new_sync (NULL, NULL);
  g_assert_nonnull (fixture->registry);
  {
    g_autoptr (ESource) source = e_source_registry_ref_builtin_address_book (fixture->registry);

    fixture->book = open_book (source);
  }
  take_away (fixture->book, uid);
  test_wait (count (fixture) == 0);
}

static void
changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, guint *n_words)
{
  (*n_words)++;
}

/* Many come in few words, and none is lost or there twice. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  GSList *people = NULL;
  GSList *uids = NULL;
  g_autoptr (GError) error = NULL;
  guint n_words = 0;

  g_signal_connect (fixture->contacts, "items-changed", G_CALLBACK (changed_cb), &n_words);
  for (guint i = 0; i < 2000; i++) {
    g_autofree char *vcard = g_strdup_printf (CARD ("Person %u", "TEL:+49 30 %u\r\n"), i, i);

    people = g_slist_prepend (people, e_contact_new_from_vcard (vcard));
  }
  e_book_client_add_contacts_sync (fixture->book, people, E_BOOK_OPERATION_FLAG_NONE, &uids, NULL,
                                   &error);
  g_assert_no_error (error);
  test_wait (count (fixture) == 2000);
  g_assert_true (has (fixture, "Person 0") && has (fixture, "Person 1999"));
  g_assert_cmpuint (n_words, <, 1000);

  e_book_client_remove_contacts_sync (fixture->book, uids, E_BOOK_OPERATION_FLAG_NONE, NULL,
                                      &error);
  g_assert_no_error (error);
  test_wait (count (fixture) == 0);
  g_slist_free_full (people, g_object_unref);
  g_slist_free_full (uids, g_free);
}

/* Each time the registry is taken apart on one thread and made on the next one. */
static void
test_on_and_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *uid = add (fixture->book, CARD ("Anna", "TEL:1\r\n"));

  g_clear_object (&fixture->registry);
  for (guint i = 0; i < 20; i++) {
    g_object_set (fixture->contacts, "enabled", FALSE, NULL);
    g_assert_cmpuint (count (fixture), ==, 0);
    g_assert_false (is_available (fixture));
    g_object_set (fixture->contacts, "enabled", TRUE, NULL);
  }
  test_wait (count (fixture) == 1 && is_available (fixture));
  take_away (fixture->book, uid);
  test_wait (count (fixture) == 0);
}

static void
test_no_module (void)
{
  g_autofree char *folder = g_strdup (g_getenv ("BELLWIRE_MODULES"));
  g_autoptr (BwDesktopContacts) contacts = bw_desktop_contacts_new ();
  Fixture fixture = { .contacts = contacts };

  g_setenv ("BELLWIRE_MODULES", "/nonexistent", TRUE);
  g_object_set (contacts, "enabled", TRUE, NULL);
  g_assert_true (has_error (&fixture));
  g_assert_false (is_available (&fixture));
  g_assert_cmpuint (count (&fixture), ==, 0);

  g_object_set (contacts, "enabled", FALSE, NULL);
  g_assert_false (has_error (&fixture));
  g_setenv ("BELLWIRE_MODULES", folder, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/contacts/follow", Fixture, NULL, set_up, test_follow, tear_down);
  g_test_add ("/contacts/picture", Fixture, NULL, set_up, test_picture, tear_down);
  g_test_add ("/contacts/export", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/contacts/directory", Fixture, NULL, set_up, test_directory, tear_down);
  g_test_add ("/contacts/books", Fixture, NULL, set_up, test_books, tear_down);
  g_test_add ("/contacts/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/contacts/on-and-off", Fixture, NULL, set_up, test_on_and_off, tear_down);
  g_test_add ("/contacts/factory-dies", Fixture, FACTORY, set_up, test_service_dies, tear_down);
  g_test_add ("/contacts/registry-dies", Fixture, REGISTRY, set_up, test_service_dies, tear_down);
  g_test_add_func ("/contacts/no-module", test_no_module);

  return g_test_run ();
}
