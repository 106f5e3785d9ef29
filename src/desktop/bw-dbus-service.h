/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_DBUS_SERVICE_PATH "/io/github/bellwire/Bellwire"

#define BW_TYPE_DBUS_SERVICE (bw_dbus_service_get_type ())

/**
 * BwDBusService:
 *
 * The phone on D-Bus, as data/io.github.bellwire.Bellwire.xml describes it: Phone1 and
 * org.freedesktop.DBus.ObjectManager at the root object, accounts and calls below it. GApplication
 * exports interfaces of its own at the same path; the two go together. The name on the bus is not
 * owned here.
 */
G_DECLARE_FINAL_TYPE (BwDBusService, bw_dbus_service, BW, DBUS_SERVICE, GObject)

BwDBusService *bw_dbus_service_new (BwPhone *phone);

/** bw_dbus_service_export: @error: G_IO_ERROR_EXISTS where something has these interfaces at this
 * path already */
gboolean bw_dbus_service_export (BwDBusService *self, GDBusConnection *connection, GError **error);

/** bw_dbus_service_unexport: takes everything off the bus; may be called more than once */
void bw_dbus_service_unexport (BwDBusService *self);

G_END_DECLS
