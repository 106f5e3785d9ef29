/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list of people beside the page. In which order they come, and who of them is found, is known
 * by its model; what a person is in full is shown elsewhere.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-people-page.h"

#include "bw-directory.h"
#include "bw-list-growth.h"
#include "bw-list-places.h"
#include "bw-people-list.h"
#include "bw-person-editor.h"
#include "bw-person-row.h"
#include "bw-person-verbs.h"
#include "bw-shown-selection.h"
#include "bw-watchers-waiting.h"

#include <glib/gi18n.h>

/* As many rows as are on a large screen, twice. */
#define MOST_SPARE 48

enum { PROP_0, PROP_PHONE, PROP_SHOWN, PROP_SEARCH_MODE, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { ACTIVATED, DIALLED, WRITE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwPeoplePage {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *bar;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkButton *add_typed;
  GtkListView *list;
  BwPeopleList *people;
  GtkSliceListModel *rows; /* of them */
  BwShownSelection *selection;

  /* owned */
  BwPhone *phone;
  GPtrArray *spare;  /* of BwPersonRow */
  GHashTable *bound; /* GtkListItem by BwPlace */
};

G_DEFINE_FINAL_TYPE (BwPeoplePage, bw_people_page, ADW_TYPE_BIN)

static char *
dup_typed (BwPeoplePage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
}

static void
offer_typed (BwPeoplePage *self, const char *typed)
{
  /* Translators: what was searched for, as the name or number of somebody new */
  g_autofree char *label = g_strdup_printf (_ ("Add “%s”"), typed);

  gtk_button_set_label (self->add_typed, label);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (self->add_typed)),
                           PANGO_ELLIPSIZE_MIDDLE);
}

static void
choose_page_cb (BwPeoplePage *self)
{
  g_autofree char *typed = dup_typed (self);
  const char *name = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->people)) == 0)
    name =
        typed[0] != '\0' && bw_people_list_get_n_people (self->people) > 0 ? "not-found" : "empty";
  offer_typed (self, typed);
  gtk_widget_set_visible (self->bar, strcmp (name, "empty") != 0); /* that page has its buttons */
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* What is found begins at its top. While one types there are as many rows as one sees: all of them
 * change with each key. */
static void
search_changed_cb (BwPeoplePage *self)
{
  g_autofree char *typed = dup_typed (self);
  gboolean searches = typed[0] != '\0';

  if (searches)
    bw_list_cut (self->list, self->rows);
  bw_people_list_set_text (self->people, searches ? typed : NULL);
  if (!searches)
    bw_list_grow (self->list, self->rows);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  choose_page_cb (self);
}

/* More of what was found, for whoever goes on to its end. */
static void
scrolled_cb (BwPeoplePage *self, GtkAdjustment *scroll)
{
  double page = gtk_adjustment_get_page_size (scroll);

  if (bw_people_list_get_searches (self->people) &&
      gtk_adjustment_get_value (scroll) + 2 * page > gtk_adjustment_get_upper (scroll))
    bw_list_extend (self->rows);
}

/* The keyboard goes there also where the entry is to be seen already. */
static void
set_search_mode (BwPeoplePage *self, gboolean search_mode)
{
  gtk_search_bar_set_search_mode (self->search_bar, search_mode);
  if (search_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
prepare_search (BwPeoplePage *self)
{
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)), 0);
  bw_list_shrink (self->list, self->rows);
}

static void
search_mode_cb (BwPeoplePage *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    prepare_search (self);
  else
    bw_list_grow (self->list, self->rows);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

static GtkWidget *
make_heading (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "list-heading");

  return label;
}

/* Rows are let go of and made anew whenever something else is in the list, which costs more than
 * all the rest: those that were let go of last are kept for the next time. Returns: (transfer full)
 */
static GtkWidget *
take_row (BwPeoplePage *self)
{
  if (self->spare->len == 0)
    return g_object_ref_sink (bw_person_row_new (self->phone));

  return g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
}

static void
keep_row (BwPeoplePage *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (!BW_IS_PERSON_ROW (child) || !self->phone || self->spare->len >= MOST_SPARE)
    return;
  bw_person_row_set_person (BW_PERSON_ROW (child), NULL);
  g_ptr_array_add (self->spare, g_object_ref (child));
  gtk_list_item_set_child (item, NULL);
}

static void
teardown_row_cb (BwPeoplePage *self, GtkListItem *item)
{
  keep_row (self, item);
}

static void
set_row (BwPeoplePage *self, GtkListItem *item)
{
  g_autoptr (GtkWidget) row = take_row (self);

  gtk_list_item_set_child (item, row);
}

/* A row that is used again mostly is of the right kind already. */
static gpointer
ensure_child (BwPeoplePage *self, GtkListItem *item, GType type)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  gboolean person = type == BW_TYPE_PERSON_ROW;

  if (!child || G_OBJECT_TYPE (child) != type) {
    keep_row (self, item);
    if (person)
      set_row (self, item);
    else
      gtk_list_item_set_child (item, make_heading ());
  }
  gtk_list_item_set_activatable (item, person);

  return gtk_list_item_get_child (item);
}

