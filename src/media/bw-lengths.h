/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_LENGTHS (bw_lengths_get_type ())

/**
 * BwLengths:
 *
 * How long recordings last, one after the other: GStreamer has to look into each.
 *
 * Signal `found` (GFile, gint64 microseconds): the answer; 0 where there is none to be had.
 */
G_DECLARE_FINAL_TYPE (BwLengths, bw_lengths, BW, LENGTHS, GObject)

BwLengths *bw_lengths_new (void);
/** bw_lengths_ask: @file is looked at next; who asks for many has the last one answered first, as
 * it is the one that has just come into view */
void bw_lengths_ask (BwLengths *self, GFile *file);
/** bw_lengths_forget: @file need not be looked at any more */
void bw_lengths_forget (BwLengths *self, GFile *file);

G_END_DECLS
