/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The line of a text in which a list shows what was found. It compares as the full-text index does,
 * by the beginnings of words, without regard to case and diacritics; but it must not know the
 * index.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-search-words.h"

#include <string.h>

/* In characters: how much is shown, and how much of it before the first word that was found. */
#define SNIPPET_LENGTH 120
#define SNIPPET_LEAD 24

/* Of a longer text, only so many bytes are looked through. */
#define MAX_TEXT 20000

/* One character of a text as it is compared, and where it stands. */
typedef struct {
  gunichar c;
  guint start;
  guint end;
} Letter;

static gunichar
fold (gunichar c)
{
  gunichar decomposed[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  g_unichar_fully_decompose (c, FALSE, decomposed, G_N_ELEMENTS (decomposed));
  return g_unichar_tolower (decomposed[0]);
}

/* Marks belong to the character before them. */
static void
append_letter (GArray *letters, gunichar c, guint start, guint end)
{
  Letter letter = { fold (c), start, end };

  if (g_unichar_ismark (c) && letters->len > 0)
    g_array_index (letters, Letter, letters->len - 1).end = end;
  else
    g_array_append_val (letters, letter);
}

static GArray *
make_letters (const char *text, const char *text_end)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));

  for (const char *c = text; c < text_end; c = g_utf8_next_char (c))
    append_letter (letters, g_utf8_get_char (c), c - text, g_utf8_next_char (c) - text);
  return letters;
}

static Letter *
get_letter (GArray *letters, guint i)
{
  return &g_array_index (letters, Letter, i);
}

/* Words of scripts without blanks begin anywhere. */
static gboolean
can_begin (GArray *letters, guint i)
{
  return i == 0 || !g_unichar_isalnum (get_letter (letters, i - 1)->c) ||
         bw_search_words_is_split (get_letter (letters, i)->c);
}

static gboolean
matches (GArray *letters, guint i, GArray *word)
{
  if (word->len == 0 || i + word->len > letters->len || !can_begin (letters, i))
    return FALSE;
  for (guint k = 0; k < word->len; k++)
    if (get_letter (letters, i + k)->c != get_letter (word, k)->c)
      return FALSE;
  return TRUE;
}

static GPtrArray *
make_words (const char *typed)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_auto (GStrv) split = bw_search_words_split (typed);

  for (gsize i = 0; split[i] != NULL; i++)
    g_ptr_array_add (words, make_letters (split[i], split[i] + strlen (split[i])));
  return words;
}

/* How many characters from @i on are one of the words, the longest that is; 0 for none. */
static guint
get_match (GArray *letters, guint i, GPtrArray *words)
{
  guint length = 0;

  for (guint w = 0; w < words->len; w++) {
    GArray *word = g_ptr_array_index (words, w);

    if (matches (letters, i, word))
      length = MAX (length, word->len);
  }
  return length;
}

static guint
find_first (GArray *letters, GPtrArray *words)
{
  for (guint i = 0; i < letters->len; i++)
    if (get_match (letters, i, words) > 0)
      return i;
  return 0;
}

static void
append_character (GString *snippet, const char *text, const Letter *letter)
{
  if (g_unichar_isspace (letter->c) || g_unichar_iscntrl (letter->c))
    g_string_append_c (snippet, ' ');
  else
    g_string_append_len (snippet, text + letter->start, letter->end - letter->start);
}

static void
append_ellipsis (GString *snippet)
{
  g_string_append (snippet, "…");
}

/* Copies the letters from @first to @last and notes which of them were looked for. */
static void
append_letters (GString *snippet,
                const char *text,
                GArray *letters,
                guint first,
                guint last,
                GPtrArray *words,
                GArray *ranges)
{
  guint end = 0;

  for (guint i = first; i < last; i++) {
    guint length = i >= end ? get_match (letters, i, words) : 0;

    if (length > 0) {
      BwTextRange range = { snippet->len, snippet->len };

      end = i + length;
      g_array_append_val (ranges, range);
    }
    append_character (snippet, text, get_letter (letters, i));
    if (i < end)
      g_array_index (ranges, BwTextRange, ranges->len - 1).end = snippet->len;
  }
}

char *
bw_search_words_make_snippet (const char *text, const char *typed, GArray *ranges)
{
  gsize size = strnlen (text, MAX_TEXT + 1);
  const char *end = size > MAX_TEXT ? g_utf8_find_prev_char (text, text + MAX_TEXT) : text + size;
  g_autoptr (GArray) letters = make_letters (text, end);
  g_autoptr (GPtrArray) words = make_words (typed);
  g_autoptr (GString) snippet = g_string_new (NULL);
  guint found = find_first (letters, words);
  guint first = found > SNIPPET_LEAD ? found - SNIPPET_LEAD : 0;
  guint last = MIN (letters->len, first + SNIPPET_LENGTH);

  if (first > 0)
    append_ellipsis (snippet);
  append_letters (snippet, text, letters, first, last, words, ranges);
  if (last < letters->len || *end != '\0')
    append_ellipsis (snippet);
  return g_strdup (snippet->str);
}
