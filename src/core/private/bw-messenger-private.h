/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of the messenger, shared by the files that make it up. */

#pragma once

#include "bw-messenger.h"
#include "bw-outbox.h"
#include "bw-typing.h"

G_BEGIN_DECLS

struct _BwMessenger {
  GObject parent_instance;

  BwStore *store;
  GListModel *accounts;
  BwPeerAbilities *abilities;
  BwOutbox *outbox;
  BwTyping *typing;
  BwFileTransfer *transfer;
  BwMessageAgent *agent; /* NULL while the engine is off */
  GHashTable *composing; /* BwConversation -> source that ends its "is typing" */
  BwMessage *received;   /* stored, and not answered yet */
  GArray *unconfirmed;   /* its id */

  gboolean send_read_reports;
  gboolean share_composing;
  gboolean keeping;
  guint max_receive_size;
  guint max_send_size;
};

/** bw_messenger_new: @accounts: of BwAccount */
BwMessenger *bw_messenger_new (BwStore *store, GListModel *accounts);
void bw_messenger_attach (BwMessenger *self, BwEngine *engine);
/** bw_messenger_close: the engine is about to stop */
void bw_messenger_close (BwMessenger *self);
void bw_messenger_detach (BwMessenger *self);

/* bw-messenger-receive.c: what comes in */
guint bw_messenger_receive (const BwIncomingRequest *request, gpointer messenger);
void bw_messenger_answer_sent (gpointer messenger);
/** bw_messenger_stop_composing: the peer is not typing any more */
void bw_messenger_stop_composing (BwMessenger *self, BwConversation *conversation);

/* bw-messenger-notes.c: what goes out without being a message */
void bw_messenger_send_report (BwMessenger *self,
                               BwConversation *conversation,
                               BwMessage *message,
                               BwMessageReports report);
void bw_messenger_tell_typing (BwConversation *conversation, gboolean active, gpointer messenger);

/* bw-messenger.c */
void
bw_messenger_emit_received (BwMessenger *self, BwConversation *conversation, BwMessage *message);
void bw_messenger_emit_state (BwMessenger *self, BwConversation *conversation, BwMessage *message);

G_END_DECLS
