/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Calls between two and three whole phones on the loopback: states, sound, verbs, history. */

#include "bw-test-phones.h"

#include <glib.h>

typedef struct {
  TestPhone *alice;
  TestPhone *bob;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  pair->alice = test_phone_new ("alice", 1000);
  pair->bob = test_phone_new ("bob", 400);
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  test_phone_free (pair->alice);
  test_phone_free (pair->bob);
}

static void
expect_record (TestPhone *phone, BwDirection direction, BwCallOutcome outcome, BwReason reason)
{
  g_autoptr (BwCallRecord) record = test_phone_last_record (phone);

  g_assert_cmpint (bw_call_record_get_direction (record), ==, direction);
  g_assert_cmpint (bw_call_record_get_outcome (record), ==, outcome);
  g_assert_cmpint (bw_call_record_get_reason (record), ==, reason);
  g_assert_cmpint (bw_call_record_get_started (record), >, 0);
  g_assert_cmpint (bw_call_record_get_ended (record), >=, bw_call_record_get_started (record));
}

static void
hang_up (BwCall *call, BwCall *other)
{
  g_autoptr (GError) error = NULL;

  g_object_ref (call);
  g_object_ref (other);
  bw_call_hang_up (call, &error);
  g_assert_no_error (error);
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_wait_state (other, BW_CALL_STATE_ENDED);
  g_object_unref (call);
  g_object_unref (other);
}

static void
test_sound (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_cmpstr (bw_call_get_peer (in), ==, "alice@phones.test");
  g_assert_cmpstr (bw_call_get_peer (out), ==, "bob@127.0.0.1");
  g_assert_true (bw_call_get_account (in) == pair->bob->account);
  g_assert_cmpstr (bw_call_get_audio_codec (out), ==, "opus/48000");
  g_assert_true (bw_phone_get_current_call (pair->alice->phone) == out);
  test_phone_listen (pair->bob, 3);
  test_phone_listen (pair->alice, 3);
  hang_up (out, in);

  g_assert_cmpfloat (test_tone_power (pair->bob->heard, 1000), >, 0.8);
  g_assert_cmpfloat (test_tone_power (pair->alice->heard, 400), >, 0.8);
  g_assert_cmpfloat (test_tone_power (pair->alice->heard, 1000), <, 0.05);
  expect_record (pair->alice, BW_DIRECTION_OUTGOING, BW_CALL_OUTCOME_ANSWERED, BW_REASON_NONE);
  expect_record (pair->bob, BW_DIRECTION_INCOMING, BW_CALL_OUTCOME_ANSWERED, BW_REASON_NONE);
}

static void
test_leaves_the_list (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  hang_up (in, out);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (pair->alice->phone)) == 0);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (pair->bob->phone)) == 0);
  g_assert_null (bw_phone_get_current_call (pair->alice->phone));
}

static void
test_decline (Pair *pair, gconstpointer data)
{
  BwCall *out = test_phone_dial (pair->alice, pair->bob);
  BwCall *in = test_phone_call (pair->bob, 0);

  g_assert_true (bw_call_decline (in, NULL));
  test_wait_state (out, BW_CALL_STATE_ENDED);
  test_wait_state (in, BW_CALL_STATE_ENDED);
  g_assert_cmpuint (bw_call_get_code (out), ==, 603);
  expect_record (pair->alice, BW_DIRECTION_OUTGOING, BW_CALL_OUTCOME_DECLINED, BW_REASON_DECLINED);
  expect_record (pair->bob, BW_DIRECTION_INCOMING, BW_CALL_OUTCOME_DECLINED, BW_REASON_DECLINED);
  g_assert_cmpuint (bw_store_get_unseen_missed (pair->bob->store), ==, 0);
}

static void
test_cancel_is_missed (Pair *pair, gconstpointer data)
{
  BwCall *out = test_phone_dial (pair->alice, pair->bob);
  BwCall *in = test_phone_call (pair->bob, 0);

  test_wait_state (out, BW_CALL_STATE_RINGING);
  hang_up (out, in);
  g_assert_cmpint (bw_call_get_reason (in), ==, BW_REASON_CANCELLED);
  expect_record (pair->alice, BW_DIRECTION_OUTGOING, BW_CALL_OUTCOME_CANCELLED,
                 BW_REASON_CANCELLED);
  expect_record (pair->bob, BW_DIRECTION_INCOMING, BW_CALL_OUTCOME_MISSED, BW_REASON_CANCELLED);
  g_assert_cmpuint (bw_store_get_unseen_missed (pair->bob->store), ==, 1);
}

static void
test_do_not_disturb (Pair *pair, gconstpointer data)
{
  BwCall *out;

  bw_phone_set_do_not_disturb (pair->bob->phone, TRUE);
  out = test_phone_dial (pair->alice, pair->bob);
  test_wait_state (out, BW_CALL_STATE_ENDED);
  g_assert_cmpint (bw_call_get_reason (out), ==, BW_REASON_UNAVAILABLE);
  test_wait_state (test_phone_call (pair->bob, 0), BW_CALL_STATE_ENDED);
  g_assert_cmpuint (bw_store_get_unseen_missed (pair->bob->store), ==, 1);
}

