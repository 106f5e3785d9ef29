/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

G_BEGIN_DECLS

/* What the store and its list do with a person. */

/** BW_PERSON_MAX_ADDRESSES: what comes after so many is no address book any more */
#define BW_PERSON_MAX_ADDRESSES 1000

/** BwPersonValues: what a row holds */
typedef struct {
  gint64 id;
  const char *uid;
  const char *name;
  const char *organisation;
  const char *note;
  const char *extra;
  const char *door_digits;
  gboolean favourite;
  gboolean watched;
  gboolean has_picture;
} BwPersonValues;

/** bw_person_new_stored: Returns: (transfer full): one of our own; @values: copied */
BwPerson *bw_person_new_stored (const BwPersonValues *values);
/** bw_person_renew_uid: gives one that is in no list a uid that nobody has */
void bw_person_renew_uid (BwPerson *self);
/** bw_person_become: makes a draft the one that is stored as @stored: of its row, and its uid */
void bw_person_become (BwPerson *self, BwPerson *stored);
void bw_person_set_id (BwPerson *self, gint64 id);
/** bw_person_append_address: @address: (transfer full): as it comes from a row; nobody is told */
void bw_person_append_address (BwPerson *self, BwPersonAddress *address);

/** bw_person_prepare: folds what it is searched by, which the first search would do else */
void bw_person_prepare (BwPerson *self);

/** bw_person_address_is_blank: whether nothing is in it that could be dialled */
gboolean bw_person_address_is_blank (const char *address);
/** bw_person_address_leads_to: whether the two are one, however they are written */
gboolean bw_person_address_leads_to (const BwPersonAddress *self, const BwPersonAddress *other);

G_END_DECLS
