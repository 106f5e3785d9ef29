/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <mediastreamer2/msfactory.h>

G_BEGIN_DECLS

/** BW_LOOPBACK_CARD_NAME: the name under which the engine lists the card */
#define BW_LOOPBACK_CARD_NAME "Loopback"

/** BW_LOOPBACK_CARD_RATE: samples a second, mono; the engine resamples from and to it */
#define BW_LOOPBACK_CARD_RATE 48000

/**
 * BwLoopbackCard:
 *
 * A sound card without hardware or sound server: what is played on it is what its microphone hears,
 * 60 ms later. Its microphone can hear a tone instead, and what is played can be written down.
 */
typedef struct _BwLoopbackCard BwLoopbackCard;

/**
 * bw_loopback_card_register:
 * @factory: of a running engine; it must list its devices again after this
 *
 * Returns: (transfer none): the card; it lives as long as @factory
 */
BwLoopbackCard *bw_loopback_card_register (MSFactory *factory);

/** bw_loopback_card_set_tone: @hertz: what the microphone hears from now on; 0: the echo */
void bw_loopback_card_set_tone (BwLoopbackCard *self, double hertz);

/** bw_loopback_card_record: writes what is played from now on into a new WAV file (16 bit, mono) */
gboolean bw_loopback_card_record (BwLoopbackCard *self, const char *path, GError **error);

/** bw_loopback_card_stop_recording: completes the file; nothing where none is written */
void bw_loopback_card_stop_recording (BwLoopbackCard *self);

G_END_DECLS