static void
show_place (BwPeoplePage *self, GtkListItem *item, BwPlace *place)
{
  gpointer object = bw_place_get_item (place);

  if (BW_IS_PERSON (object))
    bw_person_row_set_person (ensure_child (self, item, BW_TYPE_PERSON_ROW), object);
  else
    gtk_label_set_label (ensure_child (self, item, GTK_TYPE_LABEL),
                         gtk_string_object_get_string (object));
}

/* Somebody else stands there now. */
static void
place_cb (BwPeoplePage *self, GParamSpec *pspec, BwPlace *place)
{
  show_place (self, g_hash_table_lookup (self->bound, place), place);
}

static void
bind_row_cb (BwPeoplePage *self, GtkListItem *item)
{
  BwPlace *place = gtk_list_item_get_item (item);

  g_hash_table_insert (self->bound, place, item);
  g_signal_connect_object (place, "notify::item", G_CALLBACK (place_cb), self, G_CONNECT_SWAPPED);
  show_place (self, item, place);
}

static void
unbind_row_cb (BwPeoplePage *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  BwPlace *place = gtk_list_item_get_item (item);

  g_signal_handlers_disconnect_by_func (place, place_cb, self);
  g_hash_table_remove (self->bound, place);
  if (BW_IS_PERSON_ROW (child))
    bw_person_row_set_person (BW_PERSON_ROW (child), NULL);
}

static void
activate_cb (BwPeoplePage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (BW_IS_PERSON (item))
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

/* Enter takes who was found first; what was typed last may not have been looked for yet. */
static void
search_activate_cb (BwPeoplePage *self)
{
  g_autoptr (GObject) first = NULL;

  search_changed_cb (self);
  first = g_list_model_get_item (G_LIST_MODEL (self->people), 0);
  if (BW_IS_PERSON (first))
    g_signal_emit (self, signals[ACTIVATED], 0, first);
}

static BwPerson *
find_target (BwPeoplePage *self, GVariant *target)
{
  return self->phone ? bw_person_find (self->phone, g_variant_get_string (target, NULL)) : NULL;
}

static void
tell_dialled (BwPeoplePage *self, BwCall *call)
{
  if (call)
    g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (BwPerson) person = find_target (self, target);

  if (person)
    tell_dialled (self, bw_person_call (widget, self->phone, person, NULL, FALSE));
}

static void
video_call_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (BwPerson) person = find_target (self, target);

  if (person)
    tell_dialled (self, bw_person_call (widget, self->phone, person, NULL, TRUE));
}

static void
pick_up_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (BwPerson) person = find_target (self, target);

  if (person)
    tell_dialled (self, bw_person_pick_up (widget, self->phone, person));
}

static void
write_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (BwPerson) person = find_target (self, target);
  BwConversation *conversation =
      person ? bw_person_write (widget, self->phone, person, NULL) : NULL;

  if (conversation)
    g_signal_emit (self, signals[WRITE], 0, conversation);
}

static void
favourite_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (GVariant) uid = g_variant_get_child_value (target, 0);
  g_autoptr (GVariant) favourite = g_variant_get_child_value (target, 1);
  g_autoptr (BwPerson) person = find_target (self, uid);

  if (person)
    bw_person_set_flag (widget, self->phone, person, "favourite",
                        g_variant_get_boolean (favourite));
}

static void
wait_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (GVariant) uid = g_variant_get_child_value (target, 0);
  g_autoptr (GVariant) wait = g_variant_get_child_value (target, 1);
  g_autoptr (BwPerson) person = find_target (self, uid);

  if (person)
    bw_person_wait_for (widget, self->phone, person, g_variant_get_boolean (wait));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (BwPerson) person = find_target (self, target);

  if (person && bw_person_is_own (person))
    bw_person_delete (widget, self->phone, person);
}

static void
saved_cb (BwPeoplePage *self, BwPerson *person)
{
  g_signal_emit (self, signals[ACTIVATED], 0, person);
}

static BwPersonEditor *
open_editor (BwPeoplePage *self, BwPerson *person)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  BwPersonEditor *editor =
      bw_person_editor_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->phone, person);

  if (!person)
    g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));

  return editor;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *target)
{
  open_editor (BW_PEOPLE_PAGE (widget), NULL);
}

static void
add_typed_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autofree char *typed = dup_typed (self);

  bw_person_editor_fill (open_editor (self, NULL), typed);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (widget);
  g_autoptr (BwPerson) person = find_target (self, target);

  if (person && bw_person_is_own (person))
    open_editor (self, person);
}

/* The focus is on the list's own item widget, whose only child is our row. */
static BwPersonRow *
get_focused (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;

  return BW_IS_PERSON_ROW (row) ? BW_PERSON_ROW (row) : NULL;
}

