/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-contact-file.h"
#include "bw-eds-module.h"

G_BEGIN_DECLS

/** BwContactEvent: what became known on the module's thread. */
typedef enum {
  BW_CONTACT_KEPT,
  BW_CONTACT_REMOVED,
  BW_CONTACT_CLOSED,
  BW_CONTACT_TOLD,
} BwContactEventKind;

typedef struct {
  BwContactEventKind kind;
  char *book;
  char *uid;
  BwFoundPerson *found; /* KEPT */
  BwEdsState state;     /* TOLD */
} BwContactEvent;

/**
 * BwContactFeed:
 *
 * Brings what the module tells on its thread to the main context, in order and in portions that do
 * not hold it up; vCards are read on the thread.
 */
typedef struct _BwContactFeed BwContactFeed;

/** BwContactFeedFunc: @events: (element-type BwContactEvent) */
typedef void (*BwContactFeedFunc) (GPtrArray *events, gpointer user_data);

/** bw_contact_feed_new: Returns: (transfer full) (nullable): NULL where the module is not there.
 * @handle: called on this thread's main context until bw_contact_feed_stop() */
BwContactFeed *bw_contact_feed_new (BwContactFeedFunc handle, gpointer user_data);
void bw_contact_feed_stop (BwContactFeed *self);

G_END_DECLS
