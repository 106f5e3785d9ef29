/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The program. The one place where what a person sees and the desktop around it are joined to the
 * phone; it decides when the phone starts and stops, and nothing about calls.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-config.h"

#include "bw-application.h"

#include "bw-attention.h"
#include "bw-awake.h"
#include "bw-camera-access.h"
#include "bw-dbus-service.h"
#include "bw-desktop-contacts.h"
#include "bw-keyring.h"
#include "bw-notifier.h"
#include "bw-preferences.h"
#include "bw-questions.h"
#include "bw-sharing.h"
#include "bw-system-monitor.h"
#include "bw-ui-resources.h"
#include "bw-windows.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

/* Milliseconds that the phone waits for the first picture of its window. */
#define START_DEADLINE 500

struct _BwApplication {
  AdwApplication parent_instance;

  GFile *config_dir;
  GFile *sounds;
  GSettings *settings;
  BwStore *store;
  BwPhone *phone;

  BwDBusService *service;
  BwNotifier *notifier;
  BwPreferences *preferences;
  BwAttention *attention;
  BwSystemMonitor *monitor;
  BwDesktopContacts *contacts;
  BwSharing *sharing;
  BwCameraAccess *cameras;
  BwAwake *awake;

  BwWindows *windows;
  char *notice;
  guint start_id;
  guint term_id;
  guint interrupt_id;
  guint hangup_id;
  gboolean starting;
  gboolean stopping;
};

G_DEFINE_FINAL_TYPE (BwApplication, bw_application, ADW_TYPE_APPLICATION)

static GFile *
dup_sounds_dir (void)
{
  const char *path = g_getenv ("BELLWIRE_SOUNDS_DIR");

  return g_file_new_for_path (path ? path : BW_PKGDATADIR "/sounds");
}

/* All of this is cheap and touches nothing outside: a second instance makes it as well, before it
 * learns that it is one. */
static void
make_phone (BwApplication *self, GFile *history)
{
  g_autoptr (BwSecrets) secrets = bw_keyring_new ();
  g_autoptr (GFile) data_dir = g_file_new_build_filename (g_get_user_data_dir (), "bellwire", NULL);

  g_clear_object (&self->service);
  g_clear_object (&self->phone);
  g_clear_object (&self->store);
  self->store = bw_store_new (history);
  self->phone = bw_phone_new (self->store, secrets, self->config_dir, data_dir, self->sounds);
  self->service = bw_dbus_service_new (self->phone);
}

static void
make_phone_with_history (BwApplication *self)
{
  g_autoptr (GFile) history =
      g_file_new_build_filename (g_get_user_data_dir (), "bellwire", "history.db", NULL);

  make_phone (self, history);
}

static gboolean
export_phone (BwApplication *self, GDBusConnection *connection, GError **error)
{
  return !connection || bw_dbus_service_export (self->service, connection, error);
}

/* Without its file the history goes on in memory: calls work, messages stay where they are kept,
 * and the person is told. */
static void
open_store (BwApplication *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) bus_error = NULL;

  if (bw_store_open (self->store, &error))
    return;

  self->notice = g_strdup_printf (
      _ ("%s Until then, calls are remembered for this run only, and there are no messages."),
      error->message);
  bw_dbus_service_unexport (self->service);
  make_phone (self, NULL);
  g_object_set (bw_phone_get_messenger (self->phone), "keeping", FALSE, NULL);
  if (!bw_store_open (self->store, &bus_error) ||
      !export_phone (self, g_application_get_dbus_connection (G_APPLICATION (self)), &bus_error))
    g_warning ("%s", bus_error->message);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BwApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (!bw_phone_start_finish (BW_PHONE (source), result, &error))
    bw_windows_set_notice (self->windows, error->message);
}

