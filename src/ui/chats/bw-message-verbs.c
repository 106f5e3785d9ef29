/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What can be done with a message. It must not know how the message is shown.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-message-verbs.h"

#include "bw-message-details.h"
#include "bw-message-file.h"
#include "bw-questions.h"
#include "bw-row-menu.h"
#include "bw-text-links.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { FETCHING_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwMessageVerbs {
  GObject parent_instance;

  GtkWidget *widget; /* weak */
  BwPhone *phone;
  GSimpleActionGroup *group;
  GHashTable *fetching; /* gint64 id: GCancellable */
};

G_DEFINE_FINAL_TYPE (BwMessageVerbs, bw_message_verbs, G_TYPE_OBJECT)

static BwMessage *
find (BwMessageVerbs *self, GVariant *id)
{
  return bw_store_find_message (bw_phone_get_store (self->phone), g_variant_get_int64 (id));
}

static void
say_error (BwMessageVerbs *self, const GError *error)
{
  if (self->widget != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bw_toasts_say_error (self->widget, error);
}

static GtkWindow *
get_window (BwMessageVerbs *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);

  if (message == NULL || bw_message_get_text (message) == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), bw_message_get_text (message));
  bw_toasts_say (self->widget, _ ("Text copied"));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);

  if (message != NULL)
    bw_message_file_open (self->widget, bw_phone_get_store (self->phone), message);
}

static void
save_as_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);

  if (message != NULL)
    bw_message_file_save_as (self->widget, bw_phone_get_store (self->phone), message);
}

typedef struct {
  BwMessageVerbs *verbs;
  gint64 id;
} Fetch;

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Fetch *fetch = data;
  g_autoptr (BwMessageVerbs) self = fetch->verbs;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (self->fetching, &fetch->id);
  if (!bw_messenger_fetch_finish (BW_MESSENGER (source), result, &error))
    say_error (self, error);
  g_signal_emit (self, signals[FETCHING_CHANGED], 0, fetch->id);
}

static void
begin_fetch (BwMessageVerbs *self, BwMessage *message)
{
  GCancellable *cancellable = g_cancellable_new ();
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->verbs = g_object_ref (self);
  fetch->id = bw_message_get_id (message);
  g_hash_table_insert (self->fetching, g_memdup2 (&fetch->id, sizeof fetch->id), cancellable);
  bw_messenger_fetch_async (bw_phone_get_messenger (self->phone), message, cancellable, fetched_cb,
                            fetch);
  g_signal_emit (self, signals[FETCHING_CHANGED], 0, bw_message_get_id (message));
}

/* Once more while it is under way: stop it. */
static void
fetch_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);
  gint64 id = g_variant_get_int64 (parameter);
  GCancellable *running = g_hash_table_lookup (self->fetching, &id);

  if (running != NULL)
    g_cancellable_cancel (running);
  else if (message != NULL && bw_message_get_url (message) != NULL)
    begin_fetch (self, message);
}

static void
send_again_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);
  g_autoptr (GError) error = NULL;

  if (message != NULL && bw_message_can_send_again (message) &&
      !bw_messenger_send_again (bw_phone_get_messenger (self->phone), message, &error))
    say_error (self, error);
}

static void
details_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);

  if (message != NULL)
    gtk_window_present (GTK_WINDOW (bw_message_details_new (get_window (self), message)));
}

static void
undo_cb (BwMessageVerbs *self)
{
  g_autoptr (GError) error = NULL;

  if (!bw_store_restore_removed (bw_phone_get_store (self->phone), &error))
    say_error (self, error);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  g_autoptr (BwMessage) message = find (self, parameter);
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (message == NULL)
    return;
  if (!bw_store_remove_message (bw_phone_get_store (self->phone), message, &error)) {
    say_error (self, error);
    return;
  }
  toast = bw_toasts_offer (self->widget, _ ("Message deleted"), _ ("_Undo"));
  if (toast != NULL)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BwMessageVerbs) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    say_error (self, error);
}

/* A link to a phone is asked about first; what else is followed was found by
 * bw_text_links_find(). */
static void
follow_link_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwMessageVerbs *self = data;
  const char *uri = g_variant_get_string (parameter, NULL);
  GtkWindow *window = get_window (self);

  if (window == NULL)
    return;
  if (bw_text_link_is_call (uri))
    bw_ask_to_dial (window, self->phone, uri);
  else
    gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, shown_cb, g_object_ref (self));
}

