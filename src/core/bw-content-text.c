/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes text of bytes whose charset is told, told wrong or not told. Total and linear: what cannot
 * be read is replaced, never dropped in silence. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-text.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT 0xfffd
#define MAX_LABEL 40

typedef enum {
  FAMILY_UTF8, /* and what says nothing: none, us-ascii */
  FAMILY_LATIN,
  FAMILY_UTF16,
  FAMILY_UTF16LE,
  FAMILY_UTF16BE,
  FAMILY_OTHER,
} Family;

static const struct {
  const char *label;
  Family family;
} families[] = {
  { "utf-8", FAMILY_UTF8 },       { "utf8", FAMILY_UTF8 },
  { "us-ascii", FAMILY_UTF8 },    { "ascii", FAMILY_UTF8 },
  { "iso-8859-1", FAMILY_LATIN }, { "iso8859-1", FAMILY_LATIN },
  { "latin1", FAMILY_LATIN },     { "windows-1252", FAMILY_LATIN },
  { "cp1252", FAMILY_LATIN },     { "utf-16", FAMILY_UTF16 },
  { "utf16", FAMILY_UTF16 },      { "ucs-2", FAMILY_UTF16 },
  { "ucs2", FAMILY_UTF16 },       { "iso-10646-ucs-2", FAMILY_UTF16 },
  { "utf-16le", FAMILY_UTF16LE }, { "ucs-2le", FAMILY_UTF16LE },
  { "utf-16be", FAMILY_UTF16BE }, { "ucs-2be", FAMILY_UTF16BE },
};

/* The 32 characters in which Windows-1252 differs from Latin-1. */
static const gunichar windows[] = {
  0x20ac,      REPLACEMENT, 0x201a, 0x0192, 0x201e, 0x2026,      0x2020, 0x2021,
  0x02c6,      0x2030,      0x0160, 0x2039, 0x0152, REPLACEMENT, 0x017d, REPLACEMENT,
  REPLACEMENT, 0x2018,      0x2019, 0x201c, 0x201d, 0x2022,      0x2013, 0x2014,
  0x02dc,      0x2122,      0x0161, 0x203a, 0x0153, REPLACEMENT, 0x017e, 0x0178,
};

static Family
find_family (const char *charset)
{
  if (!charset || !*charset)
    return FAMILY_UTF8;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_ascii_strcasecmp (charset, families[i].label) == 0)
      return families[i].family;

  return FAMILY_OTHER;
}

/* Steps over one character, or over one byte that belongs to none: then it is the replacement. A
 * NUL is a character here. */
static gunichar
next_utf8 (const char **data, const char *end)
{
  gunichar c;

  if ((guchar) * *data < 0x80)
    return (guchar) * (*data)++;

  c = g_utf8_get_char_validated (*data, end - *data);
  if (c >= (gunichar) -2) {
    (*data)++;
    return REPLACEMENT;
  }

  *data = g_utf8_next_char (*data);

  return c;
}

/* How many characters of several bytes there are, and how many bytes that belong to none. */
static void
count_utf8 (const char *data, gsize size, gsize *n_long, gsize *n_broken)
{
  const char *end = data + size;

  *n_long = *n_broken = 0;
  while (data < end) {
    const char *start = data;
    gunichar c = next_utf8 (&data, end);

    if (data - start > 1)
      (*n_long)++;
    else if (c == REPLACEMENT)
      (*n_broken)++;
  }
}

static gboolean
is_utf8 (const char *data, gsize size)
{
  gsize n_long;
  gsize n_broken;

  count_utf8 (data, size, &n_long, &n_broken);

  return n_broken == 0;
}

static GString *
read_utf8 (const char *data, gsize size)
{
  GString *text = g_string_sized_new (size);

  for (const char *end = data + size; data < end;)
    g_string_append_unichar (text, next_utf8 (&data, end));

  return text;
}

void
bw_content_text_append_windows (GString *text, guchar byte)
{
  g_string_append_unichar (text, byte >= 0x80 && byte < 0xa0 ? windows[byte - 0x80] : byte);
}

static GString *
read_windows (const char *data, gsize size)
{
  GString *text = g_string_sized_new (size);

  for (gsize i = 0; i < size; i++)
    bw_content_text_append_windows (text, (guchar) data[i]);

  return text;
}

/* Text that was cut in the middle of a character is still UTF-8; text of Windows-1252 has hardly a
 * sequence that is. */
