/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <belle-sip/belle-sip.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_parse_guard_works:
 *
 * Three kinds of datagrams from anybody end a program on belle-sip and liblinphone 5.1: a message
 * that cannot be read to its end, followed by garbage (a reference is dropped that was never
 * taken), a From that is longer than the engine's buffer, and a multipart body whose boundary the
 * stack does not find. The guard gives "nothing parsed" for the first, cuts the display name of the
 * second, and keeps the third as it is.
 *
 * Returns: whether the guard is where the engine looks for its parser
 */
gboolean bw_parse_guard_works (void);

/** bw_parse_guard_unwrap: puts the session description that a multipart body holds in its place, or
 * nothing where it holds none: the engine looks for the boundary in the body, and dereferences what
 * it has not found. A body that cannot be taken apart is called a description as it is, and refused
 * as a bad one (488). */
void bw_parse_guard_unwrap (belle_sip_message_t *message);

G_END_DECLS
