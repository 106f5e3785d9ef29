/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The head of a conversation. Who that is, it learns from BwPeer; where a click leads to, the
 * window knows. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-conversation-title.h"

#include "bw-peer-avatar.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CONVERSATION, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwConversationTitle {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkWidget *button;
  GtkLabel *line;

  /* owned */
  BwPhone *phone;
  BwConversation *conversation;
  GSignalGroup *accounts_signals;
  GSignalGroup *buddy_signals;
};

G_DEFINE_FINAL_TYPE (BwConversationTitle, bw_conversation_title, ADW_TYPE_BIN)

/* The address, and by which account where there are several. */
static char *
dup_way (BwConversationTitle *self)
{
  g_autofree char *beside = NULL;
  BwAccount *account = NULL;

  if (self->phone && g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1)
    account = bw_messenger_get_account (bw_phone_get_messenger (self->phone), self->conversation);
  if (account)
    /* Translators: whom one writes to, and from which account: “bob@example.org · from
     * alice@example.org” */
    return g_strdup_printf (_ ("%s · from %s"), bw_conversation_get_peer (self->conversation),
                            bw_account_get_address (account));
  g_object_get (self->peer, "beside", &beside, NULL);

  return g_steal_pointer (&beside);
}

static void
line_cb (BwConversationTitle *self)
{
  BwBuddy *buddy = bw_peer_get_buddy (self->peer);
  g_autofree char *line = NULL;

  if (self->conversation)
    line = buddy ? bw_words_buddy (buddy) : dup_way (self);
  gtk_label_set_label (self->line, line ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->line), line && line[0]);
}

static void
buddy_cb (BwConversationTitle *self)
{
  g_signal_group_set_target (self->buddy_signals, bw_peer_get_buddy (self->peer));
  line_cb (self);
}

static void
person_cb (BwConversationTitle *self)
{
  gboolean known = bw_peer_get_person (self->peer) != NULL;

  gtk_widget_set_tooltip_text (self->button, known ? _ ("Show Person") : _ ("Add to People…"));
}

static void
clicked_cb (BwConversationTitle *self)
{
  gboolean known = bw_peer_get_person (self->peer) != NULL;

  gtk_widget_activate_action (GTK_WIDGET (self),
                              known ? "content.show-person" : "content.add-person", NULL);
}

static void
set_phone (BwConversationTitle *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->accounts_signals, phone ? bw_phone_get_accounts (phone) : NULL);
  line_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_conversation_title_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwConversationTitle *self = BW_CONVERSATION_TITLE (object);

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
bw_conversation_title_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  BwConversationTitle *self = BW_CONVERSATION_TITLE (object);

  switch (id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_CONVERSATION:
    bw_conversation_title_set_conversation (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_conversation_title_dispose (GObject *object)
{
  BwConversationTitle *self = BW_CONVERSATION_TITLE (object);

  g_clear_object (&self->accounts_signals);
  g_clear_object (&self->buddy_signals);
  g_clear_object (&self->conversation);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_conversation_title_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_conversation_title_get_property;
  object_class->set_property = bw_conversation_title_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CONVERSATION] =
      g_param_spec_object ("conversation", NULL, NULL, BW_TYPE_CONVERSATION, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_conversation_title_class_init (BwConversationTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_conversation_title_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-conversation-title.ui");
  gtk_widget_class_bind_template_child (widget_class, BwConversationTitle, peer);
  gtk_widget_class_bind_template_child (widget_class, BwConversationTitle, button);
  gtk_widget_class_bind_template_child (widget_class, BwConversationTitle, line);
  gtk_widget_class_bind_template_callback (widget_class, buddy_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
}

static void
bw_conversation_title_init (BwConversationTitle *self)
{
  self->accounts_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  self->buddy_signals = g_signal_group_new (BW_TYPE_BUDDY);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_group_connect_swapped (self->accounts_signals, "items-changed", G_CALLBACK (line_cb),
                                  self);
  g_signal_group_connect_swapped (self->buddy_signals, "notify", G_CALLBACK (line_cb), self);
  person_cb (self);
}

void
bw_conversation_title_set_conversation (BwConversationTitle *self, BwConversation *conversation)
{
  g_return_if_fail (BW_IS_CONVERSATION_TITLE (self));

  if (!g_set_object (&self->conversation, conversation))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONVERSATION]); /* the peer follows */
  line_cb (self);
}
