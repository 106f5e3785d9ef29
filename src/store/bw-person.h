/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** BwPersonAddressKind: how a person is reached there. */
typedef enum {
  BW_PERSON_ADDRESS_SIP, /* `user@host`, a SIP URI, or an extension of the default account's domain
                          */
  BW_PERSON_ADDRESS_PHONE, /* a telephone number as people write it */
} BwPersonAddressKind;

/** BwPersonAddress: one address of a person; a plain value, never changed. */
typedef struct {
  BwPersonAddressKind kind;
  char *address; /* as it was written, never empty */
  char *label;   /* (nullable): `work`, `home`, `mobile`, or free text */
} BwPersonAddress;

#define BW_TYPE_PERSON_ADDRESS (bw_person_address_get_type ())
GType bw_person_address_get_type (void);
/** bw_person_address_new: @address: not blank; blanks around it are taken off. Returns: (transfer
 * full) */
BwPersonAddress *
bw_person_address_new (BwPersonAddressKind kind, const char *address, const char *label);
BwPersonAddress *bw_person_address_copy (const BwPersonAddress *self);
void bw_person_address_free (BwPersonAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwPersonAddress, bw_person_address_free)

/** BwPersonOrigin: who keeps a person. */
typedef enum {
  BW_PERSON_ORIGIN_OWN,     /* our store: can be changed here */
  BW_PERSON_ORIGIN_DESKTOP, /* the desktop's address books: shown and used, changed there */
} BwPersonOrigin;

#define BW_TYPE_PERSON (bw_person_get_type ())

/**
 * BwPerson:
 *
 * Somebody that a person knows. There is one object for a person of the store as long as it is
 * open; bw_person_copy() makes one to edit, which bw_store_save_person() writes. One that is in a
 * list is not written to but by the one who keeps the list, which is sorted by what it holds.
 *
 * Properties (read, write, notify): `name` (string, never NULL, may be empty: then the first
 * address stands for it), `organisation` (string, nullable), `note` (string, nullable), `favourite`
 * (gboolean), `watched` (gboolean: its SIP addresses are subscribed to), `extra` (string, nullable:
 * the lines of the vCard that we do not know, kept for export), `door-digits` (string, nullable:
 * what opens the door of their door station), and `has-picture` (gboolean, read; set by the store;
 * it notifies as well when the picture becomes another one). Read only: `origin` (BwPersonOrigin),
 * `id` (gint64), `uid` (string), `label` (string, see bw_person_get_label()), `addresses`
 * (GPtrArray). Of one person in a list all of them notify together after a change, when the list is
 * in order again.
 */
G_DECLARE_FINAL_TYPE (BwPerson, bw_person, BW, PERSON, GObject)

/** bw_person_new: Returns: (transfer full): nobody yet, with a new uid, not in the store */
BwPerson *bw_person_new (void);
/** bw_person_new_from: @uid: (not nullable) */
BwPerson *bw_person_new_from (BwPersonOrigin origin, const char *uid);
/** bw_person_copy: Returns: (transfer full): the same values, id and uid; not in any list */
BwPerson *bw_person_copy (BwPerson *self);

/** bw_person_take_over: takes over what can be changed of @draft but its picture; for who keeps the
 * person, as the next one is */
void bw_person_take_over (BwPerson *self, BwPerson *draft);
/** bw_person_set_has_picture: notifies in any case: it may be another picture */
void bw_person_set_has_picture (BwPerson *self, gboolean has_picture);

/** bw_person_get_id: the row of the store, 0 where it is not in it */
gint64 bw_person_get_id (BwPerson *self);
/** bw_person_get_uid: of a vCard (RFC 6350 6.7.6), made once */
const char *bw_person_get_uid (BwPerson *self);
BwPersonOrigin bw_person_get_origin (BwPerson *self);
const char *bw_person_get_name (BwPerson *self);
/** bw_person_get_label: what to show: the name, else the first address, else an empty text */
const char *bw_person_get_label (BwPerson *self);
const char *bw_person_get_organisation (BwPerson *self);
const char *bw_person_get_note (BwPerson *self);
const char *bw_person_get_extra (BwPerson *self);
const char *bw_person_get_door_digits (BwPerson *self);
gboolean bw_person_get_favourite (BwPerson *self);
gboolean bw_person_get_watched (BwPerson *self);
gboolean bw_person_get_has_picture (BwPerson *self);

/** bw_person_compare: as a person of this locale sorts the labels; of one label, by id and uid. The
 * key of the label is computed once */
int bw_person_compare (BwPerson *self, BwPerson *other);

/** bw_person_get_addresses: Returns: (transfer none) (element-type BwPersonAddress): the first one
 * is preferred */
GPtrArray *bw_person_get_addresses (BwPerson *self);
/** bw_person_set_addresses: @addresses: (element-type BwPersonAddress): copied */
void bw_person_set_addresses (BwPerson *self, GPtrArray *addresses);
/** bw_person_add_address: behind the others; one that is there already (of numbers, however it is
 * written) or blank is left out */
void bw_person_add_address (BwPerson *self,
                            BwPersonAddressKind kind,
                            const char *address,
                            const char *label);

/**
 * bw_person_matches:
 * @folded: (array zero-terminated=1): of bw_person_fold(); none matches everybody
 *
 * Whether each of the words begins a word of name or organisation, or is anywhere in an address. A
 * number is compared by its digits alone, also without zeros before it: `0221-555` finds
 * `+49 (221) 555`.
 */
gboolean bw_person_matches (BwPerson *self, const char *const *folded);
/** bw_person_fold: Returns: (transfer full) (array zero-terminated=1): what was typed, as
 * bw_person_matches() wants it: words without case and diacritics; groups of digits that follow
 * each other are one number, without what separates them */
char **bw_person_fold (const char *typed);

G_END_DECLS
