/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A person: the timeline, the composer, and what ties both to the messenger. How a message looks
 * and where one is in the timeline is known by others.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-conversation-page.h"

#include "bw-composer.h"
#include "bw-conversation-search.h"
#include "bw-file-sender.h"
#include "bw-peer.h"
#include "bw-sending-account.h"
#include "bw-timeline-view.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

/* Milliseconds after the last key until a draft is kept. */
#define DRAFT_AFTER 1000

/* Seconds after the last key until one is no longer typing (RFC 3994, 3.2). */
#define IDLE_AFTER 15

enum { PROP_0, PROP_PHONE, PROP_CONVERSATION, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwConversationPage {
  AdwBin parent_instance;

  /* template widgets */
  GMenu *menu;
  GMenu *account_section;
  GtkDropTarget *drop_target;
  BwConversationSearch *search;
  GtkStack *stack;
  BwTimelineView *timeline;
  GtkRevealer *sending;
  GtkLabel *sending_label;
  GtkLabel *typing;
  GtkMenuButton *from_button;
  GtkStack *bottom;
  BwComposer *composer;
  GtkLabel *blocked_label;
  GtkMenuButton *blocked_button;

  /* owned */
  BwPhone *phone;
  BwConversation *conversation;
  GSignalGroup *conversation_signals;
  GSignalGroup *store_signals;
  GBindingGroup *messenger_bindings;
  GtkWindow *window; /* not owned: while we are in it */
  BwSendingAccount *account;
  BwFileSender *files;
  GSimpleActionGroup *actions;
  guint draft_source;
  guint idle_source;
};

G_DEFINE_FINAL_TYPE (BwConversationPage, bw_conversation_page, ADW_TYPE_BIN)

static BwStore *
get_store (BwConversationPage *self)
{
  return self->phone != NULL ? bw_phone_get_store (self->phone) : NULL;
}

static BwMessenger *
get_messenger (BwConversationPage *self)
{
  return bw_phone_get_messenger (self->phone);
}

static void
save_draft (BwConversationPage *self)
{
  g_autofree char *text = bw_composer_dup_text (self->composer);
  const char *draft = text[0] != '\0' ? text : NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (self->conversation == NULL || self->phone == NULL ||
      g_strcmp0 (bw_conversation_get_draft (self->conversation), draft) == 0)
    return;
  if (!bw_store_set_draft (get_store (self), self->conversation, draft, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static gboolean
draft_cb (gpointer data)
{
  BwConversationPage *self = data;

  self->draft_source = 0;
  save_draft (self);

  return G_SOURCE_REMOVE;
}

static void
stop_typing (BwConversationPage *self)
{
  if (self->idle_source == 0)
    return;
  g_clear_handle_id (&self->idle_source, g_source_remove);
  if (self->conversation != NULL && self->phone != NULL)
    bw_messenger_set_composing (get_messenger (self), self->conversation, FALSE);
}

static gboolean
idle_cb (gpointer data)
{
  stop_typing (data);

  return G_SOURCE_CONTINUE; /* it is removed there */
}

static void
typed_cb (BwConversationPage *self)
{
  if (self->conversation == NULL || self->phone == NULL)
    return;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_AFTER, draft_cb, self);
  if (bw_composer_is_empty (self->composer)) {
    stop_typing (self);
    return;
  }
  g_clear_handle_id (&self->idle_source, g_source_remove);
  self->idle_source = g_timeout_add_seconds (IDLE_AFTER, idle_cb, self);
  bw_messenger_set_composing (get_messenger (self), self->conversation, TRUE);
}

/* What is not taken stays where it was typed. */
static void
send_cb (BwConversationPage *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BwMessage) message = NULL;

  if (self->conversation == NULL || self->phone == NULL)
    return;
  message = bw_messenger_send_text (get_messenger (self), self->conversation, text, &error);
  if (message == NULL) {
    bw_toasts_say_error (GTK_WIDGET (self), error);
    return;
  }
  bw_composer_set_text (self->composer, NULL);
  stop_typing (self);
  save_draft (self);
  bw_timeline_view_scroll_to_end (self->timeline);
}

static void
typing_cb (BwConversationPage *self)
{
  g_autofree char *peer = NULL;
  g_autofree char *text = NULL;

  if (self->conversation != NULL && bw_conversation_get_composing (self->conversation)) {
    peer = bw_peer_name (self->phone, self->conversation);
    /* Translators: a person is writing a message */
    text = g_strdup_printf (_ ("%s is typing…"), peer);
  }
  gtk_label_set_label (self->typing, text != NULL ? text : "");
}

static gboolean
is_looked_at (BwConversationPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (root) &&
         gtk_window_is_active (GTK_WINDOW (root));
}

/* A missed call is looked at here as well. */
static gboolean
has_unseen (BwConversationPage *self)
{
  GObject *latest = bw_conversation_get_latest (self->conversation);

  return bw_conversation_get_unread (self->conversation) > 0 ||
         (BW_IS_CALL_RECORD (latest) &&
          bw_call_record_get_outcome (BW_CALL_RECORD (latest)) == BW_CALL_OUTCOME_MISSED &&
          !bw_call_record_get_seen (BW_CALL_RECORD (latest)));
}

static void
mark_read_cb (BwConversationPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->conversation == NULL || self->phone == NULL || !is_looked_at (self) ||
      !has_unseen (self))
    return;
  if (!bw_messenger_mark_read (get_messenger (self), self->conversation, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

/* What comes while nobody looks gets the line above it. */
static void
unread_cb (BwConversationPage *self)
{
  if (!is_looked_at (self) && bw_conversation_get_unread (self->conversation) == 1)
    bw_timeline_view_mark_unread (self->timeline);
  mark_read_cb (self);
}

static void
empty_cb (BwConversationPage *self)
{
  gboolean empty = bw_timeline_view_get_empty (self->timeline);

  gtk_stack_set_visible_child_name (self->stack, empty ? "empty" : "timeline");
}

static char *
make_complaint (BwConversationPage *self)
{
  BwAccount *account = bw_sending_account_get_account (self->account);

  if (account == NULL)
    return g_strdup (_ ("The account of this conversation was removed."));

  /* Translators: the address of an account */
  return g_strdup_printf (_ ("The account %s is switched off."), bw_account_get_address (account));
}

static void
show_account_choice (BwConversationPage *self)
{
  BwAccount *account = bw_sending_account_get_account (self->account);
  gboolean choice = bw_sending_account_count_others (self->account) > 0;
  gboolean usable = bw_sending_account_get_usable (self->account);
  g_autofree char *from = NULL;

  if (usable)
    /* Translators: the address of one's own account, by which messages go */
    from = g_strdup_printf (_ ("From %s"), bw_account_get_address (account));
  gtk_menu_button_set_label (self->from_button, from != NULL ? from : "");
  gtk_widget_set_visible (GTK_WIDGET (self->from_button), usable && choice);
  gtk_widget_set_visible (GTK_WIDGET (self->blocked_button), choice);
  g_menu_remove_all (self->account_section);
  if (choice)
    g_menu_append_submenu (self->account_section, _ ("Send _From"),
                           bw_sending_account_get_menu (self->account));
}

static void
enable (BwConversationPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
update_actions (BwConversationPage *self, gboolean usable)
{
  gboolean any = self->conversation != NULL && self->phone != NULL;
  const char *account = any ? bw_conversation_get_account (self->conversation) : NULL;
  GAction *use = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "use-account");

  enable (self, "call", any);
  enable (self, "video-call", any);
  enable (self, "search", any);
  enable (self, "copy-address", any);
  enable (self, "delete", any);
  enable (self, "attach", any && usable);
  enable (self, "use-account", any);
  g_simple_action_set_state (G_SIMPLE_ACTION (use),
                             g_variant_new_string (account != NULL ? account : ""));
}

static void
account_cb (BwConversationPage *self)
{
  gboolean usable = bw_sending_account_get_usable (self->account);
  g_autofree char *complaint = make_complaint (self);

  gtk_label_set_label (self->blocked_label, complaint);
  gtk_stack_set_visible_child_name (self->bottom,
                                    usable || self->conversation == NULL ? "composer" : "blocked");
  show_account_choice (self);
  update_actions (self, usable);
}

static void
sending_cb (BwConversationPage *self)
{
  const char *name = self->files != NULL ? bw_file_sender_get_file_name (self->files) : NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->sending, name != NULL);
  if (name == NULL)
    return;
  /* Translators: the name of a file */
  text = g_strdup_printf (_ ("Sending “%s”…"), name);
  gtk_label_set_label (self->sending_label, text);
}

static void
stop_sending_cb (BwConversationPage *self)
{
  bw_file_sender_cancel (self->files);
}

static void
paste_files_cb (BwConversationPage *self, GSList *files)
{
  if (self->files != NULL)
    bw_file_sender_offer_files (self->files, files);
}

static void
paste_picture_cb (BwConversationPage *self, GdkTexture *texture)
{
  if (self->files != NULL)
    bw_file_sender_offer_picture (self->files, texture);
}

static gboolean
drop_cb (BwConversationPage *self, const GValue *value)
{
  if (self->files == NULL || !bw_sending_account_get_usable (self->account))
    return FALSE;
  bw_file_sender_offer_files (self->files, g_value_get_boxed (value));

  return TRUE;
}

static void
found_cb (BwConversationPage *self, gint64 id)
{
  bw_timeline_view_point_out (self->timeline, id);
}

static void
dial (BwConversationPage *self, gboolean video)
{
  g_autoptr (GError) error = NULL;
  BwCall *call = bw_phone_dial (self->phone, bw_sending_account_get_account (self->account),
                                bw_conversation_get_peer (self->conversation), video, &error);

  if (call == NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
  else
    g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
call_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dial (data, FALSE);
}

static void
video_call_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  dial (data, TRUE);
}

static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_conversation_search_open (BW_CONVERSATION_PAGE (data)->search);
}

static void
copy_address_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwConversationPage *self = data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          bw_conversation_get_peer (self->conversation));
  bw_toasts_say (GTK_WIDGET (self), _ ("Address copied"));
}

