/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Messages as the rest of the phone sees them: taking them, reading them, and how they are set up
 * between store, outbox and SIP stack. It must not know how a message looks on the network.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-messenger-private.h"

#include "bw-message-content.h"
#include "bw-message-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_RECEIVE_SIZE (10 * 1024 * 1024)
#define DEFAULT_SEND_SIZE (60 * 1024)
#define OWED_REPORTS 200

G_STATIC_ASSERT ((int) BW_REASON_INTERRUPTED == BW_MESSAGE_REASON_INTERRUPTED);

enum {
  PROP_0,
  PROP_SEND_READ_REPORTS,
  PROP_SHARE_COMPOSING,
  PROP_MAX_RECEIVE_SIZE,
  PROP_MAX_SEND_SIZE,
  PROP_KEEPING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum { MESSAGE_RECEIVED, MESSAGE_STATE_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BwMessenger, bw_messenger, G_TYPE_OBJECT)

void
bw_messenger_emit_received (BwMessenger *self, BwConversation *conversation, BwMessage *message)
{
  g_signal_emit (self, signals[MESSAGE_RECEIVED], 0, conversation, message);
}

void
bw_messenger_emit_state (BwMessenger *self, BwConversation *conversation, BwMessage *message)
{
  g_signal_emit (self, signals[MESSAGE_STATE_CHANGED], 0, conversation, message);
}

static void
set_flag (BwMessenger *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == !!value)
    return;
  *flag = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_size (BwMessenger *self, guint *size, guint value, guint property)
{
  if (*size == value)
    return;
  *size = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
bw_messenger_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwMessenger *self = BW_MESSENGER (object);

  switch (id) {
  case PROP_SEND_READ_REPORTS:
    g_value_set_boolean (value, self->send_read_reports);
    break;
  case PROP_SHARE_COMPOSING:
    g_value_set_boolean (value, self->share_composing);
    break;
  case PROP_MAX_RECEIVE_SIZE:
    g_value_set_uint (value, self->max_receive_size);
    break;
  case PROP_MAX_SEND_SIZE:
    g_value_set_uint (value, self->max_send_size);
    break;
  case PROP_KEEPING:
    g_value_set_boolean (value, self->keeping);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_messenger_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwMessenger *self = BW_MESSENGER (object);

  switch (id) {
  case PROP_SEND_READ_REPORTS:
    set_flag (self, &self->send_read_reports, g_value_get_boolean (value), id);
    break;
  case PROP_SHARE_COMPOSING:
    set_flag (self, &self->share_composing, g_value_get_boolean (value), id);
    break;
  case PROP_MAX_RECEIVE_SIZE:
    set_size (self, &self->max_receive_size, g_value_get_uint (value), id);
    break;
  case PROP_MAX_SEND_SIZE:
    set_size (self, &self->max_send_size, g_value_get_uint (value), id);
    break;
  case PROP_KEEPING:
    set_flag (self, &self->keeping, g_value_get_boolean (value), id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_messenger_dispose (GObject *object)
{
  BwMessenger *self = BW_MESSENGER (object);

  bw_messenger_detach (self);
  g_clear_object (&self->outbox);
  g_clear_pointer (&self->typing, bw_typing_free);
  g_clear_object (&self->transfer);
  g_clear_object (&self->received);
  g_clear_object (&self->accounts);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (bw_messenger_parent_class)->dispose (object);
}

static void
bw_messenger_finalize (GObject *object)
{
  BwMessenger *self = BW_MESSENGER (object);

  bw_peer_abilities_free (self->abilities);
  g_hash_table_unref (self->composing);
  g_array_unref (self->unconfirmed);

  G_OBJECT_CLASS (bw_messenger_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[MESSAGE_RECEIVED] =
      g_signal_new ("message-received", BW_TYPE_MESSENGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, BW_TYPE_CONVERSATION, BW_TYPE_MESSAGE);
  signals[MESSAGE_STATE_CHANGED] =
      g_signal_new ("message-state-changed", BW_TYPE_MESSENGER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, BW_TYPE_CONVERSATION, BW_TYPE_MESSAGE);
}

static void
bw_messenger_class_init (BwMessengerClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_messenger_get_property;
  object_class->set_property = bw_messenger_set_property;
  object_class->dispose = bw_messenger_dispose;
  object_class->finalize = bw_messenger_finalize;

  properties[PROP_SEND_READ_REPORTS] =
      g_param_spec_boolean ("send-read-reports", NULL, NULL, FALSE, flags);
  properties[PROP_SHARE_COMPOSING] =
      g_param_spec_boolean ("share-composing", NULL, NULL, TRUE, flags);
  properties[PROP_MAX_RECEIVE_SIZE] =
      g_param_spec_uint ("max-receive-size", NULL, NULL, 0, G_MAXUINT, DEFAULT_RECEIVE_SIZE, flags);
  properties[PROP_MAX_SEND_SIZE] =
      g_param_spec_uint ("max-send-size", NULL, NULL, 0, G_MAXUINT, DEFAULT_SEND_SIZE, flags);
  properties[PROP_KEEPING] = g_param_spec_boolean ("keeping", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();
}

static void
cancel_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

static void
bw_messenger_init (BwMessenger *self)
{
  self->abilities = bw_peer_abilities_new ();
  self->typing = bw_typing_new (bw_messenger_tell_typing, self);
  self->transfer = bw_file_transfer_new ();
  self->composing = g_hash_table_new_full (NULL, NULL, g_object_unref, cancel_source);
  self->unconfirmed = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->share_composing = TRUE;
  self->keeping = TRUE;
  self->max_receive_size = DEFAULT_RECEIVE_SIZE;
  self->max_send_size = DEFAULT_SEND_SIZE;
}

BwMessenger *
bw_messenger_new (BwStore *store, GListModel *accounts)
{
  BwMessenger *self = g_object_new (BW_TYPE_MESSENGER, NULL);

  self->store = g_object_ref (store);
  self->accounts = g_object_ref (accounts);
  self->outbox = bw_outbox_new (store, accounts, self->abilities);
  g_signal_connect_object (self->outbox, "state-changed", G_CALLBACK (bw_messenger_emit_state),
                           self, G_CONNECT_SWAPPED);

  return self;
}

void
bw_messenger_attach (BwMessenger *self, BwEngine *engine)
{
  self->agent = bw_message_agent_new (engine, bw_messenger_receive, bw_messenger_answer_sent, self);
  bw_outbox_attach (self->outbox, self->agent);
}

void
bw_messenger_close (BwMessenger *self)
{
  bw_outbox_close (self->outbox);
}

void
bw_messenger_detach (BwMessenger *self)
{
  if (self->outbox)
    bw_outbox_detach (self->outbox);
  g_clear_object (&self->agent);
  g_hash_table_remove_all (self->composing);
}

BwAccount *
bw_messenger_get_account (BwMessenger *self, BwConversation *conversation)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    /* The list holds it. */
    if (g_strcmp0 (bw_account_get_id (account), bw_conversation_get_account (conversation)) == 0)
      return account;
  }

  return NULL;
}

static BwAccount *
get_default_account (BwMessenger *self)
{
  BwAccount *first = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    if (bw_account_get_is_default (account))
      return account;
    if (!first)
      first = account;
  }

  return first;
}

/* The latest conversation with @peer over any account of ours. */
static BwConversation *
find_latest (BwMessenger *self, const char *peer)
{
  GListModel *conversations = G_LIST_MODEL (bw_store_get_conversations (self->store));

  for (guint i = 0; i < g_list_model_get_n_items (conversations); i++) {
    g_autoptr (BwConversation) conversation = g_list_model_get_item (conversations, i);

    if (g_strcmp0 (bw_conversation_get_peer (conversation), peer) == 0 &&
        bw_messenger_get_account (self, conversation))
      return conversation;
  }

  return NULL;
}

/* A port or sips: was typed to be used. */
static gboolean
keep_route (BwMessenger *self, BwConversation *conversation, BwAddress *address, GError **error)
{
  g_autofree char *uri = NULL;

  if (bw_address_get_port (address) == 0 && !bw_address_is_secure (address))
    return TRUE;
  uri = bw_address_to_uri (address);

  return bw_store_set_route (self->store, conversation, uri, error);
}

BwConversation *
bw_messenger_open (BwMessenger *self, BwAccount *account, const char *address, GError **error)
{
  BwAccount *chosen = account ? account : get_default_account (self);
  g_autoptr (BwAddress) parsed = NULL;
  g_autofree char *peer = NULL;
  BwConversation *latest;

  if (!chosen) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_NO_ACCOUNT,
                         _ ("There is no account to write with. Add one first."));
    return NULL;
  }
  parsed = bw_address_parse (address, bw_account_get_domain (chosen), error);
  if (!parsed)
    return NULL;

  peer = bw_address_to_key (parsed);
  latest = account ? NULL : find_latest (self, peer);
  if (!latest)
    latest = bw_store_ensure_conversation (self->store, bw_account_get_id (chosen), peer,
                                           bw_address_get_display_name (parsed), error);

  return latest && keep_route (self, latest, parsed, error) ? latest : NULL;
}

static gboolean
require_keeping (BwMessenger *self, GError **error)
{
  if (self->keeping)
    return TRUE;

  g_set_error_literal (error, BW_ERROR, BW_ERROR_FILE,
                       _ ("The message was not taken, for it could not be kept: the history file "
                          "cannot be used just now."));
  return FALSE;
}

static gboolean
require_account (BwMessenger *self, BwConversation *conversation, GError **error)
{
  if (bw_messenger_get_account (self, conversation))
    return TRUE;

  g_set_error_literal (
      error, BW_ERROR, BW_ERROR_NO_ACCOUNT,
      _ ("The account of this conversation was removed. Choose another one to write with."));
  return FALSE;
}

static gboolean
require_size (BwMessenger *self, gsize size, GError **error)
{
  g_autofree char *limit = NULL;

  if (size <= self->max_send_size)
    return TRUE;

  limit = g_format_size_full (self->max_send_size, G_FORMAT_SIZE_IEC_UNITS);
  g_set_error (
      error, BW_ERROR, BW_ERROR_TOO_LARGE,
      /* Translators: %s is a size, like 64 KiB */
      _ ("This is larger than %s, the most that is sent as a message. Set a file server for "
         "the account, or a higher limit in the preferences."),
      limit);
  return FALSE;
}

/* type/subtype (RFC 2045, 5.1), with parameters of printable characters */
static gboolean
require_content_type (const char *type, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (type, ";", 2);
  gboolean good =
      parts[0] &&
      g_regex_match_simple ("^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+\\s*$", parts[0], 0, 0);

  for (const char *c = type; good && *c; c++)
    good = g_ascii_isprint (*c);
  if (good)
    return TRUE;

  g_set_error (error, BW_ERROR, BW_ERROR_CONTENT,
               _ ("“%s” is no content type. It looks like text/plain."), type);
  return FALSE;
}

static gboolean
require_headers (const char *headers, GError **error)
{
  if (!headers || bw_message_headers_are_free (headers))
    return TRUE;

  g_set_error_literal (error, BW_ERROR, BW_ERROR_CONTENT,
                       _ ("One of the headers is not of the form “Name: value”, or is set by the "
                          "phone itself."));
  return FALSE;
}

static char *
dup_base_type (const char *content_type)
{
  g_auto (GStrv) parts = g_strsplit (content_type, ";", 2);

  return g_strstrip (g_ascii_strdown (parts[0], -1));
}

static BwMessage *
create_outgoing (const char *content_type,
                 const char *text,
                 gsize size,
                 const char *file_name,
                 const char *headers)
{
  g_autofree char *type = dup_base_type (content_type);
  g_autofree char *call_id = bw_message_agent_create_call_id ();
  g_autofree char *message_id = g_uuid_string_random ();
  g_autofree char *lines = bw_message_wire_join_headers (content_type, headers);
  BwMessage *message = bw_message_new ();

  g_object_set (message, "direction", BW_DIRECTION_OUTGOING, "state", BW_MESSAGE_STATE_PENDING,
                "content-type", type, "text", text, "size", (gint64) size, "file-name", file_name,
                "headers", lines, "call-id", call_id, "message-id", message_id, "reports",
                BW_MESSAGE_REPORTS_DELIVERY | BW_MESSAGE_REPORTS_DISPLAY, "seen", TRUE, NULL);

  return message;
}

/* On the disk first, then on its way. */
static BwMessage *
take (BwMessenger *self,
      BwConversation *conversation,
      BwMessage *message,
      GBytes *body,
      GError **error)
{
  g_autoptr (BwMessage) owned = message;

  if (!require_keeping (self, error) ||
      !bw_store_add_message (self->store, conversation, message, body, error))
    return NULL;

  bw_typing_forget (self->typing, conversation);
  bw_messenger_emit_state (self, conversation, message);
  bw_outbox_take (self->outbox, message);

  return g_steal_pointer (&owned);
}

BwMessage *
bw_messenger_send_text (BwMessenger *self,
                        BwConversation *conversation,
                        const char *text,
                        GError **error)
{
  g_return_val_if_fail (BW_IS_MESSENGER (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (*text == '\0' || !g_utf8_validate (text, -1, NULL)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_TEXT,
                         _ ("There is nothing to send. Write a message first."));
    return NULL;
  }
  if (!require_account (self, conversation, error) || !require_size (self, strlen (text), error))
    return NULL;

  return take (self, conversation, create_outgoing ("text/plain", text, strlen (text), NULL, NULL),
               NULL, error);
}

/* What a person reads of a body that is sent: the same as when it came in. */
static BwMessage *
create_from_body (const char *content_type,
                  GBytes *body,
                  const char *file_name,
                  const char *headers)
{
  g_autoptr (BwMessageContent) content = bw_message_content_read (content_type, NULL, NULL, body);
  const char *name = file_name ? file_name : content->file_name;

  return create_outgoing (content_type, content->kind == BW_CONTENT_TEXT ? content->text : NULL,
                          g_bytes_get_size (body), name, headers);
}

BwMessage *
bw_messenger_send (BwMessenger *self,
                   BwConversation *conversation,
                   const char *content_type,
                   GBytes *body,
                   const char *file_name,
                   const char *headers,
                   GError **error)
{
  gboolean upload = file_name && bw_messenger_can_upload (self, conversation);

  g_return_val_if_fail (BW_IS_MESSENGER (self), NULL);
  g_return_val_if_fail (content_type != NULL && body != NULL, NULL);

  if (!require_account (self, conversation, error) || !require_content_type (content_type, error) ||
      !require_headers (headers, error) ||
      (!upload && !require_size (self, g_bytes_get_size (body), error)))
    return NULL;

  return take (self, conversation, create_from_body (content_type, body, file_name, headers), body,
               error);
}

gboolean
bw_messenger_send_again (BwMessenger *self, BwMessage *message, GError **error)
{
  gboolean held = bw_message_is_held (message);
  BwConversation *conversation =
      bw_store_find_conversation_by_id (self->store, bw_message_get_conversation (message));
  g_autofree char *call_id = held ? NULL : bw_message_agent_create_call_id ();

  if (!conversation || (!held && bw_message_get_state (message) != BW_MESSAGE_STATE_FAILED)) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_STATE,
                         _ ("Only a message that was not sent can be sent again."));
    return FALSE;
  }
  if (!require_account (self, conversation, error))
    return FALSE;

  /* What may have arrived keeps its Call-ID, by which the other end knows it. */
  if (call_id)
    g_object_set (message, "call-id", call_id, NULL);
  g_object_set (message, "state", BW_MESSAGE_STATE_PENDING, "code", 0, "reason", BW_REASON_NONE,
                "phrase", NULL, NULL);
  if (!bw_store_update_message (self->store, message, error))
    return FALSE;
  bw_messenger_emit_state (self, conversation, message);
  bw_outbox_take (self->outbox, message);

  return TRUE;
}

/* Reports of reading that are not wanted are not owed later either. */
static void
settle_reports (BwMessenger *self, BwConversation *conversation)
{
  g_autoptr (GPtrArray) owed = bw_store_load_owed_reports (self->store, conversation, OWED_REPORTS);

  for (guint i = 0; owed && i < owed->len; i++) {
    BwMessage *message = g_ptr_array_index (owed, i);

    if (self->send_read_reports) {
      bw_messenger_send_report (self, conversation, message, BW_MESSAGE_REPORTS_DISPLAY);
      continue;
    }
    g_object_set (message, "reports",
                  bw_message_get_reports (message) & ~(guint) BW_MESSAGE_REPORTS_DISPLAY, NULL);
    bw_store_update_message (self->store, message, NULL);
  }
}

gboolean
bw_messenger_mark_read (BwMessenger *self, BwConversation *conversation, GError **error)
{
  g_return_val_if_fail (BW_IS_MESSENGER (self), FALSE);

  if (!bw_store_mark_seen (self->store, conversation, error))
    return FALSE;
  settle_reports (self, conversation);

  return TRUE;
}

void
bw_messenger_set_composing (BwMessenger *self, BwConversation *conversation, gboolean composing)
{
  g_return_if_fail (BW_IS_MESSENGER (self));

  if (self->share_composing)
    bw_typing_set (self->typing, conversation, composing);
  else
    bw_typing_forget (self->typing, conversation);
}

BwConversation *
bw_messenger_move (BwMessenger *self,
                   BwConversation *conversation,
                   BwAccount *account,
                   GError **error)
{
  BwConversation *moved =
      bw_store_move_conversation (self->store, conversation, bw_account_get_id (account), error);

  if (moved)
    bw_outbox_wake (self->outbox);

  return moved;
}

gboolean
bw_messenger_can_upload (BwMessenger *self, BwConversation *conversation)
{
  BwAccount *account = bw_messenger_get_account (self, conversation);

  return account && bw_account_settings_get_file_server (bw_account_get_settings (account));
}

guint
bw_messenger_get_max_send_size (BwMessenger *self)
{
  return self->max_send_size;
}
