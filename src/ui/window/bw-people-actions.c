/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Here the dialogs for people meet what can read and write their files. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-people-actions.h"

#include "bw-contact-file.h"
#include "bw-import-dialog.h"
#include "bw-people-export.h"
#include "bw-person-verbs.h"
#include "bw-store-people.h"
#include "bw-watchers-dialog.h"
#include "bw-window.h"

#include <glib/gi18n.h>

struct _BwPeopleActions {
  GObject parent_instance;

  GtkApplication *application; /* it owns us */
  BwPhone *phone;
  GListModel *exported;
  GtkFileChooserNative *chooser;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BwPeopleActions, bw_people_actions, G_TYPE_OBJECT)

static GPtrArray *
read_file (GFile *file, GListModel *known, guint *n_unreadable, GError **error)
{
  g_autoptr (GPtrArray) found = bw_contact_file_read (file, known, n_unreadable, error);
  GPtrArray *items;

  if (!found)
    return NULL;
  items = g_ptr_array_new_full (found->len, g_object_unref);
  for (guint i = 0; i < found->len; i++) {
    BwFoundPerson *one = found->pdata[i];

    g_ptr_array_add (items, bw_import_item_new (one->person, one->picture, one->known));
  }

  return items;
}

static void
import_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwPeopleActions *self = data;
  GtkWindow *parent = gtk_application_get_active_window (self->application);

  gtk_window_present (GTK_WINDOW (bw_import_dialog_new (parent, self->phone, read_file)));
}

static void
watchers_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwPeopleActions *self = data;
  GtkWindow *parent = gtk_application_get_active_window (self->application);

  gtk_window_present (GTK_WINDOW (bw_watchers_dialog_new (parent, self->phone)));
}

static void
say (BwPeopleActions *self, const char *text)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);

  if (BW_IS_WINDOW (window))
    bw_window_say (BW_WINDOW (window), text);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n = bw_people_export_finish (result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf (ngettext ("%u person exported", "%u people exported", n), n);
  say (data, error ? error->message : text);
}

static void
chosen_cb (BwPeopleActions *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file)
    bw_people_export_async (bw_phone_get_store (self->phone), self->exported, file,
                            self->cancellable, exported_cb, self);
  g_clear_object (&self->chooser);
}

static void
choose_file (BwPeopleActions *self, GListModel *people, const char *name)
{
  g_autofree char *file_name = g_strdelimit (g_strconcat (name, ".vcf", NULL), "/", '-');

  g_set_object (&self->exported, people);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Export"), gtk_application_get_active_window (self->application),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwPeopleActions *self = data;

  /* Translators: the name of a file with everybody that one knows */
  choose_file (self, G_LIST_MODEL (bw_store_get_people (bw_phone_get_store (self->phone))),
               _ ("People"));
}

static void
export_person_action (GSimpleAction *action, GVariant *uid, gpointer data)
{
  BwPeopleActions *self = data;
  g_autoptr (BwPerson) person = bw_person_find (self->phone, g_variant_get_string (uid, NULL));
  g_autoptr (GListStore) alone = g_list_store_new (BW_TYPE_PERSON);

  if (!person)
    return;
  g_list_store_append (alone, person);
  choose_file (self, G_LIST_MODEL (alone), bw_person_get_label (person));
}

static void
bw_people_actions_dispose (GObject *object)
{
  BwPeopleActions *self = BW_PEOPLE_ACTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->exported);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_people_actions_parent_class)->dispose (object);
}

static void
bw_people_actions_finalize (GObject *object)
{
  g_object_unref (BW_PEOPLE_ACTIONS (object)->cancellable);

  G_OBJECT_CLASS (bw_people_actions_parent_class)->finalize (object);
}

static void
bw_people_actions_class_init (BwPeopleActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_people_actions_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_people_actions_finalize;
}

static void
bw_people_actions_init (BwPeopleActions *self)
{
  self->cancellable = g_cancellable_new ();
}

BwPeopleActions *
bw_people_actions_new (GtkApplication *application, BwPhone *phone)
{
  BwPeopleActions *self = g_object_new (BW_TYPE_PEOPLE_ACTIONS, NULL);
  const GActionEntry actions[] = {
    { .name = "import-people", .activate = import_action },
    { .name = "export-people", .activate = export_action },
    { .name = "export-person", .activate = export_person_action, .parameter_type = "s" },
    { .name = "watchers", .activate = watchers_action },
  };

  self->application = application;
  self->phone = g_object_ref (phone);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   self);

  return self;
}
