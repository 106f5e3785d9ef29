/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-test-phones.h"

G_BEGIN_DECLS

/* A sipp peer of tests/servers for a test in C: what phones and servers out there do, also the
 * wrong things. */

typedef struct {
  GSubprocess *process;
  GDataInputStream *output;
  char *scenario;
  guint port;
} TestSipp;

/** test_sipp_new: starts `sipp SCENARIO ARGUMENTS…`; the arguments end with NULL */
TestSipp *test_sipp_new (const char *scenario, ...) G_GNUC_NULL_TERMINATED;
/** test_sipp_call: the same for a scenario that calls @phone */
TestSipp *test_sipp_call (const char *scenario, TestPhone *phone, ...) G_GNUC_NULL_TERMINATED;
/** test_sipp_finish: runs the main loop until the scenario is over and has passed; then frees it */
void test_sipp_finish (TestSipp *self);
/** test_sipp_uri: (transfer full): how to call a scenario that listens */
char *test_sipp_uri (TestSipp *self);

/** test_send_bad_datagrams: every datagram that no phone should get, to @phone */
void test_send_bad_datagrams (TestPhone *phone);

G_END_DECLS
