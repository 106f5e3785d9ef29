/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What a person types into the search, made into words that the full-text index knows. It must not
 * know the index itself.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-search-words.h"

#include <string.h>

/* What is typed beyond that is not looked at. */
#define MAX_WORDS 16
#define MAX_TYPED 400

/* A token between two runs, so that a row of characters is not found across both: what was folded
 * holds no such letter. */
#define GAP " ß "

/*
 * The index folds case, and takes the diacritics off Latin letters only. What it leaves to us: the
 * diacritics of other alphabets, the second form of the sigma, and the sharp s.
 */
static gboolean
needs_fold (gunichar c)
{
  gunichar base;
  gunichar mark;

  if (c < 0x80)
    return FALSE;
  if (c == 0xdf || c == 0x1e9e || c == 0x3c2)
    return TRUE;
  return g_unichar_get_script (c) != G_UNICODE_SCRIPT_LATIN &&
         g_unichar_decompose (c, &base, &mark) && g_unichar_combining_class (mark) != 0;
}

/* Returns: (transfer full): without case and diacritics */
static char *
fold (const char *text, gsize length)
{
  g_autofree char *folded = g_utf8_casefold (text, length);
  g_autofree char *decomposed = g_utf8_normalize (folded, -1, G_NORMALIZE_DEFAULT);
  GString *result = g_string_new (NULL);

  for (const char *c = decomposed; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_combining_class (g_utf8_get_char (c)) == 0)
      g_string_append_unichar (result, g_utf8_get_char (c));
  return g_string_free (result, FALSE);
}

/* Not the one that stands for bytes which are no text. */
static gboolean
is_symbol (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL && c != 0xfffd;
}

/* The index drops symbols, emoji among them: it is given their numbers, as words that begin with
 * the letter that no folded word has. */
static void
append_character (GString *result, gunichar c)
{
  if (is_symbol (c))
    g_string_append_printf (result, "ß%x ", c);
  else
    g_string_append_unichar (g_string_append_unichar (result, c), ' ');
}

/* Cuts a run of characters apart. */
static void
append_run (GString *result, const char *run, const char *end)
{
  if (result->len > 0)
    g_string_append (result, GAP);
  for (const char *c = run; c < end; c = g_utf8_next_char (c))
    append_character (result, g_utf8_get_char (c));
}

static void
append_folded (GString *result, const char *word, const char *end)
{
  g_autofree char *folded = NULL;
  gboolean needed = FALSE;

  for (const char *c = word; c < end && !needed; c = g_utf8_next_char (c))
    needed = needs_fold (g_utf8_get_char (c));
  if (!needed)
    return;
  folded = fold (word, end - word);
  g_string_append_printf (result, "%s%s ", result->len > 0 ? GAP : "", folded);
}

static gboolean
is_word (gunichar c)
{
  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !bw_search_words_is_split (c);
}

/* Returns: where the run of characters that are alike, of which @text is the first, ends */
static const char *
find_end (const char *text)
{
  gboolean split = bw_search_words_is_split (g_utf8_get_char (text));
  gboolean word = is_word (g_utf8_get_char (text));
  const char *end;

  for (end = g_utf8_next_char (text); *end != '\0'; end = g_utf8_next_char (end))
    if (bw_search_words_is_split (g_utf8_get_char (end)) != split ||
        is_word (g_utf8_get_char (end)) != word)
      break;
  return end;
}

static void
append_runs (GString *result, const char *text)
{
  const char *end;

  for (const char *run = text; run != NULL && *run != '\0'; run = end) {
    end = find_end (run);
    if (bw_search_words_is_split (g_utf8_get_char (run)))
      append_run (result, run, end);
    else if (is_word (g_utf8_get_char (run)))
      append_folded (result, run, end);
  }
}

static void
append_term (GString *query, const char *columns)
{
  if (query->len > 0)
    g_string_append (query, " AND ");
  g_string_append (query, columns);
}

