/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole phones for tests: real engines on the loopback with a sound card of the test's own. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-phones.h"

#include "bw-call-history.h"
#include "bw-memory-secrets.h"
#include "bw-phone-private.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define HEADER_BYTES 44

typedef struct {
  gboolean done;
  GError *error;
} Outcome;

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  bw_phone_start_finish (BW_PHONE (source), result, &outcome->error);
  outcome->done = TRUE;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  bw_phone_stop_finish (BW_PHONE (source), result, &outcome->error);
  outcome->done = TRUE;
}

/* A sound card of the test's own, so that sound takes the way that it takes in the program: through
 * gain, mute and mixer. */
static void
plug_in_card (TestPhone *self, guint hz)
{
  LinphoneCore *core = bw_phone_get_core (self->phone);
  BwDevices *devices = bw_phone_get_devices (self->phone);

  self->card = bw_loopback_card_register (linphone_core_get_ms_factory (core));
  bw_loopback_card_set_tone (self->card, hz);
  linphone_core_reload_sound_devices (core);
  linphone_core_enable_echo_cancellation (core, FALSE);
  bw_devices_set_choice (devices, BW_DEVICE_MICROPHONE, BW_LOOPBACK_CARD_NAME);
  bw_devices_set_choice (devices, BW_DEVICE_SPEAKER, BW_LOOPBACK_CARD_NAME);
}

static void
start (TestPhone *self, guint hz)
{
  g_autoptr (GFile) dir = g_file_new_for_path (self->dir);
  Outcome outcome = { 0 };

  self->phone = bw_phone_new (self->store, self->secrets, dir, dir, NULL);
  bw_phone_start_async (self->phone, NULL, started_cb, &outcome);
  test_wait (outcome.done);
  g_assert_no_error (outcome.error);
  plug_in_card (self, hz);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else
      g_unlink (child);
  }
  g_rmdir (path);
}

TestPhone *
test_phone_new_bare (const char *name, guint hz)
{
  TestPhone *self = g_new0 (TestPhone, 1);

  self->name = g_strdup (name);
  self->dir = g_dir_make_tmp ("bellwire-test-XXXXXX", NULL);
  self->heard = g_build_filename (self->dir, "heard.wav", NULL);
  self->store = bw_store_new (NULL);
  g_assert_true (bw_store_open (self->store, NULL));
  self->secrets = bw_memory_secrets_new ();
  start (self, hz);

  return self;
}

TestPhone *
test_phone_new (const char *name, guint hz)
{
  TestPhone *self = test_phone_new_bare (name, hz);
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *address = g_strconcat (name, "@phones.test", NULL);
  g_autoptr (GError) error = NULL;

  g_object_set (settings, "address", address, "register", FALSE, NULL);
  self->account = bw_phone_add_account (self->phone, settings, "secret", &error);
  g_assert_no_error (error);

  return self;
}

void
test_phone_listen (TestPhone *self, guint seconds)
{
  const gint64 wanted = (gint64) seconds * BW_LOOPBACK_CARD_RATE * 2;
  g_autoptr (GFile) file = g_file_new_for_path (self->heard);
  g_autoptr (GError) error = NULL;
  gint64 size = 0;

  g_unlink (self->heard);
  g_assert_true (bw_loopback_card_record (self->card, self->heard, &error));
  g_assert_no_error (error);
  while (size < wanted) {
    g_autoptr (GFileInfo) info = NULL;

    test_iterate ();
    info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, NULL);
    size = info ? g_file_info_get_size (info) : 0;
  }
  bw_loopback_card_stop_recording (self->card);
}

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

void
test_start_and_keep_result (BwPhone *phone, GAsyncResult **result)
{
  bw_phone_start_async (phone, NULL, keep_result_cb, result);
  test_wait (*result != NULL);
}

void
test_stop_and_wait (BwPhone *phone)
{
  Outcome outcome = { 0 };

  bw_phone_stop_async (phone, stopped_cb, &outcome);
  test_wait (outcome.done);
  g_assert_no_error (outcome.error);
}

void
test_phone_stop (TestPhone *self)
{
  if (!self->phone)
    return;

  test_stop_and_wait (self->phone);
  self->account = NULL;
  g_assert_finalize_object (g_steal_pointer (&self->phone));
}

void
test_phone_restart (TestPhone *self)
{
  test_phone_stop (self);
  start (self, 0);
}

void
test_phone_free (TestPhone *self)
{
  test_phone_stop (self);
  g_clear_object (&self->store);
  g_clear_object (&self->secrets);
  remove_folder (self->dir);
  g_free (self->dir);
  g_free (self->heard);
  g_free (self->name);
  g_free (self);
}

char *
test_phone_uri (TestPhone *self)
{
  LinphoneTransports *used = linphone_core_get_transports_used (bw_phone_get_core (self->phone));
  char *uri =
      g_strdup_printf ("sip:%s@127.0.0.1:%d", self->name, linphone_transports_get_udp_port (used));

  linphone_transports_unref (used);

  return uri;
}

