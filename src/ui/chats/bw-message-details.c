/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * All that is known of one message. What came over the network is shown as text, never as markup.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-message-details.h"

#include "bw-words.h"

#include <glib/gi18n.h>

struct _BwMessageDetails {
  AdwWindow parent_instance;

  /* template widgets */
  AdwPreferencesGroup *state_group;
  AdwPreferencesGroup *content_group;
  AdwPreferencesGroup *headers_group;

  /* owned */
  BwMessage *message;
  GPtrArray *rows; /* GtkWidget, borrowed from the groups */
};

G_DEFINE_FINAL_TYPE (BwMessageDetails, bw_message_details, ADW_TYPE_WINDOW)

static void
add (BwMessageDetails *self, AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || value[0] == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", value,
                      "subtitle-lines", 8, "activatable", FALSE, NULL);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
}

static void
add_time (BwMessageDetails *self, const char *title, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%c") : NULL;

  if (time != 0)
    add (self, self->state_group, title, text);
}

/* "404 Not Found": the server's own words. */
static void
add_answer (BwMessageDetails *self)
{
  guint code = bw_message_get_code (self->message);
  const char *phrase = bw_message_get_phrase (self->message);
  g_autofree char *answer = g_strdup_printf ("%u %s", code, phrase != NULL ? phrase : "");

  if (code != 0)
    add (self, self->state_group, _ ("Answer of the Server"), answer);
}

static void
add_state (BwMessageDetails *self)
{
  gboolean incoming = bw_message_get_direction (self->message) == BW_DIRECTION_INCOMING;
  g_autofree char *state = bw_words_message_state (self->message);

  add (self, self->state_group, _ ("State"), incoming ? _ ("Received") : state);
  add_answer (self);
  add_time (self, incoming ? _ ("Sent, as Its Sender Says") : _ ("Taken by the Server"),
            bw_message_get_sent_at (self->message));
  add_time (self, incoming ? _ ("Received") : _ ("Written"), bw_message_get_time (self->message));
}

static void
add_content (BwMessageDetails *self)
{
  guint64 size = (guint64) MAX (0, bw_message_get_size (self->message));
  g_autofree char *bytes = size > 0 ? g_format_size (size) : NULL;

  add (self, self->content_group, _ ("Type"), bw_message_get_content_type (self->message));
  add (self, self->content_group, _ ("File"), bw_message_get_file_name (self->message));
  add (self, self->content_group, _ ("Size"), bytes);
  add (self, self->content_group, _ ("Link"), bw_message_get_url (self->message));
}

/* One "Name: value" a line. */
static void
add_headers (BwMessageDetails *self)
{
  const char *headers = bw_message_get_headers (self->message);
  g_auto (GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\n", -1);

  add (self, self->headers_group, "Call-ID", bw_message_get_call_id (self->message));
  add (self, self->headers_group, "Message-ID", bw_message_get_message_id (self->message));
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], ":", 2);

    if (parts[0] != NULL && parts[1] != NULL)
      add (self, self->headers_group, g_strstrip (parts[0]), g_strstrip (parts[1]));
  }
}

static void
remove_rows (BwMessageDetails *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *group = gtk_widget_get_ancestor (self->rows->pdata[i], ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->rows->pdata[i]);
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
update_cb (BwMessageDetails *self)
{
  remove_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->headers_group), FALSE);
  add_state (self);
  add_content (self);
  add_headers (self);
}

static void
bw_message_details_dispose (GObject *object)
{
  BwMessageDetails *self = BW_MESSAGE_DETAILS (object);

  g_clear_object (&self->message);

  G_OBJECT_CLASS (bw_message_details_parent_class)->dispose (object);
}

static void
bw_message_details_finalize (GObject *object)
{
  g_ptr_array_unref (BW_MESSAGE_DETAILS (object)->rows);

  G_OBJECT_CLASS (bw_message_details_parent_class)->finalize (object);
}

static void
bw_message_details_class_init (BwMessageDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_message_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_message_details_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-message-details.ui");
  gtk_widget_class_bind_template_child (widget_class, BwMessageDetails, state_group);
  gtk_widget_class_bind_template_child (widget_class, BwMessageDetails, content_group);
  gtk_widget_class_bind_template_child (widget_class, BwMessageDetails, headers_group);
}

static void
bw_message_details_init (BwMessageDetails *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
bw_message_details_new (GtkWindow *parent, BwMessage *message)
{
  BwMessageDetails *self = g_object_new (BW_TYPE_MESSAGE_DETAILS, "transient-for", parent, NULL);

  self->message = g_object_ref (message);
  g_signal_connect_object (message, "notify", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);

  return GTK_WIDGET (self);
}
