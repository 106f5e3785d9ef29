/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Those who watch: each is asked about once, sees what was allowed, and hears of what changes. */

#include "bw-core-enums.h"
#include "bw-my-presence-private.h"
#include "bw-store-people.h"
#include "bw-store-watchers.h"
#include "bw-test-people.h"
#include "bw-test-wire.h"

#include <glib.h>
#include <string.h>

#define QUIET_MS 1500 /* longer than changes take to come together */
#define ACCEPT "Accept: application/pidf+xml\n"

/* --- somebody who watches, by hand --- */

typedef struct {
  TestWire *wire;
  TestPhone *phone;
  char *user;
  char *call_id;
  char *to_tag;
  guint cseq;
  guint sent;

  guint code;         /* of the last answer */
  char *answer;       /* nullable */
  guint notifies;     /* how many have come */
  char *notify;       /* nullable: the last one */
  guint notify_reply; /* what they are answered with */
} Watcher;

static char *
read_tag (const char *text)
{
  g_autofree char *to = test_wire_get (text, "To");
  const char *tag = to ? strstr (to, ";tag=") : NULL;

  return tag ? g_strdup (tag + strlen (";tag=")) : NULL;
}

static void
watcher_taken (TestWire *wire, const char *text, gpointer user_data)
{
  Watcher *self = user_data;

  if (test_wire_is (text, "NOTIFY")) {
    self->notifies++;
    g_free (self->notify);
    self->notify = g_strdup (text);
    test_wire_reply (wire, text, self->notify_reply, NULL);
    return;
  }
  self->code = test_wire_code (text);
  g_free (self->answer);
  self->answer = g_strdup (text);
  if (self->code == 200 && !self->to_tag)
    self->to_tag = read_tag (text);
}

static Watcher *
watcher_new (TestPhone *phone, const char *user)
{
  Watcher *self = g_new0 (Watcher, 1);

  self->wire = test_wire_new (watcher_taken, self);
  self->phone = phone;
  self->user = g_strdup (user);
  self->call_id = g_uuid_string_random ();
  self->notify_reply = 200;

  return self;
}

static void
watcher_free (Watcher *self)
{
  test_wire_free (self->wire);
  g_free (self->user);
  g_free (self->call_id);
  g_free (self->to_tag);
  g_free (self->answer);
  g_free (self->notify);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Watcher, watcher_free)

static void
forget_dialog (Watcher *self)
{
  g_clear_pointer (&self->to_tag, g_free);
  g_clear_pointer (&self->notify, g_free);
  g_free (self->call_id);
  self->call_id = g_uuid_string_random ();
  self->notifies = 0;
}

static guint
port_of (TestPhone *phone)
{
  g_autofree char *uri = test_phone_uri (phone);

  return (guint) g_ascii_strtoull (strrchr (uri, ':') + 1, NULL, 10);
}

/* @headers: all that a SUBSCRIBE is about, each with its \n; @from: (nullable): another From */
static guint
send_subscribe (Watcher *self, const char *to_user, const char *from, const char *headers)
{
  guint port = port_of (self->phone);
  g_autofree char *own = g_strdup_printf ("<sip:%s@watch.test>", self->user);
  g_autofree char *text = g_strdup_printf (
      "SUBSCRIBE sip:%s@127.0.0.1:%u SIP/2.0\n"
      "Via: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bK%s%u;rport\n"
      "From: %s;tag=watcher\nTo: <sip:%s@127.0.0.1>%s%s\nCall-ID: %s\nCSeq: %u SUBSCRIBE\n"
      "Max-Forwards: 70\n%sContent-Length: 0\n\n",
      to_user, port, self->wire->port, self->call_id, ++self->sent, from ? from : own, to_user,
      self->to_tag ? ";tag=" : "", self->to_tag ? self->to_tag : "", self->call_id, self->cseq + 1,
      headers);

  self->cseq++;
  self->code = 0;
  test_wire_send (self->wire, port, text);
  test_wait (self->code != 0);

  return self->code;
}

