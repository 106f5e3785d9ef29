/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The engine's one camera: a source filter that sends on what a BwVideoFeed has. It only copies,
 * for it runs on the ticker thread with everything else of a call.
 */

#define G_LOG_DOMAIN "bellwire-media"

#include "private/bw-video-camera.h"

#include <mediastreamer2/msfilter.h>
#include <mediastreamer2/msticker.h>
#include <mediastreamer2/msvideo.h>
#include <mediastreamer2/mswebcam.h>

/* Together they are BW_VIDEO_CAMERA. */
#define DRIVER "Bellwire"
#define NAME "Feed"

/* Of the ticker's milliseconds. */
#define CLOCK_KHZ 90

typedef struct {
  BwVideoFeed *feed;
  MSYuvBufAllocator *buffers;
  MSVideoSize size;
  float rate;
  guint64 serial; /* of the last picture */
} Camera;

static void
camera_init (MSFilter *filter)
{
  Camera *camera = g_new0 (Camera, 1);

  camera->buffers = ms_yuv_buf_allocator_new ();
  camera->size = (MSVideoSize){ 640, 480 };
  camera->rate = 30;
  filter->data = camera;
}

static void
camera_uninit (MSFilter *filter)
{
  Camera *camera = filter->data;

  ms_yuv_buf_allocator_free (camera->buffers);
  g_clear_object (&camera->feed);
  g_free (camera);
}

static void
camera_preprocess (MSFilter *filter)
{
  Camera *camera = filter->data;

  camera->serial = 0;
  bw_video_feed_attach (camera->feed);
}

static void
camera_postprocess (MSFilter *filter)
{
  Camera *camera = filter->data;

  bw_video_feed_detach (camera->feed);
}

static mblk_t *
copy_picture (Camera *camera, BwVideoFrame *frame)
{
  const BwVideoPlanes *planes = bw_video_frame_get_planes (frame);
  guint8 *from[] = { (guint8 *) planes->data[0], (guint8 *) planes->data[1],
                     (guint8 *) planes->data[2], NULL };
  int strides[] = { (int) planes->stride[0], (int) planes->stride[1], (int) planes->stride[2], 0 };
  MSVideoSize size = { (int) planes->width, (int) planes->height };
  MSPicture picture = { 0 };
  mblk_t *message = ms_yuv_buf_allocator_get (camera->buffers, &picture, size.width, size.height);

  ms_yuv_buf_copy (from, strides, picture.planes, picture.strides, size);
  return message;
}

static void
camera_process (MSFilter *filter)
{
  Camera *camera = filter->data;
  g_autoptr (BwVideoFrame) frame = bw_video_feed_dup_frame (camera->feed, &camera->serial);
  mblk_t *message;

  if (frame == NULL)
    return;
  message = copy_picture (camera, frame);
  mblk_set_timestamp_info (message, (uint32_t) (filter->ticker->time * CLOCK_KHZ));
  ms_queue_put (filter->outputs[0], message);
}

static void
pass_format_on (Camera *camera)
{
  bw_video_feed_set_format (camera->feed, (guint) camera->size.width, (guint) camera->size.height,
                            (guint) MAX (1, (int) (camera->rate + 0.5f)));
}

/* On a wide way the engine goes on to larger pictures than anybody has chosen; it takes those that
 * the camera says it has. */
static int
set_size (MSFilter *filter, void *argument)
{
  Camera *camera = filter->data;
  const MSVideoSize *size = argument;
  guint width = (guint) size->width;
  guint height = (guint) size->height;

  if (size->width <= 0 || size->height <= 0)
    return -1;
  bw_video_feed_bound (camera->feed, &width, &height);
  camera->size = (MSVideoSize){ (int) width, (int) height };
  pass_format_on (camera);
  return 0;
}

static int
get_size (MSFilter *filter, void *argument)
{
  *(MSVideoSize *) argument = ((Camera *) filter->data)->size;
  return 0;
}

static int
set_rate (MSFilter *filter, void *argument)
{
  Camera *camera = filter->data;

  camera->rate = *(const float *) argument;
  pass_format_on (camera);
  return 0;
}

/* What was asked for, always: sources keep it by themselves, and the engine takes 0 for a camera
 * that is dead and anything far from its wish for a reason to set its encoder up anew. */
static int
get_rate (MSFilter *filter, void *argument)
{
  *(float *) argument = ((Camera *) filter->data)->rate;
  return 0;
}

static int
get_pixels (MSFilter *filter, void *argument)
{
  *(MSPixFmt *) argument = MS_YUV420P;
  return 0;
}

static MSFilterMethod methods[] = {
  { MS_FILTER_SET_VIDEO_SIZE, set_size }, { MS_FILTER_GET_VIDEO_SIZE, get_size },
  { MS_FILTER_SET_FPS, set_rate },        { MS_FILTER_GET_FPS, get_rate },
  { MS_FILTER_GET_PIX_FMT, get_pixels },  { 0, NULL },
};

static MSFilterDesc filter_desc = {
  .id = MS_FILTER_PLUGIN_ID,
  .name = "BwVideoCamera",
  .text = "The pictures of a BwVideoFeed",
  .category = MS_FILTER_OTHER,
  .ninputs = 0,
  .noutputs = 1,
  .init = camera_init,
  .preprocess = camera_preprocess,
  .process = camera_process,
  .postprocess = camera_postprocess,
  .uninit = camera_uninit,
  .methods = methods,
};

static MSFilter *
create_reader (MSWebCam *web_cam)
{
  MSFilter *filter =
      ms_factory_create_filter_from_desc (ms_web_cam_get_factory (web_cam), &filter_desc);
  Camera *camera = filter->data;

  camera->feed = g_object_ref (web_cam->data);
  return filter;
}

static void
free_web_cam (MSWebCam *web_cam)
{
  g_clear_object (&web_cam->data);
}

/* It finds nothing: what there is, is added by hand. */
static MSWebCamDesc web_cam_desc = {
  .driver_type = DRIVER,
  .create_reader = create_reader,
  .uninit = free_web_cam,
};

void
bw_video_camera_register (MSFactory *factory, BwVideoFeed *feed)
{
  MSWebCamManager *manager = ms_factory_get_web_cam_manager (factory);
  MSWebCam *web_cam;

  g_return_if_fail (BW_IS_VIDEO_FEED (feed));

  ms_web_cam_manager_register_desc (manager, &web_cam_desc);
  web_cam = ms_web_cam_new (&web_cam_desc);
  web_cam->name = ms_strdup (NAME);
  web_cam->data = g_object_ref (feed);
  ms_web_cam_manager_add_cam (manager, web_cam);
}
