/* SPDX-License-Identifier: GPL-3.0-or-later */

/* H.264 with somebody else at the other end of the wire: GStreamer's own payloader, depayloader,
 * encoders and decoder. */

#include "h264-line.h"

#include "private/bw-h264-elements.h"

#include <gst/app/app.h>
#include <gst/video/video.h>

#define RTP_HEADER 12
#define TIMEOUT (20 * GST_SECOND)

static const Picture plain = { .width = 320, .height = 240, .y = 80, .u = 90, .v = 200 };

static GstElement *
launch (const char *description)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (description, &error);

  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  return pipeline;
}

static void
end (GstElement *pipeline)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
}

static GstBuffer *
make_rtp (mblk_t *packet, guint16 sequence)
{
  gsize size = msgdsize (packet);
  guint8 header[RTP_HEADER] = { 0x80, 96 };
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, RTP_HEADER + size, NULL);

  if (mblk_get_marker_info (packet))
    header[1] |= 0x80;
  GST_WRITE_UINT16_BE (header + 2, sequence);
  GST_WRITE_UINT32_BE (header + 4, mblk_get_timestamp_info (packet));
  gst_buffer_fill (buffer, 0, header, RTP_HEADER);
  gst_buffer_fill (buffer, RTP_HEADER, packet->b_rptr, size);
  return buffer;
}

static double
get_mean (GstVideoFrame *frame, guint plane)
{
  double sum = 0;
  guint width = GST_VIDEO_FRAME_COMP_WIDTH (frame, plane) / 2;
  guint height = GST_VIDEO_FRAME_COMP_HEIGHT (frame, plane);

  for (guint row = 0; row < height; row++) {
    const guint8 *line = (const guint8 *) GST_VIDEO_FRAME_PLANE_DATA (frame, plane) +
                         row * GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane);

    for (guint column = 0; column < width; column++)
      sum += line[column];
  }
  return sum / (width * height);
}

static void
check_sample (GstSample *sample, const Picture *picture)
{
  GstVideoInfo info;
  GstVideoFrame frame;

  g_assert_true (gst_video_info_from_caps (&info, gst_sample_get_caps (sample)));
  g_assert_true (gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ));
  g_assert_cmpint (info.width, ==, picture->width);
  g_assert_cmpint (info.height, ==, picture->height);
  g_assert_cmpfloat_with_epsilon (get_mean (&frame, 0), picture->y, 6);
  g_assert_cmpfloat_with_epsilon (get_mean (&frame, 1), picture->u, 6);
  g_assert_cmpfloat_with_epsilon (get_mean (&frame, 2), picture->v, 6);
  gst_video_frame_unmap (&frame);
}

typedef struct {
  guint encoder;
  const char *fmtp;
} Sender;

/* What our encoder sends is read by others, picture for picture. */
static void
test_sent (gconstpointer data)
{
  const Sender *sender = data;
  g_autoptr (Line) line = line_new (sender->encoder, BW_H264_N_DECODERS);
  GstElement *pipeline = launch (
      "appsrc name=source format=time caps=\"application/x-rtp,media=video,clock-rate=90000,"
      "encoding-name=H264,payload=96\" ! rtph264depay ! h264parse ! avdec_h264 ! videoconvert ! "
      "video/x-raw,format=I420 ! appsink name=sink sync=false");
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  GstSample *sample = NULL, *next;
  guint n = 0;

  line->packets = g_ptr_array_new_with_free_func ((GDestroyNotify) freemsg);
  line_fmtp (line, sender->fmtp);
  line_start (line);
  line_send_n (line, &plain, 30);
  line_stop (line);
  for (guint i = 0; i < line->packets->len; i++)
    gst_app_src_push_buffer (GST_APP_SRC (source),
                             make_rtp (g_ptr_array_index (line->packets, i), i));
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  while ((next = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), TIMEOUT))) {
    g_clear_pointer (&sample, gst_sample_unref);
    sample = next;
    n++;
  }
  g_assert_cmpuint (n, ==, line->frames);
  check_sample (sample, &plain);
  gst_sample_unref (sample);
  end (pipeline);
}

