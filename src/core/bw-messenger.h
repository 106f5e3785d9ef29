/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account.h"
#include "bw-error.h"
#include "bw-store-messages.h"

G_BEGIN_DECLS

#define BW_TYPE_MESSENGER (bw_messenger_get_type ())

/**
 * BwMessenger:
 *
 * Writes and receives messages (SIP MESSAGE, RFC 3428): keeps the outbox, sends in order when an
 * account is registered, files what comes in, sends and reads reports (IMDN, RFC 5438) and "is
 * typing" (RFC 3994). Made and owned by BwPhone, see bw_phone_get_messenger(). Messages and
 * conversations are the objects of the store.
 *
 * Properties (read and write): `send-read-reports` (gboolean, FALSE at first: others hear that
 * their message was displayed), `share-composing` (gboolean, TRUE at first: others see that one is
 * typing, and one sees it of them), `max-receive-size` (guint, bytes: a larger body is refused with
 * 513), `max-send-size` (guint, bytes: a larger file is not put into a MESSAGE), `keeping`
 * (gboolean, TRUE at first: FALSE where the store will not outlive the program: then nothing is
 * taken, neither from a person nor from a server, which keeps it).
 *
 * Signals: `message-received` (BwConversation, BwMessage) after it is on disk;
 * `message-state-changed` (BwConversation, BwMessage) for every change of state of an outgoing one,
 * with its first.
 */
G_DECLARE_FINAL_TYPE (BwMessenger, bw_messenger, BW, MESSENGER, GObject)

/**
 * bw_messenger_open:
 * @account: (nullable): NULL for the account of the latest conversation with that address, else the
 * default one
 * @address: what a person typed, see bw_address_parse()
 *
 * Returns: (transfer none) (nullable): the conversation with that peer, which is in no list until
 * something happens in it; NULL with BW_ERROR_ADDRESS, BW_ERROR_NO_ACCOUNT or a BwStoreError
 */
BwConversation *
bw_messenger_open (BwMessenger *self, BwAccount *account, const char *address, GError **error);

/**
 * bw_messenger_send_text:
 * @text: valid UTF-8, not empty
 *
 * Takes a text: it is on disk when the function returns, and leaves by itself.
 *
 * Returns: (transfer full) (nullable): NULL with BW_ERROR_TOO_LARGE, BW_ERROR_TEXT,
 * BW_ERROR_NO_ACCOUNT (the conversation's account is gone) or a BwStoreError: nothing was taken
 */
BwMessage *bw_messenger_send_text (BwMessenger *self,
                                   BwConversation *conversation,
                                   const char *text,
                                   GError **error);

/**
 * bw_messenger_send:
 * @content_type: any `type/subtype`, with parameters or not
 * @body: its bytes
 * @file_name: (nullable): what a person reads of it
 * @headers: (nullable): headers of one's own, one `Name: value` a line, none that SIP or this
 * program sets itself; they can be read at the other end by bw_message_get_headers()
 *
 * The general form of bw_messenger_send_text(). Whether and why it was refused is in the message's
 * `state`, `code`, `phrase` and `reason`, each change told by `message-state-changed`.
 */
BwMessage *bw_messenger_send (BwMessenger *self,
                              BwConversation *conversation,
                              const char *content_type,
                              GBytes *body,
                              const char *file_name,
                              const char *headers,
                              GError **error);

/**
 * bw_messenger_send_file_async:
 *
 * Reads a file and takes it as a message: by HTTP upload and a link where the account names a
 * file-transfer server, else as the body of a MESSAGE. bw_messenger_send_file_finish() fails with
 * BW_ERROR_TOO_LARGE, which says how large it may be, BW_ERROR_FILE, or as bw_messenger_send().
 */
void bw_messenger_send_file_async (BwMessenger *self,
                                   BwConversation *conversation,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/** bw_messenger_send_file_finish: Returns: (transfer full) (nullable) */
BwMessage *bw_messenger_send_file_finish (BwMessenger *self, GAsyncResult *result, GError **error);

/** bw_messenger_send_again: takes a failed or held message to the end of the outbox once more */
gboolean bw_messenger_send_again (BwMessenger *self, BwMessage *message, GError **error);

/**
 * bw_messenger_fetch_async:
 *
 * Fetches the file behind the `url` of a message (`max-receive-size` does not hold for it, 1 GiB
 * does) and keeps it as the message's body.
 */
void bw_messenger_fetch_async (BwMessenger *self,
                               BwMessage *message,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean bw_messenger_fetch_finish (BwMessenger *self, GAsyncResult *result, GError **error);

/** bw_messenger_mark_read: all of a conversation was looked at; reports are sent where they are
 * asked for and allowed */
gboolean bw_messenger_mark_read (BwMessenger *self, BwConversation *conversation, GError **error);

/** bw_messenger_set_composing: the person types, or has stopped; told to the peer as often as RFC
 * 3994 bears, and only to peers that take it */
void
bw_messenger_set_composing (BwMessenger *self, BwConversation *conversation, gboolean composing);

/** bw_messenger_move: gives a conversation to another account, see bw_store_move_conversation().
 * Returns: (transfer none) (nullable) */
BwConversation *bw_messenger_move (BwMessenger *self,
                                   BwConversation *conversation,
                                   BwAccount *account,
                                   GError **error);

/** bw_messenger_get_account: Returns: (transfer none) (nullable): the account of a conversation;
 * NULL where it was removed */
BwAccount *bw_messenger_get_account (BwMessenger *self, BwConversation *conversation);

/** bw_messenger_can_upload: whether files of the conversation go by a file-transfer server */
gboolean bw_messenger_can_upload (BwMessenger *self, BwConversation *conversation);

guint bw_messenger_get_max_send_size (BwMessenger *self);

G_END_DECLS
