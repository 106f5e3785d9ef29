/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is watched: follows the people and the accounts, and makes a buddy of each address. Knows
 * nothing of how a light comes about. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-buddies-private.h"

#include "bw-buddy-private.h"
#include "bw-phone-private.h"
#include "bw-presence-fold.h"
#include "bw-store-people.h"

#include <glib/gi18n-lib.h>

enum { SIGNAL_PERSON_CHANGED, SIGNAL_BECAME_FREE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwBuddies {
  GObject parent_instance;

  BwPhone *phone; /* not owned: it owns us */
  BwSubscriber *subscriber;
  GListModel *people;
  GPtrArray *known;       /* of BwPerson: what `people` held last, in its order */
  GPtrArray *buddies;     /* of BwBuddy */
  GHashTable *by_person;  /* BwPerson -> GPtrArray of BwBuddy */
  GHashTable *by_address; /* key -> GPtrArray of BwBuddy: two people can share one */
  GHashTable *lists;      /* BwAccount -> BwBuddyList */
  GHashTable *leaving;    /* of BwPerson: taken out of the people just now */
  guint leave_id;
};

static GType
get_item_type (GListModel *model)
{
  return BW_TYPE_BUDDY;
}

static guint
get_n_items (GListModel *model)
{
  return BW_BUDDIES (model)->buddies->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *buddies = BW_BUDDIES (model)->buddies;

  return position < buddies->len ? g_object_ref (buddies->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwBuddies,
                               bw_buddies,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Away, busy, on the phone, offline or unknown until now: at last. */
static void
buddy_changed_cb (BwBuddies *self, BwPresence before, BwBuddy *buddy)
{
  g_autoptr (BwPerson) person = g_object_ref (bw_buddy_get_person (buddy));

  g_signal_emit (self, signals[SIGNAL_PERSON_CHANGED], 0, person);
  if (!bw_buddy_get_tell_when_free (buddy) || before == BW_PRESENCE_ONLINE ||
      bw_buddy_get_presence (buddy) != BW_PRESENCE_ONLINE)
    return;

  bw_buddy_set_tell_when_free (buddy, FALSE);
  g_signal_emit (self, signals[SIGNAL_BECAME_FREE], 0, buddy);
}

/* The account of the address's own domain, the default one first; else the default one. */
static BwAccount *
choose_account (BwBuddies *self, const char *host)
{
  GListModel *accounts = bw_phone_get_accounts (self->phone);
  BwAccount *best = bw_phone_get_default_account (self->phone);

  if (best && bw_account_get_enabled (best) && g_strcmp0 (bw_account_get_domain (best), host) == 0)
    return best;

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    if (bw_account_get_enabled (account) && g_strcmp0 (bw_account_get_domain (account), host) == 0)
      return account;
  }

  return best;
}

static void
list_changed_cb (BwBuddyList *list, const char *address, gpointer user_data)
{
  BwBuddies *self = user_data;
  GPtrArray *named = address ? g_hash_table_lookup (self->by_address, address) : self->buddies;
  g_autoptr (GPtrArray) all =
      named ? g_ptr_array_copy (named, (GCopyFunc) (void *) g_object_ref, NULL) : NULL;

  if (!all)
    return;

  g_ptr_array_set_free_func (all, g_object_unref);
  for (guint i = 0; i < all->len; i++)
    bw_buddy_take_listing (all->pdata[i]);
}

static BwBuddyList *
find_list (BwBuddies *self, BwAccount *account)
{
  return account ? g_hash_table_lookup (self->lists, account) : NULL;
}

static char *
dup_list_uri (BwAccount *account)
{
  const char *set = bw_account_settings_get_resource_list (bw_account_get_settings (account));
  g_autoptr (BwAddress) address =
      set ? bw_address_parse (set, bw_account_get_domain (account), NULL) : NULL;

  return address ? bw_address_to_uri (address) : NULL;
}

static void
renew_list (BwBuddies *self, GHashTable *old, BwAccount *account)
{
  g_autofree char *uri = bw_account_get_enabled (account) ? dup_list_uri (account) : NULL;
  BwBuddyList *list = g_hash_table_lookup (old, account);

  if (list && g_strcmp0 (uri, bw_buddy_list_get_uri (list)) == 0)
    g_hash_table_steal (old, account);
  else
    list = uri ? bw_buddy_list_new (self->subscriber, account, uri, list_changed_cb, self) : NULL;
  if (list)
    g_hash_table_insert (self->lists, account, list);
}

/* Returns: (transfer full): the lists that no account names any more: buddies may still know them
 */
static GHashTable *
renew_lists (BwBuddies *self)
{
  GListModel *accounts = bw_phone_get_accounts (self->phone);
  GHashTable *old = self->lists;

  self->lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) bw_buddy_list_free);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    renew_list (self, old, account);
  }

  return old;
}

