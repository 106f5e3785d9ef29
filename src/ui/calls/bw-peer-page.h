/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PEER_PAGE (bw_peer_page_get_type ())

/**
 * BwPeerPage:
 *
 * One peer: who it is, a big Call button, and the calls with that peer by day.
 *
 * Properties: `phone` (BwPhone, nullable, read and write), `peer` (string, nullable, read), `name`
 * (string, nullable, read). Signal: `dialled` (BwCall).
 */
G_DECLARE_FINAL_TYPE (BwPeerPage, bw_peer_page, BW, PEER_PAGE, AdwBin)

GtkWidget *bw_peer_page_new (BwPhone *phone);
void bw_peer_page_set_phone (BwPeerPage *self, BwPhone *phone);
/**
 * bw_peer_page_show:
 * @peer: the normalised address
 * @name: (nullable): what the peer is called
 */
void bw_peer_page_show (BwPeerPage *self, const char *peer, const char *name);

G_END_DECLS
