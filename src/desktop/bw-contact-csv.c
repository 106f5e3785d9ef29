/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables with a line of headings, as address books export them. What a column is, its heading says
 * alone; the delimiter is the one with which the headings make sense. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-draft.h"
#include "bw-contact-readers.h"
#include "bw-csv-columns.h"
#include "bw-vcard-text.h"

#include <string.h>

/* Between several values in a cell of Google's. */
#define SEVERAL ":::"
#define MAX_CELLS 1000

/* Returns: behind a quoted cell; NULL where its quote is never closed */
static const char *
read_quoted (const char *text, GString *cell)
{
  for (text++; *text; text++) {
    if (*text == '"' && text[1] != '"')
      return text + 1;
    if (*text == '"')
      text++;
    g_string_append_c (cell, *text);
  }

  return NULL;
}

static const char *
read_cell (const char *text, char delimiter, GString *cell)
{
  const char *end = *text == '"' ? read_quoted (text, cell) : NULL;

  if (!end)
    g_string_truncate (cell, 0);

  /* What stands behind a closing quote belongs to the cell; so does a quote that is not closed. */
  for (text = end ? end : text; *text && *text != delimiter && *text != '\n'; text++)
    g_string_append_c (cell, *text);

  return text;
}

/* Returns: where the next row begins */
static const char *
read_row (const char *text, char delimiter, GPtrArray *cells)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean more = TRUE;

  g_ptr_array_set_size (cells, 0);
  while (more) {
    g_string_truncate (cell, 0);
    text = read_cell (text, delimiter, cell);
    if (cells->len < MAX_CELLS)
      g_ptr_array_add (cells, g_strdup (g_strstrip (cell->str)));

    more = *text == delimiter;
    if (*text)
      text++;
  }

  return text;
}

static const char *
get_cell (GPtrArray *cells, int column)
{
  return column >= 0 && (guint) column < cells->len ? g_ptr_array_index (cells, (guint) column)
                                                    : "";
}

static gboolean
is_sip (const char *text)
{
  return g_ascii_strncasecmp (text, "sip:", 4) == 0 || g_ascii_strncasecmp (text, "sips:", 5) == 0;
}

/* Google marks the main one by an asterisk. */
static void
add_address (BwContactDraft *draft, const char *value, const char *label, gboolean sip)
{
  gboolean is_main = g_str_has_prefix (label, "* ");

  if (is_main)
    label += 2;
  if (sip || is_sip (value))
    bw_contact_draft_add_sip (draft, value, *label ? label : NULL, is_main ? 0 : 1);
  else if (!bw_csv_label_is_machine (label))
    bw_contact_draft_add_phone (draft, value, *label ? label : NULL, is_main ? 0 : 1);
}

static void
add_mail (BwContactDraft *draft, const char *mail)
{
  g_autoptr (GString) line = g_string_new ("EMAIL:");

  bw_vcard_text_append_escaped (line, mail);
  bw_contact_draft_add_extra (draft, line->str);
}

static void
add_label (BwContactDraft *draft, const char *label)
{
  if (g_ascii_strcasecmp (g_str_has_prefix (label, "* ") ? label + 2 : label, "starred") == 0)
    bw_contact_draft_set_favourite (draft);
}

static void
add_value (BwContactDraft *draft, BwCsvField field, const char *value, const char *label)
{
  switch (field) {
  case BW_CSV_PHONE:
    return add_address (draft, value, label, FALSE);
  case BW_CSV_SIP:
    return add_address (draft, value, label, TRUE);
  case BW_CSV_MAYBE_SIP:
    if (is_sip (value))
      add_address (draft, value, label, TRUE);
    return;
  case BW_CSV_EMAIL:
    return add_mail (draft, value);
  case BW_CSV_LABELS:
    return add_label (draft, value);
  case BW_CSV_NOTE:
    return bw_contact_draft_add_note (draft, value);
  case BW_CSV_ORGANISATION:
    return bw_contact_draft_set_organisation (draft, value);
  case BW_CSV_NAME:
    return bw_contact_draft_set_name (draft, value);
  case BW_CSV_NOTHING:
  case BW_CSV_GIVEN:
  case BW_CSV_MIDDLE:
  case BW_CSV_FAMILY:
  case BW_CSV_NICKNAME:
    return;
  }
}

static void
add_cell (BwContactDraft *draft, const BwCsvColumn *column, const char *cell, const char *label)
{
  g_auto (GStrv) values = NULL;

  if (!bw_csv_field_has_several (column->field)) {
    if (*cell)
      add_value (draft, column->field, cell, label);
    return;
  }

  values = g_strsplit (cell, SEVERAL, -1);
  for (char **value = values; *value; value++)
    if (*g_strstrip (*value))
      add_value (draft, column->field, *value, label);
}

static const char *
find_cell (GPtrArray *cells, GArray *columns, BwCsvField field)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, BwCsvColumn, i).field == field && *get_cell (cells, (int) i))
      return get_cell (cells, (int) i);

  return "";
}

/* Behind the cells, as a column of the whole name goes before its parts. */
static void
add_name (BwContactDraft *draft, GPtrArray *cells, GArray *columns)
{
  g_autofree char *name = g_strjoin (" ", find_cell (cells, columns, BW_CSV_GIVEN),
                                     find_cell (cells, columns, BW_CSV_MIDDLE),
                                     find_cell (cells, columns, BW_CSV_FAMILY), NULL);

  bw_contact_draft_set_name (draft, name);
  bw_contact_draft_set_name (draft, find_cell (cells, columns, BW_CSV_NICKNAME));
}

static BwFoundPerson *
read_person (GPtrArray *cells, GArray *columns)
{
  g_autoptr (BwContactDraft) draft = bw_contact_draft_new ();

  for (guint i = 0; i < columns->len; i++) {
    const BwCsvColumn *column = &g_array_index (columns, BwCsvColumn, i);
    const char *label = column->label ? column->label : get_cell (cells, column->label_column);

    add_cell (draft, column, get_cell (cells, (int) i), label);
  }
  add_name (draft, cells, columns);

  return bw_contact_draft_finish (draft, BW_PERSON_ORIGIN_OWN);
}

static gboolean
is_empty (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i))
      return FALSE;

  return TRUE;
}

static GPtrArray *
read_people (const char *text, char delimiter, GArray *columns, guint *n_unreadable)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *found = bw_contact_found_new ();

  while (*text) {
    text = read_row (text, delimiter, cells);
    if (!is_empty (cells))
      bw_contact_found_take (found, read_person (cells, columns), n_unreadable);
  }

  return found;
}

GPtrArray *
bw_contact_csv_read (const char *text, guint *n_unreadable)
{
  static const char delimiters[] = ",;\t";

  for (const char *delimiter = delimiters; *delimiter; delimiter++) {
    g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
    const char *rows = read_row (text, *delimiter, headings);
    g_autoptr (GArray) columns = bw_csv_columns_find (headings);

    if (columns)
      return read_people (rows, *delimiter, columns, n_unreadable);
  }

  return NULL;
}
