/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop's portal for a program of its own: whoever asks is shown the X display, by a real
 * PipeWire, as a compositor does it. Says "ready" when it can be asked. The line `close` is the
 * desktop's own Stop, `closed` asks how many sessions the program has closed by itself; the end of
 * the input is the end. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-pipewire.h"
#include "bw-test-portal.h"

#include <stdio.h>
#include <unistd.h>

typedef struct {
  TestPortal *portal;
  GMainLoop *loop;
} StandIn;

static void
obey (TestPortal *portal, const char *command)
{
  if (g_str_equal (command, "close\n"))
    test_portal_close_session (portal);
  else if (g_str_equal (command, "closed\n"))
    printf ("closed %d\n", g_atomic_int_get (&portal->closed));
  fflush (stdout);
}

static gboolean
input_cb (GIOChannel *input, GIOCondition condition, gpointer user_data)
{
  StandIn *self = user_data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (input, &line, NULL, NULL, NULL) == G_IO_STATUS_NORMAL) {
    obey (self->portal, line);
    return G_SOURCE_CONTINUE;
  }

  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

int
main (void)
{
  g_autoptr (TestPipewire) pipewire = test_pipewire_new ();
  g_autoptr (TestStream) stream = test_stream_new_display (pipewire, "display");
  g_autoptr (TestPortal) portal = test_portal_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  StandIn self = { portal, loop };

  portal->fd = test_pipewire_connect (pipewire);
  test_portal_show (portal, stream->node, 1);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, input_cb, &self);
  puts ("ready");
  fflush (stdout);
  g_main_loop_run (loop);
  close (portal->fd);

  return 0;
}
