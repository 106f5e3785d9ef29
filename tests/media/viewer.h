/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of pictures share: waiting for one, and measuring it. */

#pragma once

#include "bw-video-sink.h"

G_BEGIN_DECLS

#define N_BARS 8

typedef struct {
  int y, u, v;
} Colour;

extern const Colour bars[N_BARS];
extern const Colour red;
extern const Colour dark;

/** get_colour: the mean of a spot in the middle of @frame's @x and @y, both from 0 to 1 */
Colour get_colour (BwVideoFrame *frame, double x, double y);
/** is_colour: whether it is @colour, give or take @tolerance */
gboolean is_colour (BwVideoFrame *frame, double x, double y, Colour colour, int tolerance);
/** has_bars: whether all that is above the ball's quarter is as the pattern has it */
gboolean has_bars (BwVideoFrame *frame, int tolerance);
/** find_ball: where the middle of the ball is, from 0 to 1; -1 where there is none */
double find_ball (BwVideoFrame *frame);

typedef gboolean (*PictureFunc) (BwVideoFrame *frame, gpointer data);

/** wait_for_picture: runs the main loop until @sink has a picture of which @func is true; fails
 * the test after 20 s. Returns: (transfer full) */
BwVideoFrame *wait_for_picture (BwVideoSink *sink, PictureFunc func, gpointer data);
/** wait_for_colour: until the middle of the picture has it */
void wait_for_colour (BwVideoSink *sink, Colour colour);
void wait_for_bars (BwVideoSink *sink);
void wait_for_size (BwVideoSink *sink, guint width, guint height);
/** wait_for_more: until @count more pictures have come */
void wait_for_more (BwVideoSink *sink, guint64 count);
/** wait_for: runs the main loop until @condition holds; fails the test after 20 s */
void wait_for (gboolean (*condition) (gpointer data), gpointer data);

G_END_DECLS
