/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One message as a bubble. It must not know its neighbours, nor what its buttons do.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-message-row.h"

#include "bw-event.h"
#include "bw-message-file.h"
#include "bw-message-icon.h"
#include "bw-message-text.h"
#include "bw-picture-frame.h"
#include "bw-row-menu.h"
#include "bw-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is shorter has its time on the same line. */
#define ONE_LINE 28

/* The side from which it does not come stays free. */
#define FREE_SIDE 48

/* Microseconds that a message may be under way before one wants to know when it was sent. */
#define LATE (5 * 60 * G_USEC_PER_SEC)

enum { PROP_0, PROP_MESSAGE, PROP_CONTINUES, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwMessageRow {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *bubble;
  GtkButton *picture_button;
  BwPictureFrame *picture;
  GtkWidget *file;
  GtkImage *file_icon;
  GtkLabel *file_name;
  GtkLabel *file_size;
  GtkWidget *spinner;
  GtkButton *file_button;
  GtkBox *body;
  BwMessageText *text;
  GtkLabel *time;
  GtkImage *state;
  GtkWidget *trouble;
  GtkLabel *trouble_label;
  GtkButton *again_button;

  /* owned */
  BwMessage *message;
  BwMessageVerbs *verbs;
  BwPictureLoader *pictures;
  GSignalGroup *message_signals;
  GCancellable *loading;
  char *picture_error; /* why there is a file where a picture should be */
  GtkWidget *menu;     /* made when it is first asked for */
  gboolean continues;
};

G_DEFINE_FINAL_TYPE (BwMessageRow, bw_message_row, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static gboolean
is_ours (BwMessageRow *self)
{
  return bw_message_get_direction (self->message) == BW_DIRECTION_OUTGOING;
}

/* The target comes first: an action without the one that it wants would be complained about. */
static void
set_action (GtkButton *button, const char *action, BwMessage *message)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", bw_message_get_id (message));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

static void
show_side (BwMessageRow *self)
{
  gboolean ours = is_ours (self);

  set_class (self->bubble, "outgoing", ours);
  set_class (self->bubble, "incoming", !ours);
  gtk_widget_set_halign (self->bubble, ours ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->bubble, ours ? FREE_SIDE : 0);
  gtk_widget_set_margin_end (self->bubble, ours ? 0 : FREE_SIDE);
}

static gboolean
is_one_line (const char *text)
{
  return strlen (text) < 4 * ONE_LINE && g_utf8_strlen (text, -1) <= ONE_LINE &&
         strchr (text, '\n') == NULL;
}

static void
show_text (BwMessageRow *self)
{
  const char *text = bw_message_get_text (self->message);
  gboolean any = text != NULL && text[0] != '\0';
  gboolean beside = any && !bw_message_is_file (self->message) && is_one_line (text);

  if (!any && !bw_message_is_file (self->message)) {
    text = _ ("Message without text");
    any = TRUE;
  }
  bw_message_text_set_text (self->text, any ? text : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->text), any);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->body),
                                  beside ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  set_class (GTK_WIDGET (self->body), "beside", beside);
}

