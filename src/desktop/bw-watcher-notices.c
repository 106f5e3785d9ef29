/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks on the desktop who may see the presence. It must not know what becomes of the answer. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-watcher-notices.h"

#include "bw-notice-peer.h"
#include "bw-store-watchers.h"

#include <glib/gi18n-lib.h>

struct _BwWatcherNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *asked; /* id of the notice → BwWatcher, until it is decided */
};

enum { SIGNAL_PRESENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwWatcherNotices, bw_watcher_notices, G_TYPE_OBJECT)

static char *
dup_notice_id (BwWatcher *watcher)
{
  return g_strdup_printf ("watcher:%" G_GINT64_FORMAT, bw_watcher_get_id (watcher));
}

/* A name is only what the watcher says of itself, so the address stands below it. */
static char *
dup_body (BwWatcherNotices *self, BwWatcher *watcher, BwAccount *account)
{
  gboolean several = g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1;
  g_autofree char *address = bw_display_name_clean (bw_watcher_get_address (watcher));

  if (!several || !account)
    return g_steal_pointer (&address);

  /* Translators: an address, and below it the account whose status it wants to see */
  return g_strdup_printf (_ ("%s\nAsks %s"), address, bw_account_get_address (account));
}

static BwNotice *
make_notice (BwWatcherNotices *self, BwWatcher *watcher)
{
  BwAccount *account = bw_phone_find_account (self->phone, bw_watcher_get_account (watcher));
  const char *address = bw_watcher_get_address (watcher);
  g_autofree char *name =
      bw_notice_peer_dup_name (self->phone, account, address, bw_watcher_get_name (watcher));
  BwNotice *notice =
      bw_notice_new (g_strdup_printf (_ ("%s wants to see whether you can be reached"), name),
                     dup_body (self, watcher, account));

  notice->category = "presence";
  bw_notice_peer_add_picture (self->phone, address, notice);
  notice->advice = g_strdup (_ ("Open Bellwire to allow or block it."));
  if (bw_phone_get_do_not_disturb (self->phone)) {
    notice->weight = BW_NOTICE_QUIET;
    notice->silent = TRUE;
  }
  bw_notice_add_action (notice, "default", _ ("Show"));
  bw_notice_add_action (notice, "allow", _ ("Allow"));
  bw_notice_add_action (notice, "block", _ ("Block"));
  bw_notice_add_action (notice, "later", _ ("Later"));

  return notice;
}

static void
withdraw (BwWatcherNotices *self, BwWatcher *watcher)
{
  g_autofree char *id = dup_notice_id (watcher);

  g_signal_handlers_disconnect_by_data (watcher, self);
  if (g_hash_table_remove (self->asked, id))
    bw_notice_board_withdraw (self->board, id);
}

static void
decision_cb (BwWatcherNotices *self, GParamSpec *pspec, BwWatcher *watcher)
{
  if (bw_watcher_get_decision (watcher) != BW_WATCHER_ASKED)
    withdraw (self, watcher);
}

static void
asked_cb (BwWatcherNotices *self, BwWatcher *watcher, BwWatchers *watchers)
{
  g_autofree char *id = dup_notice_id (watcher);

  bw_notice_board_post (self->board, id, make_notice (self, watcher));
  if (!g_hash_table_replace (self->asked, g_steal_pointer (&id), g_object_ref (watcher)))
    return;
  g_signal_connect_object (watcher, "notify::decision", G_CALLBACK (decision_cb), self,
                           G_CONNECT_SWAPPED);
}

/* One who was forgotten asks anew the next time. */
static void
list_changed_cb (BwWatcherNotices *self, guint position, guint removed)
{
  BwStore *store = bw_phone_get_store (self->phone);
  g_autoptr (GList) asked = removed ? g_hash_table_get_values (self->asked) : NULL;

  for (GList *l = asked; l; l = l->next)
    if (bw_store_find_watcher (store, bw_watcher_get_account (l->data),
                               bw_watcher_get_address (l->data)) != l->data)
      withdraw (self, l->data);
}

static void
decide (BwWatcherNotices *self, BwWatcher *watcher, BwWatcherDecision decision)
{
  g_autoptr (GError) error = NULL;

  if (!bw_watchers_decide (bw_phone_get_watchers (self->phone), watcher, decision, &error))
    bw_notice_board_post (
        self->board, "watcher-trouble",
        bw_notice_new (g_strdup (_ ("The answer could not be kept")), g_strdup (error->message)));
}

/* Also where the notice was closed in the meantime: what a person has done there still counts. */
static void
action_cb (BwWatcherNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  BwWatcher *found = g_hash_table_lookup (self->asked, id);
  g_autoptr (BwWatcher) watcher = found ? g_object_ref (found) : NULL;

  if (!watcher)
    return;

  withdraw (self, watcher);
  if (g_str_equal (key, "allow"))
    decide (self, watcher, BW_WATCHER_ALLOWED);
  else if (g_str_equal (key, "block"))
    decide (self, watcher, BW_WATCHER_BLOCKED);
  else if (!g_str_equal (key, "later"))
    g_signal_emit (self, signals[SIGNAL_PRESENT], 0);
}

static void
bw_watcher_notices_dispose (GObject *object)
{
  BwWatcherNotices *self = BW_WATCHER_NOTICES (object);

  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_object (&self->board);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_watcher_notices_parent_class)->dispose (object);
}

static void
bw_watcher_notices_class_init (BwWatcherNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_watcher_notices_dispose;

  signals[SIGNAL_PRESENT] = g_signal_new ("present", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_watcher_notices_init (BwWatcherNotices *self)
{
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

BwWatcherNotices *
bw_watcher_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwWatcherNotices *self = g_object_new (BW_TYPE_WATCHER_NOTICES, NULL);
  GListModel *list = bw_store_get_watchers (bw_phone_get_store (phone));

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_phone_get_watchers (phone), "asked", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
