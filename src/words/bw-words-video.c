/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for pictures that are not there: one's own, and the peer's. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

const char *
bw_words_video_trouble (BwVideoTrouble trouble)
{
  switch (trouble) {
  case BW_VIDEO_TROUBLE_NONE:
    return "";
  case BW_VIDEO_TROUBLE_NO_CAMERA:
    return _ ("There is no camera");
  case BW_VIDEO_TROUBLE_GONE:
    return _ ("The camera is gone");
  case BW_VIDEO_TROUBLE_BUSY:
    return _ ("The camera is used by another program");
  case BW_VIDEO_TROUBLE_REFUSED:
    return _ ("The camera may not be used");
  case BW_VIDEO_TROUBLE_NO_PLUGIN:
    return _ ("A part of GStreamer is missing for the camera");
  case BW_VIDEO_TROUBLE_FAILED:
    return _ ("The camera does not work");
  }

  return "";
}

/* Between the calls of one person the state says it all, but for one that talks. */
const char *
bw_words_no_picture (BwCallState state, BwVideoDirection direction, gboolean came, gboolean late)
{
  if (state == BW_CALL_STATE_HELD || state == BW_CALL_STATE_HELD_BY_PEER)
    return bw_words_call_state (state);
  if (!(direction & BW_VIDEO_DIRECTION_RECEIVE))
    return _ ("The other side sends no picture");
  if (came)
    return _ ("The picture has stopped");

  return late ? _ ("No picture comes from the other side") : _ ("Waiting for the picture…");
}
