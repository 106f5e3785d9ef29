/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An address that was read: its parts, and how it is written for the engine, for the history and
 * for a person. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-address.h"

#include "bw-address-private.h"
#include "bw-host.h"

#include <string.h>

/* Besides letters, digits and -._~ these may stand in a user part as they are (RFC 3261 25.1: mark,
 * user-unreserved). */
#define USER_CHARACTERS "!*'()&=+$,;?/"

G_DEFINE_BOXED_TYPE (BwAddress, bw_address, bw_address_ref, bw_address_unref)

BwAddress *
bw_address_ref (BwAddress *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
bw_address_unref (BwAddress *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->display_name);
  g_free (self->user);
  g_free (self->host);
  g_free (self->parameters);
  g_free (self);
}

const char *
bw_address_get_user (BwAddress *self)
{
  return self->user;
}

const char *
bw_address_get_host (BwAddress *self)
{
  return self->host;
}

guint
bw_address_get_port (BwAddress *self)
{
  return self->port;
}

const char *
bw_address_get_display_name (BwAddress *self)
{
  return self->display_name;
}

gboolean
bw_address_is_secure (BwAddress *self)
{
  return self->secure;
}

gboolean
bw_address_is_number (BwAddress *self)
{
  const char *digits = self->user + (self->user[0] == '+' ? 1 : 0);

  return *digits && strspn (digits, "0123456789*#") == strlen (digits);
}

char *
bw_address_to_uri (BwAddress *self)
{
  g_autofree char *user = g_uri_escape_string (self->user, USER_CHARACTERS, FALSE);
  g_autofree char *host = bw_host_bracket (self->host);
  g_autofree char *port = self->port ? g_strdup_printf (":%u", self->port) : g_strdup ("");

  return g_strconcat (self->secure ? "sips:" : "sip:", user, "@", host, port, self->parameters,
                      NULL);
}

char *
bw_address_to_identity (BwAddress *self)
{
  g_autofree char *user = g_uri_escape_string (self->user, USER_CHARACTERS, FALSE);
  g_autofree char *host = bw_host_bracket (self->host);

  return g_strconcat ("sip:", user, "@", host, NULL);
}

/* Escaped as far as bw_address_parse() needs to read it back, so that the history can be called
 * from. */
char *
bw_address_to_key (BwAddress *self)
{
  g_autofree char *user = g_uri_escape_string (self->user, USER_CHARACTERS "#", TRUE);
  g_autofree char *host = bw_host_bracket (self->host);

  return g_strconcat (user, "@", host, NULL);
}

static gboolean
is_in_domain (BwAddress *self, const char *domain)
{
  guint port;
  g_autofree char *host = domain ? bw_host_domain_parse (domain, &port) : NULL;

  return g_strcmp0 (host, self->host) == 0;
}

char *
bw_address_to_label (BwAddress *self, const char *domain)
{
  g_autofree char *user = bw_display_name_clean (self->user);

  if (!user) /* nothing that can be seen: then its escapes */
    user = g_uri_escape_string (self->user, NULL, FALSE);

  if (bw_address_is_number (self) || is_in_domain (self, domain))
    return g_steal_pointer (&user);

  return g_strconcat (user, "@", self->host, NULL);
}
