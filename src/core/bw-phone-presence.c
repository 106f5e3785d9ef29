/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the controller has to do with who people are and how one is seen oneself: do-not-disturb,
 * and what calls make of one's presence. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-phone-private.h"

#include "bw-my-presence-private.h"
#include "bw-store-people.h"
#include "bw-watchers-private.h"

static void
do_not_disturb_cb (BwPhone *self)
{
  bw_phone_update_ringer (self);
  bw_phone_notify_do_not_disturb (self);
}

static void
default_account_cb (BwPhone *self)
{
  bw_directory_set_domain (self->directory, self->default_account
                                                ? bw_account_get_domain (self->default_account)
                                                : NULL);
}

static gboolean
is_favourite (BwPhone *self, BwCall *call)
{
  BwPerson *person = bw_directory_find (self->directory, bw_call_get_peer (call));

  return person && bw_person_get_favourite (person);
}

/* What rings is not taken up yet. */
static gboolean
is_on_the_phone (BwPhone *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->calls)); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (G_LIST_MODEL (self->calls), i);

    if (bw_call_is_live (call) && bw_call_get_state (call) != BW_CALL_STATE_INCOMING)
      return TRUE;
  }

  return FALSE;
}

void
bw_phone_create_presence (BwPhone *self)
{
  self->presence = bw_my_presence_new ();
  self->directory = bw_directory_new (G_LIST_MODEL (bw_store_get_people (self->store)));
  self->publisher = bw_publisher_new (self->presence, G_LIST_MODEL (self->accounts));
  self->watchers =
      bw_watchers_new (self->store, G_LIST_MODEL (self->accounts), self->presence, self->directory);
  g_signal_connect_object (self->presence, "notify::do-not-disturb", G_CALLBACK (do_not_disturb_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::default-account", G_CALLBACK (default_account_cb), NULL);
}

void
bw_phone_attach_presence (BwPhone *self, BwEngine *engine)
{
  bw_publisher_attach (self->publisher, engine);
  bw_watchers_attach (self->watchers, engine);
}

void
bw_phone_close_presence (BwPhone *self)
{
  bw_publisher_close (self->publisher);
  bw_watchers_close (self->watchers);
}

void
bw_phone_dispose_presence (BwPhone *self)
{
  g_clear_object (&self->publisher);
  g_clear_object (&self->watchers);
  g_clear_object (&self->presence);
  g_clear_object (&self->directory);
}

void
bw_phone_update_presence (BwPhone *self)
{
  bw_my_presence_set_in_call (self->presence, is_on_the_phone (self));
}

LinphoneReason
bw_phone_get_busy_answer (BwPhone *self)
{
  return bw_my_presence_get_busy_answer (self->presence) == 486
             ? LinphoneReasonBusy
             : LinphoneReasonTemporarilyUnavailable;
}

gboolean
bw_phone_may_ring (BwPhone *self, BwCall *call)
{
  return !bw_phone_get_do_not_disturb (self) ||
         (bw_my_presence_get_favourites_ring (self->presence) && is_favourite (self, call));
}

BwMyPresence *
bw_phone_get_presence (BwPhone *self)
{
  return self->presence;
}

BwWatchers *
bw_phone_get_watchers (BwPhone *self)
{
  return self->watchers;
}

BwDirectory *
bw_phone_get_directory (BwPhone *self)
{
  return self->directory;
}

gboolean
bw_phone_get_do_not_disturb (BwPhone *self)
{
  return bw_my_presence_get_do_not_disturb (self->presence);
}

void
bw_phone_set_do_not_disturb (BwPhone *self, gboolean do_not_disturb)
{
  if (do_not_disturb)
    bw_my_presence_set_status (self->presence, BW_STATUS_DO_NOT_DISTURB);
  else if (bw_my_presence_get_status (self->presence) == BW_STATUS_DO_NOT_DISTURB)
    bw_my_presence_set_status (self->presence, BW_STATUS_ONLINE);
}
