/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person does with recorded calls. Which of them are shown is no matter of this. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-recording-verbs.h"

#include "bw-recording-row.h"
#include "bw-row-menu.h"
#include "bw-show-file.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum {
  HIDDEN,
  N_SIGNALS,
};

struct _BwRecordingVerbs {
  GObject parent_instance;

  GtkWidget *widget; /* it outlives us */
  BwPhone *phone;
  BwRecordings *recordings;
  GSimpleActionGroup *group;
  GHashTable *hidden; /* BwRecording, a set */
};

G_DEFINE_FINAL_TYPE (BwRecordingVerbs, bw_recording_verbs, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static BwRecording *
find (BwRecordingVerbs *self, GVariant *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (uri, NULL));

  return self->recordings ? bw_recordings_find (self->recordings, file) : NULL;
}

static gboolean
is_being_written (BwRecordingVerbs *self, BwRecording *recording)
{
  return bw_recorded_calls_is_being_written (bw_phone_get_recorded_calls (self->phone), recording);
}

/* Nothing is done to a file that the engine still has open. */
static BwRecording *
find_done (BwRecordingVerbs *self, GVariant *uri)
{
  BwRecording *recording = find (self, uri);

  if (!recording || !is_being_written (self, recording))
    return recording;

  bw_toasts_say (self->widget, _ ("This call is still being recorded"));

  return NULL;
}

static void
show_action (GSimpleAction *action, GVariant *uri, gpointer user_data)
{
  BwRecordingVerbs *self = user_data;
  BwRecording *recording = find (self, uri);

  if (recording)
    bw_show_file (self->widget, bw_recording_get_file (recording));
}

static void
rename_to (BwRecordingVerbs *self, BwRecording *recording, const char *who)
{
  g_autoptr (GError) error = NULL;

  if (!bw_recordings_rename (self->recordings, recording, who, &error))
    bw_toasts_say_error (self->widget, error);
}

static void
rename_cb (BwRecordingVerbs *self, const char *response, GtkWidget *dialog)
{
  BwRecording *recording = g_object_get_data (G_OBJECT (dialog), "recording");
  GtkWidget *entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));

  rename_to (self, recording, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static GtkWidget *
make_dialog (BwRecordingVerbs *self,
             BwRecording *recording,
             const char *heading,
             const char *response,
             const char *label)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (self->widget)), heading, NULL);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), response,
                                    label, NULL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "recording", g_object_ref (recording), g_object_unref);

  return dialog;
}

static void
rename_action (GSimpleAction *action, GVariant *uri, gpointer user_data)
{
  BwRecordingVerbs *self = user_data;
  BwRecording *recording = find_done (self, uri);
  GtkWidget *dialog;
  GtkWidget *entry;

  if (!recording)
    return;

  dialog = make_dialog (self, recording, _ ("Rename Recording"), "rename", _ ("_Rename"));
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), bw_recording_get_who (recording));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response::rename", G_CALLBACK (rename_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
delete_cb (BwRecordingVerbs *self, const char *response, GtkWidget *dialog)
{
  g_autoptr (GError) error = NULL;

  if (!bw_recordings_delete (self->recordings, g_object_get_data (G_OBJECT (dialog), "recording"),
                             &error))
    bw_toasts_say_error (self->widget, error);
}

static void
ask_to_delete (BwRecordingVerbs *self, BwRecording *recording)
{
  GtkWidget *dialog =
      make_dialog (self, recording, _ ("Delete for Good?"), "delete", _ ("_Delete"));

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                               _ ("There is no trash for the folder that this recording is in."));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response::delete", G_CALLBACK (delete_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
throw_away (BwRecordingVerbs *self, BwRecording *recording, GError **error)
{
  g_autoptr (BwRecording) keep = g_object_ref (recording);

  if (!g_hash_table_remove (self->hidden, recording))
    return;

  bw_recordings_trash (self->recordings, keep, error);
  g_signal_emit (self, signals[HIDDEN], 0);
}

static void
dismissed_cb (BwRecordingVerbs *self, AdwToast *toast)
{
  g_autoptr (GError) error = NULL;

  throw_away (self, g_object_get_data (G_OBJECT (toast), "recording"), &error);
  if (error)
    bw_toasts_say_error (self->widget, error);
}

