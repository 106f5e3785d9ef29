/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The manners of the echo friend: it answers, refuses, holds and tells. What is heard is the
 * loopback card's work. */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-echo-friend.h"

#include "bw-call-private.h"
#include "bw-core-enums.h"

#define HOLD_MS 1000

struct _BwEchoFriend {
  GObject parent_instance;

  BwPhone *phone;
  BwEchoVideo *video;
  BwEchoFriendManner manner;
  guint ring_ms;
  gboolean holds;
  GHashTable *steps; /* BwCall -> the source of what comes next with it */
};

G_DEFINE_FINAL_TYPE (BwEchoFriend, bw_echo_friend, G_TYPE_OBJECT)

typedef struct {
  BwEchoFriend *self;
  BwCall *call;
} Step;

static G_GNUC_PRINTF (1, 2) void say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  vprintf (format, arguments);
  va_end (arguments);
  putchar ('\n');
  fflush (stdout);
}

static const char *
nick (GType type, int value)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (type);

  return g_enum_get_value (class, value)->value_nick;
}

static void
say_error (GError *error)
{
  say ("error %s", error->message);
  g_error_free (error);
}

static void
cancel_step (BwEchoFriend *self, BwCall *call)
{
  gpointer id;

  if (g_hash_table_steal_extended (self->steps, call, NULL, &id))
    g_source_remove (GPOINTER_TO_UINT (id));
}

static void
plan_step (BwEchoFriend *self, BwCall *call, guint ms, GSourceFunc function)
{
  Step *step = g_new (Step, 1);
  guint id;

  cancel_step (self, call);
  *step = (Step){ self, call };
  id = g_timeout_add_full (G_PRIORITY_DEFAULT, ms, function, step, g_free);
  g_hash_table_insert (self->steps, call, GUINT_TO_POINTER (id));
}

static gboolean
take_back_cb (gpointer user_data)
{
  Step *step = user_data;
  GError *error = NULL;

  g_hash_table_remove (step->self->steps, step->call);
  if (!bw_call_resume (step->call, &error))
    say_error (error);

  return G_SOURCE_REMOVE;
}

static gboolean
hold_cb (gpointer user_data)
{
  Step *step = user_data;
  GError *error = NULL;

  g_hash_table_remove (step->self->steps, step->call);
  if (!bw_call_hold (step->call, &error))
    say_error (error);

  return G_SOURCE_REMOVE;
}

static gboolean
react_cb (gpointer user_data)
{
  Step *step = user_data;
  gboolean done = TRUE;
  GError *error = NULL;

  g_hash_table_remove (step->self->steps, step->call);
  switch (step->self->manner) {
  case BW_ECHO_FRIEND_ANSWERS:
    done = bw_echo_video_answer (step->self->video, step->call, &error);
    break;
  case BW_ECHO_FRIEND_IS_BUSY:
    bw_call_refuse (step->call, LinphoneReasonBusy);
    break;
  case BW_ECHO_FRIEND_DECLINES:
    done = bw_call_decline (step->call, &error);
    break;
  case BW_ECHO_FRIEND_LETS_RING:
    break;
  }
  if (!done)
    say_error (error);

  return G_SOURCE_REMOVE;
}

static void
say_state (BwCall *call)
{
  BwCallState state = bw_call_get_state (call);

  if (state == BW_CALL_STATE_ENDED)
    say ("ended %s %s %u", bw_call_get_peer (call),
         nick (BW_TYPE_REASON, bw_call_get_reason (call)), bw_call_get_code (call));
  else
    say ("%s %s", nick (BW_TYPE_CALL_STATE, state), bw_call_get_peer (call));
}

static void
call_state_cb (BwEchoFriend *self, GParamSpec *pspec, BwCall *call)
{
  say_state (call);
  switch (bw_call_get_state (call)) {
  case BW_CALL_STATE_ACTIVE:
    if (self->holds && !g_object_get_data (G_OBJECT (call), "was-held"))
      plan_step (self, call, HOLD_MS, hold_cb);
    break;
  case BW_CALL_STATE_HELD:
    g_object_set_data (G_OBJECT (call), "was-held", self);
    if (self->holds)
      plan_step (self, call, HOLD_MS, take_back_cb);
    break;
  case BW_CALL_STATE_ENDED:
    cancel_step (self, call);
    break;
  case BW_CALL_STATE_INCOMING:
  case BW_CALL_STATE_DIALING:
  case BW_CALL_STATE_RINGING:
  case BW_CALL_STATE_HELD_BY_PEER:
    break;
  }
}

