/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-contact-file.h"

G_BEGIN_DECLS

/*
 * The pure parts of reading a file with people, one for each format. @text is valid UTF-8 with \n
 * for its line ends; @n_unreadable counts entries that could not be read, from 0. Each of them
 * returns NULL where the text is of another format: (transfer full) (nullable) (element-type
 * BwFoundPerson).
 */

/** bw_contact_csv_read: Google, Outlook and Thunderbird in English and German, and plain ones */
GPtrArray *bw_contact_csv_read (const char *text, guint *n_unreadable);
/** bw_contact_linphone_read: a linphonerc with its `[friend_0]` sections */
GPtrArray *bw_contact_linphone_read (const char *text, guint *n_unreadable);
/** bw_contact_linphone_read_friends: @bytes: a database of friends, which may be hostile */
GPtrArray *bw_contact_linphone_read_friends (GBytes *bytes, guint *n_unreadable);
/** bw_contact_twinkle_read: a twinkle.ab */
GPtrArray *bw_contact_twinkle_read (const char *text, guint *n_unreadable);
/** bw_contact_baresip_read: baresip's contacts */
GPtrArray *bw_contact_baresip_read (const char *text, guint *n_unreadable);

/** bw_contact_bytes_read: finds out which of them it is, or a vCard */
GPtrArray *bw_contact_bytes_read (GBytes *bytes, guint *n_unreadable);

/** bw_contact_known_mark: sets @known of each of @found that is in @people (nullable) already: by
 * its uid, or by an address and a word of the name */
void bw_contact_known_mark (GPtrArray *found, GListModel *people);

G_END_DECLS