static gboolean
start_cb (gpointer data)
{
  BwApplication *self = data;

  self->start_id = 0;
  self->starting = TRUE;
  bw_phone_start_async (self->phone, NULL, started_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
start_phone (BwApplication *self)
{
  if (self->starting || self->stopping)
    return;

  g_clear_handle_id (&self->start_id, g_source_remove);
  self->start_id = g_idle_add (start_cb, self);
}

/* The first picture comes before the engine. */
static void
painted_cb (BwApplication *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  start_phone (self);
}

/* A window that is covered or on another workspace may not be painted for long: the phone does not
 * wait for that. */
static void
window_mapped_cb (BwApplication *self, GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  if (self->starting || self->start_id)
    return;

  self->start_id = g_timeout_add (START_DEADLINE, start_cb, self);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
}

static gboolean
has_accounts_file (BwApplication *self)
{
  g_autoptr (GFile) file = g_file_get_child (self->config_dir, "accounts.conf");

  return g_file_query_exists (file, NULL);
}

static BwWindow *
present (BwApplication *self)
{
  return bw_windows_present (self->windows, bw_notifier_get_activation_token (self->notifier));
}

static void
quit_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BwApplication) self = data;

  bw_phone_stop_finish (BW_PHONE (source), result, NULL);
  g_application_quit (G_APPLICATION (self));
}

/* BYE and un-REGISTER go out before the process ends; nobody needs to look on. */
static void
stop (BwApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  if (self->stopping)
    return;

  self->stopping = TRUE;
  g_clear_handle_id (&self->start_id, g_source_remove);
  for (GList *l = windows; l; l = l->next)
    gtk_widget_set_visible (l->data, FALSE);
  bw_phone_stop_async (self->phone, quit_cb, g_object_ref (self));
}

static gboolean
signal_cb (gpointer data)
{
  stop (data);

  return G_SOURCE_CONTINUE;
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwApplication *self = data;
  guint live;

  g_object_get (self->phone, "live-calls", &live, NULL);
  if (live > 0 && !self->stopping)
    bw_ask_to_quit (GTK_WINDOW (present (self)), G_CALLBACK (stop), self);
  else
    stop (self);
}

static void
present_call_cb (BwApplication *self, BwCall *call)
{
  bw_window_show_call (present (self));
}

static void
present_history_cb (BwApplication *self)
{
  bw_window_show_history (present (self));
}

static void
present_accounts_cb (BwApplication *self)
{
  bw_windows_present_accounts (self->windows, bw_notifier_get_activation_token (self->notifier));
}

static void
dial_cb (BwApplication *self, const char *address, BwAccount *account)
{
  g_autoptr (GError) error = NULL;
  BwWindow *window = present (self);

  if (bw_phone_dial (self->phone, account, address, FALSE, &error))
    bw_window_show_call (window);
  else
    bw_window_say (window, error->message);
}

static void
present_conversation_cb (BwApplication *self, BwConversation *conversation)
{
  bw_window_show_conversation (present (self), conversation, 0);
}

static void
compose_cb (BwApplication *self, BwConversation *conversation)
{
  bw_window_compose (present (self), conversation);
}

static void
attended_cb (BwApplication *self, BwConversation *conversation)
{
  bw_notifier_set_attended_conversation (self->notifier, conversation);
}

static void
attended_voicemail_cb (BwApplication *self, gboolean attended)
{
  bw_notifier_set_attended_voicemail (self->notifier, attended);
}

static void
show_text_cb (BwApplication *self)
{
  bw_notifier_set_show_text (self->notifier,
                             g_settings_get_boolean (self->settings, "notify-message-text"));
}

static void
present_watchers_cb (BwApplication *self)
{
  present (self);
  g_action_group_activate_action (G_ACTION_GROUP (self), "watchers", NULL);
}

static void
present_person_cb (BwApplication *self, BwPerson *person)
{
  gtk_widget_activate_action (GTK_WIDGET (present (self)), "win.show-person", "s",
                              bw_person_get_uid (person));
}

static void
present_voicemail_cb (BwApplication *self)
{
  gtk_widget_activate_action (GTK_WIDGET (present (self)), "win.show-list", "s", "voicemail");
}

/* The call's own page opens the dial pad. */
static void
listen_cb (BwApplication *self, BwAccount *account)
{
  const char *address = bw_mailbox_get_address (bw_account_get_mailbox (account));

  if (address)
    dial_cb (self, address, account);
  else
    present_voicemail_cb (self);
}

