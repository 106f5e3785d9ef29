/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Video with peers that are not like us: door stations that show who is there before the answer,
 * and those that offer, answer and ask what they should not. Each is held by hand on a wire. */

#include "bw-call-private.h"
#include "bw-test-video.h"
#include "bw-test-wire.h"

#include <string.h>

#define AUDIO_AT(port) "m=audio " port " RTP/AVP 0 101\na=rtpmap:101 telephone-event/8000\n"
#define AUDIO AUDIO_AT ("40000")
#define EVENTS 101
#define VIDEO(port, direction)                                                                     \
  "m=video " port " RTP/AVP 96\na=rtpmap:96 H264/90000\n"                                          \
  "a=fmtp:96 profile-level-id=42801F;packetization-mode=1\na=" direction "\n"

typedef struct {
  TestPhone *bob;
  TestWire *wire;
  guint phone_port;
  char *call_id;
  char *remote;  /* To, with the phone's tag */
  char *early;   /* what its 183 describes */
  char *answer;  /* what its last 200 describes */
  char *offer;   /* what its last INVITE describes */
  char *reply;   /* what we answer INVITEs with; NULL for a refusal */
  GString *info; /* digits of its INFO requests */
  GSocket *rtp;
  guint cseq;
  guint answered; /* the CSeq that was answered */
  guint code;     /* with this */
  guint offers;
} Peer;