static void
undo_cb (BwConversationPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->phone != NULL && !bw_store_restore_removed (get_store (self), &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwConversationPage *self = data;
  g_autoptr (BwConversation) conversation = g_object_ref (self->conversation);
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  save_draft (self);
  if (!bw_store_remove_conversation (get_store (self), conversation, &error)) {
    bw_toasts_say_error (GTK_WIDGET (self), error);
    return;
  }
  toast = bw_toasts_offer (GTK_WIDGET (self), _ ("Conversation deleted"), _ ("_Undo"));
  if (toast != NULL)
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                             G_CONNECT_SWAPPED);
  bw_composer_set_text (self->composer, NULL);
  bw_conversation_page_show (self, NULL, 0);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
attach_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bw_file_sender_choose (BW_CONVERSATION_PAGE (data)->files);
}

static void
use_account_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BwConversationPage *self = data;
  const char *id = g_variant_get_string (parameter, NULL);
  BwAccount *account = bw_phone_find_account (self->phone, id);
  g_autoptr (GError) error = NULL;
  BwConversation *moved;

  if (account == NULL || account == bw_sending_account_get_account (self->account))
    return;
  save_draft (self);
  moved = bw_messenger_move (get_messenger (self), self->conversation, account, &error);
  if (moved == NULL)
    bw_toasts_say_error (GTK_WIDGET (self), error);
  else if (moved != self->conversation)
    bw_conversation_page_show (self, moved, 0);
}

