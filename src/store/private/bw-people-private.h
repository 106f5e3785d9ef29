/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-people.h"

G_BEGIN_DECLS

/* What the store does with its list. */

BwPeople *bw_people_new (void);

/** bw_people_reset: @people: (element-type BwPerson): all there are, in any order */
void bw_people_reset (BwPeople *self, GPtrArray *people);
/** bw_people_add: @people: (element-type BwPerson): told by one items-changed, however many */
void bw_people_add (BwPeople *self, GPtrArray *people);
/** bw_people_remove: the same */
void bw_people_remove (BwPeople *self, GPtrArray *people);
/** bw_people_update: brings one that has changed to its place */
void bw_people_update (BwPeople *self, BwPerson *person);

G_END_DECLS
