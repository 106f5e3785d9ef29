/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "private/bw-h264-private.h"

#include <mediastreamer2/msinterfaces.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>

G_BEGIN_DECLS

/** Picture: what the pictures of a test are made of */
typedef struct {
  guint width;
  guint height;
  guint8 y; /* of the left half; the right one has 255 - y */
  guint8 u;
  guint8 v;
  guint noise; /* how much the luma of each pixel differs from that, by chance */
} Picture;

typedef struct _Line Line;

/** LineWire: what happens to a packet on its way: FALSE loses it */
typedef gboolean (*LineWire) (Line *line, mblk_t *packet);

/**
 * Line:
 *
 * An encoder and a decoder of the engine with a wire between them, driven by hand, so that their
 * time is the test's: nothing depends on how fast the machine is.
 */
struct _Line {
  MSFactory *factory;
  MSFilter *encoder;
  MSFilter *decoder;
  MSTicker ticker; /* never runs: what filters know of one is its time */
  MSQueue in, sent, received, out;
  GRand *chance;

  LineWire wire; /* (nullable) */
  gboolean echo; /* a key frame that the decoder asks for is asked of the encoder */
  guint16 sequence;

  GPtrArray *packets; /* of mblk_t; what was sent, before the wire; kept where it is not NULL */
  guint frames;       /* that left the encoder */
  guint key_frames;
  gsize bytes;
  gsize longest;   /* bytes of a payload */
  guint types[32]; /* how often each type of NAL unit was a packet's */

  guint shown; /* pictures that came out of the decoder */
  mblk_t *last;
  guint asked_pli, asked_info, recovered, firsts, formats;
};

/** line_new: @encoder or @decoder may be beyond the last: then there is none */
Line *line_new (guint encoder, BwH264Decoder decoder);
void line_free (Line *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Line, line_free)

/** line_configure: the encoder; bits per second */
void line_configure (Line *self, int bitrate, float rate);
void line_fmtp (Line *self, const char *fmtp);
/** line_start: begins to work; line_stop() ends it */
void line_start (Line *self);
void line_stop (Line *self);

/** line_send: encodes a picture and waits until it has left the encoder */
void line_send (Line *self, const Picture *picture);
/** line_send_n: @n of them, 33 ms apart */
void line_send_n (Line *self, const Picture *picture, guint n);
/** line_feed: gives a payload to the decoder, as a packet of its own */
void line_feed (Line *self, const void *data, gsize size, guint32 timestamp, gboolean marker);
/** line_tick: lets time pass */
void line_tick (Line *self, guint ms);
/** line_wait_shown: lets time pass until so many pictures were shown; FALSE after 20 seconds */
gboolean line_wait_shown (Line *self, guint n);

/** line_check_shown: that the newest picture is of the size and the colours of @picture */
void line_check_shown (Line *self, const Picture *picture);
/** line_get_plane_mean: of what was shown last; @half is 0 for the left one, 1 for the right one */
double line_get_plane_mean (mblk_t *message, guint plane, guint half);

G_END_DECLS