static void
set_file_button (BwMessageRow *self, const char *icon, const char *action, const char *label)
{
  gtk_button_set_icon_name (self->file_button, icon);
  set_action (self->file_button, action, self->message);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->file_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

/* Save what is here, fetch what is not, stop what is being fetched. */
static void
show_file_button (BwMessageRow *self)
{
  gboolean fetching =
      self->verbs != NULL && bw_message_verbs_is_fetching (self->verbs, self->message);
  gboolean here = bw_message_get_has_body (self->message);

  gtk_widget_set_visible (self->spinner, fetching);
  gtk_widget_set_visible (GTK_WIDGET (self->file_button),
                          here || bw_message_get_url (self->message) != NULL);
  if (fetching)
    set_file_button (self, "process-stop-symbolic", "message.fetch", _ ("Stop"));
  else if (here)
    set_file_button (self, "document-save-as-symbolic", "message.save-as", _ ("Save As…"));
  else
    set_file_button (self, "folder-download-symbolic", "message.fetch", _ ("Download"));
}

static void
show_file (BwMessageRow *self)
{
  const char *mime = bw_message_get_content_type (self->message);
  g_autofree char *type = g_content_type_from_mime_type (mime != NULL ? mime : "");
  g_autoptr (GIcon) icon =
      g_content_type_get_symbolic_icon (type != NULL ? type : "application/octet-stream");
  g_autofree char *name = bw_message_file_dup_name (self->message);
  guint64 bytes = (guint64) MAX (0, bw_message_get_size (self->message));
  g_autofree char *size = bytes > 0 ? g_format_size (bytes) : g_strdup (_ ("File"));

  gtk_image_set_from_gicon (self->file_icon, icon);
  gtk_label_set_label (self->file_name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_name), name);
  gtk_label_set_label (self->file_size, self->picture_error != NULL ? self->picture_error : size);
  show_file_button (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BwMessageRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      bw_picture_loader_load_finish (BW_PICTURE_LOADER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->message == NULL)
    return;
  bw_picture_frame_set_texture (self->picture, texture);
  if (texture == NULL) {
    self->picture_error = g_strdup (error->message);
    gtk_widget_set_visible (GTK_WIDGET (self->picture_button), FALSE);
    gtk_widget_set_visible (self->file, TRUE);
    show_file (self);
  }
}

static void
load_picture (BwMessageRow *self)
{
  GdkTexture *texture = bw_picture_loader_lookup (self->pictures, self->message);

  if (texture != NULL)
    bw_picture_frame_set_texture (self->picture, texture);
  if (texture != NULL || self->loading != NULL)
    return;
  self->loading = g_cancellable_new ();
  bw_picture_loader_load_async (self->pictures, self->message, self->loading, loaded_cb,
                                g_object_ref (self));
}

static void
show_attachment (BwMessageRow *self)
{
  gboolean is_file = bw_message_is_file (self->message);
  gboolean is_picture = is_file && self->pictures != NULL && self->picture_error == NULL &&
                        bw_picture_loader_can_load (self->message);

  gtk_widget_set_visible (GTK_WIDGET (self->picture_button), is_picture);
  gtk_widget_set_visible (self->file, is_file && !is_picture);
  set_class (self->bubble, "has-picture", is_picture);
  if (is_picture) {
    set_action (self->picture_button, "message.open", self->message);
    load_picture (self);
  } else if (is_file) {
    show_file (self);
  }
}

/* One that a server kept for long says when it was sent. */
static void
show_time (BwMessageRow *self)
{
  gint64 time = bw_message_get_time (self->message);
  gint64 sent_at = bw_message_get_sent_at (self->message);
  g_autofree char *here = bw_words_time_of_day (time);
  g_autofree char *there = NULL;
  g_autofree char *both = NULL;

  if (!is_ours (self) && sent_at > 0 && time - sent_at > LATE) {
    there = bw_words_moment_at (sent_at, time);
    /* Translators: when a message was sent, and when it came: "sent Monday 13:20 · 14:05" */
    both = g_strdup_printf (_ ("sent %s · %s"), there, here);
  }
  gtk_label_set_label (self->time, both != NULL ? both : here);
}

static void
show_state (BwMessageRow *self)
{
  BwMessageState state = bw_message_get_state (self->message);
  const char *icon = bw_message_icon (self->message);
  g_autofree char *words = bw_words_message_state (self->message);

  gtk_widget_set_visible (GTK_WIDGET (self->state), icon != NULL);
  if (icon == NULL)
    return;
  gtk_image_set_from_icon_name (self->state, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words != NULL ? words : "", -1);
  set_class (GTK_WIDGET (self->state), "read", state == BW_MESSAGE_STATE_READ);
  set_class (GTK_WIDGET (self->state), "failed", state == BW_MESSAGE_STATE_FAILED);
  set_class (GTK_WIDGET (self->state), "held", bw_message_is_held (self->message));
}

static void
show_trouble (BwMessageRow *self)
{
  gboolean failed = bw_message_get_state (self->message) == BW_MESSAGE_STATE_FAILED;
  gboolean any = is_ours (self) && bw_message_can_send_again (self->message);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->trouble, any);
  if (!any)
    return;
  words = failed ? bw_words_message_state (self->message)
                 : g_strdup (_ ("Bellwire ended while this was being sent. It may not have been "
                                "sent."));
  gtk_label_set_label (self->trouble_label, words);
  set_class (self->trouble, "failed", failed);
  set_action (self->again_button, "message.send-again", self->message);
}

