/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_HTTP_CLIENT (bw_http_client_get_type ())

/**
 * BwHttpClient:
 *
 * One errand to an HTTP server, over libsoup: its requests share their connections and one user.
 * Certificates are checked against the system's store. Redirects are followed to http and https
 * only, five at most, and never from https to http. The password goes to the host of the first
 * address only, and as it is (Basic) over https only. A minute of silence ends a request.
 */
G_DECLARE_FINAL_TYPE (BwHttpClient, bw_http_client, BW, HTTP_CLIENT, GObject)

/**
 * bw_http_client_new:
 * @user: (nullable): for Digest or Basic, where the server asks
 * @password: (nullable)
 */
BwHttpClient *bw_http_client_new (const char *user, const char *password);

/**
 * bw_http_client_get_async:
 * @max_size: bytes of the answer; more is given up with BW_ERROR_TOO_LARGE (BW_ERROR_TRANSFER where
 * it answers a POST)
 */
void bw_http_client_get_async (BwHttpClient *self,
                               const char *url,
                               gint64 max_size,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * bw_http_client_post_async:
 * @content_type: (nullable)
 * @parts: (element-type GBytes): the body, in pieces that are not copied; may be empty
 */
void bw_http_client_post_async (BwHttpClient *self,
                                const char *url,
                                const char *content_type,
                                GPtrArray *parts,
                                gint64 max_size,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/**
 * bw_http_client_finish:
 * @url: (out) (optional) (transfer full): where the answer came from, after all redirects
 * @error: BW_ERROR_TRANSFER, BW_ERROR_TOO_LARGE or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the body of a 2xx answer
 */
GBytes *
bw_http_client_finish (BwHttpClient *self, GAsyncResult *result, char **url, GError **error);

G_END_DECLS
