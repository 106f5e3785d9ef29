/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How one is seen oneself: what becomes of a choice, and what is published of it, to a real
 * Kamailio and to servers that refuse. */

#include "bw-core-enums.h"
#include "bw-my-presence-private.h"
#include "bw-store-people.h"
#include "bw-test-people.h"
#include "bw-test-server.h"
#include "bw-test-wire.h"

#include <glib.h>
#include <string.h>

#define QUIET_MS 1500 /* longer than changes take to come together */

typedef struct {
  TestPhone *alice;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->alice = test_phone_new ("alice", 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_phone_free (self->alice);
}

static BwMyPresence *
presence_of (TestPhone *phone)
{
  return bw_phone_get_presence (phone->phone);
}

/* --- do not disturb --- */

static void
test_favourite (Fixture *self, gconstpointer data)
{
  g_autoptr (TestPhone) bob = test_phone_new ("bob", 0);
  g_autoptr (BwPerson) friend = bw_person_new ();
  BwCall *out;

  g_object_set (friend, "name", "Bob", "favourite", TRUE, NULL);
  bw_person_add_address (friend, BW_PERSON_ADDRESS_SIP, "bob@phones.test", NULL);
  g_assert_nonnull (bw_store_save_person (self->alice->store, friend, NULL, NULL));
  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
  g_assert_cmpint (bw_my_presence_get_status (presence_of (self->alice)), ==,
                   BW_STATUS_DO_NOT_DISTURB);

  out = test_phone_dial (bob, self->alice);
  test_wait_state (out, BW_CALL_STATE_RINGING);
  g_assert_true (bw_phone_may_ring (self->alice->phone, test_phone_call (self->alice, 0)));
  g_assert_true (bw_call_hang_up (out, NULL));
  test_wait_state (test_phone_call (self->alice, 0), BW_CALL_STATE_ENDED);

  g_object_set (presence_of (self->alice), "favourites-ring", FALSE, "busy-answer", 486, NULL);
  out = test_phone_dial (bob, self->alice);
  test_wait_state (out, BW_CALL_STATE_ENDED);
  g_assert_cmpuint (bw_call_get_code (out), ==, 486);
}

static void
test_desktop_switch (Fixture *self, gconstpointer data)
{
  BwMyPresence *presence = presence_of (self->alice);
  guint notified = 0;

  g_signal_connect_swapped (self->alice->phone, "notify::do-not-disturb",
                            G_CALLBACK (test_count_cb), &notified);
  g_object_set (presence, "desktop-do-not-disturb", TRUE, NULL);
  g_assert_true (bw_phone_get_do_not_disturb (self->alice->phone));
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_ONLINE);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_DO_NOT_DISTURB);
  g_object_set (presence, "follow-desktop", FALSE, NULL);
  g_assert_false (bw_phone_get_do_not_disturb (self->alice->phone));
  g_object_set (presence, "follow-desktop", FALSE, NULL);
  g_assert_cmpuint (notified, ==, 2);

  bw_phone_set_do_not_disturb (self->alice->phone, TRUE);
  bw_phone_set_do_not_disturb (self->alice->phone, FALSE);
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_ONLINE);
  bw_my_presence_set_status (presence, BW_STATUS_AWAY);
  bw_phone_set_do_not_disturb (self->alice->phone, FALSE);
  g_assert_cmpint (bw_my_presence_get_status (presence), ==, BW_STATUS_AWAY);
}

static void
test_note (Fixture *self, gconstpointer data)
{
  g_autoptr (BwMyPresence) presence = bw_my_presence_new ();
  g_autofree char *long_text = g_strnfill (1000, 'x');
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint notified = 0;

  g_signal_connect_swapped (presence, "notify::note", G_CALLBACK (test_count_cb), &notified);
  bw_my_presence_set_note (presence, " Back\nat three ", now + 2);
  bw_my_presence_set_note (presence, "Back at three", now + 2);
  g_assert_cmpstr (bw_my_presence_get_note (presence), ==, "Back at three");
  g_assert_cmpint (bw_my_presence_get_note_expires (presence), ==, now + 2);
  g_assert_cmpuint (notified, ==, 1);
  test_wait (!bw_my_presence_get_note (presence));
  g_assert_cmpint (bw_my_presence_get_note_expires (presence), ==, 0);

  /* What ran out while the program did not run, or slept, is not shown even once. */
  g_object_set (presence, "note", "Lunch", "note-expires", now - 3600, NULL);
  g_assert_null (bw_my_presence_get_note (presence));
  g_assert_cmpint (bw_my_presence_get_note_expires (presence), ==, 0);
  g_object_set (presence, "note-expires", now - 3600, "note", "Lunch", NULL);
  g_assert_null (bw_my_presence_get_note (presence));
  bw_my_presence_set_note (presence, "Tea", now + 3600);
  bw_my_presence_wake (presence);
  g_assert_cmpstr (bw_my_presence_get_note (presence), ==, "Tea");
  bw_my_presence_set_note (presence, long_text, 0);
  g_assert_cmpuint (strlen (bw_my_presence_get_note (presence)), ==, 140);
  bw_my_presence_set_note (presence, " \n", 0);
  g_assert_null (bw_my_presence_get_note (presence));
}

