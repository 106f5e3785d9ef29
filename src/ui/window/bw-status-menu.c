/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One's own status, chosen and shown. It decides nothing: what others see is folded by the core. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-status-menu.h"

#include "bw-note-editor.h"
#include "bw-presence-light.h"
#include "bw-words.h"

#include <glib/gi18n.h>

#define N_STATUSES (BW_STATUS_OFFLINE + 1)

enum { PROP_0, PROP_PHONE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwStatusMenu {
  AdwBin parent_instance;

  /* template widgets */
  GtkBox *choices;
  GtkWidget *shown_box;
  BwPresenceLight *shown_light;
  GtkLabel *shown_label;
  BwNoteEditor *note;

  /* owned */
  GtkCheckButton *buttons[N_STATUSES]; /* the box holds them */
  BwPhone *phone;
  GSignalGroup *presence_signals;
};

G_DEFINE_FINAL_TYPE (BwStatusMenu, bw_status_menu, ADW_TYPE_BIN)

static BwMyPresence *
get_presence (BwStatusMenu *self)
{
  return self->phone ? bw_phone_get_presence (self->phone) : NULL;
}

static const char *
status_words (BwStatus status)
{
  return status == BW_STATUS_OFFLINE ? _ ("Appear Offline")
                                     : bw_words_presence (bw_status_menu_presence (status));
}

static const char *
away_words (BwMyPresence *presence)
{
  gboolean locked;
  gboolean follow_lock;

  g_object_get (presence, "locked", &locked, "follow-lock", &follow_lock, NULL);

  return locked && follow_lock ? _ ("Away: the screen is locked")
                               : _ ("Away: nobody is at this computer");
}

/* Why others see something else than what was chosen. */
static const char *
shown_words (BwMyPresence *presence)
{
  BwPresence shown = bw_my_presence_get_shown (presence);

  switch (shown) {
  case BW_PRESENCE_IN_CALL:
    return _ ("In a call: you are on the phone");
  case BW_PRESENCE_AWAY:
    return away_words (presence);
  case BW_PRESENCE_DO_NOT_DISTURB:
    return _ ("Do not disturb: the desktop’s own switch is on");
  case BW_PRESENCE_UNKNOWN:
  case BW_PRESENCE_OFFLINE:
  case BW_PRESENCE_BUSY:
  case BW_PRESENCE_RINGING:
  case BW_PRESENCE_ONLINE:
    return bw_words_presence (shown);
  }

  return "";
}

static void
update_cb (BwStatusMenu *self)
{
  BwMyPresence *presence = get_presence (self);
  BwStatus status = bw_my_presence_get_status (presence);
  BwPresence shown = bw_my_presence_get_shown (presence);

  gtk_check_button_set_active (self->buttons[status], TRUE);
  gtk_widget_set_visible (self->shown_box, shown != bw_status_menu_presence (status));
  bw_presence_light_set_presence (self->shown_light, shown);
  gtk_label_set_label (self->shown_label, shown_words (presence));
}

static void
toggled_cb (BwStatusMenu *self, GtkCheckButton *button)
{
  BwMyPresence *presence = get_presence (self);

  for (BwStatus status = BW_STATUS_ONLINE; presence && status < N_STATUSES; status++)
    if (button == self->buttons[status] && gtk_check_button_get_active (button))
      bw_my_presence_set_status (presence, status);
}

static GtkWidget *
make_choice (BwStatus status)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *light =
      g_object_new (BW_TYPE_PRESENCE_LIGHT, "presence", bw_status_menu_presence (status),
                    "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_set_has_tooltip (light, FALSE); /* the words are beside it */
  gtk_box_append (GTK_BOX (box), light);
  gtk_box_append (GTK_BOX (box), gtk_label_new (status_words (status)));

  return box;
}

static void
add_choice (BwStatusMenu *self, BwStatus status)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);

  self->buttons[status] = GTK_CHECK_BUTTON (button);
  if (status != BW_STATUS_ONLINE)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->buttons[BW_STATUS_ONLINE]);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), make_choice (status));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  status_words (status), -1);
  gtk_widget_add_css_class (button, "status-choice");
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->choices, button);
}

static void
set_phone (BwStatusMenu *self, BwPhone *phone)
{
  BwMyPresence *presence = phone ? bw_phone_get_presence (phone) : NULL;

  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->presence_signals, presence);
  g_object_set (self->note, "presence", presence, NULL);
  if (presence)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_status_menu_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_STATUS_MENU (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_status_menu_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_STATUS_MENU (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_status_menu_dispose (GObject *object)
{
  BwStatusMenu *self = BW_STATUS_MENU (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_STATUS_MENU);
  g_clear_object (&self->presence_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_status_menu_parent_class)->dispose (object);
}

static void
bw_status_menu_class_init (BwStatusMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_status_menu_dispose;
  object_class->get_property = bw_status_menu_get_property;
  object_class->set_property = bw_status_menu_set_property;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BW_TYPE_NOTE_EDITOR);
  g_type_ensure (BW_TYPE_PRESENCE_LIGHT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/window/bw-status-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, BwStatusMenu, choices);
  gtk_widget_class_bind_template_child (widget_class, BwStatusMenu, shown_box);
  gtk_widget_class_bind_template_child (widget_class, BwStatusMenu, shown_light);
  gtk_widget_class_bind_template_child (widget_class, BwStatusMenu, shown_label);
  gtk_widget_class_bind_template_child (widget_class, BwStatusMenu, note);
}

static void
bw_status_menu_init (BwStatusMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (BwStatus status = BW_STATUS_ONLINE; status < N_STATUSES; status++)
    add_choice (self, status);
  self->presence_signals = g_signal_group_new (BW_TYPE_MY_PRESENCE);
  g_signal_group_connect_swapped (self->presence_signals, "notify", G_CALLBACK (update_cb), self);
}

BwPresence
bw_status_menu_presence (BwStatus status)
{
  switch (status) {
  case BW_STATUS_ONLINE:
    return BW_PRESENCE_ONLINE;
  case BW_STATUS_AWAY:
    return BW_PRESENCE_AWAY;
  case BW_STATUS_BUSY:
    return BW_PRESENCE_BUSY;
  case BW_STATUS_DO_NOT_DISTURB:
    return BW_PRESENCE_DO_NOT_DISTURB;
  case BW_STATUS_OFFLINE:
    return BW_PRESENCE_OFFLINE;
  }

  g_return_val_if_reached (BW_PRESENCE_UNKNOWN);
}
