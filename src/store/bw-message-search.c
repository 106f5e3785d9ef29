/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The messages in which what is typed stands, as a list. It must not know how they are shown.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-message-search.h"

#include "bw-store-messages.h"

#include "private/bw-message-rows.h"
#include "private/bw-search-hit-private.h"
#include "private/bw-search-words.h"
#include "private/bw-store-private.h"

#define MAX_HITS 500
#define FOLLOW_SECONDS 1

/* The index gives its newest rows first without reading the others. */
#define SEARCH(condition)                                                                          \
  "SELECT " BW_MESSAGE_ROWS_COLUMNS " FROM message_words AS w"                                     \
  " CROSS JOIN messages AS m ON m.id = w.rowid"                                                    \
  " CROSS JOIN conversations AS c ON c.id = m.conversation"                                        \
  " WHERE message_words MATCH $query AND m.removed = 0 AND m.id > "                                \
  "c.hidden_messages" condition " ORDER BY w.rowid DESC LIMIT $limit"

static const char all_sql[] = SEARCH ("");
static const char one_sql[] = SEARCH (" AND m.conversation = $conversation");

enum { PROP_0, PROP_TEXT, PROP_CONVERSATION, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwMessageSearch {
  GObject parent_instance;

  BwStore *store;
  char *text;
  BwConversation *conversation;
  GPtrArray *hits;
  guint follow_id;
};

static sqlite3_stmt *
prepare (BwMessageSearch *self, const char *query)
{
  sqlite3 *db = bw_store_get_database (self->store);
  sqlite3_stmt *statement;

  if (db == NULL || query == NULL)
    return NULL;
  statement = bw_database_prepare (db, self->conversation != NULL ? one_sql : all_sql, NULL);
  if (statement == NULL)
    return NULL;
  bw_database_bind_text (statement, "$query", query);
  bw_database_bind_number (statement, "$limit", MAX_HITS);
  if (self->conversation != NULL)
    bw_database_bind_number (statement, "$conversation",
                             bw_conversation_get_id (self->conversation));
  return statement;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  BwMessage *first = *(BwMessage *const *) a;
  BwMessage *second = *(BwMessage *const *) b;
  gint64 difference = bw_message_get_time (second) - bw_message_get_time (first);

  if (difference == 0)
    difference = bw_message_get_id (second) - bw_message_get_id (first);
  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

static GPtrArray *
find_messages (BwMessageSearch *self)
{
  g_autofree char *query = bw_search_words_make_query (self->text);
  GPtrArray *messages =
      bw_message_rows_read_all (prepare (self, query), bw_store_get_message_cache (self->store));

  g_ptr_array_sort (messages, compare_newest_first);
  return messages;
}

static GPtrArray *
find_hits (BwMessageSearch *self)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) messages = find_messages (self);

  for (guint i = 0; i < messages->len; i++) {
    BwMessage *message = g_ptr_array_index (messages, i);
    BwConversation *conversation =
        bw_store_find_conversation_by_id (self->store, bw_message_get_conversation (message));

    if (conversation != NULL)
      g_ptr_array_add (hits, bw_search_hit_new (conversation, message, self->text));
  }
  return hits;
}

static gboolean
is_same (BwSearchHit *a, BwSearchHit *b)
{
  return bw_search_hit_get_message (a) == bw_search_hit_get_message (b) &&
         bw_search_hit_get_conversation (a) == bw_search_hit_get_conversation (b) &&
         g_strcmp0 (bw_search_hit_get_snippet (a), bw_search_hit_get_snippet (b)) == 0;
}

static guint
count_same_first (GPtrArray *before, GPtrArray *after)
{
  guint n = 0;

  while (n < before->len && n < after->len &&
         is_same (g_ptr_array_index (before, n), g_ptr_array_index (after, n)))
    n++;
  return n;
}

static guint
count_same_last (GPtrArray *before, GPtrArray *after, guint most)
{
  guint n = 0;

  while (n < most && is_same (g_ptr_array_index (before, before->len - 1 - n),
                              g_ptr_array_index (after, after->len - 1 - n)))
    n++;
  return n;
}

