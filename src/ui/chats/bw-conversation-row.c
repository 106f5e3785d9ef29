/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A conversation in one glance. What its menu does is done by the page around it; all that it shows
 * of others is plain text.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-conversation-row.h"

#include "bw-message-icon.h"
#include "bw-peer-avatar.h"
#include "bw-peer-label.h"
#include "bw-row-menu.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CONVERSATION, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwConversationRow {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *time;
  GtkImage *state;
  GtkLabel *line;
  GtkLabel *unread;
  GtkLabel *account;

  /* owned */
  BwPhone *phone;
  BwConversation *conversation;
  GSignalGroup *accounts_signals;
  GSignalGroup *conversation_signals;
  GSignalGroup *latest_signals;
  GtkWidget *menu; /* made when it is first asked for */
};

G_DEFINE_FINAL_TYPE (BwConversationRow, bw_conversation_row, ADW_TYPE_BIN)

static void
set_class (gpointer widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static const char *
event_icon (GObject *latest)
{
  if (BW_IS_MESSAGE (latest))
    return bw_message_icon (BW_MESSAGE (latest));

  return latest ? bw_call_record_icon (BW_CALL_RECORD (latest)) : NULL;
}

static void
show_state (BwConversationRow *self, GObject *latest, const char *icon)
{
  BwMessage *message = BW_IS_MESSAGE (latest) ? BW_MESSAGE (latest) : NULL;
  BwMessageState state = message ? bw_message_get_state (message) : BW_MESSAGE_STATE_RECEIVED;
  g_autofree char *words = message ? bw_words_message_state (message) : NULL;
  gboolean missed = BW_IS_CALL_RECORD (latest) &&
                    bw_call_record_get_outcome (BW_CALL_RECORD (latest)) == BW_CALL_OUTCOME_MISSED;

  gtk_image_set_from_icon_name (self->state, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->state), icon != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), words);
  set_class (self->state, "error", state == BW_MESSAGE_STATE_FAILED || missed);
  set_class (self->state, "accent", state == BW_MESSAGE_STATE_READ);
}

static char *
make_line (BwConversation *conversation, gboolean composing)
{
  const char *draft = bw_conversation_get_draft (conversation);
  g_autofree char *folded = NULL;

  if (composing)
    return g_strdup (_ ("typing…"));
  if (!draft)
    return bw_words_event (bw_conversation_get_latest (conversation));
  folded = g_strdelimit (g_strdup (draft), "\n\r\t", ' ');

  /* Translators: what was typed and not sent yet */
  return g_strdup_printf (_ ("Draft: %s"), folded);
}

static void
show_line (BwConversationRow *self)
{
  gboolean composing = bw_conversation_get_composing (self->conversation);
  gboolean draft = !composing && bw_conversation_get_draft (self->conversation);
  GObject *latest = bw_conversation_get_latest (self->conversation);
  g_autofree char *line = make_line (self->conversation, composing);

  gtk_label_set_label (self->line, line);
  set_class (self->line, "accent", composing);
  set_class (self->line, "draft", draft);
  show_state (self, latest, composing || draft ? NULL : event_icon (latest));
}

static void
show_unread (BwConversationRow *self)
{
  guint unread = bw_conversation_get_unread (self->conversation);
  g_autofree char *count = g_strdup_printf (unread > 99 ? "99+" : "%u", unread);
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u unread message", "%u unread messages", unread), unread);

  gtk_label_set_label (self->unread, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->unread), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->unread), unread > 0);
  set_class (self, "unread", unread > 0);
}

static void
show_account_cb (BwConversationRow *self)
{
  BwAccount *account = NULL;
  gboolean several =
      self->phone && g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1;

  if (several && self->conversation)
    account = bw_messenger_get_account (bw_phone_get_messenger (self->phone), self->conversation);
  gtk_label_set_label (self->account, account ? bw_account_get_address (account) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->account), account != NULL);
}

