/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reasons: what each code and cause means, and that every number has an answer. */

#include "bw-core-enums.h"
#include "bw-reason.h"

#include <glib-object.h>

static const struct {
  guint code;
  BwReason reason;
} sip[] = {
  { 0, BW_REASON_NONE },
  { 100, BW_REASON_NONE },
  { 183, BW_REASON_NONE },
  { 200, BW_REASON_NONE },
  { 202, BW_REASON_NONE },
  { 300, BW_REASON_MOVED },
  { 301, BW_REASON_MOVED },
  { 302, BW_REASON_MOVED },
  { 380, BW_REASON_MOVED },
  { 400, BW_REASON_BAD_REQUEST },
  { 401, BW_REASON_FORBIDDEN },
  { 402, BW_REASON_BAD_REQUEST },
  { 403, BW_REASON_FORBIDDEN },
  { 404, BW_REASON_NOT_FOUND },
  { 405, BW_REASON_NOT_SUPPORTED },
  { 406, BW_REASON_NOT_ACCEPTABLE },
  { 407, BW_REASON_FORBIDDEN },
  { 408, BW_REASON_TIMEOUT },
  { 410, BW_REASON_GONE },
  { 415, BW_REASON_NOT_ACCEPTABLE },
  { 416, BW_REASON_NOT_SUPPORTED },
  { 420, BW_REASON_NOT_SUPPORTED },
  { 421, BW_REASON_NOT_SUPPORTED },
  { 423, BW_REASON_INTERVAL_TOO_BRIEF },
  { 430, BW_REASON_NETWORK },
  { 433, BW_REASON_FORBIDDEN },
  { 480, BW_REASON_UNAVAILABLE },
  { 481, BW_REASON_BAD_REQUEST },
  { 484, BW_REASON_NOT_FOUND },
  { 485, BW_REASON_NOT_FOUND },
  { 486, BW_REASON_BUSY },
  { 487, BW_REASON_CANCELLED },
  { 488, BW_REASON_NOT_ACCEPTABLE },
  { 489, BW_REASON_NOT_SUPPORTED },
  { 499, BW_REASON_BAD_REQUEST },
  { 500, BW_REASON_SERVER_ERROR },
  { 501, BW_REASON_NOT_SUPPORTED },
  { 502, BW_REASON_SERVER_ERROR },
  { 503, BW_REASON_SERVER_BUSY },
  { 504, BW_REASON_SERVER_ERROR },
  { 505, BW_REASON_NOT_SUPPORTED },
  { 513, BW_REASON_SERVER_ERROR },
  { 580, BW_REASON_SERVER_ERROR },
  { 600, BW_REASON_BUSY },
  { 603, BW_REASON_DECLINED },
  { 604, BW_REASON_NOT_FOUND },
  { 606, BW_REASON_NOT_ACCEPTABLE },
  { 607, BW_REASON_DECLINED },
  { 608, BW_REASON_DECLINED },
  { 699, BW_REASON_BAD_REQUEST },
  { 700, BW_REASON_BAD_REQUEST },
  { G_MAXUINT, BW_REASON_BAD_REQUEST },
};

static const struct {
  const char *protocol;
  guint cause;
  BwReason reason; /* where the fallback is SERVER_BUSY */
} headers[] = {
  { NULL, 200, BW_REASON_SERVER_BUSY },
  { "", 200, BW_REASON_SERVER_BUSY },
  { "X.25", 17, BW_REASON_SERVER_BUSY },
  { "SIP", 0, BW_REASON_SERVER_BUSY },
  { "SIP", 180, BW_REASON_SERVER_BUSY },
  { "SIP", 200, BW_REASON_ANSWERED_ELSEWHERE },
  { "sip", 200, BW_REASON_ANSWERED_ELSEWHERE },
  { "SIP", 302, BW_REASON_MOVED },
  { "SIP", 408, BW_REASON_NO_ANSWER },
  { "SIP", 486, BW_REASON_BUSY },
  { "SIP", 487, BW_REASON_CANCELLED },
  { "SIP", 600, BW_REASON_BUSY },
  { "SIP", 603, BW_REASON_DECLINED },
  { "SIP", 700, BW_REASON_SERVER_BUSY },
  { "SIP", G_MAXUINT, BW_REASON_SERVER_BUSY },
  { "Q.850", 0, BW_REASON_SERVER_BUSY },
  { "Q.850", 1, BW_REASON_NOT_FOUND },
  { "q.850", 3, BW_REASON_NOT_FOUND },
  { "Q.850", 16, BW_REASON_SERVER_BUSY },
  { "Q.850", 17, BW_REASON_BUSY },
  { "Q.850", 18, BW_REASON_NO_ANSWER },
  { "Q.850", 19, BW_REASON_NO_ANSWER },
  { "Q.850", 20, BW_REASON_UNAVAILABLE },
  { "Q.850", 21, BW_REASON_DECLINED },
  { "Q.850", 22, BW_REASON_GONE },
  { "Q.850", 26, BW_REASON_ANSWERED_ELSEWHERE },
  { "Q.850", 27, BW_REASON_UNAVAILABLE },
  { "Q.850", 28, BW_REASON_NOT_FOUND },
  { "Q.850", 31, BW_REASON_SERVER_BUSY },
  { "Q.850", 34, BW_REASON_SERVER_BUSY },
  { "Q.850", 38, BW_REASON_SERVER_ERROR },
  { "Q.850", 42, BW_REASON_SERVER_BUSY },
  { "Q.850", 55, BW_REASON_FORBIDDEN },
  { "Q.850", 88, BW_REASON_NOT_ACCEPTABLE },
  { "Q.850", 102, BW_REASON_TIMEOUT },
  { "Q.850", 127, BW_REASON_SERVER_BUSY },
  { "Q.850", G_MAXUINT, BW_REASON_SERVER_BUSY },
};

