/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the controller has to do with being told by servers: who is watched, and what waits in the
 * mailboxes. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-phone-private.h"

#include "bw-buddies-private.h"
#include "bw-mailbox-private.h"
#include "bw-subscriber-private.h"

static gboolean
has_user (BwAddress *address, BwAddress *own)
{
  return address && g_strcmp0 (bw_address_get_user (address), bw_address_get_user (own)) == 0;
}

/* How well a notice that nobody asked for fits an account: it comes to where that registered, and
 * is for whom it says. */
static guint
fitness (BwAccount *account, BwAddress *target, BwAddress *to)
{
  g_autoptr (BwAddress) own = bw_address_parse (bw_account_get_address (account), NULL, NULL);
  gboolean is_for;

  if (!own || !bw_account_get_enabled (account))
    return 0;

  is_for =
      has_user (to, own) && g_strcmp0 (bw_address_get_host (to), bw_address_get_host (own)) == 0;

  return (has_user (target, own) ? 1 : 0) + (is_for ? 2 : 0);
}

static gboolean
take_notice (const char *target, const char *to, GBytes *body, gpointer user_data)
{
  BwPhone *self = user_data;
  g_autoptr (BwAddress) targeted = target ? bw_address_parse (target, NULL, NULL) : NULL;
  g_autoptr (BwAddress) meant = to ? bw_address_parse (to, NULL, NULL) : NULL;
  BwAccount *best = NULL;
  guint best_fitness = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
    guint here = fitness (account, targeted, meant);

    if (here > best_fitness) {
      best_fitness = here;
      best = account;
    }
  }
  if (best)
    bw_mailbox_take (bw_account_get_mailbox (best), body);

  return best != NULL;
}

void
bw_phone_create_subscriptions (BwPhone *self)
{
  self->subscriber = bw_subscriber_new ();
  bw_subscriber_set_unsolicited (self->subscriber, take_notice, self);
  self->buddies = bw_buddies_new (self, self->subscriber);
}

/* An account and what it is subscribed to hold each other. */
void
bw_phone_watch_mailbox (BwPhone *self, BwAccount *account)
{
  bw_mailbox_watch (bw_account_get_mailbox (account), self->subscriber);
}

void
bw_phone_leave_mailbox (BwPhone *self, BwAccount *account)
{
  bw_mailbox_watch (bw_account_get_mailbox (account), NULL);
}

void
bw_phone_release_subscriptions (BwPhone *self)
{
  for (guint i = 0; self->accounts && i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts));
       i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

    bw_phone_leave_mailbox (self, account);
  }
  /* Somebody who looks at the list may keep it for longer than we live. */
  if (self->buddies)
    g_object_run_dispose (G_OBJECT (self->buddies));
  g_clear_object (&self->buddies);
  if (self->subscriber)
    bw_subscriber_set_unsolicited (self->subscriber, NULL, NULL);
  g_clear_object (&self->subscriber);
}

BwBuddies *
bw_phone_get_buddies (BwPhone *self)
{
  return self->buddies;
}
