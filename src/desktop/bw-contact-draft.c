/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every reader of contacts has in common: what counts as a name, an address, a picture, and
 * how much of it is kept. Knows no format. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-draft.h"

#include "bw-address.h"
#include "bw-door.h"

#include <string.h>

#define MAX_LABEL 64
#define MAX_NUMBER 64
#define MAX_UID 256
#define MAX_NOTE (64 * 1024)
#define MAX_EXTRA (64 * 1024)
#define MAX_ADDRESSES 64

/* Stands for the domain of the account that will dial an extension. */
#define SOME_DOMAIN "domain.invalid"

typedef struct {
  BwPersonAddress *address;
  guint rank;
} RankedAddress;

struct _BwContactDraft {
  char *uid;
  char *name;
  char *organisation;
  char *door_digits;
  GString *note;
  GString *extra;
  GArray *addresses; /* of RankedAddress */
  GBytes *picture;
  gboolean picture_left_out;
  gboolean favourite;
  gboolean watched;
};

static void
clear_address (gpointer data)
{
  bw_person_address_free (((RankedAddress *) data)->address);
}

/* The words that all formats have for a place; others are a person's own. */
static char *
clean_label (const char *label)
{
  static const struct {
    const char *word;
    const char *label;
  } words[] = {
    { "home", "home" },     { "work", "work" },           { "business", "work" },
    { "mobile", "mobile" }, { "mobile phone", "mobile" }, { "cell", "mobile" },
    { "iphone", "mobile" },
  };
  g_autofree char *clean = bw_text_clean_line (label, MAX_LABEL);

  for (gsize i = 0; clean && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (clean, words[i].word) == 0)
      return g_strdup (words[i].label);

  return g_steal_pointer (&clean);
}

/* One too many is nobody's: it is let go of. */
static void
add_address (BwContactDraft *self,
             BwPersonAddressKind kind,
             const char *address,
             const char *label,
             guint rank)
{
  g_autofree char *clean = clean_label (label);
  RankedAddress ranked = { NULL, MIN (rank, 1000) * MAX_ADDRESSES + self->addresses->len };

  if (self->addresses->len >= MAX_ADDRESSES)
    return;

  ranked.address = bw_person_address_new (kind, address, clean);
  g_array_append_val (self->addresses, ranked);
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  guint left = ((const RankedAddress *) a)->rank;
  guint right = ((const RankedAddress *) b)->rank;

  return left < right ? -1 : left > right;
}

/* The shortest text that means the same, which is what a person would have typed. */
static char *
shorten_uri (const char *uri)
{
  return g_str_has_prefix (uri, "sip:") && !strpbrk (uri, ";?%") ? g_strdup (uri + 4)
                                                                 : g_strdup (uri);
}

static GString *
read_uri (BwAddress *address)
{
  g_autofree char *uri = bw_address_to_uri (address);

  return g_string_new (uri);
}

/* An extension belongs to whatever domain dials it. */
static char *
read_sip (const char *text)
{
  g_autoptr (BwAddress) full = bw_address_parse (text, NULL, NULL);
  g_autoptr (BwAddress) local = full ? NULL : bw_address_parse (text, SOME_DOMAIN, NULL);
  g_autoptr (GString) uri = NULL;

  if (!full && !local)
    return NULL;

  uri = read_uri (full ? full : local);
  if (local)
    g_string_replace (uri, "@" SOME_DOMAIN, "", 1);

  return shorten_uri (uri->str);
}

static gboolean
has_digit (const char *text)
{
  return text && strpbrk (text, "0123456789*#");
}

/* A tel URI is shown as its number, unless it says more than that (RFC 3966). */
static char *
read_number (const char *text)
{
  g_autofree char *clean = bw_text_clean_line (text, MAX_NUMBER);

  if (!has_digit (clean))
    return NULL;

  if (g_ascii_strncasecmp (clean, "tel:", 4) == 0 && !strchr (clean, ';'))
    return has_digit (clean + 4) ? g_strdup (g_strchug (clean + 4)) : NULL;

  return g_steal_pointer (&clean);
}

static gboolean
is_picture (const guchar *data, gsize size)
{
  return (size > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0) ||
         (size > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0);
}

static void
add_addresses (BwContactDraft *self, BwPerson *person)
{
  for (guint i = 0; i < self->addresses->len; i++) {
    BwPersonAddress *address = g_array_index (self->addresses, RankedAddress, i).address;

    bw_person_add_address (person, address->kind, address->address, address->label);
  }
}

/* Programs that need a name write the address where there is none. */
static void
settle_name (BwContactDraft *self)
{
  BwPersonAddress *first =
      self->addresses->len > 0 ? g_array_index (self->addresses, RankedAddress, 0).address : NULL;

  if (first && g_strcmp0 (self->name, first->address) == 0)
    g_clear_pointer (&self->name, g_free);
  if (!self->name)
    self->name = g_strdup (self->organisation);
}

static BwPerson *
make_person (BwContactDraft *self, BwPersonOrigin origin)
{
  g_autofree char *uuid = self->uid ? NULL : g_uuid_string_random ();
  g_autofree char *uid = uuid ? g_strconcat ("urn:uuid:", uuid, NULL) : NULL;

  return bw_person_new_from (origin, uid ? uid : self->uid);
}

static const char *
text_or_null (GString *text)
{
  return text->len > 0 ? text->str : NULL;
}

