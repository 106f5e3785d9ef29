/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which account a conversation goes by, and which others there are.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sending-account.h"

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwSendingAccount {
  GObject parent_instance;

  BwPhone *phone;
  BwConversation *conversation;
  GPtrArray *watched; /* BwAccount */
  GMenu *menu;
};

G_DEFINE_FINAL_TYPE (BwSendingAccount, bw_sending_account, G_TYPE_OBJECT)

static void
append_account (GMenu *menu, BwAccount *account)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (bw_account_get_address (account), NULL);

  g_menu_item_set_action_and_target (item, "conversation.use-account", "s",
                                     bw_account_get_id (account));
  g_menu_append_item (menu, item);
}

static void
fill_menu (BwSendingAccount *self)
{
  g_menu_remove_all (self->menu);
  for (guint i = 0; i < self->watched->len; i++)
    if (bw_account_get_enabled (self->watched->pdata[i]))
      append_account (self->menu, self->watched->pdata[i]);
}

static void
changed_cb (BwSendingAccount *self)
{
  fill_menu (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
unwatch (BwSendingAccount *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_func (self->watched->pdata[i], changed_cb, self);
  g_ptr_array_set_size (self->watched, 0);
}

/* There are few of them. */
static void
watch_accounts_cb (BwSendingAccount *self)
{
  GListModel *accounts = self->phone != NULL ? bw_phone_get_accounts (self->phone) : NULL;
  guint n = accounts != NULL ? g_list_model_get_n_items (accounts) : 0;

  unwatch (self);
  for (guint i = 0; i < n; i++) {
    BwAccount *account = g_list_model_get_item (accounts, i);

    g_ptr_array_add (self->watched, account);
    g_signal_connect_object (account, "notify::enabled", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (account, "notify::settings", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  changed_cb (self);
}

static void
set_phone (BwSendingAccount *self, BwPhone *phone)
{
  if (self->phone != NULL)
    g_signal_handlers_disconnect_by_func (bw_phone_get_accounts (self->phone), watch_accounts_cb,
                                          self);
  g_set_object (&self->phone, phone);
  if (phone != NULL)
    g_signal_connect_object (bw_phone_get_accounts (phone), "items-changed",
                             G_CALLBACK (watch_accounts_cb), self, G_CONNECT_SWAPPED);
}

static void
set_conversation (BwSendingAccount *self, BwConversation *conversation)
{
  if (self->conversation != NULL)
    g_signal_handlers_disconnect_by_func (self->conversation, changed_cb, self);
  g_set_object (&self->conversation, conversation);
  if (conversation != NULL)
    g_signal_connect_object (conversation, "notify::account", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
bw_sending_account_dispose (GObject *object)
{
  BwSendingAccount *self = BW_SENDING_ACCOUNT (object);

  set_conversation (self, NULL);
  set_phone (self, NULL);
  unwatch (self);

  G_OBJECT_CLASS (bw_sending_account_parent_class)->dispose (object);
}

static void
bw_sending_account_finalize (GObject *object)
{
  BwSendingAccount *self = BW_SENDING_ACCOUNT (object);

  g_ptr_array_unref (self->watched);
  g_object_unref (self->menu);

  G_OBJECT_CLASS (bw_sending_account_parent_class)->finalize (object);
}

static void
bw_sending_account_class_init (BwSendingAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_sending_account_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_sending_account_finalize;
  signals[CHANGED] = g_signal_new ("changed", BW_TYPE_SENDING_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_sending_account_init (BwSendingAccount *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->menu = g_menu_new ();
}

BwSendingAccount *
bw_sending_account_new (void)
{
  return g_object_new (BW_TYPE_SENDING_ACCOUNT, NULL);
}

void
bw_sending_account_follow (BwSendingAccount *self, BwPhone *phone, BwConversation *conversation)
{
  set_phone (self, phone);
  set_conversation (self, conversation);
  watch_accounts_cb (self);
}

BwAccount *
bw_sending_account_get_account (BwSendingAccount *self)
{
  if (self->phone == NULL || self->conversation == NULL)
    return NULL;

  return bw_phone_find_account (self->phone, bw_conversation_get_account (self->conversation));
}

gboolean
bw_sending_account_get_usable (BwSendingAccount *self)
{
  BwAccount *account = bw_sending_account_get_account (self);

  return account != NULL && bw_account_get_enabled (account);
}

guint
bw_sending_account_count_others (BwSendingAccount *self)
{
  BwAccount *used = bw_sending_account_get_account (self);
  guint n = 0;

  for (guint i = 0; i < self->watched->len; i++)
    n += self->watched->pdata[i] != used && bw_account_get_enabled (self->watched->pdata[i]);

  return n;
}

GMenuModel *
bw_sending_account_get_menu (BwSendingAccount *self)
{
  return G_MENU_MODEL (self->menu);
}
