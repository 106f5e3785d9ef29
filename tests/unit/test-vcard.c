/* SPDX-License-Identifier: GPL-3.0-or-later */

/* vCards piece by piece: lines, escapes and folds; what is written is valid by RFC 6350 and is read
 * again as the same; and no bytes end in anything but people and a count. */

#include "bw-vcard-line.h"
#include "bw-vcard-text.h"
#include "contact-fixture.h"

#include <string.h>

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\n" lines "END:VCARD\r\n"
#define OLD_CARD(lines) "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:A\r\n" lines "END:VCARD\r\n"

/* What a card says of one person behind its name. */
static void
test_card (gconstpointer user_data)
{
  const char *const *texts = user_data;
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read (texts[0], strlen (texts[0]), &n_unreadable);
  g_autofree char *described = NULL;

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (n_unreadable, ==, 0);
  described = contact_fixture_describe (g_ptr_array_index (found, 0), texts[0]);
  g_assert_cmpstr (described, ==, texts[1]);
}

static void
add_door_tests (void)
{
  static const char *const cases[][3] = {
    { "door", CARD ("X-BELLWIRE-DOOR: *5 c#\r\nX-BELLWIRE-DOOR:2\r\n"), "name: A\ndoor: *5C#\n" },
    { "no-door", CARD ("X-BELLWIRE-DOOR:open it\r\nX-BELLWIRE-DOOR:\r\n"), "name: A\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/vcard/card/", cases[i][0], NULL);

    g_test_add_data_func (path, cases[i] + 1, test_card);
  }
}

