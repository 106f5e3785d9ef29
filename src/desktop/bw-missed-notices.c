/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop who called in vain. It follows the history, so that calls that never rang
 * here are told too. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-missed-notices.h"

#include "bw-notice-peer.h"

#include <glib/gi18n-lib.h>

#define ID_PREFIX "missed:"

/* What one notice stands for. */
typedef struct {
  char *account;
  char *peer;
  char *label;
  guint count;
} Peer;

struct _BwMissedNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *peers; /* id of the notice → Peer */
  GHashTable *told;  /* the rows of the calls that were told */
};

enum { SIGNAL_DIAL, SIGNAL_PRESENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwMissedNotices, bw_missed_notices, G_TYPE_OBJECT)

static void
free_peer (gpointer data)
{
  Peer *peer = data;

  g_free (peer->account);
  g_free (peer->peer);
  g_free (peer->label);
  g_free (peer);
}

static char *
dup_label (BwMissedNotices *self, BwCallRecord *record)
{
  return bw_notice_peer_dup_name (
      self->phone, bw_phone_find_account (self->phone, bw_call_record_get_account (record)),
      bw_call_record_get_peer (record), bw_call_record_get_peer_name (record));
}

static Peer *
ensure_peer (BwMissedNotices *self, const char *id, BwCallRecord *record)
{
  Peer *peer = g_hash_table_lookup (self->peers, id);

  if (!peer) {
    peer = g_new0 (Peer, 1);
    peer->account = g_strdup (bw_call_record_get_account (record));
    peer->peer = g_strdup (bw_call_record_get_peer (record));
    g_hash_table_insert (self->peers, g_strdup (id), peer);
  }

  g_free (peer->label);
  peer->label = dup_label (self, record);

  return peer;
}

/* Callers that withhold their address have one that leads nowhere (RFC 3323). */
static gboolean
can_call_back (const Peer *peer)
{
  g_autoptr (BwAddress) address = bw_address_parse (peer->peer, NULL, NULL);

  return address && !g_str_has_suffix (bw_address_get_host (address), ".invalid");
}

static BwNotice *
make_notice (BwMissedNotices *self, const Peer *peer)
{
  g_autofree char *title =
      peer->count == 1
          ? g_strdup (_ ("Missed call"))
          : g_strdup_printf (ngettext ("%u missed call", "%u missed calls", peer->count),
                             peer->count);
  BwNotice *notice = bw_notice_new (g_steal_pointer (&title), g_strdup (peer->label));

  notice->category = "call.unanswered";
  bw_notice_peer_add_picture (self->phone, peer->peer, notice);
  if (bw_phone_get_do_not_disturb (self->phone)) {
    notice->weight = BW_NOTICE_QUIET;
    notice->silent = TRUE;
  }
  bw_notice_add_action (notice, "default", _ ("Show"));
  if (can_call_back (peer))
    bw_notice_add_action (notice, "call-back", _ ("Call Back"));

  return notice;
}

static gboolean
is_news (BwMissedNotices *self, BwCallRecord *record)
{
  gint64 row = bw_call_record_get_id (record);

  if (bw_call_record_get_outcome (record) != BW_CALL_OUTCOME_MISSED ||
      bw_call_record_get_seen (record))
    return FALSE;

  return g_hash_table_add (self->told, g_memdup2 (&row, sizeof row));
}

static void
record_cb (BwMissedNotices *self, BwCallRecord *record, BwStore *store)
{
  g_autofree char *id = NULL;
  Peer *peer;

  if (!is_news (self, record))
    return;

  id = g_strdup_printf (ID_PREFIX "%s:%s", bw_call_record_get_account (record),
                        bw_call_record_get_peer (record));
  peer = ensure_peer (self, id, record);
  peer->count++;
  bw_notice_board_post (self->board, id, make_notice (self, peer));
}

static void
withdraw (BwMissedNotices *self, const char *id)
{
  bw_notice_board_withdraw (self->board, id);
  g_hash_table_remove (self->peers, id);
}

static void
seen_cb (BwMissedNotices *self, GParamSpec *pspec, BwStore *store)
{
  GHashTableIter iter;
  gpointer id;

  if (bw_store_get_unseen_missed (store) > 0)
    return;

  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    bw_notice_board_withdraw (self->board, id);
  g_hash_table_remove_all (self->peers);
  g_hash_table_remove_all (self->told);
}

static void
action_cb (BwMissedNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  Peer *peer = g_hash_table_lookup (self->peers, id);
  g_autofree char *address = NULL;
  g_autofree char *account = NULL;

  if (!peer)
    return;

  address = g_strdup (peer->peer);
  account = g_strdup (peer->account);
  withdraw (self, id);
  if (g_str_equal (key, "call-back"))
    g_signal_emit (self, signals[SIGNAL_DIAL], 0, address,
                   bw_phone_find_account (self->phone, account));
  else
    g_signal_emit (self, signals[SIGNAL_PRESENT], 0);
}

static void
closed_cb (BwMissedNotices *self, const char *id, BwNoticeBoard *board)
{
  g_hash_table_remove (self->peers, id);
}

static void
bw_missed_notices_dispose (GObject *object)
{
  BwMissedNotices *self = BW_MISSED_NOTICES (object);

  g_clear_object (&self->board);
  g_clear_object (&self->phone);
  g_clear_pointer (&self->peers, g_hash_table_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);

  G_OBJECT_CLASS (bw_missed_notices_parent_class)->dispose (object);
}

static void
bw_missed_notices_class_init (BwMissedNoticesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_missed_notices_dispose;

  signals[SIGNAL_DIAL] = g_signal_new ("dial", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, BW_TYPE_ACCOUNT);
  signals[SIGNAL_PRESENT] =
      g_signal_new ("present", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_missed_notices_init (BwMissedNotices *self)
{
  self->peers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_peer);
  self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

BwMissedNotices *
bw_missed_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwMissedNotices *self = g_object_new (BW_TYPE_MISSED_NOTICES, NULL);
  BwStore *store = bw_phone_get_store (phone);

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "call-added", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "call-changed", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::unseen-missed", G_CALLBACK (seen_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}
