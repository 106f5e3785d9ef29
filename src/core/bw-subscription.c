/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The life of one subscription (RFC 6665 4.1): asked for, refreshed, lost, asked for again, given
 * up. Knows neither sockets nor what the bodies mean. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-subscriber-private.h"

#include "bw-retry.h"

#define MAX_EXPIRES 3600
/* RFC 6665 4.1.2: how long the first NOTIFY may take (Timer N). */
#define FIRST_NOTIFY_SECONDS 32
/* What lasted so long has nothing to do with the failures before. */
#define STEADY_SECONDS 10
/* What was refused for good is asked for again when the account registers anew, but not sooner. */
#define REFUSED_SECONDS 3600

struct _BwSubscription {
  grefcount ref_count;
  gboolean freed;

  BwSubscriber *subscriber;
  BwAccount *account;
  char *resource;
  char *event;
  char *accept;
  const BwSubscriptionEvents *events;
  gpointer user_data;

  BwSubscribeLeg *leg;       /* nullable: the dialog */
  BwSubscribeErrand *errand; /* nullable: the SUBSCRIBE that waits or is on its way */
  gboolean once_more;        /* one more is wanted behind it */
  gboolean heard;            /* a NOTIFY has come in this dialog */
  guint expires;
  guint timer_id; /* the next thing that is to happen */

  BwSubscriptionState state;
  BwReason reason;
  guint code;
  guint attempts;     /* that failed in a row */
  gint64 begun_at;    /* monotonic: when this dialog was up */
  gint64 refused_at;  /* monotonic, 0 for never */
  gboolean announced; /* there is somebody to tell */
};

static void
unref (BwSubscription *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;

  g_object_unref (self->subscriber);
  g_object_unref (self->account);
  g_free (self->resource);
  g_free (self->event);
  g_free (self->accept);
  g_free (self);
}

static void
set_state (BwSubscription *self, BwSubscriptionState state, BwReason reason, guint code)
{
  if (self->state == state && self->reason == reason && self->code == code)
    return;

  self->state = state;
  self->reason = reason;
  self->code = code;
  if (self->announced)
    self->events->state_changed (self, self->user_data);
}

static gboolean
is_ready (BwSubscription *self)
{
  return bw_account_get_state (self->account) == BW_ACCOUNT_STATE_REGISTERED &&
         bw_subscriber_get_provider (self->subscriber);
}

static void
drop_errand (BwSubscription *self)
{
  g_clear_pointer (&self->errand, bw_subscribe_errand_drop);
}

/* A NOTIFY that still comes for it is answered with 481, so that its sender lets go, too. */
static void
drop_leg (BwSubscription *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  drop_errand (self);
  if (self->leg)
    bw_subscriber_ignore (self->subscriber, self->leg);
  g_clear_pointer (&self->leg, bw_subscribe_leg_unref);
}

static void
send_request (BwSubscription *self)
{
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->errand = bw_subscribe_errand_new (self->subscriber, self->leg, self->expires, self);
}

/* Begins a dialog; what was known holds until it is up or has failed. */
static void
ask (BwSubscription *self)
{
  BwDigest *digest = bw_subscriber_get_digest (self->subscriber, self->account);
  guint wanted = bw_account_settings_get_expires (bw_account_get_settings (self->account));

  drop_leg (self);
  self->heard = self->once_more = FALSE;
  self->expires = MAX (self->expires, MIN (wanted, MAX_EXPIRES));
  self->leg =
      bw_subscribe_leg_new (self->account, digest, self->resource, self->event, self->accept);
  bw_subscriber_listen (self->subscriber, self->leg, self);
  send_request (self);
  if (self->state != BW_SUBSCRIPTION_ACTIVE)
    set_state (self, BW_SUBSCRIPTION_PENDING, BW_REASON_NONE, 0);
}

static gboolean
ask_cb (gpointer user_data)
{
  BwSubscription *self = user_data;

  self->timer_id = 0;
  ask (self);

  return G_SOURCE_REMOVE;
}

/* A thousand that failed together do not come back together. */
static void
ask_in (BwSubscription *self, guint seconds)
{
  guint ms = seconds * 1000 + (guint) g_random_int_range (0, (gint32) MIN (seconds, 60) * 250 + 1);

  self->timer_id = g_timeout_add (ms, ask_cb, self);
}

