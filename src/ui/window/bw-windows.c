/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The windows of the program and what brings them up. When the phone starts and stops is no matter
 * of theirs.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-windows.h"

#include "bw-about.h"
#include "bw-account-dialog.h"
#include "bw-people-actions.h"
#include "bw-preferences-window.h"
#include "bw-questions.h"
#include "bw-recordings-window.h"

enum { MAPPED, ATTENDED, ATTENDED_VOICEMAIL, ATTENDED_WINDOW, CAMERAS_WANTED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwWindows {
  GObject parent_instance;

  GtkApplication *application; /* it owns us */
  BwPhone *phone;
  GSettings *settings;
  GFile *sounds;
  GObject *contacts;
  BwWindow *window; /* the application holds it, and it the other one */
  BwPreferencesWindow *preferences;
  BwRecordingsWindow *recordings;
  BwPeopleActions *people;
  GPtrArray *waiting; /* addresses that came before the phone had started */
  char *notice;
  gboolean welcome;
};

G_DEFINE_FINAL_TYPE (BwWindows, bw_windows, G_TYPE_OBJECT)

static gboolean
is_started (BwWindows *self)
{
  gboolean started;

  g_object_get (self->phone, "started", &started, NULL);

  return started;
}

static void
attended_cb (BwWindows *self)
{
  g_signal_emit (self, signals[ATTENDED], 0, bw_window_get_attended (self->window));
}

static void
mapped_cb (BwWindows *self, BwWindow *window)
{
  g_signal_emit (self, signals[MAPPED], 0, window);
}

static void
attended_voicemail_cb (BwWindows *self)
{
  gboolean attends;

  g_object_get (self->window, "attends-voicemail", &attends, NULL);
  g_signal_emit (self, signals[ATTENDED_VOICEMAIL], 0, attends);
}

static void
active_cb (BwWindows *self)
{
  g_signal_emit (self, signals[ATTENDED_WINDOW], 0,
                 gtk_window_is_active (GTK_WINDOW (self->window)));
}

static BwWindow *
ensure_window (BwWindows *self)
{
  if (self->window)
    return self->window;

  g_set_weak_pointer (&self->window, bw_window_new (self->application, self->phone, self->settings,
                                                    self->welcome && !is_started (self)));
  g_object_set (self->window, "notice", self->notice, NULL);
  g_signal_connect_object (self->window, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::attended", G_CALLBACK (attended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::attends-voicemail",
                           G_CALLBACK (attended_voicemail_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);

  return self->window;
}

static void
started_cb (BwWindows *self)
{
  gboolean visible = self->window && gtk_widget_get_visible (GTK_WIDGET (self->window));

  if (!is_started (self))
    return;
  for (guint i = 0; visible && i < self->waiting->len; i++)
    bw_ask_to_dial (GTK_WINDOW (self->window), self->phone, self->waiting->pdata[i]);
  g_ptr_array_set_size (self->waiting, 0);
}

static void
page_cb (BwWindows *self)
{
  AdwPreferencesWindow *window = ADW_PREFERENCES_WINDOW (self->preferences);

  if (gtk_widget_get_visible (GTK_WIDGET (window)) &&
      g_strcmp0 (adw_preferences_window_get_visible_page_name (window), "video") == 0)
    g_signal_emit (self, signals[CAMERAS_WANTED], 0);
}

static void
make_preferences (BwWindows *self, GtkWindow *parent)
{
  g_set_weak_pointer (&self->preferences,
                      bw_preferences_window_new (parent, self->phone, self->settings, self->sounds,
                                                 self->contacts));
  g_signal_connect_object (self->preferences, "notify::visible-page-name", G_CALLBACK (page_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preferences, "map", G_CALLBACK (page_cb), self, G_CONNECT_SWAPPED);
}

/* One window for all times: libadwaita 1.2 does not let go of the groups in one that is destroyed.
 */
static void
present_preferences (BwWindows *self, const char *page, const char *token)
{
  GtkWindow *parent = GTK_WINDOW (bw_windows_present (self, token));

  if (!self->preferences)
    make_preferences (self, parent);
  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self->preferences), page);
  gtk_window_present (GTK_WINDOW (self->preferences));
}

static void
new_call_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_window_new_call (bw_windows_present (data, NULL));
}