static void
index_buddy (GHashTable *table, gconstpointer key, BwBuddy *buddy)
{
  GPtrArray *array = g_hash_table_lookup (table, key);

  if (!array) {
    array = g_ptr_array_new ();
    g_hash_table_insert (table, (gpointer) key, array);
  }
  g_ptr_array_add (array, buddy);
}

static void
add_buddy (BwBuddies *self, BwPerson *person, const char *address)
{
  BwBuddy *buddy = bw_buddy_new (self->subscriber, person, address);

  g_signal_connect_object (buddy, "changed", G_CALLBACK (buddy_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buddies, buddy);
  index_buddy (self->by_person, person, buddy);
  if (g_hash_table_contains (self->by_address, address))
    index_buddy (self->by_address, address, buddy);
  else
    index_buddy (self->by_address, g_strdup (address), buddy);
  g_list_model_items_changed (G_LIST_MODEL (self), self->buddies->len - 1, 0, 1);
}

static void
forget_buddy (GHashTable *table, gconstpointer key, BwBuddy *buddy)
{
  GPtrArray *array = g_hash_table_lookup (table, key);

  g_ptr_array_remove (array, buddy);
  if (array->len == 0)
    g_hash_table_remove (table, key);
}

static void
remove_buddy (BwBuddies *self, BwBuddy *buddy)
{
  g_autoptr (BwBuddy) keep = g_object_ref (buddy);
  guint position;

  if (!g_ptr_array_find (self->buddies, buddy, &position))
    return;

  g_signal_handlers_disconnect_by_func (buddy, buddy_changed_cb, self);
  forget_buddy (self->by_address, bw_buddy_get_address (buddy), buddy);
  forget_buddy (self->by_person, bw_buddy_get_person (buddy), buddy);
  g_ptr_array_remove_index (self->buddies, position);
  bw_buddy_watch (buddy, NULL, NULL, NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static BwBuddy *
find_buddy (BwBuddies *self, BwPerson *person, const char *address)
{
  GPtrArray *of_person = g_hash_table_lookup (self->by_person, person);

  for (guint i = 0; of_person && i < of_person->len; i++)
    if (g_str_equal (bw_buddy_get_address (of_person->pdata[i]), address))
      return of_person->pdata[i];

  return NULL;
}

/* Adds to @wanted what is to be watched, and watches it. */
static void
watch (BwBuddies *self, BwPerson *person, const char *text, GHashTable *wanted)
{
  BwAccount *home = bw_phone_get_default_account (self->phone);
  g_autoptr (BwAddress) address =
      bw_address_parse (text, home ? bw_account_get_domain (home) : NULL, NULL);
  g_autofree char *key = address ? bw_address_to_key (address) : NULL;
  g_autofree char *uri = address ? bw_address_to_uri (address) : NULL;
  BwAccount *account;

  if (!key || g_hash_table_contains (wanted, key))
    return;

  account = choose_account (self, bw_address_get_host (address));
  if (!find_buddy (self, person, key))
    add_buddy (self, person, key);
  bw_buddy_watch (find_buddy (self, person, key), account, uri, find_list (self, account));
  g_hash_table_add (wanted, g_steal_pointer (&key));
}

static void
remove_unwanted (BwBuddies *self, BwPerson *person, GHashTable *wanted)
{
  GPtrArray *of_person = g_hash_table_lookup (self->by_person, person);
  g_autoptr (GPtrArray) before = of_person ? g_ptr_array_copy (of_person, NULL, NULL) : NULL;

  for (guint i = 0; before && i < before->len; i++)
    if (!g_hash_table_contains (wanted, bw_buddy_get_address (before->pdata[i])))
      remove_buddy (self, before->pdata[i]);
}

static void
sync_person (BwBuddies *self, BwPerson *person, gboolean is_there)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *addresses = bw_person_get_addresses (person);

  for (guint i = 0; is_there && bw_person_get_watched (person) && i < addresses->len; i++) {
    const BwPersonAddress *address = addresses->pdata[i];

    if (address->kind == BW_PERSON_ADDRESS_SIP)
      watch (self, person, address->address, wanted);
  }
  remove_unwanted (self, person, wanted);
}

static void
person_changed_cb (BwBuddies *self, GParamSpec *pspec, BwPerson *person)
{
  sync_person (self, person, TRUE);
}

static void
leave (BwBuddies *self)
{
  g_autoptr (GHashTable) leaving = self->leaving;
  GHashTableIter iter;
  gpointer person;

  self->leaving = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_hash_table_iter_init (&iter, leaving);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    sync_person (self, person, FALSE);
}

static gboolean
leave_cb (gpointer user_data)
{
  BwBuddies *self = user_data;

  self->leave_id = 0;
  leave (self);

  return G_SOURCE_REMOVE;
}

/* One whose name changes is taken out and put in again at another place: that is no farewell. */
static void
lose_person (BwBuddies *self, BwPerson *person)
{
  g_signal_handlers_disconnect_by_func (person, person_changed_cb, self);
  if (!g_hash_table_contains (self->by_person, person))
    return;

  g_hash_table_add (self->leaving, g_object_ref (person));
  if (!self->leave_id)
    self->leave_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, leave_cb, self, NULL);
}

static void
meet_person (BwBuddies *self, BwPerson *person)
{
  g_signal_connect_object (person, "notify::watched", G_CALLBACK (person_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_remove (self->leaving, person);
  sync_person (self, person, TRUE);
}

static void
people_changed_cb (BwBuddies *self, guint position, guint removed, guint added, GListModel *people)
{
  for (guint i = position; i < position + removed; i++)
    lose_person (self, self->known->pdata[i]);
  if (removed > 0)
    g_ptr_array_remove_range (self->known, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->known, (int) i, g_list_model_get_item (people, i));
  for (guint i = position; i < position + added; i++)
    meet_person (self, self->known->pdata[i]);
}

/* Another account may be the one by which somebody is watched. */
static void
sync_all (BwBuddies *self)
{
  g_autoptr (GHashTable) old = renew_lists (self);

  for (guint i = 0; i < self->known->len; i++)
    if (bw_person_get_watched (self->known->pdata[i]))
      sync_person (self, self->known->pdata[i], TRUE);
}

static void
accounts_changed_cb (BwBuddies *self,
                     guint position,
                     guint removed,
                     guint added,
                     GListModel *accounts)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    g_signal_connect_object (account, "notify::settings", G_CALLBACK (sync_all), self,
                             G_CONNECT_SWAPPED);
  }
  sync_all (self);
}

static void
bw_buddies_dispose (GObject *object)
{
  BwBuddies *self = BW_BUDDIES (object);

  g_clear_handle_id (&self->leave_id, g_source_remove);
  for (guint i = 0; i < self->buddies->len; i++) {
    g_signal_handlers_disconnect_by_func (self->buddies->pdata[i], buddy_changed_cb, self);
    bw_buddy_watch (self->buddies->pdata[i], NULL, NULL, NULL);
  }
  g_hash_table_remove_all (self->by_person);
  g_hash_table_remove_all (self->by_address);
  g_ptr_array_set_size (self->buddies, 0);
  g_hash_table_remove_all (self->leaving);
  g_hash_table_remove_all (self->lists);
  g_ptr_array_set_size (self->known, 0);
  g_clear_object (&self->people);
  g_clear_object (&self->subscriber);

  G_OBJECT_CLASS (bw_buddies_parent_class)->dispose (object);
}

static void
bw_buddies_finalize (GObject *object)
{
  BwBuddies *self = BW_BUDDIES (object);

  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->buddies);
  g_hash_table_unref (self->by_person);
  g_hash_table_unref (self->by_address);
  g_hash_table_unref (self->leaving);
  g_hash_table_unref (self->lists);

  G_OBJECT_CLASS (bw_buddies_parent_class)->finalize (object);
}

