/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Settings of an account: properties, what is valid, what the engine is told, and what a key file
 * does to them. */

#include "bw-account-settings.h"

#include "bw-core-enums.h"

static BwAccountSettings *
make (const char *address, const char *server, BwTransport transport)
{
  BwAccountSettings *settings = bw_account_settings_new ();

  g_object_set (settings, "address", address, "server", server, "transport", transport, NULL);

  return settings;
}

/* Another value than the default for any kind of property. */
static void
set_other_value (GObject *object, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_value_take_string (&value, g_strdup_printf ("%s; \"ö\" = [1]\\n\nline", pspec->name));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (&value, !G_PARAM_SPEC_BOOLEAN (pspec)->default_value);
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    g_value_set_uint (&value, 3599);
  else
    g_value_set_enum (&value, G_PARAM_SPEC_ENUM (pspec)->default_value + 1);

  g_object_set_property (object, pspec->name, &value);
}

static void
assert_same (BwAccountSettings *a, BwAccountSettings *b)
{
  guint n;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (a), &n);

  g_assert_cmpuint (n, ==, 22);
  for (guint i = 0; i < n; i++) {
    g_auto (GValue) left = G_VALUE_INIT;
    g_auto (GValue) right = G_VALUE_INIT;

    g_object_get_property (G_OBJECT (a), pspecs[i]->name,
                           g_value_init (&left, pspecs[i]->value_type));
    g_object_get_property (G_OBJECT (b), pspecs[i]->name,
                           g_value_init (&right, pspecs[i]->value_type));
    if (g_param_values_cmp (pspecs[i], &left, &right) != 0)
      g_test_fail_printf ("%s differs", pspecs[i]->name);
  }
}

static void
set_other_values (BwAccountSettings *settings)
{
  guint n;
  g_autofree GParamSpec **pspecs =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (settings), &n);

  for (guint i = 0; i < n; i++)
    if (!(pspecs[i]->flags & G_PARAM_CONSTRUCT_ONLY))
      set_other_value (G_OBJECT (settings), pspecs[i]);
}

static void
test_defaults (void)
{
  BwAccountSettings *settings = bw_account_settings_new ();
  g_autoptr (BwAccountSettings) other = bw_account_settings_new ();

  g_assert_cmpstr (bw_account_settings_get_id (settings), !=, bw_account_settings_get_id (other));
  g_assert_true (g_uuid_string_is_valid (bw_account_settings_get_id (settings)));
  g_assert_null (bw_account_settings_get_address (settings));
  g_assert_true (bw_account_settings_get_register (settings));
  g_assert_true (bw_account_settings_get_enabled (settings));
  g_assert_cmpuint (bw_account_settings_get_expires (settings), ==, 600);
  g_assert_cmpint (bw_account_settings_get_transport (settings), ==, BW_TRANSPORT_AUTOMATIC);
  g_assert_cmpint (bw_account_settings_get_media_encryption (settings), ==, BW_ENCRYPTION_NONE);
  g_assert_cmpint (bw_account_settings_get_dtmf_method (settings), ==, BW_DTMF_METHOD_RTP);
  g_assert_false (bw_account_settings_get_require_encryption (settings));
  g_assert_false (bw_account_settings_get_ice (settings));
  g_assert_true (bw_account_settings_get_presence_publish (settings));
  g_assert_true (bw_account_settings_get_watch_dialogs (settings));
  g_assert_null (bw_account_settings_get_resource_list (settings));
  g_assert_null (bw_account_settings_get_pick_up_code (settings));
  g_assert_null (bw_account_settings_get_door_digits (settings));
  g_assert_null (bw_account_settings_get_file_server (settings));
  g_assert_null (bw_account_settings_dup_server_uri (settings));
  g_assert_null (bw_account_settings_dup_identity_uri (settings));
  g_assert_null (bw_account_settings_dup_auth_user (settings));
  g_assert_null (bw_account_settings_dup_domain (settings));
  g_assert_finalize_object (settings);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  ++*(guint *) data;
}

