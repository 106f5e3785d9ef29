/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

G_BEGIN_DECLS

/** BwContactFormat: what a file with people is. */
typedef enum {
  BW_CONTACT_FORMAT_VCARD,    /* vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350) */
  BW_CONTACT_FORMAT_CSV,      /* with a line of headings; comma, semicolon or tab */
  BW_CONTACT_FORMAT_LINPHONE, /* linphonerc, or the friends.db beside it */
  BW_CONTACT_FORMAT_TWINKLE,  /* twinkle.ab */
  BW_CONTACT_FORMAT_BARESIP,  /* contacts */
} BwContactFormat;

/** BwFoundPerson: one of a file, and what it would become. */
typedef struct {
  BwPerson *person; /* a draft */
  GBytes
      *picture; /* (nullable): a PNG or JPEG of up to 2 MiB, which is more than the store takes */
  BwPerson *known; /* (nullable): the one of the list with the same uid, or with the same address
                      and a name that has a word in common */
  gboolean picture_left_out; /* there is one, but it is too large, or neither PNG nor JPEG */
} BwFoundPerson;

void bw_found_person_free (BwFoundPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwFoundPerson, bw_found_person_free)

/**
 * bw_contact_file_read:
 * @file: read as a whole, at most 64 MiB
 * @known: (nullable): a GListModel of BwPerson that are there already
 * @n_unreadable: (out): how many entries could not be read
 *
 * Finds out the format by what is in it. Nothing is written.
 *
 * Returns: (transfer full) (nullable) (element-type BwFoundPerson): NULL with BW_ERROR_FILE, in
 * words that a person can act on
 */
GPtrArray *
bw_contact_file_read (GFile *file, GListModel *known, guint *n_unreadable, GError **error);

/** bw_vcard_read: Returns: (transfer full) (element-type BwFoundPerson): the pure part; @text: of
 * any bytes */
GPtrArray *bw_vcard_read (const char *text, gsize length, guint *n_unreadable);
/** bw_vcard_write: Returns: (transfer full): a vCard 4.0 with all that is known of a person;
 * @picture: (nullable) */
char *bw_vcard_write (BwPerson *person, GBytes *picture);

G_END_DECLS
