/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The call history as a list that a view can scroll: it counts, and reads a page of rows when one
 * of them is asked for. Only the pages used last are kept, so that memory does not grow with the
 * history. It must not know what a row looks like to a person.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-call-history.h"

#include "private/bw-call-rows.h"
#include "private/bw-store-private.h"

#define PAGE_SIZE 50
#define MAX_PAGES 8

#define NEWEST_FIRST " ORDER BY started DESC, id DESC"

enum { PROP_0, PROP_MISSED_ONLY, PROP_SEARCH, PROP_PEER, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

typedef struct {
  guint number;
  GPtrArray *records;
} Page;

struct _BwCallHistory {
  GObject parent_instance;

  BwStore *store;
  gboolean missed_only;
  char *search;
  char *folded_search; /* NULL where the search is empty */
  char *peer;
  guint n_items;
  GQueue pages; /* the page used last comes first */
};

static void
page_free (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->records);
  g_free (page);
}

/* Only constants of this file get into a statement; what a person typed is bound. */
static sqlite3_stmt *
prepare (BwCallHistory *self, const char *before, const char *after)
{
  sqlite3 *db = bw_store_get_database (self->store);
  g_autoptr (GString) sql = g_string_new (before);
  sqlite3_stmt *statement;

  g_string_append (sql, " FROM calls WHERE 1");
  if (self->missed_only)
    g_string_append (sql, " AND outcome = 2");
  if (self->peer != NULL)
    g_string_append (sql, " AND peer = $peer");
  if (self->folded_search != NULL)
    g_string_append (sql, " AND instr (search, $search) > 0");
  g_string_append (sql, after);

  statement = bw_database_prepare (db, sql->str, NULL);
  if (statement != NULL && self->peer != NULL)
    bw_database_bind_text (statement, "$peer", self->peer);
  if (statement != NULL && self->folded_search != NULL)
    bw_database_bind_text (statement, "$search", self->folded_search);
  return statement;
}

static guint
count_items (BwCallHistory *self)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (bw_store_get_database (self->store) == NULL)
    return 0;
  statement = prepare (self, "SELECT count(*)", "");
  return bw_database_get_number (statement, 0);
}

static gboolean
contains (BwCallHistory *self, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement = prepare (self, "SELECT count(*)", " AND id = $id");

  if (statement != NULL)
    bw_database_bind_number (statement, "$id", id);
  return bw_database_get_number (statement, 0) > 0;
}

/* Where the row is, or where it would be if it were here. */
static guint
get_position (BwCallHistory *self, gint64 id, gint64 started)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare (self, "SELECT count(*)", " AND (started, id) > ($started, $id)");

  if (statement == NULL)
    return 0;
  bw_database_bind_number (statement, "$started", started);
  bw_database_bind_number (statement, "$id", id);
  return bw_database_get_number (statement, 0);
}

static GPtrArray *
read_records (BwCallHistory *self, guint number)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare (self, "SELECT " BW_CALL_ROWS_COLUMNS " FROM calls WHERE id IN (SELECT id",
               NEWEST_FIRST " LIMIT $limit OFFSET $offset)" NEWEST_FIRST);
  GPtrArray *records = g_ptr_array_new_full (PAGE_SIZE, g_object_unref);

  if (statement == NULL)
    return records;
  bw_database_bind_number (statement, "$limit", PAGE_SIZE);
  bw_database_bind_number (statement, "$offset", (gint64) number * PAGE_SIZE);
  while (bw_database_next (statement))
    g_ptr_array_add (records, bw_call_rows_read (statement, 0));
  return records;
}

/* A list must have no holes: rows that a failing disk does not give stand there empty. */
static void
fill_holes (GPtrArray *records, guint expected)
{
  if (records->len < expected)
    g_warning ("%u lines of the history cannot be read", expected - records->len);
  while (records->len < expected)
    g_ptr_array_add (records, bw_call_record_new ());
}

