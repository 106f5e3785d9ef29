/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where files go: a setting that holds a URI. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-folder-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _BwFolderRow {
  AdwActionRow parent_instance;

  GtkWidget *reset;
  GtkWidget *choose;

  GSettings *settings;
  char *key;
  BwFolderRowFunc find;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (BwFolderRow, bw_folder_row, ADW_TYPE_ACTION_ROW)

/* Folders of a person's own begin with ~. */
static char *
dup_words (GFile *folder)
{
  g_autofree char *name = g_file_get_parse_name (folder);
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (g_str_has_prefix (name, home) && name[length] == G_DIR_SEPARATOR)
    return g_strconcat ("~", name + length, NULL);

  return g_steal_pointer (&name);
}

static void
update_cb (BwFolderRow *self)
{
  g_autoptr (GFile) folder = self->find (self->settings);
  g_autofree char *words = dup_words (folder);
  g_autofree char *uri = g_settings_get_string (self->settings, self->key);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_widget_set_sensitive (self->reset, *uri != '\0');
}

static void
reset_cb (BwFolderRow *self)
{
  g_settings_reset (self->settings, self->key);
}

static void
response_cb (BwFolderRow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *uri = file ? g_file_get_uri (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && uri)
    g_settings_set_string (self->settings, self->key, uri);
  g_clear_object (&self->chooser);
}

static void
choose_cb (BwFolderRow *self)
{
  g_autoptr (GFile) folder = self->find (self->settings);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose a Folder"), GTK_WINDOW (root),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"), NULL);
  if (g_file_query_exists (folder, NULL))
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
name_button (GtkWidget *button, const char *verb, const char *title)
{
  /* Translators: what a button does, and to which of the folders: "Choose a Folder: Recordings" */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), verb, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
bw_folder_row_dispose (GObject *object)
{
  BwFolderRow *self = BW_FOLDER_ROW (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (bw_folder_row_parent_class)->dispose (object);
}

static void
bw_folder_row_class_init (BwFolderRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_folder_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/preferences/bw-folder-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwFolderRow, reset);
  gtk_widget_class_bind_template_child (widget_class, BwFolderRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
bw_folder_row_init (BwFolderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_folder_row_setup (BwFolderRow *self, GSettings *settings, const char *key, BwFolderRowFunc find)
{
  g_autofree char *changed = g_strconcat ("changed::", key, NULL);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  g_return_if_fail (BW_IS_FOLDER_ROW (self));

  g_set_object (&self->settings, settings);
  self->key = g_strdup (key);
  self->find = find;
  name_button (self->choose, _ ("Choose a Folder"), title);
  name_button (self->reset, _ ("Use the Usual Folder"), title);
  g_signal_connect_object (settings, changed, G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}
