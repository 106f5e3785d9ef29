/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-video-source.h"

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct {
  guint width; /* pixels */
  guint height;
  guint rate; /* per second */
} BwVideoFormat;

gboolean bw_video_format_equal (const BwVideoFormat *a, const BwVideoFormat *b);

/**
 * bw_video_chain_new: everything from a source to pictures of ours, as yet without a format
 * @head: (transfer full): has one source pad
 * @input: (nullable): what is asked of @head
 * @decode: whether @head may give something that is not raw
 */
GstElement *bw_video_chain_new (GstElement *head, GstCaps *input, gboolean decode, GError **error);
void bw_video_chain_set_format (GstElement *chain, const BwVideoFormat *format);
/** bw_video_chain_set_callback: @callback gets each GstSample's frame by a thread of GStreamer's */
typedef void (*BwVideoChainFunc) (BwVideoFrame *frame, gpointer user_data);
void bw_video_chain_set_callback (GstElement *chain, BwVideoChainFunc callback, gpointer user_data);

/**
 * bw_video_trouble_from_error: what an error of GStreamer's means for a person
 * @debug: (nullable): its debugging text, where elements name the error of the system
 */
BwVideoTrouble bw_video_trouble_from_error (const GError *error, const char *debug);

G_END_DECLS
