/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One sign for each state of a message, the same in every list: told apart by shape, not by colour
 * alone. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-message-icon.h"

const char *
bw_message_icon (BwMessage *message)
{
  switch (bw_message_get_state (message)) {
  case BW_MESSAGE_STATE_RECEIVED:
    return NULL;
  case BW_MESSAGE_STATE_PENDING:
    return bw_message_is_held (message) ? "bw-message-failed-symbolic"
                                        : "bw-message-waiting-symbolic";
  case BW_MESSAGE_STATE_SENDING:
    return "bw-message-waiting-symbolic";
  case BW_MESSAGE_STATE_SENT:
    return "bw-message-sent-symbolic";
  case BW_MESSAGE_STATE_DELIVERED:
  case BW_MESSAGE_STATE_READ:
    return "bw-message-delivered-symbolic";
  case BW_MESSAGE_STATE_FAILED:
    return "bw-message-failed-symbolic";
  }

  return NULL;
}