static void
add_actions (BwConversationPage *self)
{
  const GActionEntry entries[] = {
    { "call", call_action },
    { "video-call", video_call_action },
    { "search", search_action },
    { "copy-address", copy_address_action },
    { "delete", delete_action },
    { "attach", attach_action },
    { "use-account", use_account_action, "s", "''" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "conversation",
                                  G_ACTION_GROUP (self->actions));
}

/* Leaves nothing behind that was typed. */
static void
leave (BwConversationPage *self)
{
  stop_typing (self);
  save_draft (self);
}

static void
bw_conversation_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (bw_conversation_page_parent_class)->map (widget);
  mark_read_cb (BW_CONVERSATION_PAGE (widget));
}

static void
bw_conversation_page_unmap (GtkWidget *widget)
{
  leave (BW_CONVERSATION_PAGE (widget));
  GTK_WIDGET_CLASS (bw_conversation_page_parent_class)->unmap (widget);
}

static void
bw_conversation_page_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (bw_conversation_page_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  BW_CONVERSATION_PAGE (widget)->window = GTK_WINDOW (root);
  g_signal_connect_object (root, "notify::is-active", G_CALLBACK (mark_read_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
bw_conversation_page_unroot (GtkWidget *widget)
{
  BwConversationPage *self = BW_CONVERSATION_PAGE (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, mark_read_cb, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (bw_conversation_page_parent_class)->unroot (widget);
}

static void
bw_conversation_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwConversationPage *self = BW_CONVERSATION_PAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CONVERSATION:
    g_value_set_object (value, self->conversation);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_conversation_page_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_PHONE:
    bw_conversation_page_set_phone (BW_CONVERSATION_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_conversation_page_dispose (GObject *object)
{
  BwConversationPage *self = BW_CONVERSATION_PAGE (object);

  if (self->phone != NULL)
    bw_conversation_page_set_phone (self, NULL);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->store_signals);
  g_clear_object (&self->messenger_bindings);
  g_clear_object (&self->account);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (bw_conversation_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CONVERSATION] =
      g_param_spec_object ("conversation", NULL, NULL, BW_TYPE_CONVERSATION, read);

  object_class->get_property = bw_conversation_page_get_property;
  object_class->set_property = bw_conversation_page_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (void)
{
  signals[DIALLED] = g_signal_new ("dialled", BW_TYPE_CONVERSATION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[LEFT] = g_signal_new ("left", BW_TYPE_CONVERSATION_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, menu);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, account_section);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, drop_target);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, search);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, sending);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, sending_label);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, typing);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, from_button);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, bottom);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, composer);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, blocked_label);
  gtk_widget_class_bind_template_child (widget_class, BwConversationPage, blocked_button);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_COMPOSER);
  g_type_ensure (BW_TYPE_CONVERSATION_SEARCH);
  g_type_ensure (BW_TYPE_TIMELINE_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-conversation-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, bw_conversation_page_compose);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, empty_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_sending_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
