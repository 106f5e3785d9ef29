/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of the outbox: its own fields, and what waits in each conversation. */

#pragma once

#include "bw-outbox.h"

G_BEGIN_DECLS

struct _BwOutbox {
  GObject parent_instance;

  BwStore *store;
  GListModel *accounts;
  BwPeerAbilities *abilities; /* not owned */
  BwFileTransfer *transfer;
  BwMessageAgent *agent;     /* NULL while the engine is off */
  GCancellable *cancellable; /* of uploads */
  GHashTable *lanes;         /* conversation id -> BwOutboxLane */
  GHashTable *queued;        /* ids of messages in a lane */
  gboolean closing;
};

/* bw-outbox.c */
BwAccount *bw_outbox_dup_account (BwOutbox *self, const char *id);
/** bw_outbox_forget: @message is in no lane any more */
void bw_outbox_forget (BwOutbox *self, BwMessage *message);
void bw_outbox_emit_state (BwOutbox *self, BwConversation *conversation, BwMessage *message);

/** BwOutboxLane: what waits in one conversation */
typedef struct {
  BwOutbox *outbox; /* not owned: it owns us */
  gint64 id;        /* of the conversation */
  GQueue waiting;   /* BwMessage */
  BwMessage *current;
  gboolean wrapped;   /* the current one went as CPIM */
  gint64 stranded_at; /* monotonic: when TCP was refused to the current one, 0 for not */
  guint attempts;
  guint retry_id;
} BwOutboxLane;

BwOutboxLane *bw_outbox_lane_new (BwOutbox *outbox, gint64 conversation);
void bw_outbox_lane_free (gpointer lane);
/** bw_outbox_lane_push: @message waits behind the others */
void bw_outbox_lane_push (BwOutboxLane *self, BwMessage *message);
/** bw_outbox_lane_pump: sends what can be sent now */
void bw_outbox_lane_pump (BwOutboxLane *self);
/** bw_outbox_lane_wake: the same, and a pause is over */
void bw_outbox_lane_wake (BwOutboxLane *self);

G_END_DECLS
