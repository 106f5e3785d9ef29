/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * All conversations, found by what they are and shown by when something happened in them. It must
 * not know where they are kept.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-conversation-list.h"

#include "private/bw-conversation-list-private.h"
#include "private/bw-conversation-private.h"

#include <gio/gio.h>

enum { PROP_0, PROP_UNREAD, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwConversationList {
  GObject parent_instance;

  GHashTable *by_id;   /* gint64 -> BwConversation, owned */
  GHashTable *by_name; /* account and peer -> BwConversation */
  GPtrArray *shown;    /* the latest first */
  guint unread;
};

static char *
make_name (const char *account, const char *peer)
{
  return g_strconcat (account, "\n", peer, NULL);
}

static char *
get_name (BwConversation *conversation)
{
  return make_name (bw_conversation_get_account (conversation),
                    bw_conversation_get_peer (conversation));
}

/* The latest first; of one time, the younger row. */
static int
compare (BwConversation *a, BwConversation *b)
{
  gint64 time_a = bw_conversation_get_time (a);
  gint64 time_b = bw_conversation_get_time (b);

  if (time_a != time_b)
    return time_a > time_b ? -1 : 1;
  if (a == b)
    return 0;
  return bw_conversation_get_id (a) > bw_conversation_get_id (b) ? -1 : 1;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return compare (*(BwConversation *const *) a, *(BwConversation *const *) b);
}

static guint
get_place (BwConversationList *self, BwConversation *conversation)
{
  guint first = 0;
  guint last = self->shown->len;

  while (first < last) {
    guint middle = first + (last - first) / 2;

    if (compare (g_ptr_array_index (self->shown, middle), conversation) < 0)
      first = middle + 1;
    else
      last = middle;
  }
  return first;
}

/* Whether the row at @position stands between its neighbours as it should. */
static gboolean
is_in_place (BwConversationList *self, guint position)
{
  BwConversation *conversation = g_ptr_array_index (self->shown, position);

  return (position == 0 ||
          compare (g_ptr_array_index (self->shown, position - 1), conversation) < 0) &&
         (position + 1 == self->shown->len ||
          compare (conversation, g_ptr_array_index (self->shown, position + 1)) < 0);
}

static void
update_unread (BwConversationList *self)
{
  guint unread = 0;

  for (guint i = 0; i < self->shown->len; i++)
    unread += bw_conversation_get_unread (g_ptr_array_index (self->shown, i));
  if (unread == self->unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

static void
hide (BwConversationList *self, guint position)
{
  g_ptr_array_remove_index (self->shown, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
show (BwConversationList *self, BwConversation *conversation)
{
  guint position = get_place (self, conversation);

  g_ptr_array_insert (self->shown, position, conversation);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
}

static void
place (BwConversationList *self, BwConversation *conversation)
{
  guint before = self->shown->len;
  gboolean is_shown = bw_conversation_is_shown (conversation);
  guint position;
  gboolean was_shown = g_ptr_array_find (self->shown, conversation, &position);

  if (was_shown && is_shown && is_in_place (self, position))
    return;
  if (was_shown)
    hide (self, position);
  if (is_shown)
    show (self, conversation);
  if (before != self->shown->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
learn (BwConversationList *self, BwConversation *conversation)
{
  gint64 *id;

  if (bw_conversation_list_find_by_id (self, bw_conversation_get_id (conversation)) != NULL)
    return;
  id = g_new (gint64, 1);
  *id = bw_conversation_get_id (conversation);
  g_hash_table_insert (self->by_id, id, g_object_ref (conversation));
  g_hash_table_insert (self->by_name, get_name (conversation), conversation);
}

static GType
bw_conversation_list_get_item_type (GListModel *model)
{
  return BW_TYPE_CONVERSATION;
}

static guint
bw_conversation_list_get_n_items (GListModel *model)
{
  return BW_CONVERSATION_LIST (model)->shown->len;
}

static gpointer
bw_conversation_list_get_item (GListModel *model, guint position)
{
  BwConversationList *self = BW_CONVERSATION_LIST (model);

  if (position >= self->shown->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_conversation_list_get_item_type;
  iface->get_n_items = bw_conversation_list_get_n_items;
  iface->get_item = bw_conversation_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwConversationList,
                               bw_conversation_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bw_conversation_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwConversationList *self = BW_CONVERSATION_LIST (object);

  switch (prop_id) {
  case PROP_UNREAD:
    g_value_set_uint (value, self->unread);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->shown->len);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_conversation_list_finalize (GObject *object)
{
  BwConversationList *self = BW_CONVERSATION_LIST (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_id);
  G_OBJECT_CLASS (bw_conversation_list_parent_class)->finalize (object);
}

static void
bw_conversation_list_class_init (BwConversationListClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_conversation_list_get_property;
  object_class->finalize = bw_conversation_list_finalize;

  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_conversation_list_init (BwConversationList *self)
{
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shown = g_ptr_array_new ();
}

BwConversationList *
bw_conversation_list_new (void)
{
  return g_object_new (BW_TYPE_CONVERSATION_LIST, NULL);
}

guint
bw_conversation_list_get_unread (BwConversationList *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION_LIST (self), 0);
  return self->unread;
}

BwConversation *
bw_conversation_list_find (BwConversationList *self, const char *account, const char *peer)
{
  g_autofree char *name = make_name (account, peer);

  return g_hash_table_lookup (self->by_name, name);
}

BwConversation *
bw_conversation_list_find_by_id (BwConversationList *self, gint64 id)
{
  return g_hash_table_lookup (self->by_id, &id);
}

GPtrArray *
bw_conversation_list_get_all (BwConversationList *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer conversation;

  g_hash_table_iter_init (&iter, self->by_id);
  while (g_hash_table_iter_next (&iter, NULL, &conversation))
    g_ptr_array_add (all, g_object_ref (conversation));
  return all;
}

void
bw_conversation_list_reset (BwConversationList *self, GPtrArray *conversations)
{
  guint before = self->shown->len;

  g_ptr_array_set_size (self->shown, 0);
  g_hash_table_remove_all (self->by_name);
  g_hash_table_remove_all (self->by_id);
  for (guint i = 0; i < conversations->len; i++) {
    BwConversation *conversation = g_ptr_array_index (conversations, i);

    learn (self, conversation);
    if (bw_conversation_is_shown (conversation))
      g_ptr_array_add (self->shown, conversation);
  }
  g_ptr_array_sort (self->shown, compare_cb);
  if (before + self->shown->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->shown->len);
  if (before != self->shown->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  update_unread (self);
}

void
bw_conversation_list_update (BwConversationList *self, BwConversation *conversation)
{
  learn (self, conversation);
  place (self, conversation);
  update_unread (self);
}

void
bw_conversation_list_forget (BwConversationList *self, BwConversation *conversation)
{
  g_autofree char *name = get_name (conversation);
  gint64 id = bw_conversation_get_id (conversation);
  guint position;

  if (g_ptr_array_find (self->shown, conversation, &position)) {
    hide (self, position);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  }
  g_hash_table_remove (self->by_name, name);
  g_hash_table_remove (self->by_id, &id);
  update_unread (self);
}

void
bw_conversation_list_move (BwConversationList *self,
                           BwConversation *conversation,
                           const char *account)
{
  g_autofree char *before = get_name (conversation);

  g_hash_table_remove (self->by_name, before);
  bw_conversation_set_account (conversation, account);
  g_hash_table_insert (self->by_name, get_name (conversation), conversation);
}
