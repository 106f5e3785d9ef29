/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bad weather: what peers and servers do wrong, by sipp and by raw datagrams. The phone says what
 * happened and goes on. */

#include "bw-test-server.h"
#include "bw-test-sipp.h"

#include <glib.h>
#include <string.h>

typedef struct {
  TestPhone *phone;
} Weather;

static void
set_up (Weather *weather, gconstpointer data)
{
  weather->phone = test_phone_new ("alice", 1000);
}

/* Whatever came, a call in good weather still works. */
static void
tear_down (Weather *weather, gconstpointer data)
{
  g_autoptr (TestPhone) friend = test_phone_new ("friend", 400);
  BwCall *out, *in;

  test_wait (bw_phone_get_current_call (weather->phone->phone) == NULL ||
             !bw_call_is_live (bw_phone_get_current_call (weather->phone->phone)));
  test_connect (friend, weather->phone, &out, &in);
  g_assert_true (bw_call_hang_up (out, NULL));
  test_wait_state (in, BW_CALL_STATE_ENDED);
  test_phone_free (weather->phone);
}

static BwCall *
dial (TestPhone *phone, TestSipp *peer)
{
  g_autofree char *uri = test_sipp_uri (peer);
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (phone->phone, NULL, uri, FALSE, &error);

  g_assert_no_error (error);

  return call;
}

static void
test_refusals (Weather *weather, gconstpointer data)
{
  static const struct {
    const char *code;
    const char *headers;
    BwReason reason;
    BwCallOutcome outcome;
  } cases[] = {
    { "403", NULL, BW_REASON_FORBIDDEN, BW_CALL_OUTCOME_FAILED },
    { "404", NULL, BW_REASON_NOT_FOUND, BW_CALL_OUTCOME_FAILED },
    { "480", NULL, BW_REASON_UNAVAILABLE, BW_CALL_OUTCOME_FAILED },
    { "486", NULL, BW_REASON_BUSY, BW_CALL_OUTCOME_BUSY },
    { "488", NULL, BW_REASON_NOT_ACCEPTABLE, BW_CALL_OUTCOME_FAILED },
    { "500", NULL, BW_REASON_SERVER_ERROR, BW_CALL_OUTCOME_FAILED },
    { "503", "headers=Retry-After: 30", BW_REASON_SERVER_BUSY, BW_CALL_OUTCOME_FAILED },
    { "603", NULL, BW_REASON_DECLINED, BW_CALL_OUTCOME_DECLINED },
    { "480", "headers=Reason: Q.850;cause=1;text=\"Unallocated\"", BW_REASON_NOT_FOUND,
      BW_CALL_OUTCOME_FAILED },
    { "503", "headers=Reason: Q.850;cause=17", BW_REASON_BUSY, BW_CALL_OUTCOME_BUSY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *code = g_strconcat ("code=", cases[i].code, NULL);
    TestSipp *peer = test_sipp_new ("uas-reject", "--key", code, cases[i].headers ? "--key" : NULL,
                                    cases[i].headers, NULL);
    g_autoptr (BwCall) call = g_object_ref (dial (weather->phone, peer));

    test_wait_state (call, BW_CALL_STATE_ENDED);
    test_sipp_finish (peer);
    g_test_message ("%s %s: %d", cases[i].code, cases[i].headers, bw_call_get_reason (call));
    g_assert_cmpint (bw_call_get_reason (call), ==, cases[i].reason);
    g_assert_cmpint (bw_call_get_outcome (call), ==, cases[i].outcome);
    g_assert_cmpuint (bw_call_get_code (call), ==, g_ascii_strtoull (cases[i].code, NULL, 10));
  }
}

static void
test_challenge_loop (Weather *weather, gconstpointer data)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) phone = test_phone_new_bare ("alice", 0);
  g_autoptr (BwCall) call = NULL;

  test_server_sign_in (server, phone, "alice", "udp");
  call = bw_phone_dial (phone->phone, NULL, "loop407", FALSE, NULL);
  g_assert_nonnull (call);
  g_object_ref (call);
  test_wait_state (call, BW_CALL_STATE_ENDED);
  g_assert_cmpint (bw_call_get_reason (call), ==, BW_REASON_WRONG_PASSWORD);
}

