/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages on the bus. It must not know how they travel, nor how they look. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-messages.h"

#include "bw-dbus-arguments.h"
#include "bw-store-enums.h"
#include "bw-words.h"

struct _BwDBusMessages {
  GObject parent_instance;

  BwDBusPhone1 *face; /* not owned: it owns us */
  BwPhone *phone;
  BwDBusBranch *accounts;
};

G_DEFINE_FINAL_TYPE (BwDBusMessages, bw_dbus_messages, G_TYPE_OBJECT)

static char *
dup_id (BwMessage *message)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, bw_message_get_id (message));
}

static void
received_cb (BwDBusMessages *self, BwConversation *conversation, BwMessage *message)
{
  BwAccount *account =
      bw_messenger_get_account (bw_phone_get_messenger (self->phone), conversation);
  const char *text = bw_message_get_text (message);
  g_autofree char *id = dup_id (message);

  bw_dbus_phone1_emit_message_received (self->face,
                                        bw_dbus_branch_get_path (self->accounts, account),
                                        bw_conversation_get_peer (conversation), id,
                                        text ? text : "", bw_message_get_content_type (message));
}

static void
state_changed_cb (BwDBusMessages *self, BwConversation *conversation, BwMessage *message)
{
  g_autofree char *id = dup_id (message);

  bw_dbus_phone1_emit_message_state_changed (
      self->face, id, bw_dbus_nick (BW_TYPE_MESSAGE_STATE, bw_message_get_state (message)),
      bw_words_message_reason ((BwReason) bw_message_get_reason (message)));
}

static void
bw_dbus_messages_dispose (GObject *object)
{
  BwDBusMessages *self = BW_DBUS_MESSAGES (object);

  g_clear_object (&self->accounts);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_dbus_messages_parent_class)->dispose (object);
}

static void
bw_dbus_messages_class_init (BwDBusMessagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_dbus_messages_dispose;
}

static void
bw_dbus_messages_init (BwDBusMessages *self)
{
}

BwDBusMessages *
bw_dbus_messages_new (BwDBusPhone1 *face, BwPhone *phone, BwDBusBranch *accounts)
{
  BwDBusMessages *self = g_object_new (BW_TYPE_DBUS_MESSAGES, NULL);
  BwMessenger *messenger = bw_phone_get_messenger (phone);

  self->face = face;
  self->phone = g_object_ref (phone);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (messenger, "message-received", G_CALLBACK (received_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (messenger, "message-state-changed", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

char *
bw_dbus_messages_send (BwDBusMessages *self,
                       BwAccount *account,
                       const char *peer,
                       const char *text,
                       GError **error)
{
  BwMessenger *messenger = bw_phone_get_messenger (self->phone);
  BwConversation *conversation = bw_messenger_open (messenger, account, peer, error);
  g_autoptr (BwMessage) message =
      conversation ? bw_messenger_send_text (messenger, conversation, text, error) : NULL;

  return message ? dup_id (message) : NULL;
}
