/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Whether a window fills the screen with one picture. A person, the end of the picture and the
 * window manager all have a say; what is hidden meanwhile is the window's matter.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-full-screen.h"

enum { PROP_0, PROP_POSSIBLE, PROP_ACTIVE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwFullScreen {
  GObject parent_instance;

  GtkWindow *window; /* it owns us */
  gboolean possible;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (BwFullScreen, bw_full_screen, G_TYPE_OBJECT)

/* Only what the window manager undoes counts: it may take its time to do what was asked for. */
static void
window_cb (BwFullScreen *self)
{
  if (!gtk_window_is_fullscreen (self->window))
    bw_full_screen_set_active (self, FALSE);
}

static void
bw_full_screen_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwFullScreen *self = BW_FULL_SCREEN (object);

  switch (prop_id) {
  case PROP_POSSIBLE:
    g_value_set_boolean (value, self->possible);
    break;
  case PROP_ACTIVE:
    g_value_set_boolean (value, self->active);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_full_screen_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwFullScreen *self = BW_FULL_SCREEN (object);

  switch (prop_id) {
  case PROP_POSSIBLE:
    bw_full_screen_set_possible (self, g_value_get_boolean (value));
    break;
  case PROP_ACTIVE:
    bw_full_screen_set_active (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_full_screen_class_init (BwFullScreenClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_full_screen_get_property;
  object_class->set_property = bw_full_screen_set_property;

  properties[PROP_POSSIBLE] = g_param_spec_boolean ("possible", NULL, NULL, FALSE, flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_full_screen_init (BwFullScreen *self)
{
}

BwFullScreen *
bw_full_screen_new (GtkWindow *window)
{
  BwFullScreen *self = g_object_new (BW_TYPE_FULL_SCREEN, NULL);

  self->window = window;
  g_signal_connect_object (window, "notify::fullscreened", G_CALLBACK (window_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
bw_full_screen_get_active (BwFullScreen *self)
{
  return self->active;
}

void
bw_full_screen_set_active (BwFullScreen *self, gboolean active)
{
  active = active && self->possible;
  if (self->active == active)
    return;
  self->active = active;
  if (active)
    gtk_window_fullscreen (self->window);
  else
    gtk_window_unfullscreen (self->window);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

void
bw_full_screen_set_possible (BwFullScreen *self, gboolean possible)
{
  if (self->possible == possible)
    return;
  self->possible = possible;
  if (!possible)
    bw_full_screen_set_active (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSSIBLE]);
}