BwCall *
test_phone_dial (TestPhone *self, TestPhone *peer)
{
  g_autofree char *uri = test_phone_uri (peer);
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (self->phone, NULL, uri, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (call);

  return call;
}

BwCall *
test_phone_call (TestPhone *self, guint index)
{
  g_autoptr (BwCall) call = NULL;
  GListModel *calls = bw_phone_get_calls (self->phone);

  test_wait (g_list_model_get_n_items (calls) > index);
  call = g_list_model_get_item (calls, index);

  return call;
}

BwCallRecord *
test_phone_last_record (TestPhone *self)
{
  g_autoptr (BwCallHistory) history = bw_call_history_new (self->store);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), >, 0);

  return g_list_model_get_item (G_LIST_MODEL (history), 0);
}

/* The call that rings at a phone, whatever else is in its list. */
static BwCall *
ringing_call (BwPhone *phone)
{
  GListModel *calls = bw_phone_get_calls (phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    if (bw_call_get_state (call) == BW_CALL_STATE_INCOMING)
      return call;
  }

  return NULL;
}

void
test_connect (TestPhone *caller, TestPhone *callee, BwCall **outgoing, BwCall **incoming)
{
  BwCall *there = test_phone_dial (caller, callee);
  BwCall *here;
  g_autoptr (GError) error = NULL;

  test_wait_state (there, BW_CALL_STATE_RINGING);
  here = ringing_call (callee->phone);
  g_assert_nonnull (here);
  bw_call_answer (here, FALSE, &error);
  g_assert_no_error (error);
  test_wait_state (here, BW_CALL_STATE_ACTIVE);
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  *outgoing = there;
  *incoming = here;
}

/* Goertzel's filter at one frequency, against the power of the whole. */
static double
share_of (const gint16 *samples, gsize n, double rate, guint hz)
{
  double factor = 2 * cos (2 * G_PI * hz / rate);
  double one = 0, two = 0, all = 0;

  for (gsize i = 0; i < n; i++) {
    double next = samples[i] + factor * one - two;

    all += (double) samples[i] * samples[i];
    two = one;
    one = next;
  }

  return all > 0 ? 2 * (one * one + two * two - factor * one * two) / (all * (double) n) : 0;
}

/* The second half of a mono WAV file, after the jitter of the beginning. */
static gint16 *
read_second_half (const char *wav, gsize *n, guint *rate)
{
  g_autofree char *data = NULL;
  guint32 little;
  guint16 channels;
  gsize length, samples;

  g_assert_true (g_file_get_contents (wav, &data, &length, NULL));
  g_assert_cmpuint (length, >, HEADER_BYTES);
  memcpy (&channels, data + 22, sizeof channels);
  g_assert_cmpuint (GUINT16_FROM_LE (channels), ==, 1);
  memcpy (&little, data + 24, sizeof little);
  *rate = GUINT32_FROM_LE (little);
  samples = (length - HEADER_BYTES) / 2;
  *n = samples / 2;

  return g_memdup2 (data + HEADER_BYTES + (samples - *n) * 2, *n * 2);
}

double
test_tone_power (const char *wav, guint hz)
{
  gsize n;
  guint rate;
  g_autofree gint16 *samples = read_second_half (wav, &n, &rate);

  return share_of (samples, n, rate, hz);
}

double
test_tone_peak (const char *wav, guint hz)
{
  gsize n, window;
  guint rate;
  g_autofree gint16 *samples = read_second_half (wav, &n, &rate);
  double peak = 0;

  window = rate / 20;
  for (gsize i = 0; i + window <= n; i += window / 2)
    peak = MAX (peak, share_of (samples + i, window, rate, hz));

  return peak;
}

double
test_loudness (const char *wav)
{
  gsize n;
  guint rate;
  g_autofree gint16 *samples = read_second_half (wav, &n, &rate);
  double power = 0;

  for (gsize i = 0; i < n; i++)
    power += (double) samples[i] * samples[i];

  return n > 0 ? sqrt (power / (double) n) : 0;
}

void
test_count_cb (guint *count)
{
  ++*count;
}

gboolean
test_deadline_passed (gint64 deadline)
{
  return g_get_monotonic_time () > deadline;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

void
test_iterate (void)
{
  guint id = g_timeout_add (20, wake_cb, NULL);
  GSource *wake = g_main_context_find_source_by_id (NULL, id);

  g_main_context_iteration (NULL, TRUE);
  if (g_main_context_find_source_by_id (NULL, id) == wake)
    g_source_destroy (wake);
}

static gboolean
elapsed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

void
test_let_pass (guint ms)
{
  gboolean elapsed = FALSE;

  g_timeout_add (ms, elapsed_cb, &elapsed);
  test_wait (elapsed);
}