/* What stays the same at both ends is not told as changed, so that the view stays where it is. */
static void
take_hits (BwMessageSearch *self, GPtrArray *hits, gboolean same_words)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->hits);
  guint first = same_words ? count_same_first (before, hits) : 0;
  guint last =
      same_words ? count_same_last (before, hits, MIN (before->len, hits->len) - first) : 0;
  guint removed = before->len - first - last;
  guint added = hits->len - first - last;

  self->hits = hits;
  if (removed + added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
search (BwMessageSearch *self, gboolean same_words)
{
  g_clear_handle_id (&self->follow_id, g_source_remove);
  take_hits (self, find_hits (self), same_words);
}

static gboolean
follow_cb (gpointer user_data)
{
  BwMessageSearch *self = user_data;

  self->follow_id = 0;
  search (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
event_cb (BwMessageSearch *self, const BwStoreEvent *event)
{
  gboolean is_call = event->change != BW_EVENT_ALL && event->key.kind == BW_EVENT_CALL;

  if (self->text == NULL || is_call || self->follow_id != 0)
    return;
  self->follow_id = g_timeout_add_seconds (FOLLOW_SECONDS, follow_cb, self);
}

static GType
bw_message_search_get_item_type (GListModel *model)
{
  return BW_TYPE_SEARCH_HIT;
}

static guint
bw_message_search_get_n_items (GListModel *model)
{
  return BW_MESSAGE_SEARCH (model)->hits->len;
}

static gpointer
bw_message_search_get_item (GListModel *model, guint position)
{
  BwMessageSearch *self = BW_MESSAGE_SEARCH (model);

  if (position >= self->hits->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->hits, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_message_search_get_item_type;
  iface->get_n_items = bw_message_search_get_n_items;
  iface->get_item = bw_message_search_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwMessageSearch,
                               bw_message_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bw_message_search_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BwMessageSearch *self = BW_MESSAGE_SEARCH (object);

  switch (prop_id) {
  case PROP_TEXT:
    bw_message_search_set_text (self, g_value_get_string (value));
    break;
  case PROP_CONVERSATION:
    bw_message_search_set_conversation (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_message_search_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwMessageSearch *self = BW_MESSAGE_SEARCH (object);

  switch (prop_id) {
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  case PROP_CONVERSATION:
    g_value_set_object (value, self->conversation);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->hits->len);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_message_search_finalize (GObject *object)
{
  BwMessageSearch *self = BW_MESSAGE_SEARCH (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_object (&self->conversation);
  g_ptr_array_unref (self->hits);
  g_free (self->text);
  g_object_unref (self->store);
  G_OBJECT_CLASS (bw_message_search_parent_class)->finalize (object);
}

static void
bw_message_search_class_init (BwMessageSearchClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_message_search_set_property;
  object_class->get_property = bw_message_search_get_property;
  object_class->finalize = bw_message_search_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_CONVERSATION] =
      g_param_spec_object ("conversation", NULL, NULL, BW_TYPE_CONVERSATION, flags);
  properties[PROP_N_ITEMS] =
      g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_message_search_init (BwMessageSearch *self)
{
  self->hits = g_ptr_array_new_with_free_func (g_object_unref);
}

BwMessageSearch *
bw_message_search_new (BwStore *store)
{
  BwMessageSearch *self;

  g_return_val_if_fail (BW_IS_STORE (store), NULL);

  self = g_object_new (BW_TYPE_MESSAGE_SEARCH, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  return self;
}

const char *
bw_message_search_get_text (BwMessageSearch *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE_SEARCH (self), NULL);
  return self->text;
}

void
bw_message_search_set_text (BwMessageSearch *self, const char *text)
{
  g_return_if_fail (BW_IS_MESSAGE_SEARCH (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  search (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

BwConversation *
bw_message_search_get_conversation (BwMessageSearch *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE_SEARCH (self), NULL);
  return self->conversation;
}

void
bw_message_search_set_conversation (BwMessageSearch *self, BwConversation *conversation)
{
  g_return_if_fail (BW_IS_MESSAGE_SEARCH (self));

  if (!g_set_object (&self->conversation, conversation))
    return;
  search (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONVERSATION]);
}
