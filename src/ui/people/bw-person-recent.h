/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_RECENT (bw_person_recent_get_type ())

/**
 * BwPersonRecent:
 *
 * The latest messages and calls with a person, at whichever of the addresses and by whichever
 * account. Hidden where there are none.
 *
 * Signal `conversation` (BwConversation): to look at.
 */
G_DECLARE_FINAL_TYPE (BwPersonRecent, bw_person_recent, BW, PERSON_RECENT, AdwBin)

/** bw_person_recent_show: @phone: (nullable); @person: (nullable) */
void bw_person_recent_show (BwPersonRecent *self, BwPhone *phone, BwPerson *person);

G_END_DECLS
