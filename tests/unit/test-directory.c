/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is behind an address: numbers by their digits, people by all of their addresses, and what a
 * change of one of ten thousand costs. */

#include "bw-directory.h"
#include "bw-door.h"
#include "bw-list-chain.h"
#include "bw-number-key.h"
#include "bw-number-library.h"

#define MANY 10000
#define DEADLINE_SECONDS 10

typedef struct {
  const char *a;
  const char *b;
  gboolean same;
} Pair;

static const Pair pairs[] = {
  { "02215551234", "02215551234", TRUE },
  { "02215551234", "+492215551234", TRUE },
  { "02215551234", "00492215551234", TRUE },
  { "02215551234", "492215551234", TRUE },
  { "02215551234", "2215551234", TRUE },
  { "2215551234", "+492215551234", TRUE },
  { "+492215551234", "00492215551234", TRUE },
  { "+492215551234", "492215551234", TRUE },
  { "5551234567", "+15551234567", TRUE },
  { "15551234567", "5551234567", TRUE },
  { "0669812345", "+390669812345", TRUE }, /* Italy keeps its 0 */
  { "6123456789", "+6123456789", TRUE },   /* the + was lost */
  { "+2215551234", "02215551234", FALSE }, /* Senegal is not Cologne */
  { "+432215551234", "+492215551234", FALSE },
  { "02215551234", "2115551234", FALSE },
  { "02215551234", "+4992215551234", FALSE }, /* no country has 499 */
  { "5551234", "+492215551234", FALSE },      /* 492 and 21: no such country code */
  { "5551234", "02215551234", FALSE },        /* without its area code */
  { "21", "21", TRUE },
  { "21", "021", FALSE },
  { "21", "+4921", FALSE },
  { "123456", "0123456", FALSE }, /* too short to have lost anything */
  { "*98", "*98", TRUE },
  { "*98", "98", FALSE },
  { "*2215551234", "02215551234", FALSE },
  { "+", "00", TRUE }, /* nothing at all, twice */
};

static void
test_pairs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    const Pair *pair = &pairs[i];

    g_test_message ("%s and %s", pair->a, pair->b);
    g_assert_cmpint (bw_number_same (pair->a, pair->b), ==, pair->same);
    g_assert_cmpint (bw_number_same (pair->b, pair->a), ==, pair->same);
    if (pair->same && g_utf8_strlen (pair->a, -1) > 5)
      g_assert_cmpstr (bw_number_tail (pair->a), ==, bw_number_tail (pair->b));
  }
}

static void
test_regions (void)
{
  const struct {
    const char *locale;
    const char *region;
  } cases[] = {
    { "de_DE.UTF-8", "DE" }, { "de_AT", "AT" },        { "ca_ES@valencia", "ES" }, { "C", NULL },
    { "C.UTF-8", NULL },     { "es_419", NULL },       { "en_GBR", NULL },         { "", NULL },
    { "de_", NULL },         { "zh_CN.GB2312", "CN" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *region = bw_number_region (cases[i].locale);

    g_assert_cmpstr (region, ==, cases[i].region);
  }
  g_assert_null (bw_number_region (NULL));
}

static gboolean
is_library_built (void)
{
  return g_strcmp0 (g_getenv ("BW_TEST_PHONENUMBER"), "yes") == 0;
}

/* What the digits alone cannot know. */
static void
test_library (void)
{
  BwNumberJudge judge = bw_number_library_load ();

  if (!is_library_built ()) {
    g_test_skip ("It is built without libphonenumber");
    return;
  }
  g_assert_nonnull (judge);
  g_assert_cmpint (judge ("02215551234", "+492215551234", "DE"), ==, BW_NUMBER_VERDICT_SAME);
  g_assert_cmpint (judge ("0443641234", "+41443641234", "CH"), ==, BW_NUMBER_VERDICT_SAME);
  g_assert_cmpint (judge ("0443641234", "+49443641234", "CH"), ==, BW_NUMBER_VERDICT_DIFFERENT);
  g_assert_cmpint (judge ("84951234567", "+74951234567", "RU"), ==, BW_NUMBER_VERDICT_SAME);
  g_assert_cmpint (judge ("0612345678", "+3612345678", "HU"), ==, BW_NUMBER_VERDICT_SAME);
  g_assert_cmpint (judge ("712345", "+376712345", "AD"), ==, BW_NUMBER_VERDICT_SAME);
  g_assert_cmpint (judge ("2530000", "+16502530000", "US"), ==, BW_NUMBER_VERDICT_DIFFERENT);
  g_assert_cmpint (judge ("1", "+492215551234", "DE"), ==, BW_NUMBER_VERDICT_UNKNOWN);
  g_assert_cmpint (judge ("02215551234", "+492215551234", NULL), ==, BW_NUMBER_VERDICT_UNKNOWN);
  g_assert_cmpint (judge ("", "+492215551234", "DE"), ==, BW_NUMBER_VERDICT_UNKNOWN);
}

static BwPerson *
create_person (const char *name, BwPersonAddressKind kind, const char *address)
{
  BwPerson *person = bw_person_new ();

  g_object_set (person, "name", name, NULL);
  bw_person_add_address (person, kind, address, NULL);

  return person;
}

static BwPerson *
add (GListStore *people, const char *name, BwPersonAddressKind kind, const char *address)
{
  g_autoptr (BwPerson) person = create_person (name, kind, address);

  g_list_store_append (people, person);

  return person;
}

typedef struct {
  GListStore *people;
  BwDirectory *directory;
  guint changes;
} Fixture;

static void
count_cb (Fixture *self)
{
  self->changes++;
}

static void
wait_for_changes (Fixture *self, guint changes)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  while (self->changes < changes) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_main_context_iteration (NULL, FALSE);
  }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->people = g_list_store_new (BW_TYPE_PERSON);
  self->directory = bw_directory_new (G_LIST_MODEL (self->people));
  bw_directory_set_region (self->directory, "DE");
  g_signal_connect_swapped (self->directory, "changed", G_CALLBACK (count_cb), self);
}

