/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_DBUS_ERROR (bw_dbus_error_quark ())

/**
 * BwDBusError:
 * @BW_DBUS_ERROR_ARGUMENT: an argument is not what the method takes; the message names it
 * @BW_DBUS_ERROR_NO_OBJECT: there is no account or call at the path that was given
 *
 * What only a caller on D-Bus can do wrong. All else is a #BwError.
 */
typedef enum {
  BW_DBUS_ERROR_ARGUMENT,
  BW_DBUS_ERROR_NO_OBJECT,
} BwDBusError;

GQuark bw_dbus_error_quark (void);

/** bw_dbus_error_register: gives the errors of the phone their names on the bus,
 * `io.github.bellwire.Bellwire.Error.*` */
void bw_dbus_error_register (void);

/**
 * bw_dbus_refuse:
 * @error: (transfer full) (nullable): what went wrong, NULL where all went well
 *
 * Returns: TRUE for an error, which is then the answer to @invocation
 */
gboolean bw_dbus_refuse (GDBusMethodInvocation *invocation, GError *error);

G_END_DECLS
