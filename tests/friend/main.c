/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * bellwire-echo-friend: a second phone without a face and without hardware, that answers calls and
 * sends the sound back, and answers messages: the far end of the tests and of `run --demo`. It ends
 * when its standard input is closed, or SIGTERM or SIGINT comes.
 */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-core-enums.h"
#include "bw-echo-friend.h"
#include "bw-echo-letters.h"
#include "bw-loopback-card.h"
#include "bw-memory-secrets.h"
#include "bw-phone-private.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
  char *address, *password, *server, *encryption, *certificate, *call, *record, *direct;
  int ring_ms, write_ms;
  double tone;
  gboolean answer, busy, decline, no_answer, holds, no_video;
} Options;

typedef struct {
  Options options;
  char *directory;
  BwStore *store;
  BwPhone *phone;
  BwEchoFriend *friend;
  BwEchoLetters *letters;
  BwEchoPresence *presence;
  BwEchoVideo *video;
  BwLoopbackCard *card;
  GDataInputStream *commands;
  GMainLoop *loop;
  gboolean stopping, failed;
} Program;

static void
fail (Program *self, GError *error)
{
  g_printerr ("bellwire-echo-friend: %s\n", error->message);
  g_error_free (error);
  self->failed = TRUE;
}

static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "address", 'a', 0, G_OPTION_ARG_STRING, &options->address, "SIP address", "USER@HOST" },
    { "password", 'p', 0, G_OPTION_ARG_STRING, &options->password, "Password of the account",
      "PASSWORD" },
    { "server", 's', 0, G_OPTION_ARG_STRING, &options->server, "Registrar and proxy", "SIP-URI" },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate,
      "Trust this authority (PEM)", "FILE" },
    { "encryption", 0, 0, G_OPTION_ARG_STRING, &options->encryption,
      "none, srtp, zrtp or dtls-srtp", "KIND" },
    { "ring-ms", 0, 0, G_OPTION_ARG_INT, &options->ring_ms,
      "Ring this long before anything is done", "MS" },
    { "write-ms", 0, 0, G_OPTION_ARG_INT, &options->write_ms,
      "Type this long before a message is answered; 0: answer none", "MS" },
    { "answer", 0, 0, G_OPTION_ARG_NONE, &options->answer, "Answer: what is done anyway", NULL },
    { "busy", 0, 0, G_OPTION_ARG_NONE, &options->busy, "Be busy", NULL },
    { "decline", 0, 0, G_OPTION_ARG_NONE, &options->decline, "Decline", NULL },
    { "no-answer", 0, 0, G_OPTION_ARG_NONE, &options->no_answer, "Let it ring", NULL },
    { "no-video", 0, 0, G_OPTION_ARG_NONE, &options->no_video, "Take no video", NULL },
    { "say-hold", 0, 0, G_OPTION_ARG_NONE, &options->holds, "Hold each call for a second", NULL },
    { "call", 0, 0, G_OPTION_ARG_STRING, &options->call, "Call when registered", "ADDRESS" },
    { "tone", 0, 0, G_OPTION_ARG_DOUBLE, &options->tone, "Send a tone instead of the echo", "HZ" },
    { "direct", 0, 0, G_OPTION_ARG_STRING, &options->direct,
      "What stands before a user to ask their phone whether they are there, not the server",
      "PREFIX" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &options->record, "Write what is heard as WAV",
      "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("- answers calls and sends the sound back");

  options->ring_ms = 1000;
  options->write_ms = 1000;
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (options->address)
    return TRUE;

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--address is needed");
  return FALSE;
}

static void
free_options (Options *options)
{
  g_free (options->address);
  g_free (options->password);
  g_free (options->server);
  g_free (options->encryption);
  g_free (options->certificate);
  g_free (options->call);
  g_free (options->record);
  g_free (options->direct);
}

static BwEchoFriendManner
manner (const Options *options)
{
  if (options->busy)
    return BW_ECHO_FRIEND_IS_BUSY;
  if (options->decline)
    return BW_ECHO_FRIEND_DECLINES;
  if (options->no_answer)
    return BW_ECHO_FRIEND_LETS_RING;

  return BW_ECHO_FRIEND_ANSWERS;
}

/* No sound server is asked for anything: a person's speakers and microphone are none of the
 * friend's business. */
static gboolean
set_up (Program *self, GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (BwSecrets) secrets = bw_memory_secrets_new ();
  g_autoptr (GFile) folder = NULL;

  g_setenv ("PULSE_SERVER", "none:", TRUE);
  self->directory = g_dir_make_tmp ("bellwire-friend-XXXXXX", error);
  if (!self->directory)
    return FALSE;
  self->store = bw_store_new (NULL);
  if (!bw_store_open (self->store, error))
    return FALSE;

  folder = g_file_new_for_path (self->directory);
  self->phone = bw_phone_new (self->store, secrets, folder, folder, NULL);
  g_object_set (self->phone, "echo-cancellation", FALSE, NULL);
  self->video = bw_echo_video_new (self->phone, !self->options.no_video);
  self->friend = bw_echo_friend_new (self->phone, self->video, manner (&self->options),
                                     (guint) self->options.ring_ms, self->options.holds);
  self->presence = bw_echo_presence_new (self->phone, self->options.direct);
  self->letters = bw_echo_letters_new (self->phone, self->presence, (guint) self->options.write_ms);
  self->commands = g_data_input_stream_new (input);
  self->loop = g_main_loop_new (NULL, FALSE);

  return TRUE;
}

