/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The person's settings become properties of the phone and back. Holds no value of its own. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-preferences.h"

#include "bw-messenger.h"

struct _BwPreferences {
  GObject parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (BwPreferences, bw_preferences, G_TYPE_OBJECT)

/* The settings know no NULL: an empty string stands for "as the system has it". */
static gboolean
string_from_setting (GValue *value, GVariant *setting, gpointer user_data)
{
  const char *text = g_variant_get_string (setting, NULL);

  g_value_set_string (value, *text ? text : NULL);

  return TRUE;
}

static GVariant *
string_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const char *text = g_value_get_string (value);

  return g_variant_new_string (text ? text : "");
}

static gboolean
file_from_setting (GValue *value, GVariant *setting, gpointer user_data)
{
  const char *uri = g_variant_get_string (setting, NULL);

  g_value_take_object (value, *uri ? g_file_new_for_uri (uri) : NULL);

  return TRUE;
}

static GVariant *
file_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  GFile *file = g_value_get_object (value);

  return g_variant_new_take_string (file ? g_file_get_uri (file) : g_strdup (""));
}

static void
bind_string (BwPreferences *self, const char *key, gpointer object)
{
  g_settings_bind_with_mapping (self->settings, key, object, key, G_SETTINGS_BIND_DEFAULT,
                                string_from_setting, string_to_setting, NULL, NULL);
}

static void
bind_video (BwPreferences *self, BwVideo *video)
{
  static const struct {
    const char *key;
    const char *property;
  } table[] = {
    { "video-size", "size" },
    { "video-frame-rate", "frame-rate" },
    { "upload-limit", "upload-limit" },
    { "download-limit", "download-limit" },
    { "always-with-video", "always-with-video" },
  };

  bind_string (self, "camera", video);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_settings_bind (self->settings, table[i].key, video, table[i].property,
                     G_SETTINGS_BIND_DEFAULT);
}

static void
bind_messages (GSettings *settings, BwMessenger *messenger)
{
  static const char *const keys[] = { "send-read-reports", "share-composing", "max-receive-size",
                                      "max-send-size" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_bind (settings, keys[i], messenger, keys[i], G_SETTINGS_BIND_DEFAULT);
}

/* Not what the desktop says: that is found out anew. */
static void
bind_presence (BwPreferences *self, BwMyPresence *presence)
{
  static const char *const keys[] = { "status",      "note-expires",   "follow-calls",
                                      "follow-idle", "follow-lock",    "follow-desktop",
                                      "busy-answer", "favourites-ring" };

  bind_string (self, "note", presence);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_bind (self->settings, keys[i], presence, keys[i], G_SETTINGS_BIND_DEFAULT);
}

static void
bw_preferences_dispose (GObject *object)
{
  BwPreferences *self = BW_PREFERENCES (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (bw_preferences_parent_class)->dispose (object);
}

static void
bw_preferences_class_init (BwPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_preferences_dispose;
}

static void
bw_preferences_init (BwPreferences *self)
{
}

BwPreferences *
bw_preferences_new (GSettings *settings, BwPhone *phone)
{
  BwPreferences *self = g_object_new (BW_TYPE_PREFERENCES, NULL);
  BwDevices *devices = bw_phone_get_devices (phone);

  self->settings = g_object_ref (settings);
  bind_string (self, "microphone", devices);
  bind_string (self, "speaker", devices);
  bind_string (self, "ringer", devices);
  g_settings_bind (settings, "audio-codecs", bw_phone_get_audio_codecs (phone), "spec",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "video-codecs", bw_phone_get_video_codecs (phone), "spec",
                   G_SETTINGS_BIND_DEFAULT);
  bind_video (self, bw_phone_get_video (phone));
  g_settings_bind (settings, "echo-cancellation", phone, "echo-cancellation",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "ring-volume", phone, "ring-volume", G_SETTINGS_BIND_DEFAULT);
  bind_messages (settings, bw_phone_get_messenger (phone));
  bind_presence (self, bw_phone_get_presence (phone));
  g_settings_bind (settings, "watcher-policy", bw_phone_get_watchers (phone), "policy",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "recordings-folder", phone, "recordings-folder",
                                G_SETTINGS_BIND_DEFAULT, file_from_setting, file_to_setting, NULL,
                                NULL);
  g_settings_bind_with_mapping (settings, "ringtone", phone, "ringtone", G_SETTINGS_BIND_DEFAULT,
                                file_from_setting, file_to_setting, NULL, NULL);

  return self;
}

GSettings *
bw_preferences_get_settings (BwPreferences *self)
{
  return self->settings;
}
