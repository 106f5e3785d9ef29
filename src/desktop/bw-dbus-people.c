/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adds and takes away people for callers on the bus. It must not know how one is told of their
 * presence. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-people.h"

#include "bw-store-people.h"

/* Returns: (transfer none) (nullable): the domain of host-less addresses */
static const char *
get_domain (BwPhone *phone)
{
  BwAccount *account = bw_phone_get_default_account (phone);

  return account ? bw_account_get_domain (account) : NULL;
}

static gboolean
is_of (BwPhone *phone, const BwPersonAddress *candidate, const char *key)
{
  g_autoptr (BwAddress) address =
      candidate->kind == BW_PERSON_ADDRESS_SIP
          ? bw_address_parse (candidate->address, get_domain (phone), NULL)
          : NULL;
  g_autofree char *own = address ? bw_address_to_key (address) : NULL;

  return g_strcmp0 (own, key) == 0;
}

/* Where the key says all, that is what people like to read. */
static char *
dup_written (BwAddress *address, const char *key)
{
  g_autofree char *uri = bw_address_to_uri (address);
  g_autofree char *plain = g_strconcat ("sip:", key, NULL);

  return g_str_equal (uri, plain) ? g_strdup (key) : g_steal_pointer (&uri);
}

static void
ensure_address (BwPhone *phone, BwPerson *draft, BwAddress *address, const char *key)
{
  GPtrArray *addresses = bw_person_get_addresses (draft);
  g_autofree char *written = dup_written (address, key);

  for (guint i = 0; i < addresses->len; i++)
    if (is_of (phone, g_ptr_array_index (addresses, i), key))
      return;

  bw_person_add_address (draft, BW_PERSON_ADDRESS_SIP, written, NULL);
}

/* People of the desktop are changed there: one of them is added to ours.
 * Returns: (transfer full): to be saved */
static BwPerson *
make_draft (BwPhone *phone, const char *key)
{
  BwPerson *person = bw_directory_find (bw_phone_get_directory (phone), key);

  return person && bw_person_get_origin (person) == BW_PERSON_ORIGIN_OWN ? bw_person_copy (person)
                                                                         : bw_person_new ();
}

static gboolean
save (BwPhone *phone, BwPerson *draft, GError **error)
{
  return bw_store_save_person (bw_phone_get_store (phone), draft, NULL, error) != NULL;
}

BwBuddy *
bw_dbus_people_add (BwPhone *phone, const char *text, const char *name, GError **error)
{
  g_autoptr (BwAddress) address = bw_address_parse (text, get_domain (phone), error);
  g_autofree char *key = address ? bw_address_to_key (address) : NULL;
  g_autofree char *clean = bw_display_name_clean (name);
  g_autoptr (BwPerson) draft = NULL;

  if (!key)
    return NULL;

  draft = make_draft (phone, key);
  ensure_address (phone, draft, address, key);
  if (clean && *bw_person_get_name (draft) == '\0')
    g_object_set (draft, "name", clean, NULL);
  g_object_set (draft, "watched", TRUE, NULL);

  return save (phone, draft, error) ? bw_buddies_find (bw_phone_get_buddies (phone), key) : NULL;
}

gboolean
bw_dbus_people_remove (BwPhone *phone, BwBuddy *buddy, GError **error)
{
  BwPerson *person = bw_buddy_get_person (buddy);
  GPtrArray *addresses = bw_person_get_addresses (person);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (BwPerson) draft = NULL;

  for (guint i = 0; i < addresses->len; i++)
    if (!is_of (phone, g_ptr_array_index (addresses, i), bw_buddy_get_address (buddy)))
      g_ptr_array_add (kept, g_ptr_array_index (addresses, i));

  if (kept->len == 0) {
    g_ptr_array_add (people, person);
    return bw_store_remove_people (bw_phone_get_store (phone), people, error);
  }

  draft = bw_person_copy (person);
  bw_person_set_addresses (draft, kept);

  return save (phone, draft, error);
}

gboolean
bw_dbus_people_leave (BwPhone *phone, BwBuddy *buddy, GError **error)
{
  g_autoptr (BwPerson) draft = bw_person_copy (bw_buddy_get_person (buddy));

  g_object_set (draft, "watched", FALSE, NULL);

  return save (phone, draft, error);
}