static GString *
read_unlabelled (const char *data, gsize size, Family family, gboolean *exact)
{
  gsize n_long;
  gsize n_broken;

  count_utf8 (data, size, &n_long, &n_broken);
  if (family == FAMILY_LATIN)
    *exact = n_broken > 0 || n_long == 0;
  else if (family == FAMILY_UTF8)
    *exact = n_broken == 0;
  else
    *exact = n_broken == 0 && n_long == 0;

  return n_broken <= n_long ? read_utf8 (data, size) : read_windows (data, size);
}

static gunichar2
get_unit (const char *data, gboolean big)
{
  const guchar *bytes = (const guchar *) data;

  return (gunichar2) (big ? bytes[0] << 8 | bytes[1] : bytes[1] << 8 | bytes[0]);
}

/* Returns: the bytes of the character at @data, which has two bytes at least */
static gsize
read_utf16_character (const char *data, gsize size, gboolean big, gunichar *c)
{
  gunichar2 low;

  *c = get_unit (data, big);
  if (*c < 0xd800 || *c > 0xdfff)
    return 2;

  low = size >= 4 ? get_unit (data + 2, big) : 0;
  if (*c > 0xdbff || low < 0xdc00 || low > 0xdfff) {
    *c = REPLACEMENT;
    return 2;
  }
  *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);

  return 4;
}

static GString *
read_utf16 (const char *data, gsize size, gboolean big, gboolean *exact)
{
  GString *text = g_string_sized_new (size);
  gsize i = 0;

  while (i + 1 < size) {
    gunichar c;

    i += read_utf16_character (data + i, size - i, big, &c);
    *exact = *exact && c != REPLACEMENT;
    g_string_append_unichar (text, c);
  }
  if (i < size) {
    *exact = FALSE;
    g_string_append_unichar (text, REPLACEMENT);
  }

  return text;
}

/* @even is the upper half of a character in big endian, @odd in little endian. */
static void
count_zeros (const char *data, gsize size, gsize *even, gsize *odd)
{
  *even = *odd = 0;
  for (gsize i = 0; i < size; i++)
    if (data[i] == '\0')
      (*(i % 2 ? odd : even))++;
}

/* RFC 2781, 4.3: big endian where nothing says otherwise. */
static gboolean
is_big_endian (const char *data, gsize size)
{
  gsize even;
  gsize odd;

  count_zeros (data, size, &even, &odd);

  return even >= odd;
}

static gboolean
looks_like_utf16 (const char *data, gsize size)
{
  gsize even;
  gsize odd;

  count_zeros (data, size, &even, &odd);

  /* Three quarters of it are letters that have a NUL for their upper half. */
  return size >= 4 && size % 2 == 0 && MIN (even, odd) == 0 && MAX (even, odd) >= size * 3 / 8;
}

