/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is a host and what is a port, for addresses and for servers alike. Pure: resolves nothing.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-host.h"

#include <gio/gio.h>

#define MAX_HOST 253
#define MAX_LABEL 63

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  for (const char *c = label; *c; c++)
    if (!g_ascii_isalnum (*c) && *c != '-')
      return FALSE;

  return TRUE;
}

/* A name that ends in a label of digits is an IPv4 address or a slip (RFC 3261 25.1: toplabel). */
static gboolean
is_name (const char *text)
{
  g_auto (GStrv) labels = g_strsplit (text, ".", -1);
  guint n_labels = g_strv_length (labels);

  for (guint i = 0; i < n_labels; i++)
    if (!is_label (labels[i]))
      return FALSE;

  return n_labels > 0 &&
         strspn (labels[n_labels - 1], "0123456789") != strlen (labels[n_labels - 1]);
}

static char *
normalise_ip (const char *text)
{
  g_autoptr (GInetAddress) address = NULL;

  /* A scope (%eth0) means nothing to others. */
  if (strchr (text, '%'))
    return NULL;

  address = g_inet_address_new_from_string (text);

  return address ? g_inet_address_to_string (address) : NULL;
}

static char *
normalise_name (const char *text)
{
  g_autofree char *ascii = NULL;
  gsize length;

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;

  ascii = g_hostname_to_ascii (text);
  length = ascii ? strlen (ascii) : 0;
  if (length > 1 && ascii[length - 1] == '.')
    ascii[length - 1] = '\0';

  if (!ascii || length > MAX_HOST || !is_name (ascii))
    return NULL;

  return g_ascii_strdown (ascii, -1);
}

char *
bw_host_normalise (const char *text)
{
  gsize length = strlen (text);

  if (length > 2 && text[0] == '[' && text[length - 1] == ']') {
    g_autofree char *inner = g_strndup (text + 1, length - 2);

    return strchr (inner, ':') ? normalise_ip (inner) : NULL;
  }

  if (strchr (text, ':') || g_hostname_is_ip_address (text))
    return normalise_ip (text);

  return normalise_name (text);
}

static gboolean
parse_port (const char *text, guint *port)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT16, &value, NULL))
    return FALSE;

  *port = (guint) value;

  return TRUE;
}

char *
bw_host_port_parse (const char *text, guint *port)
{
  const char *end = text[0] == '[' ? strchr (text, ']') : NULL;
  const char *colon = strchr (end ? end : text, ':');
  g_autofree char *host = NULL;

  *port = 0;
  if (text[0] == '[' && (!end || (end[1] != '\0' && end[1] != ':')))
    return NULL;

  if (colon && !parse_port (colon + 1, port))
    return NULL;

  host = colon ? g_strndup (text, (gsize) (colon - text)) : g_strdup (text);

  return bw_host_normalise (host);
}

char *
bw_host_domain_parse (const char *text, guint *port)
{
  char *host = bw_host_normalise (text);

  *port = 0;

  return host ? host : bw_host_port_parse (text, port);
}

char *
bw_host_bracket (const char *host)
{
  return strchr (host, ':') ? g_strdup_printf ("[%s]", host) : g_strdup (host);
}
