/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a multipart (RFC 2046, 5.1) apart and finds what of it is to be read. Bounded: what has
 * more parts than anybody sends is looked at as far as that. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-content-parameters.h"
#include "bw-content-readers.h"
#include "bw-content-text.h"

#include <string.h>

#define MAX_PARTS 64
#define MAX_BOUNDARY 200

/* What is wanted most comes last. */
typedef enum {
  RANK_LAYOUT, /* how other parts are to be arranged: nobody reads it */
  RANK_FILE,
  RANK_WRAPPED, /* what is in it is to be found out */
  RANK_HTML,
  RANK_TEXT,
} Rank;

typedef struct {
  gsize begin; /* of the line */
  gsize end;   /* behind it */
  gboolean last;
} Delimiter;

static gboolean
match_delimiter (const char *line, gsize length, const char *boundary, gboolean *last)
{
  gsize n = strlen (boundary);

  if (length < n + 2 || memcmp (line, "--", 2) != 0 || memcmp (line + 2, boundary, n) != 0)
    return FALSE;

  line += n + 2;
  length -= n + 2;
  *last = length >= 2 && memcmp (line, "--", 2) == 0;
  if (*last) {
    line += 2;
    length -= 2;
  }
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;

  return TRUE;
}

/* Looks for the next line that is a delimiter, from a line's beginning on. */
static gboolean
find_delimiter (const char *data, gsize size, gsize from, const char *boundary, Delimiter *found)
{
  while (from < size) {
    const char *newline = memchr (data + from, '\n', size - from);
    gsize end = newline ? (gsize) (newline - data) + 1 : size;

    if (match_delimiter (data + from, end - from, boundary, &found->last)) {
      found->begin = from;
      found->end = end;
      return TRUE;
    }
    from = end;
  }

  return FALSE;
}

/* The line end in front of a delimiter belongs to it. */
static gsize
trim_end (const char *data, gsize begin, gsize end)
{
  if (end > begin && data[end - 1] == '\n')
    end--;
  if (end > begin && data[end - 1] == '\r')
    end--;

  return end;
}

static void
add_part (GArray *parts, GBytes *body, gsize begin, gsize end)
{
  gsize size;
  const char *data = bw_content_peek (body, &size);
  gsize length = 0;
  g_autoptr (GHashTable) headers = bw_header_block_read (data + begin, end - begin, &length);
  g_autoptr (GBytes) bytes = NULL;
  BwContentPart part;

  if (!headers)
    length = 0;
  bytes = g_bytes_new_from_bytes (body, begin + length, end - begin - length);
  if (headers)
    bw_content_part_init_headers (&part, headers, bytes);
  else
    bw_content_part_init (&part, NULL, NULL, NULL, bytes);
  if (!part.type && !part.attachment)
    part.type = g_strdup ("text/plain");
  g_array_append_val (parts, part);
}

/* One whose boundary was lost on the way begins with it. */
static char *
dup_boundary (const BwContentPart *part)
{
  gsize size;
  const char *data = bw_content_peek (part->body, &size);
  gsize length = 2;

  if (part->boundary && *part->boundary)
    return g_strdup (part->boundary);

  if (size < 3 || memcmp (data, "--", 2) != 0)
    return NULL;

  while (length < size && length < MAX_BOUNDARY && g_ascii_isgraph (data[length]))
    length++;

  return length > 2 ? g_strndup (data + 2, length - 2) : NULL;
}

static void
clear_part (gpointer part)
{
  bw_content_part_clear (part);
}

static Rank
get_rank (const BwContentPart *part)
{
  if (part->attachment)
    return RANK_FILE;

  if (g_str_equal (part->type, "application/smil"))
    return RANK_LAYOUT;

  if (g_str_equal (part->type, "text/plain"))
    return RANK_TEXT;

  if (g_str_has_prefix (part->type, "text/"))
    return RANK_HTML;

  if (g_str_has_prefix (part->type, "multipart/") || g_str_has_prefix (part->type, "message/"))
    return RANK_WRAPPED;

  return RANK_FILE;
}

static guint
find_best (GArray *parts, guint *n_seen)
{
  guint best = 0;

  *n_seen = 0;
  for (guint i = 0; i < parts->len; i++) {
    Rank rank = get_rank (&g_array_index (parts, BwContentPart, i));

    if (rank > RANK_LAYOUT)
      (*n_seen)++;
    if (rank > get_rank (&g_array_index (parts, BwContentPart, best)))
      best = i;
  }

  return best;
}

GArray *
bw_multipart_split (const BwContentPart *part, guint max)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (BwContentPart));
  g_autofree char *boundary = dup_boundary (part);
  gsize size;
  const char *data = bw_content_peek (part->body, &size);
  Delimiter open;
  Delimiter close;

  g_array_set_clear_func (parts, clear_part);
  if (!boundary || !find_delimiter (data, size, 0, boundary, &open))
    return parts;

  while (!open.last && open.end < size && parts->len < max) {
    /* One that was cut off ends with the body. */
    if (!find_delimiter (data, size, open.end, boundary, &close))
      close = (Delimiter){ size, size, TRUE };
    add_part (parts, part->body, open.end, trim_end (data, open.end, close.begin));
    open = close;
  }

  return parts;
}

gboolean
bw_multipart_read (BwContentPart *part, gboolean *others)
{
  g_autoptr (GArray) parts = bw_multipart_split (part, MAX_PARTS);
  BwContentPart *best;
  BwContentPart whole = *part;
  guint n_seen;

  if (parts->len == 0)
    return FALSE;

  best = &g_array_index (parts, BwContentPart, find_best (parts, &n_seen));
  *others = n_seen > 1 && g_strcmp0 (part->type, "multipart/alternative") != 0;
  *part = *best;
  *best = whole; /* goes with the array */

  return TRUE;
}
