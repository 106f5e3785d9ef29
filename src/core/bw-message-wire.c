/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a stored message looks on the network: its type, its body, its headers. Pure but for the
 * clock. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-message-wire.h"

#include "bw-message-content.h"

#include <string.h>

#define FIRST_CSEQ 20
#define FILE_LINK "application/vnd.gsma.rcs-ft-http+xml"
#define TYPE_LINE "Content-Type: "

void
bw_message_wire_free (BwMessageWire *self)
{
  g_free (self->to);
  g_free (self->content_type);
  g_free (self->content_disposition);
  g_free (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static BwMessageWire *
wire_new (BwAccount *account, BwConversation *conversation, GError **error)
{
  const char *route = bw_conversation_get_route (conversation);
  g_autoptr (BwAddress) address =
      bw_address_parse (route ? route : bw_conversation_get_peer (conversation),
                        bw_account_get_domain (account), error);
  BwMessageWire *self;

  if (!address)
    return NULL;
  self = g_new0 (BwMessageWire, 1);
  self->to = bw_address_to_uri (address);

  return self;
}

static void
wrap (BwMessageWire *self, BwAccount *account, const char *message_id)
{
  g_autofree char *from = bw_account_settings_dup_identity_uri (bw_account_get_settings (account));
  GBytes *cpim = bw_cpim_write (from, self->to, g_get_real_time (), message_id, message_id != NULL,
                                message_id != NULL, self->content_type, self->body);

  g_bytes_unref (self->body);
  self->body = cpim;
  g_free (self->content_type);
  self->content_type = g_strdup ("message/cpim");
}

static void
fill_request (BwMessageWire *self, const char *call_id, guint cseq)
{
  self->request = (BwOutgoingRequest){
    .to = self->to,
    .call_id = call_id,
    .cseq = cseq ? cseq : FIRST_CSEQ,
    .content_type = self->content_type,
    .content_disposition = self->content_disposition,
    .body = self->body,
    .custom_headers = self->headers,
  };
}

/* A quoted-string (RFC 2616, 2.2) of a name that has no control characters. */
static char *
dup_disposition (const char *file_name)
{
  g_autoptr (GString) name = g_string_new (file_name);

  g_string_replace (name, "\\", "\\\\", 0);
  g_string_replace (name, "\"", "\\\"", 0);

  return g_strdup_printf ("attachment; filename=\"%s\"", name->str);
}

static void
fill_link (BwMessageWire *self, BwMessage *message)
{
  char *document =
      bw_file_link_write (bw_message_get_file_name (message), bw_message_get_content_type (message),
                          bw_message_get_size (message), bw_message_get_url (message));

  self->content_type = g_strdup (FILE_LINK);
  self->body = g_bytes_new_take (document, strlen (document));
}

static void
fill_content (BwMessageWire *self, BwMessage *message, GBytes *body)
{
  const char *text = bw_message_get_text (message);
  const char *headers = bw_message_get_headers (message);
  const char *end =
      headers && g_str_has_prefix (headers, TYPE_LINE) ? strchr (headers, '\n') : NULL;

  if (bw_message_get_url (message)) {
    fill_link (self, message);
    return;
  }
  if (end)
    self->content_type =
        g_strndup (headers + strlen (TYPE_LINE), end - headers - strlen (TYPE_LINE));
  else
    self->content_type = g_strdup (bw_message_get_content_type (message));
  self->body = body ? g_bytes_ref (body) : g_bytes_new (text ? text : "", text ? strlen (text) : 0);
  if (bw_message_get_file_name (message))
    self->content_disposition = dup_disposition (bw_message_get_file_name (message));
}

/* What asks for reports, and what the sender has set. */
static char *
dup_headers (BwMessage *message, gboolean ask)
{
  const char *own = bw_message_get_headers (message);
  GString *lines = g_string_new (NULL);

  if (ask && bw_message_get_message_id (message))
    g_string_append_printf (lines,
                            BW_MESSAGE_ID_HEADER ": %s\n" BW_MESSAGE_NOTIFICATION_HEADER
                                                 ": positive-delivery, display\n",
                            bw_message_get_message_id (message));
  if (own && g_str_has_prefix (own, TYPE_LINE))
    own = strchr (own, '\n') ? strchr (own, '\n') + 1 : NULL;
  if (own)
    g_string_append (lines, own);

  return g_string_free (lines, FALSE);
}

BwMessageWire *
bw_message_wire_new (BwAccount *account,
                     BwConversation *conversation,
                     BwMessage *message,
                     GBytes *body,
                     gboolean cpim,
                     GError **error)
{
  BwMessageWire *self = wire_new (account, conversation, error);

  if (!self)
    return NULL;

  fill_content (self, message, body);
  if (cpim)
    wrap (self, account, bw_message_get_message_id (message));
  self->headers = dup_headers (message, !cpim);
  fill_request (self, bw_message_get_call_id (message), bw_message_get_cseq (message));

  return self;
}

BwMessageWire *
bw_message_wire_new_note (BwAccount *account,
                          BwConversation *conversation,
                          const char *content_type,
                          const char *document,
                          gboolean cpim,
                          GError **error)
{
  BwMessageWire *self = wire_new (account, conversation, error);

  if (!self)
    return NULL;

  self->content_type = g_strdup (content_type);
  self->body = g_bytes_new (document, strlen (document));
  if (cpim)
    wrap (self, account, NULL);
  fill_request (self, NULL, 0);

  return self;
}

char *
bw_message_wire_join_headers (const char *content_type, const char *headers)
{
  const char *own = headers ? headers : "";

  if (strchr (content_type, ';'))
    return g_strconcat (TYPE_LINE, content_type, "\n", own, NULL);

  return *own ? g_strdup (own) : NULL;
}
