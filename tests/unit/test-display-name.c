/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names from strangers: one short line that cannot disguise itself. */

#include "bw-address.h"

#include <string.h>

static const struct {
  const char *name;
  const char *clean;
} names[] = {
  { NULL, NULL },
  { "", NULL },
  { "   ", NULL },
  { "\r\n\t", NULL },
  { "\xe2\x80\xae", NULL },
  { "\xe2\x80\x8b\xe2\x80\x8b", NULL },
  { "\x01\x02\x1b", NULL },
  { "Bob", "Bob" },
  { "  Bob  ", "Bob" },
  { "Bob \t\n  Martin", "Bob Martin" },
  { "Bob\r\nVia: evil", "Bob Via: evil" },
  { "Bob\xe2\x80\xa8Martin\xe2\x80\xa9", "Bob Martin" },
  { "Bob\xc2\xa0Martin", "Bob Martin" },
  { "Bob\x01\x1b[31m", "Bob[31m" },
  { "Bob\xc2\x9b"
    "31m",
    "Bob31m" },
  { "<b>Bob</b> & <i>Co</i>", "<b>Bob</b> & <i>Co</i>" },
  { "%s%n\\", "%s%n\\" },
  { "\xe2\x80\xae"
    "boB",
    "boB" },
  { "a\xe2\x80\xaa"
    "b\xe2\x80\xab"
    "c\xe2\x80\xac"
    "d\xe2\x80\xad"
    "e\xe2\x80\xae"
    "f",
    "abcdef" },
  { "a\xe2\x81\xa6"
    "b\xe2\x81\xa7"
    "c\xe2\x81\xa8"
    "d\xe2\x81\xa9"
    "e",
    "abcde" },
  { "דוד \xe2\x80\x8f!", "דוד \xe2\x80\x8f!" },
  { "Jörg 😀", "Jörg 😀" },
  { "👩\xe2\x80\x8d💻", "👩\xe2\x80\x8d💻" },
  { "B\xffob", "B\xef\xbf\xbdob" },
  { "Bob\xc3", "Bob\xef\xbf\xbd" },
};

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *clean = bw_display_name_clean (names[i].name);

    g_assert_cmpstr (clean, ==, names[i].clean);
  }
}

static void
test_long (void)
{
  g_autofree char *letters = g_strnfill (10 * 1024, 'x');
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *clean_letters = bw_display_name_clean (letters);
  g_autofree char *clean_words = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append (words, "😀  ");

  clean_words = bw_display_name_clean (words->str);
  g_assert_cmpuint (strlen (clean_letters), ==, 128);
  g_assert_cmpint (g_utf8_strlen (clean_words, -1), <=, 128);
  g_assert_cmpint (g_utf8_strlen (clean_words, -1), >=, 127);
  g_assert_false (g_str_has_suffix (clean_words, " "));
}

static void
check_clean (const char *name)
{
  g_autofree char *clean = bw_display_name_clean (name);

  if (!clean)
    return;

  g_assert_true (g_utf8_validate (clean, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (clean, -1), <=, 128);
  for (const char *p = clean; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    g_assert_false (g_unichar_iscntrl (c));
    g_assert_false (c >= 0x202a && c <= 0x202e);
    g_assert_false (c >= 0x2066 && c <= 0x2069);
  }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1924);

  for (guint i = 0; i < 20000; i++) {
    char name[300] = { 0 };
    int length = g_rand_int_range (rand, 0, sizeof name);

    for (int j = 0; j < length; j++)
      name[j] = (char) g_rand_int_range (rand, 1, 256);

    check_clean (name);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/display-name/table", test_table);
  g_test_add_func ("/display-name/long", test_long);
  g_test_add_func ("/display-name/random", test_random);

  return g_test_run ();
}
