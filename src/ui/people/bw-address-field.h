/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_ADDRESS_FIELD (bw_address_field_get_type ())

/**
 * BwAddressField:
 *
 * An address of a person as it is typed: its kind, its label, and what is wrong with it.
 *
 * Signals: `changed`; `removed` when it is not wanted any more; `moved` (gint: -1 up, 1 down);
 * `submitted` when Enter is pressed.
 */
G_DECLARE_FINAL_TYPE (BwAddressField, bw_address_field, BW, ADDRESS_FIELD, GtkListBoxRow)

/** bw_address_field_new: @address: (nullable) */
GtkWidget *bw_address_field_new (const BwPersonAddress *address);

/** bw_address_field_set_text: chooses the kind by what the text looks like */
void bw_address_field_set_text (BwAddressField *self, const char *text);

/**
 * bw_address_field_read:
 * @domain: (nullable): to which bare users and numbers belong
 * @address: (out) (nullable): NULL where nothing was typed
 *
 * Returns: whether it is an address, or nothing; else what is wrong is shown
 */
gboolean
bw_address_field_read (BwAddressField *self, const char *domain, BwPersonAddress **address);

/** bw_address_field_dup_typed: Returns: (transfer full): all that was typed, to be compared; empty
 * where nothing was */
char *bw_address_field_dup_typed (BwAddressField *self);

/** bw_address_label_words: Returns: (transfer none) (nullable): what a person reads for a label:
 * `work` is Work; free text is itself */
const char *bw_address_label_words (const char *label);

/** bw_looks_like_number: whether @text is more likely a telephone number than a SIP address */
gboolean bw_looks_like_number (const char *text);

G_END_DECLS
