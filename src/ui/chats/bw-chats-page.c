/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The conversations, and what is found in them: one list view, whose rows are conversations or,
 * while one searches, a heading and messages. What a conversation holds is shown elsewhere.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-chats-page.h"

#include "bw-conversation-row.h"
#include "bw-list-growth.h"
#include "bw-list-top.h"
#include "bw-message-search.h"
#include "bw-peer.h"
#include "bw-search-hit-row.h"
#include "bw-shown-selection.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_SHOWN, PROP_SEARCH_MODE, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { ACTIVATED, DIALLED, REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwChatsPage {
  AdwBin parent_instance;

  /* template widgets */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list;
  BwShownSelection *selection;
  GListStore *parts; /* the three of below, one after the other */
  GtkFilterListModel *conversations;
  GtkSliceListModel *rows; /* of them */
  GtkStringList *heading;

  /* owned */
  BwPhone *phone;
  BwMessageSearch *search;
  GtkCustomFilter *filter;
  char *wanted; /* what is searched for, case folded */
};

G_DEFINE_FINAL_TYPE (BwChatsPage, bw_chats_page, ADW_TYPE_BIN)

static BwStore *
get_store (BwChatsPage *self)
{
  return bw_phone_get_store (self->phone);
}

static void
choose_page_cb (BwChatsPage *self)
{
  const char *name = "list";

  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    name = self->wanted ? "not-found" : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static gboolean
contains (const char *text, const char *wanted)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded && strstr (folded, wanted);
}

static gboolean
is_wanted (gpointer item, gpointer data)
{
  BwChatsPage *self = data;
  g_autofree char *name = self->wanted ? bw_peer_name (self->phone, item) : NULL;

  return !self->wanted || contains (name, self->wanted) ||
         contains (bw_conversation_get_peer (item), self->wanted);
}

/* Messages come under a heading, which is there with the first of them. */
static void
hits_changed_cb (BwChatsPage *self)
{
  const char *const heading[] = { _ ("Messages"), NULL };
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->search)) > 0;
  guint n_headings = g_list_model_get_n_items (G_LIST_MODEL (self->heading));

  if (any != (n_headings > 0))
    gtk_string_list_splice (self->heading, 0, n_headings, any ? heading : NULL);
}

static void
search_changed_cb (BwChatsPage *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  gboolean any = text[0] != '\0';

  g_free (self->wanted);
  self->wanted = any ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_list_model_set_filter (self->conversations, any ? GTK_FILTER (self->filter) : NULL);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->search)
    bw_message_search_set_text (self->search, any ? text : NULL);
  choose_page_cb (self);
}

