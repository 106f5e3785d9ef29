/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests to a web server that nobody has to trust: bounded in size, time and redirects. Knows
 * nothing of what the files are for. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-http-client.h"

#include "bw-config.h"
#include "bw-http-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#define CHUNK (64 * 1024)
#define MAX_REDIRECTS 5
#define SILENCE_SECONDS 60

struct _BwHttpClient {
  GObject parent_instance;

  SoupSession *session;
  char *user;
  char *password;
};

G_DEFINE_FINAL_TYPE (BwHttpClient, bw_http_client, G_TYPE_OBJECT)

typedef struct {
  GUri *first; /* whose host may see the password */
  GUri *uri;
  GPtrArray *parts; /* (nullable) of GBytes: the body of a POST */
  char *content_type;
  gint64 max_size;
  guint redirects;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *received;
} Request;

static void
request_free (Request *request)
{
  g_clear_pointer (&request->first, g_uri_unref);
  g_clear_pointer (&request->uri, g_uri_unref);
  g_clear_pointer (&request->parts, g_ptr_array_unref);
  g_clear_pointer (&request->content_type, g_free);
  g_clear_object (&request->message);
  g_clear_object (&request->stream);
  g_clear_pointer (&request->received, g_byte_array_unref);
  g_free (request);
}

static gboolean
is_secure (GUri *uri)
{
  return g_str_equal (g_uri_get_scheme (uri), "https");
}

/* Returns: (nullable): http and https with a host; anything else is not ours to open. */
static GUri *
parse_uri (GUri *base, const char *text)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (!text)
    return NULL;

  uri = base ? g_uri_parse_relative (base, text, SOUP_HTTP_URI_FLAGS, NULL)
             : g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  host = uri ? g_uri_get_host (uri) : NULL;
  if (!host || !*host)
    return NULL;

  return is_secure (uri) || g_str_equal (g_uri_get_scheme (uri), "http") ? g_steal_pointer (&uri)
                                                                         : NULL;
}

static void
fail_by_cause (GTask *task, const GError *cause)
{
  Request *request = g_task_get_task_data (task);

  g_task_return_error (task, bw_http_error_from_cause (cause, g_uri_get_host (request->uri)));
}

/* To a POST the answer is a note about it, and no file. */
static void
fail_by_size (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_autofree char *words =
      g_format_size_full ((guint64) request->max_size, G_FORMAT_SIZE_IEC_UNITS);

  if (request->parts)
    g_task_return_new_error (task, BW_ERROR, BW_ERROR_TRANSFER,
                             /* Translators: %s is the name of a server */
                             _ ("The server “%s” gave an answer that is far too long."),
                             g_uri_get_host (request->uri));
  else
    g_task_return_new_error (task, BW_ERROR, BW_ERROR_TOO_LARGE,
                             _ ("The file is larger than %s, the most that is fetched."), words);
}

static void
chunk_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size = chunk ? g_bytes_get_size (chunk) : 0;

  if (!chunk) {
    fail_by_cause (task, error);
    return;
  }
  if (size == 0) {
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&request->received)),
                           (GDestroyNotify) g_bytes_unref);
    return;
  }
  if ((gint64) (request->received->len + size) > request->max_size) {
    fail_by_size (task);
    return;
  }

  g_byte_array_append (request->received, g_bytes_get_data (chunk, NULL), (guint) size);
  g_input_stream_read_bytes_async (request->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), chunk_cb, g_object_ref (task));
}

static void
read_answer (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (request->message);
  goffset announced = soup_message_headers_get_content_length (headers);

  if (announced > request->max_size) {
    fail_by_size (task);
    return;
  }

  request->received = g_byte_array_new ();
  g_input_stream_read_bytes_async (request->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), chunk_cb, g_object_ref (task));
}

/* The password is for one host, and never in clear for who listens on the way. */
static gboolean
authenticate_cb (SoupMessage *message, SoupAuth *auth, gboolean is_retry, gpointer data)
{
  GTask *task = data;
  BwHttpClient *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  gboolean is_open = !is_secure (request->uri) &&
                     g_ascii_strcasecmp (soup_auth_get_scheme_name (auth), "Basic") == 0;
  gboolean is_first =
      g_ascii_strcasecmp (g_uri_get_host (request->first), g_uri_get_host (request->uri)) == 0;

  if (!self->user || !self->password || is_retry || soup_auth_is_for_proxy (auth) || is_open ||
      !is_first)
    return FALSE;

  soup_auth_authenticate (auth, self->user, self->password);

  return TRUE;
}

static void
set_body (SoupMessage *message, Request *request)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new ();
  gssize size = 0;

  if (!request->content_type)
    return;

  for (guint i = 0; i < request->parts->len; i++) {
    g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (stream), request->parts->pdata[i]);
    size += (gssize) g_bytes_get_size (request->parts->pdata[i]);
  }

  soup_message_set_request_body (message, request->content_type, stream, size);
}

/* The first try has used up the stream. */
static void
restarted_cb (SoupMessage *message, gpointer data)
{
  set_body (message, g_task_get_task_data (data));
}

