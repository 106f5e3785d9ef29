/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits in one conversation: one message after the other, each with its answer before the
 * next. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-outbox-lane.h"

#include "bw-message-content.h"
#include "bw-message-wire.h"
#include "bw-retry.h"

#include <string.h>

#define STORE_RETRY_SECONDS 5

void
bw_outbox_lane_free (gpointer data)
{
  BwOutboxLane *self = data;

  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->current);
  g_free (self);
}

static BwConversation *
get_conversation (BwOutboxLane *self)
{
  return bw_store_find_conversation_by_id (self->outbox->store, self->id);
}

/* The account by which the lane can send now. */
static BwAccount *
dup_ready_account (BwOutboxLane *self)
{
  BwConversation *conversation = get_conversation (self);
  g_autoptr (BwAccount) account = NULL;

  if (!self->outbox->agent || self->outbox->closing || !conversation)
    return NULL;
  account = bw_outbox_dup_account (self->outbox, bw_conversation_get_account (conversation));
  if (!account || bw_account_get_state (account) != BW_ACCOUNT_STATE_REGISTERED)
    return NULL;

  return g_steal_pointer (&account);
}

/* Writes the state of a message and tells of it. Where the disk does not take it, the state holds
 * all the same for this run: FALSE. */
static gboolean
set_state (BwOutboxLane *self,
           BwMessage *message,
           BwMessageState state,
           const BwMessageResponse *response)
{
  BwOutbox *outbox = self->outbox;
  BwConversation *conversation = get_conversation (self);
  g_autoptr (GError) error = NULL;
  gboolean kept;

  g_object_set (message, "state", state, "code", response ? response->code : 0, "reason",
                response ? (int) response->reason : 0, "phrase", response ? response->phrase : NULL,
                NULL);
  kept = bw_store_update_message (outbox->store, message, &error);
  if (!kept)
    g_warning ("The state of a message could not be kept: %s", error->message);
  if (conversation)
    bw_outbox_emit_state (outbox, conversation, message);

  return kept;
}

static gboolean
retry_cb (gpointer user_data)
{
  BwOutboxLane *self = user_data;

  self->retry_id = 0;
  bw_outbox_lane_pump (self);

  return G_SOURCE_REMOVE;
}

static void
pause_lane (BwOutboxLane *self, guint seconds)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retry_id = g_timeout_add_seconds (seconds, retry_cb, self);
}

/* The current message is first in the queue again. */
static void
put_back (BwOutboxLane *self)
{
  g_queue_push_head (&self->waiting, g_steal_pointer (&self->current));
}

static void
let_go (BwOutboxLane *self)
{
  bw_outbox_forget (self->outbox, self->current);
  g_clear_object (&self->current);
  self->stranded_at = 0;
}

static void
fail (BwOutboxLane *self, const BwMessageResponse *response)
{
  set_state (self, self->current, BW_MESSAGE_STATE_FAILED, response);
  let_go (self);
  self->attempts = 0;
}

static void
wait_and_try_again (BwOutboxLane *self, const BwMessageResponse *response)
{
  guint delay = bw_retry_delay (BW_REASON_TIMEOUT, ++self->attempts, response->retry_after);

  set_state (self, self->current, BW_MESSAGE_STATE_PENDING, response);
  put_back (self);
  pause_lane (self, delay);
}

/* The peer's report may have come before the server's answer. */
static void
succeed (BwOutboxLane *self, const BwMessageResponse *response)
{
  BwMessageState state = bw_message_get_state (self->current);
  BwPeerAbility abilities = bw_peer_abilities_read_accept (response->accept);

  bw_peer_abilities_add (self->outbox->abilities, self->id, abilities);
  g_object_set (self->current, "sent-at", g_get_real_time (), NULL);
  if (state != BW_MESSAGE_STATE_DELIVERED && state != BW_MESSAGE_STATE_READ)
    state = BW_MESSAGE_STATE_SENT;
  set_state (self, self->current, state,
             &(BwMessageResponse){ .code = response->code, .reason = BW_REASON_NONE });
  let_go (self);
  self->attempts = 0;
}

/* What the person can do nothing about, and time may mend: RFC 3261, 21.4.9, 21.5. */
static gboolean
is_passing (const BwMessageResponse *response)
{
  guint code = response->code;

  return code == 0 || code == 408 || code == 429 ||
         (code >= 500 && code < 600 && code != 501 && code != 505 && code != 513);
}

/* A server that is there, and not by TCP, takes nothing long; one that is gone will be back. Which
 * of them it is, its registrar knows. */
static gboolean
is_too_long (BwOutboxLane *self, const BwMessageResponse *response)
{
  g_autoptr (BwAccount) account = dup_ready_account (self);

  if (!response->stranded || !account) {
    self->stranded_at = 0;
    return FALSE;
  }
  if (self->stranded_at)
    return bw_account_get_confirmed (account) > self->stranded_at;

  self->stranded_at = g_get_monotonic_time ();
  bw_account_refresh (account);

  return FALSE;
}

/* Who refuses the wrapping gets the message as it is. */
static gboolean
refuses_wrapping (BwOutboxLane *self, guint code)
{
  return self->wrapped && (code == 415 || code == 406 || code == 488 || code == 400);
}

