/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins what the phone says on the desktop, and hands up what a person wants when clicking there.
 * Makes no window. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-notifier.h"

#include "bw-call-notices.h"
#include "bw-config.h"
#include "bw-free-notices.h"
#include "bw-message-notices.h"
#include "bw-missed-notices.h"
#include "bw-notice-board.h"
#include "bw-reach-notices.h"
#include "bw-video-notices.h"
#include "bw-voicemail-notices.h"
#include "bw-watcher-notices.h"

#include <glib/gi18n-lib.h>

#define STORE_ID "store"

struct _BwNotifier {
  GObject parent_instance;

  BwNoticeBoard *board;
  BwCallNotices *calls;
  BwMissedNotices *missed;
  BwReachNotices *reach;
  BwMessageNotices *messages;
  BwWatcherNotices *watchers;
  BwFreeNotices *free;
  BwVoicemailNotices *voicemail;
  BwVideoNotices *video;
  const char *token; /* while an action is being told */
};

enum {
  SIGNAL_PRESENT_CALL,
  SIGNAL_DIAL,
  SIGNAL_PRESENT_HISTORY,
  SIGNAL_PRESENT_ACCOUNTS,
  SIGNAL_PRESENT_CONVERSATION,
  SIGNAL_COMPOSE,
  SIGNAL_PRESENT_WATCHERS,
  SIGNAL_PRESENT_PERSON,
  SIGNAL_PRESENT_VOICEMAIL,
  SIGNAL_LISTEN,
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
present_watchers_cb (BwNotifier *self)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_WATCHERS], 0);
}

static void
present_person_cb (BwNotifier *self, BwPerson *person)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_PERSON], 0, person);
}

static void
present_voicemail_cb (BwNotifier *self, BwAccount *account)
{
  g_signal_emit (self, signals[SIGNAL_PRESENT_VOICEMAIL], 0, account);
}

static void
listen_cb (BwNotifier *self, BwAccount *account)
{
  g_signal_emit (self, signals[SIGNAL_LISTEN], 0, account);
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
  g_clear_object (&self->watchers);
  g_clear_object (&self->free);
  g_clear_object (&self->voicemail);
  g_clear_object (&self->video);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (bw_notifier_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n_params, GType first, GType second)
{
  return g_signal_new (name, BW_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_params, first, second);
}

static void
bw_notifier_class_init (BwNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_notifier_dispose;

  signals[SIGNAL_PRESENT_CALL] = new_signal ("present-call", 1, BW_TYPE_CALL, 0);
  signals[SIGNAL_DIAL] = new_signal ("dial", 2, G_TYPE_STRING, BW_TYPE_ACCOUNT);
  signals[SIGNAL_PRESENT_HISTORY] = new_signal ("present-history", 0, 0, 0);
  signals[SIGNAL_PRESENT_ACCOUNTS] = new_signal ("present-accounts", 0, 0, 0);
  signals[SIGNAL_PRESENT_CONVERSATION] =
      new_signal ("present-conversation", 1, BW_TYPE_CONVERSATION, 0);
  signals[SIGNAL_COMPOSE] = new_signal ("compose", 1, BW_TYPE_CONVERSATION, 0);
  signals[SIGNAL_PRESENT_WATCHERS] = new_signal ("present-watchers", 0, 0, 0);
  signals[SIGNAL_PRESENT_PERSON] = new_signal ("present-person", 1, BW_TYPE_PERSON, 0);
  signals[SIGNAL_PRESENT_VOICEMAIL] = new_signal ("present-voicemail", 1, BW_TYPE_ACCOUNT, 0);
  signals[SIGNAL_LISTEN] = new_signal ("listen", 1, BW_TYPE_ACCOUNT, 0);
}

static void
bw_notifier_init (BwNotifier *self)
{
  self->board = bw_notice_board_new (_ ("Bellwire"), BW_APPLICATION_ID);
}

static gboolean
told_from_setting (GValue *value, GVariant *setting, gpointer user_data)
{
  g_value_set_variant (value, setting);

  return TRUE;
}

static GVariant *
told_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_value_dup_variant (value);
}

static void
hand_up (BwNotifier *self, gpointer part, const char *signal, GCallback callback)
{
  g_signal_connect_object (part, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
hand_up_all (BwNotifier *self)
{
  hand_up (self, self->calls, "present", G_CALLBACK (present_call_cb));
  hand_up (self, self->video, "present", G_CALLBACK (present_call_cb));
  hand_up (self, self->missed, "dial", G_CALLBACK (dial_cb));
  hand_up (self, self->missed, "present", G_CALLBACK (present_history_cb));
  hand_up (self, self->reach, "present", G_CALLBACK (present_accounts_cb));
  hand_up (self, self->messages, "present", G_CALLBACK (present_conversation_cb));
  hand_up (self, self->messages, "compose", G_CALLBACK (compose_cb));
  hand_up (self, self->watchers, "present", G_CALLBACK (present_watchers_cb));
  hand_up (self, self->free, "dial", G_CALLBACK (dial_cb));
  hand_up (self, self->free, "present", G_CALLBACK (present_person_cb));
  hand_up (self, self->voicemail, "present", G_CALLBACK (present_voicemail_cb));
  hand_up (self, self->voicemail, "listen", G_CALLBACK (listen_cb));
}

BwNotifier *
bw_notifier_new (BwPhone *phone, guint patience)
{
  BwNotifier *self = g_object_new (BW_TYPE_NOTIFIER, NULL);

  /* The parts connect between these two, so that the token is there while they emit. */
  hand_up (self, self->board, "action", G_CALLBACK (before_action_cb));
  self->calls = bw_call_notices_new (phone, self->board);
  self->missed = bw_missed_notices_new (phone, self->board);
  self->reach = bw_reach_notices_new (phone, self->board, patience);
  self->messages = bw_message_notices_new (phone, self->board);
  self->watchers = bw_watcher_notices_new (phone, self->board);
  self->free = bw_free_notices_new (phone, self->board);
  self->voicemail = bw_voicemail_notices_new (phone, self->board);
  self->video = bw_video_notices_new (phone, self->board);
  hand_up (self, self->board, "action", G_CALLBACK (after_action_cb));
  hand_up_all (self);
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

void
bw_notifier_set_attended_voicemail (BwNotifier *self, gboolean attended)
{
  g_object_set (self->voicemail, "attended", attended, NULL);
}

void
bw_notifier_set_attended_window (BwNotifier *self, gboolean attended)
{
  g_object_set (self->video, "attended", attended, NULL);
}

void
bw_notifier_keep (BwNotifier *self, GSettings *settings)
{
  g_settings_bind_with_mapping (settings, "voicemail-told", self->voicemail, "told",
                                G_SETTINGS_BIND_DEFAULT, told_from_setting, told_to_setting, NULL,
                                NULL);
}