/* The thread that looks for the library keeps the directory for as long as it takes. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;
  GWeakRef weak;

  g_weak_ref_init (&weak, self->directory);
  g_object_run_dispose (G_OBJECT (self->directory));
  g_object_unref (self->directory);
  for (;;) {
    g_autoptr (BwDirectory) left = g_weak_ref_get (&weak);

    if (!left)
      break;
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_clear_object (&left);
    g_main_context_iteration (NULL, FALSE);
  }
  g_weak_ref_clear (&weak);
  g_assert_finalize_object (self->people);
}

static void
assert_found (Fixture *self, const char *peer, BwPerson *person)
{
  g_test_message ("%s", peer);
  g_assert_true (bw_directory_find (self->directory, peer) == person);
}

static void
test_addresses (Fixture *self, gconstpointer data)
{
  BwPerson *bob = add (self->people, "Bob", BW_PERSON_ADDRESS_SIP, "sip:bob@EXAMPLE.org:5062;x=y");
  BwPerson *desk = add (self->people, "Desk", BW_PERSON_ADDRESS_SIP, "21");
  BwPerson *trunk = add (self->people, "Trunk", BW_PERSON_ADDRESS_SIP, "+492215550000@trunk.test");

  assert_found (self, "bob@example.org", bob);
  assert_found (self, "bob@example.com", NULL);
  assert_found (self, "bob", NULL);
  assert_found (self, "", NULL);
  assert_found (self, "+492215550000@trunk.test", trunk);
  assert_found (self, "02215550000@other.test", trunk);

  /* A user without a host belongs to the default account. */
  assert_found (self, "21@pbx.test", NULL);
  bw_directory_set_domain (self->directory, "pbx.test");
  assert_found (self, "21@pbx.test", desk);
  assert_found (self, "21@evil.test", NULL);
  bw_directory_set_domain (self->directory, NULL);
  assert_found (self, "21@pbx.test", NULL);
}

static void
test_numbers (Fixture *self, gconstpointer data)
{
  BwPerson *anna = add (self->people, "Anna", BW_PERSON_ADDRESS_PHONE, "+49 (0)221 / 555-12 34");
  BwPerson *extension = add (self->people, "Door", BW_PERSON_ADDRESS_PHONE, "2 1");
  BwPerson *gate = add (self->people, "Gate", BW_PERSON_ADDRESS_PHONE, "12345");

  assert_found (self, "02215551234@pbx.test", anna);
  assert_found (self, "+492215551234@trunk.test", anna);
  assert_found (self, "00492215551234@127.0.0.1", anna);
  assert_found (self, "%2B492215551234@trunk.test", anna);
  assert_found (self, "+432215551234@trunk.test", NULL);
  assert_found (self, "51234@pbx.test", NULL);
  assert_found (self, "21@pbx.test", extension);
  assert_found (self, "*21@pbx.test", NULL);
  assert_found (self, "12345@pbx.test", gate);
  assert_found (self, "+4912345@trunk.test", NULL);
}

