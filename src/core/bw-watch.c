/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One subscription to our presence and its NOTIFYs: one at a time, the newest state last. It must
 * not know who may see what. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-watch.h"

#define RETRY_SECONDS 20
#define MAX_ATTEMPTS 3

struct _BwWatch {
  BwWatchDialog *dialog;
  BwExchanges *exchanges; /* not owned */
  BwAccount *account;
  char *watcher;
  BwWatchEnded ended;
  gpointer user_data;

  char *document; /* nullable: pending */
  char *reason;   /* nullable: why it has ended; the last NOTIFY says so */
  gint64 until;   /* monotonic, microseconds */
  guint expiry_id;
  guint retry_id;
  guint attempts;
  gboolean unreachable;
  gboolean in_flight;
  gboolean due; /* there is something to tell */
};

static char *
dup_state (BwWatch *self)
{
  gint64 left = (self->until - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  if (self->reason)
    return g_strdup_printf ("terminated;reason=%s", self->reason);

  return g_strdup_printf ("%s;expires=%" G_GINT64_FORMAT, self->document ? "active" : "pending",
                          MAX (left, 1));
}

static gboolean
retry_cb (gpointer user_data)
{
  BwWatch *self = user_data;

  self->retry_id = 0;
  if (self->reason || ++self->attempts >= MAX_ATTEMPTS)
    self->ended (self, self->user_data);
  else
    bw_watch_proceed (self);

  return G_SOURCE_REMOVE;
}

static void
wait_for_better_times (BwWatch *self)
{
  self->due = TRUE;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (!self->unreachable)
    self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
}

/* RFC 6665 4.2.2: who refuses a NOTIFY has left; who does not answer may be behind a broken network
 * that comes back. */
static void
handle_failure (BwWatch *self, guint code)
{
  g_debug ("NOTIFY to %s: %u", self->watcher, code);
  if (code == 0 || code == 408 || code == 503)
    wait_for_better_times (self);
  else
    self->ended (self, self->user_data);
}

static void
answered_cb (const BwExchangeAnswer *answer, gpointer owner)
{
  BwWatch *self = owner;

  self->in_flight = FALSE;
  bw_watch_dialog_set_cseq (self->dialog, answer->cseq);
  if (answer->code / 100 != 2) {
    handle_failure (self, answer->code);
    return;
  }

  self->attempts = 0;
  if (self->reason && !self->due)
    self->ended (self, self->user_data);
  else
    bw_watch_proceed (self);
}

static gboolean
expired_cb (gpointer user_data)
{
  BwWatch *self = user_data;

  self->expiry_id = 0;
  bw_watch_end (self, "timeout", NULL);

  return G_SOURCE_REMOVE;
}

static void
tell (BwWatch *self)
{
  self->due = TRUE;
  bw_watch_proceed (self);
}

BwWatch *
bw_watch_new (BwWatchDialog *dialog,
              BwExchanges *exchanges,
              BwAccount *account,
              const char *watcher,
              const char *document,
              BwWatchEnded ended,
              gpointer user_data)
{
  BwWatch *self = g_new0 (BwWatch, 1);

  self->dialog = dialog;
  self->exchanges = exchanges;
  self->account = g_object_ref (account);
  self->watcher = g_strdup (watcher);
  self->document = g_strdup (document);
  self->ended = ended;
  self->user_data = user_data;

  return self;
}

void
bw_watch_free (BwWatch *self)
{
  bw_exchanges_forget (self->exchanges, self);
  g_clear_handle_id (&self->expiry_id, g_source_remove);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  bw_watch_dialog_free (self->dialog);
  g_object_unref (self->account);
  g_free (self->watcher);
  g_free (self->document);
  g_free (self->reason);
  g_free (self);
}

BwWatchDialog *
bw_watch_get_dialog (BwWatch *self)
{
  return self->dialog;
}

BwAccount *
bw_watch_get_account (BwWatch *self)
{
  return self->account;
}

const char *
bw_watch_get_watcher (BwWatch *self)
{
  return self->watcher;
}

void
bw_watch_show (BwWatch *self, const char *document)
{
  if (self->reason || g_strcmp0 (self->document, document) == 0)
    return;

  g_free (self->document);
  self->document = g_strdup (document);
  tell (self);
}

void
bw_watch_extend (BwWatch *self, guint expires)
{
  g_clear_handle_id (&self->expiry_id, g_source_remove);
  if (expires == 0) {
    bw_watch_end (self, "timeout", NULL);
    return;
  }

  self->until = g_get_monotonic_time () + (gint64) expires * G_USEC_PER_SEC;
  self->expiry_id = g_timeout_add_seconds (expires, expired_cb, self);
  tell (self);
}

void
bw_watch_end (BwWatch *self, const char *reason, const char *document)
{
  if (self->reason)
    return;

  g_clear_handle_id (&self->expiry_id, g_source_remove);
  if (self->document && document) {
    g_free (self->document);
    self->document = g_strdup (document);
  }
  self->reason = g_strdup (reason);
  tell (self);
}

void
bw_watch_set_reachable (BwWatch *self, gboolean reachable)
{
  self->unreachable = !reachable;
  self->attempts = 0;
  g_clear_handle_id (&self->retry_id, g_source_remove);
  tell (self);
}

void
bw_watch_proceed (BwWatch *self)
{
  g_autofree char *state = dup_state (self);
  belle_sip_request_t *request;

  if (self->in_flight || self->unreachable || !self->due)
    return;

  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->due = FALSE;
  request = bw_watch_dialog_create_notify (self->dialog, state, self->document);
  self->in_flight =
      request && bw_exchanges_send (self->exchanges, request, NULL, answered_cb, self);
  if (!self->in_flight)
    wait_for_better_times (self);
}
