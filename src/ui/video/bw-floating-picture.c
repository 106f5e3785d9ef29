/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A small picture that floats over a large one. What it shows is the business of who owns it; where
 * it stands is its own.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-floating-picture.h"

#include <glib/gi18n.h>
#include <math.h>

#define GAP 12          /* pixels to the edges */
#define SNAP_TIME 200   /* ms */
#define MIN_WIDTH 104   /* pixels */
#define MAX_WIDTH 280   /* pixels */
#define WIDTH_PART 0.24 /* of the large picture */
#define HEIGHT_PART 0.34

enum { PROP_0, PROP_CORNER, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { SWAP, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwFloatingPicture {
  AdwBin parent_instance;

  BwVideoTile *tile;    /* a child */
  GtkWidget *button;    /* a child */
  GtkOverlay *overlay;  /* our parent */
  AdwAnimation *motion; /* to the corner */

  GtkCornerType corner;
  gint top;
  gint bottom;
  double dx; /* from the corner, while it is dragged or on its way back */
  double dy;
  double from_dx;
  double from_dy;
};

G_DEFINE_FINAL_TYPE (BwFloatingPicture, bw_floating_picture, ADW_TYPE_BIN)

static gboolean
is_left (GtkCornerType corner)
{
  return corner == GTK_CORNER_TOP_LEFT || corner == GTK_CORNER_BOTTOM_LEFT;
}

static gboolean
is_top (GtkCornerType corner)
{
  return corner == GTK_CORNER_TOP_LEFT || corner == GTK_CORNER_TOP_RIGHT;
}

static GtkCornerType
corner_at (gboolean left, gboolean top)
{
  if (left)
    return top ? GTK_CORNER_TOP_LEFT : GTK_CORNER_BOTTOM_LEFT;

  return top ? GTK_CORNER_TOP_RIGHT : GTK_CORNER_BOTTOM_RIGHT;
}

/* Width to height of what is shown. */
static double
get_shape (BwFloatingPicture *self)
{
  BwVideoSink *sink = bw_video_tile_get_sink (self->tile);
  guint width = sink ? bw_video_sink_get_width (sink) : 0;
  guint height = sink ? bw_video_sink_get_height (sink) : 0;

  return width && height ? CLAMP ((double) width / height, 0.5, 2.4) : 4.0 / 3;
}

static void
find_place (BwFloatingPicture *self, GdkRectangle *place)
{
  gint width = gtk_widget_get_width (GTK_WIDGET (self->overlay));
  gint height = gtk_widget_get_height (GTK_WIDGET (self->overlay));
  double shape = get_shape (self);
  double own = CLAMP (width * WIDTH_PART, MIN_WIDTH, MAX_WIDTH);

  own = MIN (own, MAX (height * HEIGHT_PART, 60) * shape);
  place->width = (gint) own;
  place->height = (gint) (own / shape);
  place->x = is_left (self->corner) ? GAP : width - GAP - place->width;
  place->y = is_top (self->corner) ? GAP + self->top : height - GAP - self->bottom - place->height;
}

static gboolean
place_cb (BwFloatingPicture *self, GtkWidget *child, GdkRectangle *place)
{
  gint minimum_width, minimum_height;

  if (child != GTK_WIDGET (self))
    return FALSE;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum_height, NULL, NULL, NULL);
  find_place (self, place);
  place->width = MAX (place->width, minimum_width);
  place->height = MAX (place->height, minimum_height);
  place->x += (gint) round (self->dx);
  place->y += (gint) round (self->dy);

  return TRUE;
}

static void
move_to (BwFloatingPicture *self, double dx, double dy)
{
  self->dx = dx;
  self->dy = dy;
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

static void
snap_cb (double left, gpointer user_data)
{
  BwFloatingPicture *self = user_data;

  move_to (self, self->from_dx * left, self->from_dy * left);
}

/* From where it is now to its corner. */
static void
snap (BwFloatingPicture *self, const GdkRectangle *from)
{
  GdkRectangle place;

  find_place (self, &place);
  self->from_dx = from->x - place.x;
  self->from_dy = from->y - place.y;
  adw_animation_reset (self->motion);
  adw_animation_play (self->motion);
}

static void
current_place (BwFloatingPicture *self, GdkRectangle *place)
{
  find_place (self, place);
  place->x += (gint) round (self->dx);
  place->y += (gint) round (self->dy);
}

static void
drag_begin_cb (BwFloatingPicture *self, double x, double y, GtkGesture *gesture)
{
  GtkWidget *overlay = GTK_WIDGET (self->overlay);
  GtkWidget *hit = gtk_widget_pick (overlay, x, y, GTK_PICK_DEFAULT);
  gboolean ours =
      hit && (hit == GTK_WIDGET (self) || gtk_widget_is_ancestor (hit, GTK_WIDGET (self)));

  if (!ours || hit == self->button || gtk_widget_is_ancestor (hit, self->button)) {
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  adw_animation_pause (self->motion);
  self->from_dx = self->dx;
  self->from_dy = self->dy;
}

static void
drag_update_cb (BwFloatingPicture *self, double x, double y, GtkGesture *gesture)
{
  if (fabs (x) + fabs (y) > 4)
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  move_to (self, self->from_dx + x, self->from_dy + y);
}

static void
drag_end_cb (BwFloatingPicture *self)
{
  GdkRectangle place;

  current_place (self, &place);
  bw_floating_picture_drop (self, place.x + place.width / 2.0, place.y + place.height / 2.0);
}

static void
pressed_cb (BwFloatingPicture *self, gint n, double x, double y, GtkGesture *gesture)
{
  if (n != 2)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[SWAP], 0);
}

static gboolean
key_pressed_cb (BwFloatingPicture *self, guint keyval, guint code, GdkModifierType state)
{
  gboolean left = is_left (self->corner);
  gboolean top = is_top (self->corner);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    left = TRUE;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    left = FALSE;
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    top = TRUE;
  else if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    top = FALSE;
  else
    return GDK_EVENT_PROPAGATE;
  bw_floating_picture_set_corner (self, corner_at (left, top));

  return GDK_EVENT_STOP;
}

static void
swap_cb (BwFloatingPicture *self)
{
  g_signal_emit (self, signals[SWAP], 0);
}

static void
swap_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  swap_cb (BW_FLOATING_PICTURE (widget));
}

static void
bw_floating_picture_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwFloatingPicture *self = BW_FLOATING_PICTURE (object);

