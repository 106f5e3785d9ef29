/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-private.h"
#include "bw-message-origin.h"

G_BEGIN_DECLS

#define BW_TYPE_MESSAGE_AGENT (bw_message_agent_get_type ())

/**
 * BwMessageAgent:
 *
 * Sends and answers MESSAGE requests (RFC 3428) on the engine's own SIP stack (belle-sip): the same
 * sockets, connections, digest credentials and routes as its calls. It does not use the engine's
 * chat rooms, which end a body at its first NUL, refuse types that they do not know, file by
 * headers that gateways rewrite, and forget their messages' reports with the program.
 *
 * It knows nothing of the store. Main thread only.
 */
G_DECLARE_FINAL_TYPE (BwMessageAgent, bw_message_agent, BW, MESSAGE_AGENT, GObject)

/** BwIncomingRequest: a MESSAGE as it came; borrowed for the time of the callback */
typedef struct {
  BwMessageHeaders headers;
  const char *call_id;
  guint cseq;
  const char *content_type;        /* (nullable) with its parameters */
  const char *content_encoding;    /* (nullable) */
  const char *content_disposition; /* (nullable) */
  GBytes *body;                    /* never NULL */
  gint64 date;                     /* Date, Unix microseconds, 0 for none */
  const char *message_id;          /* (nullable) IMDN-Message-ID, see BW_MESSAGE_ID_HEADER */
  const char *notification;        /* (nullable) IMDN-Disposition-Notification */
  const char *custom_headers;      /* (nullable) one `Name: value` a line */
  gboolean in_dialog;              /* within a call */
} BwIncomingRequest;

/**
 * BwMessageReceiver:
 *
 * Returns: the SIP status code to answer with: 200 where the message is on disk; 0 to answer
 * nothing, so that the sender tries again
 */
typedef guint (*BwMessageReceiver) (const BwIncomingRequest *request, gpointer user_data);

/** BwMessageAnswerSent: the answer to the request that the receiver saw last has left */
typedef void (*BwMessageAnswerSent) (gpointer user_data);

/** bw_message_agent_new: @engine: started */
BwMessageAgent *bw_message_agent_new (BwEngine *engine,
                                      BwMessageReceiver receiver,
                                      BwMessageAnswerSent answer_sent,
                                      gpointer user_data);

/** BwOutgoingRequest: a MESSAGE to send */
typedef struct {
  const char *to;      /* a SIP URI */
  const char *call_id; /* the same one when it is sent again (RFC 3261, 8.1.1.4) */
  guint cseq;
  const char *content_type;
  const char *content_disposition; /* (nullable) */
  GBytes *body;
  const char *custom_headers; /* (nullable) one `Name: value` a line; none of SIP's own */
} BwOutgoingRequest;

/** BwMessageResponse: the final answer */
typedef struct {
  guint code;         /* a SIP status code; 0 where no server has said anything */
  const char *phrase; /* (nullable) its reason phrase, as it came */
  const char *accept; /* (nullable) which types the peer takes, where it says so */
  guint retry_after;  /* seconds, 0 where not said */
  BwReason reason;    /* BW_REASON_NONE for 2xx */
  gboolean stranded;  /* it went over TCP only for its length, and nobody was there */
} BwMessageResponse;

typedef void (*BwMessageAnswered) (const BwMessageResponse *response, gpointer user_data);

/**
 * bw_message_agent_send:
 * @answered: called once, later, unless the agent is disposed before: with the final answer, a
 * timeout (32 s) or a broken connection
 * @destroy: (nullable): lets go of @user_data in the end, whatever has happened
 *
 * Digest is the engine's. A request larger than what a datagram bears goes over TCP where the
 * account's transport is UDP (RFC 3261, 18.1.1).
 *
 * Returns: FALSE with BW_ERROR_NOT_STARTED, BW_ERROR_ADDRESS or BW_ERROR_ENGINE where it cannot
 * even be tried; then @answered is not called
 */
gboolean bw_message_agent_send (BwMessageAgent *self,
                                BwAccount *account,
                                const BwOutgoingRequest *request,
                                BwMessageAnswered answered,
                                gpointer user_data,
                                GDestroyNotify destroy,
                                GError **error);

/*
 * RFC 5438 asks for reports in the headers of a message/cpim body, which most PBXes refuse (415)
 * and gateways to SMS pass on as it is. A Bellwire says the same two things in headers of the
 * request itself, so that the body stays what it is.
 */
#define BW_MESSAGE_ID_HEADER "IMDN-Message-ID"
#define BW_MESSAGE_NOTIFICATION_HEADER "IMDN-Disposition-Notification"

/** bw_message_headers_are_free: whether @headers, one `Name: value` a line, may stand in a request
 * of ours: well formed, and none that SIP or this program sets itself */
gboolean bw_message_headers_are_free (const char *headers);

/** bw_message_agent_create_call_id: Returns: (transfer full): one that nobody else has */
char *bw_message_agent_create_call_id (void);

G_END_DECLS