static void
join_notifier (BwApplication *self)
{
  const struct {
    const char *signal;
    GCallback callback;
  } wishes[] = {
    { "present-call", G_CALLBACK (present_call_cb) },
    { "present-history", G_CALLBACK (present_history_cb) },
    { "present-accounts", G_CALLBACK (present_accounts_cb) },
    { "present-conversation", G_CALLBACK (present_conversation_cb) },
    { "present-watchers", G_CALLBACK (present_watchers_cb) },
    { "present-person", G_CALLBACK (present_person_cb) },
    { "present-voicemail", G_CALLBACK (present_voicemail_cb) },
    { "compose", G_CALLBACK (compose_cb) },
    { "dial", G_CALLBACK (dial_cb) },
    { "listen", G_CALLBACK (listen_cb) },
  };

  self->notifier = bw_notifier_new (self->phone, BW_NOTIFIER_PATIENCE);
  bw_notifier_keep (self->notifier, self->settings);
  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    g_signal_connect_object (self->notifier, wishes[i].signal, wishes[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::notify-message-text",
                           G_CALLBACK (show_text_cb), self, G_CONNECT_SWAPPED);
  show_text_cb (self);
}

static void
join_desktop (BwApplication *self)
{
  self->preferences = bw_preferences_new (self->settings, self->phone);
  self->attention = bw_attention_new (bw_phone_get_presence (self->phone), self->settings);
  self->monitor = bw_system_monitor_new (self->phone, NULL);
  join_notifier (self);
}

static void
said_cb (BwApplication *self, const char *sentence)
{
  bw_window_say (present (self), sentence);
}

static void
attended_window_cb (BwApplication *self, gboolean attended)
{
  bw_notifier_set_attended_window (self->notifier, attended);
}

static void
cameras_wanted_cb (BwApplication *self)
{
  bw_camera_access_want (self->cameras);
}

static void
join_video (BwApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self));

  self->sharing = bw_sharing_new (application, self->phone, bus);
  self->cameras = bw_camera_access_new (self->phone, self->settings, bus);
  self->awake = bw_awake_new (application, self->phone);
  g_signal_connect_object (self->sharing, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cameras, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->windows, "cameras-wanted", G_CALLBACK (cameras_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->windows, "attended-window", G_CALLBACK (attended_window_cb), self,
                           G_CONNECT_SWAPPED);
}

static GBytes *
dup_picture (BwPerson *person, gpointer contacts)
{
  return bw_desktop_contacts_dup_picture (contacts, person);
}

static void
join_contacts (BwApplication *self)
{
  BwDirectory *directory = bw_phone_get_directory (self->phone);

  self->contacts = bw_desktop_contacts_new ();
  g_settings_bind (self->settings, "use-desktop-contacts", self->contacts, "enabled",
                   G_SETTINGS_BIND_GET);
  bw_directory_add_source (directory, G_LIST_MODEL (self->contacts));
  bw_directory_set_pictures (directory, dup_picture, g_object_ref (self->contacts), g_object_unref);
}