static guint
subscribe (Watcher *self, guint expires)
{
  g_autofree char *headers =
      g_strdup_printf ("Contact: <sip:%s@127.0.0.1:%u>\nEvent: presence\n" ACCEPT "Expires: %u\n",
                       self->user, self->wire->port, expires);

  return send_subscribe (self, self->phone->name, NULL, headers);
}

static void
wait_for_notify (Watcher *self, guint notifies, const char *state, const char *body)
{
  g_autofree char *subscription = NULL;

  test_wait (self->notifies >= notifies);
  g_assert_cmpuint (self->notifies, ==, notifies);
  subscription = test_wire_get (self->notify, "Subscription-State");
  g_assert_true (g_str_has_prefix (subscription, state));
  if (body)
    g_assert_nonnull (strstr (test_wire_body (self->notify), body));
  else
    g_assert_cmpstr (test_wire_body (self->notify), ==, "");
}

/* --- a phone that is watched --- */

typedef struct {
  TestPhone *alice;
  guint asked;
  BwWatcher *last; /* borrowed */
} Fixture;

static void
asked_cb (Fixture *self, BwWatcher *watcher)
{
  self->asked++;
  self->last = watcher;
}

static void
hear_questions (Fixture *self)
{
  g_signal_connect_swapped (bw_phone_get_watchers (self->alice->phone), "asked",
                            G_CALLBACK (asked_cb), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->alice = test_phone_new ("alice", 0);
  hear_questions (self);
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

static void
set_policy (Fixture *self, BwWatcherPolicy policy)
{
  g_object_set (bw_phone_get_watchers (self->alice->phone), "policy", policy, NULL);
}

static void
decide (Fixture *self, BwWatcherDecision decision)
{
  g_assert_true (
      bw_watchers_decide (bw_phone_get_watchers (self->alice->phone), self->last, decision, NULL));
}

static void
test_ask (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");
  g_autofree char *event = NULL;
  g_autofree char *expires = NULL;

  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  expires = test_wire_get (bob->answer, "Expires");
  g_assert_cmpstr (expires, ==, "600");
  wait_for_notify (bob, 1, "pending;expires=", NULL);
  event = test_wire_get (bob->notify, "Event");
  g_assert_cmpstr (event, ==, "presence");
  g_assert_cmpuint (self->asked, ==, 1);
  g_assert_cmpstr (bw_watcher_get_address (self->last), ==, "bob@watch.test");
  g_assert_cmpint (bw_watcher_get_decision (self->last), ==, BW_WATCHER_ASKED);

  /* Nothing is told to who waits. */
  bw_my_presence_set_note (presence_of (self->alice), "secret", 0);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (bob->notifies, ==, 1);

  decide (self, BW_WATCHER_ALLOWED);
  wait_for_notify (bob, 2, "active;expires=", "<basic>open</basic>");
  g_assert_nonnull (strstr (test_wire_body (bob->notify), "secret"));
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_OFFLINE);
  wait_for_notify (bob, 3, "active", "<basic>closed</basic>");
  g_assert_null (strstr (test_wire_body (bob->notify), "secret"));

  /* A refresh is answered with all there is, and so is leaving. */
  g_assert_cmpuint (subscribe (bob, 300), ==, 200);
  wait_for_notify (bob, 4, "active;expires=", "<basic>closed</basic>");
  g_assert_cmpuint (subscribe (bob, 0), ==, 200);
  wait_for_notify (bob, 5, "terminated;reason=timeout", "<basic>closed</basic>");
  g_assert_cmpuint (subscribe (bob, 300), ==, 481);
  g_assert_cmpuint (self->asked, ==, 1);
}

static void
test_once (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");
  GListModel *kept = bw_store_get_watchers (self->alice->store);

  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "pending", NULL);

  /* Who goes says so; a pending one sees nothing of it. */
  test_phone_restart (self->alice);
  wait_for_notify (bob, 2, "terminated;reason=probation;retry-after=60", NULL);
  hear_questions (self);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);

  forget_dialog (bob);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "pending", NULL);
  g_assert_cmpuint (self->asked, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 1);
}

