/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from a call to its recording. Where calls are listed it is the same everywhere; it must
 * not know what becomes of the file. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recording-button.h"

#include "bw-row-menu.h"

#include <glib/gi18n.h>

#define ACTION "app.play-recording"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_RECORD,
  N_PROPS,
};

struct _BwRecordingButton {
  GtkButton parent_instance;

  BwPhone *phone;
  BwCallRecord *record;
  GSignalGroup *recorded_signals;
  GSignalGroup *record_signals;
};

G_DEFINE_FINAL_TYPE (BwRecordingButton, bw_recording_button, GTK_TYPE_BUTTON)

static GParamSpec *properties[N_PROPS];

/* Returns: (transfer full) (nullable): for the action */
static char *
dup_uri (BwRecordingButton *self)
{
  BwRecording *recording = NULL;

  if (self->phone && self->record)
    recording = bw_recorded_calls_find (bw_phone_get_recorded_calls (self->phone), self->record);

  return recording ? g_file_get_uri (bw_recording_get_file (recording)) : NULL;
}

static void
update_cb (BwRecordingButton *self)
{
  g_autofree char *uri = dup_uri (self);

  if (uri) {
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", uri);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (self), ACTION); /* not without a target */
  }
  gtk_widget_set_visible (GTK_WIDGET (self), uri != NULL);
}

static void
bw_recording_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwRecordingButton *self = BW_RECORDING_BUTTON (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_RECORD:
    g_value_set_object (value, self->record);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recording_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwRecordingButton *self = BW_RECORDING_BUTTON (object);

  switch (id) {
  case PROP_PHONE:
    bw_recording_button_set_phone (self, g_value_get_object (value));
    break;
  case PROP_RECORD:
    bw_recording_button_set_record (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recording_button_dispose (GObject *object)
{
  BwRecordingButton *self = BW_RECORDING_BUTTON (object);

  g_clear_object (&self->recorded_signals);
  g_clear_object (&self->record_signals);
  g_clear_object (&self->record);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_recording_button_parent_class)->dispose (object);
}

static void
bw_recording_button_class_init (BwRecordingButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_recording_button_get_property;
  object_class->set_property = bw_recording_button_set_property;
  object_class->dispose = bw_recording_button_dispose;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, BW_TYPE_CALL_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_recording_button_init (BwRecordingButton *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->recorded_signals = g_signal_group_new (BW_TYPE_RECORDED_CALLS);
  g_signal_group_connect_swapped (self->recorded_signals, "changed", G_CALLBACK (update_cb), self);
  self->record_signals = g_signal_group_new (BW_TYPE_CALL_RECORD);
  g_signal_group_connect_swapped (self->record_signals, "notify", G_CALLBACK (update_cb), self);

  gtk_button_set_icon_name (GTK_BUTTON (self), "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (widget, _ ("Play Recording"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Play Recording"), -1);
  gtk_widget_add_css_class (widget, "circular");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (widget, FALSE);
}

GtkWidget *
bw_recording_button_new (BwPhone *phone, BwCallRecord *record)
{
  return g_object_new (BW_TYPE_RECORDING_BUTTON, "phone", phone, "record", record, NULL);
}

void
bw_recording_button_set_phone (BwRecordingButton *self, BwPhone *phone)
{
  g_return_if_fail (BW_IS_RECORDING_BUTTON (self));

  if (!g_set_object (&self->phone, phone))
    return;

  g_signal_group_set_target (self->recorded_signals,
                             phone ? bw_phone_get_recorded_calls (phone) : NULL);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_recording_button_set_record (BwRecordingButton *self, BwCallRecord *record)
{
  g_return_if_fail (BW_IS_RECORDING_BUTTON (self));

  if (!g_set_object (&self->record, record))
    return;

  g_signal_group_set_target (self->record_signals, record);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

void
bw_recording_button_menu_append (BwRecordingButton *self, GMenu *menu)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (BW_IS_RECORDING_BUTTON (self));

  uri = dup_uri (self);
  if (uri)
    bw_row_menu_append (menu, _ ("Play _Recording"), ACTION, g_variant_new_string (uri));
}
