/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a message looks on the network, what a peer is known to take, and when it hears of typing. */

#include "bw-account-private.h"
#include "bw-message-wire.h"
#include "bw-peer-abilities.h"
#include "bw-typing.h"

#include <string.h>

static BwAccount *
make_account (void)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();

  g_object_set (settings, "address", "alice@example.org", NULL);

  return bw_account_new (settings);
}

static BwMessage *
make_message (const char *type, const char *text)
{
  BwMessage *message = bw_message_new ();

  g_object_set (message, "direction", BW_DIRECTION_OUTGOING, "content-type", type, "text", text,
                "call-id", "call", "message-id", "id-1", NULL);

  return message;
}

static BwConversation *
make_conversation (BwStore *store, const char *peer)
{
  g_assert_true (bw_store_open (store, NULL));

  return bw_store_ensure_conversation (store, "account", peer, NULL, NULL);
}

static BwMessageWire *
make_wire (BwMessage *message, GBytes *body, gboolean cpim)
{
  g_autoptr (BwAccount) account = make_account ();
  g_autoptr (BwStore) store = bw_store_new (NULL);
  g_autoptr (GError) error = NULL;
  BwMessageWire *wire = bw_message_wire_new (account, make_conversation (store, "bob@example.org"),
                                             message, body, cpim, &error);

  g_assert_no_error (error);
  g_assert_nonnull (wire);

  return wire;
}

static void
assert_body (BwMessageWire *wire, const char *text)
{
  g_autofree char *body = g_strndup (g_bytes_get_data (wire->request.body, NULL),
                                     g_bytes_get_size (wire->request.body));

  g_assert_cmpstr (body, ==, text);
}

static void
test_text (void)
{
  g_autoptr (BwMessage) message = make_message ("text/plain", "Grüße");
  g_autoptr (BwMessageWire) wire = make_wire (message, NULL, FALSE);

  g_assert_cmpstr (wire->request.to, ==, "sip:bob@example.org");
  g_assert_cmpstr (wire->request.call_id, ==, "call");
  g_assert_cmpstr (wire->request.content_type, ==, "text/plain");
  g_assert_null (wire->request.content_disposition);
  g_assert_cmpstr (wire->request.custom_headers, ==,
                   "IMDN-Message-ID: id-1\n"
                   "IMDN-Disposition-Notification: positive-delivery, display\n");
  assert_body (wire, "Grüße");
}

static void
test_file (void)
{
  g_autoptr (BwMessage) message = make_message ("image/png", NULL);
  g_autoptr (GBytes) body = g_bytes_new ("\x89PNG\0\0", 6);
  g_autoptr (BwMessageWire) wire = NULL;

  g_object_set (message, "file-name", "a \"b\" \\ c.png", NULL);
  wire = make_wire (message, body, FALSE);
  g_assert_cmpstr (wire->request.content_type, ==, "image/png");
  g_assert_cmpstr (wire->request.content_disposition, ==,
                   "attachment; filename=\"a \\\"b\\\" \\\\ c.png\"");
  g_assert_cmpuint (g_bytes_get_size (wire->request.body), ==, 6);
}

/* What was brought to a server goes as a link. */
static void
test_link (void)
{
  g_autoptr (BwMessage) message = make_message ("image/png", NULL);
  g_autoptr (BwMessageWire) wire = NULL;

  g_object_set (message, "file-name", "a.png", "size", G_GINT64_CONSTANT (5), "url",
                "https://files.example.org/1?a=1&b=2", NULL);
  wire = make_wire (message, NULL, FALSE);
  g_assert_cmpstr (wire->request.content_type, ==, "application/vnd.gsma.rcs-ft-http+xml");
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (wire->request.body, NULL),
                                  g_bytes_get_size (wire->request.body),
                                  "https://files.example.org/1?a=1&amp;b=2"));
}

/* Parameters of the type and headers of one's own come through the store. */
static void
test_own_headers (void)
{
  g_autoptr (BwMessage) message = make_message ("text/plain", "x");
  g_autofree char *lines =
      bw_message_wire_join_headers ("text/plain; charset=iso-8859-1", "X-Ticket: 7\nX-More: 8");
  g_autofree char *none = bw_message_wire_join_headers ("text/plain", NULL);
  g_autoptr (GBytes) body = g_bytes_new ("\xe4", 1);
  g_autoptr (BwMessageWire) wire = NULL;

  g_assert_null (none);
  g_object_set (message, "headers", lines, "message-id", NULL, NULL);
  wire = make_wire (message, body, FALSE);
  g_assert_cmpstr (wire->request.content_type, ==, "text/plain; charset=iso-8859-1");
  g_assert_cmpstr (wire->request.custom_headers, ==, "X-Ticket: 7\nX-More: 8");
  assert_body (wire, "\xe4");
}

