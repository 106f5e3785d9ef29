/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the choice of a file to the people in the list. How a file is read, and what an import
 * changes, is known by others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-import-dialog.h"

#include "bw-import-places.h"
#include "bw-import-row.h"
#include "bw-import.h"
#include "bw-store-people.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

struct _BwImportDialog {
  AdwWindow parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkButton *import_button;
  AdwPreferencesGroup *places_group;
  GtkListBox *places;
  AdwStatusPage *trouble;
  GtkLabel *summary;
  GtkCheckButton *all;
  GtkListView *list;
  GtkNoSelection *selection;

  /* owned */
  BwPhone *phone;
  BwImportReader reader;
  GPtrArray *found_places;
  GListModel *items;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
  guint n_unreadable;
  guint n_selected;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BwImportDialog, bw_import_dialog, ADW_TYPE_WINDOW)

static guint
count_known (BwImportDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++) {
    g_autoptr (BwImportItem) item = g_list_model_get_item (self->items, i);

    n += bw_import_item_get_known (item) != NULL;
  }

  return n;
}

static char *
make_summary (BwImportDialog *self)
{
  guint n_known = count_known (self);
  guint n_new = g_list_model_get_n_items (self->items) - n_known;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u new person", "%u new people", n_new), n_new);
  if (n_known > 0) {
    g_string_append (text, " · ");
    g_string_append_printf (text, ngettext ("%u already there", "%u already there", n_known),
                            n_known);
  }
  if (self->n_unreadable > 0) {
    g_string_append (text, " · ");
    /* Translators: entries of a file */
    g_string_append_printf (
        text, ngettext ("%u could not be read", "%u could not be read", self->n_unreadable),
        self->n_unreadable);
  }

  return g_string_free (text, FALSE);
}

static void
show_count (BwImportDialog *self)
{
  guint n_items = self->items ? g_list_model_get_n_items (self->items) : 0;
  g_autofree char *label = g_strdup_printf (
      ngettext ("_Import %u Person", "_Import %u People", self->n_selected), self->n_selected);

  gtk_button_set_label (self->import_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), self->n_selected > 0);
  self->updating = TRUE;
  gtk_check_button_set_active (self->all, n_items > 0 && self->n_selected == n_items);
  gtk_check_button_set_inconsistent (self->all, self->n_selected > 0 && self->n_selected < n_items);
  self->updating = FALSE;
}

static void
selected_cb (BwImportDialog *self, GParamSpec *pspec, BwImportItem *item)
{
  self->n_selected += bw_import_item_get_selected (item) ? 1u : -1u;
  if (!self->updating)
    show_count (self);
}

