/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person as a value: what it tells of itself, and by which words it is found. */

#include "bw-person.h"

#include <locale.h>

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static guint
count_notifies (BwPerson *person, const char *property, const char *value)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  guint n = 0;
  gulong id = g_signal_connect_swapped (person, signal, G_CALLBACK (count_cb), &n);

  g_object_set (person, property, value, NULL);
  g_signal_handler_disconnect (person, id);
  return n;
}

static void
test_properties (void)
{
  static const char *const texts[] = { "name", "organisation", "note", "extra" };
  BwPerson *person = bw_person_new ();
  guint n_labels = 0;

  g_assert_cmpstr (bw_person_get_name (person), ==, "");
  g_signal_connect_swapped (person, "notify::label", G_CALLBACK (count_cb), &n_labels);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *value = NULL;

    g_assert_cmpuint (count_notifies (person, texts[i], "text"), ==, 1);
    g_assert_cmpuint (count_notifies (person, texts[i], "text"), ==, 0);
    g_assert_cmpuint (count_notifies (person, texts[i], NULL), ==, 1);
    g_assert_cmpuint (count_notifies (person, texts[i], ""), ==, 0);
    g_assert_cmpuint (count_notifies (person, texts[i], "a\xff"), ==, 1);
    g_object_get (person, texts[i], &value, NULL);
    g_assert_cmpstr (value, ==, "a\357\277\275");
  }
  g_assert_cmpuint (n_labels, ==, 3);
  g_assert_finalize_object (person);
}

static void
test_uid (void)
{
  g_autoptr (BwPerson) first = bw_person_new ();
  g_autoptr (BwPerson) second = bw_person_new ();
  g_autoptr (BwPerson) theirs = bw_person_new_from (BW_PERSON_ORIGIN_DESKTOP, "pas-id-1");

  g_assert_true (g_str_has_prefix (bw_person_get_uid (first), "urn:uuid:"));
  g_assert_cmpstr (bw_person_get_uid (first), !=, bw_person_get_uid (second));
  g_assert_cmpint (bw_person_get_origin (first), ==, BW_PERSON_ORIGIN_OWN);
  g_assert_cmpstr (bw_person_get_uid (theirs), ==, "pas-id-1");
  g_assert_cmpint (bw_person_get_origin (theirs), ==, BW_PERSON_ORIGIN_DESKTOP);
  g_assert_cmpint (bw_person_get_id (theirs), ==, 0);
}

static const BwPersonAddress *
get_address (BwPerson *person, guint i)
{
  return g_ptr_array_index (bw_person_get_addresses (person), i);
}

static void
test_addresses (void)
{
  g_autoptr (BwPerson) person = bw_person_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint n = 0;

  g_signal_connect_swapped (person, "notify::addresses", G_CALLBACK (count_cb), &n);
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, " +49 (221) 555 ", " work ");
  g_assert_cmpstr (bw_person_get_label (person), ==, "+49 (221) 555");
  g_assert_cmpstr (get_address (person, 0)->label, ==, "work");
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "+49.221-555", "home");
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, " \t ", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, NULL, NULL);
  g_assert_cmpuint (n, ==, 1);
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "49221555", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "+49 (221) 555", " ");
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "ann@x", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "ann@x", "again");
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 4);
  g_assert_null (get_address (person, 2)->label);
  g_assert_cmpuint (n, ==, 4);
  bw_person_set_addresses (person, bw_person_get_addresses (person));
  g_assert_cmpuint (n, ==, 4);
  bw_person_set_addresses (person, none);
  g_assert_cmpuint (n, ==, 5);
  g_assert_cmpstr (bw_person_get_label (person), ==, "");
}

/* A card with a million numbers is not a person. */
static void
test_too_many_addresses (void)
{
  g_autoptr (BwPerson) person = bw_person_new ();

  for (int i = 0; i < 3000; i++) {
    g_autofree char *number = g_strdup_printf ("%d", i);

    bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, number, NULL);
  }
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 1000);
}

static void
test_copy (void)
{
  g_autoptr (BwPerson) person = bw_person_new_from (BW_PERSON_ORIGIN_DESKTOP, "uid");
  g_autoptr (BwPerson) copy = NULL;

  g_object_set (person, "name", "Ann", "favourite", TRUE, "door-digits", "1", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "ann@x", "work");
  copy = bw_person_copy (person);
  g_assert_cmpstr (bw_person_get_uid (copy), ==, "uid");
  g_assert_cmpint (bw_person_get_origin (copy), ==, BW_PERSON_ORIGIN_DESKTOP);
  g_assert_true (bw_person_get_favourite (copy));
  g_assert_false (bw_person_get_watched (copy));
  g_assert_cmpstr (bw_person_get_door_digits (copy), ==, "1");
  bw_person_add_address (copy, BW_PERSON_ADDRESS_SIP, "ann@y", NULL);
  g_object_set (copy, "name", "Anna", NULL);
  g_assert_cmpuint (bw_person_get_addresses (person)->len, ==, 1);
  g_assert_cmpstr (bw_person_get_name (person), ==, "Ann");
  g_assert_cmpint (bw_person_compare (person, copy), <, 0);
  g_assert_cmpint (bw_person_compare (copy, person), >, 0);
  g_assert_cmpint (bw_person_compare (copy, copy), ==, 0);
}