static void
delete_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      delete_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

static void
tear_down (Program *self)
{
  g_clear_object (&self->friend);
  g_clear_object (&self->letters);
  g_clear_object (&self->presence);
  g_clear_object (&self->video);
  g_clear_object (&self->phone);
  g_clear_object (&self->store);
  g_clear_object (&self->commands);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  if (self->directory)
    delete_folder (self->directory);
  g_free (self->directory);
  free_options (&self->options);
}

static void
set_encryption (BwAccountSettings *settings, const char *nick)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (BW_TYPE_ENCRYPTION);
  GEnumValue *value = g_enum_get_value_by_nick (class, nick);

  if (value)
    g_object_set (settings, "media-encryption", value->value, NULL);
}

static gboolean
add_account (Program *self, GError **error)
{
  const Options *options = &self->options;
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *certificate = NULL;

  if (options->certificate &&
      !g_file_get_contents (options->certificate, &certificate, NULL, error))
    return FALSE;

  g_object_set (settings, "address", options->address, "server", options->server, "display-name",
                "Echo Friend", "trusted-certificate", certificate, NULL);
  if (options->encryption)
    set_encryption (settings, options->encryption);

  return bw_phone_add_account (self->phone, settings, options->password, error) != NULL;
}

static gboolean
use_loopback_card (Program *self, GError **error)
{
  LinphoneCore *core = bw_phone_get_core (self->phone);
  BwDevices *devices = bw_phone_get_devices (self->phone);

  self->card = bw_loopback_card_register (linphone_core_get_ms_factory (core));
  linphone_core_reload_sound_devices (core);
  for (BwDeviceKind kind = BW_DEVICE_MICROPHONE; kind <= BW_DEVICE_RINGER; kind++)
    bw_devices_set_choice (devices, kind, BW_LOOPBACK_CARD_NAME);
  bw_loopback_card_set_tone (self->card, self->options.tone);

  return !self->options.record || bw_loopback_card_record (self->card, self->options.record, error);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Program *self = user_data;

  bw_phone_stop_finish (BW_PHONE (source), result, NULL);
  g_main_loop_quit (self->loop);
}

static void
stop (Program *self)
{
  if (self->stopping)
    return;

  self->stopping = TRUE;
  if (self->card)
    bw_loopback_card_stop_recording (self->card);
  bw_phone_stop_async (self->phone, stopped_cb, self);
}

static gboolean
signal_cb (gpointer user_data)
{
  stop (user_data);

  return G_SOURCE_CONTINUE;
}

static void
obey (Program *self, const char *command)
{
  g_autoptr (GError) error = NULL;
  gboolean done, handled;

  done = bw_echo_letters_obey (self->letters, command, &handled, &error);
  if (!handled)
    done = bw_echo_presence_obey (self->presence, command, &handled, &error);
  if (!handled)
    done = bw_echo_video_obey (self->video, command, &handled, &error);
  if (handled ? !done : !bw_echo_friend_obey (self->friend, command, &error)) {
    g_print ("error %s\n", error->message);
    fflush (stdout);
  }
}

static void
command_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Program *self = user_data;
  g_autofree char *line = NULL;

  line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  if (!line) {
    stop (self);
    return;
  }

  obey (self, line);
  g_data_input_stream_read_line_async (self->commands, G_PRIORITY_DEFAULT, NULL, command_read_cb,
                                       self);
}

static void
account_state_cb (Program *self, GParamSpec *pspec, BwAccount *account)
{
  g_autofree char *command = NULL;

  if (bw_account_get_state (account) != BW_ACCOUNT_STATE_REGISTERED || !self->options.call)
    return;

  command = g_strconcat ("call ", self->options.call, NULL);
  g_clear_pointer (&self->options.call, g_free);
  obey (self, command);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Program *self = user_data;
  GError *error = NULL;

  if (!bw_phone_start_finish (self->phone, result, &error) || !use_loopback_card (self, &error) ||
      !add_account (self, &error)) {
    fail (self, error);
    stop (self);
    return;
  }

  g_signal_connect_swapped (bw_phone_get_default_account (self->phone), "notify::state",
                            G_CALLBACK (account_state_cb), self);
  g_data_input_stream_read_line_async (self->commands, G_PRIORITY_DEFAULT, NULL, command_read_cb,
                                       self);
}

int
main (int argc, char **argv)
{
  Program self = { 0 };
  GError *error = NULL;

  if (parse_options (&self.options, &argc, &argv, &error) && set_up (&self, &error)) {
    g_unix_signal_add (SIGTERM, signal_cb, &self);
    g_unix_signal_add (SIGINT, signal_cb, &self);
    bw_phone_start_async (self.phone, NULL, started_cb, &self);
    g_main_loop_run (self.loop);
  } else {
    fail (&self, error);
  }
  tear_down (&self);

  return self.failed;
}
