/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All subscriptions of the engine: who is next to be sent, what is next to be read, who hears of an
 * account. What becomes of one of them is its own affair. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-subscriber-private.h"

#include "bw-server.h"

/* So many wait for their answers at a time: no server minds, and what comes back over a connection,
 * which the stack reads in one go, is read within a frame. */
#define MAX_SENT 5
/* What is done in one go between two frames. */
#define WORK_US 3000
/* Un-subscribed when the phone goes; more would keep it from going. */
#define MAX_GOODBYES 20

G_DEFINE_FINAL_TYPE (BwSubscriber, bw_subscriber, G_TYPE_OBJECT)

/* The server of an account, as its subscriptions see it. */
typedef struct {
  BwDigest *digest;
  gulong state_id;
  guint users;
} Home;

static void
home_free (gpointer data)
{
  Home *self = data;

  bw_digest_unref (self->digest);
  g_free (self);
}

/* Calls @function for each, whatever becomes of the others meanwhile. */
static void
for_each (BwSubscriber *self, BwAccount *account, void (*function) (BwSubscription *subscription))
{
  g_autoptr (GPtrArray) all = g_ptr_array_copy (self->subscriptions, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    if (g_ptr_array_find (self->subscriptions, all->pdata[i], NULL) &&
        (!account || bw_subscription_get_account (all->pdata[i]) == account))
      function (all->pdata[i]);
}

static void
account_state_cb (BwSubscriber *self, GParamSpec *pspec, BwAccount *account)
{
  for_each (self, account, bw_subscription_handle_account);
}

static gboolean
read_next (BwSubscriber *self)
{
  BwNotice *notice = g_queue_pop_head (&self->notices);
  BwSubscription *subscription =
      notice ? g_hash_table_lookup (self->legs, notice->leg->call_id) : NULL;

  if (!notice)
    return FALSE;

  if (subscription)
    bw_subscription_handle_notice (subscription, notice);
  bw_notify_free (notice);

  return TRUE;
}

static gboolean
send_next (BwSubscriber *self)
{
  BwSubscribeErrand *errand;

  if (self->sent->len >= MAX_SENT || !bw_subscriber_get_provider (self))
    return FALSE;

  errand = g_queue_pop_head (&self->errands);
  if (errand)
    bw_subscribe_errand_go (errand);

  return errand != NULL;
}

static gboolean
work_cb (gpointer user_data)
{
  g_autoptr (BwSubscriber) self = g_object_ref (user_data);
  gint64 end = g_get_monotonic_time () + WORK_US;

  do {
    gboolean has_read = read_next (self);

    if (!send_next (self) && !has_read) {
      self->work_id = 0;
      return G_SOURCE_REMOVE;
    }
  } while (g_get_monotonic_time () < end);

  return G_SOURCE_CONTINUE;
}

void
bw_subscriber_work (BwSubscriber *self)
{
  if (!self->work_id && self->engine)
    self->work_id = g_idle_add (work_cb, self);
}

static gboolean
request_cb (const belle_sip_request_event_t *event, gpointer user_data)
{
  return bw_notify_handle (user_data, event);
}

/* A server that went and came again has forgotten us, and a connection is how one hears of it. */
static void
connection_lost_cb (const char *host, guint port, gpointer user_data)
{
  BwSubscriber *self = user_data;
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, &account, NULL)) {
    g_autofree char *uri = bw_account_settings_dup_server_uri (bw_account_get_settings (account));
    g_auto (BwServer) server = { 0 };

    if (uri && bw_server_parse (uri, &server) && g_strcmp0 (server.host, host) == 0 &&
        (server.port == 0 || server.port == port))
      for_each (self, account, bw_subscription_renew);
  }
}

static const BwStackTapHandlers handlers = {
  .requests = "NOTIFY",
  .request = request_cb,
  .connection_lost = connection_lost_cb,
};

static void
free_errand (gpointer data)
{
  bw_subscribe_errand_free (data);
}

static void
forget_errands (BwSubscriber *self)
{
  g_queue_clear_full (&self->errands, free_errand);
  g_ptr_array_set_free_func (self->sent, free_errand);
  g_ptr_array_set_size (self->sent, 0);
  g_ptr_array_set_free_func (self->sent, NULL);
  g_queue_clear_full (&self->notices, (GDestroyNotify) (void *) bw_notify_free);
}