static void
test_block (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) eve = watcher_new (self->alice, "eve");

  g_assert_cmpuint (subscribe (eve, 600), ==, 200);
  wait_for_notify (eve, 1, "pending", NULL);
  decide (self, BW_WATCHER_BLOCKED);
  wait_for_notify (eve, 2, "active", "<basic>closed</basic>");
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_BUSY);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (eve->notifies, ==, 2);

  decide (self, BW_WATCHER_ALLOWED);
  wait_for_notify (eve, 3, "active", "<basic>open</basic>");
  decide (self, BW_WATCHER_BLOCKED);
  wait_for_notify (eve, 4, "active", "<basic>closed</basic>");

  /* Forgotten, they are a new question. */
  g_assert_true (bw_watchers_forget (bw_phone_get_watchers (self->alice->phone), self->last, NULL));
  wait_for_notify (eve, 5, "terminated;reason=probation", "<basic>closed</basic>");
  forget_dialog (eve);
  g_assert_cmpuint (subscribe (eve, 600), ==, 200);
  wait_for_notify (eve, 1, "pending", NULL);
  g_assert_cmpuint (self->asked, ==, 2);
}

static BwWatcherDecision
get_kept (Fixture *self, const char *address)
{
  BwWatcher *watcher =
      bw_store_find_watcher (self->alice->store, bw_account_get_id (self->alice->account), address);

  g_assert_nonnull (watcher);

  return bw_watcher_get_decision (watcher);
}

static void
get_to_know (Fixture *self, const char *address)
{
  g_autoptr (BwPerson) friend = bw_person_new ();

  bw_person_add_address (friend, BW_PERSON_ADDRESS_SIP, address, NULL);
  g_assert_nonnull (bw_store_save_person (self->alice->store, friend, NULL, NULL));
}

static void
test_policies (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");
  g_autoptr (Watcher) all = watcher_new (self->alice, "all");
  g_autoptr (Watcher) none = watcher_new (self->alice, "none");

  get_to_know (self, "bob@watch.test");
  set_policy (self, BW_WATCHER_POLICY_CONTACTS);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "active", "<basic>open</basic>");
  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (all, 600), ==, 200);
  wait_for_notify (all, 1, "active", "<basic>open</basic>");
  set_policy (self, BW_WATCHER_POLICY_NOBODY);
  g_assert_cmpuint (subscribe (none, 600), ==, 200);
  wait_for_notify (none, 1, "active", "<basic>closed</basic>");

  /* Who was let in stays; who was not is asked about when there is somebody to ask. */
  g_assert_cmpuint (all->notifies, ==, 1);
  g_assert_cmpuint (self->asked, ==, 0);
  g_assert_cmpint (get_kept (self, "bob@watch.test"), ==, BW_WATCHER_ALLOWED);
  g_assert_cmpint (get_kept (self, "all@watch.test"), ==, BW_WATCHER_ALLOWED);
  g_assert_cmpint (get_kept (self, "none@watch.test"), ==, BW_WATCHER_ASKED);
  set_policy (self, BW_WATCHER_POLICY_ASK);
  wait_for_notify (none, 2, "pending", NULL);
  g_assert_cmpuint (self->asked, ==, 1);
  g_assert_cmpstr (bw_watcher_get_address (self->last), ==, "none@watch.test");
}

/* A stranger who becomes a contact is no stranger any more, at once. */
static void
test_stranger (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) eve = watcher_new (self->alice, "eve");

  set_policy (self, BW_WATCHER_POLICY_CONTACTS);
  g_assert_cmpuint (subscribe (eve, 600), ==, 200);
  wait_for_notify (eve, 1, "active", "<basic>closed</basic>");
  get_to_know (self, "eve@watch.test");
  wait_for_notify (eve, 2, "active", "<basic>open</basic>");
  g_assert_cmpuint (subscribe (eve, 600), ==, 200);
  wait_for_notify (eve, 3, "active", "<basic>open</basic>");
  g_assert_cmpint (get_kept (self, "eve@watch.test"), ==, BW_WATCHER_ALLOWED);
  g_assert_cmpuint (self->asked, ==, 0);
}

