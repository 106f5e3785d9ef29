/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop that a call comes in, and lets it be answered there. Does not ring: that is
 * the ringer's. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-call-notices.h"

#include "bw-notice-peer.h"

#include <glib/gi18n-lib.h>

#define ID_PREFIX "call:"
#define TROUBLE_ID "call-trouble"

struct _BwCallNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *posted; /* the ids of notices that were posted and not withdrawn */
};

enum { SIGNAL_PRESENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwCallNotices, bw_call_notices, G_TYPE_OBJECT)

static char *
notice_id (BwCall *call)
{
  return g_strconcat (ID_PREFIX, bw_call_get_id (call), NULL);
}

/* A name may be only what the caller says of itself, so the address stands below it. */
static char *
describe (BwCallNotices *self, BwCall *call)
{
  BwAccount *account = bw_call_get_account (call);
  const char *peer = bw_call_get_peer (call);
  g_autofree char *name =
      bw_notice_peer_dup_name (self->phone, account, peer, bw_call_get_peer_name (call));
  GString *text = g_string_new (name);
  gboolean several = g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1;

  if (bw_call_get_peer_name (call) || bw_notice_peer_is_known (self->phone, peer))
    g_string_append_printf (text, "\n%s", peer);

  if (several && account) {
    g_string_append_c (text, '\n');
    /* Translators: the account that is called, below the name of the caller */
    g_string_append_printf (text, _ ("Calls %s"), bw_account_get_address (account));
  }

  return g_string_free (text, FALSE);
}

/* Whether "Answer" takes the camera along by itself. */
static gboolean
is_always_with_video (BwCallNotices *self)
{
  return bw_video_get_always_with_video (bw_phone_get_video (self->phone));
}

static BwNotice *
make_notice (BwCallNotices *self, BwCall *call)
{
  gboolean video = bw_call_get_video_offered (call);
  BwNotice *notice = bw_notice_new (
      g_strdup (video ? _ ("Incoming video call") : _ ("Incoming call")), describe (self, call));

  notice->advice = g_strdup (_ ("Open Bellwire to answer."));
  notice->category = "call.incoming";
  bw_notice_peer_add_picture (self->phone, bw_call_get_peer (call), notice);
  notice->weight = BW_NOTICE_URGENT;
  notice->lasting = TRUE;
  notice->silent = TRUE;
  bw_notice_add_action (notice, "default", _ ("Show"));
  if (video && !is_always_with_video (self))
    bw_notice_add_action (notice, "answer-video", _ ("Answer with Video"));
  bw_notice_add_action (notice, "answer", _ ("Answer"));
  bw_notice_add_action (notice, "decline", _ ("Decline"));

  return notice;
}

static void
update_call (BwCallNotices *self, BwCall *call)
{
  g_autofree char *id = notice_id (call);
  gboolean wanted =
      bw_call_get_state (call) == BW_CALL_STATE_INCOMING && bw_phone_may_ring (self->phone, call);

  if (wanted && g_hash_table_add (self->posted, g_strdup (id)))
    bw_notice_board_post (self->board, id, make_notice (self, call));
  else if (!wanted && g_hash_table_remove (self->posted, id))
    bw_notice_board_withdraw (self->board, id);
}

static void
state_cb (BwCallNotices *self, GParamSpec *pspec, BwCall *call)
{
  update_call (self, call);
}

static void
calls_changed_cb (BwCallNotices *self,
                  guint position,
                  guint removed,
                  guint added,
                  GListModel *calls)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    g_signal_connect_object (call, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
    update_call (self, call);
  }
}

static void
do_not_disturb_cb (BwCallNotices *self)
{
  GListModel *calls = bw_phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    update_call (self, call);
  }
}

/* Returns: (transfer full) (nullable): it may leave the phone while it is dealt with */
static BwCall *
dup_call (BwCallNotices *self, const char *id)
{
  BwCall *call = g_str_has_prefix (id, ID_PREFIX)
                     ? bw_phone_find_call (self->phone, id + strlen (ID_PREFIX))
                     : NULL;

  return call ? g_object_ref (call) : NULL;
}

static void
tell_trouble (BwCallNotices *self, const char *title, const GError *error)
{
  bw_notice_board_post (self->board, TROUBLE_ID,
                        bw_notice_new (g_strdup (title), g_strdup (error->message)));
}

static void
answer (BwCallNotices *self, BwCall *call, gboolean video)
{
  g_autoptr (GError) error = NULL;

  if (!bw_call_answer (call, video && bw_call_get_video_offered (call), &error))
    tell_trouble (self, _ ("The call could not be answered"), error);
}

static void
action_cb (BwCallNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  g_autoptr (BwCall) call = dup_call (self, id);
  g_autoptr (GError) error = NULL;

  if (!call)
    return;

  if (g_str_equal (key, "decline")) {
    if (!bw_call_decline (call, &error))
      tell_trouble (self, _ ("The call could not be declined"), error);
    return;
  }

  if (g_str_equal (key, "answer-video"))
    answer (self, call, TRUE);
  else if (g_str_equal (key, "answer"))
    answer (self, call, is_always_with_video (self));
  g_signal_emit (self, signals[SIGNAL_PRESENT], 0, call);
}

static void
bw_call_notices_dispose (GObject *object)
{
  BwCallNotices *self = BW_CALL_NOTICES (object);

  g_clear_object (&self->board);
  g_clear_object (&self->phone);
  g_clear_pointer (&self->posted, g_hash_table_unref);

  G_OBJECT_CLASS (bw_call_notices_parent_class)->dispose (object);
}

static void
bw_call_notices_class_init (BwCallNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_call_notices_dispose;

  signals[SIGNAL_PRESENT] = g_signal_new ("present", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
}

static void
bw_call_notices_init (BwCallNotices *self)
{
  self->posted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BwCallNotices *
bw_call_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwCallNotices *self = g_object_new (BW_TYPE_CALL_NOTICES, NULL);
  GListModel *calls = bw_phone_get_calls (phone);

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::do-not-disturb", G_CALLBACK (do_not_disturb_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);

  return self;
}
