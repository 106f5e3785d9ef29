/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a person. It changes the store and begins calls; where these are shown is
 * told to the caller by what it gets. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-verbs.h"

#include "bw-directory.h"
#include "bw-store-people.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

BwPerson *
bw_person_find (BwPhone *phone, const char *uid)
{
  GListModel *everybody = bw_directory_get_everybody (bw_phone_get_directory (phone));
  BwPerson *own = bw_people_find_by_uid (bw_store_get_people (bw_phone_get_store (phone)), uid);

  if (own)
    return g_object_ref (own);
  for (guint i = 0; i < g_list_model_get_n_items (everybody); i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (everybody, i);

    if (g_strcmp0 (bw_person_get_uid (person), uid) == 0)
      return g_steal_pointer (&person);
  }

  return NULL;
}

gboolean
bw_person_can_be_called (BwPerson *person)
{
  return bw_person_get_addresses (person)->len > 0;
}

static const char *
get_domain (BwPhone *phone)
{
  BwAccount *account = bw_phone_get_default_account (phone);

  return account ? bw_account_get_domain (account) : NULL;
}

BwBuddy *
bw_person_find_buddy (BwPhone *phone, const BwPersonAddress *address)
{
  g_autoptr (BwAddress) parsed = bw_address_parse (address->address, get_domain (phone), NULL);
  g_autofree char *key = parsed ? bw_address_to_key (parsed) : NULL;

  return key && address->kind == BW_PERSON_ADDRESS_SIP
             ? bw_buddies_find (bw_phone_get_buddies (phone), key)
             : NULL;
}

/* The one whose light says that somebody is there, else the first. */
static const char *
choose_address (BwPhone *phone, BwPerson *person)
{
  BwBuddy *best = bw_buddies_find_for_person (bw_phone_get_buddies (phone), person);
  GPtrArray *addresses = bw_person_get_addresses (person);

  if (best && bw_buddy_get_presence (best) > BW_PRESENCE_OFFLINE)
    return bw_buddy_get_address (best);

  return addresses->len > 0 ? ((BwPersonAddress *) addresses->pdata[0])->address : "";
}

BwCall *
bw_person_call (GtkWidget *widget,
                BwPhone *phone,
                BwPerson *person,
                const char *address,
                gboolean video)
{
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (phone, NULL, address ? address : choose_address (phone, person),
                                video, &error);

  if (!call)
    bw_toasts_say_error (widget, error);

  return call;
}

BwConversation *
bw_person_write (GtkWidget *widget, BwPhone *phone, BwPerson *person, const char *address)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_messenger_open (bw_phone_get_messenger (phone), NULL,
                         address ? address : choose_address (phone, person), &error);

  if (!conversation)
    bw_toasts_say_error (widget, error);

  return conversation;
}

BwCall *
bw_person_pick_up (GtkWidget *widget, BwPhone *phone, BwPerson *person)
{
  BwBuddies *buddies = bw_phone_get_buddies (phone);
  BwBuddy *buddy = bw_buddies_find_for_person (buddies, person);
  g_autoptr (GError) error = NULL;
  BwCall *call = buddy ? bw_buddies_pick_up (buddies, buddy, &error) : NULL;

  if (error)
    bw_toasts_say_error (widget, error);

  return call;
}

gboolean
bw_person_is_own (BwPerson *person)
{
  return bw_person_get_origin (person) == BW_PERSON_ORIGIN_OWN;
}

void
bw_person_set_flag (GtkWidget *widget,
                    BwPhone *phone,
                    BwPerson *person,
                    const char *property,
                    gboolean value)
{
  g_autoptr (BwPerson) draft = bw_person_copy (person);
  g_autoptr (GError) error = NULL;

  g_object_set (draft, property, value, NULL);
  if (!bw_store_save_person (bw_phone_get_store (phone), draft, NULL, &error))
    bw_toasts_say_error (widget, error);
}

static void
undo_cb (BwStore *store, AdwToast *toast)
{
  g_autoptr (GError) error = NULL;

  if (!bw_store_restore_removed (store, &error))
    g_warning ("%s", error->message);
}

gboolean
bw_person_delete (GtkWidget *widget, BwPhone *phone, BwPerson *person)
{
  BwStore *store = bw_phone_get_store (phone);
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  /* Translators: the name of a person */
  text = g_strdup_printf (_ ("“%s” deleted"), bw_person_get_label (person));
  g_ptr_array_add (people, person);
  if (!bw_store_remove_people (store, people, &error)) {
    bw_toasts_say_error (widget, error);
    return FALSE;
  }
  toast = bw_toasts_offer (widget, text, _ ("_Undo"));
  if (toast)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), store,
                             G_CONNECT_SWAPPED);

  return TRUE;
}

static gboolean
has_sip_address (BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);

  for (guint i = 0; i < addresses->len; i++)
    if (((BwPersonAddress *) addresses->pdata[i])->kind == BW_PERSON_ADDRESS_SIP)
      return TRUE;

  return FALSE;
}

gboolean
bw_person_can_be_waited_for (BwPhone *phone, BwPerson *person)
{
  BwBuddy *buddy = bw_buddies_find_for_person (bw_phone_get_buddies (phone), person);

  if (buddy)
    return bw_buddy_get_tell_when_free (buddy) ||
           bw_buddy_get_presence (buddy) != BW_PRESENCE_ONLINE;

  return bw_person_is_own (person) && has_sip_address (person);
}

gboolean
bw_person_is_waited_for (BwPhone *phone, BwPerson *person)
{
  BwBuddy *buddy = bw_buddies_find_for_person (bw_phone_get_buddies (phone), person);

  return buddy && bw_buddy_get_tell_when_free (buddy);
}

void
bw_person_wait_for (GtkWidget *widget, BwPhone *phone, BwPerson *person, gboolean wait)
{
  BwBuddies *buddies = bw_phone_get_buddies (phone);
  BwBuddy *buddy;

  if (wait && !bw_person_get_watched (person) && bw_person_is_own (person))
    bw_person_set_flag (widget, phone, person, "watched", TRUE);
  buddy = bw_buddies_find_for_person (buddies, person);
  if (buddy)
    bw_buddy_set_tell_when_free (buddy, wait);
}
