/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-test-phones.h"

G_BEGIN_DECLS

/* What a phone of the tests writes and reads. */

/**
 * TestInbox:
 * @received: of BwMessage, in the order of `message-received`
 * @changes: of strings, `STATE TEXT` for each `message-state-changed`
 */
typedef struct {
  TestPhone *phone;
  BwMessenger *messenger;
  GPtrArray *received;
  GPtrArray *changes;
} TestInbox;

/** test_inbox_new: follows the messages of a phone until it is freed, which is before the phone */
TestInbox *test_inbox_new (TestPhone *phone);
void test_inbox_free (TestInbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestInbox, test_inbox_free)

/** test_inbox_wait: (transfer none): the @index-th message that came since, waited for */
BwMessage *test_inbox_wait (TestInbox *self, guint index);
/** test_inbox_wait_text: the same, which says @text */
BwMessage *test_inbox_wait_text (TestInbox *self, guint index, const char *text);
/** test_inbox_has_changes: whether the states of the message with @text were these, in this order:
 * "pending sending sent" */
gboolean test_inbox_has_changes (TestInbox *self, const char *text, const char *states);

/** test_open: (transfer none): the conversation of a phone with an address */
BwConversation *test_open (TestPhone *phone, const char *address);
/** test_write: (transfer full): takes a text at a phone */
BwMessage *test_write (TestPhone *phone, const char *address, const char *text);
/** test_write_bytes: (transfer full): takes a body of any type; @headers: (nullable) */
BwMessage *test_write_bytes (TestPhone *phone,
                             const char *address,
                             const char *type,
                             const char *bytes,
                             gsize size,
                             const char *headers);
/** test_wait_message: until a message of ours is in a state */
void test_wait_message (BwMessage *message, BwMessageState state);
/** test_count_messages: how many messages a phone's store holds, of all conversations in the list
 */
guint test_count_messages (TestPhone *phone);

/**
 * test_phone_new_on_disk: a phone without an account whose store is a file
 */
TestPhone *test_phone_new_on_disk (const char *name);
/** test_phone_reopen: stops it, closes its store, and starts another one on the same file */
void test_phone_reopen (TestPhone *self);

/** test_send_raw: sends by `send-message PORT ARGUMENTS…` to @phone and waits for its end; the
 * arguments end with NULL. Returns: (transfer full): what it printed */
char *test_send_raw (TestPhone *phone, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
