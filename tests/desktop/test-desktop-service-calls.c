/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Call1 as a stranger on the bus meets it: two real phones on the loopback, one of them driven over
 * D-Bus. */

#include "bw-dbus-service.h"
#include "bw-test-bus.h"
#include "bw-test-phones.h"

#include <string.h>

#define ROOT BW_DBUS_SERVICE_PATH
#define CALL_1 ROOT "/calls/1"
#define CALL_2 ROOT "/calls/2"

typedef struct {
  TestPhone *alice; /* on the bus */
  TestPhone *bob;
  BwDBusService *service;
  GDBusConnection *connection;
  TestBus *bus;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->alice = test_phone_new ("alice", 440);
  self->bob = test_phone_new ("bob", 1000);
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->service = bw_dbus_service_new (self->alice->phone);
  bw_dbus_service_export (self->service, self->connection, &error);
  g_assert_no_error (error);
  self->bus = test_bus_new (self->connection);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->service);
  test_bus_free (self->bus);
  g_object_unref (self->connection);
  test_phone_free (self->bob);
  test_phone_free (self->alice);
}

static char *
text_of (Fixture *self, const char *path, const char *property)
{
  g_autoptr (GVariant) value = test_bus_get (self->bus, path, "Call1", property);

  return g_variant_print (value, TRUE);
}

static void
assert_property (Fixture *self, const char *path, const char *property, const char *wanted)
{
  g_autofree char *text = text_of (self, path, property);

  g_assert_cmpstr (text, ==, wanted);
}

static void
ask (Fixture *self, const char *path, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (self->bus, path, "Call1", method, arguments, &error);

  g_assert_no_error (error);
}

static void
test_outgoing (Fixture *self, gconstpointer data)
{
  g_autofree char *uri = test_phone_uri (self->bob);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = test_bus_call (self->bus, ROOT, "Phone1", "Dial",
                                               g_variant_new ("(osb)", "/", uri, FALSE), &error);
  g_autoptr (GVariant) digit = NULL;
  BwCall *there = test_phone_call (self->bob, 0);
  const char *path, *pressed;

  g_assert_no_error (error);
  g_variant_get (answer, "(&o)", &path);
  g_assert_cmpstr (path, ==, CALL_1);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ringing'"));
  assert_property (self, CALL_1, "Peer", "'bob@127.0.0.1'");
  assert_property (self, CALL_1, "PeerName", "''");
  assert_property (self, CALL_1, "Account", "objectpath '" ROOT "/accounts/1'");
  assert_property (self, CALL_1, "Direction", "'outgoing'");
  assert_property (self, CALL_1, "Reason", "''");
  assert_property (self, CALL_1, "Video", "false");
  assert_property (self, CALL_1, "VideoCodec", "''");

  g_assert_true (bw_call_answer (there, FALSE, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'active'"));
  assert_property (self, CALL_1, "Encryption", "'none'");
  test_wait (test_bus_saw (self->bus, CALL_1, "AudioCodec", "'opus'"));

  g_assert_true (
      test_bus_set (self->bus, CALL_1, "Call1", "Muted", g_variant_new_boolean (TRUE), &error));
  assert_property (self, CALL_1, "Muted", "true");
  test_wait (test_bus_saw (self->bus, CALL_1, "Muted", "true"));

  ask (self, CALL_1, "SendDtmf", g_variant_new ("(s)", "12#"));
  test_wait (g_strcmp0 (bw_call_get_received_digits (there), "12#") == 0);
  g_assert_true (bw_call_send_dtmf (there, "5", NULL));
  test_wait ((digit = test_bus_find_signal (self->bus, CALL_1, "Call1.DtmfReceived")));
  g_variant_get (digit, "(&s)", &pressed);
  g_assert_cmpstr (pressed, ==, "5");

  ask (self, CALL_1, "Hold", NULL);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'held'"));
  ask (self, CALL_1, "Resume", NULL);
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hold (there, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'held-by-peer'"));

  ask (self, CALL_1, "HangUp", NULL);
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ended'"));
  test_wait_state (there, BW_CALL_STATE_ENDED);
}

static void
test_incoming (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);
  g_autofree char *started = NULL;

  test_phone_call (self->alice, 0);
  assert_property (self, CALL_1, "State", "'incoming'");
  assert_property (self, CALL_1, "Direction", "'incoming'");
  started = text_of (self, CALL_1, "Started");
  g_assert_cmpint (g_get_real_time () / G_USEC_PER_SEC -
                       g_ascii_strtoll (started + strlen ("int64 "), NULL, 10),
                   <, 60);

  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Answer", g_variant_new ("(b)", TRUE),
                           "Unsupported");
  ask (self, CALL_1, "Answer", g_variant_new ("(b)", FALSE));
  test_wait_state (there, BW_CALL_STATE_ACTIVE);
  g_assert_true (bw_call_hang_up (there, NULL));
  test_wait (test_bus_saw (self->bus, CALL_1, "State", "'ended'"));
}

static void
test_declined (Fixture *self, gconstpointer data)
{
  BwCall *there = test_phone_dial (self->bob, self->alice);

  test_phone_call (self->alice, 0);
  ask (self, CALL_1, "Decline", NULL);
  test_wait_state (there, BW_CALL_STATE_ENDED);
  g_assert_cmpint (bw_call_get_reason (there), ==, BW_REASON_DECLINED);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  BwCall *there, *here;

  test_connect (self->alice, self->bob, &here, &there);
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Answer", g_variant_new ("(b)", FALSE),
                           "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Decline", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Resume", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "SendDtmf", g_variant_new ("(s)", "1x2"),
                           "Dtmf");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "SendDtmf", g_variant_new ("(s)", ""),
                           "Dtmf");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Transfer", g_variant_new ("(s)", "\n"),
                           "Address");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "TransferTo", g_variant_new ("(o)", CALL_2),
                           "NoObject");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "TransferTo",
                           g_variant_new ("(o)", ROOT "/accounts/1"), "NoObject");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Redirect",
                           g_variant_new ("(s)", "carol@127.0.0.1"), "State");
  test_bus_assert_refused (self->bus, ROOT, "Phone1", "Dial",
                           g_variant_new ("(osb)", "/", "", FALSE), "Address");

  g_assert_true (bw_call_hang_up (here, NULL));
  test_wait_state (here, BW_CALL_STATE_ENDED);
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "HangUp", NULL, "State");
  test_bus_assert_refused (self->bus, CALL_1, "Call1", "Hold", NULL, "State");
}

/* The account goes in mid-call, the call goes some seconds after its end. */
static void
test_leaves (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) gone = NULL;
  BwCall *there, *here;

  test_connect (self->alice, self->bob, &here, &there);
  answer = test_bus_call (self->bus, ROOT, "Phone1", "RemoveAccount",
                          g_variant_new ("(o)", ROOT "/accounts/1"), &error);
  g_assert_no_error (error);
  test_wait (test_bus_saw (self->bus, CALL_1, "Account", "'/'"));
  if (bw_call_is_live (here))
    ask (self, CALL_1, "HangUp", NULL);
  test_wait (g_list_model_get_n_items (bw_phone_get_calls (self->alice->phone)) == 0);
  test_wait ((gone = test_bus_find_signal (self->bus, ROOT, "ObjectManager.InterfacesRemoved")));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desktop/service/calls/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("outgoing", test_outgoing);
  ADD ("incoming", test_incoming);
  ADD ("declined", test_declined);
  ADD ("refused", test_refused);
  ADD ("leaves", test_leaves);

  return g_test_run ();
}