static void
undo_cb (BwRecordingVerbs *self, AdwToast *toast)
{
  if (g_hash_table_remove (self->hidden, g_object_get_data (G_OBJECT (toast), "recording")))
    g_signal_emit (self, signals[HIDDEN], 0);
}

static void
hide (BwRecordingVerbs *self, BwRecording *recording)
{
  AdwToast *toast;

  if (!g_hash_table_add (self->hidden, g_object_ref (recording)))
    return;

  g_signal_emit (self, signals[HIDDEN], 0);
  toast = bw_toasts_offer (self->widget, _ ("Recording moved to the trash"), _ ("_Undo"));
  if (!toast)
    return;

  g_object_set_data_full (G_OBJECT (toast), "recording", g_object_ref (recording), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
}

static void
trash_action (GSimpleAction *action, GVariant *uri, gpointer user_data)
{
  BwRecordingVerbs *self = user_data;
  BwRecording *recording = find_done (self, uri);

  if (!recording)
    return;

  if (bw_recordings_can_trash (self->recordings, recording))
    hide (self, recording);
  else
    ask_to_delete (self, recording);
}

static void
throw_all_away (BwRecordingVerbs *self)
{
  g_autoptr (GList) all = g_hash_table_get_keys (self->hidden);

  for (GList *l = all; l; l = l->next) {
    g_autoptr (GError) error = NULL;

    throw_away (self, l->data, &error);
    if (error)
      g_warning ("%s", error->message);
  }
}

static void
bw_recording_verbs_dispose (GObject *object)
{
  BwRecordingVerbs *self = BW_RECORDING_VERBS (object);

  throw_all_away (self);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (bw_recording_verbs_parent_class)->dispose (object);
}

static void
bw_recording_verbs_finalize (GObject *object)
{
  BwRecordingVerbs *self = BW_RECORDING_VERBS (object);

  g_hash_table_unref (self->hidden);
  g_clear_object (&self->recordings);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_recording_verbs_parent_class)->finalize (object);
}

static void
bw_recording_verbs_class_init (BwRecordingVerbsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_recording_verbs_dispose;
  object_class->finalize = bw_recording_verbs_finalize;

  signals[HIDDEN] = g_signal_new ("hidden", BW_TYPE_RECORDING_VERBS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_recording_verbs_init (BwRecordingVerbs *self)
{
  const GActionEntry actions[] = {
    { .name = "show", .activate = show_action, .parameter_type = "s" },
    { .name = "rename", .activate = rename_action, .parameter_type = "s" },
    { .name = "trash", .activate = trash_action, .parameter_type = "s" },
  };

  self->hidden = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), actions, G_N_ELEMENTS (actions),
                                   self);
}

BwRecordingVerbs *
bw_recording_verbs_new (GtkWidget *widget, BwPhone *phone)
{
  BwRecordingVerbs *self = g_object_new (BW_TYPE_RECORDING_VERBS, NULL);

  self->widget = widget;
  self->phone = g_object_ref (phone);

  return self;
}

void
bw_recording_verbs_set_recordings (BwRecordingVerbs *self, BwRecordings *recordings)
{
  g_return_if_fail (BW_IS_RECORDING_VERBS (self));

  if (self->recordings == recordings)
    return;

  throw_all_away (self);
  g_set_object (&self->recordings, recordings);
}

GActionGroup *
bw_recording_verbs_get_group (BwRecordingVerbs *self)
{
  g_return_val_if_fail (BW_IS_RECORDING_VERBS (self), NULL);

  return G_ACTION_GROUP (self->group);
}

gboolean
bw_recording_verbs_hides (BwRecordingVerbs *self, BwRecording *recording)
{
  g_return_val_if_fail (BW_IS_RECORDING_VERBS (self), FALSE);

  return g_hash_table_contains (self->hidden, recording);
}

static void
append (GMenu *menu, const char *label, const char *action, BwRecording *recording)
{
  g_autofree char *uri = g_file_get_uri (bw_recording_get_file (recording));

  bw_row_menu_append (menu, label, action, g_variant_new_string (uri));
}

GMenuModel *
bw_recording_verbs_make_menu (BwRecording *recording)
{
  GMenu *menu = g_menu_new ();

  append (menu, _ ("_Show in Files"), "recording.show", recording);
  append (menu, _ ("_Rename…"), "recording.rename", recording);
  append (menu, _ ("Move to _Trash"), "recording.trash", recording);

  return G_MENU_MODEL (menu);
}
