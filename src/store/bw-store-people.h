/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-people.h"
#include "bw-store.h"

G_BEGIN_DECLS

/*
 * The part of the store that keeps people and their pictures. As with calls, a change is on disk
 * when the function returns, and every function that changes something returns FALSE with a
 * BwStoreError where it is not.
 */

/** bw_store_get_people: Returns: (transfer none): lives as long as the store */
BwPeople *bw_store_get_people (BwStore *self);

/**
 * bw_store_save_person:
 * @draft: a new one or a copy (bw_person_copy()): its values are written, and taken over by the
 * object in the list, which is another one. It learns its row, so that it can be saved again. A new
 * one whose uid somebody in the list has gets another uid
 * @picture: (nullable): PNG or JPEG, at most 256 KiB; NULL leaves the picture as it is, an empty
 * one takes it away
 *
 * Returns: (transfer none) (nullable): the person in the list
 */
BwPerson *bw_store_save_person (BwStore *self, BwPerson *draft, GBytes *picture, GError **error);

/**
 * bw_store_save_people:
 * @drafts: (element-type BwPerson): new ones and copies; all of them are written or none. The new
 * ones are told by one items-changed
 * @pictures: (nullable) (element-type GBytes): as many, NULL for none
 */
gboolean
bw_store_save_people (BwStore *self, GPtrArray *drafts, GPtrArray *pictures, GError **error);

/** bw_store_remove_people: @people: (element-type BwPerson); bw_store_restore_removed() brings them
 * back, as the same objects, until something else is removed; but for one whose uid was taken by a
 * new one in the meantime */
gboolean bw_store_remove_people (BwStore *self, GPtrArray *people, GError **error);

/** bw_store_dup_picture: Returns: (transfer full) (nullable): of a person of the store */
GBytes *bw_store_dup_picture (BwStore *self, BwPerson *person);

G_END_DECLS
