/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Precompiled: reading it takes most of the time of a file of this room. Each file includes what it
 * needs all the same. */

#define G_LOG_DOMAIN "bellwire-ui"

#include <adwaita.h>
