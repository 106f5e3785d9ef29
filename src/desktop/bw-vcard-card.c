/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the properties of a vCard mean to a phone. What means nothing to it is kept as it is, for
 * the programs that it is written for. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-vcard-card.h"

#include "bw-address.h"
#include "bw-contact-draft.h"
#include "bw-vcard-line.h"

#include <string.h>

#define RANK_OF_OTHERS 101

/* Which part of N holds what (RFC 6350, 6.2.2), in the order in which people say them. */
#define FAMILY 0
#define GIVEN 1
static const guint spoken[] = { 3, GIVEN, 2, FAMILY, 4 };

typedef struct {
  BwContactDraft *draft;
  BwVcardVersion version;
  GHashTable *labels; /* of a group: the text of its X-ABLabel */
  GHashTable *used;   /* the groups of which we know the label by now */
  GHashTable *single; /* the names of properties that are there once */
  BwVcardLine *name;
  BwVcardLine *organisation;
  char *nickname;
  gboolean is_group;
} Card;

typedef void (*ReadProperty) (Card *card, BwVcardLine *line);

static char *
dup_text (Card *card, BwVcardLine *line)
{
  g_autofree char *raw = bw_vcard_line_dup_text (line);

  return g_strstrip (bw_vcard_text_unescape (raw, card->version));
}

static char **
split_value (Card *card, BwVcardLine *line, char separator)
{
  g_autofree char *raw = bw_vcard_line_dup_text (line);

  return bw_vcard_text_split (raw, separator, card->version);
}

static gboolean
says_yes (const char *text)
{
  return g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "yes") == 0 ||
         g_str_equal (text, "1");
}

static gboolean
has_scheme (const char *uri, const char *scheme)
{
  gsize length = strlen (scheme);

  return g_ascii_strncasecmp (uri, scheme, length) == 0 && uri[length] == ':';
}

static gboolean
is_sip (const char *uri)
{
  return has_scheme (uri, "sip") || has_scheme (uri, "sips");
}

static void
keep (Card *card, BwVcardLine *line)
{
  g_autofree char *text = bw_vcard_line_write (line, card->version);

  if (text)
    bw_contact_draft_add_extra (card->draft, text);
}

static void
keep_single (Card *card, BwVcardLine *line)
{
  if (g_hash_table_add (card->single, line->name))
    keep (card, line);
}

static void
drop (Card *card, BwVcardLine *line)
{
}

/* RFC 6350 5.3: 1 is the most preferred of 100. */
static guint
read_rank (BwVcardLine *line)
{
  const char *pref = bw_vcard_line_get (line, "PREF");
  guint64 rank;

  if (bw_vcard_line_has_type (line, "PREF"))
    return 1;

  if (!pref || !g_ascii_string_to_unsigned (pref, 10, 1, RANK_OF_OTHERS - 1, &rank, NULL))
    return RANK_OF_OTHERS;

  return (guint) rank;
}

/* Android has words of a person's own as a type. */
static char *
find_own_type (BwVcardLine *line)
{
  for (guint i = 0; i < line->params->len; i++) {
    BwVcardParam *param = g_ptr_array_index (line->params, i);

    if (g_str_equal (param->name, "TYPE") && g_ascii_strncasecmp (param->value, "X-", 2) == 0)
      return g_strdup (param->value + 2);
  }

  return NULL;
}

static char *
find_label (Card *card, BwVcardLine *line)
{
  static const char *const types[][2] = {
    { "CELL", "mobile" },
    { "WORK", "work" },
    { "HOME", "home" },
    { "MAIN", "main" },
  };
  const char *label = line->group ? g_hash_table_lookup (card->labels, line->group) : NULL;

  if (label)
    return g_strdup (label);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (bw_vcard_line_has_type (line, types[i][0]))
      return g_strdup (types[i][1]);

  return find_own_type (line);
}

