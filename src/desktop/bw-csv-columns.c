/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The headings that Google, Outlook and Thunderbird give to what a phone can use, in English and
 * German, and those that a person would write. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-csv-columns.h"

#include <string.h>

typedef struct {
  const char *heading;
  BwCsvField field;
  const char *label;
} Heading;

static const Heading headings_known[] = {
  { "name", BW_CSV_NAME },
  { "full name", BW_CSV_NAME },
  { "display name", BW_CSV_NAME },
  { "displayname", BW_CSV_NAME },
  { "contact", BW_CSV_NAME },
  { "anzeigename", BW_CSV_NAME },
  { "vollständiger name", BW_CSV_NAME },
  { "kontakt", BW_CSV_NAME },
  { "given name", BW_CSV_GIVEN },
  { "first name", BW_CSV_GIVEN },
  { "firstname", BW_CSV_GIVEN },
  { "vorname", BW_CSV_GIVEN },
  { "middle name", BW_CSV_MIDDLE },
  { "additional name", BW_CSV_MIDDLE },
  { "weitere vornamen", BW_CSV_MIDDLE },
  { "zweiter vorname", BW_CSV_MIDDLE },
  { "family name", BW_CSV_FAMILY },
  { "last name", BW_CSV_FAMILY },
  { "lastname", BW_CSV_FAMILY },
  { "surname", BW_CSV_FAMILY },
  { "nachname", BW_CSV_FAMILY },
  { "familienname", BW_CSV_FAMILY },
  { "nickname", BW_CSV_NICKNAME },
  { "spitzname", BW_CSV_NICKNAME },
  { "organization", BW_CSV_ORGANISATION },
  { "organisation", BW_CSV_ORGANISATION },
  { "organization name", BW_CSV_ORGANISATION },
  { "organization 1 - name", BW_CSV_ORGANISATION },
  { "company", BW_CSV_ORGANISATION },
  { "company name", BW_CSV_ORGANISATION },
  { "firma", BW_CSV_ORGANISATION },
  { "unternehmen", BW_CSV_ORGANISATION },
  { "note", BW_CSV_NOTE },
  { "notes", BW_CSV_NOTE },
  { "comment", BW_CSV_NOTE },
  { "comments", BW_CSV_NOTE },
  { "notiz", BW_CSV_NOTE },
  { "notizen", BW_CSV_NOTE },
  { "kommentar", BW_CSV_NOTE },
  { "kommentare", BW_CSV_NOTE },
  { "bemerkung", BW_CSV_NOTE },
  { "number", BW_CSV_PHONE },
  { "phone", BW_CSV_PHONE },
  { "phone number", BW_CSV_PHONE },
  { "telephone", BW_CSV_PHONE },
  { "tel", BW_CSV_PHONE },
  { "primary phone", BW_CSV_PHONE },
  { "nummer", BW_CSV_PHONE },
  { "telefon", BW_CSV_PHONE },
  { "telefonnummer", BW_CSV_PHONE },
  { "rufnummer", BW_CSV_PHONE },
  { "haupttelefon", BW_CSV_PHONE },
  { "primäre telefonnummer", BW_CSV_PHONE },
  { "mobile", BW_CSV_PHONE, "mobile" },
  { "cell", BW_CSV_PHONE, "mobile" },
  { "cell phone", BW_CSV_PHONE, "mobile" },
  { "mobile phone", BW_CSV_PHONE, "mobile" },
  { "mobile phone 2", BW_CSV_PHONE, "mobile" },
  { "mobile number", BW_CSV_PHONE, "mobile" },
  { "mobil", BW_CSV_PHONE, "mobile" },
  { "handy", BW_CSV_PHONE, "mobile" },
  { "mobilnummer", BW_CSV_PHONE, "mobile" },
  { "mobiltelefon", BW_CSV_PHONE, "mobile" },
  { "mobiltelefon 2", BW_CSV_PHONE, "mobile" },
  { "mobil-tel.-nr.", BW_CSV_PHONE, "mobile" },
  { "work phone", BW_CSV_PHONE, "work" },
  { "business phone", BW_CSV_PHONE, "work" },
  { "business phone 2", BW_CSV_PHONE, "work" },
  { "company main phone", BW_CSV_PHONE, "work" },
  { "telefon geschäftlich", BW_CSV_PHONE, "work" },
  { "telefon geschäftlich 2", BW_CSV_PHONE, "work" },
  { "rufnummer (geschäftlich)", BW_CSV_PHONE, "work" },
  { "telefon firma", BW_CSV_PHONE, "work" },
  { "zentrale firmenrufnummer", BW_CSV_PHONE, "work" },
  { "tel. dienstlich", BW_CSV_PHONE, "work" },
  { "home phone", BW_CSV_PHONE, "home" },
  { "home phone 2", BW_CSV_PHONE, "home" },
  { "telefon privat", BW_CSV_PHONE, "home" },
  { "telefon privat 2", BW_CSV_PHONE, "home" },
  { "rufnummer (privat)", BW_CSV_PHONE, "home" },
  { "tel. privat", BW_CSV_PHONE, "home" },
  { "other phone", BW_CSV_PHONE },
  { "car phone", BW_CSV_PHONE },
  { "weiteres telefon", BW_CSV_PHONE },
  { "autotelefon", BW_CSV_PHONE },
  { "sip", BW_CSV_SIP },
  { "sip address", BW_CSV_SIP },
  { "sip uri", BW_CSV_SIP },
  { "sip-adresse", BW_CSV_SIP },
  { "extension", BW_CSV_SIP },
  { "durchwahl", BW_CSV_SIP },
  { "nebenstelle", BW_CSV_SIP },
  { "uri", BW_CSV_MAYBE_SIP },
  { "address", BW_CSV_MAYBE_SIP },
  { "adresse", BW_CSV_MAYBE_SIP },
  { "screen name", BW_CSV_MAYBE_SIP },
  { "messenger-name", BW_CSV_MAYBE_SIP },
  { "email", BW_CSV_EMAIL },
  { "e-mail", BW_CSV_EMAIL },
  { "email address", BW_CSV_EMAIL },
  { "e-mail address", BW_CSV_EMAIL },
  { "e-mail 2 address", BW_CSV_EMAIL },
  { "e-mail 3 address", BW_CSV_EMAIL },
  { "primary email", BW_CSV_EMAIL },
  { "secondary email", BW_CSV_EMAIL },
  { "e-mail-adresse", BW_CSV_EMAIL },
  { "e-mail 2: adresse", BW_CSV_EMAIL },
  { "e-mail 3: adresse", BW_CSV_EMAIL },
  { "primäre e-mail-adresse", BW_CSV_EMAIL },
  { "sekundäre e-mail-adresse", BW_CSV_EMAIL },
  { "labels", BW_CSV_LABELS },
  { "group membership", BW_CSV_LABELS },
};

