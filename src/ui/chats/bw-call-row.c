/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One call in a timeline. It must not know its neighbours.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-row.h"

#include "bw-event.h"
#include "bw-peer-label.h"
#include "bw-recording-button.h"
#include "bw-words.h"

enum { PROP_0, PROP_PHONE, PROP_RECORD, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwCallRow {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *bubble;
  GtkImage *icon;
  GtkLabel *outcome;
  GtkLabel *reason;
  GtkLabel *time;

  /* owned */
  BwPhone *phone;
  BwCallRecord *record;
  GSignalGroup *record_signals;
};

G_DEFINE_FINAL_TYPE (BwCallRow, bw_call_row, ADW_TYPE_BIN)

static void
show_reason (BwCallRow *self)
{
  const char *reason = "";

  if (bw_call_record_get_outcome (self->record) == BW_CALL_OUTCOME_FAILED)
    reason = bw_words_call_reason ((BwReason) bw_call_record_get_reason (self->record));
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason[0] != '\0');
}

static void
update_cb (BwCallRow *self)
{
  gboolean ours = bw_call_record_get_direction (self->record) == BW_DIRECTION_OUTGOING;
  g_autofree char *words = bw_call_record_words (self->record);
  g_autofree char *time = bw_words_time_of_day (bw_call_record_get_started (self->record));

  gtk_widget_set_halign (self->bubble, ours ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_image_set_from_icon_name (self->icon, bw_call_record_icon (self->record));
  gtk_label_set_label (self->outcome, words);
  gtk_label_set_label (self->time, time);
  show_reason (self);
  if (bw_call_record_get_outcome (self->record) == BW_CALL_OUTCOME_MISSED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missed");
}

static void
set_phone (BwCallRow *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_call_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_CALL_ROW (object)->phone);
    break;
  case PROP_RECORD:
    g_value_set_object (value, BW_CALL_ROW (object)->record);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PHONE:
    set_phone (BW_CALL_ROW (object), g_value_get_object (value));
    break;
  case PROP_RECORD:
    bw_call_row_set_record (BW_CALL_ROW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_row_dispose (GObject *object)
{
  BwCallRow *self = BW_CALL_ROW (object);

  g_clear_object (&self->record_signals);
  g_clear_object (&self->record);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_call_row_parent_class)->dispose (object);
}

static void
bw_call_row_class_init (BwCallRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_call_row_get_property;
  object_class->set_property = bw_call_row_set_property;
  object_class->dispose = bw_call_row_dispose;
  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, BW_TYPE_CALL_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BW_TYPE_RECORDING_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/chats/bw-call-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCallRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, BwCallRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BwCallRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, BwCallRow, reason);
  gtk_widget_class_bind_template_child (widget_class, BwCallRow, time);
  gtk_widget_class_set_css_name (widget_class, "timelinecall");
}

static void
bw_call_row_init (BwCallRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->record_signals = g_signal_group_new (BW_TYPE_CALL_RECORD);
  g_signal_group_connect_swapped (self->record_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_call_row_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_CALL_ROW, "phone", phone, NULL);
}

void
bw_call_row_set_record (BwCallRow *self, BwCallRecord *record)
{
  if (!g_set_object (&self->record, record))
    return;
  g_signal_group_set_target (self->record_signals, record);
  if (record != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