static void
update_cb (BwConversationRow *self)
{
  BwConversation *conversation = self->conversation;
  g_autofree char *time = bw_words_time (bw_conversation_get_time (conversation));

  g_signal_group_set_target (self->latest_signals, bw_conversation_get_latest (conversation));
  gtk_label_set_label (self->time, time);
  show_line (self);
  show_unread (self);
  show_account_cb (self);
}

static GMenuModel *
make_menu (BwConversation *conversation, BwPeer *peer)
{
  GMenu *menu = g_menu_new ();
  gint64 id = bw_conversation_get_id (conversation);

  bw_row_menu_append (menu, _ ("_Call"), "chats.call", g_variant_new_int64 (id));
  if (bw_conversation_get_unread (conversation) > 0)
    bw_row_menu_append (menu, _ ("_Mark as Read"), "chats.mark-read", g_variant_new_int64 (id));
  bw_peer_menu_append (menu, peer);
  bw_row_menu_append (menu, _ ("C_opy Address"), "chats.copy-address", g_variant_new_int64 (id));
  bw_row_menu_append (menu, _ ("_Delete Conversation"), "chats.delete", g_variant_new_int64 (id));

  return G_MENU_MODEL (menu);
}

static void
popup_at (BwConversationRow *self, const GdkRectangle *where)
{
  if (self->conversation)
    bw_row_menu_popup (GTK_WIDGET (self), &self->menu, make_menu (self->conversation, self->peer),
                       where);
}

/* When the button is let go: had the menu come before, the row would never learn of that, and go on
 * to look pressed. */
static void
secondary_click_cb (BwConversationRow *self, int n_press, double x, double y)
{
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
long_press_cb (BwConversationRow *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
set_phone (BwConversationRow *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->accounts_signals, phone ? bw_phone_get_accounts (phone) : NULL);
  show_account_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_conversation_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwConversationRow *self = BW_CONVERSATION_ROW (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CONVERSATION:
    g_value_set_object (value, self->conversation);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_conversation_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwConversationRow *self = BW_CONVERSATION_ROW (object);

  switch (id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_CONVERSATION:
    bw_conversation_row_set_conversation (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_conversation_row_dispose (GObject *object)
{
  BwConversationRow *self = BW_CONVERSATION_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->accounts_signals);
  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->latest_signals);
  g_clear_object (&self->conversation);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_conversation_row_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_conversation_row_get_property;
  object_class->set_property = bw_conversation_row_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CONVERSATION] =
      g_param_spec_object ("conversation", NULL, NULL, BW_TYPE_CONVERSATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-conversation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwConversationRow, peer);
  gtk_widget_class_bind_template_child (widget_class, BwConversationRow, time);
  gtk_widget_class_bind_template_child (widget_class, BwConversationRow, state);
  gtk_widget_class_bind_template_child (widget_class, BwConversationRow, line);
  gtk_widget_class_bind_template_child (widget_class, BwConversationRow, unread);
  gtk_widget_class_bind_template_child (widget_class, BwConversationRow, account);
  gtk_widget_class_bind_template_callback (widget_class, secondary_click_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_press_cb);
}

static void
bw_conversation_row_class_init (BwConversationRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_conversation_row_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chatrow");
}

static void
bw_conversation_row_init (BwConversationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->accounts_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->accounts_signals, "items-changed",
                                  G_CALLBACK (show_account_cb), self);
  self->conversation_signals = g_signal_group_new (BW_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify", G_CALLBACK (update_cb),
                                  self);
  self->latest_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->latest_signals, "notify", G_CALLBACK (show_line), self);
}

GtkWidget *
bw_conversation_row_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_CONVERSATION_ROW, "phone", phone, NULL);
}

void
bw_conversation_row_set_conversation (BwConversationRow *self, BwConversation *conversation)
{
  if (!g_set_object (&self->conversation, conversation))
    return;
  g_signal_group_set_target (self->conversation_signals, conversation);
  if (conversation)
    update_cb (self);
  else
    g_signal_group_set_target (self->latest_signals, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONVERSATION]);
}

void
bw_conversation_row_popup (BwConversationRow *self)
{
  popup_at (self, NULL);
}
