/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The widgets by themselves: the form of an account, the certificate, and whether each goes when
 * its window goes. */

#include "bw-account-dialog.h"
#include "bw-account-form.h"
#include "bw-account-light.h"
#include "bw-certificate-dialog.h"
#include "bw-memory-secrets.h"
#include "bw-preferences-window.h"
#include "bw-status-strip.h"
#include "bw-ui-resources.h"
#include "bw-window.h"

#include <glib/gstdio.h>

static const char PEM[] = "-----BEGIN CERTIFICATE-----\n"
                          "MIIBiTCCAS+gAwIBAgIUcEpKLz8F7XgqAm87iNNU5HE2b/UwCgYIKoZIzj0EAwIw\n"
                          "GjEYMBYGA1UEAwwPcGJ4LmV4YW1wbGUub3JnMB4XDTI2MTEyMTA0MjIzNVoXDTM2\n"
                          "MTExODA0MjIzNVowGjEYMBYGA1UEAwwPcGJ4LmV4YW1wbGUub3JnMFkwEwYHKoZI\n"
                          "zj0CAQYIKoZIzj0DAQcDQgAE+zjG22Ga1dtd6o9zC/6bzl7Z0ZC+refexTweC/IX\n"
                          "Mk7FYxXc6kHcp0lZYKLXW/7JgYv53yp9y0cUbj3f7rzGD6NTMFEwHQYDVR0OBBYE\n"
                          "FD1cg+eRYQ/B0Ii9JXpOnfeuLpUiMB8GA1UdIwQYMBaAFD1cg+eRYQ/B0Ii9JXpO\n"
                          "nfeuLpUiMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAJzjWs9M\n"
                          "QLf32v0zYntCH72le0LTZxaTHhRxqzo7oJaxAiAlDsBjpqQCwZCMM7JK9pWJ7AYV\n"
                          "sVAfGA6YtgxFxyZvFA==\n"
                          "-----END CERTIFICATE-----\n";
#define FINGERPRINT                                                                                \
  "D1:A3:23:6A:6E:4F:74:78:8A:72:5C:DF:42:EA:64:96:DC:A3:8F:AF:BA:E0:DA:F1:3E:8A:35:16:A9:51:D2:"  \
  "21"

#define TEST_TYPE_LOST_KEYRING (test_lost_keyring_get_type ())
G_DECLARE_FINAL_TYPE (TestLostKeyring, test_lost_keyring, TEST, LOST_KEYRING, GObject)

/* A keyring that is not there. */
struct _TestLostKeyring {
  GObject parent_instance;
};

static void
lost_store_async (BwSecrets *self,
                  const char *id,
                  const char *label,
                  const char *password,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  g_task_report_new_error (self, callback, data, lost_store_async, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           "There is no keyring.");
}

static gboolean
lost_store_finish (BwSecrets *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
lost_secrets_init (BwSecretsInterface *iface)
{
  iface->store_async = lost_store_async;
  iface->store_finish = lost_store_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestLostKeyring,
                               test_lost_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BW_TYPE_SECRETS, lost_secrets_init))

static void
test_lost_keyring_class_init (TestLostKeyringClass *klass)
{
}

static void
test_lost_keyring_init (TestLostKeyring *self)
{
}

typedef struct {
  char *directory;
  BwStore *store;
  BwPhone *phone;
  GSettings *settings;
} Fixture;

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* bw_phone_start_async() and bw_phone_stop_async() both have an end of their own. */
static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (!*result)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static void
start_phone (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bw_phone_start_async (self->phone, NULL, take_result_cb, &result);
  bw_phone_start_finish (self->phone, wait_for_result (&result), &error);
  g_assert_no_error (error);
}

static void
stop_phone (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  bw_phone_stop_async (self->phone, take_result_cb, &result);
  g_assert_true (bw_phone_stop_finish (self->phone, wait_for_result (&result), NULL));
}

