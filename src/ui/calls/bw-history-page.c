/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every call that was. The list pages through the store by itself; this page filters, searches,
 * deletes and calls back.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-history-page.h"

#include "bw-call-history.h"
#include "bw-history-row.h"
#include "bw-list-top.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_SEARCH_MODE, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { ACTIVATED, DIALLED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SEEN_AFTER                                                                                 \
  1500 /* ms: as long as a glance takes, so that what is new can be told from what was seen */

struct _BwHistoryPage {
  AdwBin parent_instance;

  /* template widgets */
  GtkToggleButton *all_button;
  GtkToggleButton *missed_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;

  /* owned */
  BwPhone *phone;
  BwCallHistory *history;
  GSignalGroup *store_signals;

  guint seen_source;
};

G_DEFINE_FINAL_TYPE (BwHistoryPage, bw_history_page, ADW_TYPE_BIN)

static BwStore *
get_store (BwHistoryPage *self)
{
  return self->phone != NULL ? bw_phone_get_store (self->phone) : NULL;
}

static const char *
page_name (BwHistoryPage *self)
{
  const char *search = self->history != NULL ? bw_call_history_get_search (self->history) : NULL;

  if (self->history != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->history)) > 0)
    return "list";
  if (search != NULL && search[0] != '\0')
    return "not-found";

  return gtk_toggle_button_get_active (self->missed_button) ? "no-missed" : "empty";
}

static void
choose_page_cb (BwHistoryPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, page_name (self));
}

static gboolean
mark_seen_cb (gpointer user_data)
{
  BwHistoryPage *self = user_data;
  g_autoptr (GError) error = NULL;

  self->seen_source = 0;
  if (!bw_store_mark_calls_seen (get_store (self), NULL, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);

  return G_SOURCE_REMOVE;
}

static gboolean
is_looked_at (BwHistoryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (root) &&
         gtk_window_is_active (GTK_WINDOW (root));
}

static void
watch_seen_cb (BwHistoryPage *self)
{
  gboolean unseen = get_store (self) != NULL && bw_store_get_unseen_missed (get_store (self)) > 0;

  if (!unseen || !is_looked_at (self))
    g_clear_handle_id (&self->seen_source, g_source_remove);
  else if (self->seen_source == 0)
    self->seen_source = g_timeout_add (SEEN_AFTER, mark_seen_cb, self);
}

static void
filter_cb (BwHistoryPage *self)
{
  if (self->history == NULL)
    return;
  bw_call_history_set_missed_only (self->history,
                                   gtk_toggle_button_get_active (self->missed_button));
  bw_call_history_set_search (self->history,
                              gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  choose_page_cb (self);
}

/* The keyboard goes there also where the entry is to be seen already. */
static void
set_search_mode (BwHistoryPage *self, gboolean search_mode)
{
  gtk_search_bar_set_search_mode (self->search_bar, search_mode);
  if (search_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
search_mode_cb (BwHistoryPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

static void
setup_row_cb (BwHistoryPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, bw_history_row_new (self->phone));
}

static void
bind_row_cb (BwHistoryPage *self, GtkListItem *item)
{
  bw_history_row_set_record (BW_HISTORY_ROW (gtk_list_item_get_child (item)),
                             gtk_list_item_get_item (item));
}

static void
unbind_row_cb (BwHistoryPage *self, GtkListItem *item)
{
  bw_history_row_set_record (BW_HISTORY_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
activate_cb (BwHistoryPage *self, guint position)
{
  g_autoptr (BwCallRecord) record = g_list_model_get_item (G_LIST_MODEL (self->history), position);

  g_signal_emit (self, signals[ACTIVATED], 0, record);
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (widget);
  g_autoptr (GError) error = NULL;
  const char *peer;
  const char *account;
  BwCall *call;

  g_variant_get (target, "(&s&s)", &peer, &account);
  call = bw_phone_dial (self->phone, bw_phone_find_account (self->phone, account), peer, FALSE,
                        &error);
  if (call == NULL)
    bw_toasts_say_error (widget, error);
  else
    g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *target)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), g_variant_get_string (target, NULL));
  bw_toasts_say (widget, _ ("Address copied"));
}

static void
undo_cb (BwHistoryPage *self)
{
  g_autoptr (GError) error = NULL;

  if (!bw_store_restore_calls (get_store (self), &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
offer_undo (BwHistoryPage *self, const char *text)
{
  AdwToast *toast = bw_toasts_offer (GTK_WIDGET (self), text, _ ("_Undo"));

  if (toast != NULL)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *target)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (widget);
  g_autoptr (GError) error = NULL;

  if (bw_store_delete_call (get_store (self), g_variant_get_int64 (target), &error))
    offer_undo (self, _ ("Call deleted"));
  else
    bw_toasts_say_error (widget, error);
}

static void
clear_cb (BwHistoryPage *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_store_clear_calls (get_store (self), &error))
    offer_undo (self, _ ("All calls deleted"));
  else
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *target)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Delete All Calls?"),
                              _ ("The history of calls will be empty."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                    _ ("_Delete All"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response::delete", G_CALLBACK (clear_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
delete_selected_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  BwCallRecord *record =
      gtk_single_selection_get_selected_item (BW_HISTORY_PAGE (widget)->selection);

  return record != NULL &&
         gtk_widget_activate_action (widget, "history.delete", "x", bw_call_record_get_id (record));
}

static gboolean
copy_selected_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  BwCallRecord *record =
      gtk_single_selection_get_selected_item (BW_HISTORY_PAGE (widget)->selection);

  return record != NULL &&
         gtk_widget_activate_action (widget, "history.copy", "s", bw_call_record_get_peer (record));
}

/* The focus is on the list's own item widget, whose only child is our row. */
static gboolean
popup_focused_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  if (!BW_IS_HISTORY_ROW (row))
    return GDK_EVENT_PROPAGATE;
  bw_history_row_popup (BW_HISTORY_ROW (row));

  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkShortcutController *shortcuts, const char *trigger, GtkShortcutFunc function)
{
  gtk_shortcut_controller_add_shortcut (
      shortcuts, gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                   gtk_callback_action_new (function, NULL, NULL)));
}

/* They are the list's, so that Delete in the search entry stays what it is there. */
static void
add_shortcuts (BwHistoryPage *self)
{
  GtkShortcutController *shortcuts = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  add_shortcut (shortcuts, "Delete", delete_selected_cb);
  add_shortcut (shortcuts, "<Control>c", copy_selected_cb);
  add_shortcut (shortcuts, "Menu", popup_focused_cb);
  add_shortcut (shortcuts, "<Shift>F10", popup_focused_cb);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (shortcuts));
}

static void
bw_history_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_history_page_parent_class)->map (widget);
  watch_seen_cb (BW_HISTORY_PAGE (widget));
}