/* The keyboard goes there also where the entry is to be seen already. */
static void
set_search_mode (BwChatsPage *self, gboolean search_mode)
{
  gtk_search_bar_set_search_mode (self->search_bar, search_mode);
  if (search_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
search_mode_cb (BwChatsPage *self)
{
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

static GtkWidget *
make_child (BwChatsPage *self, GType type)
{
  if (type == BW_TYPE_CONVERSATION_ROW)
    return bw_conversation_row_new (self->phone);

  return type == BW_TYPE_SEARCH_HIT_ROW ? bw_search_hit_row_new (self->phone) : make_heading ();
}

/* A row that is used again mostly is of the right kind already. */
static gpointer
ensure_child (BwChatsPage *self, GtkListItem *item, GType type)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (!child || G_OBJECT_TYPE (child) != type)
    gtk_list_item_set_child (item, make_child (self, type));
  gtk_list_item_set_activatable (item, type != GTK_TYPE_LABEL);

  return gtk_list_item_get_child (item);
}

static void
bind_row_cb (BwChatsPage *self, GtkListItem *item)
{
  gpointer object = gtk_list_item_get_item (item);

  if (BW_IS_CONVERSATION (object))
    bw_conversation_row_set_conversation (ensure_child (self, item, BW_TYPE_CONVERSATION_ROW),
                                          object);
  else if (BW_IS_SEARCH_HIT (object))
    bw_search_hit_row_set_hit (ensure_child (self, item, BW_TYPE_SEARCH_HIT_ROW), object);
  else
    gtk_label_set_label (ensure_child (self, item, GTK_TYPE_LABEL),
                         gtk_string_object_get_string (object));
}

static void
unbind_row_cb (BwChatsPage *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  if (BW_IS_CONVERSATION_ROW (child))
    bw_conversation_row_set_conversation (BW_CONVERSATION_ROW (child), NULL);
  else if (BW_IS_SEARCH_HIT_ROW (child))
    bw_search_hit_row_set_hit (BW_SEARCH_HIT_ROW (child), NULL);
}

static void
activate (BwChatsPage *self, gpointer item)
{
  if (BW_IS_CONVERSATION (item))
    g_signal_emit (self, signals[ACTIVATED], 0, item, (gint64) 0);
  else if (BW_IS_SEARCH_HIT (item))
    g_signal_emit (self, signals[ACTIVATED], 0, bw_search_hit_get_conversation (item),
                   bw_message_get_id (bw_search_hit_get_message (item)));
}

static void
activate_cb (BwChatsPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  activate (self, item);
}

/* Enter in the search entry takes what was found first; what was typed last may not have been
 * looked for yet. */
static void
search_activate_cb (BwChatsPage *self)
{
  search_changed_cb (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)) && i < 2; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

    if (GTK_IS_STRING_OBJECT (item))
      continue;
    activate (self, item);
    return;
  }
}

static BwConversation *
find_target (BwChatsPage *self, GVariant *target)
{
  return bw_store_find_conversation_by_id (get_store (self), g_variant_get_int64 (target));
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwChatsPage *self = BW_CHATS_PAGE (widget);
  BwConversation *conversation = find_target (self, target);
  g_autoptr (GError) error = NULL;
  BwCall *call;

  if (!conversation)
    return;
  call = bw_phone_dial (
      self->phone, bw_messenger_get_account (bw_phone_get_messenger (self->phone), conversation),
      bw_conversation_get_peer (conversation), FALSE, &error);
  if (call)
    g_signal_emit (self, signals[DIALLED], 0, call);
  else
    bw_toasts_say_error (widget, error);
}

static void
mark_read_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwChatsPage *self = BW_CHATS_PAGE (widget);
  BwConversation *conversation = find_target (self, target);
  g_autoptr (GError) error = NULL;

  if (conversation &&
      !bw_messenger_mark_read (bw_phone_get_messenger (self->phone), conversation, &error))
    bw_toasts_say_error (widget, error);
}

static void
copy_address_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwConversation *conversation = find_target (BW_CHATS_PAGE (widget), target);

  if (!conversation)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          bw_conversation_get_peer (conversation));
  bw_toasts_say (widget, _ ("Address copied"));
}

static void
undo_cb (BwChatsPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!bw_store_restore_removed (get_store (self), &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwChatsPage *self = BW_CHATS_PAGE (widget);
  g_autoptr (BwConversation) conversation = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (!g_set_object (&conversation, find_target (self, target)))
    return;
  if (!bw_store_remove_conversation (get_store (self), conversation, &error)) {
    bw_toasts_say_error (widget, error);
    return;
  }
  g_signal_emit (self, signals[REMOVED], 0, conversation);
  toast = bw_toasts_offer (widget, _ ("Conversation deleted"), _ ("_Undo"));
  if (toast)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                             G_CONNECT_SWAPPED);
}

/* The focus is on the list's own item widget, whose only child is our row. */
static BwConversationRow *
get_focused (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;

  return BW_IS_CONVERSATION_ROW (row) ? BW_CONVERSATION_ROW (row) : NULL;
}

/* The name of an action with the id of the focused conversation as its target. */
static gboolean
focused_cb (GtkWidget *widget, GVariant *args, gpointer action)
{
  BwConversationRow *row = get_focused (widget);
  g_autoptr (BwConversation) conversation = NULL;

  if (!row)
    return GDK_EVENT_PROPAGATE;
  g_object_get (row, "conversation", &conversation, NULL);

  return gtk_widget_activate_action (widget, action, "x", bw_conversation_get_id (conversation));
}