/* @data: the type of the secrets */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (BwSecrets) secrets = g_object_new (GPOINTER_TO_SIZE (data), NULL);

  self->directory = g_dir_make_tmp ("bellwire-test-XXXXXX", NULL);
  folder = g_file_new_for_path (self->directory);
  self->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (self->store, NULL));
  self->phone = bw_phone_new (self->store, secrets, folder, folder, NULL);
  self->settings = g_settings_new ("io.github.bellwire.Bellwire");
  start_phone (self);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder))) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_remove (file);
  }
  g_rmdir (path);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  stop_phone (self);
  g_object_unref (self->settings);
  g_assert_finalize_object (self->phone);
  g_assert_finalize_object (self->store);
  remove_folder (self->directory);
  g_free (self->directory);
}

static BwAccount *
add_account (Fixture *self, const char *address)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (GError) error = NULL;
  BwAccount *account;

  g_object_set (settings, "address", address, "server", "sip:127.0.0.1:9;transport=tcp", NULL);
  account = bw_phone_add_account (self->phone, settings, "secret", &error);
  g_assert_no_error (error);

  return account;
}

static void
gone_cb (gpointer data, GObject *object)
{
  g_hash_table_remove (data, object);
}

/* Remembers a widget and all below it until they are gone; the tooltip is one for all windows. */
static void
watch (GtkWidget *widget, GHashTable *alive)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (widget), "GtkTooltipWindow") == 0)
    return;

  g_hash_table_insert (alive, widget, (gpointer) G_OBJECT_TYPE_NAME (widget));
  g_object_weak_ref (G_OBJECT (widget), gone_cb, alive);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    watch (child, alive);
}

