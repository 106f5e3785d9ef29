/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of the preferences: hands the phone and the settings to its pages. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-preferences-window.h"

#include "bw-accounts-page.h"
#include "bw-codecs-page.h"
#include "bw-messages-page.h"
#include "bw-presence-page.h"
#include "bw-sound-page.h"
#include "bw-video-page.h"

struct _BwPreferencesWindow {
  AdwPreferencesWindow parent_instance;

  BwAccountsPage *accounts;
  BwMessagesPage *messages;
  BwPresencePage *presence;
  BwSoundPage *sound;
  BwVideoPage *video;
  BwCodecsPage *codecs;
  GtkWidget *background;
};

G_DEFINE_FINAL_TYPE (BwPreferencesWindow, bw_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
bw_preferences_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_PREFERENCES_WINDOW);

  G_OBJECT_CLASS (bw_preferences_window_parent_class)->dispose (object);
}

static void
bw_preferences_window_class_init (BwPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_preferences_window_dispose;

  g_type_ensure (BW_TYPE_ACCOUNTS_PAGE);
  g_type_ensure (BW_TYPE_CODECS_PAGE);
  g_type_ensure (BW_TYPE_MESSAGES_PAGE);
  g_type_ensure (BW_TYPE_PRESENCE_PAGE);
  g_type_ensure (BW_TYPE_SOUND_PAGE);
  g_type_ensure (BW_TYPE_VIDEO_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, accounts);
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, messages);
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, presence);
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, sound);
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, video);
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, codecs);
  gtk_widget_class_bind_template_child (widget_class, BwPreferencesWindow, background);
}

static void
bw_preferences_window_init (BwPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BwPreferencesWindow *
bw_preferences_window_new (GtkWindow *parent,
                           BwPhone *phone,
                           GSettings *settings,
                           GFile *sounds,
                           GObject *contacts)
{
  BwPreferencesWindow *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  g_object_set (self->accounts, "phone", phone, NULL);
  bw_codecs_page_setup (self->codecs, bw_phone_get_audio_codecs (phone),
                        bw_phone_get_video_codecs (phone));
  bw_messages_page_setup (self->messages, settings);
  bw_presence_page_setup (self->presence, phone, settings, contacts);
  bw_sound_page_setup (self->sound, phone, settings, sounds);
  bw_video_page_setup (self->video, phone, settings);
  g_settings_bind (settings, "run-in-background", self->background, "active",
                   G_SETTINGS_BIND_DEFAULT);

  return self;
}