static gboolean
is_reason (BwReason reason)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (BW_TYPE_REASON);

  return g_enum_get_value (klass, reason) != NULL;
}

static void
test_sip (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sip); i++)
    g_assert_cmpint (bw_reason_from_sip (sip[i].code, FALSE), ==, sip[i].reason);
}

/* A MESSAGE is refused for itself, not for who we are; and 415 speaks of its type, where it speaks
 * of the codecs in a call. */
static void
test_messages (void)
{
  static const struct {
    guint code;
    BwReason reason;
  } table[] = {
    { 200, BW_REASON_NONE },           { 202, BW_REASON_NONE },
    { 401, BW_REASON_WRONG_PASSWORD }, { 403, BW_REASON_FORBIDDEN },
    { 404, BW_REASON_NOT_FOUND },      { 405, BW_REASON_NOT_SUPPORTED },
    { 407, BW_REASON_WRONG_PASSWORD }, { 408, BW_REASON_TIMEOUT },
    { 413, BW_REASON_TOO_LARGE },      { 415, BW_REASON_UNSUPPORTED_TYPE },
    { 480, BW_REASON_UNAVAILABLE },    { 488, BW_REASON_NOT_ACCEPTABLE },
    { 500, BW_REASON_SERVER_ERROR },   { 503, BW_REASON_SERVER_BUSY },
    { 513, BW_REASON_TOO_LARGE },      { 603, BW_REASON_DECLINED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (bw_reason_from_message_response (table[i].code), ==, table[i].reason);
}

static void
test_total (void)
{
  for (guint code = 0; code < 1000; code++) {
    BwReason reason = bw_reason_from_sip (code, FALSE);

    g_assert_true (is_reason (reason));
    g_assert_cmpint (reason == BW_REASON_NONE, ==, code < 300);
    g_assert_true (is_reason (bw_reason_from_message_response (code)));
    g_assert_cmpint (bw_reason_from_message_response (code) == BW_REASON_NONE, ==, code < 300);
    g_assert_true (is_reason (bw_reason_from_header ("Q.850", code, BW_REASON_NONE)));
    g_assert_true (is_reason (bw_reason_from_header ("SIP", code, BW_REASON_NONE)));
  }
}

static void
test_credentials (void)
{
  for (guint code = 0; code < 1000; code++) {
    BwReason reason = bw_reason_from_sip (code, TRUE);

    if (code == 401 || code == 403 || code == 407)
      g_assert_cmpint (reason, ==, BW_REASON_WRONG_PASSWORD);
    else
      g_assert_cmpint (reason, ==, bw_reason_from_sip (code, FALSE));
  }
}

static void
test_headers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    g_assert_cmpint (
        bw_reason_from_header (headers[i].protocol, headers[i].cause, BW_REASON_SERVER_BUSY), ==,
        headers[i].reason);
}

/* The history keeps the numbers: they never change. */
static void
test_stored_values (void)
{
  g_assert_cmpint (BW_REASON_WRONG_PASSWORD, ==, 1);
  g_assert_cmpint (BW_REASON_BUSY, ==, 6);
  g_assert_cmpint (BW_REASON_ANSWERED_ELSEWHERE, ==, 10);
  g_assert_cmpint (BW_REASON_TIMEOUT, ==, 19);
  g_assert_cmpint (BW_REASON_SIGNED_OUT, ==, 25);
  g_assert_cmpint (BW_REASON_INTERRUPTED, ==, 26);
  g_assert_cmpint (BW_REASON_TOO_LARGE, ==, 27);
  g_assert_cmpint (BW_REASON_UNSUPPORTED_TYPE, ==, 28);
  g_assert_cmpint (BW_REASON_UPLOAD, ==, 29);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reason/sip", test_sip);
  g_test_add_func ("/reason/messages", test_messages);
  g_test_add_func ("/reason/total", test_total);
  g_test_add_func ("/reason/credentials", test_credentials);
  g_test_add_func ("/reason/headers", test_headers);
  g_test_add_func ("/reason/stored-values", test_stored_values);

  return g_test_run ();
}