static void
make_windows (BwApplication *self)
{
  self->windows = bw_windows_new (GTK_APPLICATION (self), self->phone, self->settings, self->sounds,
                                  G_OBJECT (self->contacts), !has_accounts_file (self));
  bw_windows_set_notice (self->windows, self->notice);
  g_signal_connect_object (self->windows, "attended", G_CALLBACK (attended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->windows, "attended-voicemail", G_CALLBACK (attended_voicemail_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->windows, "mapped", G_CALLBACK (window_mapped_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
watch_signals (BwApplication *self)
{
  self->term_id = g_unix_signal_add (SIGTERM, signal_cb, self);
  self->interrupt_id = g_unix_signal_add (SIGINT, signal_cb, self);
  self->hangup_id = g_unix_signal_add (SIGHUP, signal_cb, self);
}

static void
bw_application_startup (GApplication *application)
{
  BwApplication *self = BW_APPLICATION (application);

  G_APPLICATION_CLASS (bw_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (BW_APPLICATION_ID);
  self->settings = g_settings_new (BW_APPLICATION_ID);
  if (!self->phone)
    make_phone_with_history (self);
  open_store (self);
  join_contacts (self);
  make_windows (self);
  join_desktop (self);
  join_video (self);
  watch_signals (self);
  g_application_hold (application); /* a phone rings without a window, too */
  if (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE)
    start_phone (self);
}

static void
bw_application_activate (GApplication *application)
{
  present (BW_APPLICATION (application));
}

static void
bw_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  BwApplication *self = BW_APPLICATION (application);

  for (int i = 0; i < n_files; i++) {
    g_autofree char *uri = g_file_get_uri (files[i]);

    bw_windows_ask_to_dial (self->windows, uri);
  }
}

static int
bw_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  BwApplication *self = BW_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **addresses = NULL;

  if (g_variant_dict_contains (options, "background"))
    start_phone (self);
  else
    present (self);

  g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &addresses);
  for (guint i = 0; addresses && addresses[i]; i++)
    bw_windows_ask_to_dial (self->windows, addresses[i]);

  return EXIT_SUCCESS;
}

static int
bw_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("Bellwire %s\n", BW_VERSION);

  return EXIT_SUCCESS;
}

/* Comes before the name is owned, so that whoever started us by D-Bus finds the phone there. */
static gboolean
bw_application_dbus_register (GApplication *application,
                              GDBusConnection *connection,
                              const char *path,
                              GError **error)
{
  BwApplication *self = BW_APPLICATION (application);

  if (!G_APPLICATION_CLASS (bw_application_parent_class)
           ->dbus_register (application, connection, path, error))
    return FALSE;

  make_phone_with_history (self);

  return export_phone (self, connection, error);
}

static void
bw_application_dbus_unregister (GApplication *application,
                                GDBusConnection *connection,
                                const char *path)
{
  BwApplication *self = BW_APPLICATION (application);

  if (self->service)
    bw_dbus_service_unexport (self->service);

  G_APPLICATION_CLASS (bw_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
bw_application_shutdown (GApplication *application)
{
  BwApplication *self = BW_APPLICATION (application);

  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_handle_id (&self->term_id, g_source_remove);
  g_clear_handle_id (&self->interrupt_id, g_source_remove);
  g_clear_handle_id (&self->hangup_id, g_source_remove);
  if (self->windows)
    bw_windows_destroy (self->windows);
  g_clear_object (&self->windows);
  g_clear_object (&self->awake);
  g_clear_object (&self->cameras);
  g_clear_object (&self->sharing);
  g_clear_object (&self->notifier);
  g_clear_object (&self->monitor);
  g_clear_object (&self->attention);
  g_clear_object (&self->preferences);
  g_clear_object (&self->contacts);
  g_clear_object (&self->service);
  g_clear_object (&self->phone);
  if (self->store)
    bw_store_close (self->store);

  G_APPLICATION_CLASS (bw_application_parent_class)->shutdown (application);
}

static void
bw_application_finalize (GObject *object)
{
  BwApplication *self = BW_APPLICATION (object);

  g_clear_object (&self->service);
  g_clear_object (&self->phone);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->sounds);
  g_clear_object (&self->config_dir);
  g_free (self->notice);

  G_OBJECT_CLASS (bw_application_parent_class)->finalize (object);
}

static void
bw_application_class_init (BwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bw_application_finalize;
  application_class->startup = bw_application_startup;
  application_class->activate = bw_application_activate;
  application_class->open = bw_application_open;
  application_class->command_line = bw_application_command_line;
  application_class->handle_local_options = bw_application_handle_local_options;
  application_class->dbus_register = bw_application_dbus_register;
  application_class->dbus_unregister = bw_application_dbus_unregister;
  application_class->shutdown = bw_application_shutdown;
}

static void
bw_application_init (BwApplication *self)
{
  const GActionEntry actions[] = {
    { .name = "quit", .activate = quit_action },
  };
  const GOptionEntry options[] = {
    { "background", 'b', 0, G_OPTION_ARG_NONE, NULL, N_ ("Start without a window"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_ ("[ADDRESS…]") },
    { NULL },
  };

  bw_ui_register_resource ();
  self->config_dir = g_file_new_build_filename (g_get_user_config_dir (), "bellwire", NULL);
  self->sounds = dup_sounds_dir ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

BwApplication *
bw_application_new (void)
{
  return g_object_new (BW_TYPE_APPLICATION, "application-id", BW_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