/* Characters in quotation marks have no meaning; a quotation mark itself is doubled. */
static void
append_quoted (GString *query, const char *text, gsize length)
{
  g_string_append_c (query, '"');
  for (gsize i = 0; i < length; i++) {
    if (text[i] == '"')
      g_string_append_c (query, '"');
    g_string_append_c (query, text[i]);
  }
  g_string_append_c (query, '"');
}

static void
append_split (GString *query, const char *run, const char *end)
{
  g_autoptr (GString) characters = g_string_new (NULL);

  append_run (characters, run, end);
  append_term (query, "search : ");
  append_quoted (query, characters->str, characters->len);
}

static gboolean
has_letter (const char *word, const char *end)
{
  for (const char *c = word; c < end; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

/* Whether a text may hold the word in a form that only we know to be the same. */
static gboolean
has_other_forms (const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) word[i] >= 0x80)
      return TRUE;
  return g_strstr_len (word, length, "ss") != NULL;
}

static void
append_plain (GString *query, const char *word, const char *end)
{
  g_autofree char *folded = fold (word, end - word);

  if (!has_letter (word, end))
    return;
  append_term (query, "({text file_name} : ");
  append_quoted (query, word, end - word);
  g_string_append (query, " *");
  if (has_other_forms (folded, strlen (folded)) || has_other_forms (word, end - word)) {
    g_string_append (query, " OR search : ");
    append_quoted (query, folded, strlen (folded));
    g_string_append (query, " *");
  }
  g_string_append_c (query, ')');
}

/* One word may change between scripts: each part is looked for in its own way. */
static void
append_word (GString *query, const char *word)
{
  const char *end;

  for (const char *part = word; *part != '\0'; part = end) {
    gboolean split = bw_search_words_is_split (g_utf8_get_char (part));

    for (end = part; *end != '\0' && bw_search_words_is_split (g_utf8_get_char (end)) == split;)
      end = g_utf8_next_char (end);
    if (split)
      append_split (query, part, end);
    else
      append_plain (query, part, end);
  }
}

gboolean
bw_search_words_is_split (gunichar c)
{
  switch ((int) g_unichar_get_script (c)) {
  case G_UNICODE_SCRIPT_HAN:
  case G_UNICODE_SCRIPT_HIRAGANA:
  case G_UNICODE_SCRIPT_KATAKANA:
  case G_UNICODE_SCRIPT_BOPOMOFO:
  case G_UNICODE_SCRIPT_HANGUL:
  case G_UNICODE_SCRIPT_THAI:
  case G_UNICODE_SCRIPT_LAO:
  case G_UNICODE_SCRIPT_KHMER:
  case G_UNICODE_SCRIPT_MYANMAR:
  case G_UNICODE_SCRIPT_TIBETAN:
  case G_UNICODE_SCRIPT_YI:
    return TRUE;
  default:
    return is_symbol (c);
  }
}

char *
bw_search_words_make_index (const char *text, const char *file_name)
{
  g_autoptr (GString) result = g_string_new (NULL);

  append_runs (result, text);
  append_runs (result, file_name);
  return result->len > 0 ? g_strdup (result->str) : NULL;
}

char **
bw_search_words_split (const char *typed)
{
  g_autofree char *valid = g_utf8_make_valid (typed != NULL ? typed : "", -1);
  g_autofree char *start = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TYPED));
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint n_words = 0;

  for (char *c = start; *c != '\0'; c = g_utf8_next_char (c)) {
    char *end = c;

    while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)))
      end = g_utf8_next_char (end);
    if (end > c && n_words++ < MAX_WORDS) {
      g_autofree char *word = g_strndup (c, end - c);

      g_strv_builder_add (words, word);
    }
    if (*end == '\0')
      break;
    c = end;
  }
  return g_strv_builder_end (words);
}

char *
bw_search_words_make_query (const char *typed)
{
  g_auto (GStrv) words = bw_search_words_split (typed);
  g_autoptr (GString) query = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    append_word (query, words[i]);
  return query->len > 0 ? g_strdup (query->str) : NULL;
}
