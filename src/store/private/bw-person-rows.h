/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-database.h"
#include "bw-person.h"

G_BEGIN_DECLS

/*
 * The tables `people`, `person_addresses` and `pictures`: persons to rows and back. One that is
 * removed keeps its rows, with a number that all have that were removed together.
 */

/** bw_person_rows_load: Returns: (transfer full) (element-type BwPerson): all that are not removed,
 * by two queries, however many they are */
GPtrArray *bw_person_rows_load (sqlite3 *db);

/**
 * bw_person_rows_save:
 * @people: (element-type BwPerson): those without an id get one, and another uid where somebody has
 * theirs
 * @pictures: (nullable) (element-type GBytes): as many; an element may be NULL
 *
 * Within a transaction.
 */
gboolean bw_person_rows_save (sqlite3 *db, GPtrArray *people, GPtrArray *pictures, GError **error);

/** bw_person_rows_remove: marks them; within a transaction. Returns: the mark, 0 with an error */
gint64 bw_person_rows_remove (sqlite3 *db, GPtrArray *people, GError **error);
/** bw_person_rows_restore: @ids: (element-type gint64): takes those that are back. Not among them
 * is one whose uid somebody else has by now */
gboolean bw_person_rows_restore (sqlite3 *db, gint64 mark, GArray *ids, GError **error);
/** bw_person_rows_erase: takes one with all that belongs to it off the disk */
gboolean bw_person_rows_erase (sqlite3 *db, gint64 id, GError **error);

/** bw_person_rows_dup_picture: Returns: (transfer full) (nullable) */
GBytes *bw_person_rows_dup_picture (sqlite3 *db, gint64 id);

G_END_DECLS
