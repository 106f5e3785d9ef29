/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-private.h"
#include "bw-exchange.h"

G_BEGIN_DECLS

/**
 * BwPublication:
 *
 * What the presence agent of one account knows of a person (RFC 3903): made, changed, refreshed and
 * withdrawn, one request at a time.
 */
typedef struct _BwPublication BwPublication;

BwPublication *bw_publication_new (BwAccount *account);
/** bw_publication_free: lets it run out at the server */
void bw_publication_free (BwPublication *self);

/** BwPublicationLeft: it is withdrawn, or cannot be, and may be freed, also from here */
typedef void (*BwPublicationLeft) (BwPublication *self, gpointer user_data);
/** bw_publication_leave: the account goes: the last that is heard of it is @left, which may be
 * called at once */
void bw_publication_leave (BwPublication *self, BwPublicationLeft left, gpointer user_data);

/** bw_publication_attach: @exchanges: (nullable): NULL: the engine is gone, and with it what the
 * server may know */
void bw_publication_attach (BwPublication *self, BwExchanges *exchanges);

/** bw_publication_set_document: @document: (nullable): PIDF; NULL withdraws it */
void bw_publication_set_document (BwPublication *self, const char *document);

/** bw_publication_renew: the account has registered, anew or for the first time: the server may
 * have forgotten all, and may know now what it refused before */
void bw_publication_renew (BwPublication *self);

/** bw_publication_proceed: sends what is due, which may be nothing */
void bw_publication_proceed (BwPublication *self);

G_END_DECLS
