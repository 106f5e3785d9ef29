/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One picture of a call, and what is drawn where there is none to see. Why there is none it is
 * told.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-tile.h"

#include "bw-peer-avatar.h"
#include "bw-video-view.h"

#define SMALL_AVATAR 40 /* below it there is no room for words */

enum { PROP_0, PROP_PEER, PROP_AVATAR_SIZE, PROP_WORDS, PROP_COVER, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwVideoTile {
  AdwBin parent_instance;

  /* template widgets */
  BwVideoView *view;
  GtkWidget *look;
  GtkWidget *avatar;
  GtkWidget *icon;
  GtkLabel *label;

  /* owned */
  BwPeer *peer;
  BwVideoSink *sink;
  char *words;

  gint avatar_size;
  gboolean cover;
};

G_DEFINE_FINAL_TYPE (BwVideoTile, bw_video_tile, ADW_TYPE_BIN)

static void
show_look (BwVideoTile *self)
{
  gboolean small = self->avatar_size < SMALL_AVATAR;

  gtk_widget_set_visible (self->look, self->words != NULL);
  gtk_widget_set_visible (self->avatar, self->peer != NULL);
  gtk_widget_set_visible (self->icon, self->peer == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->label), !small);
  gtk_label_set_label (self->label, self->words ? self->words : "");
  gtk_widget_set_tooltip_text (self->look, small ? self->words : NULL);
}

static void
set_avatar_size (BwVideoTile *self, gint size)
{
  if (self->avatar_size == size)
    return;
  self->avatar_size = size;
  show_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVATAR_SIZE]);
}

static void
set_cover (BwVideoTile *self, gboolean cover)
{
  if (self->cover == cover)
    return;
  self->cover = cover;
  bw_video_view_set_cover (self->view, cover);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COVER]);
}

static void
bw_video_tile_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwVideoTile *self = BW_VIDEO_TILE (object);

  switch (prop_id) {
  case PROP_PEER:
    g_value_set_object (value, self->peer);
    break;
  case PROP_AVATAR_SIZE:
    g_value_set_int (value, self->avatar_size);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  case PROP_COVER:
    g_value_set_boolean (value, self->cover);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_video_tile_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwVideoTile *self = BW_VIDEO_TILE (object);

  switch (prop_id) {
  case PROP_PEER:
    bw_video_tile_set_look (self, g_value_get_object (value), self->words);
    break;
  case PROP_AVATAR_SIZE:
    set_avatar_size (self, g_value_get_int (value));
    break;
  case PROP_WORDS:
    bw_video_tile_set_look (self, self->peer, g_value_get_string (value));
    break;
  case PROP_COVER:
    set_cover (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_video_tile_dispose (GObject *object)
{
  BwVideoTile *self = BW_VIDEO_TILE (object);

  g_clear_object (&self->peer);
  g_clear_object (&self->sink);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (bw_video_tile_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PEER] = g_param_spec_object ("peer", NULL, NULL, BW_TYPE_PEER, flags);
  properties[PROP_AVATAR_SIZE] = g_param_spec_int ("avatar-size", NULL, NULL, 16, 512, 96, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  properties[PROP_COVER] = g_param_spec_boolean ("cover", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_video_tile_get_property;
  object_class->set_property = bw_video_tile_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_video_tile_class_init (BwVideoTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_video_tile_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  g_type_ensure (BW_TYPE_PEER_AVATAR);
  g_type_ensure (BW_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/video/bw-video-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, BwVideoTile, view);
  gtk_widget_class_bind_template_child (widget_class, BwVideoTile, look);
  gtk_widget_class_bind_template_child (widget_class, BwVideoTile, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwVideoTile, icon);
  gtk_widget_class_bind_template_child (widget_class, BwVideoTile, label);
  gtk_widget_class_set_css_name (widget_class, "videotile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bw_video_tile_init (BwVideoTile *self)
{
  self->avatar_size = 96;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_look (self);
}

GtkWidget *
bw_video_tile_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_TILE, NULL);
}

void
bw_video_tile_set_picture (BwVideoTile *self, BwVideoSink *sink, gboolean mirrored)
{
  if (g_set_object (&self->sink, sink))
    bw_video_view_set_sink (self->view, sink);
  bw_video_view_set_mirrored (self->view, mirrored);
}

void
bw_video_tile_set_look (BwVideoTile *self, BwPeer *peer, const char *words)
{
  gboolean other = g_strcmp0 (self->words, words) != 0;
  g_autofree char *old = other ? self->words : NULL;

  if (g_set_object (&self->peer, peer)) {
    g_object_set (self->avatar, "peer", peer, NULL);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PEER]);
  }
  if (other)
    self->words = g_strdup (words);
  show_look (self);
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

void
bw_video_tile_set_name (BwVideoTile *self, const char *name)
{
  g_object_set (self->view, "description", name, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const char *
bw_video_tile_get_words (BwVideoTile *self)
{
  return self->words;
}

BwVideoSink *
bw_video_tile_get_sink (BwVideoTile *self)
{
  return self->sink;
}