static void
call_digit_cb (BwEchoFriend *self, guint digit, BwCall *call)
{
  say ("digit %c %s", (char) digit, bw_call_get_peer (call));
}

static void
meet_call (BwEchoFriend *self, BwCall *call)
{
  g_signal_connect_object (call, "notify::state", G_CALLBACK (call_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (call, "dtmf-received", G_CALLBACK (call_digit_cb), self,
                           G_CONNECT_SWAPPED);
  say_state (call);
  if (bw_call_get_state (call) == BW_CALL_STATE_INCOMING)
    plan_step (self, call, self->ring_ms, react_cb);
}

static void
calls_changed_cb (BwEchoFriend *self, guint position, guint removed, guint added, GListModel *calls)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    meet_call (self, call);
  }
}

static void
account_state_cb (BwEchoFriend *self, GParamSpec *pspec, BwAccount *account)
{
  BwAccountState state = bw_account_get_state (account);

  if (state == BW_ACCOUNT_STATE_REGISTERED)
    say ("registered %s", bw_account_get_address (account));
  else if (state == BW_ACCOUNT_STATE_FAILED)
    say ("failed %s %s %u", bw_account_get_address (account),
         nick (BW_TYPE_REASON, bw_account_get_reason (account)), bw_account_get_code (account));
}

static void
accounts_changed_cb (BwEchoFriend *self,
                     guint position,
                     guint removed,
                     guint added,
                     GListModel *accounts)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    g_signal_connect_object (account, "notify::state", G_CALLBACK (account_state_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
bw_echo_friend_dispose (GObject *object)
{
  BwEchoFriend *self = BW_ECHO_FRIEND (object);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->steps);
  while (g_hash_table_iter_next (&iter, NULL, &id)) {
    g_source_remove (GPOINTER_TO_UINT (id));
    g_hash_table_iter_remove (&iter);
  }
  g_clear_object (&self->phone);
  g_clear_object (&self->video);

  G_OBJECT_CLASS (bw_echo_friend_parent_class)->dispose (object);
}

static void
bw_echo_friend_finalize (GObject *object)
{
  BwEchoFriend *self = BW_ECHO_FRIEND (object);

  g_clear_pointer (&self->steps, g_hash_table_unref);

  G_OBJECT_CLASS (bw_echo_friend_parent_class)->finalize (object);
}

static void
bw_echo_friend_class_init (BwEchoFriendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_echo_friend_dispose;
  object_class->finalize = bw_echo_friend_finalize;
}

static void
bw_echo_friend_init (BwEchoFriend *self)
{
  self->steps = g_hash_table_new (NULL, NULL);
}

BwEchoFriend *
bw_echo_friend_new (BwPhone *phone,
                    BwEchoVideo *video,
                    BwEchoFriendManner manner,
                    guint ring_ms,
                    gboolean holds)
{
  BwEchoFriend *self = g_object_new (BW_TYPE_ECHO_FRIEND, NULL);

  self->phone = g_object_ref (phone);
  self->video = g_object_ref (video);
  self->manner = manner;
  self->ring_ms = ring_ms;
  self->holds = holds;
  g_signal_connect_object (bw_phone_get_calls (phone), "items-changed",
                           G_CALLBACK (calls_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_phone_get_accounts (phone), "items-changed",
                           G_CALLBACK (accounts_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
bw_echo_friend_obey (BwEchoFriend *self, const char *command, GError **error)
{
  g_auto (GStrv) words = g_strsplit (command, " ", 2);
  const char *verb = words[0] ? words[0] : "";
  const char *object = words[0] && words[1] ? words[1] : "";
  BwCall *call = bw_phone_get_current_call (self->phone);

  if (g_str_equal (verb, "call"))
    return bw_phone_dial (self->phone, NULL, object, FALSE, error) != NULL;
  if (call && g_str_equal (verb, "answer"))
    return bw_call_answer (call, FALSE, error);
  if (call && g_str_equal (verb, "decline"))
    return bw_call_decline (call, error);
  if (call && g_str_equal (verb, "hang-up"))
    return bw_call_hang_up (call, error);
  if (call && g_str_equal (verb, "hold"))
    return bw_call_hold (call, error);
  if (call && g_str_equal (verb, "resume"))
    return bw_call_resume (call, error);
  if (call && g_str_equal (verb, "dtmf"))
    return bw_call_send_dtmf (call, object, error);

  g_set_error (error, BW_ERROR, BW_ERROR_STATE, "cannot do “%s” now", command);
  return FALSE;
}
