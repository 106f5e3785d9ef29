/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain of the core. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-error.h"

G_DEFINE_QUARK (bw - error - quark, bw_error)
