/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins what the phone says on the desktop, and hands up what a person wants when clicking there.
 * Makes no window. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-notifier.h"

#include "bw-call-notices.h"
#include "bw-config.h"
#include "bw-message-notices.h"
#include "bw-missed-notices.h"
#include "bw-notice-board.h"
#include "bw-reach-notices.h"

#include <glib/gi18n-lib.h>

#define STORE_ID "store"

struct _BwNotifier {
  GObject parent_instance;

  BwNoticeBoard *board;
  BwCallNotices *calls;
  BwMissedNotices *missed;
  BwReachNotices *reach;
  BwMessageNotices *messages;
  const char *token; /* while an action is being told */
};

enum {
  SIGNAL_PRESENT_CALL,
  SIGNAL_DIAL,
  SIGNAL_PRESENT_HISTORY,
  SIGNAL_PRESENT_ACCOUNTS,
  SIGNAL_PRESENT_CONVERSATION,
  SIGNAL_COMPOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwNotifier, bw_notifier, G_TYPE_OBJECT)

static void
before_action_cb (BwNotifier *self,
                  const char *id,
                  const char *key,
                  const char *token,
                  BwNoticeBoard *board)
{
  self->token = token;
}

static void
after_action_cb (BwNotifier *self,
                 const char *id,
                 const char *key,
                 const char *token,
                 BwNoticeBoard *board)
{
  self->token = NULL;
}

static void
present_call_cb (BwNotifier *self, BwCall *call)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_CALL], 0, call);
}

static void
dial_cb (BwNotifier *self, const char *address, BwAccount *account)
{
  g_signal_emit (self, signals[SIGNAL_DIAL], 0, address, account);
}

static void
present_history_cb (BwNotifier *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_HISTORY], 0);
}

static void
present_accounts_cb (BwNotifier *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_ACCOUNTS], 0);
}

static void
present_conversation_cb (BwNotifier *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_CONVERSATION], 0, conversation);
}

static void
compose_cb (BwNotifier *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[SIGNAL_COMPOSE], 0, conversation);
}

static void
tell_damage (BwNotifier *self, GFile *kept)
{
  g_autofree char *name = kept ? g_file_get_parse_name (kept) : NULL;
  char *text;

  if (!kept)
    return;

  text = g_strdup_printf (_ ("A new one has been begun. The damaged file is kept as %s."), name);
  bw_notice_board_post (self->board, STORE_ID,
                        bw_notice_new (g_strdup (_ ("The call history was damaged")), text));
}

static void
bw_notifier_dispose (GObject *object)
{
  BwNotifier *self = BW_NOTIFIER (object);

  g_clear_object (&self->calls);
  g_clear_object (&self->missed);
  g_clear_object (&self->reach);
  g_clear_object (&self->messages);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (bw_notifier_parent_class)->dispose (object);
}

static void
bw_notifier_class_init (BwNotifierClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_notifier_dispose;

  signals[SIGNAL_PRESENT_CALL] = g_signal_new ("present-call", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[SIGNAL_DIAL] = g_signal_new ("dial", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, BW_TYPE_ACCOUNT);
  signals[SIGNAL_PRESENT_HISTORY] = g_signal_new ("present-history", type, G_SIGNAL_RUN_LAST, 0,
                                                  NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PRESENT_CONVERSATION] =
      g_signal_new ("present-conversation", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[SIGNAL_COMPOSE] = g_signal_new ("compose", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[SIGNAL_PRESENT_ACCOUNTS] = g_signal_new ("present-accounts", type, G_SIGNAL_RUN_LAST, 0,
                                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_notifier_init (BwNotifier *self)
{
  self->board = bw_notice_board_new (_ ("Bellwire"), BW_APPLICATION_ID);
}

BwNotifier *
bw_notifier_new (BwPhone *phone, guint patience)
{
  BwNotifier *self = g_object_new (BW_TYPE_NOTIFIER, NULL);

  /* The parts connect between these two, so that the token is there while they emit. */
  g_signal_connect_object (self->board, "action", G_CALLBACK (before_action_cb), self,
                           G_CONNECT_SWAPPED);
  self->calls = bw_call_notices_new (phone, self->board);
  self->missed = bw_missed_notices_new (phone, self->board);
  self->reach = bw_reach_notices_new (phone, self->board, patience);
  self->messages = bw_message_notices_new (phone, self->board);
  g_signal_connect_object (self->board, "action", G_CALLBACK (after_action_cb), self,
                           G_CONNECT_SWAPPED);

  g_signal_connect_object (self->calls, "present", G_CALLBACK (present_call_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missed, "dial", G_CALLBACK (dial_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->missed, "present", G_CALLBACK (present_history_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reach, "present", G_CALLBACK (present_accounts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->messages, "present", G_CALLBACK (present_conversation_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->messages, "compose", G_CALLBACK (compose_cb), self,
                           G_CONNECT_SWAPPED);
  tell_damage (self, bw_store_get_damaged_file (bw_phone_get_store (phone)));

  return self;
}

const char *
bw_notifier_get_activation_token (BwNotifier *self)
{
  return self->token;
}

void
bw_notifier_set_attended_conversation (BwNotifier *self, BwConversation *conversation)
{
  g_object_set (self->messages, "attended", conversation, NULL);
}

void
bw_notifier_set_show_text (BwNotifier *self, gboolean show_text)
{
  g_object_set (self->messages, "show-text", show_text, NULL);
}
