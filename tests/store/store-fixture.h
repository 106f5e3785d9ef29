/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-history.h"
#include "bw-store-messages.h"
#include "bw-timeline.h"

G_BEGIN_DECLS

/* A folder with a store in it, open. */
typedef struct {
  char *folder;
  GFile *file;
  char *path;
  BwStore *store;
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
/** store_fixture_reopen: closes the store and opens the file anew */
void store_fixture_reopen (StoreFixture *fixture);

/** make_call: Returns: (transfer full): an ended outgoing call of @started seconds */
BwCallRecord *make_call (const char *peer, const char *name, gint64 started, BwCallOutcome outcome);
/** add_call: Returns: the id of the row */
gint64 add_call (BwStore *store,
                 const char *peer,
                 const char *name,
                 gint64 started,
                 BwCallOutcome outcome);
BwCallRecord *get_call (BwCallHistory *history, guint position);
guint get_length (BwCallHistory *history);

/** ensure: Returns: (transfer none): the conversation of `account-1` with @peer */
BwConversation *ensure (BwStore *store, const char *peer);
/** make_message: Returns: (transfer full): a text/plain message; outgoing ones are pending */
BwMessage *make_message (BwDirection direction, const char *text);
/** add_text: Returns: (transfer full): a message that is stored */
BwMessage *
add_text (BwConversation *conversation, BwStore *store, BwDirection direction, const char *text);
/** add_text_at: as add_text(), of @time seconds */
BwMessage *add_text_at (BwConversation *conversation,
                        BwStore *store,
                        BwDirection direction,
                        const char *text,
                        gint64 time);
/** count_rows: Returns: what @sql gives */
gint64 count_rows (BwStore *store, const char *sql);
/** run_idle: runs what is to be done when there is nothing else to do */
void run_idle (void);
/** assert_healthy: the indices and counters of the file say what its rows say */
void assert_healthy (BwStore *store);

G_END_DECLS