static void
test_fold (void)
{
  static const struct {
    const char *typed;
    const char *expected;
  } cases[] = {
    { "", "" },
    { " \t\n", "" },
    { "Ann", "ann" },
    { "  Ann   MÜLLER ", "ann|muller" },
    { "Straße", "strasse" },
    { "Søren Łukasz Æsir", "soren|lukasz|aesir" },
    { "ΆΛΦΑς", "αλφασ" },
    { "Ёлка", "елка" },
    { "O\342\200\231Brien", "o'brien" },
    { "Anne\342\200\221Marie", "anne-marie" },
    { "0221-555", "0221555" },
    { "+49 (221) 555", "49221555" },
    { "+49 (0)221 / 555-0", "492215550" },
    { "221 - 555", "221555" },
    { "ann 221 555", "ann|221555" },
    { "221 555 ann 7", "221555|ann|7" },
    { "room5 12", "room5|12" },
    { "\331\241\331\242\331\243", "123" },
    { "\357\274\221\357\274\222", "12" },
    { "1\302\240234", "1234" },
    { "- @ + ann", "ann" },
    { "ann@x.org", "ann@x.org" },
    { "sip:ann@x", "sip:ann@x" },
    { "\360\237\230\200", "\360\237\230\200" },
    { "a\xff", "a\357\277\275" },
    { "1 2 3 a b c d e f g h i j k l m n o p q r", "123|a|b|c|d|e|f|g|h|i|j|k|l|m|n|o" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) folded = bw_person_fold (cases[i].typed);
    g_autofree char *joined = g_strjoinv ("|", folded);

    g_assert_cmpstr (joined, ==, cases[i].expected);
  }
}

static void
test_fold_long (void)
{
  g_autofree char *typed = g_strnfill (1000000, 'a');
  g_auto (GStrv) folded = bw_person_fold (typed);

  g_assert_cmpuint (g_strv_length (folded), ==, 1);
  g_assert_cmpuint (strlen (folded[0]), <, 1000);
}

static BwPerson *
make_person (void)
{
  BwPerson *person = bw_person_new ();

  g_object_set (person, "name", "Jean-Luc O\342\200\231Brien Müller", "organisation",
                "Studio 54 (Köln)", "note", "secret", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "+49 (221) 555", "work");
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "+44 (0)20 7946 0018", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "sip:jeanluc7@10.0.0.1:5070", NULL);
  return person;
}

static void
test_matches (void)
{
  static const struct {
    const char *typed;
    gboolean expected;
  } cases[] = {
    { "", TRUE },
    { "j", TRUE },
    { "JEAN", TRUE },
    { "luc", TRUE },
    { "jean-l", TRUE },
    { "muller jean", TRUE },
    { "Müller", TRUE },
    { "uller", FALSE },
    { "ean", TRUE }, /* within the address */
    { "o'brien", TRUE },
    { "brien", TRUE },
    { "rien", FALSE },
    { "koln", TRUE },
    { "studio koln mull", TRUE },
    { "studio bonn", FALSE },
    { "work", FALSE },
    { "secret", FALSE },
    { "eanluc7@10", TRUE },
    { "luc7@11", FALSE },
    { "221 555", TRUE },
    { "221555", TRUE },
    { "0221-555", TRUE },
    { "0221 55", TRUE },
    { "+49 221 555", TRUE },
    { "0049221555", TRUE },
    { "00221", TRUE },
    { "0555", TRUE },
    { "0556", FALSE },
    { "2215550", FALSE },
    { "555442", FALSE }, /* across two numbers */
    { "+44 20 7946 0018", TRUE },
    { "020 7946", TRUE },
    { "54", TRUE },
    { "10.0.0.1", TRUE },
    { "700", FALSE },
    { "09", FALSE },
    { "sip:jean", TRUE },
    { "jean 221", TRUE },
    { "jean 222", FALSE },
  };
  g_autoptr (BwPerson) person = make_person ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) folded = bw_person_fold (cases[i].typed);
    gboolean found = bw_person_matches (person, (const char *const *) folded);

    if (found != cases[i].expected)
      g_test_message ("%s", cases[i].typed);
    g_assert_true (found == cases[i].expected);
  }
}

static gboolean
matches (BwPerson *person, const char *typed)
{
  g_auto (GStrv) folded = bw_person_fold (typed);

  return bw_person_matches (person, (const char *const *) folded);
}

/* What is searched by is computed once, and anew when it changes. */
static void
test_matches_changed (void)
{
  g_autoptr (BwPerson) person = make_person ();

  g_assert_true (matches (person, "jean-luc"));
  g_object_set (person, "name", "王小明 \360\237\230\200", "organisation", "ร้านอาหาร", NULL);
  g_assert_false (matches (person, "brien"));
  g_assert_true (matches (person, "明"));
  g_assert_true (matches (person, "小明"));
  g_assert_true (matches (person, "อาหาร"));
  g_assert_true (matches (person, "\360\237\230\200"));
  g_assert_false (matches (person, "明小"));
  g_assert_false (matches (person, "777"));
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "777", NULL);
  g_assert_true (matches (person, "777"));
}

int
main (int argc, char **argv)
{
  if (setlocale (LC_ALL, "C.UTF-8") == NULL)
    g_error ("No locale of UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/person/properties", test_properties);
  g_test_add_func ("/store/person/uid", test_uid);
  g_test_add_func ("/store/person/addresses", test_addresses);
  g_test_add_func ("/store/person/too-many-addresses", test_too_many_addresses);
  g_test_add_func ("/store/person/copy", test_copy);
  g_test_add_func ("/store/person/fold", test_fold);
  g_test_add_func ("/store/person/fold-long", test_fold_long);
  g_test_add_func ("/store/person/matches", test_matches);
  g_test_add_func ("/store/person/matches-changed", test_matches_changed);
  return g_test_run ();
}