static gboolean
add_address (Card *card, BwVcardLine *line, const char *address, gboolean sip)
{
  g_autofree char *label = find_label (card, line);
  guint rank = read_rank (line);
  gboolean added = sip ? bw_contact_draft_add_sip (card->draft, address, label, rank)
                       : bw_contact_draft_add_phone (card->draft, address, label, rank);

  if (!added)
    keep (card, line);
  else if (line->group)
    g_hash_table_add (card->used, line->group);

  return added;
}

/* A machine that would answer with a whistle. */
static gboolean
is_machine (BwVcardLine *line)
{
  static const char *const machines[] = { "FAX", "PAGER", "MODEM", "TELEX", "BBS" };

  for (gsize i = 0; i < G_N_ELEMENTS (machines); i++)
    if (bw_vcard_line_has_type (line, machines[i]))
      return !bw_vcard_line_has_type (line, "VOICE");

  return FALSE;
}

static void
read_phone (Card *card, BwVcardLine *line)
{
  g_autofree char *number = dup_text (card, line);

  if (is_machine (line))
    keep (card, line);
  else
    add_address (card, line, number, is_sip (number));
}

static void
read_sip (Card *card, BwVcardLine *line)
{
  g_autofree char *address = dup_text (card, line);

  add_address (card, line, address, TRUE);
}

/* RFC 4770; Apple names the service beside an address that may lack its scheme. */
static void
read_chat (Card *card, BwVcardLine *line)
{
  g_autofree char *address = dup_text (card, line);
  const char *service = bw_vcard_line_get (line, "X-SERVICE-TYPE");

  if (is_sip (address) || (service && g_ascii_strcasecmp (service, "SIP") == 0))
    add_address (card, line, address, TRUE);
  else if (has_scheme (address, "tel"))
    add_address (card, line, address, FALSE);
  else
    keep (card, line);
}

static void
read_full_name (Card *card, BwVcardLine *line)
{
  g_autofree char *name = dup_text (card, line);

  bw_contact_draft_set_name (card->draft, name);
}

static void
read_name (Card *card, BwVcardLine *line)
{
  if (!card->name)
    card->name = line;
}

static void
read_organisation (Card *card, BwVcardLine *line)
{
  if (!card->organisation)
    card->organisation = line;
}

static void
read_nickname (Card *card, BwVcardLine *line)
{
  if (!card->nickname)
    card->nickname = dup_text (card, line);
  keep (card, line);
}

static void
read_note (Card *card, BwVcardLine *line)
{
  g_autofree char *note = dup_text (card, line);

  bw_contact_draft_add_note (card->draft, note);
}

static void
read_photo (Card *card, BwVcardLine *line)
{
  g_autoptr (GBytes) data = bw_vcard_line_dup_data (line);

  if (data || bw_vcard_line_is_base64 (line))
    bw_contact_draft_set_picture (card->draft, data);
  else
    keep (card, line);
}

static void
read_uid (Card *card, BwVcardLine *line)
{
  g_autofree char *uid = dup_text (card, line);

  bw_contact_draft_set_uid (card->draft, uid);
}

static gboolean
is_star (const char *category)
{
  static const char *const stars[] = { "starred", "favourites", "favorites", "favourite",
                                       "favorite" };

  for (gsize i = 0; i < G_N_ELEMENTS (stars); i++)
    if (g_ascii_strcasecmp (category, stars[i]) == 0)
      return TRUE;

  return FALSE;
}

static void
read_categories (Card *card, BwVcardLine *line)
{
  g_auto (GStrv) categories = split_value (card, line, ',');
  g_autoptr (GString) others = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (char **category = categories; *category; category++) {
    if (is_star (g_strstrip (*category))) {
      bw_contact_draft_set_favourite (card->draft);
    } else if (**category) {
      g_string_append (others, others->len > 0 ? "," : "CATEGORIES:");
      bw_vcard_text_append_escaped (others, *category);
    }
  }

  if (others->len > 0)
    bw_contact_draft_add_extra (card->draft, others->str);
}

