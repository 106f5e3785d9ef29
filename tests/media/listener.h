/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LISTENER_RATE 16000

/** has_sound_server: whether a PulseAudio answers; skips the test where not */
gboolean has_sound_server (void);

/** pactl: Returns: (transfer full): what pactl prints for the arguments up to NULL, without white
 * space at its end */
char *pactl (const char *first, ...) G_GNUC_NULL_TERMINATED;

/**
 * listen_to:
 * @source: a source of PulseAudio
 *
 * Returns: (transfer full): @seconds of what sounds there (gint16, mono, LISTENER_RATE), while the
 * main loop runs
 */
GArray *listen_to (const char *source, double seconds);

/** get_loudness: the RMS of @samples from @first on, 1.0 for full scale */
double get_loudness (GArray *samples, guint first, guint length);

/** get_frequency: from the zero crossings of the loud parts */
double get_frequency (GArray *samples);

/** find_loud: the first place from @first on that is louder than @threshold over 10 ms, or the
 * length */
guint find_loud (GArray *samples, guint first, double threshold);

/** spin_until: runs the main loop until @condition holds; FALSE after @seconds */
gboolean spin_until (gboolean (*condition) (gpointer data), gpointer data, double seconds);

G_END_DECLS