static void
keep (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static char *
describe (const char *media)
{
  return g_strdup_printf ("v=0\no=peer 1 %u IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\n%s",
                          g_random_int_range (2, G_MAXINT), media);
}

static gsize
length_on_wire (const char *body)
{
  gsize length = strlen (body);

  for (const char *p = body; *p; p++)
    length += *p == '\n';

  return length;
}

static void
request (Peer *self, const char *method, guint cseq, const char *body)
{
  g_autofree char *text = g_strdup_printf (
      "%s sip:bob@127.0.0.1:%u SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1:%u;branch=z9hG4bK%s%u%u;rport\n"
      "Max-Forwards: 70\nFrom: <sip:door@peer.invalid>;tag=wire\nTo: %s\nCall-ID: %s\n"
      "CSeq: %u %s\nContact: <sip:door@127.0.0.1:%u>\n%sContent-Length: %" G_GSIZE_FORMAT "\n\n%s",
      method, self->phone_port, self->wire->port, method, cseq, self->wire->port,
      self->remote ? self->remote : "<sip:bob@phones.test>", self->call_id, cseq, method,
      self->wire->port, *body ? "Content-Type: application/sdp\n" : "", length_on_wire (body),
      body);

  test_wire_send (self->wire, self->phone_port, text);
}

static void
take_response (Peer *self, const char *text)
{
  g_autofree char *cseq = test_wire_get (text, "CSeq");
  g_autofree char *to = test_wire_get (text, "To");
  guint number = (guint) g_ascii_strtoull (cseq, NULL, 10);
  guint code = test_wire_code (text);

  if (!g_str_has_suffix (cseq, "INVITE") || code < 180)
    return;
  if (strstr (to, "tag="))
    keep (&self->remote, to);
  if (code == 183)
    keep (&self->early, test_wire_body (text));
  if (code < 200)
    return;
  keep (&self->answer, code == 200 ? test_wire_body (text) : NULL);
  request (self, "ACK", number, "");
  self->answered = number;
  self->code = code;
}

/* Into the dialog that the phone has begun, or that we have. */
static void
reply_to_invite (Peer *self, const char *text)
{
  g_autofree char *contact = NULL;
  g_autofree char *body = self->reply ? describe (self->reply) : NULL;
  g_autofree char *via = test_wire_get (text, "Via");
  g_autofree char *from = test_wire_get (text, "From");
  g_autofree char *to = test_wire_get (text, "To");
  g_autofree char *call_id = test_wire_get (text, "Call-ID");
  g_autofree char *cseq = test_wire_get (text, "CSeq");

  keep (&self->offer, test_wire_body (text));
  self->offers++;
  if (!body) {
    test_wire_reply (self->wire, text, 488, NULL);
    return;
  }
  contact = g_strdup_printf ("SIP/2.0 200 OK\nVia: %s\nFrom: %s\nTo: %s%s\nCall-ID: %s\nCSeq: %s\n"
                             "Contact: <sip:door@127.0.0.1:%u>\nContent-Type: application/sdp\n"
                             "Content-Length: %" G_GSIZE_FORMAT "\n\n%s",
                             via, from, to, strstr (to, "tag=") ? "" : ";tag=wire", call_id, cseq,
                             self->wire->port, length_on_wire (body), body);
  test_wire_send (self->wire, self->phone_port, contact);
}

static void
taken_cb (TestWire *wire, const char *text, gpointer user_data)
{
  Peer *self = user_data;
  const char *signal = strstr (text, "Signal=");

  if (test_wire_code (text))
    take_response (self, text);
  else if (test_wire_is (text, "INVITE"))
    reply_to_invite (self, text);
  else if (!test_wire_is (text, "ACK"))
    test_wire_reply (self->wire, text, 200, NULL);
  if (test_wire_is (text, "INFO") && signal)
    g_string_append_c (self->info, signal[strlen ("Signal=")]);
}

static void
set_up (Peer *self, gconstpointer data)
{
  g_autofree char *uri = NULL;

  self->bob = test_phone_new ("bob", 400);
  test_add_camera (self->bob, "blue");
  uri = test_phone_uri (self->bob);
  self->phone_port = (guint) g_ascii_strtoull (strrchr (uri, ':') + 1, NULL, 10);
  self->wire = test_wire_new (taken_cb, self);
  self->call_id = g_uuid_string_random ();
  self->info = g_string_new (NULL);
}

static void
tear_down (Peer *self, gconstpointer data)
{
  test_phone_free (self->bob);
  test_wire_free (self->wire);
  g_string_free (self->info, TRUE);
  g_clear_object (&self->rtp);
  g_free (self->call_id);
  g_free (self->remote);
  g_free (self->early);
  g_free (self->answer);
  g_free (self->offer);
  g_free (self->reply);
}

static void
offer (Peer *self, const char *media)
{
  g_autofree char *body = describe (media);

  request (self, "INVITE", ++self->cseq, body);
}

static BwCall *
call_with (Peer *self, const char *media)
{
  offer (self, media);

  return test_phone_call (self->bob, 0);
}

static void
answer (Peer *self, BwCall *call, gboolean video)
{
  g_autoptr (GError) error = NULL;

  bw_call_answer (call, video, &error);
  g_assert_no_error (error);
  test_wait_state (call, BW_CALL_STATE_ACTIVE);
  test_wait (self->answered == self->cseq);
}

static void
bye (Peer *self, BwCall *call)
{
  g_autoptr (BwCall) alive = g_object_ref (call);

  request (self, "BYE", ++self->cseq, "");
  test_wait_state (alive, BW_CALL_STATE_ENDED);
}

static void
set_door (Peer *self, BwDtmfMethod method)
{
  g_autoptr (BwAccountSettings) settings =
      bw_account_settings_copy (bw_account_get_settings (self->bob->account));
  g_autoptr (GError) error = NULL;

  g_object_set (settings, "door-digits", "#9", "dtmf-method", method, NULL);
  bw_phone_change_account (self->bob->phone, self->bob->account, settings, NULL, &error);
  g_assert_no_error (error);
}

static guint
listen_to_events (Peer *self)
{
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) own = NULL;

  self->rtp = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, 0, NULL);
  g_assert_true (g_socket_bind (self->rtp, any, FALSE, NULL));
  g_socket_set_blocking (self->rtp, FALSE);
  own = g_socket_get_local_address (self->rtp, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
}

