/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

G_BEGIN_DECLS

#define BW_TYPE_DESKTOP_CONTACTS (bw_desktop_contacts_get_type ())

/**
 * BwDesktopContacts:
 *
 * The desktop's address books (Evolution Data Server, by libebook), as a GListModel of BwPerson
 * with BW_PERSON_ORIGIN_DESKTOP that follows them. The library is loaded when the list is turned
 * on, from a module of its own: without it, or without the service, the list is empty and says why.
 *
 * Properties: `enabled` (gboolean, read and write), `available` (gboolean, read: the module is
 * there and the service answers), `error` (string, nullable, read: why not, in words).
 */
G_DECLARE_FINAL_TYPE (BwDesktopContacts, bw_desktop_contacts, BW, DESKTOP_CONTACTS, GObject)

BwDesktopContacts *bw_desktop_contacts_new (void);
/** bw_desktop_contacts_dup_picture: Returns: (transfer full) (nullable) */
GBytes *bw_desktop_contacts_dup_picture (BwDesktopContacts *self, BwPerson *person);

G_END_DECLS
