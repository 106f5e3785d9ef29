/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <mediastreamer2/msfactory.h>

G_BEGIN_DECLS

/**
 * BW_DEFAULT_CARD_NAME:
 *
 * A sound card that is not a card: sound goes where the sound server sends what asks for no device,
 * so that it follows the person's choice in the desktop's own settings, in mid-call too.
 */
#define BW_DEFAULT_CARD_NAME "bellwire-system-default"

/** bw_default_card_register: adds the card now and at each reload of the cards, where there is a
 * sound server. */
void bw_default_card_register (MSFactory *factory);

G_END_DECLS
