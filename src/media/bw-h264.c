/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chooses who encodes and who decodes H.264, and tells the engine. */

#define G_LOG_DOMAIN "bellwire-media"

#include "bw-h264.h"

#include "private/bw-h264-elements.h"
#include "private/bw-h264-private.h"

#include <gst/gst.h>
#include <mediastreamer2/msfactory.h>

static BwH264Decoder
find_decoder (void)
{
  BwH264Decoder decoder = BW_H264_DECODER_ENGINE;

  while (decoder < BW_H264_N_DECODERS && !bw_h264_decoder_is_there (decoder))
    decoder++;
  return decoder;
}

void
bw_h264_register_these (MSFactory *factory, guint encoder, BwH264Decoder decoder)
{
  ms_factory_register_filter (factory, bw_h264_encoder_desc (encoder));
  ms_factory_register_filter (factory, bw_h264_decoder_desc (decoder));
}

static gpointer
prepare_cb (gpointer data)
{
  bw_h264_encoder_find (0);
  return NULL;
}

GThread *
bw_h264_prepare (void)
{
  /* Not in the background: its fundamental types are numbered by a counter of GObject's that bears
   * no second thread, and GTK has such types, too. */
  gst_init_check (NULL, NULL, NULL);
  return g_thread_new ("h264", prepare_cb, NULL);
}

gboolean
bw_h264_register (MSFactory *factory)
{
  guint encoder = bw_h264_encoder_find (0);
  BwH264Decoder decoder = find_decoder ();

  if (encoder == BW_H264_N_ENCODERS || decoder == BW_H264_N_DECODERS)
    return FALSE;
  bw_h264_register_these (factory, encoder, decoder);
  return TRUE;
}

const char *
bw_h264_get_encoder (void)
{
  guint encoder = bw_h264_encoder_find (0);

  return encoder < BW_H264_N_ENCODERS ? bw_h264_encoder_name (encoder) : NULL;
}