static void
test_shown (Fixture *self, gconstpointer data)
{
  g_autoptr (BwMyPresence) presence = bw_my_presence_new ();
  guint shown = 0;

  g_signal_connect_swapped (presence, "notify::shown", G_CALLBACK (test_count_cb), &shown);
  g_object_set (presence, "idle", TRUE, NULL);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_AWAY);
  g_object_set (presence, "locked", TRUE, "follow-idle", FALSE, NULL);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_AWAY);
  g_assert_cmpuint (shown, ==, 1);
  g_object_set (presence, "follow-lock", FALSE, NULL);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_ONLINE);
  bw_my_presence_set_in_call (presence, TRUE);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_IN_CALL);
  g_object_set (presence, "follow-calls", FALSE, NULL);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_ONLINE);
  bw_my_presence_set_status (presence, BW_STATUS_OFFLINE);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_OFFLINE);
  g_object_set (presence, "busy-answer", 481, NULL);
  g_assert_cmpuint (bw_my_presence_get_busy_answer (presence), ==, 480);
}

/* --- a presence agent by hand --- */

typedef struct {
  TestWire *wire;
  TestPhone *alice;
  GString *all;       /* that has come */
  guint published;    /* PUBLISH among it */
  char *last;         /* nullable: the last of them */
  const guint *codes; /* what they are answered with, one after the other; then 200 */
  guint n_codes;
  guint granted;       /* seconds */
  const char *headers; /* nullable: of answers that are not 200 */
} Agent;

static void
agent_taken (TestWire *wire, const char *text, gpointer user_data)
{
  Agent *self = user_data;
  guint code = 200;
  g_autofree char *contact = NULL;
  g_autofree char *tag = NULL;

  if (test_wire_is (text, "REGISTER")) {
    g_autofree char *own = test_wire_get (text, "Contact");

    contact = g_strdup_printf ("Contact: %s;expires=600\n", own);
    test_wire_reply (wire, text, 200, contact);
    return;
  }
  if (!test_wire_is (text, "PUBLISH"))
    return;

  g_string_append (self->all, text);
  g_free (self->last);
  self->last = g_strdup (text);
  if (self->published < self->n_codes)
    code = self->codes[self->published];
  tag = g_strdup_printf ("SIP-ETag: tag%u\nExpires: %u\n", ++self->published, self->granted);
  test_wire_reply (wire, text, code, code == 200 ? tag : self->headers);
}

static void
agent_set_up (Agent *self, gconstpointer data)
{
  self->wire = test_wire_new (agent_taken, self);
  self->all = g_string_new (NULL);
  self->granted = 3600;
  self->alice = test_phone_new_bare ("alice", 0);
}

static void
agent_tear_down (Agent *self, gconstpointer data)
{
  test_phone_free (self->alice);
  test_wire_free (self->wire);
  g_string_free (self->all, TRUE);
  g_free (self->last);
}

static void
agent_add_account (Agent *self, const char *address, gboolean publish)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *server = g_strdup_printf ("sip:127.0.0.1:%u;transport=udp", self->wire->port);

  g_object_set (settings, "address", address, "server", server, "presence-publish", publish, NULL);
  self->alice->account = bw_phone_add_account (self->alice->phone, settings, "secret", NULL);
  g_assert_cmpint (test_wait_account (self->alice->account), ==, BW_REASON_NONE);
}

static void
agent_sign_in (Agent *self, const guint *codes, guint n_codes, const char *headers)
{
  self->codes = codes;
  self->n_codes = n_codes;
  self->headers = headers;
  agent_add_account (self, "alice@agent.test", TRUE);
}

static void
agent_change_account (Agent *self, const char *first, ...)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (self->alice->account));
  va_list args;

  va_start (args, first);
  g_object_set_valist (G_OBJECT (settings), first, args);
  va_end (args);
  g_assert_true (
      bw_phone_change_account (self->alice->phone, self->alice->account, settings, NULL, NULL));
}