static void
test_notify (void)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  guint n = 0;

  g_signal_connect (settings, "notify", G_CALLBACK (count_cb), &n);
  g_object_set (settings, "address", " bob@example.org\n", "server", "", "expires", 600, NULL);
  g_assert_cmpstr (bw_account_settings_get_address (settings), ==, "bob@example.org");
  g_assert_null (bw_account_settings_get_server (settings));
  g_assert_cmpuint (n, ==, 1);
  g_object_set (settings, "address", "bob@example.org", "transport", BW_TRANSPORT_AUTOMATIC, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_object_set (settings, "address", "  ", "ice", TRUE, NULL);
  g_assert_null (bw_account_settings_get_address (settings));
  g_assert_cmpuint (n, ==, 3);
}

static void
test_copy (void)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  BwAccountSettings *copy;

  set_other_values (settings);
  copy = bw_account_settings_copy (settings);
  assert_same (settings, copy);
  g_object_set (copy, "address", "eve@example.org", NULL);
  g_assert_cmpstr (bw_account_settings_get_address (settings), !=, "eve@example.org");
  g_assert_finalize_object (copy);
}

static void
test_round_trip (void)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) read = g_key_file_new ();
  g_autoptr (BwAccountSettings) loaded = NULL;
  g_autofree char *text = NULL;

  set_other_values (settings);
  bw_account_settings_save (settings, file);
  text = g_key_file_to_data (file, NULL, NULL);
  g_assert_true (g_key_file_load_from_data (read, text, (gsize) -1, G_KEY_FILE_NONE, NULL));
  loaded = bw_account_settings_load (read, bw_account_settings_get_id (settings));
  assert_same (settings, loaded);
}

/* What was set and is the default again leaves no line behind. */
static void
test_defaults_are_not_saved (void)
{
  g_autoptr (BwAccountSettings) settings =
      make ("bob@example.org", "example.com", BW_TRANSPORT_TLS);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) keys = NULL;

  bw_account_settings_save (settings, file);
  g_object_set (settings, "server", NULL, "transport", BW_TRANSPORT_AUTOMATIC, NULL);
  bw_account_settings_save (settings, file);
  keys = g_key_file_get_keys (file, bw_account_settings_get_id (settings), NULL, NULL);
  g_assert_cmpuint (g_strv_length (keys), ==, 1);
  g_assert_cmpstr (keys[0], ==, "address");
}

static void
test_hostile_file (void)
{
  static const char text[] = "[a]\n"
                             "id=stolen\n"
                             "address=bob@example.org\n"
                             "display-name=B\xff\n"
                             "server=broken\\q\n"
                             "transport=pigeon\n"
                             "register=perhaps\n"
                             "expires=-1\n"
                             "media-encryption=2\n"
                             "dtmf-method=\n"
                             "ice=TRUE\n"
                             "enabled=\n"
                             "password=secret\n"
                             "g-type-instance=1\n"
                             "[b]\n"
                             "expires=99999999999999999999999\n"
                             "transport=TLS\n"
                             "media-encryption=dtls-srtp\n"
                             "register=false\n"
                             "[c]\n"
                             "expires=4294967897\n"
                             "[d]\n"
                             "expires=0\n";
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (BwAccountSettings) plain = bw_account_settings_load (file, "a");
  g_autoptr (BwAccountSettings) a = NULL;
  g_autoptr (BwAccountSettings) b = NULL;
  g_autoptr (BwAccountSettings) c = NULL;
  g_autoptr (BwAccountSettings) d = NULL;

  g_assert_true (g_key_file_load_from_data (file, text, sizeof text - 1, G_KEY_FILE_NONE, NULL));
  a = bw_account_settings_load (file, "a");
  b = bw_account_settings_load (file, "b");
  c = bw_account_settings_load (file, "c");
  d = bw_account_settings_load (file, "d");
  g_assert_cmpstr (bw_account_settings_get_address (a), ==, "bob@example.org");
  g_object_set (a, "address", NULL, NULL);
  assert_same (a, plain);
  g_assert_cmpint (bw_account_settings_get_media_encryption (b), ==, BW_ENCRYPTION_DTLS_SRTP);
  g_assert_cmpint (bw_account_settings_get_transport (b), ==, BW_TRANSPORT_AUTOMATIC);
  g_assert_false (bw_account_settings_get_register (b));
  g_assert_cmpuint (bw_account_settings_get_expires (b), ==, 600);
  g_assert_cmpuint (bw_account_settings_get_expires (c), ==, 600);
  g_assert_cmpuint (bw_account_settings_get_expires (d), ==, 600);
}

