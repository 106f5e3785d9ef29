/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Scrolling through a list that is shown, frame by frame. */

/** bench_scroll: prints NAME_FRAMES, NAME_LATE (how many came more than a frame late) and NAME_MEAN
 * (microseconds from one to the next) of going from @from to @to in @steps frames */
void bench_scroll (GtkWidget *list, const char *name, double from, double to, int steps);
/** bench_scroll_end: Returns: how far one can scroll */
double bench_scroll_end (GtkWidget *list);

G_END_DECLS
