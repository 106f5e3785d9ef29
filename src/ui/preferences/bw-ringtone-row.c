/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a ringtone, and how it sounds. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-ringtone-row.h"

#include "bw-ringer.h"

#include <glib/gi18n.h>

struct _BwRingtoneRow {
  AdwActionRow parent_instance;

  GtkToggleButton *play;
  GtkWidget *reset;
  GtkWidget *choose;

  GSettings *settings;
  GFile *sounds;
  BwRinger *ringer; /* made when it is first played */
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (BwRingtoneRow, bw_ringtone_row, ADW_TYPE_ACTION_ROW)

static GFile *
dup_ringtone (BwRingtoneRow *self)
{
  g_autofree char *uri = g_settings_get_string (self->settings, "ringtone");

  return *uri ? g_file_new_for_uri (uri) : NULL;
}

static char *
dup_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name);
}

static void
update_cb (BwRingtoneRow *self)
{
  g_autoptr (GFile) file = dup_ringtone (self);
  g_autofree char *name = file ? dup_name (file) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), name ? name : _ ("Built-in"));
  gtk_widget_set_sensitive (self->reset, file != NULL);
  gtk_toggle_button_set_active (self->play, FALSE);
}

static void
make_ringer (BwRingtoneRow *self)
{
  g_autoptr (BwSoundMonitor) monitor = bw_sound_monitor_new ();

  bw_sound_monitor_start (monitor);
  self->ringer = bw_ringer_new (self->sounds, monitor);
}

static void
start (BwRingtoneRow *self)
{
  g_autoptr (GFile) file = dup_ringtone (self);
  g_autofree char *device = g_settings_get_string (self->settings, "ringer");

  if (!self->ringer)
    make_ringer (self);
  g_object_set (self->ringer, "ringtone", file, "ring-device", *device ? device : NULL, "volume",
                g_settings_get_double (self->settings, "ring-volume"), NULL);
  bw_ringer_set_state (self->ringer, BW_RINGER_RINGING);
}

static void
play_cb (BwRingtoneRow *self)
{
  gboolean playing = gtk_toggle_button_get_active (self->play);

  if (playing)
    start (self);
  else if (self->ringer)
    bw_ringer_set_state (self->ringer, BW_RINGER_SILENT);

  gtk_button_set_icon_name (GTK_BUTTON (self->play), playing ? "media-playback-stop-symbolic"
                                                             : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play), playing ? _ ("Stop") : _ ("Play"));
}

static void
reset_cb (BwRingtoneRow *self)
{
  g_settings_reset (self->settings, "ringtone");
}

static void
response_cb (BwRingtoneRow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *uri = file ? g_file_get_uri (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && uri)
    g_settings_set_string (self->settings, "ringtone", uri);
  g_clear_object (&self->chooser);
}

static void
choose_cb (BwRingtoneRow *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_filter_add_mime_type (filter, "audio/*");
  gtk_file_filter_set_name (filter, _ ("Sound Files"));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a Ringtone"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Nobody who closed the window wants to hear it ring on. */
static void
bw_ringtone_row_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (BW_RINGTONE_ROW (widget)->play, FALSE);

  GTK_WIDGET_CLASS (bw_ringtone_row_parent_class)->unmap (widget);
}

static void
bw_ringtone_row_dispose (GObject *object)
{
  BwRingtoneRow *self = BW_RINGTONE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_RINGTONE_ROW);
  g_clear_object (&self->chooser);
  g_clear_object (&self->ringer);
  g_clear_object (&self->settings);
  g_clear_object (&self->sounds);

  G_OBJECT_CLASS (bw_ringtone_row_parent_class)->dispose (object);
}

static void
bw_ringtone_row_class_init (BwRingtoneRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_ringtone_row_dispose;
  widget_class->unmap = bw_ringtone_row_unmap;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-ringtone-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwRingtoneRow, play);
  gtk_widget_class_bind_template_child (widget_class, BwRingtoneRow, reset);
  gtk_widget_class_bind_template_child (widget_class, BwRingtoneRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
bw_ringtone_row_init (BwRingtoneRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_ringtone_row_setup (BwRingtoneRow *self, GSettings *settings, GFile *sounds)
{
  g_return_if_fail (BW_IS_RINGTONE_ROW (self));
  g_return_if_fail (!self->settings);

  self->settings = g_object_ref (settings);
  self->sounds = g_object_ref (sounds);
  g_signal_connect_object (settings, "changed::ringtone", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}
