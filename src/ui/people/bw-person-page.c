/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A person in full. What can be done with one is done by the verbs; where the page stands, and what
 * the header bar above it says, is decided by others.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-page.h"

#include "bw-peer-label.h"
#include "bw-person-address-row.h"
#include "bw-person-avatar.h"
#include "bw-person-editor.h"
#include "bw-person-light.h"
#include "bw-person-recent.h"
#include "bw-person-status.h"
#include "bw-person-verbs.h"
#include "bw-store-people.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_PERSON, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, WRITE, CONVERSATION, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwPersonPage {
  AdwBin parent_instance;

  /* template widgets */
  GMenu *menu;
  BwPersonAvatar *avatar;
  GtkLabel *name;
  GtkLabel *organisation;
  BwPersonLight *light;
  GtkWidget *buttons;
  GtkWidget *pick_up_button;
  GtkWidget *addresses_group;
  GtkListBox *addresses;
  BwPersonRecent *recent;
  GtkLabel *note;
  GtkWidget *note_group;
  GtkWidget *wishes_group;
  GtkWidget *wait_row;
  GtkSwitch *wait;
  GtkWidget *watched_row;
  GtkWidget *favourite_row;
  GtkSwitch *watched;
  GtkWidget *desktop_label;

  /* owned */
  BwPhone *phone;
  BwPersonStatus *status;
  GSignalGroup *people_signals;
  GPtrArray *shown_addresses; /* those of the rows */
  GSimpleActionGroup *actions;
  guint check_source;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BwPersonPage, bw_person_page, ADW_TYPE_BIN)

static BwPerson *
get_person (BwPersonPage *self)
{
  return bw_person_status_get_person (self->status);
}

static BwStore *
get_store (BwPersonPage *self)
{
  return bw_phone_get_store (self->phone);
}

static gboolean
is_same_address (const BwPersonAddress *a, const BwPersonAddress *b)
{
  return a->kind == b->kind && g_strcmp0 (a->address, b->address) == 0 &&
         g_strcmp0 (a->label, b->label) == 0;
}

static gboolean
has_same_addresses (BwPersonPage *self, GPtrArray *addresses)
{
  if (!self->shown_addresses || self->shown_addresses->len != addresses->len)
    return FALSE;
  for (guint i = 0; i < addresses->len; i++)
    if (!is_same_address (self->shown_addresses->pdata[i], addresses->pdata[i]))
      return FALSE;

  return TRUE;
}

static gpointer
copy_address (gconstpointer address, gpointer data)
{
  return bw_person_address_copy (address);
}

static void
make_address_rows (BwPersonPage *self, GPtrArray *addresses)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->addresses))))
    gtk_list_box_remove (self->addresses, row);
  for (guint i = 0; i < addresses->len; i++)
    gtk_list_box_append (self->addresses,
                         bw_person_address_row_new (self->phone, addresses->pdata[i]));
  g_clear_pointer (&self->shown_addresses, g_ptr_array_unref);
  self->shown_addresses = g_ptr_array_copy (addresses, copy_address, NULL);
  g_ptr_array_set_free_func (self->shown_addresses, (GDestroyNotify) bw_person_address_free);
}

/* The rows stay while only the lights change, and with them the focus. */
static void
show_addresses (BwPersonPage *self, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  GtkListBoxRow *row;

  if (!has_same_addresses (self, addresses))
    make_address_rows (self, addresses);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->addresses, i)); i++)
    bw_person_address_row_update (BW_PERSON_ADDRESS_ROW (row));
  gtk_widget_set_visible (self->addresses_group, addresses->len > 0);
  gtk_widget_set_visible (self->buttons, addresses->len > 0);
}

static void
show_label (GtkLabel *label, GtkWidget *around, const char *text)
{
  gtk_label_set_label (label, text ? text : "");
  gtk_widget_set_visible (around, text != NULL);
}

static void
show_who (BwPersonPage *self, BwPerson *person)
{
  g_autofree char *label = bw_label_with_direction (bw_person_get_label (person));
  const char *organisation = bw_person_get_organisation (person);
  const char *note = bw_person_get_note (person);

  g_object_set (self->avatar, "name", label, "phone", self->phone, "person", person, NULL);
  gtk_label_set_label (self->name, label);
  show_label (self->organisation, GTK_WIDGET (self->organisation), organisation);
  show_label (self->note, self->note_group, note);
}

