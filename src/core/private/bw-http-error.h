/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * bw_http_error_from_cause:
 * @host: the server's name, as text for people
 *
 * Returns: (transfer full): BW_ERROR_TRANSFER with a sentence for what GIO says of a connection;
 * G_IO_ERROR_CANCELLED stays what it is
 */
GError *bw_http_error_from_cause (const GError *cause, const char *host);

/**
 * bw_http_error_from_status:
 * @status: an HTTP status that is no success
 * @is_upload: something was to be sent, not fetched
 *
 * Returns: (transfer full): BW_ERROR_TRANSFER, or BW_ERROR_TOO_LARGE for 413 and 507
 */
GError *bw_http_error_from_status (guint status, const char *host, gboolean is_upload);

G_END_DECLS