static void
add_card_tests (void)
{
  static const char *const cases[][3] = {
    { "fold", CARD ("TEL:030\r\n  55\r\n\t5\r\n"), "name: A\ntel (): 030 555\n" },
    { "fold-within-character", CARD ("NOTE:Gr\xc3\r\n \xbc\xc3\x9f\r\n e\r\n"),
      "name: A\nnote: Grüße\n" },
    { "old-fold-keeps-blank", OLD_CARD ("NOTE:one\r\n two\r\n"), "name: A\nnote: one two\n" },
    { "soft-break", OLD_CARD ("NOTE;QUOTED-PRINTABLE:one=20=\r\ntwo=3D=\r\n\r\n"),
      "name: A\nnote: one two=\n" },
    { "soft-break-at-end", OLD_CARD ("NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n"),
      "name: A\nnote: one=\n" },
    { "escapes", CARD ("NOTE:a\\, b\\; c\\\\ d\\n e\\N f\\x\r\n"),
      "name: A\nnote: a, b; c\\ d\n     e\n     fx\n" },
    { "old-has-few-escapes", OLD_CARD ("NOTE:C:\\new\\; x\r\n"), "name: A\nnote: C:\\new; x\n" },
    { "old-extra-is-renewed", OLD_CARD ("X-PATH:C:\\new\r\n"),
      "name: A\nextra: X-PATH:C:\\\\new\n" },
    { "two-notes", CARD ("NOTE:a\r\nNOTE:b\r\n"), "name: A\nnote: a\n    \n    b\n" },
    { "name-of-parts", "BEGIN:VCARD\r\nN:Berg;Anna;Maria;Dr.;MA\r\nTEL:1\r\nEND:VCARD\r\n",
      "name: Dr. Anna Maria Berg MA\ntel (): 1\nextra: N:Berg;Anna;Maria;Dr.;MA\n" },
    { "name-of-organisation", "BEGIN:VCARD\r\nORG:Firm;Part\r\nTEL:1\r\nEND:VCARD\r\n",
      "name: Firm\norganisation: Firm\ntel (): 1\nextra: ORG:Firm;Part\n" },
    { "name-is-number", "BEGIN:VCARD\r\nFN:+49 30 1\r\nTEL:+49 30 1\r\nEND:VCARD\r\n",
      "name: \ntel (): +49 30 1\n" },
    { "preferred-first", CARD ("TEL:1\r\nTEL;PREF=2:2\r\nTEL;PREF=1:3\r\nTEL;TYPE=PREF:4\r\n"),
      "name: A\ntel (): 3\ntel (): 4\ntel (): 2\ntel (): 1\n" },
    { "labels",
      CARD ("a.TEL:1\r\na.X-ABLabel:_$!<Mobile>!$_\r\nb.TEL;TYPE=WORK:2\r\n"
            "b.X-ABLabel:Lab\\, 2nd floor\r\nTEL;TYPE=\"home,voice\":3\r\n"),
      "name: A\ntel (mobile): 1\ntel (Lab, 2nd floor): 2\ntel (home): 3\n" },
    { "machines", CARD ("TEL;TYPE=FAX:1\r\nTEL;TYPE=FAX,VOICE:2\r\nTEL;PAGER:3\r\n"),
      "name: A\ntel (): 2\nextra: TEL;TYPE=FAX:1\n    TEL;TYPE=PAGER:3\n" },
    { "tel-uris", CARD ("TEL;VALUE=uri:tel:+49-30-1\r\nTEL;VALUE=uri:tel:+49-30-1;ext=2\r\n"),
      "name: A\ntel (): +49-30-1\ntel (): tel:+49-30-1;ext=2\n" },
    { "sip",
      CARD ("IMPP:sip:a@b.org\r\nX-SIP:c@b.org\r\nTEL;VALUE=uri:sips:d@b.org\r\n"
            "URL:sip:e@b.org;transport=tcp\r\nIMPP;X-SERVICE-TYPE=SIP:f@b.org\r\n"),
      "name: A\nsip (): a@b.org\nsip (): c@b.org\nsip (): sips:d@b.org\n"
      "sip (): sip:e@b.org;transport=tcp\nsip (): f@b.org\n" },
    { "extension", CARD ("IMPP:sip:1234\r\nX-SIP:door%20two\r\n"),
      "name: A\nsip (): 1234\nsip (): sip:door%20two\n" },
    { "no-address", CARD ("IMPP:sip:@\r\nTEL:call me\r\nTEL:\r\n"),
      "name: A\nextra: IMPP:sip:@\n    TEL:call me\n    TEL:\n" },
    { "star", CARD ("CATEGORIES:Work,Starred,a\\,b\r\n"),
      "name: A\nfavourite: yes\nextra: CATEGORIES:Work,a\\,b\n" },
    { "ours", CARD ("X-FAVOURITE:true\r\nX-BELLWIRE-WATCHED:true\r\n"),
      "name: A\nfavourite: yes\nwatched: yes\n" },
    { "unknown-is-kept", CARD ("g.X-FOO;BAR=\"a;b:c\";baz=1:raw;value,\\n\r\nREV:1\r\n"),
      "name: A\nextra: g.X-FOO;BAR=\"a;b:c\";BAZ=1:raw;value,\\n\n" },
    { "dates", CARD ("BDAY:1985-04-12\r\nBDAY:1999-01-01\r\nANNIVERSARY:--0412\r\nGEO:1.5;-2\r\n"),
      "name: A\nextra: BDAY:19850412\n    ANNIVERSARY:--0412\n    GEO:geo:1.5,-2\n" },
    { "key", CARD ("KEY;ENCODING=b:AAEC\r\nKEY;ENCODING=b:!!\r\n"),
      "name: A\nextra: KEY:data:application/octet-stream;base64,AAEC\n" },
    { "one-line-names", CARD ("ORG:a\\nb\xe2\x80\xae\r\n"), "name: A\norganisation: a b\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/vcard/card/", cases[i][0], NULL);

    g_test_add_data_func (path, cases[i] + 1, test_card);
  }
}

static void
test_fold (void)
{
  g_autoptr (GString) line = g_string_new ("NOTE:");
  g_autoptr (GString) folded = g_string_new (NULL);
  g_auto (GStrv) pieces = NULL;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (line, "ä€😀x");
  bw_vcard_text_append_folded (folded, line->str);
  g_assert_true (g_str_has_suffix (folded->str, "\r\n"));
  g_string_truncate (folded, folded->len - 2);

  pieces = g_strsplit (folded->str, "\r\n ", -1);
  for (char **piece = pieces; *piece; piece++) {
    g_assert_cmpuint (strlen (*piece), <=, piece == pieces ? 75 : 74);
    g_assert_true (g_utf8_validate (*piece, -1, NULL));
  }
  joined = g_strjoinv (NULL, pieces);
  g_assert_cmpstr (joined, ==, line->str);
}