static void
cancel_all (GHashTable *fetching)
{
  g_autoptr (GList) running = g_hash_table_get_values (fetching);

  for (GList *l = running; l != NULL; l = l->next)
    g_object_ref (l->data); /* what is cancelled leaves the table */
  for (GList *l = running; l != NULL; l = l->next) {
    g_cancellable_cancel (l->data);
    g_object_unref (l->data);
  }
}

static void
bw_message_verbs_dispose (GObject *object)
{
  BwMessageVerbs *self = BW_MESSAGE_VERBS (object);

  cancel_all (self->fetching);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->group);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_message_verbs_parent_class)->dispose (object);
}

static void
bw_message_verbs_finalize (GObject *object)
{
  g_hash_table_unref (BW_MESSAGE_VERBS (object)->fetching);

  G_OBJECT_CLASS (bw_message_verbs_parent_class)->finalize (object);
}

static void
bw_message_verbs_class_init (BwMessageVerbsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_message_verbs_dispose;
  object_class->finalize = bw_message_verbs_finalize;
  signals[FETCHING_CHANGED] =
      g_signal_new ("fetching-changed", BW_TYPE_MESSAGE_VERBS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
bw_message_verbs_init (BwMessageVerbs *self)
{
  const GActionEntry entries[] = {
    { "copy", copy_action, "x" },
    { "open", open_action, "x" },
    { "save-as", save_as_action, "x" },
    { "fetch", fetch_action, "x" },
    { "send-again", send_again_action, "x" },
    { "details", details_action, "x" },
    { "delete", delete_action, "x" },
    { "follow-link", follow_link_action, "s" },
  };

  self->fetching = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

BwMessageVerbs *
bw_message_verbs_new (GtkWidget *widget, BwPhone *phone)
{
  BwMessageVerbs *self = g_object_new (BW_TYPE_MESSAGE_VERBS, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->phone = g_object_ref (phone);

  return self;
}

GActionGroup *
bw_message_verbs_get_group (BwMessageVerbs *self)
{
  return G_ACTION_GROUP (self->group);
}

gboolean
bw_message_verbs_is_fetching (BwMessageVerbs *self, BwMessage *message)
{
  gint64 id = bw_message_get_id (message);

  return g_hash_table_contains (self->fetching, &id);
}

static void
append_item (GMenu *menu, const char *label, const char *action, BwMessage *message)
{
  bw_row_menu_append (menu, label, action, g_variant_new_int64 (bw_message_get_id (message)));
}

static GMenuModel *
make_use_section (BwMessage *message)
{
  GMenu *menu = g_menu_new ();

  if (bw_message_get_text (message) != NULL)
    append_item (menu, _ ("_Copy Text"), "message.copy", message);
  if (bw_message_get_has_body (message) && bw_message_is_file (message)) {
    append_item (menu, _ ("_Open"), "message.open", message);
    append_item (menu, _ ("_Save As…"), "message.save-as", message);
  } else if (bw_message_get_url (message) != NULL) {
    append_item (menu, _ ("Do_wnload"), "message.fetch", message);
  }
  if (bw_message_can_send_again (message))
    append_item (menu, _ ("Send _Again"), "message.send-again", message);

  return G_MENU_MODEL (menu);
}

/* One that is just being sent cannot be taken away. */
static GMenuModel *
make_rest_section (BwMessage *message)
{
  GMenu *menu = g_menu_new ();

  append_item (menu, _ ("_Message Details"), "message.details", message);
  if (bw_message_get_state (message) != BW_MESSAGE_STATE_SENDING)
    append_item (menu, _ ("_Delete"), "message.delete", message);

  return G_MENU_MODEL (menu);
}

GMenuModel *
bw_message_verbs_make_menu (BwMessage *message)
{
  g_autoptr (GMenuModel) use = make_use_section (message);
  g_autoptr (GMenuModel) rest = make_rest_section (message);
  GMenu *menu = g_menu_new ();

  g_menu_append_section (menu, NULL, use);
  g_menu_append_section (menu, NULL, rest);

  return G_MENU_MODEL (menu);
}

gboolean
bw_message_can_send_again (BwMessage *message)
{
  return bw_message_get_direction (message) == BW_DIRECTION_OUTGOING &&
         (bw_message_get_state (message) == BW_MESSAGE_STATE_FAILED ||
          bw_message_is_held (message));
}

gboolean
bw_message_is_file (BwMessage *message)
{
  return bw_message_get_file_name (message) != NULL || bw_message_get_url (message) != NULL ||
         (bw_message_get_text (message) == NULL && bw_message_get_has_body (message));
}