static void
answered_cb (const BwMessageResponse *response, gpointer user_data)
{
  BwOutboxLane *self = user_data;

  /* It may have arrived: the next run asks what is to become of it. */
  if (response->code == 0 && self->outbox->closing)
    return;
  if (response->code >= 200 && response->code < 300) {
    succeed (self, response);
  } else if (refuses_wrapping (self, response->code)) {
    bw_peer_abilities_remove (self->outbox->abilities, self->id, BW_PEER_ABILITY_CPIM);
    set_state (self, self->current, BW_MESSAGE_STATE_PENDING, NULL);
    put_back (self);
  } else if (is_too_long (self, response)) {
    fail (self, &(BwMessageResponse){ .reason = BW_REASON_TOO_LARGE });
  } else if (is_passing (response)) {
    wait_and_try_again (self, response);
  } else {
    fail (self, response);
  }
  bw_outbox_lane_pump (self);
}

static void
fail_by_error (BwOutboxLane *self, const GError *error)
{
  BwReason reason = g_error_matches (error, BW_ERROR, BW_ERROR_ADDRESS) ? BW_REASON_NOT_FOUND
                                                                        : BW_REASON_BAD_REQUEST;

  fail (self, &(BwMessageResponse){ .phrase = error->message, .reason = reason });
}

static void
transmit (BwOutboxLane *self, BwAccount *account)
{
  BwOutbox *outbox = self->outbox;
  BwConversation *conversation = get_conversation (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = bw_store_dup_body (outbox->store, self->current, NULL);
  g_autoptr (BwMessageWire) wire = NULL;

  self->wrapped = bw_peer_abilities_has (outbox->abilities, self->id, BW_PEER_ABILITY_CPIM);
  wire = bw_message_wire_new (account, conversation, self->current, body, self->wrapped, &error);
  if (!wire) {
    fail_by_error (self, error);
    return;
  }
  if (!set_state (self, self->current, BW_MESSAGE_STATE_SENDING, NULL)) {
    g_object_set (self->current, "state", BW_MESSAGE_STATE_PENDING, NULL);
    put_back (self);
    pause_lane (self, STORE_RETRY_SECONDS);
    return;
  }
  if (!bw_message_agent_send (outbox->agent, account, &wire->request, answered_cb, self, NULL,
                              &error))
    fail_by_error (self, error);
}

/* The server of the account for this message, where it is a file that has not been brought there.
 */
static const char *
get_file_server (BwAccount *account, BwMessage *message)
{
  if (!bw_message_get_has_body (message) || bw_message_get_url (message) ||
      !bw_message_get_file_name (message))
    return NULL;

  return bw_account_settings_get_file_server (bw_account_get_settings (account));
}

static void
adopt_link (BwOutboxLane *self, const char *document)
{
  g_autoptr (GBytes) bytes = g_bytes_new (document, strlen (document));
  g_autoptr (BwMessageContent) link =
      bw_message_content_read ("application/vnd.gsma.rcs-ft-http+xml", NULL, NULL, bytes);

  g_object_set (self->current, "url", link->url, NULL);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *document =
      bw_file_transfer_upload_finish (BW_FILE_TRANSFER (source), result, &error);
  g_autoptr (BwAccount) account = NULL;
  BwOutboxLane *self = user_data;

  /* The lane has gone with its outbox. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  account = dup_ready_account (self);
  if (document)
    adopt_link (self, document);
  if (error || !bw_message_get_url (self->current))
    fail (self, &(BwMessageResponse){ .phrase = error ? error->message : NULL,
                                      .reason = BW_REASON_UPLOAD });
  else if (account)
    transmit (self, account);
  else
    put_back (self);
  bw_outbox_lane_pump (self);
}

static void
upload (BwOutboxLane *self, BwAccount *account, const char *server)
{
  BwOutbox *outbox = self->outbox;
  g_autoptr (GBytes) body = bw_store_dup_body (outbox->store, self->current, NULL);
  g_autofree char *user = bw_account_settings_dup_auth_user (bw_account_get_settings (account));

  bw_file_transfer_upload_async (outbox->transfer, server, user, bw_account_get_password (account),
                                 bw_message_get_file_name (self->current),
                                 bw_message_get_content_type (self->current), body,
                                 outbox->cancellable, uploaded_cb, self);
}

/* It may have been deleted, or have been sent by hand, since it began to wait. */
static gboolean
still_waits (BwOutbox *outbox, BwMessage *message)
{
  g_autoptr (BwMessage) stored = bw_store_find_message (outbox->store, bw_message_get_id (message));

  return stored && bw_message_get_state (message) == BW_MESSAGE_STATE_PENDING &&
         !bw_message_is_held (message);
}

/* Its conversation has become one with another. */
static void
change_lane (BwOutboxLane *self)
{
  g_autoptr (BwMessage) message = g_object_ref (self->current);

  let_go (self);
  bw_outbox_take (self->outbox, message);
}

void
bw_outbox_lane_pump (BwOutboxLane *self)
{
  BwOutbox *outbox = self->outbox;
  g_autoptr (BwAccount) account = dup_ready_account (self);
  const char *server;

  while (account && !self->current && !self->retry_id && !g_queue_is_empty (&self->waiting)) {
    self->current = g_queue_pop_head (&self->waiting);
    server = get_file_server (account, self->current);
    if (!still_waits (outbox, self->current))
      let_go (self);
    else if (bw_message_get_conversation (self->current) != self->id)
      change_lane (self);
    else if (server)
      upload (self, account, server);
    else
      transmit (self, account);
  }
}

BwOutboxLane *
bw_outbox_lane_new (BwOutbox *outbox, gint64 conversation)
{
  BwOutboxLane *self = g_new0 (BwOutboxLane, 1);

  self->outbox = outbox;
  self->id = conversation;
  g_queue_init (&self->waiting);

  return self;
}

void
bw_outbox_lane_push (BwOutboxLane *self, BwMessage *message)
{
  g_queue_push_tail (&self->waiting, g_object_ref (message));
}

void
bw_outbox_lane_wake (BwOutboxLane *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  bw_outbox_lane_pump (self);
}
