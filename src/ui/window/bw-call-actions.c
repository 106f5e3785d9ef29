/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verbs of a call as actions, so that every one of them has a key. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-actions.h"

#include "bw-video-verbs.h"

enum {
  FAILED,
  N_SIGNALS,
};

struct _BwCallActions {
  GObject parent_instance;

  BwPhone *phone;
  GSimpleActionGroup *group;
  GSignalGroup *watch; /* the current call */
};

G_DEFINE_FINAL_TYPE (BwCallActions, bw_call_actions, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
report (BwCallActions *self, gboolean done, GError *error)
{
  if (!done)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  g_clear_error (&error);
}

static void
answer_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwCallActions *self = data;
  BwCall *call = bw_video_find_ringing (self->phone);
  GError *error = NULL;

  if (call)
    report (self, bw_video_answer (self->phone, call, &error), error);
}

static void
hang_up_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwCallActions *self = data;
  BwCall *call = bw_phone_get_current_call (self->phone);
  GError *error = NULL;

  if (call && bw_call_is_live (call))
    report (self, bw_call_hang_up (call, &error), error);
}

static void
mute_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwCall *call = bw_phone_get_current_call (BW_CALL_ACTIONS (data)->phone);

  if (call)
    bw_call_set_muted (call, !bw_call_get_muted (call));
}

static void
hold_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwCallActions *self = data;
  BwCall *call = bw_phone_get_current_call (self->phone);
  GError *error = NULL;

  if (!call)
    return;
  if (bw_call_get_state (call) == BW_CALL_STATE_HELD)
    report (self, bw_call_resume (call, &error), error);
  else
    report (self, bw_call_hold (call, &error), error);
}

static void
set_enabled (BwCallActions *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_cb (BwCallActions *self)
{
  BwCall *call = bw_phone_get_current_call (self->phone);
  BwCallState state = call ? bw_call_get_state (call) : BW_CALL_STATE_ENDED;
  gboolean up = state == BW_CALL_STATE_ACTIVE || state == BW_CALL_STATE_HELD ||
                state == BW_CALL_STATE_HELD_BY_PEER;

  set_enabled (self, "answer", bw_video_find_ringing (self->phone) != NULL);
  set_enabled (self, "hang-up", state != BW_CALL_STATE_ENDED);
  set_enabled (self, "mute", up);
  set_enabled (self, "hold", up);
}

static void
current_cb (BwCallActions *self)
{
  g_signal_group_set_target (self->watch, bw_phone_get_current_call (self->phone));
  update_cb (self);
}

static void
bw_call_actions_dispose (GObject *object)
{
  BwCallActions *self = BW_CALL_ACTIONS (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->group);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_call_actions_parent_class)->dispose (object);
}

static void
bw_call_actions_class_init (BwCallActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_call_actions_dispose;

  signals[FAILED] = g_signal_new ("failed", BW_TYPE_CALL_ACTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bw_call_actions_init (BwCallActions *self)
{
  const GActionEntry entries[] = {
    { .name = "answer", .activate = answer_action },
    { .name = "hang-up", .activate = hang_up_action },
    { .name = "mute", .activate = mute_action },
    { .name = "hold", .activate = hold_action },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
  self->watch = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->watch, "notify::state", G_CALLBACK (update_cb), self);
}

BwCallActions *
bw_call_actions_new (BwPhone *phone)
{
  BwCallActions *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_CALL_ACTIONS, NULL);
  self->phone = g_object_ref (phone);
  g_signal_connect_object (phone, "notify::current-call", G_CALLBACK (current_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::live-calls", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  current_cb (self);

  return self;
}

GActionGroup *
bw_call_actions_get_group (BwCallActions *self)
{
  g_return_val_if_fail (BW_IS_CALL_ACTIONS (self), NULL);

  return G_ACTION_GROUP (self->group);
}