static void
test_redirect (Pair *pair, gconstpointer data)
{
  g_autoptr (TestPhone) carol = test_phone_new ("carol", 600);
  g_autofree char *uri = test_phone_uri (carol);
  BwCall *out = test_phone_dial (pair->alice, pair->bob);
  BwCall *in = test_phone_call (pair->bob, 0);
  BwCall *there;

  g_assert_true (bw_call_redirect (in, uri, NULL));
  test_wait_state (in, BW_CALL_STATE_ENDED);
  expect_record (pair->bob, BW_DIRECTION_INCOMING, BW_CALL_OUTCOME_REDIRECTED, BW_REASON_MOVED);
  there = test_phone_call (carol, 0);
  g_assert_true (bw_call_answer (there, FALSE, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  hang_up (out, there);
}

static void
test_hold (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_true (bw_call_hold (out, NULL));
  test_wait_state (out, BW_CALL_STATE_HELD);
  test_wait_state (in, BW_CALL_STATE_HELD_BY_PEER);
  g_assert_false (bw_call_hold (out, NULL));
  g_assert_true (bw_call_resume (out, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  test_wait_state (in, BW_CALL_STATE_ACTIVE);
  hang_up (in, out);
}

static void
test_mute (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  bw_call_set_muted (out, TRUE);
  g_assert_true (bw_call_get_muted (out));
  test_phone_listen (pair->bob, 3);
  hang_up (out, in);
  g_assert_cmpfloat (test_loudness (pair->bob->heard), <, 100);
}

static void
test_dtmf (Pair *pair, gconstpointer data)
{
  BwDtmfMethod method = GPOINTER_TO_INT (data);
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (pair->alice->account));
  g_autoptr (GError) error = NULL;
  BwCall *out, *in;

  g_object_set (settings, "dtmf-method", method, NULL);
  g_assert_true (
      bw_phone_change_account (pair->alice->phone, pair->alice->account, settings, NULL, NULL));
  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_true (bw_call_send_dtmf (out, "1 9*#", NULL));
  test_wait (g_strcmp0 (bw_call_get_received_digits (in), "19*#") == 0);
  g_assert_false (bw_call_send_dtmf (out, "12x", &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_DTMF);
  hang_up (out, in);
}

/* Tones in the sound are for machines that listen; here they are looked for in what was heard: a 1
 * is 697 and 1209 Hz. */
static void
test_dtmf_inband (Pair *pair, gconstpointer data)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (pair->alice->account));
  BwCall *out, *in;

  g_object_set (settings, "dtmf-method", BW_DTMF_METHOD_INBAND, NULL);
  g_assert_true (
      bw_phone_change_account (pair->alice->phone, pair->alice->account, settings, NULL, NULL));
  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_cmpstr (bw_call_get_audio_codec (in), ==, "pcmu/8000");
  g_assert_true (bw_call_send_dtmf (out, "1111111111111111", NULL));
  test_phone_listen (pair->bob, 2);
  hang_up (out, in);
  g_assert_cmpfloat (test_tone_peak (pair->bob->heard, 697), >, 0.2);
  g_assert_cmpfloat (test_tone_peak (pair->bob->heard, 1209), >, 0.2);
  g_assert_cmpstr (bw_call_get_received_digits (in), ==, "");
}

static void
test_encryption (Pair *pair, gconstpointer data)
{
  BwEncryption encryption = GPOINTER_TO_INT (data);
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (pair->alice->account));
  BwCall *out, *in;

  g_object_set (settings, "media-encryption", encryption, NULL);
  g_assert_true (
      bw_phone_change_account (pair->alice->phone, pair->alice->account, settings, NULL, NULL));
  test_connect (pair->alice, pair->bob, &out, &in);
  test_wait (bw_call_get_encryption (out) == encryption &&
             bw_call_get_encryption (in) == encryption);
  if (encryption == BW_ENCRYPTION_ZRTP) {
    test_wait (bw_call_get_encryption_code (out) && bw_call_get_encryption_code (in));
    g_assert_cmpstr (bw_call_get_encryption_code (out), ==, bw_call_get_encryption_code (in));
  }
  test_phone_listen (pair->bob, 3);
  hang_up (out, in);
  g_assert_cmpfloat (test_tone_power (pair->bob->heard, 1000), >, 0.8);
}

static void
test_two_calls (Pair *pair, gconstpointer data)
{
  g_autoptr (TestPhone) carol = test_phone_new ("carol", 600);
  BwCall *out, *in, *second, *there;

  test_connect (pair->alice, pair->bob, &out, &in);
  test_connect (carol, pair->alice, &there, &second);
  test_wait_state (out, BW_CALL_STATE_HELD);
  test_wait_state (in, BW_CALL_STATE_HELD_BY_PEER);
  g_assert_true (bw_phone_get_current_call (pair->alice->phone) == second);

  g_assert_true (bw_call_resume (out, NULL));
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  test_wait_state (second, BW_CALL_STATE_HELD);
  test_wait_state (there, BW_CALL_STATE_HELD_BY_PEER);
  g_assert_true (bw_phone_get_current_call (pair->alice->phone) == out);
  hang_up (second, there);
  g_assert_cmpint (bw_call_get_state (out), ==, BW_CALL_STATE_ACTIVE);
  hang_up (out, in);
}

static void
test_blind_transfer (Pair *pair, gconstpointer data)
{
  g_autoptr (TestPhone) carol = test_phone_new ("carol", 600);
  g_autofree char *uri = test_phone_uri (carol);
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  g_assert_true (bw_call_transfer (out, uri, NULL));
  g_assert_cmpstr (bw_call_get_peer (test_phone_call (carol, 0)), ==, "bob@phones.test");
  g_assert_true (bw_call_answer (test_phone_call (carol, 0), FALSE, NULL));
  test_wait_state (test_phone_call (carol, 0), BW_CALL_STATE_ACTIVE);
  test_wait_state (out, BW_CALL_STATE_ENDED);
}

static void
test_closing_says_goodbye (Pair *pair, gconstpointer data)
{
  BwCall *out, *in;

  test_connect (pair->alice, pair->bob, &out, &in);
  test_phone_stop (pair->alice);
  test_wait_state (in, BW_CALL_STATE_ENDED);
  expect_record (pair->alice, BW_DIRECTION_OUTGOING, BW_CALL_OUTCOME_ANSWERED, BW_REASON_NONE);
}

static void
test_verbs_refuse (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BwCall *out = test_phone_dial (pair->alice, pair->bob);
  BwCall *in = test_phone_call (pair->bob, 0);

  g_assert_false (bw_call_answer (out, FALSE, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (bw_call_hold (in, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_STATE);
  g_clear_error (&error);
  hang_up (in, out);
  g_assert_false (bw_call_hang_up (in, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_STATE);
}

static void
test_dial_refuses (void)
{
  g_autoptr (TestPhone) bare = test_phone_new_bare ("nobody", 0);
  g_autoptr (TestPhone) alice = test_phone_new ("alice", 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (bw_phone_dial (bare->phone, NULL, "sip:bob@127.0.0.1", FALSE, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_NO_ACCOUNT);
  g_clear_error (&error);
  g_assert_null (bw_phone_dial (alice->phone, NULL, "hello world", FALSE, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_ADDRESS);
  g_clear_error (&error);
  bw_account_set_enabled (alice->account, FALSE);
  g_assert_null (bw_phone_dial (alice->phone, NULL, "sip:bob@127.0.0.1", FALSE, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_NO_ACCOUNT);
}

static void
test_nobody_there (void)
{
  g_autoptr (TestPhone) alice = test_phone_new ("alice", 0);
  BwCall *call =
      bw_phone_dial (alice->phone, NULL, "sip:bob@127.0.0.1:9;transport=tcp", FALSE, NULL);

  g_assert_nonnull (call);
  test_wait_for (!bw_call_is_live (call), 40);
  g_assert_cmpint (bw_call_get_outcome (call), ==, BW_CALL_OUTCOME_FAILED);
  g_assert_cmpint (bw_call_get_reason (call), !=, BW_REASON_NONE);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/engine/calls/" name, Pair, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sound", NULL, test_sound);
  ADD ("leaves-the-list", NULL, test_leaves_the_list);
  ADD ("decline", NULL, test_decline);
  ADD ("cancel-is-missed", NULL, test_cancel_is_missed);
  ADD ("do-not-disturb", NULL, test_do_not_disturb);
  ADD ("redirect", NULL, test_redirect);
  ADD ("hold", NULL, test_hold);
  ADD ("mute", NULL, test_mute);
  ADD ("dtmf/rtp", GINT_TO_POINTER (BW_DTMF_METHOD_RTP), test_dtmf);
  ADD ("dtmf/info", GINT_TO_POINTER (BW_DTMF_METHOD_INFO), test_dtmf);
  ADD ("dtmf/inband", NULL, test_dtmf_inband);
  ADD ("encryption/srtp", GINT_TO_POINTER (BW_ENCRYPTION_SRTP), test_encryption);
  ADD ("encryption/zrtp", GINT_TO_POINTER (BW_ENCRYPTION_ZRTP), test_encryption);
  ADD ("encryption/dtls", GINT_TO_POINTER (BW_ENCRYPTION_DTLS_SRTP), test_encryption);
  ADD ("two-calls", NULL, test_two_calls);
  ADD ("transfer/blind", NULL, test_blind_transfer);
  ADD ("closing-says-goodbye", NULL, test_closing_says_goodbye);
  ADD ("verbs-refuse", NULL, test_verbs_refuse);
  g_test_add_func ("/engine/calls/dial-refuses", test_dial_refuses);
  g_test_add_func ("/engine/calls/nobody-there", test_nobody_there);

  return g_test_run ();
}
