/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

#define BW_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define BW_PORTAL_PATH "/org/freedesktop/portal/desktop"

/*
 * A question to a portal, which a person may take minutes to answer
 * (org.freedesktop.portal.Request). Nothing here blocks, and a portal that dies is an answer, too.
 */

/**
 * bw_portal_request_async:
 * @interface: of the portal, such as `org.freedesktop.portal.ScreenCast`
 * @head: (nullable): a tuple: the arguments before the options; floating ones are taken
 * @options: (nullable): of the method; the handle token is put in
 *
 * Cancelling it takes the question back.
 */
void bw_portal_request_async (GDBusConnection *bus,
                              const char *interface,
                              const char *method,
                              GVariant *head,
                              GVariantDict *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/**
 * bw_portal_request_finish:
 * @error: G_IO_ERROR_CANCELLED where the person said no, G_IO_ERROR_NOT_SUPPORTED where there is no
 * such portal, else G_IO_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): a{sv}, whose values may be of any type
 */
GVariant *bw_portal_request_finish (GAsyncResult *result, GError **error);

/** bw_portal_translate_error: Returns: (transfer full): one of the errors above, of what a call to
 * a portal failed with */
GError *bw_portal_translate_error (const GError *error);

/**
 * bw_portal_take_fd:
 * @reply: (h)
 * @fds: (nullable): what came with it
 *
 * Returns: a descriptor of the caller's own; -1 with G_IO_ERROR_FAILED
 */
int bw_portal_take_fd (GVariant *reply, GUnixFDList *fds, GError **error);

G_END_DECLS
