/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A place in a timeline. It shows what it is told of its neighbours, and does not look for them.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-timeline-item.h"

#include "bw-call-row.h"
#include "bw-event.h"
#include "bw-message-row.h"
#include "bw-words.h"

enum { PROP_0, PROP_EVENT, PROP_DAY, PROP_UNREAD_LINE, PROP_POINTED_OUT, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwTimelineItem {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *day_label;
  GtkWidget *unread_box;
  AdwBin *place;

  /* owned */
  GObject *event;
  char *peer;
  char *day;
  BwPhone *phone;
  BwMessageVerbs *verbs;
  BwPictureLoader *pictures;
  GtkWidget *message_row; /* each made when it is first needed, and kept: rows are used again */
  GtkWidget *call_row;
  gulong notify_id;
  gboolean pointed_out;
};

G_DEFINE_FINAL_TYPE (BwTimelineItem, bw_timeline_item, ADW_TYPE_BIN)

/* What is focused and read aloud is the list's own widget, of which this is the child. */
static void
describe_cb (BwTimelineItem *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = NULL;

  if (parent == NULL || self->event == NULL)
    return;
  words = bw_event_describe (self->event, self->peer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static GtkWidget *
ensure_message_row (BwTimelineItem *self)
{
  if (self->message_row == NULL)
    self->message_row = g_object_ref_sink (bw_message_row_new (self->verbs, self->pictures));

  return self->message_row;
}

static GtkWidget *
ensure_call_row (BwTimelineItem *self)
{
  if (self->call_row == NULL)
    self->call_row = g_object_ref_sink (bw_call_row_new (self->phone));

  return self->call_row;
}

static void
show_event (BwTimelineItem *self)
{
  if (BW_IS_MESSAGE (self->event)) {
    adw_bin_set_child (self->place, ensure_message_row (self));
    bw_message_row_set_message (BW_MESSAGE_ROW (self->message_row), BW_MESSAGE (self->event));
  } else if (BW_IS_CALL_RECORD (self->event)) {
    adw_bin_set_child (self->place, ensure_call_row (self));
    bw_call_row_set_record (BW_CALL_ROW (self->call_row), BW_CALL_RECORD (self->event));
  } else {
    if (self->message_row != NULL)
      bw_message_row_set_message (BW_MESSAGE_ROW (self->message_row), NULL);
    if (self->call_row != NULL)
      bw_call_row_set_record (BW_CALL_ROW (self->call_row), NULL);
  }
}

static void
set_day (BwTimelineItem *self, const char *day)
{
  if (g_strcmp0 (self->day, day) == 0)
    return;
  g_free (self->day);
  self->day = g_strdup (day);
  gtk_label_set_label (self->day_label, day != NULL ? day : "");
  gtk_widget_set_visible (GTK_WIDGET (self->day_label), day != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

static void
bw_timeline_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwTimelineItem *self = BW_TIMELINE_ITEM (object);

  switch (prop_id) {
  case PROP_EVENT:
    g_value_set_object (value, self->event);
    break;
  case PROP_DAY:
    g_value_set_string (value, self->day);
    break;
  case PROP_UNREAD_LINE:
    g_value_set_boolean (value, gtk_widget_get_visible (self->unread_box));
    break;
  case PROP_POINTED_OUT:
    g_value_set_boolean (value, self->pointed_out);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_timeline_item_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BwTimelineItem *self = BW_TIMELINE_ITEM (object);

  switch (prop_id) {
  case PROP_EVENT:
    bw_timeline_item_set_event (self, g_value_get_object (value), self->peer);
    break;
  case PROP_DAY:
    set_day (self, g_value_get_string (value));
    break;
  case PROP_UNREAD_LINE:
    bw_timeline_item_set_unread_line (self, g_value_get_boolean (value));
    break;
  case PROP_POINTED_OUT:
    bw_timeline_item_set_pointed_out (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
clear_event (BwTimelineItem *self)
{
  if (self->event != NULL)
    g_clear_signal_handler (&self->notify_id, self->event);
  g_clear_object (&self->event);
}

static void
bw_timeline_item_dispose (GObject *object)
{
  BwTimelineItem *self = BW_TIMELINE_ITEM (object);

  clear_event (self);
  g_clear_object (&self->message_row);
  g_clear_object (&self->call_row);
  g_clear_object (&self->verbs);
  g_clear_object (&self->pictures);
  g_clear_object (&self->phone);
  g_clear_pointer (&self->peer, g_free);
  g_clear_pointer (&self->day, g_free);

  G_OBJECT_CLASS (bw_timeline_item_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_EVENT] = g_param_spec_object ("event", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_DAY] = g_param_spec_string ("day", NULL, NULL, NULL, flags);
  properties[PROP_UNREAD_LINE] = g_param_spec_boolean ("unread-line", NULL, NULL, FALSE, flags);
  properties[PROP_POINTED_OUT] = g_param_spec_boolean ("pointed-out", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_timeline_item_get_property;
  object_class->set_property = bw_timeline_item_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_timeline_item_class_init (BwTimelineItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_timeline_item_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-timeline-item.ui");
  gtk_widget_class_bind_template_child (widget_class, BwTimelineItem, day_label);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineItem, unread_box);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineItem, place);
  gtk_widget_class_set_css_name (widget_class, "timelineitem");
}

static void
bw_timeline_item_init (BwTimelineItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_timeline_item_new (BwPhone *phone, BwMessageVerbs *verbs, BwPictureLoader *pictures)
{
  BwTimelineItem *self = g_object_new (BW_TYPE_TIMELINE_ITEM, NULL);

  g_set_object (&self->phone, phone);
  g_set_object (&self->verbs, verbs);
  g_set_object (&self->pictures, pictures);

  return GTK_WIDGET (self);
}

void
bw_timeline_item_set_event (BwTimelineItem *self, GObject *event, const char *peer)
{
  if (self->peer != peer) {
    g_free (self->peer);
    self->peer = g_strdup (peer);
  }
  if (self->event == event)
    return;
  clear_event (self);
  g_set_object (&self->event, event);
  if (event != NULL)
    self->notify_id = g_signal_connect_object (event, "notify", G_CALLBACK (describe_cb), self,
                                               G_CONNECT_SWAPPED);
  show_event (self);
  describe_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EVENT]);
}

void
bw_timeline_item_set_above (BwTimelineItem *self, GObject *above)
{
  g_autofree char *day = NULL;

  if (self->event == NULL)
    return;
  if (bw_event_is_of_another_day (above, self->event))
    day = bw_words_day (bw_event_get_time (self->event));
  set_day (self, day);
  if (BW_IS_MESSAGE (self->event))
    bw_message_row_set_continues (BW_MESSAGE_ROW (self->message_row),
                                  bw_event_continues (above, self->event));
}

void
bw_timeline_item_set_unread_line (BwTimelineItem *self, gboolean unread_line)
{
  if (gtk_widget_get_visible (self->unread_box) == !!unread_line)
    return;
  gtk_widget_set_visible (self->unread_box, unread_line);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD_LINE]);
}

void
bw_timeline_item_set_pointed_out (BwTimelineItem *self, gboolean pointed_out)
{
  if (self->pointed_out == !!pointed_out)
    return;
  self->pointed_out = !!pointed_out;
  if (pointed_out)
    gtk_widget_add_css_class (GTK_WIDGET (self), "pointed-out");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pointed-out");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POINTED_OUT]);
}

GObject *
bw_timeline_item_get_event (BwTimelineItem *self)
{
  return self->event;
}

void
bw_timeline_item_popup (BwTimelineItem *self)
{
  if (BW_IS_MESSAGE (self->event))
    bw_message_row_popup (BW_MESSAGE_ROW (self->message_row));
}