BwContactDraft *
bw_contact_draft_new (void)
{
  BwContactDraft *self = g_new0 (BwContactDraft, 1);

  self->note = g_string_new (NULL);
  self->extra = g_string_new (NULL);
  self->addresses = g_array_new (FALSE, FALSE, sizeof (RankedAddress));
  g_array_set_clear_func (self->addresses, clear_address);

  return self;
}

void
bw_contact_draft_free (BwContactDraft *self)
{
  g_free (self->uid);
  g_free (self->name);
  g_free (self->organisation);
  g_free (self->door_digits);
  g_string_free (self->note, TRUE);
  g_string_free (self->extra, TRUE);
  g_array_unref (self->addresses);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self);
}

void
bw_contact_draft_set_uid (BwContactDraft *self, const char *uid)
{
  g_autofree char *clean = bw_text_clean_line (uid, MAX_UID + 1);

  if (!self->uid && clean && g_utf8_strlen (clean, -1) <= MAX_UID)
    self->uid = g_steal_pointer (&clean);
}

void
bw_contact_draft_set_name (BwContactDraft *self, const char *name)
{
  if (!self->name)
    self->name = bw_text_clean_line (name, BW_CONTACT_MAX_LINE);
}

const char *
bw_contact_draft_get_name (BwContactDraft *self)
{
  return self->name;
}

void
bw_contact_draft_set_organisation (BwContactDraft *self, const char *organisation)
{
  if (!self->organisation)
    self->organisation = bw_text_clean_line (organisation, BW_CONTACT_MAX_LINE);
}

void
bw_contact_draft_add_note (BwContactDraft *self, const char *note)
{
  g_autofree char *valid = g_utf8_make_valid (note, -1);
  char *end = valid;

  g_strstrip (valid);
  if (!*valid || self->note->len + 2 >= MAX_NOTE)
    return;

  if (self->note->len > 0)
    g_string_append (self->note, "\n\n");

  while (*end && (gsize) (g_utf8_next_char (end) - valid) <= MAX_NOTE - self->note->len)
    end = g_utf8_next_char (end);
  *end = '\0';
  g_string_append (self->note, g_strchomp (valid));
}

void
bw_contact_draft_set_favourite (BwContactDraft *self)
{
  self->favourite = TRUE;
}

void
bw_contact_draft_set_watched (BwContactDraft *self)
{
  self->watched = TRUE;
}

void
bw_contact_draft_set_door_digits (BwContactDraft *self, const char *digits)
{
  if (!self->door_digits)
    bw_door_clean_digits (digits, &self->door_digits, NULL);
}

gboolean
bw_contact_draft_add_sip (BwContactDraft *self, const char *address, const char *label, guint rank)
{
  g_autofree char *clean = read_sip (address);

  if (clean)
    add_address (self, BW_PERSON_ADDRESS_SIP, clean, label, rank);

  return clean != NULL;
}

gboolean
bw_contact_draft_add_phone (BwContactDraft *self, const char *number, const char *label, guint rank)
{
  g_autofree char *clean = read_number (number);

  if (clean)
    add_address (self, BW_PERSON_ADDRESS_PHONE, clean, label, rank);

  return clean != NULL;
}

gboolean
bw_contact_draft_add_extra (BwContactDraft *self, const char *line)
{
  gsize length = strlen (line);

  if (self->extra->len + length + 1 > MAX_EXTRA)
    return FALSE;

  if (self->extra->len > 0)
    g_string_append_c (self->extra, '\n');
  g_string_append_len (self->extra, line, (gssize) length);

  return TRUE;
}

void
bw_contact_draft_set_picture (BwContactDraft *self, GBytes *bytes)
{
  if (self->picture)
    return;

  if (bytes && bw_contact_picture_is_known (bytes))
    self->picture = g_bytes_ref (bytes);
  self->picture_left_out = !self->picture;
}

BwFoundPerson *
bw_contact_draft_finish (BwContactDraft *self, BwPersonOrigin origin)
{
  BwFoundPerson *found;

  g_array_sort (self->addresses, compare_ranks);
  settle_name (self);
  if (!self->name && self->addresses->len == 0)
    return NULL;

  found = g_new0 (BwFoundPerson, 1);
  found->person = make_person (self, origin);
  found->picture = self->picture ? g_bytes_ref (self->picture) : NULL;
  found->picture_left_out = self->picture_left_out;
  g_object_set (found->person, "name", self->name ? self->name : "", "organisation",
                self->organisation, "note", text_or_null (self->note), "extra",
                text_or_null (self->extra), "door-digits", self->door_digits, "favourite",
                self->favourite, "watched", self->watched, NULL);
  add_addresses (self, found->person);

  return found;
}

GPtrArray *
bw_contact_found_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) bw_found_person_free);
}

void
bw_contact_found_take (GPtrArray *found, BwFoundPerson *person, guint *n_unreadable)
{
  if (person && found->len < BW_CONTACT_MAX_PEOPLE) {
    g_ptr_array_add (found, person);
    return;
  }

  g_clear_pointer (&person, bw_found_person_free);
  (*n_unreadable)++;
}

gboolean
bw_contact_picture_is_known (GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  return size <= BW_CONTACT_MAX_PICTURE && is_picture (data, size);
}

void
bw_found_person_free (BwFoundPerson *self)
{
  g_object_unref (self->person);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_object (&self->known);
  g_free (self);
}
