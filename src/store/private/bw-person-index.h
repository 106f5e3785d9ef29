/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What a person is searched by, folded once, so that a search through ten thousand of them is a few
 * comparisons of bytes for each.
 */
typedef struct _BwPersonIndex BwPersonIndex;

/** bw_person_index_new: @addresses: (element-type BwPersonAddress) */
BwPersonIndex *
bw_person_index_new (const char *name, const char *organisation, GPtrArray *addresses);
void bw_person_index_free (BwPersonIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwPersonIndex, bw_person_index_free)

/** bw_person_index_matches: @folded: of bw_person_fold() */
gboolean bw_person_index_matches (const BwPersonIndex *self, const char *const *folded);

G_END_DECLS