/* The name of an action with the focused person as its target. */
static gboolean
focused_cb (GtkWidget *widget, GVariant *args, gpointer action)
{
  BwPersonRow *row = get_focused (widget);

  return row && gtk_widget_activate_action (widget, action, "s",
                                            bw_person_get_uid (bw_person_row_get_person (row)));
}

static gboolean
popup_focused_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  BwPersonRow *row = get_focused (widget);

  if (!row)
    return GDK_EVENT_PROPAGATE;
  bw_person_row_popup (row);

  return GDK_EVENT_STOP;
}

/* They are the list's, so that Delete in the search entry stays what it is there. */
static void
add_shortcuts (BwPeoplePage *self)
{
  const struct {
    const char *trigger;
    GtkShortcutFunc function;
    const char *action;
  } table[] = {
    { "Delete", focused_cb, "people.delete" },
    { "F2", focused_cb, "people.edit" },
    { "Menu", popup_focused_cb, NULL },
    { "<Shift>F10", popup_focused_cb, NULL },
  };
  GtkShortcutController *shortcuts = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_shortcut_controller_add_shortcut (
        shortcuts, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (table[i].trigger),
                                     gtk_callback_action_new (table[i].function,
                                                              (gpointer) table[i].action, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (shortcuts));
}

/* Whoever never looks at the list does not pay for it. */
static void
fill (BwPeoplePage *self)
{
  if (self->phone && gtk_widget_get_mapped (GTK_WIDGET (self)))
    bw_people_list_set_source (self->people,
                               bw_directory_get_everybody (bw_phone_get_directory (self->phone)));
  choose_page_cb (self);
}

static void
bw_people_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_people_page_parent_class)->map (widget);
  fill (BW_PEOPLE_PAGE (widget));
}

static void
bw_people_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_SHOWN:
    g_object_get_property (G_OBJECT (self->selection), "shown", value);
    break;
  case PROP_SEARCH_MODE:
    g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_people_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    bw_people_page_set_phone (self, g_value_get_object (value));
    break;
  case PROP_SHOWN:
    bw_shown_selection_set_shown (self->selection, g_value_get_object (value));
    break;
  case PROP_SEARCH_MODE:
    set_search_mode (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_people_page_finalize (GObject *object)
{
  g_hash_table_unref (BW_PEOPLE_PAGE (object)->bound);

  G_OBJECT_CLASS (bw_people_page_parent_class)->finalize (object);
}

static void
bw_people_page_dispose (GObject *object)
{
  BwPeoplePage *self = BW_PEOPLE_PAGE (object);

  bw_people_page_set_phone (self, NULL);
  g_clear_pointer (&self->spare, g_ptr_array_unref);

  G_OBJECT_CLASS (bw_people_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_people_page_get_property;
  object_class->set_property = bw_people_page_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_SHOWN] = g_param_spec_object ("shown", NULL, NULL, BW_TYPE_PERSON, flags);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, BW_TYPE_PERSON);
  signals[DIALLED] = g_signal_new ("dialled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[WRITE] = g_signal_new ("write", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, BW_TYPE_CONVERSATION);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "people.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "people.add-typed", NULL, add_typed_action);
  gtk_widget_class_install_action (widget_class, "people.call", "s", call_action);
  gtk_widget_class_install_action (widget_class, "people.video-call", "s", video_call_action);
  gtk_widget_class_install_action (widget_class, "people.write", "s", write_action);
  gtk_widget_class_install_action (widget_class, "people.pick-up", "s", pick_up_action);
  gtk_widget_class_install_action (widget_class, "people.favourite", "(sb)", favourite_action);
  gtk_widget_class_install_action (widget_class, "people.wait", "(sb)", wait_action);
  gtk_widget_class_install_action (widget_class, "people.edit", "s", edit_action);
  gtk_widget_class_install_action (widget_class, "people.delete", "s", delete_action);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_LIST_PLACES);
  g_type_ensure (BW_TYPE_PEOPLE_LIST);
  g_type_ensure (BW_TYPE_SHOWN_SELECTION);
  g_type_ensure (BW_TYPE_WATCHERS_WAITING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, bar);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, add_typed);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, people);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, rows);
  gtk_widget_class_bind_template_child (widget_class, BwPeoplePage, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, teardown_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
}

static void
bw_people_page_class_init (BwPeoplePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_people_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_people_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = bw_people_page_map;
  install_properties (G_OBJECT_CLASS (klass));
  install_signals (G_TYPE_FROM_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_people_page_init (BwPeoplePage *self)
{
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  self->bound = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  add_shortcuts (self);
  bw_list_grow (self->list, self->rows);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)),
                           "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
bw_people_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_PEOPLE_PAGE, "phone", phone, NULL);
}

void
bw_people_page_set_phone (BwPeoplePage *self, BwPhone *phone)
{
  g_return_if_fail (BW_IS_PEOPLE_PAGE (self));

  if (self->phone == phone)
    return;
  bw_people_list_set_source (self->people, NULL);
  if (self->spare)
    g_ptr_array_set_size (self->spare, 0);
  g_set_object (&self->phone, phone);
  fill (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}