/* A Russian 8 in front of a number is no country code. */
static void
test_plans (Fixture *self, gconstpointer data)
{
  BwPerson *ivan = add (self->people, "Ivan", BW_PERSON_ADDRESS_PHONE, "+7 495 123-45-67");
  gint64 deadline = g_get_monotonic_time () + DEADLINE_SECONDS * G_USEC_PER_SEC;

  if (!is_library_built ()) {
    assert_found (self, "84951234567@pbx.test", NULL);
    return;
  }
  bw_directory_set_region (self->directory, "RU");
  while (bw_directory_find (self->directory, "84951234567@pbx.test") != ivan) {
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_main_context_iteration (NULL, FALSE);
  }
  bw_directory_set_region (self->directory, "DE");
  assert_found (self, "84951234567@pbx.test", NULL);
}

static void
test_changes (Fixture *self, gconstpointer data)
{
  BwPerson *bob = add (self->people, "Bob", BW_PERSON_ADDRESS_SIP, "bob@example.org");
  g_autoptr (GPtrArray) addresses =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bw_person_address_free);

  wait_for_changes (self, 1);
  g_ptr_array_add (addresses,
                   bw_person_address_new (BW_PERSON_ADDRESS_SIP, "robert@example.org", NULL));
  bw_person_set_addresses (bob, addresses);
  g_object_notify (G_OBJECT (bob), "name"); /* as the store does for all that was changed */
  assert_found (self, "bob@example.org", NULL);
  assert_found (self, "robert@example.org", bob);

  /* Many of them are told of once. */
  self->changes = 0;
  for (guint i = 0; i < 100; i++)
    add (self->people, "Somebody", BW_PERSON_ADDRESS_PHONE, "0221 5551234");
  wait_for_changes (self, 1);
  g_list_store_remove (self->people, 0);
  assert_found (self, "robert@example.org", NULL);
  g_list_store_remove_all (self->people);
  assert_found (self, "02215551234@pbx.test", NULL);
  g_assert_cmpuint (self->changes, ==, 1);
  wait_for_changes (self, 2);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GListStore) desktop = g_list_store_new (BW_TYPE_PERSON);
  BwPerson *theirs = add (desktop, "Bob of the desktop", BW_PERSON_ADDRESS_SIP, "bob@example.org");
  BwPerson *second;
  BwPerson *first;

  bw_directory_add_source (self->directory, G_LIST_MODEL (desktop));
  assert_found (self, "bob@example.org", theirs);
  first = add (self->people, "Bob", BW_PERSON_ADDRESS_SIP, "bob@example.org");
  second = add (self->people, "Bob's wife", BW_PERSON_ADDRESS_SIP, "bob@example.org");
  assert_found (self, "bob@example.org", first);
  g_list_store_remove (self->people, 0);
  assert_found (self, "bob@example.org", second);
  g_list_store_remove_all (self->people);
  assert_found (self, "bob@example.org", theirs);
}

static void
test_everybody (Fixture *self, gconstpointer data)
{
  GListModel *everybody = bw_directory_get_everybody (self->directory);
  g_autoptr (GListStore) desktop = g_list_store_new (BW_TYPE_PERSON);
  g_autoptr (BwPerson) item = NULL;

  bw_directory_add_source (self->directory, G_LIST_MODEL (desktop));
  add (desktop, "Last", BW_PERSON_ADDRESS_SIP, "last@example.org");
  add (self->people, "First", BW_PERSON_ADDRESS_SIP, "first@example.org");
  g_assert_cmpuint (g_list_model_get_n_items (everybody), ==, 2);
  item = g_list_model_get_item (everybody, 1);
  g_assert_cmpstr (bw_person_get_name (item), ==, "Last");
  g_assert_null (g_list_model_get_item (everybody, 2));
}

