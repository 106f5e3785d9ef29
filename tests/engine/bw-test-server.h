/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-test-phones.h"

G_BEGIN_DECLS

/* The real Kamailio of tests/servers for a test in C. */

typedef struct {
  GSubprocess *process;
  GDataInputStream *output;
  GHashTable *values;
} TestServer;

/** test_server_new: @certificate: "good", "self-signed", … as tests/servers/kamailio knows them;
 * accounts alice, bob, carol */
TestServer *test_server_new (const char *certificate);
void test_server_free (TestServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestServer, test_server_free)

/** test_server_command: "stop", "kill" or "start", waited for */
void test_server_command (TestServer *self, const char *command);
const char *test_server_get (TestServer *self, const char *name);

/** test_server_uri: (transfer full): for the setting `server`; @transport: "udp", "tcp" or "tls" */
char *test_server_uri (TestServer *self, const char *transport);

/** test_server_settings: (transfer full): an account of @user at the server */
BwAccountSettings *test_server_settings (TestServer *self, const char *user, const char *transport);
/** test_server_sign_in: adds such an account to a bare phone and waits until it is registered */
void
test_server_sign_in (TestServer *self, TestPhone *phone, const char *user, const char *transport);

/** test_server_publish: publishes an event state for a user, as its own phone would (RFC 3903) */
void test_server_publish (TestServer *self,
                          const char *user,
                          const char *event,
                          const char *type,
                          const char *body);

/** test_server_publish_for: the same, and nobody says it again before it expires */
void test_server_publish_for (TestServer *self,
                              const char *user,
                              const char *event,
                              const char *type,
                              const char *body,
                              guint seconds);

/** test_wait_account: until the account is registered or has failed; returns its reason */
BwReason test_wait_account (BwAccount *account);

G_END_DECLS
