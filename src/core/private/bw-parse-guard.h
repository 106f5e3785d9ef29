/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_parse_guard_works:
 *
 * Two kinds of datagrams from anybody end a program on belle-sip and liblinphone 5.1: a message
 * that cannot be read to its end, followed by garbage (a reference is dropped that was never
 * taken), and a From that is longer than the engine's buffer. The guard gives "nothing parsed" for
 * the first, and cuts the display name of the second.
 *
 * Returns: whether the guard is where the engine looks for its parser
 */
gboolean bw_parse_guard_works (void);

G_END_DECLS
