/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddies.h"
#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_PERSON_STATUS (bw_person_status_get_type ())

/**
 * BwPersonStatus:
 *
 * A person and the light, followed together for a widget that shows both.
 *
 * Signal `changed`: what is to be seen of them is another.
 */
G_DECLARE_FINAL_TYPE (BwPersonStatus, bw_person_status, BW, PERSON_STATUS, GObject)

BwPersonStatus *bw_person_status_new (void);
/** bw_person_status_follow: @phone: (nullable); @person: (nullable); tells of nothing by itself */
void bw_person_status_follow (BwPersonStatus *self, BwPhone *phone, BwPerson *person);
BwPerson *bw_person_status_get_person (BwPersonStatus *self);
/** bw_person_status_get_buddy: Returns: (transfer none) (nullable): of several addresses the one
 * that says the most */
BwBuddy *bw_person_status_get_buddy (BwPersonStatus *self);
/** bw_person_status_get_presence: a BwPresence, BW_PERSON_AVATAR_NO_LIGHT where nobody watches */
int bw_person_status_get_presence (BwPersonStatus *self);
/** bw_person_status_dup_line: Returns: (transfer full): what stands under the name: the light in
 * words, else the organisation, else the first address, else nothing */
char *bw_person_status_dup_line (BwPersonStatus *self);

G_END_DECLS
