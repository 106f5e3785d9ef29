/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which accounts have a mailbox, and how much is new in all of them: the page and its badge need
 * both. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-mailboxes.h"

#include <gtk/gtk.h>

#define MOST_NEW 9999 /* of one kind: a server may say any number */

enum { PROP_0, PROP_PHONE, PROP_N_NEW, PROP_ANY, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwMailboxes {
  GObject parent_instance;

  BwPhone *phone;
  GSignalGroup *accounts_signals;
  GPtrArray *followed; /* of BwAccount: all of them */
  GtkFilterListModel *model;
  GtkCustomFilter *filter;
  guint n_new;
  guint n_items;
};

static GType
get_item_type (GListModel *model)
{
  return BW_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BW_MAILBOXES (model)->model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BW_MAILBOXES (model)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwMailboxes,
                               bw_mailboxes,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
has_mailbox (gpointer item, gpointer data)
{
  const char *address = bw_account_settings_get_mailbox (bw_account_get_settings (item));

  return bw_mailbox_get_known (bw_account_get_mailbox (item)) || (address && *address);
}

static void
items_changed_cb (BwMailboxes *self, guint position, guint removed, guint added)
{
  gboolean any = self->n_items > 0;

  self->n_items = self->n_items - removed + added;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (any != (self->n_items > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANY]);
}

static void
count_cb (BwMailboxes *self)
{
  guint n_new = 0;

  for (guint i = 0; i < self->followed->len; i++)
    n_new += bw_mailbox_count_new (bw_account_get_mailbox (self->followed->pdata[i]));
  if (self->n_new == n_new)
    return;
  self->n_new = n_new;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEW]);
}

static void
refilter_cb (BwMailboxes *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
unfollow_all (BwMailboxes *self)
{
  for (guint i = 0; i < self->followed->len; i++) {
    BwAccount *account = self->followed->pdata[i];

    g_signal_handlers_disconnect_by_data (account, self);
    g_signal_handlers_disconnect_by_data (bw_account_get_mailbox (account), self);
  }
  g_ptr_array_set_size (self->followed, 0);
}

static void
follow (BwMailboxes *self, BwAccount *account)
{
  BwMailbox *mailbox = bw_account_get_mailbox (account);

  g_ptr_array_add (self->followed, g_object_ref (account));
  g_signal_connect_object (account, "notify::settings", G_CALLBACK (refilter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mailbox, "notify::known", G_CALLBACK (refilter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mailbox, "notify", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
}

static void
accounts_cb (BwMailboxes *self)
{
  GListModel *accounts = self->phone ? bw_phone_get_accounts (self->phone) : NULL;

  unfollow_all (self);
  for (guint i = 0; accounts && i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    follow (self, account);
  }
  count_cb (self);
}

static void
bw_mailboxes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwMailboxes *self = BW_MAILBOXES (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_N_NEW:
    g_value_set_uint (value, self->n_new);
    break;
  case PROP_ANY:
    g_value_set_boolean (value, self->n_items > 0);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->n_items);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_mailboxes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    bw_mailboxes_set_phone (BW_MAILBOXES (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_mailboxes_dispose (GObject *object)
{
  BwMailboxes *self = BW_MAILBOXES (object);

  unfollow_all (self);
  g_clear_object (&self->accounts_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_mailboxes_parent_class)->dispose (object);
}

static void
bw_mailboxes_finalize (GObject *object)
{
  BwMailboxes *self = BW_MAILBOXES (object);

  g_ptr_array_unref (self->followed);
  g_clear_object (&self->model);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (bw_mailboxes_parent_class)->finalize (object);
}

static void
bw_mailboxes_class_init (BwMailboxesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_mailboxes_get_property;
  object_class->set_property = bw_mailboxes_set_property;
  object_class->dispose = bw_mailboxes_dispose;
  object_class->finalize = bw_mailboxes_finalize;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_ANY] = g_param_spec_boolean ("any", NULL, NULL, FALSE, read);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_mailboxes_init (BwMailboxes *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->filter = gtk_custom_filter_new (has_mailbox, NULL, NULL);
  self->model = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->accounts_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->accounts_signals, "items-changed", G_CALLBACK (accounts_cb),
                                  self);
}

BwMailboxes *
bw_mailboxes_new (void)
{
  return g_object_new (BW_TYPE_MAILBOXES, NULL);
}

void
bw_mailboxes_set_phone (BwMailboxes *self, BwPhone *phone)
{
  GListModel *accounts = phone ? bw_phone_get_accounts (phone) : NULL;

  g_return_if_fail (BW_IS_MAILBOXES (self));

  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->accounts_signals, accounts);
  accounts_cb (self);
  gtk_filter_list_model_set_model (self->model, accounts);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

guint
bw_mailboxes_get_n_new (BwMailboxes *self)
{
  g_return_val_if_fail (BW_IS_MAILBOXES (self), 0);

  return self->n_new;
}

gboolean
bw_mailboxes_get_any (BwMailboxes *self)
{
  g_return_val_if_fail (BW_IS_MAILBOXES (self), FALSE);

  return self->n_items > 0;
}

guint
bw_mailbox_count_new (BwMailbox *mailbox)
{
  guint n_new = 0;

  for (BwMailboxKind kind = BW_MAILBOX_VOICE; kind < BW_MAILBOX_N_KINDS; kind++)
    n_new += MIN (bw_mailbox_get_new (mailbox, kind), MOST_NEW);

  return n_new == 0 && bw_mailbox_get_waiting (mailbox) ? 1 : n_new;
}
