/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Files on their way out. What is dropped or pasted is asked about first: a slip of the hand is no
 * wish.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-file-sender.h"

#include "bw-message-file.h"
#include "bw-peer.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

/* So many names stand in the question. */
#define MOST_NAMES 5

#define PREVIEW_HEIGHT 180

enum { PROP_0, PROP_FILE_NAME, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { SENT, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  BwFileSender *sender; /* while it is under way */
  BwConversation *conversation;
  GFile *file;
  gboolean is_ours; /* it was made to be sent, and goes afterwards */
} Parcel;

struct _BwFileSender {
  GObject parent_instance;

  GtkWidget *widget; /* weak */
  BwPhone *phone;
  BwConversation *conversation;
  GQueue parcels; /* Parcel, the first under way */
  GCancellable *cancellable;
  char *file_name;
};

G_DEFINE_FINAL_TYPE (BwFileSender, bw_file_sender, G_TYPE_OBJECT)

static void
parcel_free (Parcel *parcel)
{
  if (parcel->is_ours) {
    g_autoptr (GFile) folder = g_file_get_parent (parcel->file);

    g_file_delete (parcel->file, NULL, NULL);
    g_file_delete (folder, NULL, NULL);
  }
  g_clear_object (&parcel->sender);
  g_object_unref (parcel->conversation);
  g_object_unref (parcel->file);
  g_free (parcel);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Parcel, parcel_free)

static GtkWindow *
get_window (BwFileSender *self)
{
  GtkRoot *root = self->widget != NULL ? gtk_widget_get_root (self->widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
say_error (BwFileSender *self, const GError *error)
{
  if (self->widget != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bw_toasts_say_error (self->widget, error);
}

static char *
dup_display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_filename_display_name (name != NULL ? name : "");
}

static void
set_file_name (BwFileSender *self, char *name)
{
  g_free (self->file_name);
  self->file_name = name;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE_NAME]);
}

static void
send_first (BwFileSender *self, GAsyncReadyCallback sent)
{
  Parcel *parcel = g_queue_pop_head (&self->parcels);

  g_clear_object (&self->cancellable);
  if (parcel == NULL || self->phone == NULL) {
    set_file_name (self, NULL);
    return;
  }
  parcel->sender = g_object_ref (self);
  self->cancellable = g_cancellable_new ();
  set_file_name (self, dup_display_name (parcel->file));
  bw_messenger_send_file_async (bw_phone_get_messenger (self->phone), parcel->conversation,
                                parcel->file, self->cancellable, sent, parcel);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Parcel) parcel = data;
  BwFileSender *self = parcel->sender;
  g_autoptr (GError) error = NULL;
  g_autoptr (BwMessage) message =
      bw_messenger_send_file_finish (BW_MESSENGER (source), result, &error);

  if (message == NULL)
    say_error (self, error);
  else
    g_signal_emit (self, signals[SENT], 0);
  send_first (self, sent_cb);
}

static void
add_parcel (BwFileSender *self, BwConversation *conversation, GFile *file, gboolean is_ours)
{
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->conversation = g_object_ref (conversation);
  parcel->file = g_object_ref (file);
  parcel->is_ours = is_ours;
  g_queue_push_tail (&self->parcels, parcel);
  if (self->cancellable == NULL)
    send_first (self, sent_cb);
}

/* What was asked about: files or a picture, for the conversation of then. */
typedef struct {
  BwFileSender *sender;
  BwConversation *conversation;
  GSList *files;
  GdkTexture *texture;
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_object_unref (offer->sender);
  g_object_unref (offer->conversation);
  g_slist_free_full (offer->files, g_object_unref);
  g_clear_object (&offer->texture);
  g_free (offer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Offer, offer_free)

static Offer *
offer_new (BwFileSender *self)
{
  Offer *offer = g_new0 (Offer, 1);

  offer->sender = g_object_ref (self);
  offer->conversation = g_object_ref (self->conversation);

  return offer;
}

static void
write_png_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, gdk_texture_save_to_png_bytes (task_data),
                         (GDestroyNotify) g_bytes_unref);
}

static void
png_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Offer) offer = data;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GError) error = NULL;
  /* Translators: the name of a picture that was pasted; it becomes the name of a file */
  g_autofree char *name = g_strconcat (_ ("Picture"), ".png", NULL);
  g_autoptr (GFile) file = bw_private_file_new ("outgoing", name, &error);

  if (file != NULL &&
      g_file_replace_contents (file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                               FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL, &error))
    add_parcel (offer->sender, offer->conversation, file, TRUE);
  else
    say_error (offer->sender, error);
}

/* A large one takes a second to be packed. */
static void
send_texture (Offer *offer)
{
  Offer *own = offer_new (offer->sender);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, png_cb, own);

  g_set_object (&own->conversation, offer->conversation);
  g_task_set_source_tag (task, send_texture);
  g_task_set_task_data (task, g_object_ref (offer->texture), g_object_unref);
  g_task_run_in_thread (task, write_png_thread);
}