/* RFC 6350, 3.3; the lines are unfolded. */
static void
assert_valid_line (const char *line)
{
  static const char grammar[] =
      "^([A-Za-z0-9-]+\\.)?[A-Za-z0-9-]+"
      "(;[A-Z0-9-]+=(\"[^\"\\x00-\\x08\\x0a-\\x1f\\x7f]*\"|[^\";:,\\x00-\\x08\\x0a-\\x1f\\x7f]*))*"
      ":[^\\x00-\\x08\\x0a-\\x1f\\x7f]*$";

  if (!g_regex_match_simple (grammar, line, G_REGEX_DOLLAR_ENDONLY, G_REGEX_MATCH_DEFAULT))
    g_error ("not a line of a vCard: %s", line);
}

static void
assert_once (char **lines, const char *name)
{
  guint n = 0;

  for (char **line = lines; *line; line++)
    n += g_str_has_prefix (*line, name) && strchr (":;", (*line)[strlen (name)]) ? 1 : 0;
  g_assert_cmpuint (n, <=, 1);
}

static void
assert_valid (const char *card)
{
  static const char *const once[] = { "N",      "BDAY", "ANNIVERSARY", "GENDER", "KIND",
                                      "PRODID", "UID",  "VERSION",     "FN",     "END" };
  g_auto (GStrv) physical = g_strsplit (card, "\r\n", -1);
  g_autofree char *unfolded = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) folds = NULL;
  guint n;

  g_assert_true (g_utf8_validate (card, -1, NULL));
  for (char **line = physical; *line; line++)
    g_assert_cmpuint (strlen (*line), <=, 75);

  folds = g_strsplit (card, "\r\n ", -1);
  unfolded = g_strjoinv (NULL, folds);
  lines = g_strsplit (unfolded, "\r\n", -1);
  n = g_strv_length (lines);
  g_assert_cmpstr (lines[0], ==, "BEGIN:VCARD");
  g_assert_cmpstr (lines[1], ==, "VERSION:4.0");
  g_assert_cmpstr (lines[n - 2], ==, "END:VCARD");
  g_assert_cmpstr (lines[n - 1], ==, "");
  for (guint i = 0; i < n - 1; i++)
    assert_valid_line (lines[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (once); i++)
    assert_once (lines, once[i]);
}

static gboolean
is_same_bytes (GBytes *a, GBytes *b)
{
  return a == b || (a && b && g_bytes_equal (a, b));
}

/* Read, write, read: the same, but for a picture that was left out. */
static void
assert_round_trip (BwFoundPerson *found)
{
  g_autofree char *card = bw_vcard_write (found->person, found->picture);
  guint n_unreadable;
  g_autoptr (GPtrArray) again = bw_vcard_read (card, strlen (card), &n_unreadable);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  assert_valid (card);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpuint (n_unreadable, ==, 0);

  found->picture_left_out = FALSE;
  before = contact_fixture_describe (found, NULL);
  after = contact_fixture_describe (g_ptr_array_index (again, 0), NULL);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (
      is_same_bytes (((BwFoundPerson *) g_ptr_array_index (again, 0))->picture, found->picture));
}

static void
round_trip_all (const char *data, gsize size)
{
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read (data, size, &n_unreadable);

  for (guint i = 0; i < found->len; i++)
    assert_round_trip (g_ptr_array_index (found, i));
}

static gboolean
is_vcard (const char *name)
{
  return g_str_has_suffix (name, ".vcf");
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) files = contact_fixture_files ();

  for (guint i = 0; i < files->len; i++) {
    g_autoptr (GBytes) bytes = contact_fixture_load (g_ptr_array_index (files, i));
    gsize size;
    const char *data = g_bytes_get_data (bytes, &size);

    if (is_vcard (g_ptr_array_index (files, i)))
      round_trip_all (data, size);
  }
}

