/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** bench_get_pss: Returns: what this process takes of the machine's memory, in KiB, its share of
 * what others use as well; 0 where that is not known */
guint64 bench_get_pss (void);

G_END_DECLS
