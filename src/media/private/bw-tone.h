/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

#define BW_TYPE_TONE (bw_tone_get_type ())

/**
 * BwTone:
 *
 * One sound file on its way to one device, once or looped without a gap. Whatever may wait for a
 * sound server happens on a thread of GStreamer's. Signal `ended` (GError): nothing sounds any
 * more, because the file is over (error NULL) or because something failed; it comes once, on the
 * main context, and never after bw_tone_stop().
 */
G_DECLARE_FINAL_TYPE (BwTone, bw_tone, BW, TONE, GObject)

/**
 * bw_tone_new:
 * @device: (nullable): NULL is the system's default
 * @error: what GStreamer lacks
 */
BwTone *
bw_tone_new (GFile *file, GstDevice *device, gboolean looped, double volume, GError **error);
void bw_tone_set_volume (BwTone *self, double volume);
void bw_tone_start (BwTone *self);
/** bw_tone_stop: silence; the tone cannot be started again */
void bw_tone_stop (BwTone *self);

G_END_DECLS