/* What is shown is not what was just chosen: nothing is to be done about it. */
static void
show_wishes (BwPersonPage *self, BwPerson *person)
{
  gboolean own = bw_person_is_own (person);
  gboolean can_wait = bw_person_can_be_waited_for (self->phone, person);

  self->updating = TRUE;
  gtk_switch_set_active (self->wait, bw_person_is_waited_for (self->phone, person));
  gtk_switch_set_active (self->watched, bw_person_get_watched (person));
  self->updating = FALSE;
  gtk_widget_set_visible (self->wait_row, can_wait);
  gtk_widget_set_visible (self->watched_row, own);
  gtk_widget_set_visible (self->favourite_row, own);
  gtk_widget_set_visible (self->wishes_group, own || can_wait);
  gtk_widget_set_visible (self->desktop_label, !own);
}

static void
enable (BwPersonPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (BwPersonPage *self, BwPerson *person)
{
  gboolean own = person && bw_person_is_own (person);
  gboolean reachable = person && bw_person_can_be_called (person);
  gboolean favourite = person && bw_person_get_favourite (person);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "favourite");

  enable (self, "call", reachable);
  enable (self, "video-call", reachable);
  enable (self, "write", reachable);
  enable (self, "edit", own);
  enable (self, "delete", own);
  enable (self, "favourite", own);
  enable (self, "export", person != NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (favourite));
}

static void
update_cb (BwPersonPage *self)
{
  BwPerson *person = get_person (self);
  BwBuddy *buddy = person ? bw_person_status_get_buddy (self->status) : NULL;

  update_actions (self, person);
  if (!person)
    return;
  show_who (self, person);
  bw_person_light_show (self->light, buddy);
  gtk_widget_set_visible (self->pick_up_button, buddy && bw_buddy_get_can_pick_up (buddy));
  show_addresses (self, person);
  show_wishes (self, person);
}

/* One that changes leaves its list for a moment; one that is gone does not come back. */
static gboolean
check_cb (gpointer data)
{
  BwPersonPage *self = data;
  BwPerson *person = get_person (self);

  self->check_source = 0;
  if (self->phone && person && bw_person_is_own (person) &&
      !bw_people_find (bw_store_get_people (get_store (self)), bw_person_get_id (person))) {
    bw_person_page_show (self, NULL);
    g_signal_emit (self, signals[LEFT], 0);
  }

  return G_SOURCE_REMOVE;
}

static void
people_cb (BwPersonPage *self)
{
  if (self->check_source == 0)
    self->check_source = g_idle_add (check_cb, self);
}

static void
tell_dialled (BwPersonPage *self, BwCall *call)
{
  if (call)
    g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
call_at (BwPersonPage *self, const char *address, gboolean video)
{
  tell_dialled (self,
                bw_person_call (GTK_WIDGET (self), self->phone, get_person (self), address, video));
}

static void
write_to (BwPersonPage *self, const char *address)
{
  BwConversation *conversation =
      bw_person_write (GTK_WIDGET (self), self->phone, get_person (self), address);

  if (conversation)
    g_signal_emit (self, signals[WRITE], 0, conversation);
}

static void
call_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  call_at (data, NULL, FALSE);
}

static void
video_call_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  call_at (data, NULL, TRUE);
}

static void
write_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  write_to (data, NULL);
}

static void
call_at_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (get_person (data))
    call_at (data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
write_to_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (get_person (data))
    write_to (data, g_variant_get_string (parameter, NULL));
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (data), g_variant_get_string (parameter, NULL));
  bw_toasts_say (data, _ ("Address copied"));
}

static void
pick_up_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwPersonPage *self = data;

  if (get_person (self))
    tell_dialled (self, bw_person_pick_up (data, self->phone, get_person (self)));
}

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwPersonPage *self = data;
  GtkRoot *root = gtk_widget_get_root (data);

  gtk_window_present (GTK_WINDOW (bw_person_editor_new (
      GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->phone, get_person (self))));
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_widget_activate_action (data, "app.export-person", "s",
                              bw_person_get_uid (get_person (data)));
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwPersonPage *self = data;
  g_autoptr (BwPerson) person = g_object_ref (get_person (self));

  bw_person_delete (data, self->phone, person); /* the list tells that it is gone */
}

static void
favourite_action (GSimpleAction *action, GVariant *value, gpointer data)
{
  BwPersonPage *self = data;

  bw_person_set_flag (data, self->phone, get_person (self), "favourite",
                      g_variant_get_boolean (value));
}

static void
wait_cb (BwPersonPage *self)
{
  if (self->updating || !get_person (self))
    return;
  bw_person_wait_for (GTK_WIDGET (self), self->phone, get_person (self),
                      gtk_switch_get_active (self->wait));
  update_cb (self); /* also where nothing came of it */
}