static void
read_favourite (Card *card, BwVcardLine *line)
{
  g_autofree char *text = dup_text (card, line);

  if (says_yes (text))
    bw_contact_draft_set_favourite (card->draft);
}

static void
read_watched (Card *card, BwVcardLine *line)
{
  g_autofree char *text = dup_text (card, line);

  if (says_yes (text))
    bw_contact_draft_set_watched (card->draft);
}

static void
read_door (Card *card, BwVcardLine *line)
{
  g_autofree char *digits = dup_text (card, line);

  bw_contact_draft_set_door_digits (card->draft, digits);
}

static void
read_kind (Card *card, BwVcardLine *line)
{
  g_autofree char *kind = dup_text (card, line);

  if (g_ascii_strcasecmp (kind, "group") == 0)
    card->is_group = TRUE;
  else
    keep_single (card, line);
}

static void
read_list (Card *card, BwVcardLine *line)
{
  g_autofree char *text = dup_text (card, line);

  card->is_group = card->is_group || says_yes (text);
}

static void
read_url (Card *card, BwVcardLine *line)
{
  g_autofree char *url = dup_text (card, line);

  if (is_sip (url))
    add_address (card, line, url, TRUE);
  else
    keep (card, line);
}

static ReadProperty
find_reader (const char *name)
{
  static const struct {
    const char *name;
    ReadProperty read;
  } readers[] = {
    { "AGENT", drop },
    { "ANNIVERSARY", keep_single },
    { "BDAY", keep_single },
    { "BEGIN", drop },
    { "CATEGORIES", read_categories },
    { "END", drop },
    { "FN", read_full_name },
    { "GENDER", keep_single },
    { "IMPP", read_chat },
    { "KIND", read_kind },
    { "N", read_name },
    { "NICKNAME", read_nickname },
    { "NOTE", read_note },
    { "ORG", read_organisation },
    { "PHOTO", read_photo },
    { "PRODID", drop },
    { "REV", drop },
    { "TEL", read_phone },
    { "UID", read_uid },
    { "URL", read_url },
    { "VERSION", drop },
    { "X-ABLABEL", drop },
    { "X-ADDRESSBOOKSERVER-KIND", read_kind },
    { "X-BELLWIRE-DOOR", read_door },
    { "X-BELLWIRE-WATCHED", read_watched },
    { "X-EVOLUTION-LIST", read_list },
    { "X-FAVORITE", read_favourite },
    { "X-FAVOURITE", read_favourite },
    { "X-FOLKS-FAVOURITE", read_favourite },
    { "X-SIP", read_sip },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    if (g_str_equal (readers[i].name, name))
      return readers[i].read;

  return keep;
}

/* Apple's own words come in a wrapping: `_$!<Mobile>!$_` */
static char *
unwrap_label (const char *label)
{
  gsize length = strlen (label);

  return g_str_has_prefix (label, "_$!<") && g_str_has_suffix (label, ">!$_") && length > 8
             ? g_strndup (label + 4, length - 8)
             : g_strdup (label);
}

/* What has to be known before the other lines are read. */
static void
look_ahead (Card *card, BwVcardLine *line)
{
  g_autofree char *text = NULL;

  if (g_str_equal (line->name, "VERSION")) {
    text = dup_text (card, line);
    card->version = g_str_equal (text, "2.1") ? BW_VCARD_OLD : BW_VCARD_MODERN;
  } else if (line->group && g_str_equal (line->name, "X-ABLABEL")) {
    text = dup_text (card, line);
    g_hash_table_insert (card->labels, line->group, unwrap_label (text));
  }
}

static char *
join_name (char **parts)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (spoken); i++)
    if (spoken[i] < g_strv_length (parts) && *g_strstrip (parts[spoken[i]]))
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[spoken[i]]);

  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* What a name of one part only says, the name says. */
static gboolean
says_more (char **parts, const char *name)
{
  g_autofree char *joined = join_name (parts);

  return g_strv_length (parts) <= GIVEN || !g_str_equal (parts[GIVEN], joined) ||
         !g_str_equal (joined, name);
}

