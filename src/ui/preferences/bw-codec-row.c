/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A codec in the list of the preferences; where it stands is known by the page. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-codec-row.h"

#include <glib/gi18n.h>

/* Pictures are stamped by a clock of 90 kHz (RFC 3551), which says nothing of a codec. */
#define VIDEO_CLOCK 90000

enum {
  MOVE,
  N_SIGNALS,
};

struct _BwCodecRow {
  AdwActionRow parent_instance;

  GtkWidget *up;
  GtkWidget *down;
  GtkSwitch *enabled;

  BwCodec *codec;
};

G_DEFINE_FINAL_TYPE (BwCodecRow, bw_codec_row, ADW_TYPE_ACTION_ROW)

static guint signals[N_SIGNALS];

static void
up_cb (BwCodecRow *self)
{
  g_signal_emit (self, signals[MOVE], 0, self->codec, -1);
}

static void
down_cb (BwCodecRow *self)
{
  g_signal_emit (self, signals[MOVE], 0, self->codec, 1);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, BwCodecRow *self)
{
  return gdk_content_provider_new_typed (BW_TYPE_CODEC, self->codec);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, BwCodecRow *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static char *
dup_rate (BwCodec *codec)
{
  guint rate = bw_codec_get_rate (codec);

  if (rate == VIDEO_CLOCK)
    return NULL;

  /* Translators: how many sounds a second a codec carries, in kilohertz */
  return rate % 1000 ? g_strdup_printf (_ ("%.1f kHz"), rate / 1000.0)
                     : g_strdup_printf (_ ("%u kHz"), rate / 1000);
}

static const char *
get_title (BwCodec *codec)
{
  const char *name = bw_codec_get_name (codec);

  return g_strcmp0 (name, "H264") == 0 ? "H.264" : name;
}

static void
set_label (GtkWidget *widget, const char *format, const char *name)
{
  g_autofree char *label = g_strconcat (format, " ", name, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
set_codec (BwCodecRow *self, BwCodec *codec)
{
  g_autofree char *rate = dup_rate (codec);
  const char *name = get_title (codec);

  self->codec = g_object_ref (codec);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), rate ? rate : "");
  set_label (self->up, _ ("Move up:"), name);
  set_label (self->down, _ ("Move down:"), name);
  set_label (GTK_WIDGET (self->enabled), _ ("Offer"), name);
  g_object_bind_property (codec, "enabled", self->enabled, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
bw_codec_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_CODEC_ROW);
  g_clear_object (&BW_CODEC_ROW (object)->codec);

  G_OBJECT_CLASS (bw_codec_row_parent_class)->dispose (object);
}

static void
bw_codec_row_class_init (BwCodecRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_codec_row_dispose;

  signals[MOVE] = g_signal_new ("move", BW_TYPE_CODEC_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, BW_TYPE_CODEC, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-codec-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCodecRow, up);
  gtk_widget_class_bind_template_child (widget_class, BwCodecRow, down);
  gtk_widget_class_bind_template_child (widget_class, BwCodecRow, enabled);
  gtk_widget_class_bind_template_callback (widget_class, up_cb);
  gtk_widget_class_bind_template_callback (widget_class, down_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
}

static void
bw_codec_row_init (BwCodecRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_codec_row_new (BwCodec *codec)
{
  BwCodecRow *self;

  g_return_val_if_fail (BW_IS_CODEC (codec), NULL);

  self = g_object_new (BW_TYPE_CODEC_ROW, NULL);
  set_codec (self, codec);

  return GTK_WIDGET (self);
}

BwCodec *
bw_codec_row_get_codec (BwCodecRow *self)
{
  g_return_val_if_fail (BW_IS_CODEC_ROW (self), NULL);

  return self->codec;
}

void
bw_codec_row_set_ends (BwCodecRow *self, gboolean is_first, gboolean is_last)
{
  g_return_if_fail (BW_IS_CODEC_ROW (self));

  gtk_widget_set_sensitive (self->up, !is_first);
  gtk_widget_set_sensitive (self->down, !is_last);
}

void
bw_codec_row_focus_move (BwCodecRow *self, gboolean up)
{
  GtkWidget *wanted;
  GtkWidget *other;

  g_return_if_fail (BW_IS_CODEC_ROW (self));

  wanted = up ? self->up : self->down;
  other = up ? self->down : self->up;
  gtk_widget_grab_focus (gtk_widget_get_sensitive (wanted) ? wanted : other);
}
