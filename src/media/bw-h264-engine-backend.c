/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The decoder that mediastreamer2 has compiled in (by FFmpeg), and that Debian's build does not
 * register. It is a filter within ours, which gives it one NAL unit a packet, well-formed: what it
 * would do with the packets of a peer is its own.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-h264-backend.h"

#include "private/bw-h264-nal.h"

#include <dlfcn.h>
#include <mediastreamer2/msfactory.h>
#include <mediastreamer2/msinterfaces.h>
#include <mediastreamer2/msqueue.h>

typedef struct {
  MSFilter *filter;
  MSQueue input;
  MSQueue output;
  guint16 sequence;
  gboolean erred;
} Backend;

/* The symbol is in no header. */
static MSFilterDesc *
find_desc (void)
{
  MSFilterDesc *desc = dlsym (RTLD_DEFAULT, "ms_h264_dec_desc");

  return desc && desc->category == MS_FILTER_DECODER && desc->ninputs == 1 && desc->noutputs == 1
             ? desc
             : NULL;
}

/* It aborts the program where FFmpeg cannot decode H.264. */
static gboolean
has_codec (void)
{
  const void *(*find) (const char *) =
      (const void *(*) (const char *) ) dlsym (RTLD_DEFAULT, "avcodec_find_decoder_by_name");

  return find && find ("h264");
}

static gboolean
backend_is_there (const char *name)
{
  return find_desc () && has_codec ();
}

static void
notify_cb (void *user_data, MSFilter *filter, unsigned int id, void *argument)
{
  Backend *self = user_data;

  if (id == MS_VIDEO_DECODER_DECODING_ERRORS)
    self->erred = TRUE;
}

static gpointer
backend_open (const char *name, const char *settings, MSFilter *filter)
{
  MSFilterDesc *desc = find_desc ();
  Backend *self;

  if (desc == NULL)
    return NULL;
  self = g_new0 (Backend, 1);
  ms_queue_init (&self->input);
  ms_queue_init (&self->output);
  self->filter = ms_factory_create_filter_from_desc (filter->factory, desc);
  self->filter->inputs[0] = &self->input;
  self->filter->outputs[0] = &self->output;
  ms_filter_add_notify_callback (self->filter, notify_cb, self, TRUE);
  ms_filter_preprocess (self->filter, filter->ticker);
  return self;
}

static void
backend_close (gpointer backend)
{
  Backend *self = backend;

  ms_filter_postprocess (self->filter);
  self->filter->inputs[0] = NULL;
  self->filter->outputs[0] = NULL;
  ms_filter_destroy (self->filter);
  ms_queue_flush (&self->input);
  ms_queue_flush (&self->output);
  g_free (self);
}

static gboolean
backend_feed (gpointer backend, const BwH264Frame *frame)
{
  Backend *self = backend;
  const guint8 *data = frame->stream->data, *nal;
  gsize size = frame->stream->len, length;
  mblk_t *message = NULL;

  while ((nal = bw_h264_nal_next (&data, &size, &length))) {
    message = allocb (MAX (length, 4), 0);
    memset (message->b_wptr, 0, 4);
    memcpy (message->b_wptr, nal, length);
    message->b_wptr += MAX (length, 4);
    mblk_set_timestamp_info (message, frame->timestamp);
    mblk_set_cseq (message, self->sequence++);
    ms_queue_put (&self->input, message);
  }
  if (message)
    mblk_set_marker_info (message, TRUE);
  return TRUE;
}

static mblk_t *
backend_fetch (gpointer backend)
{
  Backend *self = backend;

  if (ms_queue_empty (&self->output))
    ms_filter_process (self->filter);
  return ms_queue_get (&self->output);
}

static gboolean
backend_has_erred (gpointer backend)
{
  Backend *self = backend;
  gboolean erred = self->erred;

  self->erred = FALSE;
  return erred;
}

const BwH264Backend bw_h264_engine_backend = {
  .is_there = backend_is_there,
  .open = backend_open,
  .close = backend_close,
  .feed = backend_feed,
  .fetch = backend_fetch,
  .has_erred = backend_has_erred,
};