static void
bw_history_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_history_page_parent_class)->unmap (widget);
  watch_seen_cb (BW_HISTORY_PAGE (widget));
}

static void
bw_history_page_root (GtkWidget *widget)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (bw_history_page_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    g_signal_connect_object (root, "notify::is-active", G_CALLBACK (watch_seen_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
bw_history_page_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), watch_seen_cb, widget);
  GTK_WIDGET_CLASS (bw_history_page_parent_class)->unroot (widget);
}

static void
bw_history_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_SEARCH_MODE:
    g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_history_page_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_history_page_set_phone (self, g_value_get_object (value));
    break;
  case PROP_SEARCH_MODE:
    set_search_mode (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_history_page_dispose (GObject *object)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (object);

  g_clear_handle_id (&self->seen_source, g_source_remove);
  bw_history_page_set_phone (self, NULL);

  G_OBJECT_CLASS (bw_history_page_parent_class)->dispose (object);
}

static void
bw_history_page_finalize (GObject *object)
{
  BwHistoryPage *self = BW_HISTORY_PAGE (object);

  g_object_unref (self->store_signals);

  G_OBJECT_CLASS (bw_history_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_history_page_get_property;
  object_class->set_property = bw_history_page_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  signals[ACTIVATED] = g_signal_new ("activated", BW_TYPE_HISTORY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL_RECORD);
  signals[DIALLED] = g_signal_new ("dialled", BW_TYPE_HISTORY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, missed_button);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bw_history_page_class_init (BwHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_history_page_dispose;
  object_class->finalize = bw_history_page_finalize;
  widget_class->map = bw_history_page_map;
  widget_class->unmap = bw_history_page_unmap;
  widget_class->root = bw_history_page_root;
  widget_class->unroot = bw_history_page_unroot;
  install_properties (object_class);
  install_signals ();

  gtk_widget_class_install_action (widget_class, "history.call", "(ss)", call_action);
  gtk_widget_class_install_action (widget_class, "history.copy", "s", copy_action);
  gtk_widget_class_install_action (widget_class, "history.delete", "x", delete_action);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, clear_action);
  bind_template (widget_class);
}

static void
bw_history_page_init (BwHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  add_shortcuts (self);
  bw_list_stay_on_top (self->list);
  self->store_signals = g_signal_group_new (BW_TYPE_STORE);
  g_signal_group_connect_swapped (self->store_signals, "notify::unseen-missed",
                                  G_CALLBACK (watch_seen_cb), self);
}

GtkWidget *
bw_history_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_HISTORY_PAGE, "phone", phone, NULL);
}

void
bw_history_page_set_phone (BwHistoryPage *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->history);
  g_signal_group_set_target (self->store_signals, get_store (self));
  if (phone != NULL) {
    self->history = bw_call_history_new (get_store (self));
    g_signal_connect_object (self->history, "items-changed", G_CALLBACK (choose_page_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->history));
    filter_cb (self);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_history_page_set_missed_only (BwHistoryPage *self, gboolean missed_only)
{
  gtk_toggle_button_set_active (missed_only ? self->missed_button : self->all_button, TRUE);
}
