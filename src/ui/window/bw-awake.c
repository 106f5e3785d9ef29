/* SPDX-License-Identifier: GPL-3.0-or-later */

/* No dark screen in the middle of a video call. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-awake.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_AWAKE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwAwake {
  GObject parent_instance;

  GtkApplication *application; /* it outlives us */
  GListModel *calls;
  guint cookie; /* of GTK, 0 where it has nobody to ask */
  gboolean awake;
};

G_DEFINE_FINAL_TYPE (BwAwake, bw_awake, G_TYPE_OBJECT)

static gboolean
is_watched (BwCall *call)
{
  return bw_call_get_state (call) == BW_CALL_STATE_ACTIVE &&
         bw_call_get_video_direction (call) != BW_VIDEO_DIRECTION_NONE;
}

static gboolean
is_any_watched (BwAwake *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (self->calls, i);

    if (is_watched (call))
      return TRUE;
  }

  return FALSE;
}

static void
let_sleep (BwAwake *self)
{
  if (self->cookie)
    gtk_application_uninhibit (self->application, self->cookie);
  self->cookie = 0;
}

static void
update_cb (BwAwake *self)
{
  gboolean awake = is_any_watched (self);

  if (self->awake == awake)
    return;

  self->awake = awake;
  if (awake)
    self->cookie = gtk_application_inhibit (
        self->application, gtk_application_get_active_window (self->application),
        GTK_APPLICATION_INHIBIT_IDLE | GTK_APPLICATION_INHIBIT_SUSPEND, _ ("Video call"));
  else
    let_sleep (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AWAKE]);
}

static void
changed_cb (BwAwake *self, guint position, guint removed, guint added, GListModel *calls)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    g_signal_connect_object (call, "notify::state", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (call, "notify::video-direction", G_CALLBACK (update_cb), self,
                             G_CONNECT_SWAPPED);
  }
  update_cb (self);
}

static void
bw_awake_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_AWAKE:
    g_value_set_boolean (value, BW_AWAKE (object)->awake);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_awake_dispose (GObject *object)
{
  BwAwake *self = BW_AWAKE (object);

  let_sleep (self);
  g_clear_object (&self->calls);

  G_OBJECT_CLASS (bw_awake_parent_class)->dispose (object);
}

static void
bw_awake_class_init (BwAwakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_awake_get_property;
  object_class->dispose = bw_awake_dispose;

  properties[PROP_AWAKE] =
      g_param_spec_boolean ("awake", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_awake_init (BwAwake *self)
{
}

BwAwake *
bw_awake_new (GtkApplication *application, BwPhone *phone)
{
  BwAwake *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_AWAKE, NULL);
  self->application = application;
  self->calls = g_object_ref (bw_phone_get_calls (phone));
  g_signal_connect_object (self->calls, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self, 0, 0, g_list_model_get_n_items (self->calls), self->calls);

  return self;
}