static void
forgive (BwSubscription *self)
{
  if (self->heard && g_get_monotonic_time () - self->begun_at > STEADY_SECONDS * G_USEC_PER_SEC)
    self->attempts = 0;
}

static void
fail (BwSubscription *self, BwReason reason, guint code, guint retry_after)
{
  guint delay;

  forgive (self);
  delay = bw_retry_delay (reason, ++self->attempts, retry_after);
  g_debug ("%s of %s: failed with %u, again in %u s.", self->event, self->resource, code, delay);
  drop_leg (self);
  if (delay > 0) {
    ask_in (self, delay);
    set_state (self, BW_SUBSCRIPTION_WAITING, reason, code);
    return;
  }
  self->refused_at = g_get_monotonic_time ();
  set_state (self, BW_SUBSCRIPTION_REFUSED, reason, code);
}

/* The other side has forgotten or ended it, and wants to be asked again; if it goes on like that,
 * not at once. */
static void
ask_again (BwSubscription *self, guint code)
{
  forgive (self);
  if (self->attempts > 0) {
    fail (self, BW_REASON_SERVER_ERROR, code, 0);
    return;
  }
  self->attempts++;
  ask (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  BwSubscription *self = user_data;

  self->timer_id = 0;
  if (!self->errand)
    send_request (self);

  return G_SOURCE_REMOVE;
}

static void
refresh_before (BwSubscription *self, guint expires)
{
  guint ms = MAX (expires, 5) * 10 * (guint) g_random_int_range (80, 91);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add (ms, refresh_cb, self);
}

static gboolean
silence_cb (gpointer user_data)
{
  BwSubscription *self = user_data;

  self->timer_id = 0;
  fail (self, BW_REASON_TIMEOUT, 0, 0);

  return G_SOURCE_REMOVE;
}

static void
handle_accepted (BwSubscription *self, guint expires)
{
  if (self->once_more && bw_subscribe_leg_is_up (self->leg)) {
    self->once_more = FALSE;
    send_request (self);
    return;
  }
  if (self->heard) {
    refresh_before (self, expires);
    return;
  }
  g_clear_handle_id (&self->timer_id, g_source_remove);
  self->timer_id = g_timeout_add_seconds (FIRST_NOTIFY_SECONDS, silence_cb, self);
}

void
bw_subscription_handle_answer (BwSubscription *self, const BwSubscribeAnswer *answer)
{
  self->errand = NULL;
  if (answer->reason == BW_REASON_NONE) {
    handle_accepted (self, MIN (answer->expires, self->expires));
  } else if (answer->code == 423 && answer->min_expires > self->expires &&
             answer->min_expires <= BW_ACCOUNT_MAX_EXPIRES) {
    self->expires = answer->min_expires;
    send_request (self);
  } else if (answer->code == 481 && bw_subscribe_leg_is_up (self->leg)) {
    ask_again (self, 481);
  } else {
    fail (self, answer->code == 481 ? BW_REASON_SERVER_ERROR : answer->reason, answer->code,
          answer->retry_after);
  }
}

/* RFC 6665 4.1.3: what a reason means for who asks. */
static void
handle_end (BwSubscription *self, const BwNotice *notice)
{
  const char *reason = notice->reason ? notice->reason : "";

  if (g_ascii_strcasecmp (reason, "deactivated") == 0 ||
      g_ascii_strcasecmp (reason, "timeout") == 0)
    ask_again (self, 0);
  else if (g_ascii_strcasecmp (reason, "rejected") == 0)
    fail (self, BW_REASON_FORBIDDEN, 0, 0);
  else if (g_ascii_strcasecmp (reason, "noresource") == 0)
    fail (self, BW_REASON_NOT_FOUND, 0, 0);
  else
    fail (self, BW_REASON_UNAVAILABLE, 0, notice->retry_after);
}

static gboolean
says (const BwNotice *notice, const char *state)
{
  return notice->state && g_ascii_strcasecmp (notice->state, state) == 0;
}

/* The body goes first, so that nobody sees one that is active and says nothing. */
void
bw_subscription_handle_notice (BwSubscription *self, const BwNotice *notice)
{
  gboolean ended = says (notice, "terminated");

  if (self->leg != notice->leg)
    return;

  g_ref_count_inc (&self->ref_count);
  if (!self->heard)
    self->begun_at = g_get_monotonic_time ();
  self->heard = TRUE;
  if (!ended)
    self->events->notified (self, notice->content_type, notice->body, self->user_data);
  if (!self->freed && self->leg == notice->leg) {
    if (!ended && !self->errand)
      refresh_before (self, notice->expires > 0 ? notice->expires : self->expires);
    if (ended)
      handle_end (self, notice);
    else
      set_state (self, says (notice, "pending") ? BW_SUBSCRIPTION_PENDING : BW_SUBSCRIPTION_ACTIVE,
                 BW_REASON_NONE, 0);
  }
  unref (self);
}

static gboolean
is_refused_still (BwSubscription *self)
{
  return self->state == BW_SUBSCRIPTION_REFUSED &&
         g_get_monotonic_time () - self->refused_at < (gint64) REFUSED_SECONDS * G_USEC_PER_SEC;
}

static void
lose (BwSubscription *self, BwSubscriptionState state, BwReason reason, guint code)
{
  drop_leg (self);
  if (state == BW_SUBSCRIPTION_NONE || self->state != BW_SUBSCRIPTION_REFUSED)
    set_state (self, state, reason, code);
}

void
bw_subscription_handle_account (BwSubscription *self)
{
  if (bw_account_get_state (self->account) == BW_ACCOUNT_STATE_DISABLED ||
      !bw_subscriber_get_provider (self->subscriber)) {
    lose (self, BW_SUBSCRIPTION_NONE, BW_REASON_NONE, 0);
  } else if (!is_ready (self)) {
    lose (self, BW_SUBSCRIPTION_WAITING, bw_account_get_reason (self->account),
          bw_account_get_code (self->account));
  } else if (!self->leg && !is_refused_still (self)) {
    self->attempts = 0;
    ask (self);
  }
}

void
bw_subscription_renew (BwSubscription *self)
{
  if (!is_ready (self) || self->errand || self->state == BW_SUBSCRIPTION_REFUSED)
    return;

  self->attempts = 0;
  ask (self);
}

static void
say_goodbye (BwSubscription *self)
{
  if (self->leg && bw_subscribe_leg_is_up (self->leg) && !self->errand && is_ready (self))
    bw_subscribe_errand_new (self->subscriber, self->leg, 0, NULL);
}

void
bw_subscription_detach (BwSubscription *self, gboolean polite)
{
  if (polite)
    say_goodbye (self);
  lose (self, BW_SUBSCRIPTION_NONE, BW_REASON_NONE, 0);
}

BwAccount *
bw_subscription_get_account (BwSubscription *self)
{
  return self->account;
}

BwSubscribeLeg *
bw_subscription_get_leg (BwSubscription *self)
{
  return self->leg;
}

BwSubscription *
bw_subscription_new (BwSubscriber *subscriber,
                     BwAccount *account,
                     const char *resource,
                     const char *event,
                     const char *accept,
                     const BwSubscriptionEvents *events,
                     gpointer user_data)
{
  BwSubscription *self = g_new0 (BwSubscription, 1);

  g_ref_count_init (&self->ref_count);
  self->subscriber = g_object_ref (subscriber);
  self->account = g_object_ref (account);
  self->resource = g_strdup (resource);
  self->event = g_strdup (event);
  self->accept = g_strdup (accept);
  self->events = events;
  self->user_data = user_data;
  bw_subscriber_add (subscriber, self, account);
  bw_subscription_handle_account (self);
  self->announced = TRUE;

  return self;
}

void
bw_subscription_free (BwSubscription *self)
{
  self->freed = TRUE;
  self->announced = FALSE;
  say_goodbye (self);
  drop_leg (self);
  bw_subscriber_remove (self->subscriber, self, self->account);
  unref (self);
}

BwSubscriptionState
bw_subscription_get_state (BwSubscription *self)
{
  return self->state;
}

BwReason
bw_subscription_get_reason (BwSubscription *self)
{
  return self->reason;
}

guint
bw_subscription_get_code (BwSubscription *self)
{
  return self->code;
}

void
bw_subscription_refresh (BwSubscription *self)
{
  self->once_more = self->errand != NULL;
  if (!is_ready (self) || self->errand)
    return;

  self->attempts = 0;
  if (self->leg && bw_subscribe_leg_is_up (self->leg) && self->heard)
    send_request (self);
  else
    ask (self);
}
