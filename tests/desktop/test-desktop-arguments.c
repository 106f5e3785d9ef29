/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What AddAccount takes and what it refuses, what notices say to which server, and which links
 * count: tables. */

#include "bw-core-enums.h"
#include "bw-dbus-arguments.h"
#include "bw-dbus-error.h"
#include "bw-notice.h"
#include "bw-store-enums.h"
#include "bw-system-monitor.h"

#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

static BwAccountSettings *
parse (const char *text, char **password, GError **error)
{
  g_autoptr (GVariant) arguments = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);

  g_assert_nonnull (arguments);

  return bw_dbus_parse_account (arguments, password, error);
}

static void
test_every_key (void)
{
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BwAccountSettings) settings =
      parse ("{'address': <'alice@example.org'>, 'password': <'s3cret'>, 'display-name': "
             "<'Alice'>, 'auth-user': <'a1'>,"
             " 'server': <'sip:proxy.example.org;transport=tls'>, 'register': <false>, 'expires': "
             "<uint32 120>,"
             " 'media-encryption': <'dtls-srtp'>, 'require-encryption': <true>, 'mailbox': "
             "<'sip:vm@example.org'>,"
             " 'stun-server': <'stun.example.org'>, 'ice': <true>, 'presence-publish': <true>,"
             " 'file-server': <'https://files.example.org/up'>}",
             &password, &error);
  g_autofree char *auth_user = NULL;

  g_assert_no_error (error);
  auth_user = bw_account_settings_dup_auth_user (settings);
  g_assert_cmpstr (password, ==, "s3cret");
  g_assert_cmpstr (bw_account_settings_get_address (settings), ==, "alice@example.org");
  g_assert_cmpstr (bw_account_settings_get_display_name (settings), ==, "Alice");
  g_assert_cmpstr (auth_user, ==, "a1");
  g_assert_cmpstr (bw_account_settings_get_server (settings), ==,
                   "sip:proxy.example.org;transport=tls");
  g_assert_false (bw_account_settings_get_register (settings));
  g_assert_cmpuint (bw_account_settings_get_expires (settings), ==, 120);
  g_assert_cmpint (bw_account_settings_get_media_encryption (settings), ==,
                   BW_ENCRYPTION_DTLS_SRTP);
  g_assert_true (bw_account_settings_get_require_encryption (settings));
  g_assert_cmpstr (bw_account_settings_get_mailbox (settings), ==, "sip:vm@example.org");
  g_assert_cmpstr (bw_account_settings_get_stun_server (settings), ==, "stun.example.org");
  g_assert_true (bw_account_settings_get_ice (settings));
  g_assert_true (bw_account_settings_get_presence_publish (settings));
  g_assert_cmpstr (bw_account_settings_get_file_server (settings), ==,
                   "https://files.example.org/up");
}

static void
test_defaults (void)
{
  g_autofree char *password = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BwAccountSettings) settings =
      parse ("{'address': <'a@b.c'>, 'server': <''>}", &password, &error);

  g_assert_no_error (error);
  g_assert_null (password);
  g_assert_null (bw_account_settings_get_server (settings));
  g_assert_true (bw_account_settings_get_register (settings));
  g_assert_cmpint (bw_account_settings_get_media_encryption (settings), ==, BW_ENCRYPTION_NONE);
}

/* The message names what is wrong. */
static void
test_refused (void)
{
  static const struct {
    const char *arguments;
    const char *named;
  } table[] = {
    { "@a{sv} {}", "address" },
    { "{'address': <''>}", "address" },
    { "{'password': <'x'>}", "address" },
    { "{'address': <'a@b.c'>, 'colour': <'red'>}", "colour" },
    { "{'address': <'a@b.c'>, 'Address': <'a@b.c'>}", "Address" },
    { "{'address': <'a@b.c'>, 'id': <'x'>}", "id" },
    { "{'address': <'a@b.c'>, 'trusted-certificate': <'x'>}", "trusted-certificate" },
    { "{'address': <5>}", "address" },
    { "{'address': <'a@b.c'>, 'password': <true>}", "password" },
    { "{'address': <'a@b.c'>, 'register': <'yes'>}", "register" },
    { "{'address': <'a@b.c'>, 'expires': <120>}", "expires" },
    { "{'address': <'a@b.c'>, 'expires': <'120'>}", "expires" },
    { "{'address': <'a@b.c'>, 'ice': <uint32 1>}", "ice" },
    { "{'address': <'a@b.c'>, 'file-server': <true>}", "file-server" },
    { "{'address': <'a@b.c'>, 'media-encryption': <'rot13'>}", "media-encryption" },
    { "{'address': <'a@b.c'>, 'media-encryption': <'SRTP'>}", "media-encryption" },
    { "{'address': <'a@b.c'>, 'media-encryption': <''>}", "media-encryption" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *password = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (BwAccountSettings) settings = parse (table[i].arguments, &password, &error);

    g_test_message ("%s", table[i].arguments);
    g_assert_null (settings);
    g_assert_null (password);
    g_assert_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT);
    g_assert_nonnull (strstr (error->message, table[i].named));
  }
}