static void
new_message_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_window_new_message (bw_windows_present (data, NULL));
}

static void
show_call_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_window_show_call (bw_windows_present (data, NULL));
}

static void
show_history_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_window_show_history (bw_windows_present (data, NULL));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  present_preferences (data, "accounts", NULL);
}

static void
recordings_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwWindows *self = data;
  GtkWindow *parent = GTK_WINDOW (bw_windows_present (self, NULL));

  if (!self->recordings)
    g_set_weak_pointer (&self->recordings, bw_recordings_window_new (parent, self->phone));
  gtk_window_present (GTK_WINDOW (self->recordings));
}

/* Only what lies in the folder of recordings can be chosen, whatever the URI says. */
static void
play_recording_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwWindows *self = data;
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  recordings_action (action, NULL, self);
  bw_recordings_window_choose (self->recordings, file);
}

static void
edit_account_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwWindows *self = data;
  BwAccount *account = bw_phone_find_account (self->phone, g_variant_get_string (parameter, NULL));
  GtkWindow *parent;

  if (!account)
    return;

  parent = GTK_WINDOW (bw_windows_present (self, NULL));
  gtk_window_present (GTK_WINDOW (bw_account_dialog_new (parent, self->phone, account)));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_about_present (GTK_WINDOW (bw_windows_present (data, NULL)));
}

static void
close_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwWindows *self = data;

  if (!g_settings_get_boolean (self->settings, "run-in-background"))
    g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  else if (self->window)
    gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
}

static void
add_actions (BwWindows *self)
{
  const GActionEntry actions[] = {
    { .name = "new-call", .activate = new_call_action },
    { .name = "new-message", .activate = new_message_action },
    { .name = "show-call", .activate = show_call_action },
    { .name = "show-history", .activate = show_history_action },
    { .name = "accounts", .activate = preferences_action },
    { .name = "edit-account", .activate = edit_account_action, .parameter_type = "s" },
    { .name = "preferences", .activate = preferences_action },
    { .name = "recordings", .activate = recordings_action },
    { .name = "play-recording", .activate = play_recording_action, .parameter_type = "s" },
    { .name = "about", .activate = about_action },
    { .name = "close", .activate = close_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->application), actions,
                                   G_N_ELEMENTS (actions), self);
}

