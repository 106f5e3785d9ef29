/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences of sound; devices are chosen by BwDevices, the rest are settings. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sound-page.h"

#include "bw-device-row.h"
#include "bw-ringtone-row.h"

struct _BwSoundPage {
  AdwPreferencesPage parent_instance;

  BwDeviceRow *microphone;
  BwDeviceRow *speaker;
  BwDeviceRow *ringer;
  BwRingtoneRow *ringtone;
  GtkWidget *echo;
  GtkAdjustment *volume;
};

G_DEFINE_FINAL_TYPE (BwSoundPage, bw_sound_page, ADW_TYPE_PREFERENCES_PAGE)

static void
bw_sound_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_SOUND_PAGE);

  G_OBJECT_CLASS (bw_sound_page_parent_class)->dispose (object);
}

static void
bw_sound_page_class_init (BwSoundPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_sound_page_dispose;

  g_type_ensure (BW_TYPE_DEVICE_ROW);
  g_type_ensure (BW_TYPE_RINGTONE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-sound-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, microphone);
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, speaker);
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, ringer);
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, ringtone);
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, echo);
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, volume);
}

static void
bw_sound_page_init (BwSoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_sound_page_setup (BwSoundPage *self, BwPhone *phone, GSettings *settings, GFile *sounds)
{
  BwDevices *devices;

  g_return_if_fail (BW_IS_SOUND_PAGE (self));

  devices = bw_phone_get_devices (phone);
  bw_device_row_set_devices (self->microphone, devices);
  bw_device_row_set_devices (self->speaker, devices);
  bw_device_row_set_devices (self->ringer, devices);
  bw_ringtone_row_setup (self->ringtone, settings, sounds);
  g_settings_bind (settings, "echo-cancellation", self->echo, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "ring-volume", self->volume, "value", G_SETTINGS_BIND_DEFAULT);
}
