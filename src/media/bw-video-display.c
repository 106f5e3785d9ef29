/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The engine's window on the remote picture: hands each one to a sink, without a copy. It must not
 * know whose call it is.
 *
 *   decoder ── input 0 ──> BwVideoDisplay ── BwVideoFrame ──> BwVideoSink
 *                          (ticker thread)                    (the "native window id")
 *
 * The engine makes and throws away a filter at each hold, resume and re-INVITE; the sink is there
 * before and after them. Its id may be set while pictures come: the lock of the filter is held for
 * that, and for nothing that could wait.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-video-display.h"

#include "bw-video-filters.h"

#include <mediastreamer2/msinterfaces.h>
#include <mediastreamer2/msvideo.h>

/* What the engine says for "choose yourself" (NULL) and for "none". */
#define NO_WINDOW ((gpointer) (guintptr) -1)

static void
replace_sink (MSFilter *filter, BwVideoSink *sink)
{
  gpointer old;

  ms_filter_lock (filter);
  old = filter->data;
  filter->data = sink;
  ms_filter_unlock (filter);
  g_clear_object (&old);
}

static BwVideoSink *
dup_sink (MSFilter *filter)
{
  BwVideoSink *sink;

  ms_filter_lock (filter);
  sink = filter->data != NULL ? g_object_ref (filter->data) : NULL;
  ms_filter_unlock (filter);
  return sink;
}

static void
free_message (gpointer message)
{
  freemsg (message);
}

/* Of an odd width mediastreamer2 has colours for one column less than it has light for: that last
 * column stays unseen. */
static BwVideoFrame *
make_frame (mblk_t *message)
{
  MSPicture picture;
  BwVideoPlanes planes = { 0 };

  if (ms_yuv_buf_init_from_mblk (&picture, message) != 0 || picture.w < 2 || picture.h < 1)
    return NULL;
  planes.width = (guint) picture.w & ~1U;
  planes.height = (guint) picture.h;
  for (guint i = 0; i < G_N_ELEMENTS (planes.data); i++) {
    planes.data[i] = picture.planes[i];
    planes.stride[i] = (gsize) picture.strides[i];
  }
  return bw_video_frame_new (&planes, dupmsg (message), free_message);
}

static void
display_process (MSFilter *filter)
{
  g_autoptr (BwVideoSink) sink = dup_sink (filter);
  mblk_t *newest = filter->inputs[0] != NULL ? ms_queue_peek_last (filter->inputs[0]) : NULL;
  BwVideoFrame *frame = sink != NULL && newest != NULL ? make_frame (newest) : NULL;

  if (frame != NULL)
    bw_video_sink_push (sink, frame);
  for (int i = 0; i < filter->desc->ninputs; i++)
    if (filter->inputs[i] != NULL)
      ms_queue_flush (filter->inputs[i]);
}

static void
display_uninit (MSFilter *filter)
{
  replace_sink (filter, NULL);
}

static int
display_set_window (MSFilter *filter, void *argument)
{
  gpointer window = *(gpointer *) argument;

  replace_sink (filter, window != NULL && window != NO_WINDOW ? g_object_ref (window) : NULL);
  return 0;
}

static int
display_get_window (MSFilter *filter, void *argument)
{
  ms_filter_lock (filter);
  *(gpointer *) argument = filter->data;
  ms_filter_unlock (filter);
  return 0;
}

/* The engine keeps the pointers, and writes into a description that it was given. */
static MSFilterMethod methods[] = {
  { MS_VIDEO_DISPLAY_SET_NATIVE_WINDOW_ID, display_set_window },
  { MS_VIDEO_DISPLAY_GET_NATIVE_WINDOW_ID, display_get_window },
  { 0, NULL },
};

/* Where the engine shows the self-view within the remote picture, it comes by the second input. */
static MSFilterDesc description = {
  .id = MS_FILTER_PLUGIN_ID,
  .name = BW_VIDEO_DISPLAY,
  .text = "Hands pictures to Bellwire",
  .category = MS_FILTER_OTHER,
  .ninputs = 2,
  .noutputs = 0,
  .process = display_process,
  .uninit = display_uninit,
  .methods = methods,
};

void
bw_video_display_register (MSFactory *factory)
{
  ms_factory_register_filter (factory, &description);
}