static void
test_cpim (void)
{
  g_autoptr (BwMessage) message = make_message ("text/plain", "hello");
  g_autoptr (BwMessageWire) wire = make_wire (message, NULL, TRUE);
  g_autofree char *body = g_strndup (g_bytes_get_data (wire->request.body, NULL),
                                     g_bytes_get_size (wire->request.body));

  g_assert_cmpstr (wire->request.content_type, ==, "message/cpim");
  g_assert_nonnull (strstr (body, "imdn.Message-ID: id-1"));
  g_assert_nonnull (strstr (body, "hello"));
  g_assert_cmpstr (wire->request.custom_headers, ==, "");
}

static void
test_unwritable (void)
{
  g_autoptr (BwAccount) account = make_account ();
  g_autoptr (BwMessage) message = make_message ("text/plain", "x");
  g_autoptr (BwStore) store = bw_store_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (bw_message_wire_new (account, make_conversation (store, "no\naddress"), message,
                                      NULL, FALSE, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_ADDRESS);
}

/* Where the address does not say how to get there, the route does. */
static void
test_route (void)
{
  g_autoptr (BwAccount) account = make_account ();
  g_autoptr (BwMessage) message = make_message ("text/plain", "x");
  g_autoptr (BwStore) store = bw_store_new (NULL);
  BwConversation *conversation = make_conversation (store, "bob@127.0.0.1");
  g_autoptr (BwMessageWire) wire = NULL;

  g_assert_true (bw_store_set_route (store, conversation, "sip:bob@127.0.0.1:5070", NULL));
  wire = bw_message_wire_new (account, conversation, message, NULL, FALSE, NULL);
  g_assert_cmpstr (wire->request.to, ==, "sip:bob@127.0.0.1:5070");
}

static void
test_free_headers (void)
{
  static const char *const good[] = { "", "X-A: 1", "X-A: 1\nX-B:2\n", "Subject: ö" };
  static const char *const bad[] = {
    "no colon",      ": empty",   "X A: 1",  "X-A: 1\r",        "From: a",
    "via: x",        "i: x",      "To: me",  "CONTACT: x",      "X-A: 1\nCSeq:",
    "Content-Type:", "X-\xff: 1", "X: \x01", "Max-Forwards: 0", "IMDN-Message-ID: 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (bw_message_headers_are_free (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (bw_message_headers_are_free (bad[i]));
}

static void
test_abilities (void)
{
  g_autoptr (BwPeerAbilities) abilities = bw_peer_abilities_new ();

  g_assert_false (bw_peer_abilities_has (abilities, 1, BW_PEER_ABILITY_CPIM));
  bw_peer_abilities_add (abilities, 1, BW_PEER_ABILITY_CPIM | BW_PEER_ABILITY_COMPOSING);
  bw_peer_abilities_remove (abilities, 1, BW_PEER_ABILITY_CPIM);
  g_assert_false (bw_peer_abilities_has (abilities, 1, BW_PEER_ABILITY_CPIM));
  g_assert_true (bw_peer_abilities_has (abilities, 1, BW_PEER_ABILITY_COMPOSING));
  g_assert_false (bw_peer_abilities_has (abilities, 2, BW_PEER_ABILITY_COMPOSING));

  g_assert_cmpint (bw_peer_abilities_read_accept (NULL), ==, 0);
  g_assert_cmpint (bw_peer_abilities_read_accept ("text/plain, */*"), ==, 0);
  g_assert_cmpint (bw_peer_abilities_read_accept ("text/plain, Application/im-isComposing+xml"), ==,
                   BW_PEER_ABILITY_COMPOSING);
}

typedef struct {
  guint active;
  guint idle;
} Told;

static void
tell (BwConversation *conversation, gboolean active, gpointer user_data)
{
  Told *told = user_data;

  if (active)
    told->active++;
  else
    told->idle++;
}

/* Once at the first key, once when the text is gone, and nothing when it was sent. */
static void
test_typing (void)
{
  g_autoptr (BwConversation) conversation = g_object_new (BW_TYPE_CONVERSATION, NULL);
  Told told = { 0 };
  g_autoptr (BwTyping) typing = bw_typing_new (tell, &told);

  bw_typing_set (typing, conversation, FALSE);
  g_assert_cmpuint (told.idle, ==, 0);
  for (guint i = 0; i < 5; i++)
    bw_typing_set (typing, conversation, TRUE);
  g_assert_cmpuint (told.active, ==, 1);
  bw_typing_set (typing, conversation, FALSE);
  g_assert_cmpuint (told.idle, ==, 1);

  bw_typing_set (typing, conversation, TRUE);
  bw_typing_forget (typing, conversation);
  g_assert_cmpuint (told.active, ==, 2);
  g_assert_cmpuint (told.idle, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wire/text", test_text);
  g_test_add_func ("/wire/file", test_file);
  g_test_add_func ("/wire/link", test_link);
  g_test_add_func ("/wire/own-headers", test_own_headers);
  g_test_add_func ("/wire/cpim", test_cpim);
  g_test_add_func ("/wire/unwritable", test_unwritable);
  g_test_add_func ("/wire/route", test_route);
  g_test_add_func ("/wire/free-headers", test_free_headers);
  g_test_add_func ("/peer/abilities", test_abilities);
  g_test_add_func ("/peer/typing", test_typing);

  return g_test_run ();
}