/* How often something has come. */
static guint
agent_count (Agent *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (self->all->str, text, -1);

  return g_strv_length (parts) - 1;
}

static void
assert_header (const char *text, const char *name, const char *value)
{
  g_autofree char *found = test_wire_get (text, name);

  g_assert_cmpstr (found, ==, value);
}

/* What was chosen before there was anybody to tell is the first that they hear. */
static void
test_first_word (Agent *self, gconstpointer data)
{
  BwMyPresence *presence = presence_of (self->alice);

  bw_my_presence_set_note (presence, "Back at three", 0);
  bw_my_presence_set_status (presence, BW_STATUS_BUSY);
  agent_sign_in (self, NULL, 0, NULL);
  test_wait (self->published == 1);
  g_assert_nonnull (strstr (test_wire_body (self->last), "busy"));
  g_assert_nonnull (strstr (test_wire_body (self->last), "Back at three"));
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 1);

  bw_my_presence_set_status (presence, BW_STATUS_OFFLINE);
  g_assert_false (bw_my_presence_is_told (presence));
  test_wait (self->published == 2);
  assert_header (self->last, "Expires", "0");
}

static void
test_never_seen (Agent *self, gconstpointer data)
{
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_OFFLINE);
  agent_sign_in (self, NULL, 0, NULL);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 0);
}

static void
test_publish (Agent *self, gconstpointer data)
{
  BwMyPresence *presence = presence_of (self->alice);

  agent_sign_in (self, NULL, 0, NULL);
  test_wait (self->published == 1);
  assert_header (self->last, "Event", "presence");
  assert_header (self->last, "Expires", "3600");
  assert_header (self->last, "SIP-If-Match", NULL);
  g_assert_nonnull (strstr (test_wire_body (self->last), "<basic>open</basic>"));
  g_assert_nonnull (strstr (test_wire_body (self->last), "sip:alice@agent.test"));

  /* Nothing new is not published again. */
  bw_my_presence_set_status (presence, BW_STATUS_AWAY);
  bw_my_presence_set_status (presence, BW_STATUS_ONLINE);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 1);

  bw_my_presence_set_status (presence, BW_STATUS_AWAY);
  bw_my_presence_set_note (presence, "Back <at> 3", 0);
  test_wait (self->published == 2);
  assert_header (self->last, "SIP-If-Match", "tag1");
  g_assert_nonnull (strstr (test_wire_body (self->last), "Back &lt;at&gt; 3"));

  /* Who appears offline withdraws all, and nothing more goes out. */
  bw_my_presence_set_status (presence, BW_STATUS_OFFLINE);
  test_wait (self->published == 3);
  assert_header (self->last, "Expires", "0");
  assert_header (self->last, "SIP-If-Match", "tag2");
  g_assert_cmpstr (test_wire_body (self->last), ==, "");
  bw_my_presence_set_note (presence, "secret", 0);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 3);

  bw_my_presence_set_status (presence, BW_STATUS_ONLINE);
  test_wait (self->published == 4);
  assert_header (self->last, "SIP-If-Match", NULL);
  test_phone_stop (self->alice);
  test_wait (self->published == 5);
  assert_header (self->last, "Expires", "0");
  assert_header (self->last, "SIP-If-Match", "tag4");
}

/* After sleep the server may have forgotten. */
static void
test_renewal (Agent *self, gconstpointer data)
{
  static const guint codes[] = { 200, 412, 200, 200 };

  agent_sign_in (self, codes, G_N_ELEMENTS (codes), NULL);
  test_wait (self->published == 1);
  test_let_pass (QUIET_MS); /* the answer has to arrive, too */
  bw_phone_wake (self->alice->phone);
  test_wait (self->published == 3);
  assert_header (self->last, "SIP-If-Match", NULL);
  g_assert_nonnull (strstr (test_wire_body (self->last), "<basic>open</basic>"));
  test_let_pass (QUIET_MS);
  bw_phone_wake (self->alice->phone);
  test_wait (self->published == 4);
  assert_header (self->last, "SIP-If-Match", "tag3");
  g_assert_cmpstr (test_wire_body (self->last), ==, "");
}

/* What would run out is refreshed before; what the server has lost by then is told it anew. */
static void
test_refresh (Agent *self, gconstpointer data)
{
  static const guint codes[] = { 200, 200, 412 };

  self->granted = 6;
  agent_sign_in (self, codes, G_N_ELEMENTS (codes), NULL);
  test_wait (self->published == 2);
  assert_header (self->last, "SIP-If-Match", "tag1");
  g_assert_cmpstr (test_wire_body (self->last), ==, "");
  self->granted = 3600;
  test_wait (self->published == 4);
  assert_header (self->last, "SIP-If-Match", NULL);
  g_assert_nonnull (strstr (test_wire_body (self->last), "<basic>open</basic>"));
}

