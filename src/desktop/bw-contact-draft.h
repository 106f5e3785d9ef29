/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-contact-file.h"

G_BEGIN_DECLS

/* Photographs are made small by who keeps them. */
#define BW_CONTACT_MAX_PICTURE (2 * 1024 * 1024)
#define BW_CONTACT_MAX_PEOPLE 100000
#define BW_CONTACT_MAX_LINE 256 /* of a name, in characters */

/**
 * BwContactDraft:
 *
 * What a file says of somebody while it is read, whatever its format: each setter takes text as it
 * came, of any length, and keeps what can be shown and dialled of it.
 */
typedef struct _BwContactDraft BwContactDraft;

/** bw_contact_draft_new: Returns: (transfer full) */
BwContactDraft *bw_contact_draft_new (void);
void bw_contact_draft_free (BwContactDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwContactDraft, bw_contact_draft_free)

/** bw_contact_draft_set_uid: the first one counts; what is no uid is left out */
void bw_contact_draft_set_uid (BwContactDraft *self, const char *uid);
/** bw_contact_draft_set_name: the first one that can be seen counts */
void bw_contact_draft_set_name (BwContactDraft *self, const char *name);
const char *bw_contact_draft_get_name (BwContactDraft *self);
void bw_contact_draft_set_organisation (BwContactDraft *self, const char *organisation);
/** bw_contact_draft_add_note: a further one is a paragraph of its own */
void bw_contact_draft_add_note (BwContactDraft *self, const char *note);
void bw_contact_draft_set_favourite (BwContactDraft *self);
void bw_contact_draft_set_watched (BwContactDraft *self);
/** bw_contact_draft_set_door_digits: the first ones count; what cannot be sent is left out */
void bw_contact_draft_set_door_digits (BwContactDraft *self, const char *digits);

/**
 * bw_contact_draft_add_sip:
 * @address: a SIP URI, a name-addr or `user@host`
 * @label: (nullable)
 * @rank: the lower, the further in front
 *
 * Returns: FALSE where it is no such address
 */
gboolean
bw_contact_draft_add_sip (BwContactDraft *self, const char *address, const char *label, guint rank);
/** bw_contact_draft_add_phone: Returns: FALSE where there is nothing to dial in it */
gboolean bw_contact_draft_add_phone (BwContactDraft *self,
                                     const char *number,
                                     const char *label,
                                     guint rank);
/** bw_contact_draft_add_extra: @line: an unfolded line of a vCard 4.0. Returns: FALSE where there
 * is no more room */
gboolean bw_contact_draft_add_extra (BwContactDraft *self, const char *line);
/** bw_contact_draft_set_picture: @bytes: (nullable): of any kind; what is not a PNG or JPEG of a
 * bearable size is left out */
void bw_contact_draft_set_picture (BwContactDraft *self, GBytes *bytes);

/** bw_contact_draft_finish: Returns: (transfer full) (nullable): NULL where there is nobody: no
 * name and no address */
BwFoundPerson *bw_contact_draft_finish (BwContactDraft *self, BwPersonOrigin origin);

/** bw_contact_found_new: Returns: (transfer full) (element-type BwFoundPerson) */
GPtrArray *bw_contact_found_new (void);
/** bw_contact_found_take: adds @person; nobody (NULL), or one too many, counts as unreadable */
void bw_contact_found_take (GPtrArray *found, BwFoundPerson *person, guint *n_unreadable);

/** bw_contact_picture_is_known: whether it is a PNG or a JPEG that is not too large */
gboolean bw_contact_picture_is_known (GBytes *bytes);

G_END_DECLS
