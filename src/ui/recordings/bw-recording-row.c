/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One recorded call. The name of its file is somebody else's text. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recording-row.h"

#include "bw-directory.h"
#include "bw-recording-verbs.h"
#include "bw-row-menu.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum {
  MEASURE,
  N_SIGNALS,
};

struct _BwRecordingRow {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *day;
  GtkImage *icon;
  GtkLabel *who;
  GtkLabel *details;
  GtkLabel *time;
  GtkWidget *mark;

  /* owned */
  BwRecording *recording;
  GSignalGroup *signals;
  GtkWidget *menu; /* made when it is first asked for */

  gboolean first_of_day;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (BwRecordingRow, bw_recording_row, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

static char *
dup_details (BwRecording *recording)
{
  g_autofree char *size = g_format_size (bw_recording_get_size (recording));
  gint64 length = bw_recording_get_length (recording);
  g_autofree char *duration =
      length > 0 ? bw_words_duration ((guint) ((length + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC))
                 : NULL;

  return duration ? g_strjoin (" · ", duration, size, NULL) : g_steal_pointer (&size);
}

static void
update_cb (BwRecordingRow *self)
{
  g_autofree char *who = bw_recording_row_dup_who (self->recording);
  g_autofree char *details = dup_details (self->recording);
  g_autofree char *time = bw_words_time_of_day (bw_recording_get_started (self->recording));
  g_autofree char *day = bw_words_day (bw_recording_get_started (self->recording));
  gboolean video = bw_recording_get_video (self->recording);

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->details, details);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->day, day);
  gtk_image_set_from_icon_name (self->icon,
                                video ? "video-x-generic-symbolic" : "audio-x-generic-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  video ? _ ("With video") : _ ("Sound"), -1);
  if (bw_recording_get_length (self->recording) < 0 && !self->writing)
    g_signal_emit (self, signals[MEASURE], 0, self->recording);
}

static void
popup_at (BwRecordingRow *self, const GdkRectangle *where)
{
  if (self->recording)
    bw_row_menu_popup (GTK_WIDGET (self), &self->menu,
                       bw_recording_verbs_make_menu (self->recording), where);
}

static void
secondary_click_cb (BwRecordingRow *self, int n_press, double x, double y)
{
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
long_press_cb (BwRecordingRow *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
bw_recording_row_dispose (GObject *object)
{
  BwRecordingRow *self = BW_RECORDING_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->signals);
  g_clear_object (&self->recording);

  G_OBJECT_CLASS (bw_recording_row_parent_class)->dispose (object);
}

static void
bw_recording_row_class_init (BwRecordingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_recording_row_dispose;

  signals[MEASURE] = g_signal_new ("measure", BW_TYPE_RECORDING_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_RECORDING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/recordings/bw-recording-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwRecordingRow, day);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingRow, who);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingRow, details);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingRow, time);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingRow, mark);
  gtk_widget_class_bind_template_callback (widget_class, secondary_click_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_press_cb);
}

static void
bw_recording_row_init (BwRecordingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (BW_TYPE_RECORDING);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_recording_row_new (void)
{
  return g_object_new (BW_TYPE_RECORDING_ROW, NULL);
}

void
bw_recording_row_set_recording (BwRecordingRow *self, BwRecording *recording)
{
  g_return_if_fail (BW_IS_RECORDING_ROW (self));

  if (!g_set_object (&self->recording, recording))
    return;

  g_signal_group_set_target (self->signals, recording);
  if (recording)
    update_cb (self);
}

void
bw_recording_row_set_first_of_day (BwRecordingRow *self, gboolean first)
{
  g_return_if_fail (BW_IS_RECORDING_ROW (self));

  if (self->first_of_day == first)
    return;

  self->first_of_day = first;
  gtk_widget_set_visible (GTK_WIDGET (self->day), first);
}

void
bw_recording_row_set_writing (BwRecordingRow *self, gboolean writing)
{
  g_return_if_fail (BW_IS_RECORDING_ROW (self));

  if (self->writing == writing)
    return;

  self->writing = writing;
  gtk_widget_set_visible (self->mark, writing);
  gtk_widget_set_visible (GTK_WIDGET (self->details), !writing);
  if (self->recording)
    update_cb (self);
}

void
bw_recording_row_popup (BwRecordingRow *self)
{
  g_return_if_fail (BW_IS_RECORDING_ROW (self));

  popup_at (self, NULL);
}

char *
bw_recording_row_dup_who (BwRecording *recording)
{
  char *who = bw_display_name_clean (bw_recording_get_who (recording));

  return who ? who : g_strdup (_ ("Unknown"));
}