/* What reaches iconv is a name, never an option of it. */
static gboolean
is_label (const char *charset)
{
  gsize length = strnlen (charset, MAX_LABEL + 1);

  return length <= MAX_LABEL &&
         strspn (charset, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.:+()") == length;
}

/* Converts as far as it goes. Returns: FALSE where a byte stands in the way, which is the first of
 * what is left then */
static gboolean
convert_some (GIConv converter, char **data, gsize *size, GString *text)
{
  char buffer[4096];
  gboolean full;

  do {
    char *out = buffer;
    gsize left = sizeof buffer;
    gsize result = g_iconv (converter, data, size, &out, &left);

    full = result == (gsize) -1 && errno == E2BIG && left < sizeof buffer;
    g_string_append_len (text, buffer, out - buffer);
  } while (full);

  return *size == 0;
}

/* Some charsets hold a character back that the next one could change. */
static void
flush (GIConv converter, GString *text)
{
  char buffer[64];
  char *out = buffer;
  gsize left = sizeof buffer;

  if (g_iconv (converter, NULL, NULL, &out, &left) != (gsize) -1)
    g_string_append_len (text, buffer, out - buffer);
}

static GString *
read_by_iconv (const char *data, gsize size, const char *charset, gboolean *exact)
{
  GIConv converter = is_label (charset) ? g_iconv_open ("UTF-8", charset) : (GIConv) -1;
  GString *text;
  char *in = (char *) data;

  if (converter == (GIConv) -1)
    return NULL;

  text = g_string_sized_new (size);
  while (!convert_some (converter, &in, &size, text)) {
    *exact = FALSE;
    g_string_append_unichar (text, REPLACEMENT);
    in++;
    size--;
  }
  flush (converter, text);
  g_iconv_close (converter);

  return text;
}

static GString *
read_other (const char *data, gsize size, const char *charset, gboolean *exact)
{
  GString *text = read_by_iconv (data, size, charset, exact);

  if (text && (*exact || !is_utf8 (data, size)))
    return text;

  if (text)
    g_string_free (text, TRUE);

  return read_unlabelled (data, size, FAMILY_OTHER, exact);
}

/* The charset that a byte order mark names, of which @length is the length. */
static const char *
find_mark (const char *data, gsize size, gsize *length)
{
  static const struct {
    const char *mark;
    gsize length;
    const char *charset;
  } marks[] = {
    { "\xef\xbb\xbf", 3, "utf-8" },    { "\xff\xfe\0\0", 4, "UTF-32LE" },
    { "\0\0\xfe\xff", 4, "UTF-32BE" }, { "\xff\xfe", 2, "utf-16le" },
    { "\xfe\xff", 2, "utf-16be" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++) {
    *length = marks[i].length;
    if (size >= *length && memcmp (data, marks[i].mark, *length) == 0)
      return marks[i].charset;
  }
  *length = 0;

  return NULL;
}

static GString *
read_family (const char *data, gsize size, const char *charset, gboolean *exact)
{
  Family family = find_family (charset);

  if (family == FAMILY_UTF8 && looks_like_utf16 (data, size)) {
    GString *text = read_utf16 (data, size, is_big_endian (data, size), exact);

    *exact = FALSE;
    return text;
  }

  switch (family) {
  case FAMILY_UTF8:
  case FAMILY_LATIN:
    return read_unlabelled (data, size, family, exact);
  case FAMILY_UTF16:
    return read_utf16 (data, size, is_big_endian (data, size), exact);
  case FAMILY_UTF16LE:
  case FAMILY_UTF16BE:
    return read_utf16 (data, size, family == FAMILY_UTF16BE, exact);
  case FAMILY_OTHER:
    return read_other (data, size, charset, exact);
  }

  g_return_val_if_reached (g_string_new (NULL));
}

static void
append_clean (GString *clean, gunichar c, gunichar next, gboolean *exact)
{
  if (c == '\r' && next == '\n')
    return;

  if (c == '\r')
    c = '\n';
  if (g_unichar_iscntrl (c) && c != '\n' && c != '\t') {
    *exact = FALSE;
    c = REPLACEMENT;
  }
  g_string_append_unichar (clean, c);
}

static char *
clean_text (GString *text, gboolean *exact)
{
  GString *clean = g_string_sized_new (text->len);
  const char *p = text->str;
  const char *end;

  while (text->len > 0 && text->str[text->len - 1] == '\0')
    g_string_truncate (text, text->len - 1);

  for (end = p + text->len; p < end;) {
    gunichar c = next_utf8 (&p, end);

    append_clean (clean, c, p < end ? (guchar) *p : 0, exact);
  }
  g_string_free (text, TRUE);

  return g_string_free (clean, FALSE);
}

const char *
bw_content_peek (GBytes *bytes, gsize *size)
{
  const char *data = g_bytes_get_data (bytes, size);

  return data ? data : "";
}

char *
bw_content_text_decode (const char *data, gsize size, const char *charset, gboolean *exact)
{
  gsize length;
  const char *begin = data ? data : "";
  const char *marked = find_mark (begin, size, &length);

  *exact = TRUE;

  return clean_text (read_family (begin + length, size - length, marked ? marked : charset, exact),
                     exact);
}

gboolean
bw_content_text_is_likely (const char *data, gsize size)
{
  gsize length;
  gsize n_controls = 0;

  if (find_mark (data, size, &length) || looks_like_utf16 (data, size))
    return TRUE;

  while (size > 0 && data[size - 1] == '\0')
    size--;

  for (gsize i = 0; i < size; i++)
    if (g_ascii_iscntrl (data[i]) && !g_ascii_isspace (data[i]))
      n_controls++;

  return n_controls <= size / 50 && (size == 0 || !memchr (data, '\0', size));
}

char *
bw_content_text_from_header (const char *value)
{
  gboolean exact;
  char *text = bw_content_text_decode (value, strlen (value), NULL, &exact);

  return g_strdelimit (text, "\n\t", ' ');
}