/* Who is waiting when the policy changes waits no longer. */
static void
test_policy_change (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");

  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "pending", NULL);
  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  wait_for_notify (bob, 2, "active", "<basic>open</basic>");
  set_policy (self, BW_WATCHER_POLICY_ASK);
  wait_for_notify (bob, 3, "pending", NULL);
}

typedef struct {
  const char *to;
  const char *from;
  const char *headers;
  guint code;
  const char *answer; /* nullable: in the answer */
} BadRequest;

#define CONTACT "Contact: <sip:x@127.0.0.1:9>\n"

static const BadRequest bad_requests[] = {
  { "alice", NULL, CONTACT ACCEPT "Event: dialog\n", 489, "Allow-Events: presence" },
  { "alice", NULL, CONTACT ACCEPT "Event: presence.winfo\n", 489, "Allow-Events: presence" },
  { "alice", NULL, CONTACT ACCEPT "Event: message-summary\n", 489, "Allow-Events: presence" },
  { "alice", NULL, CONTACT ACCEPT, 489, "Allow-Events: presence" },
  { "alice", NULL, CONTACT "Event: presence\nAccept: text/plain\n", 406,
    "Accept: application/pidf+xml" },
  { "alice", NULL, CONTACT ACCEPT "Event: presence\nExpires: 1\n", 423, "Min-Expires: 10" },
  { "nobody", NULL, CONTACT ACCEPT "Event: presence\n", 404, NULL },
  { "alice", NULL, ACCEPT "Event: presence\n", 400, NULL },
  { "alice", "<tel:+49221555>", CONTACT ACCEPT "Event: presence\n", 400, NULL },
};

static void
test_bad_requests (Fixture *self, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_requests); i++) {
    const BadRequest *bad = &bad_requests[i];
    g_autoptr (Watcher) eve = watcher_new (self->alice, "eve");

    g_test_message ("%s%s", bad->to, bad->headers);
    g_assert_cmpuint (send_subscribe (eve, bad->to, bad->from, bad->headers), ==, bad->code);
    if (bad->answer)
      g_assert_nonnull (strstr (eve->answer, bad->answer));
  }
  g_assert_cmpuint (self->asked, ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (bw_store_get_watchers (self->alice->store)), ==, 0);
}

/* What is odd, but allowed. */
static void
test_odd_requests (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) eve = watcher_new (self->alice, "eve");
  g_autofree char *event = NULL;
  g_autofree char *headers = g_strdup_printf (
      "Contact: <sip:eve@127.0.0.1:%u>\nAccept: application/xpidf+xml, application/pidf+xml\n"
      "Event: presence;id=7\n",
      eve->wire->port);
  const char *from = "\"<b>%s%n</b>\xe2\x80\xae evil\" <sip:eve@watch.test>";

  g_assert_cmpuint (send_subscribe (eve, "alice", from, headers), ==, 200);
  wait_for_notify (eve, 1, "pending;expires=", NULL);
  event = test_wire_get (eve->notify, "Event");
  g_assert_cmpstr (event, ==, "presence;id=7");
  g_assert_cmpuint (self->asked, ==, 1);
  g_assert_cmpstr (bw_watcher_get_name (self->last), ==, "<b>%s%n</b> evil");

  /* A request of another dialog, and one that has been here before. */
  eve->cseq -= 1;
  g_assert_cmpuint (subscribe (eve, 600), ==, 500);
  g_free (eve->call_id);
  eve->call_id = g_strdup ("another");
  g_assert_cmpuint (subscribe (eve, 600), ==, 481);
}