/* Made here, not read. */
static void
test_write (void)
{
  g_autoptr (BwPerson) person = bw_person_new_from (BW_PERSON_ORIGIN_OWN, "an id, odd");
  g_autofree char *card = NULL;

  g_object_set (person, "name", "Ann; Lee", "organisation", "A, B", "note", "one\r\ntwo", "extra",
                "N:Other;Name\nORG:C;D\nEND:VCARD\nX-A:1\rX-B:2\nnonsense\nX-C:3", "door-digits",
                "*5#", NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, "ann@example.org", "Door");
  bw_person_add_address (person, BW_PERSON_ADDRESS_PHONE, "tel:+1-2;ext=3", "work");
  card = bw_vcard_write (person, NULL);
  assert_valid (card);

  g_assert_cmpstr (card, ==,
                   "BEGIN:VCARD\r\n"
                   "VERSION:4.0\r\n"
                   "PRODID:-//Bellwire//Bellwire//EN\r\n"
                   "UID;VALUE=text:an id\\, odd\r\n"
                   "FN:Ann\\; Lee\r\n"
                   "N:;Ann\\; Lee;;;\r\n"
                   "ORG:A\\, B\r\n"
                   "item1.IMPP;PREF=1:sip:ann@example.org\r\n"
                   "item1.X-ABLabel:Door\r\n"
                   "TEL;TYPE=work;VALUE=uri:tel:+1-2;ext=3\r\n"
                   "NOTE:one\\ntwo\r\n"
                   "X-BELLWIRE-DOOR:*5#\r\n"
                   "X-A:1\\nX-B:2\r\n"
                   "X-C:3\r\n"
                   "END:VCARD\r\n");
}

/* A structured name goes with the name for as long as it is that name. */
static void
test_rename (void)
{
  static const char text[] = CARD ("");
  guint n_unreadable;
  g_autoptr (GPtrArray) found = bw_vcard_read (text, strlen (text), &n_unreadable);
  BwPerson *person = ((BwFoundPerson *) g_ptr_array_index (found, 0))->person;
  g_autofree char *kept = NULL;
  g_autofree char *renamed = NULL;

  g_object_set (person, "name", "Anna Berg", "extra", "N:Berg;Anna;M.;;", NULL);
  kept = bw_vcard_write (person, NULL);
  g_assert_nonnull (strstr (kept, "\r\nN:Berg;Anna;M.;;\r\n"));

  g_object_set (person, "name", "Anna Schmidt", NULL);
  renamed = bw_vcard_write (person, NULL);
  g_assert_nonnull (strstr (renamed, "\r\nN:;Anna Schmidt;;;\r\n"));
}

static GPtrArray *
read_string (GString *text, guint *n_unreadable)
{
  return bw_vcard_read (text->str, text->len, n_unreadable);
}

static void
append_many (GString *text, const char *piece, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
}

/* Large things are cut or left out, and the card is read. */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:iVBORw0KGgoA");
  guint n_unreadable;
  g_autoptr (GPtrArray) found = NULL;
  BwFoundPerson *one;

  append_many (text, "AAAAAAAA", 1024 * 1024);
  g_string_append (text, "\nNOTE:");
  append_many (text, "Grüße ", 1024 * 1024);
  g_string_append (text, "\nX-LONG:");
  append_many (text, "x", 1024 * 1024);
  append_many (text, "\nTEL:1", 1000);
  g_string_append (text, "\nX-SHORT:x\nEND:VCARD\n");

  found = read_string (text, &n_unreadable);
  g_assert_cmpuint (found->len, ==, 1);
  one = g_ptr_array_index (found, 0);
  g_assert_null (one->picture);
  g_assert_true (one->picture_left_out);
  g_assert_cmpuint (strlen (bw_person_get_note (one->person)), <=, 64 * 1024);
  g_assert_cmpuint (strlen (bw_person_get_extra (one->person)), <=, 64 * 1024);
  g_assert_nonnull (strstr (bw_person_get_extra (one->person), "X-SHORT:x"));
  assert_round_trip (one);
}

