/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps what waits for the notification server on a thread of its own. Knows nothing of phones and
 * calls. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-notice-board.h"

#include "bw-notice-server.h"

#define LAST_WORDS_MS 300

/* What the board and its thread share. All but the wishes and `done` belongs to the thread. */
typedef struct {
  GMutex mutex;
  GCond ended;
  GHashTable *wishes; /* id → BwNotice, or NULL to withdraw; under the mutex */
  gboolean done;      /* under the mutex */

  GMainContext *home;
  GMainContext *context;
  GMainLoop *loop;
  GWeakRef board;
  char *app_name;
  char *app_id;

  BwNoticeServer *server;
} Worker;

/* One message from a thread to the other. */
typedef struct {
  Worker *worker;
  char *id;
  char *key; /* NULL: it was closed */
  char *token;
  char *text;
} Message;

struct _BwNoticeBoard {
  GObject parent_instance;

  Worker *worker;
};

enum { SIGNAL_ACTION, SIGNAL_REPLIED, SIGNAL_CLOSED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwNoticeBoard, bw_notice_board, G_TYPE_OBJECT)

static void
free_notice (gpointer data)
{
  g_clear_pointer ((BwNotice **) &data, bw_notice_free);
}

static void
clear_worker (gpointer data)
{
  Worker *worker = data;

  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->ended);
  g_weak_ref_clear (&worker->board);
  g_hash_table_unref (worker->wishes);
  g_main_loop_unref (worker->loop);
  g_main_context_unref (worker->context);
  g_main_context_unref (worker->home);
  g_free (worker->app_name);
  g_free (worker->app_id);
}

static void
release_worker (gpointer worker)
{
  g_atomic_rc_box_release_full (worker, clear_worker);
}

static Message *
message_new (Worker *worker, const char *id, const char *key, const char *token, const char *text)
{
  Message *message = g_new0 (Message, 1);

  message->worker = g_atomic_rc_box_acquire (worker);
  message->id = g_strdup (id);
  message->key = g_strdup (key);
  message->token = g_strdup (token);
  message->text = g_strdup (text);

  return message;
}

static void
message_free (gpointer data)
{
  Message *message = data;

  release_worker (message->worker);
  g_free (message->id);
  g_free (message->key);
  g_free (message->token);
  g_free (message->text);
  g_free (message);
}

static gboolean
report_cb (gpointer user_data)
{
  Message *message = user_data;
  g_autoptr (BwNoticeBoard) board = g_weak_ref_get (&message->worker->board);

  if (board && message->text)
    g_signal_emit (board, signals[SIGNAL_REPLIED], 0, message->id, message->text);
  else if (board && message->key)
    g_signal_emit (board, signals[SIGNAL_ACTION], 0, message->id, message->key, message->token);
  else if (board)
    g_signal_emit (board, signals[SIGNAL_CLOSED], 0, message->id);

  return G_SOURCE_REMOVE;
}

/* From here on: the thread. */

static void
report (const char *id, const char *key, const char *token, const char *text, gpointer user_data)
{
  Worker *worker = user_data;

  g_main_context_invoke_full (worker->home, G_PRIORITY_DEFAULT, report_cb,
                              message_new (worker, id, key, token, text), message_free);
}

/* While the server hung, wishes may have been overtaken by later ones: the first message finds the
 * last wish, the others none. */
static gboolean
fulfil_cb (gpointer user_data)
{
  Message *message = user_data;
  Worker *worker = message->worker;
  g_autoptr (BwNotice) notice = NULL;
  g_autofree char *id = NULL;
  gboolean found;

  g_mutex_lock (&worker->mutex);
  found = g_hash_table_steal_extended (worker->wishes, message->id, (gpointer *) &id,
                                       (gpointer *) &notice);
  g_mutex_unlock (&worker->mutex);

  if (found && notice)
    bw_notice_server_show (worker->server, id, notice);
  else if (found)
    bw_notice_server_take_down (worker->server, id);

  return G_SOURCE_REMOVE;
}

static gpointer
thread_main (gpointer data)
{
  Worker *worker = data;

  g_main_context_push_thread_default (worker->context);
  worker->server = bw_notice_server_new (worker->app_name, worker->app_id, report, worker);
  g_main_loop_run (worker->loop);
  g_clear_pointer (&worker->server, bw_notice_server_free);
  /* Subscriptions that ended are let go of here. */
  while (g_main_context_iteration (worker->context, FALSE))
    ;
  g_main_context_pop_thread_default (worker->context);

  g_mutex_lock (&worker->mutex);
  worker->done = TRUE;
  g_cond_signal (&worker->ended);
  g_mutex_unlock (&worker->mutex);
  release_worker (worker);

  return NULL;
}

/* From here on: the board. */

static void
wish (BwNoticeBoard *self, const char *id, BwNotice *notice)
{
  Worker *worker = self->worker;

  g_mutex_lock (&worker->mutex);
  g_hash_table_replace (worker->wishes, g_strdup (id), notice);
  g_mutex_unlock (&worker->mutex);

  g_main_context_invoke_full (worker->context, G_PRIORITY_DEFAULT, fulfil_cb,
                              message_new (worker, id, NULL, NULL, NULL), message_free);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

/* A server that answers takes everything down within a millisecond; one that hangs is not waited
 * for. */
static void
stop_worker (Worker *worker)
{
  gint64 deadline = g_get_monotonic_time () + LAST_WORDS_MS * 1000;

  g_main_context_invoke (worker->context, quit_cb, worker->loop);

  g_mutex_lock (&worker->mutex);
  g_hash_table_remove_all (worker->wishes);
  while (!worker->done && g_cond_wait_until (&worker->ended, &worker->mutex, deadline))
    ;
  g_mutex_unlock (&worker->mutex);
  release_worker (worker);
}

static void
bw_notice_board_dispose (GObject *object)
{
  BwNoticeBoard *self = BW_NOTICE_BOARD (object);

  g_clear_pointer (&self->worker, stop_worker);

  G_OBJECT_CLASS (bw_notice_board_parent_class)->dispose (object);
}

static void
bw_notice_board_class_init (BwNoticeBoardClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_notice_board_dispose;

  signals[SIGNAL_ACTION] =
      g_signal_new ("action", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                    G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_REPLIED] = g_signal_new ("replied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bw_notice_board_init (BwNoticeBoard *self)
{
  Worker *worker = g_atomic_rc_box_new0 (Worker);

  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->ended);
  g_weak_ref_init (&worker->board, self);
  worker->wishes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_notice);
  worker->home = g_main_context_ref_thread_default ();
  worker->context = g_main_context_new ();
  worker->loop = g_main_loop_new (worker->context, FALSE);
  self->worker = worker;
}

BwNoticeBoard *
bw_notice_board_new (const char *app_name, const char *app_id)
{
  BwNoticeBoard *self = g_object_new (BW_TYPE_NOTICE_BOARD, NULL);

  self->worker->app_name = g_strdup (app_name);
  self->worker->app_id = g_strdup (app_id);
  g_thread_unref (
      g_thread_new ("notifications", thread_main, g_atomic_rc_box_acquire (self->worker)));

  return self;
}

void
bw_notice_board_post (BwNoticeBoard *self, const char *id, BwNotice *notice)
{
  wish (self, id, notice);
}

void
bw_notice_board_withdraw (BwNoticeBoard *self, const char *id)
{
  wish (self, id, NULL);
}