/* Who refuses a NOTIFY has left. */
static void
test_left (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "active", "open");
  bob->notify_reply = 481;
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_AWAY);
  wait_for_notify (bob, 2, "active", "away");
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_BUSY);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (bob->notifies, ==, 2);
  g_assert_cmpuint (subscribe (bob, 600), ==, 481);
}

/* A fetch has one answer; a subscription that nobody refreshes ends. */
static void
test_expiry (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) once = watcher_new (self->alice, "once");
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (once, 0), ==, 200);
  wait_for_notify (once, 1, "terminated;reason=timeout", "open");
  g_assert_cmpuint (subscribe (bob, 10), ==, 200);
  wait_for_notify (bob, 1, "active;expires=", "open");
  wait_for_notify (bob, 2, "terminated;reason=timeout", "open");
}

static void
test_account_off (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "active", "open");
  bw_account_set_enabled (self->alice->account, FALSE);
  wait_for_notify (bob, 2, "terminated;reason=noresource", "<basic>closed</basic>");
  forget_dialog (bob);
  g_assert_cmpuint (subscribe (bob, 600), ==, 404);
}

static void
test_goodbye (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "active", "open");
  test_phone_stop (self->alice);
  wait_for_notify (bob, 2, "terminated;reason=probation", "<basic>closed</basic>");
}

static void
subscribe_many (Watcher *crowd, guint first, guint end)
{
  for (guint i = first; i < end; i++) {
    g_free (crowd->user);
    crowd->user = g_strdup_printf ("user%u", i);
    g_assert_cmpuint (subscribe (crowd, 600), ==, 200);
    forget_dialog (crowd);
  }
}

static void
test_crowd (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) crowd = watcher_new (self->alice, "crowd");
  g_autoptr (Watcher) one = watcher_new (self->alice, "one");

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  subscribe_many (crowd, 0, 200);
  g_assert_cmpuint (subscribe (one, 600), ==, 503);
  g_assert_nonnull (strstr (one->answer, "Retry-After: 60"));

  /* One of them who begins anew takes the place of what they began. */
  g_free (crowd->user);
  crowd->user = g_strdup ("user0");
  for (guint i = 0; i < 3; i++) {
    g_assert_cmpuint (subscribe (crowd, 600), ==, 503);
    forget_dialog (crowd);
  }
}

/* Strangers fill neither the screen nor the store, and take no friend's place. */
static void
test_flood (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) crowd = watcher_new (self->alice, "crowd");
  g_autoptr (Watcher) late = watcher_new (self->alice, "late");
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");
  GListModel *kept = bw_store_get_watchers (self->alice->store);

  subscribe_many (crowd, 0, 60);
  g_assert_cmpuint (subscribe (late, 600), ==, 200);
  wait_for_notify (late, 1, "pending", NULL);
  g_assert_cmpuint (self->asked, ==, 50);
  g_assert_cmpuint (g_list_model_get_n_items (kept), ==, 50);

  /* There is room for another one: they are asked about when they come again. */
  decide (self, BW_WATCHER_BLOCKED);
  g_assert_cmpuint (subscribe (late, 600), ==, 200);
  wait_for_notify (late, 2, "pending", NULL);
  g_assert_cmpuint (self->asked, ==, 51);
  g_assert_cmpstr (bw_watcher_get_address (self->last), ==, "late@watch.test");

  subscribe_many (crowd, 60, 199);
  get_to_know (self, "bob@watch.test");
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  g_assert_cmpuint (self->asked, ==, 52);
  decide (self, BW_WATCHER_ALLOWED);
  test_wait (bob->notify && strstr (bob->notify, "<basic>open</basic>"));
}

/* What they have missed while there was no network they are told when it is back. */
static void
test_network (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "active", "open");
  bw_phone_set_network_available (self->alice->phone, FALSE);
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_AWAY);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (bob->notifies, ==, 1);
  bw_phone_set_network_available (self->alice->phone, TRUE);
  wait_for_notify (bob, 2, "active", "away");
  test_let_pass (QUIET_MS); /* the answer has to arrive, too */
  bw_phone_wake (self->alice->phone);
  wait_for_notify (bob, 3, "active", "away");
}

