/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps a publication for each account that wants one. It must not know how one comes to be seen as
 * one is. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-publisher.h"

#include "bw-my-presence-private.h"
#include "bw-publication.h"

struct _BwPublisher {
  GObject parent_instance;

  BwMyPresence *presence;
  GListModel *accounts;
  BwExchanges *exchanges;   /* nullable */
  GHashTable *publications; /* BwAccount -> BwPublication, owned */
  GPtrArray *leaving;       /* BwPublication of accounts that are gone */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (BwPublisher, bw_publisher, G_TYPE_OBJECT)

/* Only who registers has a server that would know of presence. */
static gboolean
publishes (BwPublisher *self, BwAccount *account)
{
  BwAccountSettings *settings = bw_account_get_settings (account);

  return !self->closed && bw_my_presence_is_told (self->presence) &&
         bw_account_settings_get_enabled (settings) &&
         bw_account_settings_get_register (settings) &&
         bw_account_settings_get_presence_publish (settings);
}

static void
update (BwPublisher *self, BwAccount *account)
{
  BwPublication *publication = g_hash_table_lookup (self->publications, account);
  g_autofree char *identity =
      bw_account_settings_dup_identity_uri (bw_account_get_settings (account));
  g_autofree char *document =
      publishes (self, account) ? bw_my_presence_dup_document (self->presence, identity) : NULL;

  if (publication)
    bw_publication_set_document (publication, document);
}

static void
update_all (BwPublisher *self)
{
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->publications);
  while (g_hash_table_iter_next (&iter, &account, NULL))
    update (self, account);
}

static void
state_cb (BwPublisher *self, GParamSpec *pspec, BwAccount *account)
{
  BwPublication *publication = g_hash_table_lookup (self->publications, account);

  if (publication && bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED)
    bw_publication_renew (publication);
}

static void
settings_cb (BwPublisher *self, GParamSpec *pspec, BwAccount *account)
{
  update (self, account);
}

static void
add_account (BwPublisher *self, BwAccount *account)
{
  BwPublication *publication = bw_publication_new (account);

  bw_publication_attach (publication, self->exchanges);
  g_hash_table_insert (self->publications, account, publication);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::settings", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
  update (self, account);
}

static gboolean
is_there (GListModel *accounts, gpointer wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    if (account == wanted)
      return TRUE;
  }

  return FALSE;
}

static void
left_cb (BwPublication *publication, gpointer user_data)
{
  g_ptr_array_remove (BW_PUBLISHER (user_data)->leaving, publication);
}

static gboolean
has_left (gpointer account, gpointer publication, gpointer user_data)
{
  BwPublisher *self = user_data;

  if (is_there (self->accounts, account))
    return FALSE;

  g_signal_handlers_disconnect_by_data (account, self);
  g_ptr_array_add (self->leaving, publication);
  bw_publication_leave (publication, left_cb, self);

  return TRUE;
}

static void
accounts_changed_cb (BwPublisher *self, guint position, guint removed, guint added)
{
  g_hash_table_foreach_steal (self->publications, has_left, self);
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    if (!g_hash_table_contains (self->publications, account))
      add_account (self, account);
  }
}

static void
bw_publisher_dispose (GObject *object)
{
  BwPublisher *self = BW_PUBLISHER (object);

  g_hash_table_remove_all (self->publications);
  g_ptr_array_set_size (self->leaving, 0);
  g_clear_pointer (&self->exchanges, bw_exchanges_free);
  g_clear_object (&self->presence);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (bw_publisher_parent_class)->dispose (object);
}

static void
bw_publisher_finalize (GObject *object)
{
  BwPublisher *self = BW_PUBLISHER (object);

  g_hash_table_unref (self->publications);
  g_ptr_array_unref (self->leaving);

  G_OBJECT_CLASS (bw_publisher_parent_class)->finalize (object);
}

static void
bw_publisher_class_init (BwPublisherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_publisher_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_publisher_finalize;
}

static void
bw_publisher_init (BwPublisher *self)
{
  self->publications =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) bw_publication_free);
  self->leaving = g_ptr_array_new_with_free_func ((GDestroyNotify) bw_publication_free);
}

BwPublisher *
bw_publisher_new (BwMyPresence *presence, GListModel *accounts)
{
  BwPublisher *self = g_object_new (BW_TYPE_PUBLISHER, NULL);

  self->presence = g_object_ref (presence);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (presence, "told", G_CALLBACK (update_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts));

  return self;
}

void
bw_publisher_attach (BwPublisher *self, BwEngine *engine)
{
  BwExchanges *exchanges = engine ? bw_exchanges_new (engine, "PUBLISH") : NULL;
  GHashTableIter iter;
  gpointer publication;

  g_hash_table_iter_init (&iter, self->publications);
  while (g_hash_table_iter_next (&iter, NULL, &publication))
    bw_publication_attach (publication, exchanges);
  g_ptr_array_set_size (self->leaving, 0);
  g_clear_pointer (&self->exchanges, bw_exchanges_free);
  self->exchanges = exchanges;
  self->closed = FALSE;
  update_all (self);
}

void
bw_publisher_renew (BwPublisher *self)
{
  GHashTableIter iter;
  gpointer publication;

  g_hash_table_iter_init (&iter, self->publications);
  while (g_hash_table_iter_next (&iter, NULL, &publication))
    bw_publication_renew (publication);
}

void
bw_publisher_close (BwPublisher *self)
{
  self->closed = TRUE;
  update_all (self);
}