/* One is seen alike everywhere, but for where one does not want to be seen. */
static void
test_several (Agent *self, gconstpointer data)
{
  agent_sign_in (self, NULL, 0, NULL);
  agent_add_account (self, "work@agent.test", TRUE);
  agent_add_account (self, "quiet@agent.test", FALSE);
  test_wait (self->published == 2);
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_BUSY);
  test_wait (self->published == 4);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 4);
  g_assert_cmpuint (agent_count (self, "PUBLISH sip:alice@agent.test"), ==, 2);
  g_assert_cmpuint (agent_count (self, "PUBLISH sip:work@agent.test"), ==, 2);
  g_assert_cmpuint (agent_count (self, "entity=\"sip:work@agent.test\""), ==, 2);
}

/* The last word of an account that is gone is signed, too. */
static void
test_removed (Agent *self, gconstpointer data)
{
  static const guint codes[] = { 200, 401 };
  g_autofree char *answer = NULL;

  agent_sign_in (self, codes, G_N_ELEMENTS (codes),
                 "WWW-Authenticate: Digest realm=\"agent.test\", nonce=\"n\", algorithm=MD5\n");
  test_wait (self->published == 1);
  test_let_pass (QUIET_MS); /* the answer has to arrive, too */
  bw_phone_remove_account (self->alice->phone, self->alice->account);
  self->alice->account = NULL;
  test_wait (self->published == 3);
  assert_header (self->last, "Expires", "0");
  assert_header (self->last, "SIP-If-Match", "tag1");
  answer = test_wire_get (self->last, "Authorization");
  g_assert_nonnull (strstr (answer, "username=\"alice\""));
}

/* Under an address that is no longer ours nobody is online. */
static void
test_other_address (Agent *self, gconstpointer data)
{
  agent_sign_in (self, NULL, 0, NULL);
  test_wait (self->published == 1);
  test_let_pass (QUIET_MS);
  agent_change_account (self, "address", "alison@agent.test", NULL);
  test_wait (self->published == 3);
  g_assert_cmpuint (agent_count (self, "PUBLISH sip:alice@agent.test"), ==, 2);
  g_assert_cmpuint (agent_count (self, "SIP-If-Match: tag1"), ==, 1);
  g_assert_cmpuint (agent_count (self, "Expires: 0"), ==, 1);
  g_assert_true (g_str_has_prefix (self->last, "PUBLISH sip:alison@agent.test"));
  assert_header (self->last, "SIP-If-Match", NULL);
}

/* What could not be withdrawn does not keep one from coming back. */
static void
test_withdrawal_refused (Agent *self, gconstpointer data)
{
  static const guint codes[] = { 200, 404 };
  BwMyPresence *presence = presence_of (self->alice);

  agent_sign_in (self, codes, G_N_ELEMENTS (codes), NULL);
  test_wait (self->published == 1);
  test_let_pass (QUIET_MS);
  bw_my_presence_set_status (presence, BW_STATUS_OFFLINE);
  test_wait (self->published == 2);
  assert_header (self->last, "Expires", "0");
  test_let_pass (QUIET_MS);
  bw_my_presence_set_status (presence, BW_STATUS_ONLINE);
  test_wait (self->published == 3);
  assert_header (self->last, "SIP-If-Match", NULL);
}

static void
test_longer (Agent *self, gconstpointer data)
{
  static const guint codes[] = { 423 };

  agent_sign_in (self, codes, 1, "Min-Expires: 7200\n");
  test_wait (self->published == 2);
  assert_header (self->last, "Expires", "7200");
}

static void
test_refused (Agent *self, gconstpointer data)
{
  const guint codes[] = { GPOINTER_TO_UINT (data) };

  agent_sign_in (self, codes, 1, NULL);
  test_wait (self->published == 1);
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_BUSY);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 1);

  /* Another registration, another server perhaps. */
  bw_phone_set_network_available (self->alice->phone, FALSE);
  bw_phone_set_network_available (self->alice->phone, TRUE);
  test_wait (self->published == 2);
  g_assert_nonnull (strstr (test_wire_body (self->last), "busy"));
  self->n_codes = 0;
}