static void
test_names (Fixture *self, gconstpointer data)
{
  const struct {
    const char *peer;
    const char *peer_name;
    const char *domain;
    const char *name;
  } cases[] = {
    { "bob@example.org", "Robert", NULL, "Bob" },
    { "eve@example.org",
      "Eve\n \xe2\x80\xae"
      "Mallory",
      NULL, "Eve Mallory" },
    { "eve@example.org", NULL, "example.org", "eve" },
    { "eve@example.org", " ", "example.com", "eve@example.org" },
    { "02215559999@pbx.test", NULL, NULL, "02215559999" },
    { "nameless@example.org", "Nemo", NULL, "Nemo" },
    { "nameless@example.org", NULL, NULL, "nameless@example.org" },
    { "<b>&amp;\n%s", NULL, NULL, "<b>&amp; %s" },
    { "", NULL, NULL, "" },
  };

  add (self->people, " Bob\t", BW_PERSON_ADDRESS_SIP, "bob@example.org");
  add (self->people, "", BW_PERSON_ADDRESS_SIP, "nameless@example.org");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name =
        bw_directory_dup_name (self->directory, cases[i].peer, cases[i].peer_name, cases[i].domain);

    g_assert_cmpstr (name, ==, cases[i].name);
  }
}

/* Those of the person go before those of the account; what cannot be sent opens nothing. */
static void
test_doors (Fixture *self, gconstpointer data)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  BwPerson *gate = add (self->people, "Gate", BW_PERSON_ADDRESS_SIP, "gate@example.org");
  const struct {
    const char *person;
    const char *account;
    const char *peer;
    const char *digits;
  } cases[] = {
    { NULL, NULL, "gate@example.org", NULL },     { "*5#", NULL, "gate@example.org", "*5#" },
    { "*5#", "9", "gate@example.org", "*5#" },    { "*5#", "9", "other@example.org", "9" },
    { NULL, "9 d", "gate@example.org", "9D" },    { "open", "9", "gate@example.org", "9" },
    { "*5#", "open", "other@example.org", NULL }, { "", "", "gate@example.org", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *digits = NULL;

    g_object_set (gate, "door-digits", cases[i].person, NULL);
    g_object_set (settings, "door-digits", cases[i].account, NULL);
    digits = bw_door_dup_digits (self->directory, settings, cases[i].peer);
    g_assert_cmpstr (digits, ==, cases[i].digits);
  }
  g_assert_null (bw_door_dup_digits (self->directory, NULL, "other@example.org"));
}

/* All of ten thousand are moved, with one among them that is new: nobody is filed anew. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BwPerson) stranger = create_person ("New", BW_PERSON_ADDRESS_SIP, "new@example.org");

  for (guint i = 0; i < MANY; i++) {
    g_autofree char *number = g_strdup_printf ("+49221%07u", i * 7);
    g_autofree char *address = g_strdup_printf ("user%u@example.org", i);
    BwPerson *person = create_person ("Somebody", BW_PERSON_ADDRESS_PHONE, number);

    bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);
    g_ptr_array_add (people, person);
  }
  g_list_store_splice (self->people, 0, 0, people->pdata, MANY);
  assert_found (self, "user9999@example.org", people->pdata[9999]);
  assert_found (self, "02210008638@pbx.test", people->pdata[1234]);

  g_ptr_array_insert (people, 5000, g_object_ref (stranger));
  g_list_store_splice (self->people, 0, MANY, people->pdata, MANY + 1);
  assert_found (self, "new@example.org", stranger);
  assert_found (self, "user0@example.org", people->pdata[0]);
  assert_found (self, "user9999@example.org", people->pdata[10000]);
  g_list_store_splice (self->people, 1, MANY, NULL, 0);
  assert_found (self, "user0@example.org", people->pdata[0]);
  assert_found (self, "user9999@example.org", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/directory/pairs", test_pairs);
  g_test_add_func ("/directory/regions", test_regions);
  g_test_add_func ("/directory/library", test_library);
#define ADD(name, function)                                                                        \
  g_test_add ("/directory/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("addresses", test_addresses);
  ADD ("numbers", test_numbers);
  ADD ("plans", test_plans);
  ADD ("changes", test_changes);
  ADD ("order", test_order);
  ADD ("everybody", test_everybody);
  ADD ("names", test_names);
  ADD ("doors", test_doors);
  ADD ("many", test_many);

  return g_test_run ();
}