/* Destroys the window; what is still there after a few turns of the loop is a leak. */
static void
assert_goes (gpointer window)
{
  g_autoptr (GHashTable) alive = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer name;

  gtk_window_present (window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  watch (window, alive);
  gtk_window_destroy (window);
  for (guint i = 0; g_hash_table_size (alive) && i < 1000; i++)
    g_main_context_iteration (NULL, FALSE);

  g_hash_table_iter_init (&iter, alive);
  while (g_hash_table_iter_next (&iter, NULL, &name))
    g_test_message ("a %s is still there", (char *) name);
  g_assert_cmpuint (g_hash_table_size (alive), ==, 0);
}

/* Of the preferences only the window itself: libadwaita 1.2 keeps the groups that its search knows.
 */
static void
assert_window_goes (gpointer window)
{
  gpointer left = window;

  g_object_add_weak_pointer (window, &left);
  gtk_window_present (window);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  gtk_window_destroy (window);
  for (guint i = 0; left && i < 1000; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (left);
}

static void
test_fields (void)
{
  const struct {
    BwReason reason;
    gboolean has_server;
    BwAccountField field;
  } table[] = {
    { BW_REASON_WRONG_PASSWORD, FALSE, BW_ACCOUNT_FIELD_PASSWORD },
    { BW_REASON_FORBIDDEN, TRUE, BW_ACCOUNT_FIELD_PASSWORD },
    { BW_REASON_NOT_FOUND, TRUE, BW_ACCOUNT_FIELD_ADDRESS },
    { BW_REASON_UNKNOWN_HOST, FALSE, BW_ACCOUNT_FIELD_ADDRESS },
    { BW_REASON_UNKNOWN_HOST, TRUE, BW_ACCOUNT_FIELD_SERVER },
    { BW_REASON_REFUSED, TRUE, BW_ACCOUNT_FIELD_SERVER },
    { BW_REASON_TIMEOUT, FALSE, BW_ACCOUNT_FIELD_ADDRESS },
    { BW_REASON_CERTIFICATE, FALSE, BW_ACCOUNT_FIELD_SERVER },
    { BW_REASON_INTERVAL_TOO_BRIEF, TRUE, BW_ACCOUNT_FIELD_EXPIRES },
    { BW_REASON_NONE, TRUE, BW_ACCOUNT_FIELD_ADDRESS },
    { (BwReason) 9999, TRUE, BW_ACCOUNT_FIELD_ADDRESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (bw_account_field_for_reason (table[i].reason, table[i].has_server), ==,
                     table[i].field);
}

static void
test_field_errors (void)
{
  const struct {
    BwError code;
    BwAccountField field;
  } table[] = {
    { BW_ERROR_ACCOUNT_ADDRESS, BW_ACCOUNT_FIELD_ADDRESS },
    { BW_ERROR_DUPLICATE, BW_ACCOUNT_FIELD_ADDRESS },
    { BW_ERROR_SERVER, BW_ACCOUNT_FIELD_SERVER },
    { BW_ERROR_EXPIRES, BW_ACCOUNT_FIELD_EXPIRES },
    { BW_ERROR_FILE_SERVER, BW_ACCOUNT_FIELD_FILE_SERVER },
    { BW_ERROR_DTMF, BW_ACCOUNT_FIELD_PICK_UP_CODE },
  };
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GError) error = g_error_new_literal (BW_ERROR, table[i].code, "");

    g_assert_cmpint (bw_account_field_for_error (error, settings), ==, table[i].field);
  }
}

/* What a person typed wrong is said where it was typed. */
static void
test_field_addresses (void)
{
  const struct {
    const char *property;
    const char *text;
    BwAccountField field;
  } table[] = {
    { "mailbox", "not an address", BW_ACCOUNT_FIELD_MAILBOX },
    { "resource-list", "http://example.org", BW_ACCOUNT_FIELD_RESOURCE_LIST },
    { "pick-up-code", "star eight", BW_ACCOUNT_FIELD_PICK_UP_CODE },
    { "door-digits", "open sesame", BW_ACCOUNT_FIELD_DOOR_DIGITS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
    g_autoptr (GError) error = NULL;

    g_object_set (settings, "address", "alice@example.org", table[i].property, table[i].text, NULL);
    g_assert_false (bw_account_settings_validate (settings, &error));
    g_assert_cmpint (bw_account_field_for_error (error, settings), ==, table[i].field);
  }
}

/* What is loaded comes out again, and what the fields do not show is kept. */
static void
test_form_round_trip (void)
{
  BwAccountForm *form = g_object_ref_sink (g_object_new (BW_TYPE_ACCOUNT_FORM, NULL));
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (BwAccountSettings) copy = NULL;
  g_autoptr (GKeyFile) before = g_key_file_new ();
  g_autoptr (GKeyFile) after = g_key_file_new ();
  g_autofree char *before_text = NULL;
  g_autofree char *after_text = NULL;

  g_object_set (settings, "address", "alice@example.org", "display-name", "Alice <b>", "auth-user",
                "a1", "server", "sip.example.org:5080", "transport", BW_TRANSPORT_TLS, "expires",
                1234, "media-encryption", BW_ENCRYPTION_ZRTP, "require-encryption", TRUE,
                "dtmf-method", BW_DTMF_METHOD_INBAND, "mailbox", "vm@example.org", "enabled", FALSE,
                "presence-publish", FALSE, "watch-dialogs", FALSE, "resource-list",
                "sip:team@example.org", "pick-up-code", "*8", "door-digits", "*5#", "file-server",
                "https://files.example.org/up", NULL);
  bw_account_form_load (form, settings);
  copy = bw_account_form_dup_settings (form, settings);
  bw_account_settings_save (settings, before);
  bw_account_settings_save (copy, after);
  before_text = g_key_file_to_data (before, NULL, NULL);
  after_text = g_key_file_to_data (after, NULL, NULL);

  g_assert_cmpstr (before_text, ==, after_text);
  g_assert_null (bw_account_form_get_password (form));
  g_assert_finalize_object (form);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* A new account is seen and sees, unless it is said otherwise: the form adds no opinion of its own.
 */
static void
test_form_defaults (void)
{
  BwAccountForm *form = g_object_ref_sink (g_object_new (BW_TYPE_ACCOUNT_FORM, NULL));
  g_autoptr (BwAccountSettings) defaults = bw_account_settings_new ();
  g_autoptr (BwAccountSettings) settings = bw_account_form_dup_settings (form, defaults);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GKeyFile) default_file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autofree char *default_text = NULL;

  bw_account_settings_save (settings, file);
  bw_account_settings_save (defaults, default_file);
  text = g_key_file_to_data (file, NULL, NULL);
  default_text = g_key_file_to_data (default_file, NULL, NULL);
  g_assert_cmpstr (text, ==, default_text);
  g_assert_true (bw_account_settings_get_presence_publish (settings));
  g_assert_finalize_object (form);
}

static GtkWidget *
find_trouble (GtkWidget *root)
{
  GtkWidget *found =
      ADW_IS_ENTRY_ROW (root) && gtk_widget_has_css_class (root, "error") ? root : NULL;

  for (GtkWidget *w = gtk_widget_get_first_child (root); w && !found;
       w = gtk_widget_get_next_sibling (w))
    found = find_trouble (w);

  return found;
}

/* What is wrong is unfolded and marked, and all that was typed stays. */
static void
test_form_trouble (void)
{
  BwAccountForm *form = g_object_ref_sink (g_object_new (BW_TYPE_ACCOUNT_FORM, NULL));
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (BwAccountSettings) typed = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  g_object_set (settings, "address", "alice@example.org", "mailbox", "not an address",
                "pick-up-code", "*8", NULL);
  bw_account_form_load (form, settings);
  g_assert_false (bw_account_settings_validate (settings, &error));
  bw_account_form_show_trouble (form, bw_account_field_for_error (error, settings), error->message);
  row = find_trouble (GTK_WIDGET (form));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "not an address");
  g_assert_true (adw_expander_row_get_expanded (
      ADW_EXPANDER_ROW (gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW))));
  typed = bw_account_form_dup_settings (form, NULL);
  g_assert_cmpstr (bw_account_settings_get_mailbox (typed), ==, "not an address");
  g_assert_cmpstr (bw_account_settings_get_pick_up_code (typed), ==, "*8");
  bw_account_form_clear_trouble (form);
  g_assert_null (find_trouble (GTK_WIDGET (form)));
  g_assert_finalize_object (form);
}

static void
test_form_complete (void)
{
  BwAccountForm *form = g_object_ref_sink (g_object_new (BW_TYPE_ACCOUNT_FORM, NULL));
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  guint count = 0;

  g_signal_connect_swapped (form, "notify::complete", G_CALLBACK (count_cb), &count);
  g_assert_false (bw_account_form_get_complete (form));
  g_object_set (settings, "address", "alice@example.org", NULL);
  bw_account_form_load (form, settings);
  g_assert_true (bw_account_form_get_complete (form));
  bw_account_form_load (form, settings);
  g_assert_cmpuint (count, ==, 1);
  bw_account_form_clear (form);
  g_assert_false (bw_account_form_get_complete (form));
  g_assert_finalize_object (form);
}

static void
test_fingerprint (void)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (PEM, -1, NULL);
  g_autofree char *fingerprint = bw_certificate_fingerprint (certificate);

  g_assert_cmpstr (fingerprint, ==, FINGERPRINT);
}

