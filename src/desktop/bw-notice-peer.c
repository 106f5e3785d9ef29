/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who a notice is about, and whether it may be told of just now. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-notice-peer.h"

#include "bw-store-people.h"

char *
bw_notice_peer_dup_name (BwPhone *phone, BwAccount *account, const char *peer, const char *name)
{
  return bw_directory_dup_name (bw_phone_get_directory (phone), peer, name,
                                account ? bw_account_get_domain (account) : NULL);
}

void
bw_notice_peer_add_picture (BwPhone *phone, const char *peer, BwNotice *notice)
{
  BwDirectory *directory = bw_phone_get_directory (phone);
  BwPerson *person = bw_directory_find (directory, peer);

  if (!person || !bw_person_get_has_picture (person))
    return;

  notice->picture = bw_person_get_origin (person) == BW_PERSON_ORIGIN_OWN
                        ? bw_store_dup_picture (bw_phone_get_store (phone), person)
                        : bw_directory_dup_picture (directory, person);
}

gboolean
bw_notice_peer_is_known (BwPhone *phone, const char *peer)
{
  return bw_directory_find (bw_phone_get_directory (phone), peer) != NULL;
}

gboolean
bw_notice_peer_may_disturb (BwPhone *phone, const char *peer)
{
  BwPerson *person;
  gboolean favourites_ring;

  if (!bw_phone_get_do_not_disturb (phone))
    return TRUE;

  person = bw_directory_find (bw_phone_get_directory (phone), peer);
  g_object_get (bw_phone_get_presence (phone), "favourites-ring", &favourites_ring, NULL);

  return favourites_ring && person && bw_person_get_favourite (person);
}
