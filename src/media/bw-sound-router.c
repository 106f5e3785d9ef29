/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Moves the running streams of the engine between devices, by way of the sound server. For each
 * direction there is one wish; it is carried out in two questions: what the wished device is
 * called, and which streams are ours.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-sound-router.h"

#include <pulse/glib-mainloop.h>
#include <pulse/pulseaudio.h>
#include <unistd.h>

#define N_DIRECTIONS (BW_SOUND_CAPTURE + 1)

/* So mediastreamer2 calls each of its streams. */
#define STREAM_NAME "phone"

struct _BwSoundRouter {
  GObject parent_instance;

  pa_glib_mainloop *loop;
  pa_context *context;
  char *wishes[N_DIRECTIONS];  /* as the desktop shows it, NULL for the default */
  char *targets[N_DIRECTIONS]; /* as the sound server calls it */
  gboolean asked[N_DIRECTIONS];
};

G_DEFINE_FINAL_TYPE (BwSoundRouter, bw_sound_router, G_TYPE_OBJECT)

static gboolean
is_ours (pa_proplist *properties)
{
  const char *pid = pa_proplist_gets (properties, PA_PROP_APPLICATION_PROCESS_ID);
  const char *name = pa_proplist_gets (properties, PA_PROP_MEDIA_NAME);

  return pid && g_ascii_strtoll (pid, NULL, 10) == getpid () && g_strcmp0 (name, STREAM_NAME) == 0;
}

static void
forget (pa_operation *operation)
{
  if (operation)
    pa_operation_unref (operation);
}

static void
playing_cb (pa_context *context, const pa_sink_input_info *info, int end, void *user_data)
{
  BwSoundRouter *self = user_data;

  if (end == 0 && self->targets[BW_SOUND_PLAYBACK] && is_ours (info->proplist))
    forget (pa_context_move_sink_input_by_name (context, info->index,
                                                self->targets[BW_SOUND_PLAYBACK], NULL, NULL));
}

static void
recording_cb (pa_context *context, const pa_source_output_info *info, int end, void *user_data)
{
  BwSoundRouter *self = user_data;

  if (end == 0 && self->targets[BW_SOUND_CAPTURE] && is_ours (info->proplist))
    forget (pa_context_move_source_output_by_name (context, info->index,
                                                   self->targets[BW_SOUND_CAPTURE], NULL, NULL));
}

static void
move_streams (BwSoundRouter *self, BwSoundDirection direction)
{
  if (!self->targets[direction])
    return;

  if (direction == BW_SOUND_PLAYBACK)
    forget (pa_context_get_sink_input_info_list (self->context, playing_cb, self));
  else
    forget (pa_context_get_source_output_info_list (self->context, recording_cb, self));
}

static void
note_target (BwSoundRouter *self,
             BwSoundDirection direction,
             const char *description,
             const char *name)
{
  if (g_strcmp0 (self->wishes[direction], description) != 0)
    return;

  g_free (self->targets[direction]);
  self->targets[direction] = g_strdup (name);
}

static void
sink_cb (pa_context *context, const pa_sink_info *info, int end, void *user_data)
{
  if (end == 0)
    note_target (user_data, BW_SOUND_PLAYBACK, info->description, info->name);
  else
    move_streams (user_data, BW_SOUND_PLAYBACK);
}

static void
source_cb (pa_context *context, const pa_source_info *info, int end, void *user_data)
{
  if (end == 0)
    note_target (user_data, BW_SOUND_CAPTURE, info->description, info->name);
  else
    move_streams (user_data, BW_SOUND_CAPTURE);
}

static void
carry_out (BwSoundRouter *self, BwSoundDirection direction)
{
  gboolean playback = direction == BW_SOUND_PLAYBACK;

  self->asked[direction] = FALSE;
  g_clear_pointer (&self->targets[direction], g_free);
  if (!self->wishes[direction]) {
    self->targets[direction] = g_strdup (playback ? "@DEFAULT_SINK@" : "@DEFAULT_SOURCE@");
    move_streams (self, direction);
  } else if (playback) {
    forget (pa_context_get_sink_info_list (self->context, sink_cb, self));
  } else {
    forget (pa_context_get_source_info_list (self->context, source_cb, self));
  }
}

static void
carry_out_all (BwSoundRouter *self)
{
  for (BwSoundDirection direction = BW_SOUND_PLAYBACK; direction <= BW_SOUND_CAPTURE; direction++)
    if (self->asked[direction])
      carry_out (self, direction);
}

static void
state_cb (pa_context *context, void *user_data)
{
  if (pa_context_get_state (context) == PA_CONTEXT_READY)
    carry_out_all (user_data);
}

static void
disconnect (BwSoundRouter *self)
{
  if (!self->context)
    return;

  pa_context_set_state_callback (self->context, NULL, NULL);
  pa_context_disconnect (self->context);
  g_clear_pointer (&self->context, pa_context_unref);
}

/* A connection that was lost is made anew by the next wish. */
static void
ensure_connected (BwSoundRouter *self)
{
  if (self->context && !PA_CONTEXT_IS_GOOD (pa_context_get_state (self->context)))
    disconnect (self);
  if (self->context)
    return;

  if (!self->loop)
    self->loop = pa_glib_mainloop_new (NULL);
  self->context = pa_context_new (pa_glib_mainloop_get_api (self->loop), "Bellwire");
  pa_context_set_state_callback (self->context, state_cb, self);
  pa_context_connect (self->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL);
}

static void
bw_sound_router_dispose (GObject *object)
{
  BwSoundRouter *self = BW_SOUND_ROUTER (object);

  disconnect (self);
  g_clear_pointer (&self->loop, pa_glib_mainloop_free);
  for (guint i = 0; i < N_DIRECTIONS; i++) {
    g_clear_pointer (&self->wishes[i], g_free);
    g_clear_pointer (&self->targets[i], g_free);
  }

  G_OBJECT_CLASS (bw_sound_router_parent_class)->dispose (object);
}

static void
bw_sound_router_class_init (BwSoundRouterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_sound_router_dispose;
}

static void
bw_sound_router_init (BwSoundRouter *self)
{
}

BwSoundRouter *
bw_sound_router_new (void)
{
  return g_object_new (BW_TYPE_SOUND_ROUTER, NULL);
}

void
bw_sound_router_route (BwSoundRouter *self, BwSoundDirection direction, const char *device)
{
  g_free (self->wishes[direction]);
  self->wishes[direction] = g_strdup (device);
  self->asked[direction] = TRUE;
  ensure_connected (self);
  if (pa_context_get_state (self->context) == PA_CONTEXT_READY)
    carry_out_all (self);
}
