/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop that calls have not been able to come in for a while. Does nothing about it:
 * the accounts do. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-reach-notices.h"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

#define ID "reach"

typedef struct {
  BwReachNotices *owner;
  BwAccount *account; /* (owned) */
  gboolean was_registered;
  gboolean away; /* for longer than the patience */
  guint patience_id;
} Watch;

struct _BwReachNotices {
  GObject parent_instance;

  BwNoticeBoard *board;
  GListModel *accounts;
  GPtrArray *watches; /* in the order of the accounts */
  guint patience;
};

enum { SIGNAL_PRESENT, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwReachNotices, bw_reach_notices, G_TYPE_OBJECT)

static void
free_watch (gpointer data)
{
  Watch *watch = data;

  g_clear_handle_id (&watch->patience_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (watch->account, watch);
  g_object_unref (watch->account);
  g_free (watch);
}

static char *
describe_away (BwReachNotices *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->watches->len; i++) {
    Watch *watch = g_ptr_array_index (self->watches, i);
    const char *reason = bw_words_reason (bw_account_get_reason (watch->account));

    if (!watch->away)
      continue;
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "",
                            bw_account_get_address (watch->account));
    if (*reason)
      g_string_append_printf (text, ": %s", reason);
  }

  return g_string_free (text, FALSE);
}

static void
update_notice (BwReachNotices *self)
{
  g_autofree char *text = describe_away (self);
  BwNotice *notice;

  if (!*text) {
    bw_notice_board_withdraw (self->board, ID);
    return;
  }

  notice = bw_notice_new (g_strdup (_ ("Calls cannot reach you")), g_steal_pointer (&text));
  notice->category = "network.error";
  notice->lasting = TRUE;
  bw_notice_add_action (notice, "default", _ ("Show"));
  bw_notice_board_post (self->board, ID, notice);
}

static void
set_away (Watch *watch, gboolean away)
{
  if (watch->away == away)
    return;

  watch->away = away;
  update_notice (watch->owner);
}

static gboolean
patience_cb (gpointer user_data)
{
  Watch *watch = user_data;

  watch->patience_id = 0;
  set_away (watch, TRUE);

  return G_SOURCE_REMOVE;
}

static void
state_cb (BwAccount *account, GParamSpec *pspec, gpointer user_data)
{
  Watch *watch = user_data;

  switch (bw_account_get_state (account)) {
  case BW_ACCOUNT_STATE_DISABLED:
  case BW_ACCOUNT_STATE_REGISTERED:
    watch->was_registered = bw_account_get_state (account) == BW_ACCOUNT_STATE_REGISTERED;
    g_clear_handle_id (&watch->patience_id, g_source_remove);
    set_away (watch, FALSE);
    break;
  case BW_ACCOUNT_STATE_REGISTERING:
  case BW_ACCOUNT_STATE_FAILED:
    if (watch->was_registered && !watch->away && !watch->patience_id)
      watch->patience_id = g_timeout_add (watch->owner->patience, patience_cb, watch);
    break;
  }
}

static Watch *
watch_new (BwReachNotices *self, BwAccount *account)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->owner = self;
  watch->account = g_object_ref (account);
  g_signal_connect (account, "notify::state", G_CALLBACK (state_cb), watch);
  state_cb (account, NULL, watch);

  return watch;
}

static void
accounts_changed_cb (BwReachNotices *self,
                     guint position,
                     guint removed,
                     guint added,
                     GListModel *accounts)
{
  if (removed > 0)
    g_ptr_array_remove_range (self->watches, position, removed);

  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    g_ptr_array_insert (self->watches, i, watch_new (self, account));
  }

  if (removed > 0)
    update_notice (self);
}

static void
action_cb (BwReachNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  if (g_str_equal (id, ID))
    g_signal_emit (self, signals[SIGNAL_PRESENT], 0);
}

static void
bw_reach_notices_dispose (GObject *object)
{
  BwReachNotices *self = BW_REACH_NOTICES (object);

  g_clear_pointer (&self->watches, g_ptr_array_unref);
  g_clear_object (&self->accounts);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (bw_reach_notices_parent_class)->dispose (object);
}

static void
bw_reach_notices_class_init (BwReachNoticesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_reach_notices_dispose;

  signals[SIGNAL_PRESENT] = g_signal_new ("present", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_reach_notices_init (BwReachNotices *self)
{
  self->watches = g_ptr_array_new_with_free_func (free_watch);
}

BwReachNotices *
bw_reach_notices_new (BwPhone *phone, BwNoticeBoard *board, guint patience)
{
  BwReachNotices *self = g_object_new (BW_TYPE_REACH_NOTICES, NULL);

  self->board = g_object_ref (board);
  self->accounts = g_object_ref (bw_phone_get_accounts (phone));
  self->patience = patience;
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (self->accounts), self->accounts);

  return self;
}