/* RFC 4733: the code of the digit is the first byte of an event. */
static gboolean
heard_event (Peer *self, guint8 code)
{
  guint8 packet[2048];
  gssize size;

  while ((size = g_socket_receive (self->rtp, (char *) packet, sizeof packet, NULL, NULL)) > 0)
    if (size >= 16 && (packet[1] & 0x7f) == EVENTS && packet[12] == code)
      return TRUE;

  return FALSE;
}

static void
test_door (Peer *self, gconstpointer data)
{
  g_autofree char *media = NULL;
  BwCall *call;

  set_door (self, BW_DTMF_METHOD_INFO);
  media = g_strdup_printf (AUDIO_AT ("%u") VIDEO ("40002", "sendonly"), listen_to_events (self));
  call = call_with (self, media);
  test_wait (self->early && strstr (self->early, "m=video"));
  g_assert_null (strstr (self->early, "m=video 0 "));
  g_assert_nonnull (strstr (strstr (self->early, "m=video"), "a=recvonly"));
  g_assert_null (strstr (self->early, "m=audio 0 "));
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_INCOMING);
  test_wait (bw_call_get_early_media (call));
  test_wait (bw_call_get_video_direction (call) == BW_VIDEO_DIRECTION_RECEIVE);
  g_assert_cmpstr (bw_call_get_door_digits (call), ==, "#9");
  g_assert_true (bw_call_open_door (call, NULL));
  test_wait (heard_event (self, 11));
  test_wait (heard_event (self, 9));

  /* The answer says what the 183 has said. */
  answer (self, call, FALSE);
  g_assert_nonnull (strstr (strstr (self->answer, "m=video"), "a=recvonly"));
  g_assert_null (strstr (self->answer, "m=video 0 "));
  g_assert_cmpint (bw_call_get_video_direction (call), ==, BW_VIDEO_DIRECTION_RECEIVE);
  g_assert_true (bw_call_open_door (call, NULL));
  test_wait (g_str_equal (self->info->str, "#9"));
  bye (self, call);
}

/* Only those with digits are shown before the answer: nobody else learns that somebody is there. */
static void
test_no_door (Peer *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BwCall *call = call_with (self, AUDIO VIDEO ("40002", "sendonly"));

  test_let_pass (300);
  g_assert_null (self->early);
  g_assert_false (bw_call_open_door (call, &error));
  g_assert_error (error, BW_ERROR, BW_ERROR_DTMF);
  answer (self, call, FALSE);
  g_assert_nonnull (strstr (self->answer, "m=video 0 "));
  bye (self, call);
}

/* The first words of what the phone says of each offer; @video: how it is answered. */
static void
take_odd_offer (Peer *self, const char *media, gboolean offered)
{
  BwCall *call = call_with (self, media);

  g_assert_cmpint (bw_call_get_video_offered (call), ==, offered);
  answer (self, call, TRUE);
  g_assert_cmpint (bw_call_get_video_direction (call), ==, BW_VIDEO_DIRECTION_NONE);
  g_assert_null (bw_call_get_video_codec (call));
  g_assert_cmpstr (bw_call_get_audio_codec (call), ==, "pcmu/8000");
  bye (self, call);
}

static void
test_port_zero (Peer *self, gconstpointer data)
{
  take_odd_offer (self, AUDIO VIDEO ("0", "sendrecv"), FALSE);
}

static void
test_unknown_codec (Peer *self, gconstpointer data)
{
  take_odd_offer (self, AUDIO "m=video 40002 RTP/AVP 96\na=rtpmap:96 NONSENSE/90000\n", TRUE);
}

static void
test_many_streams (Peer *self, gconstpointer data)
{
  g_autoptr (GString) media = g_string_new (AUDIO);

  for (guint i = 0; i < 19; i++)
    g_string_append_printf (media, "m=video 0 RTP/AVP 96\na=rtpmap:96 %s/90000\n",
                            i % 2 ? "H264" : "VP8");
  take_odd_offer (self, media->str, FALSE);
}

