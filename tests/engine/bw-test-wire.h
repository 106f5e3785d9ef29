/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A SIP peer or server over UDP that a test holds by hand: it sends and answers what it is told to,
 * right or wrong, on the loopback. */

typedef struct _TestWire TestWire;

/** TestWireTaken: a datagram has come: a request or a response, which is kept */
typedef void (*TestWireTaken) (TestWire *self, const char *text, gpointer user_data);

struct _TestWire {
  GSocket *socket;
  GSource *source;
  GSocketAddress *peer; /* who has sent last */
  guint port;
  TestWireTaken taken;
  gpointer user_data;
};

TestWire *test_wire_new (TestWireTaken taken, gpointer user_data);
void test_wire_free (TestWire *self);

/** test_wire_send: a datagram to a port of this host; lines end with \n, and get what SIP wants */
void test_wire_send (TestWire *self, guint port, const char *text);
/** test_wire_reply: to a request that has come; @headers: (nullable): each with its \n */
void test_wire_reply (TestWire *self, const char *request, guint code, const char *headers);

/** test_wire_get: (transfer full) (nullable): the value of the first header of this name */
char *test_wire_get (const char *text, const char *name);
/** test_wire_code: of a response; 0 for a request */
guint test_wire_code (const char *text);
gboolean test_wire_is (const char *text, const char *method);
const char *test_wire_body (const char *text);

G_END_DECLS
