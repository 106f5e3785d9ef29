/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_RECORDING (bw_recording_get_type ())

/**
 * BwRecording:
 *
 * A file with a recorded call, named `2026-11-21 15-04-05 Bob Martin.mkv` (local time of its
 * start).
 *
 * Properties (read): `file` (GFile), `who` (string: what the name says of the peer, for people; it
 * is untrusted text, and may be empty), `started` (gint64, Unix microseconds: from the name, else
 * the file's own), `video` (gboolean: by the ending), `size` (guint64, bytes, notify). `length`
 * (gint64, microseconds, read and write, notify): kept here by whoever has looked into the file; -1
 * unknown, and again when the size has changed.
 */
G_DECLARE_FINAL_TYPE (BwRecording, bw_recording, BW, RECORDING, GObject)

GFile *bw_recording_get_file (BwRecording *self);
const char *bw_recording_get_who (BwRecording *self);
gint64 bw_recording_get_started (BwRecording *self);
gboolean bw_recording_get_video (BwRecording *self);
guint64 bw_recording_get_size (BwRecording *self);
gint64 bw_recording_get_length (BwRecording *self);
void bw_recording_set_length (BwRecording *self, gint64 length);

/**
 * bw_recording_make_file:
 * @who: what a peer calls itself, or anything: what cannot be in a file name is left out
 *
 * Makes an empty file that did not exist before, exclusively; with ` (2)` and so on where there is
 * one of that name.
 *
 * Returns: (transfer full) (nullable): the file
 */
GFile *bw_recording_make_file (GFile *folder,
                               const char *who,
                               gint64 started,
                               const char *ending,
                               GError **error);

G_END_DECLS