static void
test_too_many_lines (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN:A\n");
  guint n_unreadable;
  g_autoptr (GPtrArray) found = NULL;

  append_many (text, "X-A:1\n", 100000);
  g_string_append (text, "END:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD\n");
  found = read_string (text, &n_unreadable);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (n_unreadable, ==, 1);
}

static void
test_too_many_people (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_unreadable;
  g_autoptr (GPtrArray) found = NULL;

  append_many (text, "BEGIN:VCARD\nFN:A\nEND:VCARD\n", 100003);
  found = read_string (text, &n_unreadable);
  g_assert_cmpuint (found->len, ==, 100000);
  g_assert_cmpuint (n_unreadable, ==, 3);
}

/* What means something to a reader of vCards. */
static const char *const pieces[] = {
  "BEGIN:VCARD",
  "END:VCARD",
  "\r\n",
  "\n",
  "\r",
  " ",
  "=",
  "\t",
  ":",
  ";",
  "\"",
  ",",
  "\\",
  ".",
  "VERSION:2.1",
  "VERSION:4.0",
  "N",
  "FN",
  "TEL",
  "IMPP:sip:",
  "PHOTO",
  "ORG",
  "NOTE",
  "AGENT:",
  "X-ABLabel",
  "item1",
  "CATEGORIES",
  "TYPE=",
  "ENCODING=b",
  "ENCODING=QUOTED-PRINTABLE",
  "CHARSET=utf-16",
  "PREF=1",
  "data:image/png;base64,",
  "iVBORw0KGgo",
  "=C3=A4",
  "\xc3\xa4",
  "\xe4",
  "starred",
  "a@b.org",
  "+49 30",
  "Anna",
  "Berg",
  "\xff\xfe",
  "%41",
  "\x01",
  "X-A",
};

/* In any order, and damaged. */
static void
test_weather (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < 4000; i++) {
    g_autoptr (GString) text = g_string_new ("BEGIN:VCARD\nFN:Anna Berg\n");
    guint n = (guint) g_rand_int_range (random, 1, 60);

    while (n-- > 0)
      g_string_append (text, pieces[g_rand_int_range (random, 0, (gint32) G_N_ELEMENTS (pieces))]);
    g_string_append (text, "\nEND:VCARD\n");
    round_trip_all (text->str, text->len);
  }
}

/* NULs, halves of UTF-16 and nothing at all. */
static void
test_bytes (void)
{
  static const struct {
    const char *data;
    gsize size;
    guint n_found;
  } cases[] = {
    { "", 0, 0 },
    { "\0", 1, 0 },
    { "\xff\xfe", 2, 0 },
    { "\xff\xfe"
      "B",
      3, 0 },
    { "BEGIN:VCARD\nFN:a\0b\nEND:VCARD", 29, 1 },
    { "BEGIN:VCARD\nFN:a\nEND:VCARD", 26, 1 },
    { "begin:vcard \nFN:a\nend:vcard\t", 28, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint n_unreadable;
    g_autoptr (GPtrArray) found = bw_vcard_read (cases[i].data, cases[i].size, &n_unreadable);

    g_assert_cmpuint (found->len, ==, cases[i].n_found);
    g_assert_cmpuint (n_unreadable, ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_card_tests ();
  add_door_tests ();
  g_test_add_func ("/vcard/fold", test_fold);
  g_test_add_func ("/vcard/round-trip", test_round_trip);
  g_test_add_func ("/vcard/write", test_write);
  g_test_add_func ("/vcard/rename", test_rename);
  g_test_add_func ("/vcard/large", test_large);
  g_test_add_func ("/vcard/too-many-lines", test_too_many_lines);
  g_test_add_func ("/vcard/too-many-people", test_too_many_people);
  g_test_add_func ("/vcard/weather", test_weather);
  g_test_add_func ("/vcard/bytes", test_bytes);

  return g_test_run ();
}