static void
bw_buddies_class_init (BwBuddiesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_buddies_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_buddies_finalize;

  signals[SIGNAL_PERSON_CHANGED] =
      g_signal_new ("person-changed", BW_TYPE_BUDDIES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    g_cclosure_marshal_VOID__OBJECT, G_TYPE_NONE, 1, BW_TYPE_PERSON);
  signals[SIGNAL_BECAME_FREE] =
      g_signal_new ("became-free", BW_TYPE_BUDDIES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    g_cclosure_marshal_VOID__OBJECT, G_TYPE_NONE, 1, BW_TYPE_BUDDY);
}

static void
bw_buddies_init (BwBuddies *self)
{
  self->known = g_ptr_array_new_with_free_func (g_object_unref);
  self->buddies = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_person =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) (void *) g_ptr_array_unref);
  self->by_address = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) (void *) g_ptr_array_unref);
  self->lists = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) bw_buddy_list_free);
  self->leaving = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

BwBuddies *
bw_buddies_new (BwPhone *phone, BwSubscriber *subscriber)
{
  BwBuddies *self = g_object_new (BW_TYPE_BUDDIES, NULL);
  GListModel *accounts = bw_phone_get_accounts (phone);

  self->phone = phone;
  self->subscriber = g_object_ref (subscriber);
  self->people = g_object_ref (G_LIST_MODEL (bw_store_get_people (bw_phone_get_store (phone))));
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::default-account", G_CALLBACK (sync_all), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (people_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts), accounts);
  people_changed_cb (self, 0, 0, g_list_model_get_n_items (self->people), self->people);

  return self;
}

