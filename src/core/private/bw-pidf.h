/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-presence.h"

G_BEGIN_DECLS

#define BW_PIDF_TYPE "application/pidf+xml"

/** BwPidf: what a presence document says, of all its tuples and the person together. */
typedef struct {
  gboolean open;           /* any tuple's basic status (RFC 3863 4.1.4) */
  gboolean silent;         /* no tuple says open or closed */
  gboolean do_not_disturb; /* said in one of the ways there are: no standard has a word for it */
  gboolean ringing;        /* a PBX says so in its note */
  BwActivity activity;     /* RPID (RFC 4480 3.2): the one that tells the most */
  char *note;   /* (nullable): of the person, else of all, else of the open tuple with the highest
                 * priority: one clean line, in a language of ours if there is one; without those that
                 * PBXes write for the state alone */
  char *entity; /* (nullable): the `entity` URI, as it was written */
} BwPidf;

/**
 * bw_pidf_read:
 * @document: application/pidf+xml (RFC 3863) with RPID (RFC 4480), and what is near it: unknown
 * namespaces and elements are passed over; xpidf and MSN's old forms are not read
 *
 * Strict where it matters and total: no document type, no entities but XML's own, at most 64 KiB
 * and 16 levels.
 *
 * Returns: (transfer full) (nullable): NULL where it is no such document
 */
BwPidf *bw_pidf_read (GBytes *document);
void bw_pidf_free (BwPidf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwPidf, bw_pidf_free)

/**
 * bw_pidf_write:
 * @entity: a SIP URI
 * @note: (nullable)
 *
 * Returns: (transfer full): a document that says @presence: PIDF with RPID activity and note
 */
char *bw_pidf_write (const char *entity, BwPresence presence, const char *note);

G_END_DECLS
