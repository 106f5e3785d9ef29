/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A message that was found. What stands out does so by attributes of the text: a message is never
 * markup.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-search-hit-row.h"

#include "bw-peer-avatar.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_HIT, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwSearchHitRow {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *title;
  GtkLabel *time;
  GtkLabel *snippet;

  /* owned */
  BwPhone *phone;
  BwSearchHit *hit;
};

G_DEFINE_FINAL_TYPE (BwSearchHitRow, bw_search_hit_row, ADW_TYPE_BIN)

static void
show_snippet (BwSearchHitRow *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const BwTextRange *ranges;
  guint n_ranges;

  ranges = bw_search_hit_get_ranges (self->hit, &n_ranges);
  for (guint i = 0; i < n_ranges; i++) {
    PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

    bold->start_index = ranges[i].start;
    bold->end_index = ranges[i].end;
    pango_attr_list_insert (attributes, bold);
  }
  gtk_label_set_label (self->snippet, bw_search_hit_get_snippet (self->hit));
  gtk_label_set_attributes (self->snippet, attributes);
}

static char *
make_title (const char *label, BwMessage *message)
{
  switch (bw_message_get_direction (message)) {
  case BW_DIRECTION_INCOMING:
    return g_strdup (label);
  case BW_DIRECTION_OUTGOING:
    /* Translators: a message that was found, one's own, to %s */
    return g_strdup_printf (_ ("You to %s"), label);
  }

  return NULL;
}

static void
title_cb (BwSearchHitRow *self)
{
  g_autofree char *title = NULL;

  if (self->hit)
    title = make_title (bw_peer_get_name (self->peer), bw_search_hit_get_message (self->hit));
  gtk_label_set_label (self->title, title ? title : "");
}

static void
update (BwSearchHitRow *self)
{
  BwMessage *message = bw_search_hit_get_message (self->hit);
  g_autofree char *time = bw_words_time (bw_message_get_time (message));

  gtk_label_set_label (self->time, time);
  show_snippet (self);
}

static void
set_phone (BwSearchHitRow *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_search_hit_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_SEARCH_HIT_ROW (object)->phone);
    break;
  case PROP_HIT:
    g_value_set_object (value, BW_SEARCH_HIT_ROW (object)->hit);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_search_hit_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_SEARCH_HIT_ROW (object), g_value_get_object (value));
    break;
  case PROP_HIT:
    bw_search_hit_row_set_hit (BW_SEARCH_HIT_ROW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_search_hit_row_dispose (GObject *object)
{
  BwSearchHitRow *self = BW_SEARCH_HIT_ROW (object);

  g_clear_object (&self->hit);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_search_hit_row_parent_class)->dispose (object);
}

static void
bw_search_hit_row_class_init (BwSearchHitRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = bw_search_hit_row_dispose;
  object_class->get_property = bw_search_hit_row_get_property;
  object_class->set_property = bw_search_hit_row_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_HIT] = g_param_spec_object ("hit", NULL, NULL, BW_TYPE_SEARCH_HIT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-search-hit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwSearchHitRow, peer);
  gtk_widget_class_bind_template_child (widget_class, BwSearchHitRow, title);
  gtk_widget_class_bind_template_child (widget_class, BwSearchHitRow, time);
  gtk_widget_class_bind_template_child (widget_class, BwSearchHitRow, snippet);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_set_css_name (widget_class, "chatrow");
}

static void
bw_search_hit_row_init (BwSearchHitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_search_hit_row_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_SEARCH_HIT_ROW, "phone", phone, NULL);
}

void
bw_search_hit_row_set_hit (BwSearchHitRow *self, BwSearchHit *hit)
{
  if (!g_set_object (&self->hit, hit))
    return;
  bw_peer_set_subject (self->peer, hit ? bw_search_hit_get_conversation (hit) : NULL);
  title_cb (self);
  if (hit)
    update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIT]);
}