BwBuddy *
bw_buddies_find (BwBuddies *self, const char *address)
{
  GPtrArray *named = g_hash_table_lookup (self->by_address, address);

  return named ? named->pdata[0] : NULL;
}

BwBuddy *
bw_buddies_find_for_person (BwBuddies *self, BwPerson *person)
{
  GPtrArray *of_person = g_hash_table_lookup (self->by_person, person);
  BwBuddy *best = NULL;

  for (guint i = 0; of_person && i < of_person->len; i++) {
    BwBuddy *buddy = of_person->pdata[i];

    if (!best || bw_presence_rank (bw_buddy_get_presence (buddy)) >
                     bw_presence_rank (bw_buddy_get_presence (best)))
      best = buddy;
  }

  return best;
}

/* RFC 3891, 3: seen from the caller, who is to take us in the place of the one where it rings. */
static char *
dup_replaces (const BwDialog *dialog)
{
  return g_strdup_printf ("%s;to-tag=%s;from-tag=%s;early-only", dialog->call_id,
                          dialog->remote_tag, dialog->local_tag);
}

static BwCall *
dial_code (BwBuddies *self, BwBuddy *buddy, const char *code, GError **error)
{
  BwAccount *account = bw_buddy_get_account (buddy);
  g_autoptr (BwAddress) address =
      bw_address_parse (bw_buddy_get_address (buddy), bw_account_get_domain (account), error);
  g_autofree char *number =
      address ? g_strconcat (code, bw_address_get_user (address), NULL) : NULL;

  return number ? bw_phone_dial (self->phone, account, number, FALSE, error) : NULL;
}

BwCall *
bw_buddies_pick_up (BwBuddies *self, BwBuddy *buddy, GError **error)
{
  const BwDialog *ringing = bw_buddy_get_ringing (buddy);
  BwAccount *account = bw_buddy_get_account (buddy);
  const char *code =
      account ? bw_account_settings_get_pick_up_code (bw_account_get_settings (account)) : NULL;
  g_autofree char *replaces = NULL;

  if (!bw_buddy_get_can_pick_up (buddy)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_STATE,
                         _ ("There is no call to pick up any more: it was answered or has ended."));
    return NULL;
  }
  if (!ringing->call_id || !ringing->local_tag || !ringing->remote_tag || !ringing->remote_uri)
    return dial_code (self, buddy, code, error);

  replaces = dup_replaces (ringing);

  return bw_phone_dial_replacing (self->phone, account, ringing->remote_uri, replaces, error);
}
