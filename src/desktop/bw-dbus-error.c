/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names that errors have on the bus. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-error.h"

#include "bw-store.h"

#define PREFIX "io.github.bellwire.Bellwire.Error."

G_DEFINE_QUARK (bw - dbus - error - quark, bw_dbus_error)

static const GDBusErrorEntry phone_errors[] = {
  { BW_ERROR_ADDRESS, PREFIX "Address" },
  { BW_ERROR_ACCOUNT_ADDRESS, PREFIX "AccountAddress" },
  { BW_ERROR_SERVER, PREFIX "Server" },
  { BW_ERROR_EXPIRES, PREFIX "Expires" },
  { BW_ERROR_DUPLICATE, PREFIX "Duplicate" },
  { BW_ERROR_NO_ACCOUNT, PREFIX "NoAccount" },
  { BW_ERROR_NOT_STARTED, PREFIX "NotStarted" },
  { BW_ERROR_STATE, PREFIX "State" },
  { BW_ERROR_DTMF, PREFIX "Dtmf" },
  { BW_ERROR_DEVICE, PREFIX "Device" },
  { BW_ERROR_UNSUPPORTED, PREFIX "Unsupported" },
  { BW_ERROR_FILE, PREFIX "File" },
  { BW_ERROR_TEXT, PREFIX "Text" },
  { BW_ERROR_CONTENT, PREFIX "Content" },
  { BW_ERROR_TOO_LARGE, PREFIX "TooLarge" },
  { BW_ERROR_TRANSFER, PREFIX "Transfer" },
  { BW_ERROR_FILE_SERVER, PREFIX "FileServer" },
  { BW_ERROR_ENGINE, PREFIX "Engine" },
};

static const GDBusErrorEntry store_errors[] = {
  { BW_STORE_ERROR_OPEN, PREFIX "StoreOpen" },
  { BW_STORE_ERROR_DAMAGED, PREFIX "StoreDamaged" },
  { BW_STORE_ERROR_NEWER, PREFIX "StoreNewer" },
  { BW_STORE_ERROR_LOCKED, PREFIX "StoreLocked" },
  { BW_STORE_ERROR_FULL, PREFIX "StoreFull" },
  { BW_STORE_ERROR_DUPLICATE, PREFIX "StoreDuplicate" },
  { BW_STORE_ERROR_FAILED, PREFIX "StoreFailed" },
};

static const GDBusErrorEntry bus_errors[] = {
  { BW_DBUS_ERROR_ARGUMENT, PREFIX "Argument" },
  { BW_DBUS_ERROR_NO_OBJECT, PREFIX "NoObject" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (phone_errors) == BW_ERROR_ENGINE + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (store_errors) == BW_STORE_ERROR_FAILED + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (bus_errors) == BW_DBUS_ERROR_NO_OBJECT + 1);

static void
register_errors (GQuark domain, const GDBusErrorEntry *entries, guint n_entries)
{
  for (guint i = 0; i < n_entries; i++)
    g_dbus_error_register_error (domain, entries[i].error_code, entries[i].dbus_error_name);
}

void
bw_dbus_error_register (void)
{
  register_errors (BW_ERROR, phone_errors, G_N_ELEMENTS (phone_errors));
  register_errors (BW_STORE_ERROR, store_errors, G_N_ELEMENTS (store_errors));
  register_errors (BW_DBUS_ERROR, bus_errors, G_N_ELEMENTS (bus_errors));
}

gboolean
bw_dbus_refuse (GDBusMethodInvocation *invocation, GError *error)
{
  if (!error)
    return FALSE;

  g_dbus_method_invocation_take_error (invocation, error);

  return TRUE;
}