static void
update_cb (BwMessageRow *self)
{
  show_side (self);
  show_attachment (self);
  show_text (self);
  show_time (self);
  show_state (self);
  show_trouble (self);
}

static void
fetching_changed_cb (BwMessageRow *self, gint64 id)
{
  if (self->message != NULL && bw_message_get_id (self->message) == id)
    show_attachment (self);
}

static void
popup_at (BwMessageRow *self, const GdkRectangle *where)
{
  if (self->message != NULL)
    bw_row_menu_popup (GTK_WIDGET (self), &self->menu, bw_message_verbs_make_menu (self->message),
                       where);
}

static void
secondary_click_cb (BwMessageRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
long_press_cb (BwMessageRow *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
bw_message_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwMessageRow *self = BW_MESSAGE_ROW (object);

  switch (prop_id) {
  case PROP_MESSAGE:
    g_value_set_object (value, self->message);
    break;
  case PROP_CONTINUES:
    g_value_set_boolean (value, self->continues);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_message_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwMessageRow *self = BW_MESSAGE_ROW (object);

  switch (prop_id) {
  case PROP_MESSAGE:
    bw_message_row_set_message (self, g_value_get_object (value));
    break;
  case PROP_CONTINUES:
    bw_message_row_set_continues (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
stop_loading (BwMessageRow *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->picture_error, g_free);
}

static void
bw_message_row_dispose (GObject *object)
{
  BwMessageRow *self = BW_MESSAGE_ROW (object);

  stop_loading (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->message_signals);
  g_clear_object (&self->message);
  g_clear_object (&self->verbs);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (bw_message_row_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_MESSAGE] = g_param_spec_object ("message", NULL, NULL, BW_TYPE_MESSAGE, flags);
  properties[PROP_CONTINUES] = g_param_spec_boolean ("continues", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_message_row_get_property;
  object_class->set_property = bw_message_row_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_MESSAGE_TEXT);
  g_type_ensure (BW_TYPE_PICTURE_FRAME);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, picture_button);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, picture);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, file);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, file_icon);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, file_name);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, file_size);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, file_button);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, body);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, text);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, time);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, state);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, trouble);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, BwMessageRow, again_button);
  gtk_widget_class_bind_template_callback (widget_class, secondary_click_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_press_cb);
}

static void
bw_message_row_class_init (BwMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_message_row_dispose;
  install_properties (G_OBJECT_CLASS (klass));
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "messagerow");
}

static void
bw_message_row_init (BwMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->message_signals = g_signal_group_new (BW_TYPE_MESSAGE);
  g_signal_group_connect_swapped (self->message_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_message_row_new (BwMessageVerbs *verbs, BwPictureLoader *pictures)
{
  BwMessageRow *self = g_object_new (BW_TYPE_MESSAGE_ROW, NULL);

  g_set_object (&self->verbs, verbs);
  g_set_object (&self->pictures, pictures);
  if (verbs != NULL)
    g_signal_connect_object (verbs, "fetching-changed", G_CALLBACK (fetching_changed_cb), self,
                             G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
bw_message_row_set_message (BwMessageRow *self, BwMessage *message)
{
  if (!g_set_object (&self->message, message))
    return;
  stop_loading (self);
  bw_picture_frame_set_texture (self->picture, NULL);
  g_signal_group_set_target (self->message_signals, message);
  if (message != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

void
bw_message_row_set_continues (BwMessageRow *self, gboolean continues)
{
  if (self->continues == !!continues)
    return;
  self->continues = !!continues;
  set_class (GTK_WIDGET (self), "continues", continues);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTINUES]);
}

void
bw_message_row_popup (BwMessageRow *self)
{
  popup_at (self, NULL);
}