static gboolean
popup_focused_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  BwConversationRow *row = get_focused (widget);

  if (!row)
    return GDK_EVENT_PROPAGATE;
  bw_conversation_row_popup (row);

  return GDK_EVENT_STOP;
}

/* They are the list's, so that Delete in the search entry stays what it is there. */
static void
add_shortcuts (BwChatsPage *self)
{
  const struct {
    const char *trigger;
    GtkShortcutFunc function;
    const char *action;
  } table[] = {
    { "Delete", focused_cb, "chats.delete" },
    { "<Control>c", focused_cb, "chats.copy-address" },
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

static void
bw_chats_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwChatsPage *self = BW_CHATS_PAGE (object);

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
bw_chats_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwChatsPage *self = BW_CHATS_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    bw_chats_page_set_phone (self, g_value_get_object (value));
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
bw_chats_page_dispose (GObject *object)
{
  BwChatsPage *self = BW_CHATS_PAGE (object);

  bw_chats_page_set_phone (self, NULL);
  if (self->filter)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (bw_chats_page_parent_class)->dispose (object);
}

static void
bw_chats_page_finalize (GObject *object)
{
  g_free (BW_CHATS_PAGE (object)->wanted);

  G_OBJECT_CLASS (bw_chats_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_chats_page_get_property;
  object_class->set_property = bw_chats_page_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_SHOWN] = g_param_spec_object ("shown", NULL, NULL, BW_TYPE_CONVERSATION, flags);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  signals[ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, BW_TYPE_CONVERSATION, G_TYPE_INT64);
  signals[DIALLED] = g_signal_new ("dialled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BW_TYPE_CONVERSATION);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chats.call", "x", call_action);
  gtk_widget_class_install_action (widget_class, "chats.mark-read", "x", mark_read_action);
  gtk_widget_class_install_action (widget_class, "chats.copy-address", "x", copy_address_action);
  gtk_widget_class_install_action (widget_class, "chats.delete", "x", delete_action);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_SHOWN_SELECTION);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-chats-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, list);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, selection);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, parts);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, conversations);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, BwChatsPage, heading);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bw_chats_page_class_init (BwChatsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_chats_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_chats_page_finalize;
  install_properties (G_OBJECT_CLASS (klass));
  install_signals (G_TYPE_FROM_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_chats_page_init (BwChatsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  add_shortcuts (self);
  bw_list_stay_on_top (self->list);
  bw_list_grow (self->list, self->rows);
}

GtkWidget *
bw_chats_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_CHATS_PAGE, "phone", phone, NULL);
}

static void
leave_store (BwChatsPage *self)
{
  g_list_store_remove_all (self->parts);
  gtk_filter_list_model_set_model (self->conversations, NULL);
  g_clear_object (&self->search);
}

static void
enter_store (BwChatsPage *self)
{
  self->search = bw_message_search_new (get_store (self));
  g_signal_connect_object (self->search, "items-changed", G_CALLBACK (hits_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_model (self->conversations,
                                   G_LIST_MODEL (bw_store_get_conversations (get_store (self))));
  g_list_store_append (self->parts, self->rows);
  g_list_store_append (self->parts, self->heading);
  g_list_store_append (self->parts, self->search);
  search_changed_cb (self);
}

void
bw_chats_page_set_phone (BwChatsPage *self, BwPhone *phone)
{
  if (self->phone == phone)
    return;
  if (self->phone)
    leave_store (self);
  g_set_object (&self->phone, phone);
  if (phone)
    enter_store (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_chats_page_step (BwChatsPage *self, BwConversation *from, int step)
{
  GListModel *model = G_LIST_MODEL (self->conversations);
  guint position = bw_shown_selection_find (self->selection, from);
  g_autoptr (GObject) next = NULL;

  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if (step > 0 || position > 0)
    position += (guint) step;
  next = g_list_model_get_item (model, position);
  if (!next)
    return;
  activate (self, next);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}
