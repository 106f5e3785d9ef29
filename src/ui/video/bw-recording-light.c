/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says that a call is being recorded, and since when. It counts from when it saw that begin. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recording-light.h"

#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwRecordingLight {
  AdwBin parent_instance;

  GtkLabel *label; /* a child */

  /* owned */
  BwCall *call;
  GSignalGroup *call_signals;

  gint64 since; /* seconds of the call's duration; -1 while nothing is recorded */
};

G_DEFINE_FINAL_TYPE (BwRecordingLight, bw_recording_light, ADW_TYPE_BIN)

static void
update_cb (BwRecordingLight *self)
{
  gboolean on = self->call && bw_call_get_recording (self->call);
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), on);
  if (!on) {
    self->since = -1;
    return;
  }
  if (self->since < 0)
    self->since = bw_call_get_duration (self->call);
  time = bw_words_duration ((guint) MAX (bw_call_get_duration (self->call) - self->since, 0));
  /* Translators: the call is being recorded, for this long */
  text = g_strdup_printf (_ ("Recording %s"), time);
  gtk_label_set_label (self->label, text);
}

static void
bw_recording_light_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_CALL:
    g_value_set_object (value, BW_RECORDING_LIGHT (object)->call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_recording_light_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_CALL:
    bw_recording_light_set_call (BW_RECORDING_LIGHT (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_recording_light_dispose (GObject *object)
{
  BwRecordingLight *self = BW_RECORDING_LIGHT (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_recording_light_parent_class)->dispose (object);
}

static void
bw_recording_light_class_init (BwRecordingLightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_recording_light_dispose;
  object_class->get_property = bw_recording_light_get_property;
  object_class->set_property = bw_recording_light_set_property;
  properties[PROP_CALL] =
      g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "recordinglight");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
bw_recording_light_init (BwRecordingLight *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("media-record-symbolic");

  self->since = -1;
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::recording", G_CALLBACK (update_cb),
                                  self);
  g_signal_group_connect_swapped (self->call_signals, "notify::duration", G_CALLBACK (update_cb),
                                  self);
}

void
bw_recording_light_set_call (BwRecordingLight *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  self->since = -1;
  g_signal_group_set_target (self->call_signals, call);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}
