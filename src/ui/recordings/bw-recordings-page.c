/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The recorded calls of the phone's folder. What is in them is played by somebody else. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recordings-page.h"

#include "bw-lengths.h"
#include "bw-recording-row.h"
#include "bw-recording-verbs.h"
#include "bw-recordings.h"
#include "bw-toasts.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_PHONE,
  PROP_SEARCH_MODE,
  PROP_ANY,
  PROP_SHOWN,
  N_PROPS,
};

enum {
  ACTIVATED,
  N_SIGNALS,
};

struct _BwRecordingsPage {
  AdwBin parent_instance;

  /* template widgets */
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkFilterListModel *found;

  /* owned */
  BwPhone *phone;
  BwRecordings *recordings;
  BwRecordingVerbs *verbs;
  BwLengths *lengths;
  GtkFilter *filter;
  char *needle; /* what is searched for, folded */
  BwRecording *shown;
  GPtrArray *items; /* of GtkListItem, that are bound */

  GFile *wanted; /* to be chosen as soon as it is there */
  gboolean any;
};

G_DEFINE_FINAL_TYPE (BwRecordingsPage, bw_recordings_page, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static guint
count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static BwRecordedCalls *
get_recorded_calls (BwRecordingsPage *self)
{
  return bw_phone_get_recorded_calls (self->phone);
}

static gboolean
is_being_written (BwRecordingsPage *self, BwRecording *recording)
{
  return bw_recorded_calls_is_being_written (get_recorded_calls (self), recording);
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  BwRecordingsPage *self = user_data;
  g_autofree char *who = NULL;
  g_autofree char *folded = NULL;

  if (bw_recording_verbs_hides (self->verbs, item))
    return FALSE;
  if (!self->needle || !*self->needle)
    return TRUE;

  who = g_utf8_normalize (bw_recording_get_who (item), -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (who, -1);

  return strstr (folded, self->needle) != NULL;
}

static void
refilter_cb (BwRecordingsPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static const char *
find_page (BwRecordingsPage *self)
{
  if (count (self->found) > 0)
    return "list";
  if (self->needle && *self->needle)
    return "not-found";

  return self->recordings && bw_recordings_get_loaded (self->recordings) ? "empty" : "list";
}

static void
set_any (BwRecordingsPage *self, gboolean any)
{
  if (self->any == any)
    return;

  self->any = any;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANY]);
}

static void
set_shown (BwRecordingsPage *self, BwRecording *recording)
{
  if (self->shown == recording)
    return;

  g_set_object (&self->shown, recording);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static gboolean
has (BwRecordingsPage *self, BwRecording *recording)
{
  return self->recordings &&
         bw_recordings_find (self->recordings, bw_recording_get_file (recording)) == recording &&
         !bw_recording_verbs_hides (self->verbs, recording);
}

static gboolean
begins_day (BwRecordingsPage *self, guint position)
{
  g_autoptr (BwRecording) recording = g_list_model_get_item (G_LIST_MODEL (self->found), position);
  g_autoptr (BwRecording) before =
      position > 0 ? g_list_model_get_item (G_LIST_MODEL (self->found), position - 1) : NULL;

  return recording && (!before || !bw_words_is_same_day (bw_recording_get_started (before),
                                                         bw_recording_get_started (recording)));
}

static void
update_row (BwRecordingsPage *self, GtkListItem *item)
{
  BwRecordingRow *row = BW_RECORDING_ROW (gtk_list_item_get_child (item));
  BwRecording *recording = gtk_list_item_get_item (item);

  bw_recording_row_set_writing (row, is_being_written (self, recording));
  bw_recording_row_set_first_of_day (row, begins_day (self, gtk_list_item_get_position (item)));
}

static void
update_rows (BwRecordingsPage *self)
{
  for (guint i = 0; i < self->items->len; i++)
    update_row (self, self->items->pdata[i]);
}

static void
found_cb (BwRecordingsPage *self)
{
  update_rows (self);
  gtk_stack_set_visible_child_name (self->stack, find_page (self));
}

static void
choose (BwRecordingsPage *self, BwRecording *recording)
{
  g_clear_object (&self->wanted);
  if (is_being_written (self, recording)) {
    bw_toasts_say (GTK_WIDGET (self), _ ("This call is still being recorded"));
    return;
  }

  set_shown (self, recording);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
select_shown (BwRecordingsPage *self)
{
  for (guint i = 0; i < count (self->found); i++) {
    g_autoptr (BwRecording) recording = g_list_model_get_item (G_LIST_MODEL (self->found), i);

    if (recording != self->shown)
      continue;
    gtk_single_selection_set_selected (self->selection, i);
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
    return;
  }
}

static void
choose_wanted (BwRecordingsPage *self)
{
  BwRecording *recording =
      self->wanted && self->recordings ? bw_recordings_find (self->recordings, self->wanted) : NULL;

  if (!recording || bw_recording_verbs_hides (self->verbs, recording))
    return;

  choose (self, recording);
  select_shown (self);
}

static void
changed_cb (BwRecordingsPage *self)
{
  set_any (self, self->recordings && count (self->recordings) > 0);
  if (self->shown && !has (self, self->shown))
    set_shown (self, NULL);
  choose_wanted (self);
  found_cb (self);
}

static void
hidden_cb (BwRecordingsPage *self)
{
  refilter_cb (self);
  changed_cb (self);
}

static void
renamed_cb (BwRecordingsPage *self, BwRecording *old, BwRecording *recording)
{
  if (self->shown != old)
    return;

  set_shown (self, recording);
  select_shown (self);
}

static void
length_cb (BwRecordingsPage *self, GFile *file, gint64 length)
{
  for (guint i = 0; i < self->items->len; i++) {
    BwRecording *recording = gtk_list_item_get_item (self->items->pdata[i]);

    if (g_file_equal (bw_recording_get_file (recording), file))
      bw_recording_set_length (recording, length);
  }
}

static void
measure_cb (BwRecordingsPage *self, BwRecording *recording)
{
  bw_lengths_ask (self->lengths, bw_recording_get_file (recording));
}

static void
setup_row_cb (BwRecordingsPage *self, GtkListItem *item)
{
  GtkWidget *row = bw_recording_row_new ();

  g_signal_connect_object (row, "measure", G_CALLBACK (measure_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (BwRecordingsPage *self, GtkListItem *item)
{
  BwRecordingRow *row = BW_RECORDING_ROW (gtk_list_item_get_child (item));

  g_ptr_array_add (self->items, item);
  update_row (self, item);
  bw_recording_row_set_recording (row, gtk_list_item_get_item (item));
}

static void
unbind_row_cb (BwRecordingsPage *self, GtkListItem *item)
{
  BwRecording *recording = gtk_list_item_get_item (item);

  g_ptr_array_remove (self->items, item);
  if (recording && self->lengths)
    bw_lengths_forget (self->lengths, bw_recording_get_file (recording));
  bw_recording_row_set_recording (BW_RECORDING_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
activate_cb (BwRecordingsPage *self, guint position)
{
  g_autoptr (BwRecording) recording = g_list_model_get_item (G_LIST_MODEL (self->found), position);

  choose (self, recording);
}

static void
search_cb (BwRecordingsPage *self)
{
  g_autofree char *text =
      g_utf8_normalize (gtk_editable_get_text (self->search_entry), -1, G_NORMALIZE_ALL);

  g_free (self->needle);
  self->needle = g_utf8_casefold (text ? text : "", -1);
  refilter_cb (self);
  found_cb (self);
}

static void
set_search_mode (BwRecordingsPage *self, gboolean search_mode)
{
  gtk_search_bar_set_search_mode (self->search_bar, search_mode);
  if (search_mode)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
search_mode_cb (BwRecordingsPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

/* The verb @user_data for the row that has the focus. */
static gboolean
verb_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  BwRecordingsPage *self =
      BW_RECORDINGS_PAGE (gtk_widget_get_ancestor (widget, BW_TYPE_RECORDINGS_PAGE));
  BwRecording *recording = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *uri = NULL;

  if (!recording)
    return GDK_EVENT_PROPAGATE;

  uri = g_file_get_uri (bw_recording_get_file (recording));

  return gtk_widget_activate_action (widget, user_data, "s", uri);
}

/* The focus is on the list's own item widget, whose only child is our row. */
static gboolean
popup_focused_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;

  if (!BW_IS_RECORDING_ROW (row))
    return GDK_EVENT_PROPAGATE;

  bw_recording_row_popup (BW_RECORDING_ROW (row));

  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkEventController *shortcuts,
              const char *trigger,
              GtkShortcutFunc function,
              const char *verb)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                        gtk_callback_action_new (function, (gpointer) verb, NULL)));
}

/* They are the list's, so that Delete in the search entry stays what it is there. */
static void
add_shortcuts (BwRecordingsPage *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  add_shortcut (shortcuts, "Delete", verb_cb, "recording.trash");
  add_shortcut (shortcuts, "F2", verb_cb, "recording.rename");
  add_shortcut (shortcuts, "Menu", popup_focused_cb, NULL);
  add_shortcut (shortcuts, "<Shift>F10", popup_focused_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->list), shortcuts);
}

static void
set_recordings (BwRecordingsPage *self, BwRecordings *recordings)
{
  if (self->recordings)
    g_signal_handlers_disconnect_by_data (self->recordings, self);
  bw_recording_verbs_set_recordings (self->verbs, recordings);
  g_set_object (&self->recordings, recordings);
  gtk_filter_list_model_set_model (self->found, G_LIST_MODEL (recordings));
  if (recordings) {
    g_signal_connect_object (recordings, "items-changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (recordings, "renamed", G_CALLBACK (renamed_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (recordings, "notify::loaded", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  changed_cb (self);
}

/* Another folder, or another call that is recorded to a file of it. */
static void
recorded_cb (BwRecordingsPage *self)
{
  BwRecordings *recordings = bw_recorded_calls_get_recordings (get_recorded_calls (self));

  if (self->recordings != recordings)
    set_recordings (self, recordings);
  update_rows (self);
}

static void
watch_phone (BwRecordingsPage *self)
{
  self->verbs = bw_recording_verbs_new (GTK_WIDGET (self), self->phone);
  g_signal_connect_object (self->verbs, "hidden", G_CALLBACK (hidden_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "recording",
                                  bw_recording_verbs_get_group (self->verbs));
  gtk_filter_list_model_set_filter (self->found, self->filter);
  g_signal_connect_object (get_recorded_calls (self), "changed", G_CALLBACK (recorded_cb), self,
                           G_CONNECT_SWAPPED);
  recorded_cb (self);
}

static void
leave_phone (BwRecordingsPage *self)
{
  g_signal_handlers_disconnect_by_data (get_recorded_calls (self), self);
  gtk_filter_list_model_set_filter (self->found, NULL);
  set_recordings (self, NULL);
  g_signal_handlers_disconnect_by_data (self->verbs, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "recording", NULL);
  g_clear_object (&self->verbs);
}

static void
bw_recordings_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwRecordingsPage *self = BW_RECORDINGS_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_SEARCH_MODE:
    g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->search_bar));
    break;
  case PROP_ANY:
    g_value_set_boolean (value, self->any);
    break;
  case PROP_SHOWN:
    g_value_set_object (value, self->shown);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recordings_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwRecordingsPage *self = BW_RECORDINGS_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    bw_recordings_page_set_phone (self, g_value_get_object (value));
    break;
  case PROP_SEARCH_MODE:
    set_search_mode (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recordings_page_dispose (GObject *object)
{
  BwRecordingsPage *self = BW_RECORDINGS_PAGE (object);

  bw_recordings_page_set_phone (self, NULL);
  g_clear_object (&self->lengths);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (bw_recordings_page_parent_class)->dispose (object);
}

static void
bw_recordings_page_finalize (GObject *object)
{
  BwRecordingsPage *self = BW_RECORDINGS_PAGE (object);

  g_clear_object (&self->wanted);
  g_object_unref (self->filter);
  g_ptr_array_unref (self->items);
  g_free (self->needle);

  G_OBJECT_CLASS (bw_recordings_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags flags = read | G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_SEARCH_MODE] = g_param_spec_boolean ("search-mode", NULL, NULL, FALSE, flags);
  properties[PROP_ANY] = g_param_spec_boolean ("any", NULL, NULL, FALSE, read);
  properties[PROP_SHOWN] = g_param_spec_object ("shown", NULL, NULL, BW_TYPE_RECORDING, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/recordings/bw-recordings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsPage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsPage, list);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsPage, selection);
  gtk_widget_class_bind_template_child (widget_class, BwRecordingsPage, found);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bw_recordings_page_class_init (BwRecordingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_recordings_page_dispose;
  object_class->finalize = bw_recordings_page_finalize;
  object_class->get_property = bw_recordings_page_get_property;
  object_class->set_property = bw_recordings_page_set_property;
  install_properties (object_class);

  signals[ACTIVATED] = g_signal_new ("activated", BW_TYPE_RECORDINGS_PAGE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_recordings_page_init (BwRecordingsPage *self)
{
  self->items = g_ptr_array_new ();
  self->lengths = bw_lengths_new ();
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  add_shortcuts (self);
  g_signal_connect_object (self->lengths, "found", G_CALLBACK (length_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
}

void
bw_recordings_page_set_phone (BwRecordingsPage *self, BwPhone *phone)
{
  g_return_if_fail (BW_IS_RECORDINGS_PAGE (self));

  if (self->phone == phone)
    return;

  if (self->phone)
    leave_phone (self);
  g_set_object (&self->phone, phone);
  if (phone)
    watch_phone (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

BwRecording *
bw_recordings_page_get_shown (BwRecordingsPage *self)
{
  g_return_val_if_fail (BW_IS_RECORDINGS_PAGE (self), NULL);

  return self->shown;
}

GActionGroup *
bw_recordings_page_get_actions (BwRecordingsPage *self)
{
  g_return_val_if_fail (BW_IS_RECORDINGS_PAGE (self), NULL);

  return self->verbs ? bw_recording_verbs_get_group (self->verbs) : NULL;
}

void
bw_recordings_page_choose (BwRecordingsPage *self, GFile *file)
{
  g_return_if_fail (BW_IS_RECORDINGS_PAGE (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE); /* it may not be among what was found */
  g_set_object (&self->wanted, file);
  choose_wanted (self);
}