static void
watch_items (BwImportDialog *self)
{
  self->n_selected = 0;
  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++) {
    g_autoptr (BwImportItem) item = g_list_model_get_item (self->items, i);

    self->n_selected += bw_import_item_get_selected (item);
    g_signal_connect_object (item, "notify::selected", G_CALLBACK (selected_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
all_cb (BwImportDialog *self)
{
  gboolean all = gtk_check_button_get_active (self->all);

  if (self->updating)
    return;
  self->updating = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++) {
    g_autoptr (BwImportItem) item = g_list_model_get_item (self->items, i);

    bw_import_item_set_selected (item, all);
  }
  self->updating = FALSE;
  show_count (self);
}

static void
activate_cb (BwImportDialog *self, guint position)
{
  g_autoptr (BwImportItem) item = g_list_model_get_item (self->items, position);

  bw_import_item_set_selected (item, !bw_import_item_get_selected (item));
}

static void
setup_row_cb (BwImportDialog *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, bw_import_row_new ());
}

static void
bind_row_cb (BwImportDialog *self, GtkListItem *item)
{
  bw_import_row_set_item (BW_IMPORT_ROW (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
unbind_row_cb (BwImportDialog *self, GtkListItem *item)
{
  bw_import_row_set_item (BW_IMPORT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
show_page (BwImportDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), g_strcmp0 (name, "preview") == 0);
}

static void
show_trouble (BwImportDialog *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->trouble, escaped);
  show_page (self, "trouble");
}

static void
show_preview (BwImportDialog *self, GListModel *items)
{
  g_autofree char *summary = NULL;

  g_set_object (&self->items, items);
  summary = make_summary (self);
  watch_items (self);
  gtk_label_set_label (self->summary, summary);
  gtk_no_selection_set_model (self->selection, items);
  show_count (self);
  show_page (self, "preview");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BwImportDialog *self = data;
  g_autoptr (GError) error = NULL;
  guint n_unreadable = 0;
  g_autoptr (GListModel) items = bw_import_read_finish (result, &n_unreadable, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_unreadable = n_unreadable;
  if (error)
    show_trouble (self, error->message);
  else if (g_list_model_get_n_items (items) == 0)
    show_trouble (self, _ ("There is nobody in this file. Choose another one."));
  else
    show_preview (self, items);
}

static void
chosen_cb (BwImportDialog *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file)
    bw_import_dialog_read (self, file);
}

static void
choose_cb (BwImportDialog *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Import People"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
undo_cb (BwImport *import, AdwToast *toast)
{
  g_autoptr (GError) error = NULL;

  if (!bw_import_undo (import, &error))
    g_warning ("%s", error->message);
}

static void
let_go (gpointer import, GClosure *closure)
{
  g_object_unref (import);
}

/* A widget inside of the toast overlay of a window. */
static GtkWidget *
find_place_for_toasts (GtkWindow *window)
{
  GtkWidget *place = window ? gtk_window_get_child (window) : NULL;

  while (place && !ADW_IS_TOAST_OVERLAY (place))
    place = gtk_widget_get_first_child (place);

  return place ? adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (place)) : NULL;
}

static void
offer_undo (BwImportDialog *self, BwImport *import)
{
  GtkWidget *place = find_place_for_toasts (gtk_window_get_transient_for (GTK_WINDOW (self)));
  guint n = bw_import_get_n (import);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u person imported", "%u people imported", n), n);
  AdwToast *toast = place ? bw_toasts_offer (place, text, _ ("_Undo")) : NULL;

  if (toast)
    g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), g_object_ref (import),
                           let_go, G_CONNECT_SWAPPED);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BwImportDialog *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BwImport) import = bw_import_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!import) {
    show_page (self, "preview");
    bw_toasts_say_error (GTK_WIDGET (self->stack), error);
    return;
  }
  offer_undo (self, import);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
import_cb (BwImportDialog *self)
{
  show_page (self, "working");
  bw_import_run_async (bw_phone_get_store (self->phone), self->items, self->cancellable,
                       imported_cb, self);
}

static void
place_activated_cb (BwImportDialog *self, GtkListBoxRow *row)
{
  BwImportPlace *place =
      g_ptr_array_index (self->found_places, (guint) gtk_list_box_row_get_index (row));

  bw_import_dialog_read (self, place->file);
}

/* As one says it, from one's own folder on. */
static char *
dup_short_path (GFile *file)
{
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *below = g_file_get_relative_path (home, file);

  return below ? g_strconcat ("~/", below, NULL) : g_file_get_parse_name (file);
}

static void
show_places (BwImportDialog *self)
{
  self->found_places = bw_import_places_find (g_get_home_dir ());
  for (guint i = 0; i < self->found_places->len; i++) {
    BwImportPlace *place = self->found_places->pdata[i];
    g_autofree char *path = dup_short_path (place->file);
    GtkWidget *row = adw_action_row_new ();

    g_object_set (row, "use-markup", FALSE, "title", place->program, "subtitle", path,
                  "activatable", TRUE, NULL);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("go-next-symbolic"));
    gtk_list_box_append (self->places, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->places_group), self->found_places->len > 0);
}

static void
bw_import_dialog_dispose (GObject *object)
{
  BwImportDialog *self = BW_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->items);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_import_dialog_parent_class)->dispose (object);
}

static void
bw_import_dialog_finalize (GObject *object)
{
  BwImportDialog *self = BW_IMPORT_DIALOG (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->found_places, g_ptr_array_unref);

  G_OBJECT_CLASS (bw_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, places_group);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, places);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, all);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, BwImportDialog, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
}

static void
bw_import_dialog_class_init (BwImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_import_dialog_finalize;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_import_dialog_init (BwImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_places (self);
  show_count (self);
}

BwImportDialog *
bw_import_dialog_new (GtkWindow *parent, BwPhone *phone, BwImportReader reader)
{
  BwImportDialog *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  self->phone = g_object_ref (phone);
  self->reader = reader;

  return self;
}

void
bw_import_dialog_read (BwImportDialog *self, GFile *file)
{
  g_return_if_fail (BW_IS_IMPORT_DIALOG (self));

  show_page (self, "working");
  bw_import_read_async (self->reader, file,
                        G_LIST_MODEL (bw_store_get_people (bw_phone_get_store (self->phone))),
                        self->cancellable, read_cb, self);
}
