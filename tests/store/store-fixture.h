/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-history.h"

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

G_END_DECLS