static SoupMessage *
make_message (GTask *task)
{
  Request *request = g_task_get_task_data (task);
  SoupMessage *message =
      soup_message_new_from_uri (request->parts ? SOUP_METHOD_POST : SOUP_METHOD_GET, request->uri);

  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  set_body (message, request);
  g_signal_connect_object (message, "authenticate", G_CALLBACK (authenticate_cb), task, 0);
  g_signal_connect_object (message, "restarted", G_CALLBACK (restarted_cb), task, 0);

  return message;
}

static gboolean
is_redirect (guint status, gboolean is_post)
{
  return status == SOUP_STATUS_MOVED_PERMANENTLY || status == SOUP_STATUS_FOUND ||
         status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT ||
         (status == SOUP_STATUS_SEE_OTHER && !is_post);
}

/* Returns: FALSE where one must not go on to where the server points. */
static gboolean
follow (Request *request)
{
  const char *location = soup_message_headers_get_one (
      soup_message_get_response_headers (request->message), "Location");
  g_autoptr (GUri) next = parse_uri (request->uri, location);

  if (!next || request->redirects == MAX_REDIRECTS ||
      (is_secure (request->uri) && !is_secure (next)))
    return FALSE;

  request->redirects++;
  g_uri_unref (request->uri);
  request->uri = g_steal_pointer (&next);

  return TRUE;
}

static void
fail_by_redirect (GTask *task)
{
  Request *request = g_task_get_task_data (task);

  g_task_return_new_error (task, BW_ERROR, BW_ERROR_TRANSFER,
                           /* Translators: %s is the name of a server */
                           _ ("The server “%s” points to an address that is not safe to open."),
                           g_uri_get_host (request->uri));
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint status;

  g_set_object (&request->stream, NULL);
  request->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  status = soup_message_get_status (request->message);
  if (!request->stream) {
    fail_by_cause (task, error);
  } else if (SOUP_STATUS_IS_SUCCESSFUL (status)) {
    read_answer (task);
  } else if (!is_redirect (status, request->parts != NULL)) {
    g_task_return_error (task, bw_http_error_from_status (status, g_uri_get_host (request->uri),
                                                          request->parts != NULL));
  } else if (!follow (request)) {
    fail_by_redirect (task);
  } else {
    g_object_unref (request->message);
    request->message = make_message (task);
    soup_session_send_async (SOUP_SESSION (source), request->message, G_PRIORITY_DEFAULT,
                             g_task_get_cancellable (task), send_cb, g_object_ref (task));
  }
}

static void
begin (BwHttpClient *self, GTask *task, Request *request, const char *url, gint64 max_size)
{
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  request->max_size = max_size;
  request->first = parse_uri (NULL, url);
  if (!request->first) {
    g_task_return_new_error (
        task, BW_ERROR, BW_ERROR_TRANSFER,
        _ ("That is no http or https address. Files are sent and fetched only there."));
    return;
  }

  request->uri = g_uri_ref (request->first);
  request->message = make_message (task);
  soup_session_send_async (self->session, request->message, G_PRIORITY_DEFAULT,
                           g_task_get_cancellable (task), send_cb, g_object_ref (task));
}

static void
bw_http_client_dispose (GObject *object)
{
  BwHttpClient *self = BW_HTTP_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->password, g_free);

  G_OBJECT_CLASS (bw_http_client_parent_class)->dispose (object);
}

static void
bw_http_client_class_init (BwHttpClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_http_client_dispose;
}

static void
bw_http_client_init (BwHttpClient *self)
{
  self->session = soup_session_new_with_options ("user-agent", "Bellwire/" BW_VERSION, "timeout",
                                                 SILENCE_SECONDS, NULL);
  /* a file stays as it is: what is packed is kept packed */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

BwHttpClient *
bw_http_client_new (const char *user, const char *password)
{
  BwHttpClient *self = g_object_new (BW_TYPE_HTTP_CLIENT, NULL);

  self->user = g_strdup (user);
  self->password = g_strdup (password);

  return self;
}

void
bw_http_client_get_async (BwHttpClient *self,
                          const char *url,
                          gint64 max_size,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (BW_IS_HTTP_CLIENT (self));

  g_task_set_source_tag (task, bw_http_client_get_async);
  begin (self, task, g_new0 (Request, 1), url, max_size);
}

void
bw_http_client_post_async (BwHttpClient *self,
                           const char *url,
                           const char *content_type,
                           GPtrArray *parts,
                           gint64 max_size,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (BW_IS_HTTP_CLIENT (self));

  g_task_set_source_tag (task, bw_http_client_post_async);
  request->parts = g_ptr_array_ref (parts);
  request->content_type = g_strdup (content_type);
  begin (self, task, request, url, max_size);
}

GBytes *
bw_http_client_finish (BwHttpClient *self, GAsyncResult *result, char **url, GError **error)
{
  Request *request = g_task_get_task_data (G_TASK (result));

  if (url)
    *url = request->uri ? g_uri_to_string (request->uri) : NULL;

  return g_task_propagate_pointer (G_TASK (result), error);
}