bw_conversation_page_class_init (BwConversationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_conversation_page_dispose;
  widget_class->map = bw_conversation_page_map;
  widget_class->unmap = bw_conversation_page_unmap;
  widget_class->root = bw_conversation_page_root;
  widget_class->unroot = bw_conversation_page_unroot;
  install_properties (G_OBJECT_CLASS (klass));
  install_signals ();
  bind_template (widget_class);
}

static void
watch (BwConversationPage *self)
{
  self->conversation_signals = g_signal_group_new (BW_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::composing",
                                  G_CALLBACK (typing_cb), self);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::unread",
                                  G_CALLBACK (unread_cb), self);
  self->store_signals = g_signal_group_new (BW_TYPE_STORE);
  g_signal_group_connect_swapped (self->store_signals, "notify::unseen-missed",
                                  G_CALLBACK (mark_read_cb), self);
  self->messenger_bindings = g_binding_group_new ();
  g_binding_group_bind (self->messenger_bindings, "max-send-size", self->composer, "limit",
                        G_BINDING_DEFAULT);
  self->account = bw_sending_account_new ();
  g_signal_connect_object (self->account, "changed", G_CALLBACK (account_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bw_conversation_page_init (BwConversationPage *self)
{
  GType files = GDK_TYPE_FILE_LIST;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, &files, 1);
  add_actions (self);
  watch (self);
  gtk_menu_button_set_menu_model (self->from_button, bw_sending_account_get_menu (self->account));
  gtk_menu_button_set_menu_model (self->blocked_button,
                                  bw_sending_account_get_menu (self->account));
  account_cb (self);
}

GtkWidget *
bw_conversation_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_CONVERSATION_PAGE, "phone", phone, NULL);
}

static void
set_files (BwConversationPage *self, BwPhone *phone)
{
  if (self->files != NULL)
    g_object_run_dispose (G_OBJECT (self->files));
  g_clear_object (&self->files);
  if (phone == NULL)
    return;
  self->files = bw_file_sender_new (GTK_WIDGET (self), phone);
  g_signal_connect_object (self->files, "notify::file-name", G_CALLBACK (sending_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "sent", G_CALLBACK (bw_timeline_view_scroll_to_end),
                           self->timeline, G_CONNECT_SWAPPED);
}

void
bw_conversation_page_set_phone (BwConversationPage *self, BwPhone *phone)
{
  if (self->phone == phone)
    return;
  bw_conversation_page_show (self, NULL, 0);
  set_files (self, phone);
  g_set_object (&self->phone, phone);
  g_signal_group_set_target (self->store_signals, get_store (self));
  bw_timeline_view_set_phone (self->timeline, phone);
  g_binding_group_set_source (self->messenger_bindings,
                              phone != NULL ? get_messenger (self) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

BwConversation *
bw_conversation_page_get_conversation (BwConversationPage *self)
{
  return self->conversation;
}

static void
change_conversation (BwConversationPage *self, BwConversation *conversation)
{
  leave (self);
  g_set_object (&self->conversation, conversation);
  g_signal_group_set_target (self->conversation_signals, conversation);
  bw_composer_set_text (self->composer,
                        conversation != NULL ? bw_conversation_get_draft (conversation) : NULL);
  if (self->files != NULL)
    bw_file_sender_set_conversation (self->files, conversation);
  bw_conversation_search_follow (self->search, get_store (self), conversation);
  bw_sending_account_follow (self->account, self->phone, conversation);
  typing_cb (self);
}

void
bw_conversation_page_show (BwConversationPage *self,
                           BwConversation *conversation,
                           gint64 message_id)
{
  gboolean changed = self->conversation != conversation;

  if (changed)
    change_conversation (self, conversation);
  if (changed || (conversation != NULL && bw_conversation_get_unread (conversation) > 0))
    bw_timeline_view_show (self->timeline, conversation);
  if (message_id != 0)
    bw_timeline_view_point_out (self->timeline, message_id);
  mark_read_cb (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONVERSATION]);
}

void
bw_conversation_page_compose (BwConversationPage *self)
{
  if (self->conversation != NULL)
    bw_composer_focus (self->composer);
}

GActionGroup *
bw_conversation_page_get_actions (BwConversationPage *self)
{
  return G_ACTION_GROUP (self->actions);
}

GMenuModel *
bw_conversation_page_get_menu (BwConversationPage *self)
{
  return G_MENU_MODEL (self->menu);
}
