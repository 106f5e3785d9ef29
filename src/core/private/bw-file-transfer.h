/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_FILE_TRANSFER (bw_file_transfer_get_type ())

/**
 * BwFileTransfer:
 *
 * Files over HTTP, as the file-transfer servers of Linphone and RCS (GSMA RCC.07, 3.5.4.8) do it:
 * an empty POST that is answered with 204 (or 401 with digest), a multipart/form-data POST with the
 * file as the part `File`, answered with an application/vnd.gsma.rcs-ft-http+xml document that is
 * sent to the peer as a message. Over libsoup 3.
 */
G_DECLARE_FINAL_TYPE (BwFileTransfer, bw_file_transfer, BW, FILE_TRANSFER, GObject)

BwFileTransfer *bw_file_transfer_new (void);

/**
 * bw_file_transfer_upload_async:
 * @server: an http or https URL
 * @user: (nullable): for digest or basic authentication, where the server asks
 * @password: (nullable)
 *
 * bw_file_transfer_upload_finish() fails with BW_ERROR_TRANSFER and a sentence that says what to do
 * (no such host, refused, certificate, the server's own status, an answer that is no such
 * document), BW_ERROR_TOO_LARGE for 413, or G_IO_ERROR_CANCELLED. An answer over 64 KiB is refused.
 */
void bw_file_transfer_upload_async (BwFileTransfer *self,
                                    const char *server,
                                    const char *user,
                                    const char *password,
                                    const char *file_name,
                                    const char *content_type,
                                    GBytes *bytes,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/** bw_file_transfer_upload_finish: Returns: (transfer full) (nullable): the document to send */
char *bw_file_transfer_upload_finish (BwFileTransfer *self, GAsyncResult *result, GError **error);

/**
 * bw_file_transfer_download_async:
 * @url: http or https; anything else is refused with BW_ERROR_TRANSFER
 * @max_size: bytes; more is given up with BW_ERROR_TOO_LARGE
 */
void bw_file_transfer_download_async (BwFileTransfer *self,
                                      const char *url,
                                      gint64 max_size,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/** bw_file_transfer_download_finish: Returns: (transfer full) (nullable) */
GBytes *
bw_file_transfer_download_finish (BwFileTransfer *self, GAsyncResult *result, GError **error);

G_END_DECLS