static void
set_accels (GtkApplication *application)
{
  const struct {
    const char *action;
    const char *accels[2];
  } table[] = {
    { "app.new-call", { "<Ctrl>n" } },
    { "app.new-message", { "<Ctrl><Shift>n" } },
    { "app.show-call", { "<Ctrl>l" } },
    { "app.preferences", { "<Ctrl>comma" } },
    { "app.quit", { "<Ctrl>q" } },
    { "call.answer", { "<Ctrl>Return" } },
    { "call.hang-up", { "<Ctrl>d" } },
    { "call.mute", { "<Ctrl>m" } },
    { "call.hold", { "<Ctrl>h" } },
    { "call.answer-video", { "<Ctrl><Shift>Return" } },
    { "call.camera", { "<Ctrl>e" } },
    { "call.snapshot", { "<Ctrl><Shift>p" } },
    { "call.record", { "<Ctrl>r" } },
    { "win.full-screen", { "F11" } },
    { "conversation.video-call", { "<Ctrl><Shift>c" } },
    { "conversation.search", { "<Ctrl><Shift>f" } },
    { "win.search", { "<Ctrl>f" } },
    { "win.back", { "<Alt>Left" } },
    { "win.show-list::chats", { "<Ctrl>1" } },
    { "win.show-list::calls", { "<Ctrl>2" } },
    { "win.show-list::people", { "<Ctrl>3" } },
    { "win.show-list::voicemail", { "<Ctrl>4" } },
    { "win.show-status", { "<Ctrl><Shift>s" } },
    { "win.add-person('')", { "<Ctrl><Alt>n" } },
    { "win.next-conversation", { "<Alt>Down" } },
    { "win.previous-conversation", { "<Alt>Up" } },
    { "window.close", { "<Ctrl>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accels);
}

static void
bw_windows_finalize (GObject *object)
{
  BwWindows *self = BW_WINDOWS (object);

  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->recordings);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->people);
  g_clear_object (&self->phone);
  g_clear_object (&self->settings);
  g_clear_object (&self->sounds);
  g_clear_object (&self->contacts);
  g_ptr_array_unref (self->waiting);
  g_free (self->notice);

  G_OBJECT_CLASS (bw_windows_parent_class)->finalize (object);
}

static void
bw_windows_class_init (BwWindowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bw_windows_finalize;

  signals[MAPPED] = g_signal_new ("mapped", BW_TYPE_WINDOWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, BW_TYPE_WINDOW);
  signals[ATTENDED] = g_signal_new ("attended", BW_TYPE_WINDOWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[ATTENDED_WINDOW] = g_signal_new ("attended-window", BW_TYPE_WINDOWS, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CAMERAS_WANTED] = g_signal_new ("cameras-wanted", BW_TYPE_WINDOWS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ATTENDED_VOICEMAIL] =
      g_signal_new ("attended-voicemail", BW_TYPE_WINDOWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
bw_windows_init (BwWindows *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_free);
}

BwWindows *
bw_windows_new (GtkApplication *application,
                BwPhone *phone,
                GSettings *settings,
                GFile *sounds,
                GObject *contacts,
                gboolean welcome)
{
  BwWindows *self = g_object_new (BW_TYPE_WINDOWS, NULL);

  self->application = application;
  self->phone = g_object_ref (phone);
  self->settings = g_object_ref (settings);
  self->sounds = g_object_ref (sounds);
  g_set_object (&self->contacts, contacts);
  self->welcome = welcome;
  g_signal_connect_object (phone, "notify::started", G_CALLBACK (started_cb), self,
                           G_CONNECT_SWAPPED);
  add_actions (self);
  self->people = bw_people_actions_new (application, phone);
  set_accels (application);

  return self;
}

BwWindow *
bw_windows_present (BwWindows *self, const char *token)
{
  BwWindow *window;

  g_return_val_if_fail (BW_IS_WINDOWS (self), NULL);

  window = ensure_window (self);
  if (token)
    gtk_window_set_startup_id (GTK_WINDOW (window), token);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

void
bw_windows_present_accounts (BwWindows *self, const char *token)
{
  g_return_if_fail (BW_IS_WINDOWS (self));

  present_preferences (self, "accounts", token);
}

void
bw_windows_set_notice (BwWindows *self, const char *notice)
{
  g_return_if_fail (BW_IS_WINDOWS (self));

  g_free (self->notice);
  self->notice = g_strdup (notice);
  if (self->window)
    g_object_set (self->window, "notice", notice, NULL);
}

void
bw_windows_ask_to_dial (BwWindows *self, const char *address)
{
  BwWindow *window;

  g_return_if_fail (BW_IS_WINDOWS (self));

  window = bw_windows_present (self, NULL);
  if (is_started (self))
    bw_ask_to_dial (GTK_WINDOW (window), self->phone, address);
  else
    g_ptr_array_add (self->waiting, g_strdup (address));
}

void
bw_windows_destroy (BwWindows *self)
{
  g_return_if_fail (BW_IS_WINDOWS (self));

  if (self->window)
    gtk_window_destroy (GTK_WINDOW (self->window));
}
