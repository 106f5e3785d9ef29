/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starts and ends PipeWire, its session manager, and programs that show something. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-pipewire.h"

#include "bw-test-phones.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static GSubprocess *
spawn (TestPipewire *self, const char *const *command)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_launcher_spawnv (self->launcher, command, &error);

  g_assert_no_error (error);

  return process;
}

static void
end (GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_object_unref (process);
}

static char *
socket_path (TestPipewire *self)
{
  return g_build_filename (self->folder, "pipewire-0", NULL);
}

/* Returns: (transfer full): what `pw-cli ls TYPE` says, empty where there is no answer yet */
static char *
list (TestPipewire *self, const char *type)
{
  const char *command[] = { "pw-cli", "ls", type, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, command, NULL);
  g_assert_nonnull (process);
  if (!g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, NULL))
    return g_strdup ("");

  return output;
}

/* An object begins with a line `id 36, type …`, and its properties follow. */
static guint32
find_node (TestPipewire *self, const char *name)
{
  g_autofree char *wanted = g_strdup_printf ("node.name = \"%s\"", name);
  g_autofree char *listed = list (self, "Node");
  g_auto (GStrv) lines = g_strsplit (listed, "\n", -1);
  guint id = 0;

  for (char **line = lines; *line; line++) {
    sscanf (g_strstrip (*line), "id %u,", &id);
    if (g_str_equal (*line, wanted))
      return id;
  }

  return 0;
}

static gboolean
has_manager (TestPipewire *self)
{
  g_autofree char *clients = list (self, "Client");

  return strstr (clients, "WirePlumber") != NULL;
}

TestPipewire *
test_pipewire_new (void)
{
  const char *daemon[] = { "pipewire", NULL };
  const char *manager[] = { "wireplumber", NULL };
  TestPipewire *self = g_new0 (TestPipewire, 1);
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("bellwire-pipewire-XXXXXX", NULL);
  self->launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                              G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (self->launcher, "XDG_RUNTIME_DIR", self->folder, TRUE);
  g_subprocess_launcher_setenv (self->launcher, "XDG_STATE_HOME", self->folder, TRUE);
  path = socket_path (self);
  self->daemon = spawn (self, daemon);
  test_wait (g_file_test (path, G_FILE_TEST_EXISTS));
  self->manager = spawn (self, manager);
  test_wait (has_manager (self));

  return self;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, "standard::name", G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child;

  while (children && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) && child)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

void
test_pipewire_free (TestPipewire *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);

  end (self->manager);
  end (self->daemon);
  remove_tree (folder);
  g_object_unref (self->launcher);
  g_free (self->folder);
  g_free (self);
}

int
test_pipewire_connect (TestPipewire *self)
{
  g_autofree char *path = socket_path (self);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_socket_connect (socket, address, NULL, &error);
  g_assert_no_error (error);

  return dup (g_socket_get_fd (socket));
}

/* @source: what gives pictures, in gst-launch's words */
static TestStream *
start_stream (TestPipewire *pipewire, const char *name, const char *source)
{
  g_autofree char *line =
      g_strdup_printf ("gst-launch-1.0 %s ! pipewiresink mode=provide stream-properties=props,"
                       "media.class=Video/Source,node.name=%s,node.description=%s",
                       source, name, name);
  g_auto (GStrv) command = g_strsplit (line, " ", -1);
  TestStream *self = g_new0 (TestStream, 1);

  self->process = spawn (pipewire, (const char *const *) command);
  test_wait ((self->node = find_node (pipewire, name)));

  return self;
}

TestStream *
test_stream_new (TestPipewire *pipewire, const char *name, const char *pattern)
{
  g_autofree char *source = g_strdup_printf (
      "videotestsrc is-live=true pattern=%s ! "
      "video/x-raw,format=I420,width=320,height=240,framerate=30/1,colorimetry=bt601",
      pattern);

  return start_stream (pipewire, name, source);
}

/* pipewiresink 0.3.65 crashes of buffers that others took from its pool: it is to copy them. */
TestStream *
test_stream_new_display (TestPipewire *pipewire, const char *name)
{
  return start_stream (pipewire, name,
                       "ximagesrc use-damage=false ! videoconvertscale ! "
                       "video/x-raw,format=BGRx,width=960,height=600,framerate=30/1 ! "
                       "identity drop-allocation=true");
}

void
test_stream_free (TestStream *self)
{
  end (self->process);
  g_free (self);
}