typedef struct {
  BwH264Decoder decoder;
  const char *encoder;
  const char *payloader;
} Receiver;

/* As fast as it can be decoded, with a few pictures in between. */
static void
receive (Line *line, GstSample *sample)
{
  GstMapInfo map;

  gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ);
  line_feed (line, map.data + RTP_HEADER, map.size - RTP_HEADER, GST_READ_UINT32_BE (map.data + 4),
             map.data[1] >> 7);
  line_tick (line, 5);
  line->frames += map.data[1] >> 7;
  g_assert_true (line->frames < 8 || line_wait_shown (line, line->frames - 8));
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
}

/* Others' ways of slicing and packing: BT.601 blue arrives. */
static void
test_received (gconstpointer data)
{
  const Receiver *receiver = data;
  g_autoptr (Line) line = line_new (BW_H264_N_ENCODERS, receiver->decoder);
  g_autofree char *description = g_strdup_printf (
      "videotestsrc num-buffers=40 pattern=blue ! video/x-raw,format=I420,width=640,height=360,"
      "framerate=30/1,colorimetry=bt601 ! %s ! rtph264pay %s ! appsink name=sink sync=false",
      receiver->encoder, receiver->payloader);
  GstElement *pipeline = launch (description);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  GstSample *sample;

  line_start (line);
  while ((sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), TIMEOUT))) {
    receive (line, sample);
    gst_sample_unref (sample);
  }
  g_assert_true (line_wait_shown (line, 38));
  g_assert_cmpuint (line->asked_pli, ==, 0);
  for (guint half = 0; half < 2; half++) {
    g_assert_cmpfloat_with_epsilon (line_get_plane_mean (line->last, 0, half), 41, 6);
    g_assert_cmpfloat_with_epsilon (line_get_plane_mean (line->last, 1, half), 240, 6);
    g_assert_cmpfloat_with_epsilon (line_get_plane_mean (line->last, 2, half), 110, 6);
  }
  line_stop (line);
  end (pipeline);
}

static void
add_sender (guint encoder, guint mode)
{
  const Sender sender = { encoder, mode ? "packetization-mode=1" : "packetization-mode=0" };
  g_autofree char *path =
      g_strdup_printf ("/h264/sent/%s/%u", bw_h264_encoder_name (encoder), mode);

  g_test_add_data_func_full (path, g_memdup2 (&sender, sizeof sender), test_sent, g_free);
}

static void
add_receivers (BwH264Decoder decoder)
{
  static const char *decoders[] = { "engine", "avdec_h264", "openh264dec" };
  static const struct {
    const char *name, *encoder, *payloader;
  } rows[] = {
    { "slices",
      "x264enc tune=zerolatency key-int-max=10 option-string=slices=4 ! "
      "video/x-h264,profile=constrained-baseline",
      "mtu=1200" },
    { "small-slices",
      "x264enc tune=zerolatency option-string=slice-max-size=300 ! "
      "video/x-h264,profile=constrained-baseline",
      "mtu=1200" },
    { "stap", "x264enc tune=zerolatency key-int-max=10 option-string=slices=6",
      "aggregate-mode=zero-latency config-interval=-1" },
    { "stap-max", "openh264enc gop-size=8", "aggregate-mode=max-stap mtu=300" },
    { "high", "x264enc key-int-max=15 dct8x8=true", "config-interval=1" },
    { "tiny-packets", "x264enc tune=zerolatency key-int-max=5", "mtu=64" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Receiver receiver = { decoder, rows[i].encoder, rows[i].payloader };
    g_autofree char *path =
        g_strdup_printf ("/h264/received/%s/%s", rows[i].name, decoders[decoder]);

    g_test_add_data_func_full (path, g_memdup2 (&receiver, sizeof receiver), test_received, g_free);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  for (guint encoder = 0; encoder < BW_H264_N_ENCODERS; encoder++)
    for (guint mode = 0; mode < 2 && bw_h264_encoder_works (encoder); mode++)
      add_sender (encoder, mode);
  for (BwH264Decoder decoder = 0; decoder < BW_H264_N_DECODERS; decoder++)
    add_receivers (decoder);

  return g_test_run ();
}