static void
test_many_videos (Peer *self, gconstpointer data)
{
  g_autoptr (GString) media = g_string_new (AUDIO);
  BwCall *call;

  for (guint i = 0; i < 19; i++)
    g_string_append_printf (media, "m=video %u RTP/AVP 96\na=rtpmap:96 VP8/90000\n", 40002 + 2 * i);
  call = call_with (self, media->str);
  answer (self, call, TRUE);
  g_assert_cmpint (bw_call_get_video_direction (call), ==, BW_VIDEO_DIRECTION_BOTH);
  bye (self, call);
}

/* The engine wants sound in a call: without it nobody is rung. */
static void
test_video_only (Peer *self, gconstpointer data)
{
  offer (self, VIDEO ("40002", "sendrecv"));
  test_wait (self->answered == self->cseq);
  g_assert_cmpuint (self->code, ==, 488);
  g_assert_cmpuint (g_list_model_get_n_items (bw_phone_get_calls (self->bob->phone)), ==, 0);
}

static void
test_asks_while_held (Peer *self, gconstpointer data)
{
  BwCall *call = call_with (self, AUDIO);

  keep (&self->reply, AUDIO "a=recvonly\n");
  answer (self, call, FALSE);
  g_assert_true (bw_call_hold (call, NULL));
  test_wait_state (call, BW_CALL_STATE_HELD);
  offer (self, AUDIO VIDEO ("40002", "sendrecv"));
  test_wait (self->answered == self->cseq);
  g_assert_false (bw_call_get_video_asked (call));
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_HELD);
  g_assert_true (!strstr (self->answer, "m=video") || strstr (self->answer, "m=video 0 "));
  g_assert_cmpint (bw_call_get_video_direction (call), ==, BW_VIDEO_DIRECTION_NONE);
  bye (self, call);
}

static void
test_asks_twice (Peer *self, gconstpointer data)
{
  BwCall *call = call_with (self, AUDIO);
  guint asked = 0;

  answer (self, call, FALSE);
  g_signal_connect_swapped (call, "notify::video-asked", G_CALLBACK (test_count_cb), &asked);
  offer (self, AUDIO VIDEO ("40002", "sendrecv"));
  test_wait (bw_call_get_video_asked (call));
  self->cseq--; /* the same once more, as UDP would have it */
  offer (self, AUDIO VIDEO ("40002", "sendrecv"));
  test_let_pass (300);
  g_assert_cmpuint (asked, ==, 1);
  g_assert_true (bw_call_settle_video (call, BW_VIDEO_CONSENT_REFUSE, NULL));
  test_wait (self->answered == self->cseq);
  g_assert_nonnull (strstr (self->answer, "m=video 0 "));
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_ACTIVE);

  /* And gone before anybody could say a word. */
  offer (self, AUDIO VIDEO ("40002", "sendrecv"));
  test_wait (bw_call_get_video_asked (call));
  bye (self, call);
}

/* Whoever adds video by a hold's back door is not sent our camera. */
static void
test_asks_with_resume (Peer *self, gconstpointer data)
{
  BwVideo *video = bw_phone_get_video (self->bob->phone);
  BwCall *call = call_with (self, AUDIO);

  answer (self, call, FALSE);
  offer (self, AUDIO "a=sendonly\n");
  test_wait_state (call, BW_CALL_STATE_HELD_BY_PEER);
  offer (self, AUDIO "a=sendrecv\n" VIDEO ("40002", "sendrecv"));
  test_wait (self->answered == self->cseq || bw_call_get_video_asked (call));
  g_assert_false (bw_video_feed_get_in_use (bw_video_get_feed (video)));
  g_assert_false (bw_call_get_video_direction (call) & BW_VIDEO_DIRECTION_SEND);
  bye (self, call);
}