static void
test_random_file (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (600);
  guint n;
  g_autoptr (BwAccountSettings) model = bw_account_settings_new ();
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (model), &n);

  for (guint i = 0; i < 2000; i++) {
    g_autoptr (GKeyFile) file = g_key_file_new ();
    g_autoptr (BwAccountSettings) settings = NULL;
    g_autofree char *server = NULL;

    for (guint j = 0; j < n; j++) {
      char value[24] = { 0 };

      for (int k = g_rand_int_range (rand, 0, sizeof value); k > 0; k--)
        value[k - 1] = (char) g_rand_int_range (rand, 1, 256);

      g_key_file_set_value (file, "x", pspecs[j]->name, value);
    }

    settings = bw_account_settings_load (file, "x");
    server = bw_account_settings_dup_server_uri (settings);
    bw_account_settings_validate (settings, NULL);
    g_assert_cmpstr (bw_account_settings_get_id (settings), ==, "x");
  }
}

static void
test_servers (void)
{
  static const struct {
    const char *address;
    const char *server;
    BwTransport transport;
    const char *uri; /* NULL: refused */
  } servers[] = {
    { "bob@example.org", NULL, BW_TRANSPORT_AUTOMATIC, "sip:example.org" },
    { "bob@example.org", NULL, BW_TRANSPORT_UDP, "sip:example.org;transport=udp" },
    { "bob@example.org", NULL, BW_TRANSPORT_TCP, "sip:example.org;transport=tcp" },
    { "bob@example.org", NULL, BW_TRANSPORT_TLS, "sip:example.org;transport=tls" },
    { "sip:bob@example.org:5070", NULL, BW_TRANSPORT_AUTOMATIC, "sip:example.org:5070" },
    { "sips:bob@example.org", NULL, BW_TRANSPORT_AUTOMATIC, "sip:example.org;transport=tls" },
    { "bob@[::1]", NULL, BW_TRANSPORT_TCP, "sip:[::1];transport=tcp" },
    { "bob@example.org", "proxy.example.com", BW_TRANSPORT_AUTOMATIC, "sip:proxy.example.com" },
    { "bob@example.org", "Proxy.Example.com.", BW_TRANSPORT_UDP,
      "sip:proxy.example.com;transport=udp" },
    { "bob@example.org", "192.0.2.1:5070", BW_TRANSPORT_AUTOMATIC, "sip:192.0.2.1:5070" },
    { "bob@example.org", "[2001:DB8::1]:5070", BW_TRANSPORT_TCP,
      "sip:[2001:db8::1]:5070;transport=tcp" },
    { "bob@example.org", "2001:db8::1", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "[2001:db8::1]", BW_TRANSPORT_AUTOMATIC, "sip:[2001:db8::1]" },
    { "bob@example.org", "sip:proxy.example.com", BW_TRANSPORT_TCP,
      "sip:proxy.example.com;transport=tcp" },
    { "bob@example.org", "SIP:proxy.example.com:5061;Transport=TLS;lr", BW_TRANSPORT_UDP,
      "sip:proxy.example.com:5061;transport=tls" },
    { "bob@example.org", "proxy.example.com;transport=udp", BW_TRANSPORT_TCP,
      "sip:proxy.example.com;transport=udp" },
    { "bob@example.org", "<sip:proxy.example.com;lr>", BW_TRANSPORT_AUTOMATIC,
      "sip:proxy.example.com" },
    { "bob@example.org", "sips:proxy.example.com", BW_TRANSPORT_UDP,
      "sip:proxy.example.com;transport=tls" },
    { "bob@example.org", "sip:bob@proxy.example.com", BW_TRANSPORT_AUTOMATIC,
      "sip:proxy.example.com" },
    { "bob@example.org", "bücher.example", BW_TRANSPORT_AUTOMATIC, "sip:xn--bcher-kva.example" },
    { "bob@example.org", "sip:", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "<>", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", ";", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "not a host", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "https://example.org", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "proxy.example.com:0", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "proxy.example.com:sip", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "proxy.example.com:70000", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "proxy.example.com;transport=pigeon", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "sip:a@b@c", BW_TRANSPORT_AUTOMATIC, NULL },
    { "bob@example.org", "proxy\r\nVia: evil", BW_TRANSPORT_AUTOMATIC, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++) {
    g_autoptr (BwAccountSettings) settings =
        make (servers[i].address, servers[i].server, servers[i].transport);
    g_autofree char *uri = bw_account_settings_dup_server_uri (settings);
    g_autoptr (GError) error = NULL;

    g_assert_cmpstr (uri, ==, servers[i].uri);
    g_assert_cmpint (bw_account_settings_validate (settings, &error), ==, servers[i].uri != NULL);
    if (error)
      g_assert_error (error, BW_ERROR, BW_ERROR_SERVER);
  }
}

static void
test_identities (void)
{
  static const struct {
    const char *address;
    const char *auth_user;
    const char *identity;
    const char *domain;
    const char *user;
  } identities[] = {
    { "bob@example.org", NULL, "sip:bob@example.org", "example.org", "bob" },
    { "sip:bob@EXAMPLE.org:5070;transport=tcp", NULL, "sip:bob@example.org", "example.org", "bob" },
    { "sips:bob@example.org", "4711", "sip:bob@example.org", "example.org", "4711" },
    { "bo b@example.org", "4711", NULL, NULL, "4711" },
    { "bo%20b@example.org", NULL, "sip:bo%20b@example.org", "example.org", "bo b" },
    { "*98#@[::1]", NULL, "sip:*98%23@[::1]", "::1", "*98#" },
    { "bob", NULL, NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (identities); i++) {
    g_autoptr (BwAccountSettings) settings =
        make (identities[i].address, NULL, BW_TRANSPORT_AUTOMATIC);
    g_autofree char *identity = bw_account_settings_dup_identity_uri (settings);
    g_autofree char *domain = bw_account_settings_dup_domain (settings);
    g_autofree char *user = NULL;

    g_object_set (settings, "auth-user", identities[i].auth_user, NULL);
    user = bw_account_settings_dup_auth_user (settings);
    g_assert_cmpstr (identity, ==, identities[i].identity);
    g_assert_cmpstr (domain, ==, identities[i].domain);
    g_assert_cmpstr (user, ==, identities[i].user);
  }
}

typedef struct {
  const char *property;
  const char *value; /* for a string, else @number */
  int number;
  int code; /* -1: fine */
} Fault;

static void
check_fault (const Fault *fault)
{
  g_autoptr (BwAccountSettings) settings = make ("bob@example.org", NULL, BW_TRANSPORT_AUTOMATIC);
  g_autoptr (GError) error = NULL;
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (settings), fault->property);

  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_object_set (settings, fault->property, fault->value, NULL);
  else
    g_object_set (settings, fault->property, fault->number, NULL);

  g_assert_cmpint (bw_account_settings_validate (settings, &error), ==, fault->code < 0);
  if (fault->code < 0) {
    g_assert_no_error (error);
    return;
  }

  g_assert_error (error, BW_ERROR, fault->code);
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
test_validate (void)
{
  static const Fault faults[] = {
    { "display-name", "Bob \"the phone\" <x>", 0, -1 },
    { "address", "bob@example.org", 0, -1 },
    { "address", NULL, 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "address", "bob", 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "address", "+49 30 123", 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "address", "bob@", 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "address", "@example.org", 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "address", "bob@example org", 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "address", "mailto:bob@example.org", 0, BW_ERROR_ACCOUNT_ADDRESS },
    { "expires", NULL, 9, BW_ERROR_EXPIRES },
    { "expires", NULL, 10, -1 },
    { "expires", NULL, 86400, -1 },
    { "expires", NULL, 86401, BW_ERROR_EXPIRES },
    { "expires", NULL, 0, BW_ERROR_EXPIRES },
    { "mailbox", "*98", 0, -1 },
    { "mailbox", "sip:voicemail@example.com", 0, -1 },
    { "mailbox", "the mailbox", 0, BW_ERROR_ADDRESS },
    { "resource-list", "sip:everybody@example.org", 0, -1 },
    { "resource-list", "everybody", 0, -1 },
    { "resource-list", "every body", 0, BW_ERROR_ADDRESS },
    { "pick-up-code", "*8", 0, -1 },
    { "pick-up-code", "**", 0, -1 },
    { "pick-up-code", "*8 ", 0, -1 },
    { "pick-up-code", "pick", 0, BW_ERROR_DTMF },
    { "pick-up-code", "8@example.org", 0, BW_ERROR_DTMF },
    { "door-digits", "9", 0, -1 },
    { "door-digits", " *5 # ", 0, -1 },
    { "door-digits", "ABCDabcd0123456789*#", 0, -1 },
    { "door-digits", "open", 0, BW_ERROR_DTMF },
    { "door-digits", "9,5", 0, BW_ERROR_DTMF },
    { "door-digits", "٩", 0, BW_ERROR_DTMF },
    { "door-digits", "12345678901234567890123456789012", 0, -1 },
    { "door-digits", "123456789012345678901234567890123", 0, BW_ERROR_DTMF },
    { "stun-server", "stun.example.org:3478", 0, -1 },
    { "stun-server", "stun example org", 0, BW_ERROR_SERVER },
    { "file-server", NULL, 0, -1 },
    { "file-server", "https://files.example.org", 0, -1 },
    { "file-server", " HTTPS://files.example.org:8443/upload.php?to=1 ", 0, -1 },
    { "file-server", "http://[::1]:8080/", 0, -1 },
    { "file-server", "files.example.org", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "ftp://files.example.org/", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "file:///etc/passwd", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "https://", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "https:///upload", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "https://bob:secret@files.example.org/", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "https://files example org/", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "https://files.example.org:99999/", 0, BW_ERROR_FILE_SERVER },
    { "file-server", "https://files.example.org/\r\nX: y", 0, BW_ERROR_FILE_SERVER },
    { "require-encryption", NULL, TRUE, BW_ERROR_STATE },
    { "media-encryption", NULL, BW_ENCRYPTION_ZRTP, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    check_fault (&faults[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-settings/defaults", test_defaults);
  g_test_add_func ("/account-settings/notify", test_notify);
  g_test_add_func ("/account-settings/copy", test_copy);
  g_test_add_func ("/account-settings/round-trip", test_round_trip);
  g_test_add_func ("/account-settings/defaults-are-not-saved", test_defaults_are_not_saved);
  g_test_add_func ("/account-settings/hostile-file", test_hostile_file);
  g_test_add_func ("/account-settings/random-file", test_random_file);
  g_test_add_func ("/account-settings/servers", test_servers);
  g_test_add_func ("/account-settings/identities", test_identities);
  g_test_add_func ("/account-settings/validate", test_validate);

  return g_test_run ();
}
