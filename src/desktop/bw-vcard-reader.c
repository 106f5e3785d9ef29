/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the cards and their lines in any bytes: line ends, folds and soft breaks of all versions.
 * Knows nothing of what the lines mean. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-draft.h"
#include "bw-content-text.h"
#include "bw-vcard-card.h"
#include "bw-vcard-line.h"

#include <string.h>

/* What is longer is cut: the largest picture that we keep is a tenth of it. */
#define MAX_LINE (4 * 1024 * 1024)
#define MAX_LINES 2000
#define MAX_HEAD 1024
#define MARK "\xef\xbb\xbf"

typedef struct {
  BwPersonOrigin origin;
  GPtrArray *found;
  guint *n_unreadable;
  GString *line;    /* the one that is being put together */
  GPtrArray *lines; /* (nullable) of the card that is open */
  guint depth;      /* of cards within the card */
  gboolean is_old;  /* folds of vCard 2.1 keep their blank */
  gboolean too_many;
} Reader;

static gboolean
is_word (const char *text, gsize length, const char *word)
{
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  return length == strlen (word) && g_ascii_strncasecmp (text, word, length) == 0;
}

/* What stands in front of the value decides how the lines behind it are read. */
static gboolean
head_says (GString *line, gboolean (*says) (BwVcardLine *head))
{
  const char *colon = memchr (line->str, ':', MIN (line->len, MAX_HEAD));
  g_autoptr (BwVcardLine) head =
      colon ? bw_vcard_line_parse (line->str, (gsize) (colon + 1 - line->str)) : NULL;

  return head && says (head);
}

static gboolean
is_open_quoted_printable (GString *line)
{
  return line->len > 0 && line->str[line->len - 1] == '=' &&
         head_says (line, bw_vcard_line_is_quoted_printable);
}

static void
close_card (Reader *self)
{
  gboolean is_person;
  BwFoundPerson *person = bw_vcard_card_read (self->lines, self->origin, &is_person);

  if (self->too_many)
    g_clear_pointer (&person, bw_found_person_free);
  if (is_person)
    bw_contact_found_take (self->found, person, self->n_unreadable);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

static void
open_card (Reader *self)
{
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) bw_vcard_line_free);
  self->depth = 0;
  self->is_old = FALSE;
  self->too_many = FALSE;
}

/* vCard 2.1 puts the card of an agent into the card. */
static gboolean
is_agent (Reader *self)
{
  BwVcardLine *last;

  if (self->lines->len == 0)
    return FALSE;

  last = g_ptr_array_index (self->lines, self->lines->len - 1);

  return g_str_equal (last->name, "AGENT") && last->length == 0;
}

/* A card that was never closed ends where the next one begins. */
static void
begin (Reader *self)
{
  if (self->lines && (self->depth > 0 || is_agent (self))) {
    self->depth++;
    return;
  }

  if (self->lines)
    close_card (self);
  open_card (self);
}

static void
end (Reader *self)
{
  if (self->depth > 0)
    self->depth--;
  else if (self->lines)
    close_card (self);
}

static void
add_line (Reader *self)
{
  BwVcardLine *line;

  if (!self->lines || self->depth > 0)
    return;

  self->too_many = self->too_many || self->lines->len >= MAX_LINES;
  line = self->too_many ? NULL : bw_vcard_line_parse (self->line->str, self->line->len);
  if (!line)
    return;

  if (g_str_equal (line->name, "VERSION"))
    self->is_old = is_word (line->value, line->length, "2.1");
  g_ptr_array_add (self->lines, line);
}

static void
finish_line (Reader *self)
{
  GString *line = self->line;

  if (is_word (line->str, line->len, "BEGIN:VCARD"))
    begin (self);
  else if (is_word (line->str, line->len, "END:VCARD"))
    end (self);
  else if (line->len > 0)
    add_line (self);

  g_string_truncate (line, 0);
}

static void
append (Reader *self, const char *text, gsize length)
{
  gsize room = MAX_LINE - MIN (self->line->len, MAX_LINE);

  g_string_append_len (self->line, text, (gssize) MIN (length, room));
}

static gboolean
is_boundary (const char *text, gsize length)
{
  return is_word (text, length, "END:VCARD") || is_word (text, length, "BEGIN:VCARD");
}

/* Takes what belongs to the line before. Returns: FALSE for a line of its own */
static gboolean
continue_line (Reader *self, const char *text, gsize length)
{
  if (is_boundary (text, length))
    return FALSE;

  if (is_open_quoted_printable (self->line)) {
    g_string_truncate (self->line, self->line->len - 1);
    append (self, text, length);
    return TRUE;
  }

  if (self->line->len == 0 || length == 0)
    return FALSE;

  if (*text == ' ' || *text == '\t') {
    gsize blank = self->is_old ? 0 : 1;

    append (self, text + blank, length - blank);
    return TRUE;
  }

  /* Some programs fold base64 without a blank. */
  if (!memchr (text, ':', length) && head_says (self->line, bw_vcard_line_is_base64)) {
    append (self, text, length);
    return TRUE;
  }

  return FALSE;
}

static void
read_physical (Reader *self, const char *text, gsize length)
{
  if (length > 3 && memcmp (text, MARK, 3) == 0) {
    text += 3;
    length -= 3;
  }

  if (continue_line (self, text, length))
    return;

  finish_line (self);
  while (length > 0 && (*text == ' ' || *text == '\t')) {
    text++;
    length--;
  }
  append (self, text, length);
}

static void
read_all (Reader *self, const char *text, gsize length)
{
  const char *last = text + length;

  while (text < last) {
    const char *line_end = text;

    while (line_end < last && *line_end != '\n' && *line_end != '\r')
      line_end++;
    read_physical (self, text, (gsize) (line_end - text));

    text = line_end + 1;
    if (line_end + 1 < last && line_end[0] == '\r' && line_end[1] == '\n')
      text++;
  }
  finish_line (self);

  /* Its last line may be half a number. */
  if (self->lines)
    (*self->n_unreadable)++;
  g_clear_pointer (&self->lines, g_ptr_array_unref);
}

static gboolean
is_wide (const char *text, gsize length)
{
  return length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0 ||
                         memchr (text, '\0', MIN (length, 64)));
}

GPtrArray *
bw_vcard_read_as (BwPersonOrigin origin, const char *text, gsize length, guint *n_unreadable)
{
  g_autofree char *narrow = NULL;
  Reader reader = { origin, bw_contact_found_new (), n_unreadable, g_string_new (NULL) };
  gboolean exact;

  *n_unreadable = 0;
  if (is_wide (text, length)) {
    narrow = bw_content_text_decode (text, length, NULL, &exact);
    text = narrow;
    length = strlen (narrow);
  }
  read_all (&reader, text, length);
  g_string_free (reader.line, TRUE);

  return reader.found;
}

GPtrArray *
bw_vcard_read (const char *text, gsize length, guint *n_unreadable)
{
  return bw_vcard_read_as (BW_PERSON_ORIGIN_OWN, text, length, n_unreadable);
}
