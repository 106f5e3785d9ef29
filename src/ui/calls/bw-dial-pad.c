/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The twelve keys of a telephone. It sends or sounds digits; what is dialed with them is the
 * business of whoever listens.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-dial-pad.h"

#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, PROP_DIALING, N_PROPS };

enum { DIGIT, BACKSPACE, DIAL, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwDialPad {
  AdwBin parent_instance;

  /* template widgets */
  GtkGrid *grid;

  /* owned */
  BwPhone *phone;
  BwCall *call;

  gboolean dialing;
};

G_DEFINE_FINAL_TYPE (BwDialPad, bw_dial_pad, ADW_TYPE_BIN)

static const struct {
  char digit;
  const char *letters;
} keys[] = {
  { '1', "" },     { '2', "ABC" }, { '3', "DEF" },  { '4', "GHI" }, { '5', "JKL" }, { '6', "MNO" },
  { '7', "PQRS" }, { '8', "TUV" }, { '9', "WXYZ" }, { '*', "" },    { '0', "+" },   { '#', "" },
};

static void
sound (BwDialPad *self, char digit)
{
  const char digits[] = { digit, '\0' };
  g_autoptr (GError) error = NULL;

  if (self->call == NULL && self->phone != NULL)
    bw_phone_play_dtmf (self->phone, digit);
  else if (self->call != NULL && !bw_call_send_dtmf (self->call, digits, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
key_clicked_cb (BwDialPad *self, GtkWidget *button)
{
  bw_dial_pad_press (self,
                     keys[GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "key"))].digit);
}

static void
zero_held_cb (BwDialPad *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[DIGIT], 0, (guint) '+');
}

static gboolean
key_pressed_cb (BwDialPad *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (self->dialing && keyval == GDK_KEY_BackSpace)
    g_signal_emit (self, signals[BACKSPACE], 0);
  else if (self->dialing && character == '+')
    g_signal_emit (self, signals[DIGIT], 0, (guint) '+');
  else
    return character < 128 && bw_dial_pad_press (self, (char) character);

  return GDK_EVENT_STOP;
}

static void
backspace_clicked_cb (BwDialPad *self)
{
  g_signal_emit (self, signals[BACKSPACE], 0);
}

static void
dial_clicked_cb (BwDialPad *self)
{
  g_signal_emit (self, signals[DIAL], 0);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
make_key (BwDialPad *self, guint i)
{
  const char digit[] = { keys[i].digit, '\0' };
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_label (digit, "digit"));
  if (keys[i].letters[0] != '\0')
    gtk_box_append (GTK_BOX (box), make_label (keys[i].letters, "letters"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "dial-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, digit,
                                  -1);
  g_object_set_data (G_OBJECT (button), "key", GUINT_TO_POINTER (i));
  g_signal_connect_object (button, "clicked", G_CALLBACK (key_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
add_long_press (BwDialPad *self, GtkWidget *zero)
{
  GtkGesture *gesture = gtk_gesture_long_press_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (zero_held_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (zero, GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_set_tooltip_text (zero, _ ("Hold down for +"));
}

static void
fill_grid (BwDialPad *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    GtkWidget *key = make_key (self, i);

    gtk_grid_attach (self->grid, key, (int) i % 3, (int) i / 3, 1, 1);
    if (keys[i].digit == '0')
      add_long_press (self, key);
  }
}

static gboolean
bw_dial_pad_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (GTK_WIDGET (BW_DIAL_PAD (widget)->grid), GTK_DIR_TAB_FORWARD);
}

static void
bw_dial_pad_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwDialPad *self = BW_DIAL_PAD (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  case PROP_DIALING:
    g_value_set_boolean (value, self->dialing);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_dial_pad_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwDialPad *self = BW_DIAL_PAD (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_dial_pad_set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    bw_dial_pad_set_call (self, g_value_get_object (value));
    break;
  case PROP_DIALING:
    bw_dial_pad_set_dialing (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_dial_pad_dispose (GObject *object)
{
  BwDialPad *self = BW_DIAL_PAD (object);

  g_clear_object (&self->phone);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_dial_pad_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);
  properties[PROP_DIALING] = g_param_spec_boolean ("dialing", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_dial_pad_class_init (BwDialPadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bw_dial_pad_get_property;
  object_class->set_property = bw_dial_pad_set_property;
  object_class->dispose = bw_dial_pad_dispose;
  widget_class->grab_focus = bw_dial_pad_grab_focus;
  install_properties (object_class);

  signals[DIGIT] = g_signal_new ("digit", BW_TYPE_DIAL_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[BACKSPACE] = g_signal_new ("backspace", BW_TYPE_DIAL_PAD, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[DIAL] = g_signal_new ("dial", BW_TYPE_DIAL_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/calls/bw-dial-pad.ui");
  gtk_widget_class_bind_template_child (widget_class, BwDialPad, grid);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, backspace_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, dial_clicked_cb);
  gtk_widget_class_set_css_name (widget_class, "dialpad");
}

static void
bw_dial_pad_init (BwDialPad *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_direction (GTK_WIDGET (self->grid), GTK_TEXT_DIR_LTR); /* 1 is left everywhere */
  fill_grid (self);
}

GtkWidget *
bw_dial_pad_new (void)
{
  return g_object_new (BW_TYPE_DIAL_PAD, NULL);
}

void
bw_dial_pad_set_phone (BwDialPad *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_dial_pad_set_call (BwDialPad *self, BwCall *call)
{
  if (g_set_object (&self->call, call))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

void
bw_dial_pad_set_dialing (BwDialPad *self, gboolean dialing)
{
  if (self->dialing == dialing)
    return;
  self->dialing = dialing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIALING]);
}

gboolean
bw_dial_pad_press (BwDialPad *self, char digit)
{
  if (digit == '\0' || strchr ("0123456789*#", digit) == NULL)
    return FALSE;
  sound (self, digit);
  g_signal_emit (self, signals[DIGIT], 0, (guint) digit);

  return TRUE;
}
