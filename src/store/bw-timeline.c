/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What happened in a conversation as a list that a view can scroll: it knows how much there is, and
 * reads a page when one of its rows is asked for. Only the pages used last are kept. It must not
 * know what a row looks like to a person.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-timeline.h"

#include "private/bw-conversation-rows.h"
#include "private/bw-store-private.h"
#include "private/bw-timeline-rows.h"

#define PAGE_SIZE 50
#define MAX_PAGES 8

enum { PROP_0, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

typedef struct {
  guint number;
  GArray *keys;      /* BwEventKey */
  GPtrArray *events; /* BwMessage or BwCallRecord */
} Page;

/* A place in the list that is known without counting: what stands behind (before) it, and where. */
typedef struct {
  const BwEventKey *key; /* NULL: the beginning (the end) of the list */
  guint skip;            /* rows between it and the page that is looked for */
  gboolean backwards;
} Anchor;

struct _BwTimeline {
  GObject parent_instance;

  BwStore *store;
  BwConversation *conversation;
  guint n_items;
  GQueue pages; /* the page used last comes first */
};

static void
page_free (gpointer data)
{
  Page *page = data;

  g_array_unref (page->keys);
  g_ptr_array_unref (page->events);
  g_free (page);
}

static guint
get_page_length (BwTimeline *self, guint number)
{
  return MIN (PAGE_SIZE, self->n_items - number * PAGE_SIZE);
}

static void
consider (Anchor *best, const BwEventKey *key, guint skip, gboolean backwards)
{
  if (skip < best->skip)
    *best = (Anchor){ key, skip, backwards };
}

/* The nearest of both ends and the pages at hand: scrolling goes from page to page, and no row in
 * between is counted. */
static Anchor
find_anchor (BwTimeline *self, guint number)
{
  guint first = number * PAGE_SIZE;
  guint end = first + get_page_length (self, number);
  Anchor best = { NULL, first, FALSE };

  consider (&best, NULL, self->n_items - end, TRUE);
  for (GList *link = self->pages.head; link != NULL; link = link->next) {
    Page *page = link->data;
    guint page_first = page->number * PAGE_SIZE;
    guint page_end = page_first + page->keys->len;

    if (page_end <= first)
      consider (&best, &g_array_index (page->keys, BwEventKey, page->keys->len - 1),
                first - page_end, FALSE);
    else if (page_first >= end)
      consider (&best, &g_array_index (page->keys, BwEventKey, 0), page_first - end, TRUE);
  }
  return best;
}

static Page *
load_page (BwTimeline *self, guint number)
{
  guint length = get_page_length (self, number);
  Anchor anchor = find_anchor (self, number);
  Page *page = g_new0 (Page, 1);

  page->number = number;
  page->keys = bw_timeline_rows_load (bw_store_get_database (self->store), self->conversation,
                                      anchor.key, anchor.backwards, anchor.skip, length);
  if (page->keys->len < length) {
    g_warning ("%u lines of a conversation cannot be read", length - page->keys->len);
    g_array_set_size (page->keys, length);
  }
  page->events = bw_timeline_rows_read (self->store, page->keys);
  if (self->pages.length == MAX_PAGES)
    page_free (g_queue_pop_tail (&self->pages));
  return page;
}

static int
compare_page (gconstpointer page, gconstpointer number)
{
  return ((const Page *) page)->number == GPOINTER_TO_UINT (number) ? 0 : 1;
}

static Page *
get_page (BwTimeline *self, guint number)
{
  GList *link = g_queue_find_custom (&self->pages, GUINT_TO_POINTER (number), compare_page);
  Page *page;

  if (link != NULL) {
    g_queue_unlink (&self->pages, link);
    g_queue_push_head_link (&self->pages, link);
    return link->data;
  }
  page = load_page (self, number);
  g_queue_push_head (&self->pages, page);
  return page;
}

static void
forget_pages (BwTimeline *self, guint first, guint last)
{
  GList *next;

  for (GList *link = self->pages.head; link != NULL; link = next) {
    Page *page = link->data;

    next = link->next;
    if (page->number < first || page->number > last)
      continue;
    page_free (page);
    g_queue_delete_link (&self->pages, link);
  }
}

static guint
count_items (BwTimeline *self)
{
  sqlite3 *db = bw_store_get_database (self->store);

  if (db == NULL)
    return 0;
  return bw_conversation_rows_count_events (db, bw_conversation_get_id (self->conversation));
}

static void
tell (BwTimeline *self, guint position, guint removed, guint added)
{
  self->n_items += added - removed;
  if (removed + added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
reload (BwTimeline *self)
{
  forget_pages (self, 0, G_MAXUINT);
  tell (self, 0, self->n_items, count_items (self));
}

static guint
count_after (BwTimeline *self, const BwEventKey *key)
{
  return bw_timeline_rows_count_after (bw_store_get_database (self->store), self->conversation,
                                       key);
}

static void
follow_came (BwTimeline *self, const BwEventKey *key)
{
  guint position = self->n_items - MIN (count_after (self, key), self->n_items);

  forget_pages (self, position / PAGE_SIZE, G_MAXUINT);
  tell (self, position, 0, 1);
}

static void
follow_went (BwTimeline *self, const BwEventKey *key)
{
  guint after = count_after (self, key);

  if (after >= self->n_items) {
    reload (self);
    return;
  }
  forget_pages (self, (self->n_items - 1 - after) / PAGE_SIZE, G_MAXUINT);
  tell (self, self->n_items - 1 - after, 1, 0);
}

/* A message tells of its changes itself; a call is another object each time that it is read. */
static void
follow_changed (BwTimeline *self, const BwEventKey *key)
{
  guint after;

  if (key->kind == BW_EVENT_MESSAGE)
    return;
  after = count_after (self, key);
  if (after >= self->n_items) {
    reload (self);
    return;
  }
  forget_pages (self, (self->n_items - 1 - after) / PAGE_SIZE,
                (self->n_items - 1 - after) / PAGE_SIZE);
  tell (self, self->n_items - 1 - after, 1, 1);
}

static void
event_cb (BwTimeline *self, const BwStoreEvent *event)
{
  if (event->conversation != NULL && event->conversation != self->conversation)
    return;
  switch (bw_store_get_database (self->store) != NULL ? event->change : BW_EVENT_ALL) {
  case BW_EVENT_CAME:
    follow_came (self, &event->key);
    break;
  case BW_EVENT_CHANGED:
    follow_changed (self, &event->key);
    break;
  case BW_EVENT_WENT:
    follow_went (self, &event->key);
    break;
  case BW_EVENT_ALL:
    reload (self);
    break;
  }
}

/* Where an event stands, G_MAXUINT where the list does not know it yet. */
static guint
get_position (BwTimeline *self, const BwEventKey *key)
{
  guint after = count_after (self, key);

  return after < self->n_items ? self->n_items - 1 - after : G_MAXUINT;
}

static GType
bw_timeline_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
bw_timeline_get_n_items (GListModel *model)
{
  return BW_TIMELINE (model)->n_items;
}

static gpointer
bw_timeline_get_item (GListModel *model, guint position)
{
  BwTimeline *self = BW_TIMELINE (model);
  Page *page;

  if (position >= self->n_items)
    return NULL;
  page = get_page (self, position / PAGE_SIZE);
  return g_object_ref (g_ptr_array_index (page->events, position % PAGE_SIZE));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_timeline_get_item_type;
  iface->get_n_items = bw_timeline_get_n_items;
  iface->get_item = bw_timeline_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwTimeline,
                               bw_timeline,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bw_timeline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwTimeline *self = BW_TIMELINE (object);

  switch (prop_id) {
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->n_items);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_timeline_finalize (GObject *object)
{
  BwTimeline *self = BW_TIMELINE (object);

  forget_pages (self, 0, G_MAXUINT);
  g_object_unref (self->conversation);
  g_object_unref (self->store);
  G_OBJECT_CLASS (bw_timeline_parent_class)->finalize (object);
}

static void
bw_timeline_class_init (BwTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_timeline_get_property;
  object_class->finalize = bw_timeline_finalize;

  properties[PROP_N_ITEMS] =
      g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_timeline_init (BwTimeline *self)
{
  g_queue_init (&self->pages);
}

BwTimeline *
bw_timeline_new (BwStore *store, BwConversation *conversation)
{
  BwTimeline *self;

  g_return_val_if_fail (BW_IS_STORE (store), NULL);
  g_return_val_if_fail (BW_IS_CONVERSATION (conversation), NULL);

  self = g_object_new (BW_TYPE_TIMELINE, NULL);
  self->store = g_object_ref (store);
  self->conversation = g_object_ref (conversation);
  self->n_items = count_items (self);
  g_signal_connect_object (store, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  return self;
}

BwConversation *
bw_timeline_get_conversation (BwTimeline *self)
{
  g_return_val_if_fail (BW_IS_TIMELINE (self), NULL);
  return self->conversation;
}

guint
bw_timeline_find_message (BwTimeline *self, gint64 message_id)
{
  sqlite3 *db;
  BwEventKey key;

  g_return_val_if_fail (BW_IS_TIMELINE (self), G_MAXUINT);

  db = bw_store_get_database (self->store);
  if (db == NULL || !bw_timeline_rows_find_message (db, self->conversation, message_id, &key))
    return G_MAXUINT;
  return get_position (self, &key);
}

guint
bw_timeline_find_first_unread (BwTimeline *self)
{
  sqlite3 *db;
  BwEventKey key;

  g_return_val_if_fail (BW_IS_TIMELINE (self), G_MAXUINT);

  db = bw_store_get_database (self->store);
  if (db == NULL || !bw_timeline_rows_find_unread (db, self->conversation, &key))
    return G_MAXUINT;
  return get_position (self, &key);
}