static void
test_drops_video (Peer *self, gconstpointer data)
{
  BwCall *call = call_with (self, AUDIO VIDEO ("40002", "sendrecv"));

  answer (self, call, TRUE);
  g_assert_cmpint (bw_call_get_video_direction (call), ==, BW_VIDEO_DIRECTION_BOTH);
  offer (self, AUDIO VIDEO ("0", "inactive"));
  test_wait (self->answered == self->cseq);
  test_wait (bw_call_get_video_direction (call) == BW_VIDEO_DIRECTION_NONE);

  /* What they take up again they must ask for. */
  offer (self, AUDIO VIDEO ("40002", "sendrecv"));
  test_wait (bw_call_get_video_asked (call));
  g_assert_cmpint (bw_call_get_video_direction (call), ==, BW_VIDEO_DIRECTION_NONE);
  bye (self, call);
}

static BwCall *
dial (Peer *self, gboolean video)
{
  g_autofree char *uri = g_strdup_printf ("sip:door@127.0.0.1:%u", self->wire->port);
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (self->bob->phone, NULL, uri, video, &error);

  g_assert_no_error (error);

  return call;
}

static gboolean
offers_video (Peer *self)
{
  return strstr (self->offer, "m=video") && !strstr (self->offer, "m=video 0 ");
}

static void
hang_up (BwCall *call)
{
  g_autoptr (BwCall) alive = g_object_ref (call);

  g_assert_true (bw_call_hang_up (alive, NULL));
  test_wait_state (alive, BW_CALL_STATE_ENDED);
}

/* A phone that knows no second stream leaves it out of its answer. */
static void
test_answers_short (Peer *self, gconstpointer data)
{
  BwCall *call;
  guint refused = 0;

  keep (&self->reply, AUDIO);
  call = dial (self, TRUE);
  g_signal_connect_swapped (call, "video-refused", G_CALLBACK (test_count_cb), &refused);
  test_wait_state (call, BW_CALL_STATE_ACTIVE);
  test_wait (refused == 1);
  g_assert_true (offers_video (self));
  g_assert_nonnull (strstr (self->offer, "H264/90000"));
  g_assert_nonnull (strstr (self->offer, "VP8/90000"));
  g_assert_null (strstr (self->offer, "packetization-mode=1"));
  g_assert_nonnull (strstr (self->offer, "m=video"));
  g_assert_null (strstr (self->offer, "RTP/AVPF"));
  g_assert_nonnull (strstr (self->offer, "a=rtcp-fb:"));
  hang_up (call);
}

static void
test_refuses_to_add (Peer *self, gconstpointer data)
{
  BwCall *call;
  guint refused = 0, before;

  keep (&self->reply, AUDIO);
  call = dial (self, FALSE);
  test_wait_state (call, BW_CALL_STATE_ACTIVE);
  g_signal_connect_swapped (call, "video-refused", G_CALLBACK (test_count_cb), &refused);
  keep (&self->reply, NULL); /* 488 */
  g_assert_true (bw_call_add_video (call, NULL));
  test_wait (refused == 1);
  g_assert_true (offers_video (self));
  g_assert_cmpint (bw_call_get_state (call), ==, BW_CALL_STATE_ACTIVE);

  /* The next re-INVITE is about something else, and says nothing of video. */
  keep (&self->reply, AUDIO "a=recvonly\n");
  before = self->offers;
  g_assert_true (bw_call_hold (call, NULL));
  test_wait_state (call, BW_CALL_STATE_HELD);
  g_assert_cmpuint (self->offers, >, before);
  g_assert_false (offers_video (self));
  hang_up (call);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define add(name, test)                                                                            \
  g_test_add ("/engine/video-peers/" name, Peer, NULL, set_up, test, tear_down)
  add ("door", test_door);
  add ("no-door", test_no_door);
  add ("port-zero", test_port_zero);
  add ("unknown-codec", test_unknown_codec);
  add ("many-streams", test_many_streams);
  add ("many-videos", test_many_videos);
  add ("video-only", test_video_only);
  add ("asks-while-held", test_asks_while_held);
  add ("asks-twice", test_asks_twice);
  add ("asks-with-resume", test_asks_with_resume);
  add ("drops-video", test_drops_video);
  add ("answers-short", test_answers_short);
  add ("refuses-to-add", test_refuses_to_add);

  return g_test_run ();
}
