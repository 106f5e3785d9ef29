/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The menu of a call; the cameras in it come and go with what is plugged in. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-video-menu.h"

#include <glib/gi18n.h>

struct _BwVideoMenu {
  GObject parent_instance;

  GMenu *menu;
  GMenu *cameras;
  GSignalGroup *cameras_signals;
};

G_DEFINE_FINAL_TYPE (BwVideoMenu, bw_video_menu, G_TYPE_OBJECT)

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, target ? "s" : NULL, target);
  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

/* A device calls itself what it likes, also with what is a mnemonic in a menu. */
static void
append_camera (GMenu *menu, BwCamera *camera)
{
  const char *name = bw_camera_get_name (camera);
  g_auto (GStrv) parts = g_strsplit (name ? name : bw_camera_get_id (camera), "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);

  append (menu, label, "call.choose-camera", bw_camera_get_id (camera));
}

static void
cameras_changed_cb (BwVideoMenu *self)
{
  g_autoptr (GListModel) cameras = g_signal_group_dup_target (self->cameras_signals);

  g_menu_remove_all (self->cameras);
  for (guint i = 0; cameras && i < g_list_model_get_n_items (cameras); i++) {
    g_autoptr (BwCamera) camera = g_list_model_get_item (cameras, i);

    append_camera (self->cameras, camera);
  }
}

static void
bw_video_menu_dispose (GObject *object)
{
  BwVideoMenu *self = BW_VIDEO_MENU (object);

  g_clear_object (&self->cameras_signals);
  g_clear_object (&self->cameras);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (bw_video_menu_parent_class)->dispose (object);
}

static void
bw_video_menu_class_init (BwVideoMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_video_menu_dispose;
}

static void
append_section (BwVideoMenu *self, const char *title, GMenu *section)
{
  g_menu_append_section (self->menu, title, G_MENU_MODEL (section));
}

static void
bw_video_menu_init (BwVideoMenu *self)
{
  g_autoptr (GMenu) call = g_menu_new ();
  g_autoptr (GMenu) picture = g_menu_new ();
  g_autoptr (GMenu) sent = g_menu_new ();

  self->menu = g_menu_new ();
  self->cameras = g_menu_new ();
  append (call, _ ("_Record the Call"), "call.record", NULL);
  append (call, _ ("_Open Door"), "call.open-door", NULL);
  append (picture, _ ("Take _Picture"), "call.snapshot", NULL);
  append (picture, _ ("S_wap Pictures"), "page.swap", NULL);
  append (picture, _ ("_Full Screen"), "win.full-screen", NULL);
  append (sent, _ ("_Share Screen…"), "app.share-screen", NULL);
  append (sent, _ ("Stop S_haring"), "app.stop-sharing", NULL);
  append (sent, _ ("Stop _Video"), "call.stop-video", NULL);
  append_section (self, NULL, call);
  append_section (self, NULL, picture);
  append_section (self, NULL, sent);
  append_section (self, C_ ("menu section", "Camera"), self->cameras);
  self->cameras_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->cameras_signals, "items-changed",
                                  G_CALLBACK (cameras_changed_cb), self);
}

BwVideoMenu *
bw_video_menu_new (void)
{
  return g_object_new (BW_TYPE_VIDEO_MENU, NULL);
}

void
bw_video_menu_set_phone (BwVideoMenu *self, BwPhone *phone)
{
  g_signal_group_set_target (self->cameras_signals,
                             phone ? bw_video_get_cameras (bw_phone_get_video (phone)) : NULL);
  cameras_changed_cb (self);
}

GMenuModel *
bw_video_menu_get_model (BwVideoMenu *self)
{
  return G_MENU_MODEL (self->menu);
}
