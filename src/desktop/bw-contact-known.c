/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds out who of a file is known already. Numbers are compared by their last digits, as they are
 * written with and without the code of their country; and as many share the number of their firm,
 * names that have no word in common are two people. A person decides what is made of it. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-address.h"
#include "bw-contact-readers.h"

#include <string.h>

#define N_DIGITS 9

static char *
number_key (const char *number)
{
  g_autoptr (GString) digits = g_string_new ("tel:");
  gsize length = strcspn (number, ";");
  gsize skip;

  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (number[i]) || strchr ("*#", number[i]))
      g_string_append_c (digits, number[i]);

  skip = digits->len > 4 + N_DIGITS ? digits->len - N_DIGITS - 4 : 0;
  g_string_erase (digits, 4, (gssize) skip);

  return digits->len > 4 ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

static char *
address_key (const BwPersonAddress *address)
{
  g_autoptr (BwAddress) parsed = NULL;
  g_autofree char *key = NULL;

  if (address->kind == BW_PERSON_ADDRESS_PHONE)
    return number_key (address->address);

  parsed = bw_address_parse (address->address, NULL, NULL);
  key = parsed ? bw_address_to_key (parsed) : g_utf8_casefold (address->address, -1);

  return g_strconcat ("sip:", key, NULL);
}

/* Programs differ in whether they say what a UUID is. */
static char *
uid_key (const char *uid)
{
  return g_strconcat ("uid:", g_str_has_prefix (uid, "urn:uuid:") ? uid + 9 : uid, NULL);
}

/* Several people have a number in common. */
static void
add_key (GHashTable *index, char *key, BwPerson *person)
{
  GPtrArray *people = key ? g_hash_table_lookup (index, key) : NULL;

  if (key && !people) {
    people = g_ptr_array_new_with_free_func (g_object_unref);
    g_hash_table_insert (index, g_steal_pointer (&key), people);
  }
  if (people)
    g_ptr_array_add (people, g_object_ref (person));
  g_free (key);
}

static void
add_person (GHashTable *index, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);

  add_key (index, uid_key (bw_person_get_uid (person)), person);
  for (guint i = 0; i < addresses->len; i++)
    add_key (index, address_key (g_ptr_array_index (addresses, i)), person);
}

static GHashTable *
make_index (GListModel *people)
{
  GHashTable *index =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  guint n = g_list_model_get_n_items (people);

  for (guint i = 0; i < n; i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (people, i);

    add_person (index, person);
  }

  return index;
}

/* Somebody without a name may be anybody. */
static gboolean
have_word_in_common (char **words, BwPerson *person)
{
  g_auto (GStrv) others = g_str_tokenize_and_fold (bw_person_get_name (person), NULL, NULL);

  for (char **word = words; *word; word++)
    if (g_strv_contains ((const char *const *) others, *word))
      return TRUE;

  return !*words || !*others;
}

/* @words: (nullable): of the name; NULL where the key alone tells who it is */
static BwPerson *
look_up (GHashTable *index, const char *key, char **words)
{
  GPtrArray *people = key ? g_hash_table_lookup (index, key) : NULL;

  for (guint i = 0; people && i < people->len; i++)
    if (!words || have_word_in_common (words, g_ptr_array_index (people, i)))
      return g_ptr_array_index (people, i);

  return NULL;
}

static BwPerson *
find_person (GHashTable *index, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  g_auto (GStrv) words = g_str_tokenize_and_fold (bw_person_get_name (person), NULL, NULL);
  g_autofree char *uid = uid_key (bw_person_get_uid (person));
  BwPerson *known = look_up (index, uid, NULL);

  for (guint i = 0; !known && i < addresses->len; i++) {
    g_autofree char *key = address_key (g_ptr_array_index (addresses, i));

    known = look_up (index, key, words);
  }

  return known;
}

void
bw_contact_known_mark (GPtrArray *found, GListModel *people)
{
  g_autoptr (GHashTable) index = people ? make_index (people) : NULL;

  for (guint i = 0; index && i < found->len; i++) {
    BwFoundPerson *one = g_ptr_array_index (found, i);

    g_set_object (&one->known, find_person (index, one->person));
  }
}
