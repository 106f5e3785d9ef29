/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop that a peer asks for video in mid-call, and lets it be answered there. What
 * comes of no answer is the call's. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-video-notices.h"

#include "bw-notice-peer.h"

#include <glib/gi18n-lib.h>

#define ID_PREFIX "video:"
#define TROUBLE_ID "video-trouble"

enum { PROP_0, PROP_ATTENDED, N_PROPS };
enum { SIGNAL_PRESENT, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwVideoNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *posted; /* the ids of notices that were posted and not withdrawn */
  gboolean attended;
};

G_DEFINE_FINAL_TYPE (BwVideoNotices, bw_video_notices, G_TYPE_OBJECT)

static const struct {
  const char *key;
  const char *label;
  BwVideoConsent consent;
} answers[] = {
  { "send", N_ ("With My Camera"), BW_VIDEO_CONSENT_SEND },
  { "receive", N_ ("Only Watch"), BW_VIDEO_CONSENT_RECEIVE },
  { "refuse", N_ ("No Video"), BW_VIDEO_CONSENT_REFUSE },
};

static char *
notice_id (BwCall *call)
{
  return g_strconcat (ID_PREFIX, bw_call_get_id (call), NULL);
}

static BwNotice *
make_notice (BwVideoNotices *self, BwCall *call)
{
  const char *peer = bw_call_get_peer (call);
  g_autofree char *name = bw_notice_peer_dup_name (self->phone, bw_call_get_account (call), peer,
                                                   bw_call_get_peer_name (call));
  BwNotice *notice =
      bw_notice_new (g_strdup_printf (_ ("%s asks for video"), name),
                     g_strdup (_ ("Your camera is not sent before you have said yes.")));

  notice->advice = g_strdup (_ ("Open Bellwire to answer."));
  bw_notice_peer_add_picture (self->phone, peer, notice);
  notice->weight = BW_NOTICE_URGENT;
  notice->lasting = TRUE;
  bw_notice_add_action (notice, "default", _ ("Show"));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    bw_notice_add_action (notice, answers[i].key, _ (answers[i].label));

  return notice;
}

static void
update_call (BwVideoNotices *self, BwCall *call)
{
  g_autofree char *id = notice_id (call);
  gboolean wanted = bw_call_get_video_asked (call) && !self->attended;

  if (wanted && g_hash_table_add (self->posted, g_strdup (id)))
    bw_notice_board_post (self->board, id, make_notice (self, call));
  else if (!wanted && g_hash_table_remove (self->posted, id))
    bw_notice_board_withdraw (self->board, id);
}

static void
asked_cb (BwVideoNotices *self, GParamSpec *pspec, BwCall *call)
{
  update_call (self, call);
}

static void
calls_changed_cb (BwVideoNotices *self,
                  guint position,
                  guint removed,
                  guint added,
                  GListModel *calls)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    g_signal_connect_object (call, "notify::video-asked", G_CALLBACK (asked_cb), self,
                             G_CONNECT_SWAPPED);
    update_call (self, call);
  }
}

static void
set_attended (BwVideoNotices *self, gboolean attended)
{
  GListModel *calls = bw_phone_get_calls (self->phone);

  if (self->attended == attended)
    return;

  self->attended = attended;
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    update_call (self, call);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTENDED]);
}

/* Returns: (transfer full) (nullable): it may leave the phone while it is dealt with */
static BwCall *
dup_call (BwVideoNotices *self, const char *id)
{
  BwCall *call = g_str_has_prefix (id, ID_PREFIX)
                     ? bw_phone_find_call (self->phone, id + strlen (ID_PREFIX))
                     : NULL;

  return call ? g_object_ref (call) : NULL;
}

static void
settle (BwVideoNotices *self, BwCall *call, BwVideoConsent consent)
{
  g_autoptr (GError) error = NULL;

  if (!bw_call_settle_video (call, consent, &error))
    bw_notice_board_post (
        self->board, TROUBLE_ID,
        bw_notice_new (g_strdup (_ ("The video could not be settled")), g_strdup (error->message)));
  if (consent != BW_VIDEO_CONSENT_REFUSE)
    g_signal_emit (self, signals[SIGNAL_PRESENT], 0, call);
}

static void
action_cb (BwVideoNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  g_autoptr (BwCall) call = dup_call (self, id);

  if (!call)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (key, answers[i].key)) {
      settle (self, call, answers[i].consent);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_PRESENT], 0, call);
}

static void
bw_video_notices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_ATTENDED:
    g_value_set_boolean (value, BW_VIDEO_NOTICES (object)->attended);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_notices_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_ATTENDED:
    set_attended (BW_VIDEO_NOTICES (object), g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_video_notices_dispose (GObject *object)
{
  BwVideoNotices *self = BW_VIDEO_NOTICES (object);

  g_clear_object (&self->board);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_video_notices_parent_class)->dispose (object);
}

static void
bw_video_notices_finalize (GObject *object)
{
  g_hash_table_unref (BW_VIDEO_NOTICES (object)->posted);

  G_OBJECT_CLASS (bw_video_notices_parent_class)->finalize (object);
}

static void
bw_video_notices_class_init (BwVideoNoticesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_video_notices_get_property;
  object_class->set_property = bw_video_notices_set_property;
  object_class->dispose = bw_video_notices_dispose;
  object_class->finalize = bw_video_notices_finalize;

  properties[PROP_ATTENDED] =
      g_param_spec_boolean ("attended", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_PRESENT] = g_signal_new ("present", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
}

static void
bw_video_notices_init (BwVideoNotices *self)
{
  self->posted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BwVideoNotices *
bw_video_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwVideoNotices *self = g_object_new (BW_TYPE_VIDEO_NOTICES, NULL);
  GListModel *calls = bw_phone_get_calls (phone);

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (calls, "items-changed", G_CALLBACK (calls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  calls_changed_cb (self, 0, 0, g_list_model_get_n_items (calls), calls);

  return self;
}
