/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recorded calls in a window of their own: one may look for something in them during another call.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recordings-window.h"

#include "bw-recording-player.h"
#include "bw-recording-row.h"
#include "bw-recording-verbs.h"
#include "bw-recordings-page.h"
#include "bw-words.h"

struct _BwRecordingsWindow {
  AdwWindow parent_instance;

  /* template widgets */
  AdwLeaflet *leaflet;
  GtkWidget *list_side;
  GtkWidget *player_side;
  BwRecordingsPage *page;
  BwRecordingPlayer *player;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;

  /* owned */
  BwPhone *phone;
};

G_DEFINE_FINAL_TYPE (BwRecordingsWindow, bw_recordings_window, ADW_TYPE_WINDOW)

static void
show_menu (BwRecordingsWindow *self, BwRecording *recording)
{
  g_autoptr (GMenuModel) menu = recording ? bw_recording_verbs_make_menu (recording) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), recording != NULL);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
}

static void
show_title (BwRecordingsWindow *self, BwRecording *recording)
{
  g_autofree char *who = recording ? bw_recording_row_dup_who (recording) : NULL;
  g_autofree char *when =
      recording ? bw_words_moment_at (bw_recording_get_started (recording), g_get_real_time ())
                : NULL;

  adw_window_title_set_title (self->title, who ? who : "");
  adw_window_title_set_subtitle (self->title, when ? when : "");
}

static void
shown_cb (BwRecordingsWindow *self)
{
  BwRecording *recording = bw_recordings_page_get_shown (self->page);

  bw_recording_player_set_recording (self->player, recording);
  show_title (self, recording);
  show_menu (self, recording);
  if (!recording)
    adw_leaflet_set_visible_child (self->leaflet, self->list_side);
}

static void
activated_cb (BwRecordingsWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->player_side);
  gtk_widget_grab_focus (GTK_WIDGET (self->player));
}

static void
back_cb (BwRecordingsWindow *self)
{
  bw_recording_player_pause (self->player);
  adw_leaflet_set_visible_child (self->leaflet, self->list_side);
}

static void
call_cb (BwRecordingsWindow *self)
{
  if (bw_phone_get_current_call (self->phone))
    bw_recording_player_pause (self->player);
}

static void
bw_recordings_window_dispose (GObject *object)
{
  BwRecordingsWindow *self = BW_RECORDINGS_WINDOW (object);

  if (self->page)
    bw_recordings_page_set_phone (self->page, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_RECORDINGS_WINDOW);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_recordings_window_parent_class)->dispose (object);
}

static void
bw_recordings_window_class_init (BwRecordingsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_recordings_window_dispose;

  g_type_ensure (BW_TYPE_RECORDING_PLAYER);
  g_type_ensure (BW_TYPE_RECORDINGS_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/recordings/bw-recordings-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, list_side);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, player_side);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, page);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, player);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsWindow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bw_recordings_window_init (BwRecordingsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BwRecordingsWindow *
bw_recordings_window_new (GtkWindow *parent, BwPhone *phone)
{
  BwRecordingsWindow *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_RECORDINGS_WINDOW, "transient-for", parent, NULL);
  self->phone = g_object_ref (phone);
  bw_recordings_page_set_phone (self->page, phone);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "recording",
                                  bw_recordings_page_get_actions (self->page));
  g_signal_connect_object (phone, "notify::current-call", G_CALLBACK (call_cb), self,
                           G_CONNECT_SWAPPED);
  shown_cb (self);

  return self;
}

void
bw_recordings_window_choose (BwRecordingsWindow *self, GFile *file)
{
  g_return_if_fail (BW_IS_RECORDINGS_WINDOW (self));

  bw_recordings_page_choose (self->page, file);
}
