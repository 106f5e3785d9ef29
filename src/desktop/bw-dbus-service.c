/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins the parts of the phone that are on the bus. What each of them does is theirs. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-service.h"

#include "bw-dbus-account.h"
#include "bw-dbus-buddy.h"
#include "bw-dbus-call.h"
#include "bw-dbus-error.h"
#include "bw-dbus-phone.h"

struct _BwDBusService {
  GObject parent_instance;

  BwPhone *model;
  GDBusObjectManagerServer *manager;
  BwDBusBranch *accounts;
  BwDBusBranch *calls;
  BwDBusBranch *buddies;
  GDBusInterfaceSkeleton *phone;
};

G_DEFINE_FINAL_TYPE (BwDBusService, bw_dbus_service, G_TYPE_OBJECT)

static GDBusInterfaceSkeleton *
make_account (gpointer item, BwDBusBranch *branch, gpointer user_data)
{
  return bw_dbus_account_new (item);
}

static GDBusInterfaceSkeleton *
make_call (gpointer item, BwDBusBranch *branch, gpointer user_data)
{
  BwDBusService *self = user_data;

  return bw_dbus_call_new (item, self->model, self->accounts, branch);
}

static GDBusInterfaceSkeleton *
make_buddy (gpointer item, BwDBusBranch *branch, gpointer user_data)
{
  return bw_dbus_buddy_new (item, user_data);
}

static void
bw_dbus_service_dispose (GObject *object)
{
  BwDBusService *self = BW_DBUS_SERVICE (object);

  if (self->manager)
    bw_dbus_service_unexport (self);
  g_clear_object (&self->phone);
  g_clear_object (&self->buddies);
  g_clear_object (&self->calls);
  g_clear_object (&self->accounts);
  g_clear_object (&self->manager);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (bw_dbus_service_parent_class)->dispose (object);
}

static void
bw_dbus_service_class_init (BwDBusServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_dbus_service_dispose;
  bw_dbus_error_register ();
}

static void
bw_dbus_service_init (BwDBusService *self)
{
}

BwDBusService *
bw_dbus_service_new (BwPhone *phone)
{
  BwDBusService *self = g_object_new (BW_TYPE_DBUS_SERVICE, NULL);

  self->model = g_object_ref (phone);
  self->manager = g_dbus_object_manager_server_new (BW_DBUS_SERVICE_PATH);
  self->accounts = bw_dbus_branch_new (self->manager, "accounts", bw_phone_get_accounts (phone),
                                       make_account, NULL);
  self->calls =
      bw_dbus_branch_new (self->manager, "calls", bw_phone_get_calls (phone), make_call, self);
  self->buddies = bw_dbus_branch_new (
      self->manager, "buddies", G_LIST_MODEL (bw_phone_get_buddies (phone)), make_buddy, phone);
  self->phone = bw_dbus_phone_new (phone, self->accounts, self->calls, self->buddies);

  return self;
}

gboolean
bw_dbus_service_export (BwDBusService *self, GDBusConnection *connection, GError **error)
{
  /* The object manager does not hold the root itself, so Phone1 is put there beside it. */
  if (!g_dbus_interface_skeleton_export (self->phone, connection, BW_DBUS_SERVICE_PATH, error))
    return FALSE;

  g_dbus_object_manager_server_set_connection (self->manager, connection);

  return TRUE;
}

void
bw_dbus_service_unexport (BwDBusService *self)
{
  g_dbus_object_manager_server_set_connection (self->manager, NULL);
  if (g_dbus_interface_skeleton_get_connection (self->phone))
    g_dbus_interface_skeleton_unexport (self->phone);
}