static void
test_early_media (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_new ("uas-early-media", NULL);
  BwCall *call = dial (weather->phone, peer);

  test_wait (bw_call_get_early_media (call));
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_RINGING);
  test_wait_state (call, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hang_up (call, NULL));
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_held_by_peer (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_new ("uas-hold", NULL);
  BwCall *call = dial (weather->phone, peer);

  test_wait_state (call, BW_CALL_STATE_HELD_BY_PEER);
  test_wait_state (call, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hang_up (call, NULL));
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_info_digits (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_new ("uas-dtmf-info", "--key", "digit=7", NULL);
  BwCall *call = dial (weather->phone, peer);

  test_wait (g_strcmp0 (bw_call_get_received_digits (call), "7") == 0);
  g_assert_true (bw_call_hang_up (call, NULL));
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_bye_twice_there (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_new ("uas-bye-twice", NULL);
  BwCall *call = dial (weather->phone, peer);

  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

/* A call from sipp that is answered as soon as it rings, and goes its scenario's way to the end. */
static BwCall *
answer (TestPhone *phone)
{
  BwCall *call = test_phone_call (phone, 0);
  g_autoptr (GError) error = NULL;

  bw_call_answer (call, FALSE, &error);
  g_assert_no_error (error);

  return call;
}

static void
test_answered_scenario (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_call (data, weather->phone, NULL);
  BwCall *call = answer (weather->phone);

  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
  g_assert_cmpint (bw_call_get_outcome (call), ==, BW_CALL_OUTCOME_ANSWERED);
}

static void
test_forty_codecs (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_call ("uac-call", weather->phone, "--codecs", "many", NULL);
  BwCall *call = answer (weather->phone);

  test_wait (bw_call_get_audio_codec (call) != NULL);
  g_assert_cmpstr (bw_call_get_audio_codec (call), ==, "pcmu/8000");
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_no_common_codec (Weather *weather, gconstpointer data)
{
  TestSipp *peer =
      test_sipp_call ("uac-refused", weather->phone, "--codecs", "none", "--key", "code=488", NULL);

  test_sipp_finish (peer);
}

static void
test_cancelled (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_call ("uac-cancel", weather->phone, NULL);
  BwCall *call = test_phone_call (weather->phone, 0);

  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
  g_assert_cmpint (bw_call_get_outcome (call), ==, BW_CALL_OUTCOME_MISSED);
  g_assert_cmpuint (bw_store_get_unseen_missed (weather->phone->store), ==, 1);
}

static void
test_answered_elsewhere (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_call (
      "uac-cancel", weather->phone, "--key",
      "cancel_headers=Reason: SIP;cause=200;text=\"Call completed elsewhere\"", NULL);
  BwCall *call = test_phone_call (weather->phone, 0);

  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
  g_assert_cmpint (bw_call_get_reason (call), ==, BW_REASON_ANSWERED_ELSEWHERE);
  g_assert_cmpint (bw_call_get_outcome (call), ==, BW_CALL_OUTCOME_ELSEWHERE);
  g_assert_cmpuint (bw_store_get_unseen_missed (weather->phone->store), ==, 0);
}

static void
test_cancel_crosses (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_call ("uac-cancel-crosses", weather->phone, NULL);
  BwCall *call = answer (weather->phone);

  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_our_cancel_crosses (Weather *weather, gconstpointer data)
{
  TestSipp *peer = test_sipp_new ("uas-cancel-crosses", NULL);
  BwCall *call = dial (weather->phone, peer);

  test_wait_state (call, BW_CALL_STATE_RINGING);
  g_assert_true (bw_call_hang_up (call, NULL));
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_display_names (Weather *weather, gconstpointer data)
{
  static const char *const names[] = {
    "name=\"<b>Bob</b> & <a href='x'>\\\"you\\\"</a> %s %n\"",
    "name=\"Bob \xe2\x80\xae"
    "txt.exe\xe2\x80\xac\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    TestSipp *peer = test_sipp_call ("uac-cancel", weather->phone, "--key", names[i], NULL);
    g_autoptr (BwCall) call = NULL;

    test_wait (bw_phone_get_current_call (weather->phone->phone) &&
               bw_call_is_live (bw_phone_get_current_call (weather->phone->phone)));
    call = g_object_ref (bw_phone_get_current_call (weather->phone->phone));
    g_test_message ("%s -> %s", names[i], bw_call_get_peer_name (call));
    g_assert_nonnull (bw_call_get_peer_name (call));
    g_assert_true (g_str_has_prefix (bw_call_get_peer_name (call), i == 0 ? "<b>Bob" : "Bob"));
    g_assert_null (strpbrk (bw_call_get_peer_name (call), "\r\n"));
    g_assert_null (strstr (bw_call_get_peer_name (call), "\xe2\x80\xae"));
    test_wait_state (call, BW_CALL_STATE_ENDED);
    test_sipp_finish (peer);
  }
}

static void
test_huge_name (Weather *weather, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (10000, 'B');
  g_autofree char *name = g_strconcat ("name=\"", filler, "\"", NULL);
  TestSipp *peer = test_sipp_call ("uac-cancel", weather->phone, "--key", name, NULL);
  BwCall *call = test_phone_call (weather->phone, 0);

  g_assert_cmpint (g_utf8_strlen (bw_call_get_label (call), -1), <=, 128);
  test_wait_state (call, BW_CALL_STATE_ENDED);
  test_sipp_finish (peer);
}

static void
test_datagrams (Weather *weather, gconstpointer data)
{
  test_send_bad_datagrams (weather->phone);
  g_assert_cmpuint (g_list_model_get_n_items (bw_phone_get_calls (weather->phone->phone)), <=, 1);
}

/* The server is away in mid-call: the call goes on, the account says why it cannot be reached, and
 * comes back by itself. */
static void
test_server_gone_in_call (Weather *weather, gconstpointer data)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) alice = test_phone_new_bare ("alice", 1000);
  g_autoptr (TestPhone) bob = test_phone_new_bare ("bob", 400);
  BwCall *out, *in;

  test_server_sign_in (server, alice, "alice", "tcp");
  test_server_sign_in (server, bob, "bob", "tcp");
  out = bw_phone_dial (alice->phone, NULL, "bob", FALSE, NULL);
  in = answer (bob);
  test_wait_state (out, BW_CALL_STATE_ACTIVE);
  test_server_command (server, "kill");
  bw_account_refresh (alice->account);
  test_wait (bw_account_get_state (alice->account) == BW_ACCOUNT_STATE_FAILED);
  test_phone_listen (bob, 2);
  g_assert_cmpfloat (test_tone_power (bob->heard, 1000), >, 0.8);
  g_assert_cmpint (bw_call_get_state (in), ==, BW_CALL_STATE_ACTIVE);
  test_server_command (server, "start");
  test_wait_for (bw_account_get_state (alice->account) == BW_ACCOUNT_STATE_REGISTERED, 70);
  g_assert_cmpint (bw_call_get_state (out), ==, BW_CALL_STATE_ACTIVE);
}

/* Attended transfer needs a server between the three, for addresses that hold for all of them. */
static void
test_attended_transfer (Weather *weather, gconstpointer data)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) alice = test_phone_new_bare ("alice", 1000);
  g_autoptr (TestPhone) bob = test_phone_new_bare ("bob", 400);
  g_autoptr (TestPhone) carol = test_phone_new_bare ("carol", 600);
  BwCall *first, *second;

  test_server_sign_in (server, alice, "alice", "udp");
  test_server_sign_in (server, bob, "bob", "udp");
  test_server_sign_in (server, carol, "carol", "udp");
  first = g_object_ref (bw_phone_dial (alice->phone, NULL, "bob", FALSE, NULL));
  answer (bob);
  test_wait_state (first, BW_CALL_STATE_ACTIVE);
  second = g_object_ref (bw_phone_dial (alice->phone, NULL, "carol", FALSE, NULL));
  answer (carol);
  test_wait_state (second, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_transfer_to (first, second, NULL));
  test_wait_state (first, BW_CALL_STATE_ENDED);
  test_wait_state (second, BW_CALL_STATE_ENDED);
  test_wait (bw_phone_get_current_call (bob->phone) &&
             bw_call_get_state (bw_phone_get_current_call (bob->phone)) == BW_CALL_STATE_ACTIVE);
  test_phone_listen (carol, 2);
  g_assert_cmpfloat (test_tone_power (carol->heard, 400), >, 0.8);
  g_object_unref (first);
  g_object_unref (second);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/engine/weather/" name, Weather, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("refusals", NULL, test_refusals);
  ADD ("challenge-loop", NULL, test_challenge_loop);
  ADD ("early-media", NULL, test_early_media);
  ADD ("held-by-peer", NULL, test_held_by_peer);
  ADD ("info-digits", NULL, test_info_digits);
  ADD ("bye-twice/theirs", NULL, test_bye_twice_there);
  ADD ("bye-twice/incoming", "uac-bye-twice", test_answered_scenario);
  ADD ("no-description", "uac-no-description", test_answered_scenario);
  ADD ("multipart", "uac-multipart", test_answered_scenario);
  ADD ("forty-codecs", NULL, test_forty_codecs);
  ADD ("no-common-codec", NULL, test_no_common_codec);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("answered-elsewhere", NULL, test_answered_elsewhere);
  ADD ("cancel-crosses", NULL, test_cancel_crosses);
  ADD ("our-cancel-crosses", NULL, test_our_cancel_crosses);
  ADD ("display-names", NULL, test_display_names);
  ADD ("huge-name", NULL, test_huge_name);
  ADD ("datagrams", NULL, test_datagrams);
  ADD ("server-gone-in-call", NULL, test_server_gone_in_call);
  ADD ("attended-transfer", NULL, test_attended_transfer);

  return g_test_run ();
}