static Page *
load_page (BwCallHistory *self, guint number)
{
  Page *page = g_new0 (Page, 1);

  page->number = number;
  page->records = read_records (self, number);
  fill_holes (page->records, MIN (PAGE_SIZE, self->n_items - number * PAGE_SIZE));
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
get_page (BwCallHistory *self, guint number)
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
forget_pages (BwCallHistory *self, guint first, guint last)
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

static void
tell (BwCallHistory *self, guint position, guint removed, guint added)
{
  self->n_items += added - removed;
  if (removed + added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
reload (BwCallHistory *self)
{
  forget_pages (self, 0, G_MAXUINT);
  tell (self, 0, self->n_items, count_items (self));
}

/*
 * One row came, changed or went, which may bring it into this list or take it out. What it was
 * before follows from the counts, and its place from its time, which never changes.
 */
static void
call_touched_cb (BwCallHistory *self, gint64 id, gint64 started)
{
  guint total = count_items (self);
  guint is_here = id != 0 && contains (self, id) ? 1 : 0;
  guint was_here = is_here + self->n_items - total;
  guint position;

  if (id == 0 || was_here > 1) {
    reload (self);
    return;
  }
  position = get_position (self, id, started);
  forget_pages (self, position / PAGE_SIZE, was_here == is_here ? position / PAGE_SIZE : G_MAXUINT);
  tell (self, position, was_here, is_here);
}

static GType
bw_call_history_get_item_type (GListModel *model)
{
  return BW_TYPE_CALL_RECORD;
}

static guint
bw_call_history_get_n_items (GListModel *model)
{
  return BW_CALL_HISTORY (model)->n_items;
}

static gpointer
bw_call_history_get_item (GListModel *model, guint position)
{
  BwCallHistory *self = BW_CALL_HISTORY (model);
  Page *page;

  if (position >= self->n_items)
    return NULL;
  page = get_page (self, position / PAGE_SIZE);
  return g_object_ref (g_ptr_array_index (page->records, position % PAGE_SIZE));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bw_call_history_get_item_type;
  iface->get_n_items = bw_call_history_get_n_items;
  iface->get_item = bw_call_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwCallHistory,
                               bw_call_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
bw_call_history_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BwCallHistory *self = BW_CALL_HISTORY (object);

  switch (prop_id) {
  case PROP_MISSED_ONLY:
    bw_call_history_set_missed_only (self, g_value_get_boolean (value));
    break;
  case PROP_SEARCH:
    bw_call_history_set_search (self, g_value_get_string (value));
    break;
  case PROP_PEER:
    bw_call_history_set_peer (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallHistory *self = BW_CALL_HISTORY (object);

  switch (prop_id) {
  case PROP_MISSED_ONLY:
    g_value_set_boolean (value, self->missed_only);
    break;
  case PROP_SEARCH:
    g_value_set_string (value, self->search);
    break;
  case PROP_PEER:
    g_value_set_string (value, self->peer);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->n_items);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_history_finalize (GObject *object)
{
  BwCallHistory *self = BW_CALL_HISTORY (object);

  forget_pages (self, 0, G_MAXUINT);
  g_free (self->search);
  g_free (self->folded_search);
  g_free (self->peer);
  g_object_unref (self->store);
  G_OBJECT_CLASS (bw_call_history_parent_class)->finalize (object);
}

static void
bw_call_history_class_init (BwCallHistoryClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_call_history_set_property;
  object_class->get_property = bw_call_history_get_property;
  object_class->finalize = bw_call_history_finalize;

  properties[PROP_MISSED_ONLY] = g_param_spec_boolean ("missed-only", NULL, NULL, FALSE, flags);
  properties[PROP_SEARCH] = g_param_spec_string ("search", NULL, NULL, NULL, flags);
  properties[PROP_PEER] = g_param_spec_string ("peer", NULL, NULL, NULL, flags);
  properties[PROP_N_ITEMS] =
      g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_call_history_init (BwCallHistory *self)
{
  g_queue_init (&self->pages);
}

BwCallHistory *
bw_call_history_new (BwStore *store)
{
  BwCallHistory *self;

  g_return_val_if_fail (BW_IS_STORE (store), NULL);

  self = g_object_new (BW_TYPE_CALL_HISTORY, NULL);
  self->store = g_object_ref (store);
  self->n_items = count_items (self);
  g_signal_connect_object (store, "call-touched", G_CALLBACK (call_touched_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
bw_call_history_get_missed_only (BwCallHistory *self)
{
  g_return_val_if_fail (BW_IS_CALL_HISTORY (self), FALSE);
  return self->missed_only;
}

void
bw_call_history_set_missed_only (BwCallHistory *self, gboolean missed_only)
{
  g_return_if_fail (BW_IS_CALL_HISTORY (self));

  if (self->missed_only == missed_only)
    return;
  self->missed_only = missed_only;
  reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISSED_ONLY]);
}

const char *
bw_call_history_get_search (BwCallHistory *self)
{
  g_return_val_if_fail (BW_IS_CALL_HISTORY (self), NULL);
  return self->search;
}

void
bw_call_history_set_search (BwCallHistory *self, const char *search)
{
  g_return_if_fail (BW_IS_CALL_HISTORY (self));

  if (g_strcmp0 (self->search, search) == 0)
    return;
  g_free (self->search);
  self->search = g_strdup (search);
  g_clear_pointer (&self->folded_search, g_free);
  if (search != NULL && *search != '\0')
    self->folded_search = bw_call_rows_fold (search);
  reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

const char *
bw_call_history_get_peer (BwCallHistory *self)
{
  g_return_val_if_fail (BW_IS_CALL_HISTORY (self), NULL);
  return self->peer;
}

void
bw_call_history_set_peer (BwCallHistory *self, const char *peer)
{
  g_return_if_fail (BW_IS_CALL_HISTORY (self));

  if (g_strcmp0 (self->peer, peer) == 0)
    return;
  g_free (self->peer);
  self->peer = g_strdup (peer);
  reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEER]);
}