/* Google numbers its columns: "Phone 1 - Label", "Phone 1 - Value". */
static const Heading numbered[] = {
  { "phone ", BW_CSV_PHONE },
  { "e-mail ", BW_CSV_EMAIL },
  { "im ", BW_CSV_MAYBE_SIP },
  { "website ", BW_CSV_MAYBE_SIP },
  { "custom field ", BW_CSV_MAYBE_SIP },
};

static int
find_heading (GPtrArray *folded, const char *heading)
{
  for (guint i = 0; i < folded->len; i++)
    if (g_str_equal (g_ptr_array_index (folded, i), heading))
      return (int) i;

  return -1;
}

static int
find_label_column (GPtrArray *folded, const char *heading)
{
  g_autofree char *start = g_strndup (heading, strlen (heading) - strlen ("value"));
  g_autofree char *label = g_strconcat (start, "label", NULL);
  g_autofree char *type = g_strconcat (start, "type", NULL);
  int column = find_heading (folded, label);

  return column >= 0 ? column : find_heading (folded, type);
}

static BwCsvColumn
find_column (GPtrArray *folded, const char *heading)
{
  BwCsvColumn column = { BW_CSV_NOTHING, NULL, -1 };

  for (gsize i = 0; i < G_N_ELEMENTS (headings_known); i++)
    if (g_str_equal (headings_known[i].heading, heading))
      return (BwCsvColumn){ headings_known[i].field, headings_known[i].label, -1 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbered); i++)
    if (g_str_has_prefix (heading, numbered[i].heading) && g_str_has_suffix (heading, " - value"))
      return (BwCsvColumn){ numbered[i].field, NULL, find_label_column (folded, heading) };

  return column;
}

static GPtrArray *
fold_all (GPtrArray *headings)
{
  GPtrArray *folded = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < headings->len; i++)
    g_ptr_array_add (folded, g_utf8_casefold (g_ptr_array_index (headings, i), -1));

  return folded;
}

static gboolean
names_somebody (BwCsvField field)
{
  return field >= BW_CSV_NAME && field <= BW_CSV_ORGANISATION;
}

static gboolean
reaches_somebody (BwCsvField field)
{
  return field >= BW_CSV_PHONE && field <= BW_CSV_EMAIL;
}

GArray *
bw_csv_columns_find (GPtrArray *headings)
{
  g_autoptr (GPtrArray) folded = fold_all (headings);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (BwCsvColumn));
  gboolean has_name = FALSE;
  gboolean has_address = FALSE;

  for (guint i = 0; i < folded->len; i++) {
    BwCsvColumn column = find_column (folded, g_ptr_array_index (folded, i));

    has_name = has_name || names_somebody (column.field);
    has_address = has_address || reaches_somebody (column.field);
    g_array_append_val (columns, column);
  }

  return has_name && has_address ? g_steal_pointer (&columns) : NULL;
}

gboolean
bw_csv_field_has_several (BwCsvField field)
{
  return reaches_somebody (field) || field == BW_CSV_LABELS;
}

gboolean
bw_csv_label_is_machine (const char *label)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);

  return strstr (folded, "fax") || strstr (folded, "pager");
}
