/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files between whole phones: in the message itself, and by the file server of the account. */

#include "bw-test-messages.h"
#include "bw-test-server.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#define BIG 200000

/* Alice, whose account names a file server, and Bob. */
typedef struct {
  TestServer *server;
  TestPhone *alice, *bob;
  TestInbox *at_bob;
  SoupServer *files;
  char *base;
  GBytes *kept; /* what the file server was brought */
  guint status; /* it answers with this where it is not 0 */
  GFile *file;
  GAsyncResult *result;
} Pair;

static void
files_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  Pair *pair = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *document = NULL;
  gsize size = pair->kept ? g_bytes_get_size (pair->kept) : 0;

  if (pair->status) {
    soup_server_message_set_status (message, pair->status, NULL);
  } else if (g_str_equal (soup_server_message_get_method (message), "GET")) {
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
    soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY,
                                      g_bytes_get_data (pair->kept, NULL), size);
  } else if (body->length == 0) {
    soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
  } else {
    document = g_strdup_printf (
        "<?xml version=\"1.0\"?><file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\">"
        "<file-info type=\"file\"><file-size>%d</file-size><file-name>a.png</file-name>"
        "<content-type>image/png</content-type><data url=\"%s/1\"/></file-info></file>",
        BIG, pair->base);
    soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
    soup_server_message_set_response (message, "application/vnd.gsma.rcs-ft-http+xml",
                                      SOUP_MEMORY_COPY, document, strlen (document));
  }
}

static void
start_files (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  GSList *uris;

  pair->files = g_object_new (SOUP_TYPE_SERVER, NULL);
  soup_server_listen_local (pair->files, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  soup_server_add_handler (pair->files, NULL, files_cb, pair, NULL);
  uris = soup_server_get_uris (pair->files);
  pair->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static GBytes *
make_picture (void)
{
  guint8 *bytes = g_malloc0 (BIG);

  memcpy (bytes, "\x89PNG\r\n\x1a\n", 8);
  for (gsize i = 8; i < BIG; i++)
    bytes[i] = (guint8) (i * 31 + i / 253);

  return g_bytes_new_take (bytes, BIG);
}

static void
set_up (Pair *pair, gconstpointer file_server)
{
  g_autoptr (BwAccountSettings) settings = NULL;
  g_autofree char *path = NULL;

  start_files (pair);
  pair->kept = make_picture ();
  pair->server = test_server_new ("good");
  pair->alice = test_phone_new_bare ("alice", 0);
  pair->bob = test_phone_new_bare ("bob", 0);
  settings = test_server_settings (pair->server, "alice", "tcp");
  if (file_server)
    g_object_set (settings, "file-server", pair->base, NULL);
  pair->alice->account = bw_phone_add_account (pair->alice->phone, settings, "secret", NULL);
  g_assert_cmpint (test_wait_account (pair->alice->account), ==, BW_REASON_NONE);
  test_server_sign_in (pair->server, pair->bob, "bob", "tcp");
  pair->at_bob = test_inbox_new (pair->bob);
  path = g_build_filename (pair->alice->dir, "a picture.png", NULL);
  pair->file = g_file_new_for_path (path);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pair->kept, NULL), BIG, NULL));
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  test_inbox_free (pair->at_bob);
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
  test_server_free (pair->server);
  g_clear_object (&pair->result);
  g_object_unref (pair->file);
  g_object_unref (pair->files);
  g_bytes_unref (pair->kept);
  g_free (pair->base);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_set_object (&((Pair *) data)->result, result);
}

static BwMessage *
send_file (Pair *pair, GError **error)
{
  BwMessenger *messenger = bw_phone_get_messenger (pair->alice->phone);

  g_clear_object (&pair->result);
  bw_messenger_send_file_async (messenger, test_open (pair->alice, "bob"), pair->file, NULL,
                                done_cb, pair);
  test_wait (pair->result != NULL);

  return bw_messenger_send_file_finish (messenger, pair->result, error);
}

/* Brought to the server, sent as a link, fetched at the other end. */
static void
test_upload (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BwMessage) message = send_file (pair, &error);
  BwMessage *arrived;
  g_autoptr (GBytes) body = NULL;

  g_assert_no_error (error);
  arrived = test_inbox_wait (pair->at_bob, 0);
  g_assert_cmpstr (bw_message_get_content_type (arrived), ==, "image/png");
  g_assert_cmpint (bw_message_get_size (arrived), ==, BIG);
  g_assert_true (g_str_has_prefix (bw_message_get_url (arrived), pair->base));
  g_assert_false (bw_message_get_has_body (arrived));

  g_clear_object (&pair->result);
  bw_messenger_fetch_async (pair->at_bob->messenger, arrived, NULL, done_cb, pair);
  test_wait (pair->result != NULL);
  g_assert_true (bw_messenger_fetch_finish (pair->at_bob->messenger, pair->result, &error));
  body = bw_store_dup_body (pair->bob->store, arrived, NULL);
  g_assert_true (g_bytes_equal (body, pair->kept));
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
}

/* Refused by the file server: it says so, and goes when it is sent again. */
static void
test_refused_upload (Pair *pair, gconstpointer data)
{
  g_autoptr (BwMessage) message = NULL;

  pair->status = SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE;
  message = send_file (pair, NULL);
  test_wait_message (message, BW_MESSAGE_STATE_FAILED);
  g_assert_cmpint (bw_message_get_reason (message), ==, BW_REASON_UPLOAD);
  g_assert_nonnull (bw_message_get_phrase (message));

  pair->status = 0;
  g_assert_true (
      bw_messenger_send_again (bw_phone_get_messenger (pair->alice->phone), message, NULL));
  test_inbox_wait (pair->at_bob, 0);
  test_wait_message (message, BW_MESSAGE_STATE_DELIVERED);
}

/* Without a file server a file is a message, as long as it is small enough for one. */
static void
test_in_message (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BwMessage) message = send_file (pair, &error);
  g_autoptr (GBytes) small = g_bytes_new_from_bytes (pair->kept, 0, 5000);
  g_autoptr (GBytes) body = NULL;
  BwMessage *arrived;

  g_assert_null (message);
  g_assert_error (error, BW_ERROR, BW_ERROR_TOO_LARGE);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (g_file_peek_path (pair->file), g_bytes_get_data (small, NULL),
                                      5000, NULL));
  message = send_file (pair, &error);
  g_assert_no_error (error);
  arrived = test_inbox_wait (pair->at_bob, 0);
  g_assert_cmpstr (bw_message_get_content_type (arrived), ==, "image/png");
  g_assert_cmpstr (bw_message_get_file_name (arrived), ==, "a picture.png");
  body = bw_store_dup_body (pair->bob->store, arrived, NULL);
  g_assert_true (g_bytes_equal (body, small));
}

/* What is no file, and what is not there. */
static void
test_no_file (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_unlink (g_file_peek_path (pair->file));
  g_assert_null (send_file (pair, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
  g_clear_error (&error);
  g_assert_cmpint (g_mkdir (g_file_peek_path (pair->file), 0700), ==, 0);
  g_assert_null (send_file (pair, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_FILE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func, file_server)                                                               \
  g_test_add ("/engine/files/" name, Pair, file_server, set_up, func, tear_down)
  ADD ("upload", test_upload, "yes");
  ADD ("refused-upload", test_refused_upload, "yes");
  ADD ("in-message", test_in_message, NULL);
  ADD ("no-file", test_no_file, NULL);

  return g_test_run ();
}