static void
test_busy_server (Agent *self, gconstpointer data)
{
  static const guint codes[] = { 503 };

  agent_sign_in (self, codes, 1, "Retry-After: 6\n");
  test_wait (self->published == 1);
  bw_my_presence_set_note (presence_of (self->alice), "Later", 0);
  test_let_pass (2 * QUIET_MS);
  g_assert_cmpuint (self->published, ==, 1);
  test_wait (self->published == 2);
  g_assert_nonnull (strstr (test_wire_body (self->last), "Later"));
  g_assert_nonnull (strstr (test_wire_body (self->last), "<basic>open</basic>"));
}

static void
test_not_published (Agent *self, gconstpointer data)
{
  agent_sign_in (self, NULL, 0, NULL);
  test_wait (self->published == 1);
  agent_change_account (self, "presence-publish", FALSE, NULL);
  test_wait (self->published == 2);
  assert_header (self->last, "Expires", "0");
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_BUSY);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (self->published, ==, 2);
}

/* --- a real server --- */

static guint
count_published (TestServer *server)
{
  g_autofree char *log = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (test_server_get (server, "LOG"), &log, NULL, NULL));
  for (const char *p = log; (p = strstr (p, "request PUBLISH")); p++)
    n++;

  return n;
}

static void
test_kamailio (void)
{
  g_autoptr (TestServer) server = test_server_new ("good");
  g_autoptr (TestPhone) alice = test_phone_new_bare ("alice", 0);
  g_autoptr (TestPhone) bob = test_phone_new_bare ("bob", 0);
  BwBuddy *light;
  guint published;

  test_server_sign_in (server, alice, "alice", "udp");
  test_server_sign_in (server, bob, "bob", "tcp");
  light = test_buddy (bob, "alice@localhost");
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_ONLINE);
  bw_my_presence_set_note (presence_of (alice), "Back at 3 & a bit", 0);
  bw_my_presence_set_status (presence_of (alice), BW_STATUS_BUSY);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_BUSY);
  g_assert_cmpstr (bw_buddy_get_note (light), ==, "Back at 3 & a bit");
  bw_my_presence_set_status (presence_of (alice), BW_STATUS_DO_NOT_DISTURB);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_DO_NOT_DISTURB);

  bw_my_presence_set_status (presence_of (alice), BW_STATUS_OFFLINE);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_OFFLINE);
  g_assert_null (bw_buddy_get_note (light));
  bw_my_presence_set_status (presence_of (alice), BW_STATUS_ONLINE);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_ONLINE);

  /* What it has forgotten is told it anew. */
  test_server_command (server, "stop");
  test_server_command (server, "start");
  bw_phone_wake (alice->phone);
  bw_phone_wake (bob->phone);
  bw_my_presence_set_status (presence_of (alice), BW_STATUS_AWAY);
  test_wait_for (bw_buddy_get_presence (light) == BW_PRESENCE_AWAY, 40);

  bw_account_set_enabled (alice->account, FALSE);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_OFFLINE);
  bw_account_set_enabled (alice->account, TRUE);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_AWAY);

  published = count_published (server);
  test_phone_stop (alice);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_OFFLINE);
  g_assert_cmpuint (count_published (server), >, published);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/my-presence/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("note", test_note);
  ADD ("shown", test_shown);
  ADD ("desktop-switch", test_desktop_switch);
  ADD ("favourite", test_favourite);
#define ADD_AGENT(name, data, function)                                                            \
  g_test_add ("/my-presence/publish/" name, Agent, GUINT_TO_POINTER (data), agent_set_up,          \
              function, agent_tear_down)
  ADD_AGENT ("changes", 0, test_publish);
  ADD_AGENT ("first-word", 0, test_first_word);
  ADD_AGENT ("never-seen", 0, test_never_seen);
  ADD_AGENT ("renewal", 0, test_renewal);
  ADD_AGENT ("refresh", 0, test_refresh);
  ADD_AGENT ("several-accounts", 0, test_several);
  ADD_AGENT ("removed", 0, test_removed);
  ADD_AGENT ("other-address", 0, test_other_address);
  ADD_AGENT ("withdrawal-refused", 0, test_withdrawal_refused);
  ADD_AGENT ("longer", 0, test_longer);
  ADD_AGENT ("refused/403", 403, test_refused);
  ADD_AGENT ("refused/404", 404, test_refused);
  ADD_AGENT ("refused/489", 489, test_refused);
  ADD_AGENT ("refused/405", 405, test_refused);
  ADD_AGENT ("refused/501", 501, test_refused);
  ADD_AGENT ("busy", 0, test_busy_server);
  ADD_AGENT ("switched-off", 0, test_not_published);
  g_test_add_func ("/my-presence/kamailio", test_kamailio);

  return g_test_run ();
}
