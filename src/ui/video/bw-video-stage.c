/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The two pictures of a call, which of them is the large one, and what is drawn where there is
 * none. Controls over them are the page's.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-stage.h"

#include "bw-words.h"

#include <glib/gi18n.h>

#define PATIENCE 10000 /* ms */

enum { PROP_0, PROP_PHONE, PROP_CALL, PROP_SWAPPED, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwVideoStage {
  AdwBin parent_instance;

  /* children */
  BwVideoTile *large;
  BwFloatingPicture *small;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  BwPeer *peer;
  GSignalGroup *call_signals;
  GSignalGroup *video_signals;
  GSignalGroup *picture_signals;
  GSignalGroup *self_signals;

  guint patience;
  guint waiting; /* source */
  gboolean late;
  gboolean swapped;
};

G_DEFINE_FINAL_TYPE (BwVideoStage, bw_video_stage, ADW_TYPE_BIN)

static BwVideo *
get_video (BwVideoStage *self)
{
  return self->phone ? bw_phone_get_video (self->phone) : NULL;
}

static gboolean
is_held (BwCall *call)
{
  BwCallState state = bw_call_get_state (call);

  return state == BW_CALL_STATE_HELD || state == BW_CALL_STATE_HELD_BY_PEER;
}

/* Before the answer nothing is agreed on: a picture that comes all the same is shown. */
static const char *
peer_words (BwVideoStage *self)
{
  BwVideoSink *picture = bw_call_get_picture (self->call);

  if (bw_video_sink_get_live (picture) && !is_held (self->call))
    return NULL;

  return bw_words_no_picture (bw_call_get_state (self->call),
                              bw_call_get_video_direction (self->call),
                              bw_video_sink_get_width (picture) > 0, self->late);
}

static void
show_peer (BwVideoStage *self, BwVideoTile *tile)
{
  BwVideoSink *picture = is_held (self->call) ? NULL : bw_call_get_picture (self->call);
  /* Translators: the name of the other side of a call */
  g_autofree char *name = g_strdup_printf (_ ("Picture of %s"), bw_peer_get_name (self->peer));

  bw_video_tile_set_picture (tile, picture, FALSE);
  bw_video_tile_set_look (tile, self->peer, peer_words (self));
  bw_video_tile_set_name (tile, name);
}

static const char *
own_words (BwVideoStage *self)
{
  BwVideo *video = get_video (self);
  BwVideoTrouble trouble = bw_video_get_trouble (video);

  if (!bw_call_get_camera_on (self->call))
    return bw_video_get_shared (video) ? _ ("Screen hidden") : _ ("Camera off");
  if (trouble != BW_VIDEO_TROUBLE_NONE)
    return bw_words_video_trouble (trouble);
  if (bw_video_sink_get_live (bw_video_feed_get_self_view (bw_video_get_feed (video))))
    return NULL;

  return bw_video_get_shared (video) ? _ ("Starting…") : _ ("Camera starting…");
}

static void
show_own (BwVideoStage *self, BwVideoTile *tile)
{
  BwVideo *video = get_video (self);
  BwVideoSink *view = bw_video_feed_get_self_view (bw_video_get_feed (video));
  gboolean on = bw_call_get_camera_on (self->call);

  bw_video_tile_set_picture (tile, on ? view : NULL, bw_video_get_mirrored (video));
  bw_video_tile_set_look (tile, NULL, own_words (self));
  bw_video_tile_set_name (tile, bw_video_get_shared (video) ? _ ("The screen you share")
                                                            : _ ("Your own picture"));
}

static gboolean
sends (BwVideoStage *self)
{
  return bw_call_get_video_direction (self->call) & BW_VIDEO_DIRECTION_SEND;
}

static void
update_cb (BwVideoStage *self)
{
  gboolean small = self->call && get_video (self) && sends (self) && !is_held (self->call);
  gboolean swapped = small && self->swapped;

  gtk_widget_set_visible (GTK_WIDGET (self->small), small);
  if (!self->call || !get_video (self)) {
    bw_video_tile_set_picture (self->large, NULL, FALSE);
    return;
  }
  if (swapped)
    show_own (self, self->large);
  else
    show_peer (self, self->large);
  if (swapped)
    show_peer (self, bw_floating_picture_get_tile (self->small));
  else
    show_own (self, bw_floating_picture_get_tile (self->small));
  gtk_widget_queue_allocate (gtk_widget_get_parent (GTK_WIDGET (self->small)));
}

static gboolean
late_cb (gpointer user_data)
{
  BwVideoStage *self = user_data;

  self->waiting = 0;
  self->late = TRUE;
  update_cb (self);

  return G_SOURCE_REMOVE;
}

static void
stop_waiting (BwVideoStage *self)
{
  g_clear_handle_id (&self->waiting, g_source_remove);
  self->late = FALSE;
}

/* One waits anew whenever there is to be a picture from now on. */
static void
wait_cb (BwVideoStage *self)
{
  gboolean due = self->call && bw_call_get_state (self->call) == BW_CALL_STATE_ACTIVE &&
                 bw_call_get_video_direction (self->call) & BW_VIDEO_DIRECTION_RECEIVE &&
                 bw_video_sink_get_width (bw_call_get_picture (self->call)) == 0;

  if (!due)
    stop_waiting (self);
  else if (!self->waiting && !self->late)
    self->waiting = g_timeout_add (self->patience, late_cb, self);
  update_cb (self);
}

static void
swap_cb (BwVideoStage *self)
{
  bw_video_stage_set_swapped (self, !self->swapped);
}

static void
bw_video_stage_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwVideoStage *self = BW_VIDEO_STAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  case PROP_SWAPPED:
    g_value_set_boolean (value, self->swapped);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_video_stage_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwVideoStage *self = BW_VIDEO_STAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_video_stage_set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    bw_video_stage_set_call (self, g_value_get_object (value));
    break;
  case PROP_SWAPPED:
    bw_video_stage_set_swapped (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_video_stage_dispose (GObject *object)
{
  BwVideoStage *self = BW_VIDEO_STAGE (object);

  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->video_signals);
  g_clear_object (&self->picture_signals);
  g_clear_object (&self->self_signals);
  g_clear_object (&self->peer);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_video_stage_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);
  properties[PROP_SWAPPED] = g_param_spec_boolean ("swapped", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_video_stage_get_property;
  object_class->set_property = bw_video_stage_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_stage_class_init (BwVideoStageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_video_stage_dispose;
  install_properties (G_OBJECT_CLASS (klass));
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "videostage");
}

static void
make_signals (BwVideoStage *self)
{
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::state", G_CALLBACK (wait_cb), self);
  g_signal_group_connect_swapped (self->call_signals, "notify::video-direction",
                                  G_CALLBACK (wait_cb), self);
  g_signal_group_connect_swapped (self->call_signals, "notify::camera-on", G_CALLBACK (update_cb),
                                  self);
  self->picture_signals = g_signal_group_new (BW_TYPE_VIDEO_SINK);
  g_signal_group_connect_swapped (self->picture_signals, "notify", G_CALLBACK (wait_cb), self);
  self->video_signals = g_signal_group_new (BW_TYPE_VIDEO);
  g_signal_group_connect_swapped (self->video_signals, "notify", G_CALLBACK (update_cb), self);
  self->self_signals = g_signal_group_new (BW_TYPE_VIDEO_SINK);
  g_signal_group_connect_swapped (self->self_signals, "notify", G_CALLBACK (update_cb), self);
}

static void
bw_video_stage_init (BwVideoStage *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->patience = PATIENCE;
  self->peer = bw_peer_new (NULL);
  self->large = BW_VIDEO_TILE (bw_video_tile_new ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->large));
  self->small = bw_floating_picture_new (GTK_OVERLAY (overlay));
  adw_bin_set_child (ADW_BIN (self), overlay);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (self->small, "swap", G_CALLBACK (swap_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->peer, "notify::name", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  make_signals (self);
  update_cb (self);
}

void
bw_video_stage_set_phone (BwVideoStage *self, BwPhone *phone)
{
  BwVideo *video = phone ? bw_phone_get_video (phone) : NULL;

  if (!g_set_object (&self->phone, phone))
    return;
  g_object_set (self->peer, "phone", phone, NULL);
  g_signal_group_set_target (self->video_signals, video);
  g_signal_group_set_target (
      self->self_signals, video ? bw_video_feed_get_self_view (bw_video_get_feed (video)) : NULL);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_video_stage_set_call (BwVideoStage *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  bw_peer_set_subject (self->peer, call);
  g_signal_group_set_target (self->call_signals, call);
  g_signal_group_set_target (self->picture_signals, call ? bw_call_get_picture (call) : NULL);
  stop_waiting (self);
  bw_video_stage_set_swapped (self, FALSE);
  wait_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

gboolean
bw_video_stage_get_swapped (BwVideoStage *self)
{
  return self->swapped;
}

void
bw_video_stage_set_swapped (BwVideoStage *self, gboolean swapped)
{
  if (self->swapped == swapped)
    return;
  self->swapped = swapped;
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SWAPPED]);
}

void
bw_video_stage_set_insets (BwVideoStage *self, gint top, gint bottom)
{
  bw_floating_picture_set_insets (self->small, top, bottom);
}

BwVideoTile *
bw_video_stage_get_large (BwVideoStage *self)
{
  return self->large;
}

BwFloatingPicture *
bw_video_stage_get_small (BwVideoStage *self)
{
  return self->small;
}

void
bw_video_stage_set_patience (BwVideoStage *self, guint patience)
{
  self->patience = patience;
  g_clear_handle_id (&self->waiting, g_source_remove);
  wait_cb (self);
}
