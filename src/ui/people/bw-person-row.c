/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person in a list. What its buttons do is done by the page around it. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-row.h"

#include "bw-peer-label.h"
#include "bw-person-avatar.h"
#include "bw-person-status.h"
#include "bw-person-verbs.h"
#include "bw-row-menu.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_PERSON, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPersonRow {
  AdwBin parent_instance;

  /* template widgets */
  BwPersonAvatar *avatar;
  GtkLabel *title;
  GtkLabel *line;
  GtkButton *call_button;
  GtkButton *message_button;
  GtkWidget *buttons;
  GtkEventController *pointer;
  GtkEventController *keyboard;

  /* owned */
  BwPhone *phone;
  BwPersonStatus *status;
  GtkWidget *menu; /* made when it is first asked for */
};

G_DEFINE_FINAL_TYPE (BwPersonRow, bw_person_row, ADW_TYPE_BIN)

static void
update_cb (BwPersonRow *self)
{
  BwPerson *person = bw_person_status_get_person (self->status);
  g_autofree char *label = bw_label_with_direction (bw_person_get_label (person));
  g_autofree char *line = bw_person_status_dup_line (self->status);

  g_object_set (self->avatar, "name", label, "person", person, "presence",
                bw_person_status_get_presence (self->status), NULL);
  gtk_label_set_label (self->title, label);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->line), line[0] != '\0');
}

/* For who looks at the row with a pointer or the keyboard. A finger has the menu, and cannot hit
 * what it does not see. */
static void
look_cb (BwPersonRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean looked_at =
      gtk_event_controller_motion_contains_pointer (GTK_EVENT_CONTROLLER_MOTION (self->pointer)) ||
      gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->keyboard)) ||
      (item && gtk_widget_has_focus (item));

  gtk_widget_set_visible (self->buttons, looked_at);
}

/* Only another person changes what the buttons are about. */
static void
aim_buttons (BwPersonRow *self, BwPerson *person)
{
  const char *uid = bw_person_get_uid (person);
  gboolean any = bw_person_can_be_called (person);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->call_button), "s", uid);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->message_button), "s", uid);
  gtk_widget_set_visible (GTK_WIDGET (self->call_button), any);
  gtk_widget_set_visible (GTK_WIDGET (self->message_button), any);
}

static void
append_light_items (GMenu *menu, BwPhone *phone, BwPerson *person, BwBuddy *buddy)
{
  const char *uid = bw_person_get_uid (person);
  gboolean waited = bw_person_is_waited_for (phone, person);

  if (buddy && bw_buddy_get_can_pick_up (buddy))
    bw_row_menu_append (menu, _ ("_Pick Up the Call"), "people.pick-up",
                        g_variant_new_string (uid));
  if (bw_person_can_be_waited_for (phone, person))
    bw_row_menu_append (menu,
                        waited ? _ ("_No Longer Tell Me When Free") : _ ("_Tell Me When Free"),
                        "people.wait", g_variant_new ("(sb)", uid, !waited));
}

static void
append_own_items (GMenu *menu, BwPerson *person)
{
  const char *uid = bw_person_get_uid (person);
  gboolean favourite = bw_person_get_favourite (person);

  bw_row_menu_append (menu, favourite ? _ ("Remove from _Favourites") : _ ("Add to _Favourites"),
                      "people.favourite", g_variant_new ("(sb)", uid, !favourite));
  bw_row_menu_append (menu, _ ("_Edit…"), "people.edit", g_variant_new_string (uid));
  bw_row_menu_append (menu, _ ("_Delete"), "people.delete", g_variant_new_string (uid));
}

static GMenuModel *
make_menu (BwPersonRow *self)
{
  BwPerson *person = bw_person_status_get_person (self->status);
  GMenu *menu = g_menu_new ();
  const char *uid = bw_person_get_uid (person);

  if (bw_person_can_be_called (person)) {
    bw_row_menu_append (menu, _ ("_Call"), "people.call", g_variant_new_string (uid));
    bw_row_menu_append (menu, _ ("_Video Call"), "people.video-call", g_variant_new_string (uid));
    bw_row_menu_append (menu, _ ("_Message"), "people.write", g_variant_new_string (uid));
  }
  append_light_items (menu, self->phone, person, bw_person_status_get_buddy (self->status));
  if (bw_person_is_own (person))
    append_own_items (menu, person);

  return G_MENU_MODEL (menu);
}

static void
popup_at (BwPersonRow *self, const GdkRectangle *where)
{
  if (bw_person_status_get_person (self->status))
    bw_row_menu_popup (GTK_WIDGET (self), &self->menu, make_menu (self), where);
}

/* When the button is let go: had the menu come before, the row would never learn of that, and go on
 * to look pressed. */
static void
secondary_click_cb (BwPersonRow *self, int n_press, double x, double y)
{
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
long_press_cb (BwPersonRow *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
set_phone (BwPersonRow *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_object_set (self->avatar, "phone", phone, NULL);
  bw_person_status_follow (self->status, phone, bw_person_status_get_person (self->status));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_person_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPersonRow *self = BW_PERSON_ROW (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_PERSON:
    g_value_set_object (value, bw_person_row_get_person (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_person_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPersonRow *self = BW_PERSON_ROW (object);

  switch (id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_PERSON:
    bw_person_row_set_person (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* The focus is on the list's own widget around the row. */
static void
bw_person_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_person_row_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_parent (widget), "notify::has-focus",
                           G_CALLBACK (look_cb), widget, G_CONNECT_SWAPPED);
}

static void
bw_person_row_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_parent (widget), look_cb, widget);
  GTK_WIDGET_CLASS (bw_person_row_parent_class)->unroot (widget);
}

static void
bw_person_row_dispose (GObject *object)
{
  BwPersonRow *self = BW_PERSON_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->status)
    g_signal_handlers_disconnect_by_data (self->status, self);
  g_clear_object (&self->status);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_person_row_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, title);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, line);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, call_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, message_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, pointer);
  gtk_widget_class_bind_template_child (widget_class, BwPersonRow, keyboard);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_click_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_press_cb);
}

static void
bw_person_row_class_init (BwPersonRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_person_row_get_property;
  object_class->set_property = bw_person_row_set_property;
  object_class->dispose = bw_person_row_dispose;
  GTK_WIDGET_CLASS (klass)->root = bw_person_row_root;
  GTK_WIDGET_CLASS (klass)->unroot = bw_person_row_unroot;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "personrow");
}

static void
bw_person_row_init (BwPersonRow *self)
{
  self->status = bw_person_status_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->status, "changed", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
bw_person_row_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_PERSON_ROW, "phone", phone, NULL);
}

BwPerson *
bw_person_row_get_person (BwPersonRow *self)
{
  g_return_val_if_fail (BW_IS_PERSON_ROW (self), NULL);

  return bw_person_status_get_person (self->status);
}

void
bw_person_row_set_person (BwPersonRow *self, BwPerson *person)
{
  g_return_if_fail (BW_IS_PERSON_ROW (self));

  if (bw_person_row_get_person (self) == person)
    return;
  bw_person_status_follow (self->status, self->phone, person);
  if (person) {
    aim_buttons (self, person);
    update_cb (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

void
bw_person_row_popup (BwPersonRow *self)
{
  g_return_if_fail (BW_IS_PERSON_ROW (self));

  popup_at (self, NULL);
}
