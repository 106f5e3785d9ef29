/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop that somebody can be reached at last. It must not know how one finds out. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-free-notices.h"

#include "bw-notice-peer.h"
#include "bw-words.h"

#include <glib/gi18n-lib.h>

struct _BwFreeNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *told; /* id of the notice → BwBuddy */
};

enum { SIGNAL_DIAL, SIGNAL_PRESENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwFreeNotices, bw_free_notices, G_TYPE_OBJECT)

static char *
dup_notice_id (BwBuddy *buddy)
{
  return g_strdup_printf ("free:%s:%s", bw_person_get_uid (bw_buddy_get_person (buddy)),
                          bw_buddy_get_address (buddy));
}

static BwNotice *
make_notice (BwFreeNotices *self, BwBuddy *buddy)
{
  g_autofree char *name = bw_notice_peer_dup_name (self->phone, bw_buddy_get_account (buddy),
                                                   bw_buddy_get_address (buddy), NULL);
  BwNotice *notice =
      bw_notice_new (g_strdup_printf (_ ("%s can be reached now"), name),
                     bw_words_light (bw_buddy_get_presence (buddy), bw_buddy_get_activity (buddy),
                                     bw_buddy_get_note (buddy)));

  notice->category = "presence.online";
  bw_notice_peer_add_picture (self->phone, bw_buddy_get_address (buddy), notice);
  if (bw_phone_get_do_not_disturb (self->phone)) {
    notice->weight = BW_NOTICE_QUIET;
    notice->silent = TRUE;
  }
  bw_notice_add_action (notice, "default", _ ("Show"));
  bw_notice_add_action (notice, "call", _ ("Call Now"));

  return notice;
}

static void
withdraw (BwFreeNotices *self, BwBuddy *buddy)
{
  g_autofree char *id = dup_notice_id (buddy);

  g_signal_handlers_disconnect_by_data (buddy, self);
  if (g_hash_table_remove (self->told, id))
    bw_notice_board_withdraw (self->board, id);
}

static void
presence_cb (BwFreeNotices *self, GParamSpec *pspec, BwBuddy *buddy)
{
  g_autoptr (BwBuddy) keep = g_object_ref (buddy);

  if (bw_buddy_get_presence (buddy) != BW_PRESENCE_ONLINE)
    withdraw (self, buddy);
}

static void
became_free_cb (BwFreeNotices *self, BwBuddy *buddy, BwBuddies *buddies)
{
  g_autofree char *id = dup_notice_id (buddy);

  bw_notice_board_post (self->board, id, make_notice (self, buddy));
  if (!g_hash_table_replace (self->told, g_steal_pointer (&id), g_object_ref (buddy)))
    return;
  g_signal_connect_object (buddy, "notify::presence", G_CALLBACK (presence_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
action_cb (BwFreeNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  BwBuddy *found = g_hash_table_lookup (self->told, id);
  g_autoptr (BwBuddy) buddy = found ? g_object_ref (found) : NULL;

  if (!buddy)
    return;

  withdraw (self, buddy);
  if (g_str_equal (key, "call"))
    g_signal_emit (self, signals[SIGNAL_DIAL], 0, bw_buddy_get_address (buddy),
                   bw_buddy_get_account (buddy));
  else
    g_signal_emit (self, signals[SIGNAL_PRESENT], 0, bw_buddy_get_person (buddy));
}

static void
bw_free_notices_dispose (GObject *object)
{
  BwFreeNotices *self = BW_FREE_NOTICES (object);

  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_object (&self->board);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_free_notices_parent_class)->dispose (object);
}

static void
bw_free_notices_class_init (BwFreeNoticesClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_free_notices_dispose;

  signals[SIGNAL_DIAL] = g_signal_new ("dial", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, BW_TYPE_ACCOUNT);
  signals[SIGNAL_PRESENT] = g_signal_new ("present", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, BW_TYPE_PERSON);
}

static void
bw_free_notices_init (BwFreeNotices *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

BwFreeNotices *
bw_free_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwFreeNotices *self = g_object_new (BW_TYPE_FREE_NOTICES, NULL);

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_phone_get_buddies (phone), "became-free", G_CALLBACK (became_free_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}