static void
accepted_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Offer *offer = data;

  for (GSList *l = offer->files; l != NULL; l = l->next)
    add_parcel (offer->sender, offer->conversation, l->data, FALSE);
  if (offer->texture != NULL)
    send_texture (offer);
}

static char *
list_names (GSList *files)
{
  GString *names = g_string_new (NULL);
  guint n = 0;

  for (GSList *l = files; l != NULL && n < MOST_NAMES; l = l->next, n++) {
    g_autofree char *name = dup_display_name (l->data);

    g_string_append_printf (names, "%s%s", n > 0 ? "\n" : "", name);
  }
  if (g_slist_length (files) > MOST_NAMES)
    g_string_append (names, "\n…");

  return g_string_free (names, FALSE);
}

static GtkWidget *
make_preview (GdkTexture *texture)
{
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_widget_set_size_request (picture, -1, PREVIEW_HEIGHT);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);

  return picture;
}

static void
ask (Offer *offer, const char *what)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (offer->sender), what, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *peer = bw_peer_name (offer->sender->phone, offer->conversation);
  g_autofree char *names = list_names (offer->files);
  /* Translators: names of files, then the person that they are for */
  g_autofree char *body = offer->files != NULL ? g_strdup_printf (_ ("%s\n\nFor %s"), names, peer)
                                               : g_strdup_printf (_ ("For %s"), peer);

  adw_message_dialog_set_body (message, body);
  if (offer->texture != NULL)
    adw_message_dialog_set_extra_child (message, make_preview (offer->texture));
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), "send", _ ("_Send"), NULL);
  adw_message_dialog_set_response_appearance (message, "send", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "send");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "bw-offer", offer, offer_free);
  g_signal_connect (dialog, "response::send", G_CALLBACK (accepted_cb), offer);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
chosen_cb (GtkFileChooserNative *chooser, int response, Offer *offer)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    add_parcel (offer->sender, offer->conversation, file, FALSE);
  }
  g_object_unref (chooser);
}

static void
bw_file_sender_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_FILE_NAME:
    g_value_set_string (value, BW_FILE_SENDER (object)->file_name);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_file_sender_dispose (GObject *object)
{
  BwFileSender *self = BW_FILE_SENDER (object);

  bw_file_sender_cancel (self);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->conversation);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_file_sender_parent_class)->dispose (object);
}

static void
bw_file_sender_finalize (GObject *object)
{
  BwFileSender *self = BW_FILE_SENDER (object);

  g_clear_object (&self->cancellable);
  g_free (self->file_name);

  G_OBJECT_CLASS (bw_file_sender_parent_class)->finalize (object);
}

static void
bw_file_sender_class_init (BwFileSenderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_file_sender_get_property;
  object_class->dispose = bw_file_sender_dispose;
  object_class->finalize = bw_file_sender_finalize;
  properties[PROP_FILE_NAME] =
      g_param_spec_string ("file-name", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SENT] = g_signal_new ("sent", BW_TYPE_FILE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
bw_file_sender_init (BwFileSender *self)
{
}

BwFileSender *
bw_file_sender_new (GtkWidget *widget, BwPhone *phone)
{
  BwFileSender *self = g_object_new (BW_TYPE_FILE_SENDER, NULL);

  g_set_weak_pointer (&self->widget, widget);
  self->phone = g_object_ref (phone);

  return self;
}

void
bw_file_sender_set_conversation (BwFileSender *self, BwConversation *conversation)
{
  g_set_object (&self->conversation, conversation);
}

void
bw_file_sender_choose (BwFileSender *self)
{
  GtkFileChooserNative *chooser;
  Offer *offer;

  if (self->conversation == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Send Files"), get_window (self),
                                         GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Send"), _ ("_Cancel"));
  offer = offer_new (self);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (chooser), "bw-offer", offer, offer_free);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), offer);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
bw_file_sender_offer_files (BwFileSender *self, GSList *files)
{
  guint n = g_slist_length (files);
  g_autofree char *what = NULL;
  Offer *offer;

  if (self->conversation == NULL || n == 0)
    return;
  offer = offer_new (self);
  offer->files = g_slist_copy_deep (files, (GCopyFunc) (void *) g_object_ref, NULL);
  what = g_strdup_printf (ngettext ("Send %u File?", "Send %u Files?", n), n);
  ask (offer, what);
}

void
bw_file_sender_offer_picture (BwFileSender *self, GdkTexture *texture)
{
  Offer *offer;

  if (self->conversation == NULL)
    return;
  offer = offer_new (self);
  offer->texture = g_object_ref (texture);
  ask (offer, _ ("Send This Picture?"));
}

void
bw_file_sender_cancel (BwFileSender *self)
{
  g_queue_clear_full (&self->parcels, (GDestroyNotify) parcel_free);
  g_cancellable_cancel (self->cancellable);
}

const char *
bw_file_sender_get_file_name (BwFileSender *self)
{
  return self->file_name;
}