static void
test_one_of_many (Fixture *self, gconstpointer data)
{
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");
  g_autofree char *first = NULL;
  g_autofree char *call_id = NULL;

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  first = g_strdup (bob->to_tag);
  call_id = g_strdup (bob->call_id);
  for (guint i = 0; i < 5; i++) {
    forget_dialog (bob);
    g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  }
  g_free (bob->to_tag);
  g_free (bob->call_id);
  bob->to_tag = g_steal_pointer (&first);
  bob->call_id = g_steal_pointer (&call_id);
  g_assert_cmpuint (subscribe (bob, 600), ==, 481);
}

/* What does not last is not told. */
static void
test_coalesced (Fixture *self, gconstpointer data)
{
  g_autoptr (TestPhone) bob_phone = test_phone_new ("bob", 0);
  g_autoptr (Watcher) bob = watcher_new (self->alice, "bob");
  BwMyPresence *presence = presence_of (self->alice);
  BwCall *in;
  BwCall *out;

  set_policy (self, BW_WATCHER_POLICY_EVERYBODY);
  g_assert_cmpuint (subscribe (bob, 600), ==, 200);
  wait_for_notify (bob, 1, "active", "open");
  bw_my_presence_set_status (presence, BW_STATUS_AWAY);
  bw_my_presence_set_status (presence, BW_STATUS_BUSY);
  bw_my_presence_set_status (presence, BW_STATUS_ONLINE);
  test_let_pass (QUIET_MS);
  g_assert_cmpuint (bob->notifies, ==, 1);

  test_connect (self->alice, bob_phone, &out, &in);
  g_assert_cmpint (bw_my_presence_get_shown (presence), ==, BW_PRESENCE_IN_CALL);
  wait_for_notify (bob, 2, "active", "on-the-phone");
  g_assert_true (bw_call_hang_up (out, NULL));
  test_wait (bw_my_presence_get_shown (presence) == BW_PRESENCE_ONLINE);
  wait_for_notify (bob, 3, "active", "<basic>open</basic>");
  g_assert_null (strstr (test_wire_body (bob->notify), "on-the-phone"));
}

/* Two of us who see each other without a server between them. */
static void
test_two_phones (Fixture *self, gconstpointer data)
{
  g_autoptr (TestPhone) bob = test_phone_new ("bob", 0);
  g_autofree char *uri = test_phone_uri (self->alice);
  BwBuddy *light = test_buddy (bob, uri);

  test_wait (self->asked == 1);
  g_assert_cmpstr (bw_watcher_get_address (self->last), ==, "bob@phones.test");
  test_wait (bw_buddy_get_subscription (light) == BW_SUBSCRIPTION_PENDING);
  g_assert_cmpint (bw_buddy_get_presence (light), ==, BW_PRESENCE_UNKNOWN);
  decide (self, BW_WATCHER_ALLOWED);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_ONLINE);
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_AWAY);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_AWAY);
  bw_my_presence_set_status (presence_of (self->alice), BW_STATUS_OFFLINE);
  test_wait (bw_buddy_get_presence (light) == BW_PRESENCE_OFFLINE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/watchers/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("ask", test_ask);
  ADD ("once", test_once);
  ADD ("block", test_block);
  ADD ("policies", test_policies);
  ADD ("policy-change", test_policy_change);
  ADD ("stranger", test_stranger);
  ADD ("bad-requests", test_bad_requests);
  ADD ("odd-requests", test_odd_requests);
  ADD ("left", test_left);
  ADD ("expiry", test_expiry);
  ADD ("account-off", test_account_off);
  ADD ("goodbye", test_goodbye);
  ADD ("crowd", test_crowd);
  ADD ("flood", test_flood);
  ADD ("network", test_network);
  ADD ("one-of-many", test_one_of_many);
  ADD ("coalesced", test_coalesced);
  ADD ("two-phones", test_two_phones);

  return g_test_run ();
}
