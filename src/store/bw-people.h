/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

G_BEGIN_DECLS

#define BW_TYPE_PEOPLE (bw_people_get_type ())

/**
 * BwPeople:
 *
 * A GListModel of BwPerson, sorted by label as a person of this locale sorts it; favourites are in
 * their places (a view puts them on top). Owned by the store, see bw_store_get_people(); all of
 * them are in memory, without their pictures. A person that changes keeps its object; it moves by
 * one removal and one addition, and where it stays in its place it is told as one removed and one
 * added there, so that models which filter or sort look at it again. Many that come or go at once
 * are told by one items-changed.
 *
 * Property `n-items` (guint, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwPeople, bw_people, BW, PEOPLE, GObject)

/** bw_people_find: Returns: (transfer none) (nullable): by row */
BwPerson *bw_people_find (BwPeople *self, gint64 id);
/** bw_people_find_by_uid: Returns: (transfer none) (nullable) */
BwPerson *bw_people_find_by_uid (BwPeople *self, const char *uid);

G_END_DECLS
