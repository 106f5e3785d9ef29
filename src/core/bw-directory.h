/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-address.h"
#include "bw-person.h"

G_BEGIN_DECLS

#define BW_TYPE_DIRECTORY (bw_directory_get_type ())

/**
 * BwDirectory:
 *
 * Who is behind an address or a number: names and pictures wherever one appears. It indexes lists
 * of BwPerson; a person of our own goes before one of the desktop. Numbers are compared in their
 * international form by libphonenumber where it is there, else by their last digits.
 *
 * Signal: `changed`: names are to be looked up again (once for many changes, from an idle).
 */
G_DECLARE_FINAL_TYPE (BwDirectory, bw_directory, BW, DIRECTORY, GObject)

/** bw_directory_new: @people: of the store */
BwDirectory *bw_directory_new (GListModel *people);

/** bw_directory_add_source: @people: a GListModel of BwPerson that is followed from now on */
void bw_directory_add_source (BwDirectory *self, GListModel *people);
/** bw_directory_get_everybody: Returns: (transfer none): a GListModel of BwPerson: all sources
 * together, ours first */
GListModel *bw_directory_get_everybody (BwDirectory *self);

/** bw_directory_find: @peer: bw_address_to_key(); Returns: (transfer none) (nullable) */
BwPerson *bw_directory_find (BwDirectory *self, const char *peer);

/**
 * bw_directory_dup_name:
 * @peer: bw_address_to_key()
 * @peer_name: (nullable): what the peer calls itself
 * @domain: (nullable): the account's, whose users need no host
 *
 * Returns: (transfer full): one clean line to show: the person's name, else what the peer calls
 * itself, else the address
 */
char *bw_directory_dup_name (BwDirectory *self,
                             const char *peer,
                             const char *peer_name,
                             const char *domain);

/** bw_directory_set_domain: @domain: (nullable): the default account's, to which SIP addresses
 * without a host belong */
void bw_directory_set_domain (BwDirectory *self, const char *domain);

/** BwPictureFunc: Returns: (transfer full) (nullable): the picture of @person */
typedef GBytes *(*BwPictureFunc) (BwPerson *person, gpointer user_data);
/** bw_directory_set_pictures: @func: knows the pictures of those people that the store does not
 * keep */
void bw_directory_set_pictures (BwDirectory *self,
                                BwPictureFunc func,
                                gpointer user_data,
                                GDestroyNotify destroy);
/** bw_directory_dup_picture: Returns: (transfer full) (nullable): of a person that the store does
 * not keep */
GBytes *bw_directory_dup_picture (BwDirectory *self, BwPerson *person);

/** bw_directory_set_region: @region: (nullable): two letters (ISO 3166), to which national numbers
 * belong; NULL: that of the locale */
void bw_directory_set_region (BwDirectory *self, const char *region);

G_END_DECLS
