/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "viewer.h"

#include "listener.h"

#define DEADLINE 20.0
#define SPOT 4 /* pixels to each side */

const Colour bars[N_BARS] = {
  { 180, 128, 128 }, { 162, 44, 142 }, { 131, 156, 44 }, { 112, 72, 58 },
  { 84, 184, 198 },  { 65, 100, 212 }, { 35, 212, 114 }, { 16, 128, 128 },
};
const Colour red = { 81, 90, 240 };
const Colour dark = { 16, 128, 128 };

typedef struct {
  BwVideoSink *sink;
  PictureFunc func;
  gpointer data;
  BwVideoFrame *found;
} Search;

typedef struct {
  BwVideoSink *sink;
  guint64 count;
} Count;

static int
get_mean (const BwVideoPlanes *planes, guint plane, double x, double y)
{
  guint shift = plane > 0;
  guint width = planes->width >> shift;
  guint height = planes->height >> shift;
  guint left = (guint) CLAMP (x * width - SPOT / 2., 0, width - SPOT);
  guint top = (guint) CLAMP (y * height - SPOT / 2., 0, height - SPOT);
  guint sum = 0;

  for (guint line = top; line < top + SPOT; line++)
    for (guint column = left; column < left + SPOT; column++)
      sum += planes->data[plane][line * planes->stride[plane] + column];
  return (int) ((sum + SPOT * SPOT / 2) / (SPOT * SPOT));
}

static gboolean
has_found (gpointer data)
{
  Search *search = data;
  g_autoptr (BwVideoFrame) frame = NULL;

  if (search->found != NULL)
    return TRUE;
  frame = bw_video_sink_dup_frame (search->sink);
  if (frame != NULL && search->func (frame, search->data))
    search->found = g_steal_pointer (&frame);
  return search->found != NULL;
}

static gboolean
has_count (gpointer data)
{
  Count *count = data;
  guint64 pushed;

  bw_video_sink_get_counts (count->sink, &pushed, NULL);
  return pushed >= count->count;
}

static gboolean
is_colour_cb (BwVideoFrame *frame, gpointer data)
{
  return is_colour (frame, 0.5, 0.5, *(Colour *) data, 4);
}

static gboolean
has_bars_cb (BwVideoFrame *frame, gpointer data)
{
  return has_bars (frame, 2);
}

static gboolean
has_size_cb (BwVideoFrame *frame, gpointer data)
{
  const guint *size = data;

  return bw_video_frame_get_width (frame) == size[0] &&
         bw_video_frame_get_height (frame) == size[1];
}

Colour
get_colour (BwVideoFrame *frame, double x, double y)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);

  return (Colour){ get_mean (planes, 0, x, y), get_mean (planes, 1, x, y),
                   get_mean (planes, 2, x, y) };
}

gboolean
is_colour (BwVideoFrame *frame, double x, double y, Colour colour, int tolerance)
{
  Colour seen = get_colour (frame, x, y);

  return ABS (seen.y - colour.y) <= tolerance && ABS (seen.u - colour.u) <= tolerance &&
         ABS (seen.v - colour.v) <= tolerance;
}

gboolean
has_bars (BwVideoFrame *frame, int tolerance)
{
  for (guint i = 0; i < N_BARS; i++)
    for (double y = 0.1; y < 0.7; y += 0.25)
      if (!is_colour (frame, (i + 0.5) / N_BARS, y, bars[i], tolerance))
        return FALSE;
  return TRUE;
}

double
find_ball (BwVideoFrame *frame)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);
  guint radius = MIN (planes->width, planes->height) / 10;
  const guint8 *line = planes->data[0] + (planes->height - radius - 1) * planes->stride[0];
  guint sum = 0;
  guint count = 0;

  for (guint x = 0; x < planes->width; x++) {
    if (line[x] < 215)
      continue;
    sum += x;
    count++;
  }
  return count >= radius ? (double) sum / count / planes->width : -1;
}

void
wait_for (gboolean (*condition) (gpointer data), gpointer data)
{
  g_assert_true (spin_until (condition, data, DEADLINE));
}

BwVideoFrame *
wait_for_picture (BwVideoSink *sink, PictureFunc func, gpointer data)
{
  Search search = { sink, func, data, NULL };

  if (!spin_until (has_found, &search, DEADLINE)) {
    g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (sink);
    Colour seen = frame ? get_colour (frame, 0.5, 0.5) : (Colour){ 0 };

    g_error ("Not the picture that was waited for: %u x %u, %d %d %d in its middle",
             frame ? bw_video_frame_get_width (frame) : 0,
             frame ? bw_video_frame_get_height (frame) : 0, seen.y, seen.u, seen.v);
  }
  return search.found;
}

void
wait_for_colour (BwVideoSink *sink, Colour colour)
{
  bw_video_frame_unref (wait_for_picture (sink, is_colour_cb, &colour));
}

void
wait_for_bars (BwVideoSink *sink)
{
  bw_video_frame_unref (wait_for_picture (sink, has_bars_cb, NULL));
}

void
wait_for_size (BwVideoSink *sink, guint width, guint height)
{
  guint size[] = { width, height };

  bw_video_frame_unref (wait_for_picture (sink, has_size_cb, size));
}

void
wait_for_more (BwVideoSink *sink, guint64 count)
{
  Count wanted = { sink, 0 };

  bw_video_sink_get_counts (sink, &wanted.count, NULL);
  wanted.count += count;
  wait_for (has_count, &wanted);
}
