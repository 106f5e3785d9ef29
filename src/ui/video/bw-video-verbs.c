/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the controls of a call, its bar and its card all have to know of pictures. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-verbs.h"

#include <glib/gi18n.h>

gboolean
bw_video_answer (BwPhone *phone, BwCall *call, GError **error)
{
  gboolean always = phone && bw_video_get_always_with_video (bw_phone_get_video (phone));

  return bw_call_answer (call, always && bw_call_get_video_offered (call), error);
}

BwCall *
bw_video_find_ringing (BwPhone *phone)
{
  GListModel *calls = bw_phone_get_calls (phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    if (bw_call_get_state (call) == BW_CALL_STATE_INCOMING)
      return call; /* the phone holds it */
  }

  return NULL;
}

gboolean
bw_video_has_camera (BwPhone *phone)
{
  return phone && bw_video_get_camera_in_use (bw_phone_get_video (phone));
}

gboolean
bw_video_is_up (BwCall *call)
{
  return call && bw_call_get_state (call) == BW_CALL_STATE_ACTIVE;
}

void
bw_video_name_button (GtkWidget *button, const char *text)
{
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

const char *
bw_video_answer_words (BwPhone *phone)
{
  return bw_video_has_camera (phone)
             ? _ ("Answer with video")
             : _ ("Answer with video: you see them, but have no camera to be seen by");
}
