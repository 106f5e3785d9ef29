/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one does to a person, as actions: lists, headers and lights need not know the phone. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-peer-actions.h"

#include "bw-buddies.h"

#include <glib/gi18n.h>

enum { DIALLED, CONVERSATION, SAID, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwPeerActions {
  GObject parent_instance;

  BwPhone *phone;
  GSimpleActionGroup *group;
};

G_DEFINE_FINAL_TYPE (BwPeerActions, bw_peer_actions, G_TYPE_OBJECT)

static void
finish_call (BwPeerActions *self, BwCall *call, const GError *error)
{
  if (call)
    g_signal_emit (self, signals[DIALLED], 0, call);
  else
    g_signal_emit (self, signals[SAID], 0, error->message);
}

/* The account of an old call may be gone: then it is the default one's matter. */
static BwAccount *
read_target (BwPeerActions *self, GVariant *target, const char **address)
{
  const char *account;

  g_variant_get (target, "(&s&s)", address, &account);

  return bw_phone_find_account (self->phone, account);
}

static void
dial (BwPeerActions *self, GVariant *target, gboolean video)
{
  g_autoptr (GError) error = NULL;
  const char *address;
  BwAccount *account = read_target (self, target, &address);

  finish_call (self, bw_phone_dial (self->phone, account, address, video, &error), error);
}

static void
call_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  dial (data, target, FALSE);
}

static void
video_call_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  dial (data, target, TRUE);
}

static void
message_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  BwPeerActions *self = data;
  g_autoptr (GError) error = NULL;
  const char *address;
  BwAccount *account = read_target (self, target, &address);
  BwConversation *conversation =
      bw_messenger_open (bw_phone_get_messenger (self->phone), account, address, &error);

  if (conversation)
    g_signal_emit (self, signals[CONVERSATION], 0, conversation);
  else
    g_signal_emit (self, signals[SAID], 0, error->message);
}

static void
pick_up_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  BwPeerActions *self = data;
  BwBuddies *buddies = bw_phone_get_buddies (self->phone);
  BwBuddy *buddy = bw_buddies_find (buddies, g_variant_get_string (target, NULL));
  g_autoptr (GError) error = NULL;

  if (buddy)
    finish_call (self, bw_buddies_pick_up (buddies, buddy, &error), error);
}

static void
tell_when_free_action (GSimpleAction *action, GVariant *target, gpointer data)
{
  BwPeerActions *self = data;
  const char *address;
  gboolean tell;
  BwBuddy *buddy;
  g_autofree char *words = NULL;

  g_variant_get (target, "(&sb)", &address, &tell);
  buddy = bw_buddies_find (bw_phone_get_buddies (self->phone), address);
  if (!buddy)
    return;
  bw_buddy_set_tell_when_free (buddy, tell);
  if (tell)
    words = g_strdup_printf (
        /* Translators: the name of a person */
        _ ("You will be told when %s can be reached"),
        bw_person_get_label (bw_buddy_get_person (buddy)));
  if (words)
    g_signal_emit (self, signals[SAID], 0, words);
}

static void
bw_peer_actions_dispose (GObject *object)
{
  BwPeerActions *self = BW_PEER_ACTIONS (object);

  g_clear_object (&self->group);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_peer_actions_parent_class)->dispose (object);
}

static void
bw_peer_actions_class_init (BwPeerActionsClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_peer_actions_dispose;

  signals[DIALLED] = g_signal_new ("dialled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[CONVERSATION] = g_signal_new ("conversation", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
}

static void
bw_peer_actions_init (BwPeerActions *self)
{
  const GActionEntry entries[] = {
    { .name = "call", .activate = call_action, .parameter_type = "(ss)" },
    { .name = "video-call", .activate = video_call_action, .parameter_type = "(ss)" },
    { .name = "message", .activate = message_action, .parameter_type = "(ss)" },
    { .name = "pick-up", .activate = pick_up_action, .parameter_type = "s" },
    { .name = "tell-when-free", .activate = tell_when_free_action, .parameter_type = "(sb)" },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

BwPeerActions *
bw_peer_actions_new (BwPhone *phone)
{
  BwPeerActions *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_PEER_ACTIONS, NULL);
  self->phone = g_object_ref (phone);

  return self;
}

GActionGroup *
bw_peer_actions_get_group (BwPeerActions *self)
{
  g_return_val_if_fail (BW_IS_PEER_ACTIONS (self), NULL);

  return G_ACTION_GROUP (self->group);
}
