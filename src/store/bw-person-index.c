/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How people are found by what is typed: folded text and bare digits, compared as bytes. Pure
 * functions; it must not know where the people come from.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-person-index.h"

#include "bw-person.h"

#include "private/bw-search-words.h"

#include <string.h>

/* What is typed beyond that is not looked at. */
#define MAX_TYPED 400
#define MAX_WORDS 16

/* Zeros before a number (0221, 0049221) may be missing where it is stored as +49 221; for fewer
 * digits than that this would find too much. */
#define MIN_SIGNIFICANT 3

static const char separators[] = " \t-./()+";

/* Three texts in one piece of memory, which the first of them is. */
struct _BwPersonIndex {
  char *words;        /* name and organisation: found at the beginning of a word */
  const char *places; /* addresses: found anywhere */
  const char *digits; /* the numbers in all of them, without what separates their groups */
};

/* What folding does that taking letters apart does not, and signs of which there are several. */
static const char *
get_plain (gunichar c)
{
  switch (c) {
  case 0xdf:   /* ß */
  case 0x1e9e: /* ẞ */
    return "ss";
  case 0xe6: /* æ */
    return "ae";
  case 0xf0:  /* ð */
  case 0x111: /* đ */
    return "d";
  case 0xf8: /* ø */
    return "o";
  case 0xfe: /* þ */
    return "th";
  case 0x127: /* ħ */
    return "h";
  case 0x131: /* ı */
    return "i";
  case 0x142: /* ł */
    return "l";
  case 0x153: /* œ */
    return "oe";
  case 0x167: /* ŧ */
    return "t";
  case 0x3c2: /* ς */
    return "σ";
  case 0x2bc:
  case 0x2018:
  case 0x2019:
    return "'";
  case 0x2010:
  case 0x2013:
  case 0x2014:
  case 0x2212:
    return "-";
  default:
    return NULL;
  }
}

/* A character that stands alone: what is left of another one that was taken apart. */
static void
append_part (GString *result, gunichar c)
{
  gunichar lower = g_unichar_tolower (c);
  const char *plain = get_plain (lower);
  int digit = g_unichar_digit_value (c);

  if (plain != NULL)
    g_string_append (result, plain);
  else if (digit >= 0)
    g_string_append_c (result, '0' + digit);
  else if (g_unichar_isspace (c))
    g_string_append_c (result, ' ');
  else if (g_unichar_combining_class (c) == 0)
    g_string_append_unichar (result, lower);
}

static void
append_character (GString *result, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < MIN (n, G_N_ELEMENTS (parts)); i++)
    append_part (result, parts[i]);
}

static void
append_folded (GString *result, const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    if ((guchar) *c >= 0x80)
      append_character (result, g_utf8_get_char (c));
    else
      g_string_append_c (result, g_ascii_isspace (*c) ? ' ' : g_ascii_tolower (*c));
  }
}

/* A line break ends a field: nothing is found across two. */
static void
append_field (GString *result, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  append_folded (result, text);
  g_string_append_c (result, '\n');
}

static gboolean
is_separator (char c)
{
  return c != '\0' && strchr (separators, c) != NULL;
}

/* Groups of digits become one number; anything else ends it. The zero of +49 (0)221 is not dialled
 * with what stands before it. */
static void
append_digits (GString *digits, const char *folded)
{
  for (const char *c = folded; *c != '\0'; c++) {
    gboolean within = digits->len > 0 && g_ascii_isdigit (digits->str[digits->len - 1]);

    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
    else if (within && strncmp (c, "(0)", 3) == 0)
      c += 2;
    else if (within && !is_separator (*c))
      g_string_append_c (digits, '\n');
  }
}

/* Returns: where the next part begins */
static gsize
end_part (GString *text)
{
  g_string_append_c (text, '\0');
  return text->len;
}

BwPersonIndex *
bw_person_index_new (const char *name, const char *organisation, GPtrArray *addresses)
{
  BwPersonIndex *self = g_new (BwPersonIndex, 1);
  GString *text = g_string_sized_new (128);
  g_autoptr (GString) digits = g_string_sized_new (64);
  gsize places;
  gsize numbers;

  append_field (text, name);
  append_field (text, organisation);
  places = end_part (text);
  for (guint i = 0; i < addresses->len; i++)
    append_field (text, ((BwPersonAddress *) g_ptr_array_index (addresses, i))->address);
  append_digits (digits, text->str);
  append_digits (digits, text->str + places);
  numbers = end_part (text);
  g_string_append (text, digits->str);
  self->words = g_string_free (text, FALSE);
  self->places = self->words + places;
  self->digits = self->words + numbers;
  return self;
}

void
bw_person_index_free (BwPersonIndex *self)
{
  g_free (self->words);
  g_free (self);
}

static gboolean
is_word_start (const char *text, const char *place)
{
  return place == text ||
         !g_unichar_isalnum (g_utf8_get_char (g_utf8_find_prev_char (text, place))) ||
         bw_search_words_is_split (g_utf8_get_char (place));
}

static gboolean
has_word (const char *text, const char *word)
{
  for (const char *place = strstr (text, word); place != NULL; place = strstr (place + 1, word))
    if (is_word_start (text, place))
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *word)
{
  return word[strspn (word, "0123456789")] == '\0';
}

static gboolean
has_number (const char *digits, const char *number)
{
  const char *significant = number + strspn (number, "0");

  return strstr (digits, number) != NULL ||
         (significant != number && strlen (significant) >= MIN_SIGNIFICANT &&
          strstr (digits, significant) != NULL);
}

gboolean
bw_person_index_matches (const BwPersonIndex *self, const char *const *folded)
{
  for (const char *const *word = folded; *word != NULL; word++) {
    gboolean found = is_number (*word)
                         ? has_number (self->digits, *word)
                         : has_word (self->words, *word) || strstr (self->places, *word) != NULL;

    if (!found)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_dialled (const char *word)
{
  return word[strspn (word, "0123456789 \t-./()+")] == '\0';
}

static gboolean
is_sign (const char *word)
{
  for (const char *c = word; *c != '\0'; c++)
    if ((guchar) *c >= 0x80 || g_ascii_isalnum (*c))
      return FALSE;
  return TRUE;
}

static void
end_number (GPtrArray *words, GString *number)
{
  if (number->len > 0)
    g_ptr_array_add (words, g_strdup (number->str));
  g_string_truncate (number, 0);
}

/* Signs alone are left out, also those between the groups of a number. */
static void
add_word (GPtrArray *words, GString *number, const char *word)
{
  if (is_sign (word))
    return;
  if (is_dialled (word)) {
    append_digits (number, word);
    return;
  }
  end_number (words, number);
  g_ptr_array_add (words, g_strdup (word));
}

static char *
fold_typed (const char *typed)
{
  g_autofree char *valid = g_utf8_make_valid (typed, strnlen (typed, MAX_TYPED));
  GString *folded = g_string_new (NULL);

  append_folded (folded, valid);
  return g_string_free (folded, FALSE);
}

char **
bw_person_fold (const char *typed)
{
  g_autofree char *folded = fold_typed (typed != NULL ? typed : "");
  g_auto (GStrv) parts = g_strsplit (folded, " ", 0);
  g_autoptr (GString) number = g_string_new (NULL);
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL && words->len < MAX_WORDS; i++)
    add_word (words, number, parts[i]);
  end_number (words, number);
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}
