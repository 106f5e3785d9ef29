/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences of sound; devices are chosen by BwDevices, the rest are settings. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sound-page.h"

#include "bw-device-row.h"
#include "bw-level-meter.h"
#include "bw-ringtone-row.h"

struct _BwSoundPage {
  AdwPreferencesPage parent_instance;

  BwDeviceRow *microphone;
  BwDeviceRow *speaker;
  BwDeviceRow *ringer;
  BwRingtoneRow *ringtone;
  GtkWidget *echo;
  GtkAdjustment *volume;
  GtkLevelBar *level;

  BwDevices *devices;
  BwLevelMeter *meter; /* while the page is to be seen */
};

G_DEFINE_FINAL_TYPE (BwSoundPage, bw_sound_page, ADW_TYPE_PREFERENCES_PAGE)

static void
close_meter (BwSoundPage *self)
{
  if (!self->meter)
    return;

  bw_level_meter_stop (self->meter);
  g_clear_object (&self->meter);
}

/* The microphone is open only as long as somebody can look at its level. */
static void
update_meter_cb (BwSoundPage *self)
{
  g_autofree char *device = NULL;

  close_meter (self);
  if (!self->devices || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  g_object_get (self->devices, "microphone-in-use", &device, NULL);
  self->meter = bw_level_meter_new (bw_devices_get_monitor (self->devices), device);
  g_object_bind_property (self->meter, "level", self->level, "value", G_BINDING_SYNC_CREATE);
}

static void
bw_sound_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_sound_page_parent_class)->map (widget);

  update_meter_cb (BW_SOUND_PAGE (widget));
}

static void
bw_sound_page_unmap (GtkWidget *widget)
{
  close_meter (BW_SOUND_PAGE (widget));

  GTK_WIDGET_CLASS (bw_sound_page_parent_class)->unmap (widget);
}

static void
bw_sound_page_dispose (GObject *object)
{
  BwSoundPage *self = BW_SOUND_PAGE (object);

  close_meter (self);
  g_clear_object (&self->devices);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_SOUND_PAGE);

  G_OBJECT_CLASS (bw_sound_page_parent_class)->dispose (object);
}

static void
bw_sound_page_class_init (BwSoundPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_sound_page_dispose;
  widget_class->map = bw_sound_page_map;
  widget_class->unmap = bw_sound_page_unmap;

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
  gtk_widget_class_bind_template_child (widget_class, BwSoundPage, level);
}

static void
bw_sound_page_init (BwSoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* quiet is no warning here */
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->level, GTK_LEVEL_BAR_OFFSET_FULL);
}

void
bw_sound_page_setup (BwSoundPage *self, BwPhone *phone, GSettings *settings, GFile *sounds)
{
  BwDevices *devices;

  g_return_if_fail (BW_IS_SOUND_PAGE (self));

  devices = bw_phone_get_devices (phone);
  g_set_object (&self->devices, devices);
  g_signal_connect_object (devices, "notify::microphone-in-use", G_CALLBACK (update_meter_cb), self,
                           G_CONNECT_SWAPPED);
  bw_device_row_set_devices (self->microphone, devices);
  bw_device_row_set_devices (self->speaker, devices);
  bw_device_row_set_devices (self->ringer, devices);
  bw_ringtone_row_setup (self->ringtone, settings, sounds);
  g_settings_bind (settings, "echo-cancellation", self->echo, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "ring-volume", self->volume, "value", G_SETTINGS_BIND_DEFAULT);
}
