/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

G_BEGIN_DECLS

#define BW_TYPE_DIAL_SUGGESTION (bw_dial_suggestion_get_type ())

/**
 * BwDialSuggestion:
 *
 * Somebody who may be meant by what is being typed, with one address.
 *
 * Properties (read): `phone` (BwPhone), `person` (BwPerson, nullable), `name` (string), `address`
 * (string: what is called), `detail` (string: the address as a person reads it, with its label),
 * `presence` (gint, notify: the light of that address, see bw_person_avatar_set_presence()).
 */
G_DECLARE_FINAL_TYPE (BwDialSuggestion, bw_dial_suggestion, BW, DIAL_SUGGESTION, GObject)

/** bw_dial_suggestion_new_for_person: one of the addresses of @person */
BwDialSuggestion *bw_dial_suggestion_new_for_person (BwPhone *phone,
                                                     BwPerson *person,
                                                     const BwPersonAddress *address);
/** bw_dial_suggestion_new_for_record: the peer of a call of the history */
BwDialSuggestion *bw_dial_suggestion_new_for_record (BwPhone *phone, BwCallRecord *record);

const char *bw_dial_suggestion_get_name (BwDialSuggestion *self);
const char *bw_dial_suggestion_get_address (BwDialSuggestion *self);
/** bw_dial_suggestion_get_key: bw_address_to_key() of the address, empty for what is none */
const char *bw_dial_suggestion_get_key (BwDialSuggestion *self);

G_END_DECLS
