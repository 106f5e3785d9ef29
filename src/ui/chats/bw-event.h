/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-message.h"

G_BEGIN_DECLS

/*
 * What the rows of a timeline want to know of its events: a BwMessage or a BwCallRecord each.
 */

/** bw_event_get_time: Unix microseconds; 0 for NULL */
gint64 bw_event_get_time (GObject *event);

/** bw_event_is_of_another_day: whether a heading stands between @above and @event; @above:
 * (nullable) */
gboolean bw_event_is_of_another_day (GObject *above, GObject *event);

/** bw_event_continues: whether @event goes on with @above: the same side wrote both within some
 * minutes of one day; @above: (nullable) */
gboolean bw_event_continues (GObject *above, GObject *event);

/**
 * bw_event_describe:
 * @peer: what a person reads for the other side
 *
 * Returns: (transfer full): the event as it is heard: "Bob, 14:02: text", "You, 14:05, Delivered:
 * text"
 */
char *bw_event_describe (GObject *event, const char *peer);

G_END_DECLS
