/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of the codecs, changed by buttons or by dragging. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-codec-group.h"

#include "bw-codec-row.h"

enum {
  PROP_0,
  PROP_CODECS,
  N_PROPS,
};

struct _BwCodecGroup {
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
  GtkDropTarget *drop_target;

  BwCodecList *codecs;
};

G_DEFINE_FINAL_TYPE (BwCodecGroup, bw_codec_group, ADW_TYPE_PREFERENCES_GROUP)

static GParamSpec *properties[N_PROPS];

static guint
count (BwCodecGroup *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->codecs));
}

static gboolean
find (BwCodecGroup *self, BwCodec *codec, guint *position)
{
  for (guint i = 0; i < count (self); i++) {
    g_autoptr (BwCodec) other = g_list_model_get_item (G_LIST_MODEL (self->codecs), i);

    if (other == codec) {
      *position = i;
      return TRUE;
    }
  }

  return FALSE;
}

/* A list without codecs is no list to look at. */
static void
update_cb (BwCodecGroup *self)
{
  guint last = count (self) - 1;

  gtk_widget_set_visible (GTK_WIDGET (self->list), count (self) > 0);
  for (guint i = 0; i <= last && count (self) > 0; i++)
    bw_codec_row_set_ends (BW_CODEC_ROW (gtk_list_box_get_row_at_index (self->list, i)), i == 0,
                           i == last);
}

/* The rows are made anew by a move: the focus stays with the codec that moved. */
static void
move_cb (BwCodecGroup *self, BwCodec *codec, int step)
{
  g_autoptr (BwCodec) keep = g_object_ref (codec);
  guint from;

  if (!find (self, keep, &from) || (step < 0 && from == 0) || from + step >= count (self))
    return;

  bw_codec_list_move (self->codecs, from, from + step);
  bw_codec_row_focus_move (BW_CODEC_ROW (gtk_list_box_get_row_at_index (self->list, from + step)),
                           step < 0);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BwCodecGroup *self)
{
  g_autoptr (BwCodec) codec = g_value_dup_object (value);
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, y);
  guint from;

  if (!row || !find (self, codec, &from))
    return FALSE;

  bw_codec_list_move (self->codecs, from, gtk_list_box_row_get_index (row));

  return TRUE;
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  GtkWidget *row = bw_codec_row_new (item);

  g_signal_connect_object (row, "move", G_CALLBACK (move_cb), data, G_CONNECT_SWAPPED);

  return row;
}

static void
bw_codec_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_CODECS:
    g_value_set_object (value, BW_CODEC_GROUP (object)->codecs);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_codec_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_CODECS:
    bw_codec_group_set_codecs (BW_CODEC_GROUP (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_codec_group_dispose (GObject *object)
{
  bw_codec_group_set_codecs (BW_CODEC_GROUP (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_CODEC_GROUP);

  G_OBJECT_CLASS (bw_codec_group_parent_class)->dispose (object);
}

static void
bw_codec_group_class_init (BwCodecGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_codec_group_dispose;
  object_class->get_property = bw_codec_group_get_property;
  object_class->set_property = bw_codec_group_set_property;

  properties[PROP_CODECS] =
      g_param_spec_object ("codecs", NULL, NULL, BW_TYPE_CODEC_LIST,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-codec-group.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCodecGroup, list);
  gtk_widget_class_bind_template_child (widget_class, BwCodecGroup, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
bw_codec_group_init (BwCodecGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, (GType[]){ BW_TYPE_CODEC }, 1);
}

void
bw_codec_group_set_codecs (BwCodecGroup *self, BwCodecList *codecs)
{
  g_return_if_fail (BW_IS_CODEC_GROUP (self));

  if (self->codecs == codecs)
    return;

  if (self->codecs)
    g_signal_handlers_disconnect_by_data (self->codecs, self);
  g_set_object (&self->codecs, codecs);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (codecs), create_row, self, NULL);
  if (codecs) {
    g_signal_connect_object (codecs, "items-changed", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
    update_cb (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODECS]);
}