static void
watched_cb (BwPersonPage *self)
{
  if (self->updating || !get_person (self))
    return;
  bw_person_set_flag (GTK_WIDGET (self), self->phone, get_person (self), "watched",
                      gtk_switch_get_active (self->watched));
  update_cb (self); /* also where nothing came of it */
}

static void
conversation_cb (BwPersonPage *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[CONVERSATION], 0, conversation);
}

static void
add_actions (BwPersonPage *self)
{
  const GActionEntry entries[] = {
    { "call", call_action },
    { "video-call", video_call_action },
    { "write", write_action },
    { "call-at", call_at_action, "s" },
    { "write-to", write_to_action, "s" },
    { "copy", copy_action, "s" },
    { "pick-up", pick_up_action },
    { "edit", edit_action },
    { "export", export_action },
    { "delete", delete_action },
    { "favourite", NULL, NULL, "false", favourite_action },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "person", G_ACTION_GROUP (self->actions));
}

static void
bw_person_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPersonPage *self = BW_PERSON_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_PERSON:
    g_value_set_object (value, get_person (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_person_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    bw_person_page_set_phone (BW_PERSON_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_person_page_dispose (GObject *object)
{
  BwPersonPage *self = BW_PERSON_PAGE (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  if (self->status)
    bw_person_page_set_phone (self, NULL);
  g_clear_object (&self->people_signals);
  g_clear_object (&self->actions);
  g_clear_object (&self->status);
  g_clear_pointer (&self->shown_addresses, g_ptr_array_unref);

  G_OBJECT_CLASS (bw_person_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_person_page_get_property;
  object_class->set_property = bw_person_page_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_PERSON] =
      g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, flags & ~(guint) G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  const GSignalFlags last = G_SIGNAL_RUN_LAST;

  signals[DIALLED] =
      g_signal_new ("dialled", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[WRITE] =
      g_signal_new ("write", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[CONVERSATION] = g_signal_new ("conversation", type, last, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
  signals[LEFT] = g_signal_new ("left", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, menu);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, name);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, organisation);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, light);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, buttons);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, pick_up_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, addresses_group);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, addresses);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, recent);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, note);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, note_group);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, wishes_group);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, wait_row);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, wait);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, watched_row);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, favourite_row);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, watched);
  gtk_widget_class_bind_template_child (widget_class, BwPersonPage, desktop_label);
}

static void
bw_person_page_class_init (BwPersonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_person_page_dispose;
  install_properties (G_OBJECT_CLASS (klass));
  install_signals (G_TYPE_FROM_CLASS (klass));

  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  g_type_ensure (BW_TYPE_PERSON_LIGHT);
  g_type_ensure (BW_TYPE_PERSON_RECENT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-person-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, wait_cb);
  gtk_widget_class_bind_template_callback (widget_class, watched_cb);
}

static void
bw_person_page_init (BwPersonPage *self)
{
  self->status = bw_person_status_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  g_signal_connect_object (self->status, "changed", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  self->people_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->people_signals, "items-changed", G_CALLBACK (people_cb),
                                  self);
  update_actions (self, NULL);
}

GtkWidget *
bw_person_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_PERSON_PAGE, "phone", phone, NULL);
}

void
bw_person_page_set_phone (BwPersonPage *self, BwPhone *phone)
{
  BwStore *store = phone ? bw_phone_get_store (phone) : NULL;

  g_return_if_fail (BW_IS_PERSON_PAGE (self));

  if (self->phone == phone)
    return;
  bw_person_page_show (self, NULL);
  g_set_object (&self->phone, phone);
  g_signal_group_set_target (self->people_signals, store ? bw_store_get_people (store) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_person_page_show (BwPersonPage *self, BwPerson *person)
{
  g_return_if_fail (BW_IS_PERSON_PAGE (self));

  if (get_person (self) == person)
    return;
  bw_person_status_follow (self->status, self->phone, person);
  update_cb (self);
  bw_person_recent_show (self->recent, self->phone, person);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

BwPerson *
bw_person_page_get_person (BwPersonPage *self)
{
  g_return_val_if_fail (BW_IS_PERSON_PAGE (self), NULL);

  return get_person (self);
}

GActionGroup *
bw_person_page_get_actions (BwPersonPage *self)
{
  g_return_val_if_fail (BW_IS_PERSON_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
bw_person_page_get_menu (BwPersonPage *self)
{
  g_return_val_if_fail (BW_IS_PERSON_PAGE (self), NULL);

  return G_MENU_MODEL (self->menu);
}
