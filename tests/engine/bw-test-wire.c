/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SIP by hand over UDP, for what no well-behaved program sends or answers. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-wire.h"

#include <string.h>

#define MAX_DATAGRAM 65536

static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  TestWire *self = user_data;
  g_autofree char *buffer = g_malloc (MAX_DATAGRAM + 1);
  gssize size;

  g_clear_object (&self->peer);
  size = g_socket_receive_from (socket, &self->peer, buffer, MAX_DATAGRAM, NULL, NULL);
  if (size > 4) { /* less keeps a connection alive */
    buffer[size] = '\0';
    self->taken (self, buffer, self->user_data);
  }

  return G_SOURCE_CONTINUE;
}

static GSocketAddress *
address_of (guint port)
{
  return g_inet_socket_address_new_from_string ("127.0.0.1", port);
}

TestWire *
test_wire_new (TestWireTaken taken, gpointer user_data)
{
  TestWire *self = g_new0 (TestWire, 1);
  g_autoptr (GSocketAddress) any = address_of (0);
  g_autoptr (GSocketAddress) own = NULL;
  g_autoptr (GError) error = NULL;

  self->taken = taken;
  self->user_data = user_data;
  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, &error);
  g_assert_no_error (error);
  g_socket_bind (self->socket, any, FALSE, &error);
  g_assert_no_error (error);
  own = g_socket_get_local_address (self->socket, NULL);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
  self->source = g_socket_create_source (self->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (readable_cb), self, NULL);
  g_source_attach (self->source, NULL);

  return self;
}

void
test_wire_free (TestWire *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_clear_object (&self->peer);
  g_object_unref (self->socket);
  g_free (self);
}

static void
send_to (TestWire *self, GSocketAddress *address, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *datagram = g_strjoinv ("\r\n", lines);

  g_socket_send_to (self->socket, address, datagram, strlen (datagram), NULL, NULL);
}

void
test_wire_send (TestWire *self, guint port, const char *text)
{
  g_autoptr (GSocketAddress) address = address_of (port);

  send_to (self, address, text);
}

static void
copy_line (GString *reply, const char *request, const char *name)
{
  g_autofree char *value = test_wire_get (request, name);
  gboolean tag = strcmp (name, "To") == 0 && value && !strstr (value, ";tag=");

  if (value)
    g_string_append_printf (reply, "%s: %s%s\n", name, value, tag ? ";tag=wire" : "");
}

void
test_wire_reply (TestWire *self, const char *request, guint code, const char *headers)
{
  static const char *const copied[] = { "Via", "From", "To", "Call-ID", "CSeq" };
  g_autoptr (GString) reply = g_string_new (NULL);

  g_string_printf (reply, "SIP/2.0 %u Whatever\n", code);
  for (gsize i = 0; i < G_N_ELEMENTS (copied); i++)
    copy_line (reply, request, copied[i]);
  g_string_append_printf (reply, "%sContent-Length: 0\n\n", headers ? headers : "");
  send_to (self, self->peer, reply->str);
}

char *
test_wire_get (const char *text, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\n%s:", name);
  const char *found = strstr (text, start);
  const char *end = found ? strchr (found + 1, '\r') : NULL;

  return end ? g_strstrip (g_strndup (found + strlen (start), end - found - strlen (start))) : NULL;
}

guint
test_wire_code (const char *text)
{
  return g_str_has_prefix (text, "SIP/2.0 ") ? (guint) g_ascii_strtoull (text + 8, NULL, 10) : 0;
}

gboolean
test_wire_is (const char *text, const char *method)
{
  return g_str_has_prefix (text, method) && text[strlen (method)] == ' ';
}

const char *
test_wire_body (const char *text)
{
  const char *blank = strstr (text, "\r\n\r\n");

  return blank ? blank + 4 : "";
}