static void
detach (BwSubscriber *self)
{
  BwStackTap *tap = bw_engine_get_tap (self->engine);
  g_autoptr (GPtrArray) all = g_ptr_array_copy (self->subscriptions, NULL, NULL);
  gboolean polite = all->len <= MAX_GOODBYES;

  for (guint i = 0; i < all->len; i++)
    if (g_ptr_array_find (self->subscriptions, all->pdata[i], NULL))
      bw_subscription_detach (all->pdata[i], polite);
  while (polite && send_next (self))
    continue;
  g_clear_handle_id (&self->work_id, g_source_remove);
  forget_errands (self);
  if (tap) {
    bw_stack_tap_detach (tap, &handlers);
    bw_stack_tap_detach (tap, &bw_subscribe_errand_handlers);
  }
  g_clear_object (&self->engine);
}

static void
bw_subscriber_dispose (GObject *object)
{
  BwSubscriber *self = BW_SUBSCRIBER (object);

  bw_subscriber_attach (self, NULL);

  G_OBJECT_CLASS (bw_subscriber_parent_class)->dispose (object);
}

static void
bw_subscriber_finalize (GObject *object)
{
  BwSubscriber *self = BW_SUBSCRIBER (object);

  forget_errands (self);
  g_ptr_array_unref (self->sent);
  g_ptr_array_unref (self->subscriptions);
  g_hash_table_unref (self->legs);
  g_hash_table_unref (self->accounts);

  G_OBJECT_CLASS (bw_subscriber_parent_class)->finalize (object);
}

static void
bw_subscriber_class_init (BwSubscriberClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_subscriber_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_subscriber_finalize;
}

static void
bw_subscriber_init (BwSubscriber *self)
{
  self->subscriptions = g_ptr_array_new ();
  self->legs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->accounts = g_hash_table_new_full (NULL, NULL, g_object_unref, home_free);
  self->sent = g_ptr_array_new ();
  g_queue_init (&self->errands);
  g_queue_init (&self->notices);
}

BwSubscriber *
bw_subscriber_new (void)
{
  return g_object_new (BW_TYPE_SUBSCRIBER, NULL);
}

void
bw_subscriber_attach (BwSubscriber *self, BwEngine *engine)
{
  if (self->engine)
    detach (self);
  if (!engine)
    return;

  self->engine = g_object_ref (engine);
  if (bw_engine_get_tap (engine)) {
    bw_stack_tap_attach (bw_engine_get_tap (engine), &handlers, self);
    bw_stack_tap_attach (bw_engine_get_tap (engine), &bw_subscribe_errand_handlers, self);
  }
  for_each (self, NULL, bw_subscription_handle_account);
}

void
bw_subscriber_set_unsolicited (BwSubscriber *self, BwUnsolicitedTaken taken, gpointer user_data)
{
  self->unsolicited = taken;
  self->unsolicited_data = user_data;
}

void
bw_subscriber_renew (BwSubscriber *self)
{
  for_each (self, NULL, bw_subscription_renew);
}

void
bw_subscriber_add (BwSubscriber *self, BwSubscription *subscription, BwAccount *account)
{
  Home *home = g_hash_table_lookup (self->accounts, account);

  if (!home) {
    home = g_new0 (Home, 1);
    home->digest = bw_digest_new ();
    home->state_id = g_signal_connect_object (
        account, "notify::state", G_CALLBACK (account_state_cb), self, G_CONNECT_SWAPPED);
    g_hash_table_insert (self->accounts, g_object_ref (account), home);
  }
  home->users++;
  g_ptr_array_add (self->subscriptions, subscription);
}

void
bw_subscriber_remove (BwSubscriber *self, BwSubscription *subscription, BwAccount *account)
{
  Home *home = g_hash_table_lookup (self->accounts, account);

  g_ptr_array_remove_fast (self->subscriptions, subscription);
  if (--home->users > 0)
    return;

  g_signal_handler_disconnect (account, home->state_id);
  g_hash_table_remove (self->accounts, account);
}

void
bw_subscriber_listen (BwSubscriber *self, BwSubscribeLeg *leg, BwSubscription *subscription)
{
  g_hash_table_insert (self->legs, g_strdup (leg->call_id), subscription);
}

void
bw_subscriber_ignore (BwSubscriber *self, BwSubscribeLeg *leg)
{
  g_hash_table_remove (self->legs, leg->call_id);
}

BwDigest *
bw_subscriber_get_digest (BwSubscriber *self, BwAccount *account)
{
  Home *home = g_hash_table_lookup (self->accounts, account);

  return home ? home->digest : NULL;
}

belle_sip_provider_t *
bw_subscriber_get_provider (BwSubscriber *self)
{
  BwStackTap *tap = self->engine ? bw_engine_get_tap (self->engine) : NULL;

  return tap ? bw_stack_tap_get_provider (tap) : NULL;
}
