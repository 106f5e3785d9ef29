/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a failed exchange with an HTTP server means to the person who sent or fetched a file. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-http-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

static gboolean
is_out_of_reach (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE);
}

static GError *
transfer_error (const char *format, const char *host)
{
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "%s", host, 1);

  return g_error_new_literal (BW_ERROR, BW_ERROR_TRANSFER, sentence->str);
}

GError *
bw_http_error_from_cause (const GError *cause, const char *host)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (cause);

  if (cause->domain == G_RESOLVER_ERROR)
    /* Translators: %s is the name of a server, here and in what follows */
    return transfer_error (_ ("The server “%s” was not found. Check its name and your connection."),
                           host);

  if (cause->domain == G_TLS_ERROR)
    return transfer_error (_ ("The certificate of the server “%s” is not one that can be trusted. "
                              "No file was sent or fetched. Ask the one who runs it."),
                           host);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return transfer_error (_ ("The server “%s” takes no connection. Try again later."), host);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return transfer_error (_ ("The server “%s” does not answer. Try again later."), host);

  if (is_out_of_reach (cause))
    return transfer_error (_ ("The server “%s” cannot be reached. Check your connection."), host);

  return transfer_error (_ ("The connection to the server “%s” broke off. Try again."), host);
}

static const char *
sentence_of_status (guint status, gboolean is_upload)
{
  switch (status) {
  case SOUP_STATUS_UNAUTHORIZED:
  case SOUP_STATUS_FORBIDDEN:
  case SOUP_STATUS_PROXY_UNAUTHORIZED:
    return is_upload ? _ ("The server “%s” refuses the user and password of the account.")
                     : _ ("The server “%s” does not give the file away. Ask the sender.");
  case SOUP_STATUS_NOT_FOUND:
  case SOUP_STATUS_METHOD_NOT_ALLOWED:
  case SOUP_STATUS_GONE:
    return is_upload ? _ ("The server “%s” takes no files at this address. Check the file server "
                          "in the account’s settings.")
                     : _ ("The server “%s” does not have the file any more. Ask the sender to "
                          "send it again.");
  case SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE:
  case 507: /* insufficient storage, RFC 4918 */
    return _ ("The file is larger than the server “%s” takes. Send a smaller one.");
  default: /* the numbers of HTTP are no enum of ours */
    return status >= 500 ? _ ("The server “%s” has a problem of its own. Try again later.")
                         : _ ("The server “%s” did not do what it was asked for.");
  }
}

GError *
bw_http_error_from_status (guint status, const char *host, gboolean is_upload)
{
  gboolean is_large = status == SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE || status == 507;
  g_autoptr (GError) error = transfer_error (sentence_of_status (status, is_upload), host);

  return g_error_new (BW_ERROR, is_large ? BW_ERROR_TOO_LARGE : BW_ERROR_TRANSFER, "%s (%u %s)",
                      error->message, status, soup_status_get_phrase (status));
}
