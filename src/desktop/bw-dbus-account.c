/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account on the bus: its state follows the account, its method is the account's verb. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-account.h"

#include "bw-core-enums.h"
#include "bw-dbus-arguments.h"
#include "bw-words.h"

struct _BwDBusAccount {
  BwDBusAccount1Skeleton parent_instance;

  BwAccount *account;
  GDBusInterfaceVTable vtable;
};

static void bw_dbus_account_interface_init (BwDBusAccount1Iface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwDBusAccount,
                               bw_dbus_account,
                               BW_DBUS_TYPE_ACCOUNT1_SKELETON,
                               G_IMPLEMENT_INTERFACE (BW_DBUS_TYPE_ACCOUNT1,
                                                      bw_dbus_account_interface_init))

static void
mailbox_cb (BwDBusAccount *self)
{
  BwDBusAccount1 *face = BW_DBUS_ACCOUNT1 (self);
  BwMailbox *mailbox = bw_account_get_mailbox (self->account);
  const char *address = bw_mailbox_get_address (mailbox);

  bw_dbus_account1_set_mailbox_address (face, address ? address : "");
  bw_dbus_account1_set_messages_waiting (face, bw_mailbox_get_waiting (mailbox));
  bw_dbus_account1_set_new_voice_messages (face, bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE));
  bw_dbus_account1_set_old_voice_messages (face, bw_mailbox_get_old (mailbox, BW_MAILBOX_VOICE));
  bw_dbus_account1_set_mailbox_confirmed (face, bw_mailbox_get_confirmed (mailbox));
}

/* The skeleton compares by itself and tells the bus what has really changed. */
static void
update_cb (BwDBusAccount *self)
{
  BwDBusAccount1 *face = BW_DBUS_ACCOUNT1 (self);

  bw_dbus_account1_set_address (face, bw_account_get_address (self->account));
  bw_dbus_account1_set_display_name (
      face, bw_account_settings_get_display_name (bw_account_get_settings (self->account)));
  bw_dbus_account1_set_enabled (face, bw_account_get_enabled (self->account));
  bw_dbus_account1_set_state (
      face, bw_dbus_nick (BW_TYPE_ACCOUNT_STATE, bw_account_get_state (self->account)));
  bw_dbus_account1_set_reason (face, bw_words_reason (bw_account_get_reason (self->account)));
  bw_dbus_account1_set_since (face, bw_account_get_since (self->account));
}

/* Enabled is the one property that may be written: the write goes to the account, and comes back as
 * its news. */
static gboolean
set_property_cb (GDBusConnection *connection,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *property,
                 GVariant *value,
                 GError **error,
                 gpointer user_data)
{
  BwDBusAccount *self = user_data;

  bw_account_set_enabled (self->account, g_variant_get_boolean (value));

  return TRUE;
}

static GDBusInterfaceVTable *
bw_dbus_account_get_vtable (GDBusInterfaceSkeleton *skeleton)
{
  BwDBusAccount *self = BW_DBUS_ACCOUNT (skeleton);

  self->vtable =
      *G_DBUS_INTERFACE_SKELETON_CLASS (bw_dbus_account_parent_class)->get_vtable (skeleton);
  self->vtable.set_property = set_property_cb;

  return &self->vtable;
}

static gboolean
bw_dbus_account_handle_refresh (BwDBusAccount1 *face, GDBusMethodInvocation *invocation)
{
  bw_account_refresh (BW_DBUS_ACCOUNT (face)->account);
  bw_dbus_account1_complete_refresh (face, invocation);

  return TRUE;
}

static void
bw_dbus_account_dispose (GObject *object)
{
  g_clear_object (&BW_DBUS_ACCOUNT (object)->account);

  G_OBJECT_CLASS (bw_dbus_account_parent_class)->dispose (object);
}

static void
bw_dbus_account_interface_init (BwDBusAccount1Iface *iface)
{
  iface->handle_refresh = bw_dbus_account_handle_refresh;
}

static void
bw_dbus_account_class_init (BwDBusAccountClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_dbus_account_dispose;
  G_DBUS_INTERFACE_SKELETON_CLASS (klass)->get_vtable = bw_dbus_account_get_vtable;
}

static void
bw_dbus_account_init (BwDBusAccount *self)
{
}

GDBusInterfaceSkeleton *
bw_dbus_account_new (BwAccount *account)
{
  BwDBusAccount *self = g_object_new (BW_TYPE_DBUS_ACCOUNT, NULL);

  self->account = g_object_ref (account);
  g_signal_connect_object (account, "notify", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bw_account_get_mailbox (account), "notify", G_CALLBACK (mailbox_cb),
                           self, G_CONNECT_SWAPPED);
  update_cb (self);
  mailbox_cb (self);

  return G_DBUS_INTERFACE_SKELETON (self);
}
