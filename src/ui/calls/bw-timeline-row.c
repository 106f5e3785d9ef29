/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One call in a peer's timeline, with the day above the first of each day. It must not know its
 * neighbours.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-timeline-row.h"

#include "bw-peer-label.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_RECORD, PROP_DAY, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwTimelineRow {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *day_label;
  GtkImage *icon;
  GtkLabel *outcome;
  GtkLabel *reason;
  GtkLabel *time;

  /* owned */
  BwCallRecord *record;
  GSignalGroup *record_signals;
  char *day;
};

G_DEFINE_FINAL_TYPE (BwTimelineRow, bw_timeline_row, ADW_TYPE_BIN)

/* Under a day's heading the time of day is enough. */
static char *
make_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: the time of day of a call, see strftime(3) */
  return local != NULL ? g_date_time_format (local, _ ("%H:%M")) : g_strdup ("");
}

static void
update_cb (BwTimelineRow *self)
{
  g_autofree char *words = bw_call_record_words (self->record);
  g_autofree char *time = make_time (bw_call_record_get_started (self->record));
  const char *reason = "";

  if (bw_call_record_get_outcome (self->record) == BW_CALL_OUTCOME_FAILED)
    reason = bw_words_reason ((BwReason) bw_call_record_get_reason (self->record));
  gtk_image_set_from_icon_name (self->icon, bw_call_record_icon (self->record));
  gtk_label_set_label (self->outcome, words);
  gtk_label_set_label (self->reason, reason);
  gtk_widget_set_visible (GTK_WIDGET (self->reason), reason[0] != '\0');
  gtk_label_set_label (self->time, time);
  if (bw_call_record_get_outcome (self->record) == BW_CALL_OUTCOME_MISSED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missed");
}

static void
bw_timeline_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwTimelineRow *self = BW_TIMELINE_ROW (object);

  switch (prop_id) {
  case PROP_RECORD:
    g_value_set_object (value, self->record);
    break;
  case PROP_DAY:
    g_value_set_string (value, self->day);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_timeline_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BwTimelineRow *self = BW_TIMELINE_ROW (object);

  switch (prop_id) {
  case PROP_RECORD:
    bw_timeline_row_set_record (self, g_value_get_object (value));
    break;
  case PROP_DAY:
    bw_timeline_row_set_day (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_timeline_row_dispose (GObject *object)
{
  BwTimelineRow *self = BW_TIMELINE_ROW (object);

  g_clear_object (&self->record_signals);
  g_clear_object (&self->record);
  g_clear_pointer (&self->day, g_free);

  G_OBJECT_CLASS (bw_timeline_row_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, BW_TYPE_CALL_RECORD, flags);
  properties[PROP_DAY] = g_param_spec_string ("day", NULL, NULL, NULL, flags);

  object_class->get_property = bw_timeline_row_get_property;
  object_class->set_property = bw_timeline_row_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_timeline_row_class_init (BwTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_timeline_row_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwTimelineRow, day_label);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineRow, reason);
  gtk_widget_class_bind_template_child (widget_class, BwTimelineRow, time);
  gtk_widget_class_set_css_name (widget_class, "callrow");
}

static void
bw_timeline_row_init (BwTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->record_signals = g_signal_group_new (BW_TYPE_CALL_RECORD);
  g_signal_group_connect_swapped (self->record_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_timeline_row_new (void)
{
  return g_object_new (BW_TYPE_TIMELINE_ROW, NULL);
}

void
bw_timeline_row_set_record (BwTimelineRow *self, BwCallRecord *record)
{
  if (!g_set_object (&self->record, record))
    return;
  g_signal_group_set_target (self->record_signals, record);
  if (record != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

void
bw_timeline_row_set_day (BwTimelineRow *self, const char *day)
{
  if (g_strcmp0 (self->day, day) == 0)
    return;
  g_free (self->day);
  self->day = g_strdup (day);
  gtk_label_set_label (self->day_label, day != NULL ? day : "");
  gtk_widget_set_visible (GTK_WIDGET (self->day_label), day != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}
