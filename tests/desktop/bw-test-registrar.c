/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The smallest registrar (RFC 3261 10.3): it believes everybody. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-registrar.h"

#include <string.h>

static gboolean
is_kept (const char *line)
{
  static const char *const kept[] = { "Via:", "From:", "Call-ID:", "CSeq:", "Contact:" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (g_ascii_strncasecmp (line, kept[i], strlen (kept[i])) == 0)
      return TRUE;

  return FALSE;
}

static char *
answer_to (TestRegistrar *self, const char *request)
{
  g_auto (GStrv) lines = g_strsplit (request, "\r\n", -1);
  GString *answer = g_string_new (NULL);

  g_string_printf (answer, "SIP/2.0 %u %s\r\n", self->code, self->code == 200 ? "OK" : "No");
  for (guint i = 1; lines[i] && *lines[i]; i++)
    if (g_ascii_strncasecmp (lines[i], "To:", 3) == 0)
      g_string_append_printf (answer, "%s;tag=registrar\r\n", lines[i]);
    else if (is_kept (lines[i]))
      g_string_append_printf (answer, "%s\r\n", lines[i]);
  g_string_append (answer, "Expires: 600\r\nContent-Length: 0\r\n\r\n");

  return g_string_free (answer, FALSE);
}

static gboolean
received_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  TestRegistrar *self = user_data;
  g_autoptr (GSocketAddress) from = NULL;
  g_autofree char *answer = NULL;
  char request[8192];
  gssize size = g_socket_receive_from (socket, &from, request, sizeof request - 1, NULL, NULL);

  if (size <= 0)
    return G_SOURCE_CONTINUE;

  request[size] = '\0';
  if (!g_str_has_prefix (request, "REGISTER "))
    return G_SOURCE_CONTINUE;

  self->requests++;
  answer = answer_to (self, request);
  g_socket_send_to (socket, from, answer, strlen (answer), NULL, NULL);

  return G_SOURCE_CONTINUE;
}

TestRegistrar *
test_registrar_new (void)
{
  TestRegistrar *self = g_new0 (TestRegistrar, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  self->code = 200;
  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_assert_true (g_socket_bind (self->socket, any, FALSE, NULL));
  bound = g_socket_get_local_address (self->socket, NULL);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (received_cb), self, NULL);
  g_source_attach (self->source, NULL);

  return self;
}

void
test_registrar_free (TestRegistrar *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_object_unref (self->socket);
  g_free (self);
}
