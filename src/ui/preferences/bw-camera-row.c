/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of a camera; the truth is BwVideo, this only shows it and asks for a change. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-camera-row.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_VIDEO,
  N_PROPS,
};

struct _BwCameraRow {
  AdwComboRow parent_instance;

  BwVideo *video;
  GListModel *cameras; /* of the video, watched */
  GPtrArray *ids;      /* of the list that is shown; NULL for the first camera there is */
  char *away_id;       /* the last one that was chosen and there, for when it is away; */
  char *away_name;     /* and what it was called */

  guint update_source;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BwCameraRow, bw_camera_row, ADW_TYPE_COMBO_ROW)

static GParamSpec *properties[N_PROPS];

static void
append (BwCameraRow *self, GtkStringList *strings, const char *id, const char *name)
{
  gtk_string_list_append (strings, name);
  g_ptr_array_add (self->ids, g_strdup (id));
}

static void
remember (BwCameraRow *self, BwCamera *camera)
{
  g_free (self->away_id);
  g_free (self->away_name);
  self->away_id = g_strdup (bw_camera_get_id (camera));
  self->away_name = g_strdup (bw_camera_get_name (camera));
}

static guint
append_cameras (BwCameraRow *self, GtkStringList *strings, const char *choice)
{
  guint selected = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->cameras); i++) {
    g_autoptr (BwCamera) camera = g_list_model_get_item (self->cameras, i);

    append (self, strings, bw_camera_get_id (camera), bw_camera_get_name (camera));
    if (g_strcmp0 (bw_camera_get_id (camera), choice) == 0) {
      remember (self, camera);
      selected = i + 1;
    }
  }

  return selected;
}

static guint
append_away (BwCameraRow *self, GtkStringList *strings, const char *choice)
{
  gboolean known = g_strcmp0 (self->away_id, choice) == 0;

  append (self, strings, choice, known ? self->away_name : _ ("The chosen camera"));

  return self->ids->len - 1;
}

static const char *
find_subtitle (BwCameraRow *self, gboolean away)
{
  if (!away)
    return "";

  return bw_video_get_camera_in_use (self->video) ? _ ("Not connected; another one stands in")
                                                  : _ ("Not connected");
}

static void
update (BwCameraRow *self)
{
  g_autoptr (GtkStringList) strings = gtk_string_list_new (NULL);
  g_autofree char *choice = g_strdup (bw_video_get_camera (self->video));
  guint selected;
  gboolean away;

  self->updating = TRUE;
  g_ptr_array_set_size (self->ids, 0);
  append (self, strings, NULL, _ ("Automatic"));
  selected = append_cameras (self, strings, choice);
  away = choice && selected == 0;
  if (away)
    selected = append_away (self, strings, choice);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (strings));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), find_subtitle (self, away));
  self->updating = FALSE;
}

static gboolean
idle_cb (gpointer user_data)
{
  BwCameraRow *self = user_data;

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

/* Not at once: what has changed may be what is being selected, and GTK is not done with the list
 * that it was selected in. */
static void
update_cb (BwCameraRow *self)
{
  if (!self->update_source)
    self->update_source = g_idle_add (idle_cb, self);
}

static void
selected_cb (BwCameraRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  g_autofree char *id = NULL;

  if (self->updating || !self->video || selected >= self->ids->len)
    return;

  id = g_strdup (self->ids->pdata[selected]); /* the list is made anew by the change */
  bw_video_set_camera (self->video, id);
}

static void
bw_camera_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_VIDEO:
    g_value_set_object (value, BW_CAMERA_ROW (object)->video);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_camera_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_VIDEO:
    bw_camera_row_set_video (BW_CAMERA_ROW (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_camera_row_dispose (GObject *object)
{
  bw_camera_row_set_video (BW_CAMERA_ROW (object), NULL);

  G_OBJECT_CLASS (bw_camera_row_parent_class)->dispose (object);
}

static void
bw_camera_row_finalize (GObject *object)
{
  BwCameraRow *self = BW_CAMERA_ROW (object);

  g_ptr_array_unref (self->ids);
  g_free (self->away_id);
  g_free (self->away_name);

  G_OBJECT_CLASS (bw_camera_row_parent_class)->finalize (object);
}

static void
bw_camera_row_class_init (BwCameraRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_camera_row_dispose;
  object_class->finalize = bw_camera_row_finalize;
  object_class->get_property = bw_camera_row_get_property;
  object_class->set_property = bw_camera_row_set_property;

  properties[PROP_VIDEO] =
      g_param_spec_object ("video", NULL, NULL, BW_TYPE_VIDEO,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_camera_row_init (BwCameraRow *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

static void
watch (BwCameraRow *self)
{
  g_signal_connect_object (self->video, "notify::camera", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->video, "notify::camera-in-use", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cameras, "items-changed", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

void
bw_camera_row_set_video (BwCameraRow *self, BwVideo *video)
{
  gpointer cameras = video ? bw_video_get_cameras (video) : NULL;

  g_return_if_fail (BW_IS_CAMERA_ROW (self));

  if (self->video == video)
    return;

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->video) {
    g_signal_handlers_disconnect_by_data (self->video, self);
    g_signal_handlers_disconnect_by_data (self->cameras, self);
  }
  g_set_object (&self->video, video);
  g_set_object (&self->cameras, cameras);
  if (video)
    watch (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIDEO]);
}
