/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One entry that takes a name, a number or an address, and calls or writes to it. It understands no
 * address itself: the phone does, and says what is wrong with one.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-dial-entry.h"

#include "bw-account-chooser.h"
#include "bw-dial-pad.h"
#include "bw-dial-suggestions.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_TEXT, PROP_MESSAGING, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwDialEntry {
  AdwBin parent_instance;

  /* template widgets */
  GtkEntry *entry;
  GtkMenuButton *pad_button;
  GtkWidget *message_button;
  GtkLabel *error_label;
  GtkRevealer *error_revealer;
  BwAccountChooser *chooser;
  BwDialSuggestions *suggestions;

  /* owned */
  BwPhone *phone;

  gboolean messaging;
  gboolean filling; /* the text comes from us: nothing is suggested for it */
};

G_DEFINE_FINAL_TYPE (BwDialEntry, bw_dial_entry, ADW_TYPE_BIN)

static gboolean
has_text (gpointer instance, const char *text)
{
  return text != NULL && text[0] != '\0';
}

static void
show_error (BwDialEntry *self, const char *message)
{
  gboolean wrong = message != NULL;

  if (wrong)
    gtk_label_set_label (self->error_label, message);
  gtk_revealer_set_reveal_child (self->error_revealer, wrong);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* What is meant: the suggestion that is highlighted, who is called exactly so, or what was typed.
 */
static char *
dup_entered (BwDialEntry *self)
{
  BwDialSuggestion *selected = bw_dial_suggestions_get_selected (self->suggestions);
  g_autofree char *typed = g_strstrip (g_strdup (bw_dial_entry_get_text (self)));
  char *named;

  if (selected != NULL)
    return g_strdup (bw_dial_suggestion_get_address (selected));
  named = bw_dial_suggestions_dup_named (self->suggestions, typed);

  return named != NULL ? named : g_steal_pointer (&typed);
}

static BwAccount *
get_account (BwDialEntry *self)
{
  BwAccount *chosen = bw_account_chooser_get_account (self->chooser);

  return chosen != NULL ? chosen : bw_phone_get_default_account (self->phone);
}

/* Whatever has an address can be written to; what is wrong with another is said when it is called.
 */
static void
update_message_button (BwDialEntry *self)
{
  BwAccount *account = self->phone != NULL ? get_account (self) : NULL;
  g_autofree char *entered = dup_entered (self);
  g_autoptr (BwAddress) address = NULL;

  if (account != NULL)
    address = bw_address_parse (entered, bw_account_get_domain (account), NULL);
  gtk_widget_set_sensitive (self->message_button, address != NULL);
}

static void
changed_cb (BwDialEntry *self)
{
  show_error (self, NULL);
  if (!self->filling)
    bw_dial_suggestions_show (self->suggestions, bw_dial_entry_get_text (self));
  update_message_button (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
clear_entered (BwDialEntry *self)
{
  gtk_menu_button_popdown (self->pad_button);
  bw_dial_entry_set_text (self, "");
}

static gboolean
dial_address (BwDialEntry *self, const char *address, gboolean video)
{
  g_autoptr (GError) error = NULL;
  BwCall *call;

  bw_dial_suggestions_hide (self->suggestions);
  call = bw_phone_dial (self->phone, bw_account_chooser_get_account (self->chooser), address, video,
                        &error);
  if (call == NULL) {
    show_error (self, error->message);
    return FALSE;
  }
  clear_entered (self);
  g_signal_emit (self, signals[DIALLED], 0, call);

  return TRUE;
}

static gboolean
open_address (BwDialEntry *self, const char *address)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation;

  bw_dial_suggestions_hide (self->suggestions);
  conversation =
      bw_messenger_open (bw_phone_get_messenger (self->phone),
                         bw_account_chooser_get_account (self->chooser), address, &error);
  if (conversation == NULL) {
    show_error (self, error->message);
    return FALSE;
  }
  clear_entered (self);
  bw_dial_entry_set_messaging (self, FALSE);
  g_signal_emit (self, signals[OPENED], 0, conversation);

  return TRUE;
}

static void
message_cb (BwDialEntry *self)
{
  bw_dial_entry_message (self);
}

static void
activate_cb (BwDialEntry *self)
{
  if (self->messaging)
    bw_dial_entry_message (self);
  else
    bw_dial_entry_dial (self);
}

static void
dial_cb (BwDialEntry *self)
{
  bw_dial_entry_dial (self);
}

static void
video_cb (BwDialEntry *self)
{
  bw_dial_entry_dial_video (self);
}

static void
picked_cb (BwDialEntry *self, BwDialSuggestion *picked)
{
  bw_dial_entry_set_text (self, bw_dial_suggestion_get_address (picked));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
clear_cb (BwDialEntry *self)
{
  bw_dial_entry_set_text (self, "");
}

/* The suggestions go first, then the wish to write. */
static gboolean
leave_step (BwDialEntry *self)
{
  if (bw_dial_suggestions_is_shown (self->suggestions))
    bw_dial_suggestions_hide (self->suggestions);
  else if (self->messaging)
    bw_dial_entry_set_messaging (self, FALSE);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (BwDialEntry *self, guint keyval)
{
  if (keyval == GDK_KEY_Down)
    return bw_dial_suggestions_move (self->suggestions, 1);
  if (keyval == GDK_KEY_Up)
    return bw_dial_suggestions_move (self->suggestions, -1);
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  return leave_step (self);
}

static void
focus_left_cb (BwDialEntry *self)
{
  bw_dial_suggestions_hide (self->suggestions);
  if (bw_dial_entry_get_text (self)[0] == '\0')
    bw_dial_entry_set_messaging (self, FALSE);
}

static void
digit_cb (BwDialEntry *self, guint digit)
{
  const char text[] = { (char) digit, '\0' };
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  self->filling = TRUE;
  gtk_editable_delete_selection (GTK_EDITABLE (self->entry));
  gtk_editable_insert_text (GTK_EDITABLE (self->entry), text, 1, &position);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), position);
  self->filling = FALSE;
}

static void
backspace_cb (BwDialEntry *self)
{
  int position = gtk_editable_get_position (GTK_EDITABLE (self->entry));

  if (position == 0)
    return;
  self->filling = TRUE;
  gtk_editable_delete_text (GTK_EDITABLE (self->entry), position - 1, position);
  self->filling = FALSE;
}

static gboolean
bw_dial_entry_grab_focus (GtkWidget *widget)
{
  BwDialEntry *self = BW_DIAL_ENTRY (widget);

  return gtk_entry_grab_focus_without_selecting (self->entry);
}

static void
bw_dial_entry_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwDialEntry *self = BW_DIAL_ENTRY (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_TEXT:
    g_value_set_string (value, bw_dial_entry_get_text (self));
    break;
  case PROP_MESSAGING:
    g_value_set_boolean (value, self->messaging);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_dial_entry_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwDialEntry *self = BW_DIAL_ENTRY (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_dial_entry_set_phone (self, g_value_get_object (value));
    break;
  case PROP_TEXT:
    bw_dial_entry_set_text (self, g_value_get_string (value));
    break;
  case PROP_MESSAGING:
    bw_dial_entry_set_messaging (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_dial_entry_dispose (GObject *object)
{
  BwDialEntry *self = BW_DIAL_ENTRY (object);

  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_dial_entry_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_MESSAGING] = g_param_spec_boolean ("messaging", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_dial_entry_get_property;
  object_class->set_property = bw_dial_entry_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_ACCOUNT_CHOOSER);
  g_type_ensure (BW_TYPE_DIAL_PAD);
  g_type_ensure (BW_TYPE_DIAL_SUGGESTIONS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-dial-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, entry);
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, pad_button);
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, message_button);
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, error_label);
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, chooser);
  gtk_widget_class_bind_template_child (widget_class, BwDialEntry, suggestions);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, dial_cb);
  gtk_widget_class_bind_template_callback (widget_class, video_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_message_button);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, digit_cb);
  gtk_widget_class_bind_template_callback (widget_class, backspace_cb);
}