/* The names on the bus are those of the XML, whatever the enumerations are called one day. */
static void
test_names (void)
{
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_INCOMING), ==, "incoming");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_DIALING), ==, "dialing");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_RINGING), ==, "ringing");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_ACTIVE), ==, "active");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_HELD), ==, "held");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_HELD_BY_PEER), ==,
                   "held-by-peer");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_CALL_STATE, BW_CALL_STATE_ENDED), ==, "ended");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ACCOUNT_STATE, BW_ACCOUNT_STATE_DISABLED), ==, "disabled");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ACCOUNT_STATE, BW_ACCOUNT_STATE_REGISTERING), ==,
                   "registering");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ACCOUNT_STATE, BW_ACCOUNT_STATE_REGISTERED), ==,
                   "registered");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ACCOUNT_STATE, BW_ACCOUNT_STATE_FAILED), ==, "failed");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ENCRYPTION, BW_ENCRYPTION_NONE), ==, "none");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ENCRYPTION, BW_ENCRYPTION_SRTP), ==, "srtp");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ENCRYPTION, BW_ENCRYPTION_ZRTP), ==, "zrtp");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ENCRYPTION, BW_ENCRYPTION_DTLS_SRTP), ==, "dtls-srtp");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_DIRECTION, BW_DIRECTION_INCOMING), ==, "incoming");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_DIRECTION, BW_DIRECTION_OUTGOING), ==, "outgoing");
  g_assert_cmpstr (bw_dbus_nick (BW_TYPE_ENCRYPTION, 99), ==, "");
}

static void
test_notice_text (void)
{
  static const struct {
    const char *body;
    const char *advice;
    gboolean buttons, markup;
    const char *text;
  } table[] = {
    { "Bob", "Open it.", TRUE, TRUE, "Bob" },
    { "Bob", "Open it.", FALSE, FALSE, "Bob\nOpen it." },
    { NULL, "Open it.", FALSE, FALSE, "Open it." },
    { NULL, NULL, FALSE, FALSE, "" },
    { "<b>Bob</b> & co", NULL, TRUE, FALSE, "<b>Bob</b> & co" },
    { "<b>Bob</b> & co", NULL, TRUE, TRUE, "&lt;b&gt;Bob&lt;/b&gt; &amp; co" },
    { "<Bob>", "Use & see.", FALSE, TRUE, "&lt;Bob&gt;\nUse &amp; see." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (BwNotice) notice = bw_notice_new (g_strdup ("Title"), g_strdup (table[i].body));
    g_autofree char *text = NULL;

    notice->advice = g_strdup (table[i].advice);
    text = bw_notice_dup_text (notice, table[i].buttons, table[i].markup);
    g_assert_cmpstr (text, ==, table[i].text);
  }
}

static gboolean
has_link (const char *address, guint flags)
{
  g_autoptr (GInetAddress) parsed = address ? g_inet_address_new_from_string (address) : NULL;
  g_autoptr (GSocketAddress) socket = parsed ? g_inet_socket_address_new (parsed, 0) : NULL;
  struct sockaddr_in6 native;
  struct ifaddrs none = { .ifa_flags = IFF_UP | IFF_RUNNING };
  struct ifaddrs link = { .ifa_next = &none, .ifa_flags = flags };

  if (socket) {
    g_assert_true (g_socket_address_to_native (socket, &native, sizeof native, NULL));
    link.ifa_addr = (struct sockaddr *) &native;
  }

  return bw_system_monitor_has_link (&link);
}

static void
test_links (void)
{
  g_assert_false (bw_system_monitor_has_link (NULL));
  g_assert_true (has_link ("192.0.2.7", IFF_UP | IFF_RUNNING));
  g_assert_true (has_link ("2001:db8::7", IFF_UP | IFF_RUNNING));
  g_assert_false (has_link ("fe80::7", IFF_UP | IFF_RUNNING));
  g_assert_false (has_link ("127.0.0.1", IFF_UP | IFF_RUNNING | IFF_LOOPBACK));
  g_assert_false (has_link ("::1", IFF_UP | IFF_RUNNING | IFF_LOOPBACK));
  g_assert_false (has_link ("192.0.2.7", IFF_UP));
  g_assert_false (has_link ("192.0.2.7", IFF_RUNNING));
  g_assert_false (has_link (NULL, IFF_UP | IFF_RUNNING));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop/arguments/every-key", test_every_key);
  g_test_add_func ("/desktop/arguments/defaults", test_defaults);
  g_test_add_func ("/desktop/arguments/refused", test_refused);
  g_test_add_func ("/desktop/arguments/names", test_names);
  g_test_add_func ("/desktop/notice/text", test_notice_text);
  g_test_add_func ("/desktop/monitor/links", test_links);

  return g_test_run ();
}
