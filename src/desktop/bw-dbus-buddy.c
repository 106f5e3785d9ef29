/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A watched address on the bus: its properties follow the buddy and its person. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-buddy.h"

#include "bw-core-enums.h"
#include "bw-dbus-arguments.h"
#include "bw-dbus-error.h"
#include "bw-dbus-people.h"
#include "bw-words.h"

struct _BwDBusBuddy {
  BwDBusBuddy1Skeleton parent_instance;

  BwPhone *phone;
  BwBuddy *buddy;
};

static void bw_dbus_buddy_interface_init (BwDBusBuddy1Iface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwDBusBuddy,
                               bw_dbus_buddy,
                               BW_DBUS_TYPE_BUDDY1_SKELETON,
                               G_IMPLEMENT_INTERFACE (BW_DBUS_TYPE_BUDDY1,
                                                      bw_dbus_buddy_interface_init))

/* Returns: (transfer full): empty where the presence is known */
static char *
dup_reason (BwBuddy *buddy)
{
  return bw_buddy_get_presence (buddy) == BW_PRESENCE_UNKNOWN
             ? bw_words_unknown (bw_buddy_get_subscription (buddy), bw_buddy_get_reason (buddy))
             : g_strdup ("");
}

/* The skeleton compares by itself and tells the bus what has really changed. */
static void
update_cb (BwDBusBuddy *self)
{
  BwDBusBuddy1 *face = BW_DBUS_BUDDY1 (self);
  BwBuddy *buddy = self->buddy;
  const char *note = bw_buddy_get_note (buddy);
  g_autofree char *reason = dup_reason (buddy);

  bw_dbus_buddy1_set_address (face, bw_buddy_get_address (buddy));
  bw_dbus_buddy1_set_name (face, bw_person_get_label (bw_buddy_get_person (buddy)));
  bw_dbus_buddy1_set_presence (face,
                               bw_dbus_nick (BW_TYPE_PRESENCE, bw_buddy_get_presence (buddy)));
  bw_dbus_buddy1_set_activity (face,
                               bw_dbus_nick (BW_TYPE_ACTIVITY, bw_buddy_get_activity (buddy)));
  bw_dbus_buddy1_set_note (face, note ? note : "");
  bw_dbus_buddy1_set_subscription (
      face, bw_dbus_nick (BW_TYPE_SUBSCRIPTION_STATE, bw_buddy_get_subscription (buddy)));
  bw_dbus_buddy1_set_reason (face, reason);
}

static gboolean
bw_dbus_buddy_handle_unsubscribe (BwDBusBuddy1 *face, GDBusMethodInvocation *invocation)
{
  g_autoptr (BwDBusBuddy) self = g_object_ref (BW_DBUS_BUDDY (face)); /* it goes off the bus */
  GError *error = NULL;

  bw_dbus_people_leave (self->phone, self->buddy, &error);
  if (!bw_dbus_refuse (invocation, error))
    bw_dbus_buddy1_complete_unsubscribe (face, invocation);

  return TRUE;
}

static void
bw_dbus_buddy_dispose (GObject *object)
{
  BwDBusBuddy *self = BW_DBUS_BUDDY (object);

  g_clear_object (&self->buddy);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_dbus_buddy_parent_class)->dispose (object);
}

static void
bw_dbus_buddy_interface_init (BwDBusBuddy1Iface *iface)
{
  iface->handle_unsubscribe = bw_dbus_buddy_handle_unsubscribe;
}

static void
bw_dbus_buddy_class_init (BwDBusBuddyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_dbus_buddy_dispose;
}

static void
bw_dbus_buddy_init (BwDBusBuddy *self)
{
}

GDBusInterfaceSkeleton *
bw_dbus_buddy_new (BwBuddy *buddy, BwPhone *phone)
{
  BwDBusBuddy *self = g_object_new (BW_TYPE_DBUS_BUDDY, NULL);

  self->phone = g_object_ref (phone);
  self->buddy = g_object_ref (buddy);
  g_signal_connect_object (buddy, "notify", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_buddy_get_person (buddy), "notify", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);

  return G_DBUS_INTERFACE_SKELETON (self);
}