static void
bw_dial_entry_class_init (BwDialEntryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_dial_entry_dispose;
  widget_class->grab_focus = bw_dial_entry_grab_focus;
  install_properties (G_OBJECT_CLASS (klass));

  signals[DIALLED] = g_signal_new ("dialled", BW_TYPE_DIAL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[OPENED] = g_signal_new ("opened", BW_TYPE_DIAL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "dialentry");
}

static void
bw_dial_entry_init (BwDialEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_dial_entry_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_DIAL_ENTRY, "phone", phone, NULL);
}

void
bw_dial_entry_set_phone (BwDialEntry *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  bw_dial_suggestions_set_phone (self->suggestions, phone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

const char *
bw_dial_entry_get_text (BwDialEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
bw_dial_entry_set_text (BwDialEntry *self, const char *text)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->filling = FALSE;
  bw_dial_suggestions_hide (self->suggestions);
  show_error (self, NULL);
}

void
bw_dial_entry_set_messaging (BwDialEntry *self, gboolean messaging)
{
  const char *hint = messaging ? _ ("Whom to write to") : _ ("Name, number or address");
  const char *label =
      messaging ? _ ("Name, number or address to write to") : _ ("Name, number or address to call");

  if (self->messaging == messaging)
    return;
  self->messaging = messaging;
  gtk_entry_set_placeholder_text (self->entry, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  if (messaging)
    gtk_widget_add_css_class (GTK_WIDGET (self), "messaging");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "messaging");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGING]);
}

gboolean
bw_dial_entry_dial (BwDialEntry *self)
{
  g_autofree char *entered = dup_entered (self);

  return self->phone != NULL && entered[0] != '\0' && dial_address (self, entered, FALSE);
}

gboolean
bw_dial_entry_dial_video (BwDialEntry *self)
{
  g_autofree char *entered = dup_entered (self);

  return self->phone != NULL && entered[0] != '\0' && dial_address (self, entered, TRUE);
}

gboolean
bw_dial_entry_message (BwDialEntry *self)
{
  g_autofree char *entered = dup_entered (self);

  return self->phone != NULL && entered[0] != '\0' && open_address (self, entered);
}
