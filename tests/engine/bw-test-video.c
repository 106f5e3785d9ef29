/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cameras that see one colour, so that it can be measured at the far end. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-video.h"

#define TOLERANCE 12

/* BT.601, limited range. */
static const struct {
  const char *name;
  int yuv[3];
} colours[] = {
  { "red", { 81, 90, 240 } },     { "green", { 145, 54, 34 } }, { "blue", { 41, 240, 110 } },
  { "white", { 235, 128, 128 } }, { "dark", { 16, 128, 128 } },
};

void
test_add_camera (TestPhone *phone, const char *colour)
{
  BwVideo *video = bw_phone_get_video (phone->phone);
  g_autofree char *description = g_strdup_printf ("videotestsrc is-live=true pattern=%s", colour);
  g_autoptr (BwVideoSource) source =
      bw_video_source_new (BW_VIDEO_SOURCE_CAMERA, colour, description);
  g_autoptr (BwCamera) camera = bw_camera_new (colour, source);

  bw_cameras_add (bw_video_get_cameras (video), camera);
}

/* The mean of a plane's middle. */
static int
middle (const BwVideoPlanes *planes, guint plane)
{
  guint width = plane ? planes->width / 2 : planes->width;
  guint height = plane ? planes->height / 2 : planes->height;
  guint64 sum = 0;
  guint n = 0;

  for (guint y = height / 4; y < height * 3 / 4; y++)
    for (guint x = width / 4; x < width * 3 / 4; x++, n++)
      sum += planes->data[plane][y * planes->stride[plane] + x];

  return n > 0 ? (int) (sum / n) : -1;
}

static gboolean
is_colour (BwVideoFrame *frame, const int *yuv)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);

  for (guint plane = 0; plane < 3; plane++)
    if (ABS (middle (planes, plane) - yuv[plane]) > TOLERANCE)
      return FALSE;

  return TRUE;
}

gboolean
test_shows (BwVideoSink *sink, const char *colour)
{
  g_autoptr (BwVideoFrame) frame = bw_video_sink_dup_frame (sink);

  for (gsize i = 0; frame && i < G_N_ELEMENTS (colours); i++)
    if (g_str_equal (colours[i].name, colour))
      return is_colour (frame, colours[i].yuv);

  return FALSE;
}

gboolean
test_sees (BwCall *call, const char *colour)
{
  return test_shows (bw_call_get_picture (call), colour);
}

void
test_offer_codec (TestPhone *phone, const char *codec)
{
  g_autofree char *id = g_strdup_printf ("%s/90000/1", codec);
  const char *const spec[] = { id, NULL };

  bw_codec_list_set_spec (bw_phone_get_video_codecs (phone->phone), spec);
}

BwCall *
test_dial_video (TestPhone *caller, TestPhone *callee)
{
  g_autofree char *uri = test_phone_uri (callee);
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (caller->phone, NULL, uri, TRUE, &error);

  g_assert_no_error (error);

  return call;
}

void
test_connect_video (TestPhone *caller,
                    TestPhone *callee,
                    gboolean video,
                    BwCall **outgoing,
                    BwCall **incoming)
{
  g_autoptr (GError) error = NULL;

  *outgoing = test_dial_video (caller, callee);
  test_wait_state (*outgoing, BW_CALL_STATE_RINGING);
  *incoming = test_phone_call (callee, 0);
  g_assert_true (bw_call_get_video_offered (*incoming));
  bw_call_answer (*incoming, video, &error);
  g_assert_no_error (error);
  test_wait_state (*incoming, BW_CALL_STATE_ACTIVE);
  test_wait_state (*outgoing, BW_CALL_STATE_ACTIVE);
}
