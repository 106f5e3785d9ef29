/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-buddies.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * What can be done with a person, from a list as from the page. Each says by a toast around
 * @widget why it could not be done.
 */

/** bw_person_find: Returns: (transfer full) (nullable): of the store or the desktop, by uid */
BwPerson *bw_person_find (BwPhone *phone, const char *uid);

/** bw_person_can_be_called: whether there is an address at all */
gboolean bw_person_can_be_called (BwPerson *person);

/** bw_person_call: @address: (nullable): NULL for the one at which they are reached best; Returns:
 * (transfer none) (nullable) */
BwCall *bw_person_call (GtkWidget *widget,
                        BwPhone *phone,
                        BwPerson *person,
                        const char *address,
                        gboolean video);
/** bw_person_write: @address: (nullable): as of bw_person_call(); Returns: (transfer none)
 * (nullable): the conversation to write in */
BwConversation *
bw_person_write (GtkWidget *widget, BwPhone *phone, BwPerson *person, const char *address);
/** bw_person_pick_up: takes the call that rings there; Returns: (transfer none) (nullable) */
BwCall *bw_person_pick_up (GtkWidget *widget, BwPhone *phone, BwPerson *person);

/** bw_person_is_own: whether it can be changed here */
gboolean bw_person_is_own (BwPerson *person);
void bw_person_set_flag (GtkWidget *widget,
                         BwPhone *phone,
                         BwPerson *person,
                         const char *property,
                         gboolean value);
/** bw_person_delete: with a way back; Returns: whether it is gone */
gboolean bw_person_delete (GtkWidget *widget, BwPhone *phone, BwPerson *person);

/** bw_person_can_be_waited_for: whether one can ask to be told when they are free: they are
 * watched, or can be, and are not free now */
gboolean bw_person_can_be_waited_for (BwPhone *phone, BwPerson *person);
gboolean bw_person_is_waited_for (BwPhone *phone, BwPerson *person);
/** bw_person_wait_for: asks for it, or takes it back; who was not watched is from now on */
void bw_person_wait_for (GtkWidget *widget, BwPhone *phone, BwPerson *person, gboolean wait);

/** bw_person_find_buddy: Returns: (transfer none) (nullable): the light of one of their addresses
 */
BwBuddy *bw_person_find_buddy (BwPhone *phone, const BwPersonAddress *address);

G_END_DECLS
