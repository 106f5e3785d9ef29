/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-test-phones.h"

G_BEGIN_DECLS

/* tests/servers/notifier for a test in C: a server that takes subscriptions as it is told to, and
 * sends what no server should. */

typedef struct {
  GSubprocess *process;
  GDataInputStream *output;
  guint port;
} TestNotifier;

/** test_notifier_new: @password: (nullable): it asks for that one */
TestNotifier *test_notifier_new (const char *password);
void test_notifier_free (TestNotifier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestNotifier, test_notifier_free)

/** test_notifier_sign_in: adds the account alice@notifier.test to a bare phone, at this server; it
 * is registered when the function returns */
void test_notifier_sign_in (TestNotifier *self, TestPhone *phone, const char *transport);

/** test_notifier_tell: (transfer full): a command whose words end with NULL; runs the main loop
 * until it is answered; Returns: the answer */
char *test_notifier_tell (TestNotifier *self, ...) G_GNUC_NULL_TERMINATED;

/** test_notifier_do: the same for a command that is done when it is answered */
void test_notifier_do (TestNotifier *self, ...) G_GNUC_NULL_TERMINATED;

/** test_notifier_open_pidf: the first NOTIFY of each subscription to the presence of @user */
void
test_notifier_open_pidf (TestNotifier *self, const char *user, const char *basic, const char *note);

/** test_notifier_notify: sends a NOTIFY in the newest subscription of @event to @user; @extra:
 * (nullable): a header or `@name=value`; Returns: the code that it is answered with */
guint test_notifier_notify (TestNotifier *self,
                            const char *user,
                            const char *event,
                            const char *type,
                            const char *body,
                            const char *extra);

/** test_notifier_count: what the server has counted of @user: "COUNT", "REFRESHED", … */
guint test_notifier_count (TestNotifier *self, const char *user, const char *event, const char *of);

/** TestWatching: a phone that is signed in at such a server, for g_test_add(), whose data is the
 * transport */
typedef struct {
  TestNotifier *server;
  TestPhone *alice;
} TestWatching;

void test_watching_set_up (TestWatching *self, gconstpointer transport);
void test_watching_tear_down (TestWatching *self, gconstpointer transport);
/** test_watching_change: changes properties of the account's settings, as g_object_set() does */
void test_watching_change (TestWatching *self, const char *property, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
