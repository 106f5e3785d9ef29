/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-contact-file.h"

G_BEGIN_DECLS

/**
 * bw_vcard_card_read:
 * @lines: (element-type BwVcardLine): what stands between BEGIN and END
 * @is_person: (out): FALSE for a group of others
 *
 * Returns: (transfer full) (nullable): NULL where nobody is in it
 */
BwFoundPerson *bw_vcard_card_read (GPtrArray *lines, BwPersonOrigin origin, gboolean *is_person);

/**
 * bw_vcard_read_as: as bw_vcard_read(), for people of @origin. Can be called on any thread.
 */
GPtrArray *
bw_vcard_read_as (BwPersonOrigin origin, const char *text, gsize length, guint *n_unreadable);

/** bw_vcard_names_agree: whether the structured name @value (N) still is that of @name (FN) */
gboolean bw_vcard_names_agree (const char *value, const char *name);
/** bw_vcard_organisations_agree: the same for ORG */
gboolean bw_vcard_organisations_agree (const char *value, const char *organisation);

G_END_DECLS