static void
test_certificate_dialog (void)
{
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (PEM, -1, NULL);

  assert_goes (bw_certificate_dialog_new (NULL, certificate, "alice@example.org"));
  g_assert_cmpuint (G_OBJECT (certificate)->ref_count, ==, 1);
}

static void
test_light (Fixture *self, gconstpointer data)
{
  BwAccountLight *light = g_object_ref_sink (g_object_new (BW_TYPE_ACCOUNT_LIGHT, NULL));
  BwAccount *account = add_account (self, "alice@example.org");
  guint count = 0;

  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (light), "disabled"));
  g_signal_connect_swapped (light, "notify::account", G_CALLBACK (count_cb), &count);
  bw_account_light_set_account (light, account);
  bw_account_light_set_account (light, account);
  g_assert_cmpuint (count, ==, 1);
  bw_account_set_enabled (account, FALSE);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (light), "disabled"));
  g_assert_finalize_object (light);
}

static void
test_account_dialog (Fixture *self, gconstpointer data)
{
  assert_goes (bw_account_dialog_new (NULL, self->phone, NULL));
  assert_goes (bw_account_dialog_new (NULL, self->phone, add_account (self, "alice@example.org")));
}

static void
test_preferences (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) sounds = g_file_new_for_path (self->directory);

  add_account (self, "alice@example.org");
  add_account (self, "a&b@example.org");
  assert_window_goes (bw_preferences_window_new (NULL, self->phone, self->settings, sounds, NULL));
  add_account (self, "carol@example.org"); /* nobody is left who would show it */
}