static void
finish_name (Card *card)
{
  g_auto (GStrv) parts = card->name ? split_value (card, card->name, ';') : NULL;
  g_autofree char *joined = parts ? join_name (parts) : NULL;
  g_autofree char *raw = NULL;
  g_autofree char *value = NULL;
  const char *name;

  bw_contact_draft_set_name (card->draft, joined);
  bw_contact_draft_set_name (card->draft, card->nickname);
  name = bw_contact_draft_get_name (card->draft);
  if (!joined || !*joined || !name)
    return;

  raw = bw_vcard_line_dup_text (card->name);
  value = bw_vcard_text_renew (raw, card->version);
  if (says_more (parts, name) && bw_vcard_names_agree (value, name))
    keep (card, card->name);
}

/* Returns: (transfer full) (nullable): the first part that can be seen */
static char *
find_part (char **parts, guint *n)
{
  char *first = NULL;

  *n = 0;
  for (char **part = parts; *part; part++) {
    g_autofree char *clean = bw_text_clean_line (*part, BW_CONTACT_MAX_LINE);

    *n += clean ? 1 : 0;
    if (!first)
      first = g_steal_pointer (&clean);
  }

  return first;
}

/* The organisation is the first part of it; departments are kept. */
static void
finish_organisation (Card *card)
{
  g_auto (GStrv) parts = card->organisation ? split_value (card, card->organisation, ';') : NULL;
  g_autofree char *organisation = NULL;
  guint n;

  if (!parts)
    return;

  organisation = find_part (parts, &n);
  bw_contact_draft_set_organisation (card->draft, organisation);
  if (n > 1)
    keep (card, card->organisation);
}

static void
keep_labels (Card *card, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    BwVcardLine *line = g_ptr_array_index (lines, i);

    if (line->group && g_str_equal (line->name, "X-ABLABEL") &&
        !g_hash_table_contains (card->used, line->group))
      keep (card, line);
  }
}

static void
read_lines (Card *card, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    look_ahead (card, g_ptr_array_index (lines, i));

  for (guint i = 0; i < lines->len; i++) {
    BwVcardLine *line = g_ptr_array_index (lines, i);

    find_reader (line->name) (card, line);
  }

  finish_name (card);
  finish_organisation (card);
  keep_labels (card, lines);
}

BwFoundPerson *
bw_vcard_card_read (GPtrArray *lines, BwPersonOrigin origin, gboolean *is_person)
{
  g_autoptr (BwContactDraft) draft = bw_contact_draft_new ();
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) single = g_hash_table_new (g_str_hash, g_str_equal);
  Card card = { draft, BW_VCARD_MODERN, labels, used, single };

  read_lines (&card, lines);
  g_free (card.nickname);
  *is_person = !card.is_group;

  return *is_person ? bw_contact_draft_finish (draft, origin) : NULL;
}

static gboolean
has_words_of (const char *text, char **words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) wanted = g_strsplit_set (folded, " \t\n,", -1);

  for (char **word = wanted; *word; word++)
    if (**word && !g_strv_contains ((const char *const *) words, *word))
      return FALSE;

  return TRUE;
}

gboolean
bw_vcard_names_agree (const char *value, const char *name)
{
  g_auto (GStrv) parts = bw_vcard_text_split (value, ';', BW_VCARD_MODERN);
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = g_strsplit_set (g_strdelimit (folded, ",", ' '), " ", -1);
  guint n = MIN (g_strv_length (parts), GIVEN + 1);

  for (guint i = 0; i < n; i++)
    if (!has_words_of (parts[i], words))
      return FALSE;

  return TRUE;
}

gboolean
bw_vcard_organisations_agree (const char *value, const char *organisation)
{
  g_auto (GStrv) parts = bw_vcard_text_split (value, ';', BW_VCARD_MODERN);
  guint n;
  g_autofree char *first = find_part (parts, &n);

  return g_strcmp0 (first, organisation) == 0;
}
