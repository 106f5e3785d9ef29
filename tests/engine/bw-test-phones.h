/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-loopback-card.h"
#include "bw-phone.h"

G_BEGIN_DECLS

/*
 * Whole phones for tests, without a face: each with an engine, a store in memory, a folder and a
 * sound card of its own, on random ports of the loopback. Every wait has a condition and a
 * deadline.
 */

#define TEST_DEADLINE_SECONDS 20

typedef struct {
  BwPhone *phone;
  BwStore *store;
  BwSecrets *secrets;
  BwAccount *account;   /* borrowed, NULL until there is one */
  BwLoopbackCard *card; /* borrowed */
  char *name;
  char *dir;
  char *heard; /* WAV file of test_phone_listen() */
} TestPhone;

/** test_phone_new: a started phone with an account name@phones.test that does not register, whose
 * "microphone" gives a tone of @hz */
TestPhone *test_phone_new (const char *name, guint hz);
/** test_phone_new_bare: the same without an account */
TestPhone *test_phone_new_bare (const char *name, guint hz);
/** test_phone_restart: stops it and starts another one on the same folder, secrets and store */
void test_phone_restart (TestPhone *self);
void test_phone_stop (TestPhone *self);
void test_phone_free (TestPhone *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPhone, test_phone_free)

/** test_phone_listen: writes what its speaker plays into the file heard, until there are @seconds
 * of it */
void test_phone_listen (TestPhone *self, guint seconds);

/** test_phone_uri: (transfer full): how another phone on this host calls it */
char *test_phone_uri (TestPhone *self);
BwCall *test_phone_dial (TestPhone *self, TestPhone *peer);
/** test_phone_call: (transfer none): its only or @index-th call, waited for */
BwCall *test_phone_call (TestPhone *self, guint index);
/** test_phone_last_record: (transfer full): the newest line of its history */
BwCallRecord *test_phone_last_record (TestPhone *self);

/** test_start_and_keep_result: starts a phone that may fail to; @result: (out) for
 * bw_phone_start_finish() */
void test_start_and_keep_result (BwPhone *phone, GAsyncResult **result);
void test_stop_and_wait (BwPhone *phone);

/** test_connect: a call from one to the other that is answered; both ends are active when it
 * returns */
void test_connect (TestPhone *caller, TestPhone *callee, BwCall **outgoing, BwCall **incoming);

/** test_tone_power: the share of a WAV file's second half that is a tone of @hz, 0 to 1 */
double test_tone_power (const char *wav, guint hz);

/** test_tone_peak: the highest share that a tone of @hz has in any 50 ms of that half, for tones
 * that come and go */
double test_tone_peak (const char *wav, guint hz);
/** test_loudness: RMS of a WAV file's second half, 0 to 32767 */
double test_loudness (const char *wav);

/** test_count_cb: for g_signal_connect_swapped(), counts in a guint */
void test_count_cb (guint *count);

gboolean test_deadline_passed (gint64 deadline);
void test_iterate (void);
/** test_let_pass: that nothing comes can only be seen by letting time go by */
void test_let_pass (guint ms);

/** test_wait: runs the main loop until @condition holds; fails the test at the deadline */
#define test_wait(condition) test_wait_for (condition, TEST_DEADLINE_SECONDS)
#define test_wait_for(condition, seconds)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_ = g_get_monotonic_time () + (gint64) (seconds) *G_USEC_PER_SEC;               \
    while (!(condition)) {                                                                         \
      if (test_deadline_passed (deadline_))                                                        \
        g_error ("%s:%d: waited in vain for: %s", __FILE__, __LINE__, #condition);                 \
      test_iterate ();                                                                             \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

/** test_wait_state: until a call is in a state */
#define test_wait_state(call, wanted) test_wait (bw_call_get_state (call) == (wanted))

G_END_DECLS