static void
test_window (Fixture *self, gconstpointer data)
{
  add_account (self, "alice@example.org");
  assert_goes (bw_window_new (NULL, self->phone, self->settings, FALSE));
}

static void
test_welcome (Fixture *self, gconstpointer data)
{
  assert_goes (bw_window_new (NULL, self->phone, self->settings, TRUE));
}

/* Where the network goes, the strip says so, and stops when it is back. */
static void
test_strip (Fixture *self, gconstpointer data)
{
  BwStatusStrip *strip =
      g_object_ref_sink (g_object_new (BW_TYPE_STATUS_STRIP, "phone", self->phone, NULL));
  GtkRevealer *revealer = GTK_REVEALER (gtk_widget_get_first_child (GTK_WIDGET (strip)));

  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  bw_phone_set_network_available (self->phone, FALSE);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  bw_phone_set_network_available (self->phone, TRUE);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_object_set (strip, "notice", "Something lasts.", NULL);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_object_set (strip, "notice", NULL, NULL);
  g_assert_false (gtk_revealer_get_reveal_child (revealer));
  g_assert_finalize_object (strip);
}

static void
test_password_not_kept (Fixture *self, gconstpointer data)
{
  BwStatusStrip *strip =
      g_object_ref_sink (g_object_new (BW_TYPE_STATUS_STRIP, "phone", self->phone, NULL));
  GtkRevealer *revealer = GTK_REVEALER (gtk_widget_get_first_child (GTK_WIDGET (strip)));
  BwAccount *account;

  account = add_account (self, "alice@example.org");
  bw_account_set_enabled (account, FALSE); /* its registration is no matter here */
  while (bw_account_get_password_kept (account))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_finalize_object (strip);
}

static void
add_tests (const char *prefix)
{
  const struct {
    const char *name;
    void (*test) (Fixture *self, gconstpointer data);
  } table[] = {
    { "light", test_light },
    { "account-dialog", test_account_dialog },
    { "preferences", test_preferences },
    { "window", test_window },
    { "welcome", test_welcome },
    { "strip", test_strip },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autofree char *path = g_strconcat (prefix, table[i].name, NULL);

    g_test_add (path, Fixture, GSIZE_TO_POINTER (BW_TYPE_MEMORY_SECRETS), set_up, table[i].test,
                tear_down);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  bw_ui_register_resource ();
  adw_init ();
  g_test_add_func ("/ui/form/fields", test_fields);
  g_test_add_func ("/ui/form/field-errors", test_field_errors);
  g_test_add_func ("/ui/form/field-addresses", test_field_addresses);
  g_test_add_func ("/ui/form/round-trip", test_form_round_trip);
  g_test_add_func ("/ui/form/defaults", test_form_defaults);
  g_test_add_func ("/ui/form/trouble", test_form_trouble);
  g_test_add_func ("/ui/form/complete", test_form_complete);
  g_test_add_func ("/ui/certificate/fingerprint", test_fingerprint);
  g_test_add_func ("/ui/certificate/dialog", test_certificate_dialog);
  g_test_add ("/ui/strip/password-not-kept", Fixture, GSIZE_TO_POINTER (TEST_TYPE_LOST_KEYRING),
              set_up, test_password_not_kept, tear_down);
  add_tests ("/ui/life/");

  return g_test_run ();
}
