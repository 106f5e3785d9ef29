/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Links in plain text. Pure: it shows nothing and follows nothing.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-text-links.h"

#include <string.h>

typedef struct {
  const char *prefix;
  const char *wants; /* what must come in it, for it to be more than a word with a colon */
} Scheme;

#define LETTERS_AND_DIGITS "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define IN_A_NUMBER "+-.()*#;=:@%" LETTERS_AND_DIGITS

static const Scheme schemes[] = {
  { "http://", NULL }, { "https://", NULL }, { "mailto:", "@" },
  { "sip:", NULL },    { "sips:", NULL },    { "tel:", "0123456789" },
};

static gboolean
is_number (const Scheme *scheme)
{
  return g_str_equal (scheme->prefix, "tel:");
}

static const Scheme *
find_scheme (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (text, schemes[i].prefix, strlen (schemes[i].prefix)) == 0)
      return &schemes[i];

  return NULL;
}

/* In "xhttp:" and "a+sip:" another scheme is meant. */
static gboolean
is_boundary (const char *text, const char *place)
{
  gunichar before;

  if (place == text)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (place));

  return !g_unichar_isalnum (before) && before != '+' && before != '-' && before != '.' &&
         before != '/';
}

/* White space, what is not to be seen, and the punctuation of all scripts. */
#define OF_TYPE(type) (1u << G_UNICODE_##type)
#define ENDING_TYPES                                                                               \
  (OF_TYPE (CONTROL) | OF_TYPE (FORMAT) | OF_TYPE (UNASSIGNED) | OF_TYPE (PRIVATE_USE) |           \
   OF_TYPE (LINE_SEPARATOR) | OF_TYPE (PARAGRAPH_SEPARATOR) | OF_TYPE (SPACE_SEPARATOR) |          \
   OF_TYPE (OPEN_PUNCTUATION) | OF_TYPE (CLOSE_PUNCTUATION) | OF_TYPE (INITIAL_PUNCTUATION) |      \
   OF_TYPE (FINAL_PUNCTUATION) | OF_TYPE (OTHER_PUNCTUATION))

/* What never stands in a link: RFC 3986 leaves it out, or it would make it look like another one.
 */
static gboolean
ends_link (gunichar c)
{
  if (c < 0x80)
    return c <= ' ' || c == 0x7f || strchr ("<>\"`{}|\\^", (int) c) != NULL;

  return (ENDING_TYPES >> g_unichar_type (c) & 1) != 0;
}

static const char *
find_end (const Scheme *scheme, const char *start)
{
  const char *end = start;

  if (is_number (scheme))
    return start + strspn (start, IN_A_NUMBER);
  while (*end != '\0' && !ends_link (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return end;
}

static guint
count (const char *start, const char *end, char wanted)
{
  guint n = 0;

  for (const char *c = start; c < end; c++)
    n += *c == wanted;

  return n;
}

static gboolean
is_loose (const char *start, const char *last)
{
  switch (*last) {
  case ')':
    return count (start, last + 1, ')') > count (start, last, '(');
  case ']':
    return count (start, last + 1, ']') > count (start, last, '[');
  default:
    return strchr (".,;:!?'*([", *last) != NULL;
  }
}

/* The full stop behind a link ends the sentence. */
static const char *
trim_end (const char *start, const char *end)
{
  while (end > start && is_loose (start, end - 1))
    end--;

  return end;
}

static gboolean
is_whole (const Scheme *scheme, const char *start, const char *end)
{
  g_autofree char *rest = g_strndup (start, (gsize) (end - start));
  gunichar first = g_utf8_get_char (rest);

  if (scheme->wants != NULL && strpbrk (rest, scheme->wants) == NULL)
    return FALSE;

  return g_unichar_isalnum (first) || first == '+' || first == '[' || first == '*' || first == '(';
}

static gsize
measure_link (const char *place)
{
  const Scheme *scheme = find_scheme (place);
  const char *start;
  const char *end;

  if (scheme == NULL)
    return 0;
  start = place + strlen (scheme->prefix);
  end = trim_end (start, find_end (scheme, start));

  return is_whole (scheme, start, end) ? (gsize) (end - place) : 0;
}

GArray *
bw_text_links_find (const char *text)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (BwTextRange));
  const char *place = text;

  while ((place = strpbrk (place, "hHmMsStT")) != NULL) {
    gsize length = is_boundary (text, place) ? measure_link (place) : 0;
    BwTextRange range = { (guint) (place - text), (guint) (place - text + length) };

    if (length > 0)
      g_array_append_val (links, range);
    place += MAX (length, 1);
  }

  return links;
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

char *
bw_text_links_to_markup (const char *text, GArray *links)
{
  GString *markup = g_string_new (NULL);
  guint done = 0;

  for (guint i = 0; i < links->len; i++) {
    const BwTextRange *link = &g_array_index (links, BwTextRange, i);
    gsize length = link->end - link->start;

    append_escaped (markup, text + done, link->start - done);
    g_string_append (markup, "<a href=\"");
    append_escaped (markup, text + link->start, length);
    g_string_append (markup, "\">");
    append_escaped (markup, text + link->start, length);
    g_string_append (markup, "</a>");
    done = link->end;
  }
  append_escaped (markup, text + done, strlen (text + done));

  return g_string_free (markup, FALSE);
}

gboolean
bw_text_link_is_call (const char *uri)
{
  const char *calls[] = { "sip:", "sips:", "tel:" };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    if (g_ascii_strncasecmp (uri, calls[i], strlen (calls[i])) == 0)
      return TRUE;

  return FALSE;
}
