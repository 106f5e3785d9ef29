/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * When the controls over a picture are to be seen. It knows of movement alone; which controls those
 * are, and whether one of them is wanted still, the page knows.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-controls-hider.h"

#include <math.h>

#define DELAY 3000 /* ms */

enum { PROP_0, PROP_ACTIVE, PROP_SHOWN, PROP_DELAY, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { MAY_HIDE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwControlsHider {
  GObject parent_instance;

  GtkEventController *keys; /* of the window, while the area is in one */
  GtkWidget *root;          /* which holds it */

  guint delay;
  guint timer;
  gboolean active;
  gboolean shown;
  gboolean pressing;
  gboolean by_pointer;
  gboolean changing;
  double x;
  double y;
};

G_DEFINE_FINAL_TYPE (BwControlsHider, bw_controls_hider, G_TYPE_OBJECT)

static void
set_shown (BwControlsHider *self, gboolean shown)
{
  if (self->shown == shown)
    return;
  self->shown = shown;
  self->changing = TRUE; /* the focus that leaves with them does not bring them back */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  self->changing = FALSE;
}

static gboolean
time_cb (gpointer user_data)
{
  BwControlsHider *self = user_data;
  gboolean may_hide = TRUE;

  g_signal_emit (self, signals[MAY_HIDE], 0, &may_hide);
  if (!may_hide)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  set_shown (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
set_delay (BwControlsHider *self, guint delay)
{
  if (self->delay == delay)
    return;
  self->delay = delay;
  bw_controls_hider_wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DELAY]);
}

/* GTK says "motion" also when it is the window that moved below the pointer. */
static void
motion_cb (BwControlsHider *self, double x, double y)
{
  if (fabs (self->x - x) + fabs (self->y - y) < 2)
    return;
  self->x = x;
  self->y = y;
  bw_controls_hider_wake (self);
}

static void
pressed_cb (BwControlsHider *self)
{
  self->pressing = TRUE;
  self->by_pointer = TRUE;
  bw_controls_hider_wake (self);
}

static void
released_cb (BwControlsHider *self)
{
  self->pressing = FALSE;
}

static gboolean
key_pressed_cb (BwControlsHider *self)
{
  self->by_pointer = FALSE;
  bw_controls_hider_wake (self);

  return GDK_EVENT_PROPAGATE;
}

/* What moves the focus without a press of the pointer is the keyboard or a screen reader. */
static void
focus_moved_cb (BwControlsHider *self)
{
  if (self->changing)
    return;
  if (!self->pressing)
    self->by_pointer = FALSE;
  bw_controls_hider_wake (self);
}

static void
leave_root (BwControlsHider *self)
{
  if (self->root && self->keys) {
    g_signal_handlers_disconnect_by_func (self->root, focus_moved_cb, self);
    gtk_widget_remove_controller (self->root, self->keys);
  }
  self->keys = NULL;
  g_clear_weak_pointer (&self->root);
}

static void
root_cb (BwControlsHider *self, GParamSpec *pspec, GtkWidget *area)
{
  GtkRoot *root = gtk_widget_get_root (area);

  leave_root (self);
  if (!root)
    return;
  g_set_weak_pointer (&self->root, GTK_WIDGET (root));
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->root, self->keys);
  g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bw_controls_hider_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwControlsHider *self = BW_CONTROLS_HIDER (object);

  switch (prop_id) {
  case PROP_ACTIVE:
    g_value_set_boolean (value, self->active);
    break;
  case PROP_SHOWN:
    g_value_set_boolean (value, self->shown);
    break;
  case PROP_DELAY:
    g_value_set_uint (value, self->delay);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_controls_hider_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BwControlsHider *self = BW_CONTROLS_HIDER (object);

  switch (prop_id) {
  case PROP_ACTIVE:
    bw_controls_hider_set_active (self, g_value_get_boolean (value));
    break;
  case PROP_DELAY:
    set_delay (self, g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_controls_hider_dispose (GObject *object)
{
  BwControlsHider *self = BW_CONTROLS_HIDER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  leave_root (self);

  G_OBJECT_CLASS (bw_controls_hider_parent_class)->dispose (object);
}

static void
bw_controls_hider_class_init (BwControlsHiderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  object_class->dispose = bw_controls_hider_dispose;
  object_class->get_property = bw_controls_hider_get_property;
  object_class->set_property = bw_controls_hider_set_property;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, TRUE, read);
  properties[PROP_DELAY] = g_param_spec_uint ("delay", NULL, NULL, 1, G_MAXUINT, DELAY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[MAY_HIDE] = g_signal_new ("may-hide", BW_TYPE_CONTROLS_HIDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_BOOLEAN, 0);
}

static void
bw_controls_hider_init (BwControlsHider *self)
{
  self->delay = DELAY;
  self->shown = TRUE;
}

static void
follow_pointer (BwControlsHider *self, GtkWidget *area)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "enter", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (press, "cancel", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (area, motion);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (press));
}

BwControlsHider *
bw_controls_hider_new (GtkWidget *area)
{
  BwControlsHider *self = g_object_new (BW_TYPE_CONTROLS_HIDER, NULL);

  follow_pointer (self, area);
  g_signal_connect_object (area, "notify::root", G_CALLBACK (root_cb), self, G_CONNECT_SWAPPED);
  root_cb (self, NULL, area);

  return self;
}

gboolean
bw_controls_hider_get_shown (BwControlsHider *self)
{
  return self->shown;
}

void
bw_controls_hider_set_active (BwControlsHider *self, gboolean active)
{
  if (self->active == active)
    return;
  self->active = active;
  bw_controls_hider_wake (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

void
bw_controls_hider_wake (BwControlsHider *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->active)
    self->timer = g_timeout_add (self->delay, time_cb, self);
  set_shown (self, TRUE);
}

gboolean
bw_controls_hider_is_by_pointer (BwControlsHider *self)
{
  return self->by_pointer;
}