  switch (prop_id) {
  case PROP_CORNER:
    g_value_set_enum (value, self->corner);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_floating_picture_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_CORNER:
    bw_floating_picture_set_corner (BW_FLOATING_PICTURE (object), g_value_get_enum (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_floating_picture_dispose (GObject *object)
{
  BwFloatingPicture *self = BW_FLOATING_PICTURE (object);

  if (self->motion)
    adw_animation_pause (self->motion);
  g_clear_object (&self->motion);

  G_OBJECT_CLASS (bw_floating_picture_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  object_class->get_property = bw_floating_picture_get_property;
  object_class->set_property = bw_floating_picture_set_property;

  properties[PROP_CORNER] =
      g_param_spec_enum ("corner", NULL, NULL, GTK_TYPE_CORNER_TYPE, GTK_CORNER_BOTTOM_RIGHT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_floating_picture_class_init (BwFloatingPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_floating_picture_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  signals[SWAP] = g_signal_new ("swap", BW_TYPE_FLOATING_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "picture.swap", NULL, swap_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "picture.swap", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "picture.swap", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "picture.swap", NULL);
  gtk_widget_class_set_css_name (widget_class, "floatingpicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_controllers (BwFloatingPicture *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static GtkWidget *
make_button (BwFloatingPicture *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("bw-swap-symbolic");
  const char *words = _ ("Swap the Pictures");

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "swap-button");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (swap_cb), self);

  return button;
}

static void
bw_floating_picture_init (BwFloatingPicture *self)
{
  GtkWidget *layers = gtk_overlay_new ();

  self->corner = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? GTK_CORNER_BOTTOM_LEFT
                                                                         : GTK_CORNER_BOTTOM_RIGHT;
  self->tile = BW_VIDEO_TILE (bw_video_tile_new ());
  g_object_set (self->tile, "avatar-size", 48, "cover", TRUE, NULL);
  self->button = make_button (self);
  gtk_overlay_set_child (GTK_OVERLAY (layers), GTK_WIDGET (self->tile));
  gtk_overlay_add_overlay (GTK_OVERLAY (layers), self->button);
  adw_bin_set_child (ADW_BIN (self), layers);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  add_controllers (self);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Small picture"),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _ ("The arrow keys move it into another corner, Enter swaps it with the large one"), -1);
}

static void
follow_drags (BwFloatingPicture *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->overlay), GTK_EVENT_CONTROLLER (drag));
}

BwFloatingPicture *
bw_floating_picture_new (GtkOverlay *overlay)
{
  BwFloatingPicture *self = g_object_new (BW_TYPE_FLOATING_PICTURE, NULL);
  AdwAnimationTarget *target = adw_callback_animation_target_new (snap_cb, self, NULL);

  self->overlay = overlay;
  self->motion = adw_timed_animation_new (GTK_WIDGET (self), 1, 0, SNAP_TIME, target);
  g_signal_connect_object (overlay, "get-child-position", G_CALLBACK (place_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self));
  follow_drags (self);

  return self;
}

BwVideoTile *
bw_floating_picture_get_tile (BwFloatingPicture *self)
{
  return self->tile;
}

GtkCornerType
bw_floating_picture_get_corner (BwFloatingPicture *self)
{
  return self->corner;
}

void
bw_floating_picture_set_corner (BwFloatingPicture *self, GtkCornerType corner)
{
  GdkRectangle from;

  if (self->corner == corner)
    return;
  current_place (self, &from);
  self->corner = corner;
  snap (self, &from);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CORNER]);
}

void
bw_floating_picture_set_insets (BwFloatingPicture *self, gint top, gint bottom)
{
  GdkRectangle from;

  if (self->top == top && self->bottom == bottom)
    return;
  current_place (self, &from);
  self->top = top;
  self->bottom = bottom;
  snap (self, &from);
}

void
bw_floating_picture_drop (BwFloatingPicture *self, double x, double y)
{
  GtkWidget *overlay = GTK_WIDGET (self->overlay);
  GtkCornerType corner = corner_at (x < gtk_widget_get_width (overlay) / 2.0,
                                    y < gtk_widget_get_height (overlay) / 2.0);
  GdkRectangle from;

  current_place (self, &from);
  if (corner == self->corner)
    snap (self, &from);
  else
    bw_floating_picture_set_corner (self, corner);
}
