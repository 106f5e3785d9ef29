/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whom a header names, as servers and gateways really write it: strictly where it can be read so,
 * else by what can be made out. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-party.h"

#include "bw-address-text.h"
#include "bw-content-text.h"
#include "bw-host.h"

#include <string.h>

/* Stands for "no host was said" while the strict parser wants one. */
#define NO_HOST "none.invalid"
/* More of a header than this is no address any more. */
#define MAX_HEADER 4096

gboolean
bw_party_is_number (const char *user)
{
  const char *digits = user + (user[0] == '+' ? 1 : 0);

  return *digits && strspn (digits, "0123456789*#") == strlen (digits);
}

char *
bw_party_read_host (const char *host_port)
{
  guint port;
  g_autofree char *text = host_port ? bw_content_text_from_header (host_port) : NULL;
  char *host = text ? bw_host_domain_parse (g_strstrip (text), &port) : NULL;
  char *colon;

  if (host || !text)
    return host;

  /* A port that is none, or an IPv6 address with one and without brackets. */
  colon = strrchr (text, ':');
  if (!colon)
    return NULL;
  *colon = '\0';

  return bw_host_normalise (text);
}

/* Returns: the bracket that opens the address: not one in a quoted name, but where the quotes never
 * close the last one there is */
static const char *
find_bracket (const char *text)
{
  gboolean quoted = FALSE;

  for (const char *c = text; *c; c++) {
    if (quoted && *c == '\\' && c[1])
      c++;
    else if (*c == '"')
      quoted = !quoted;
    else if (*c == '<' && !quoted)
      return c;
  }

  return quoted ? strrchr (text, '<') : NULL;
}

/* The name in front of the bracket, out of its quotes. */
static char *
dup_name (const char *text, gsize length)
{
  g_autofree char *raw = g_strstrip (g_strndup (text, length));
  GString *name = g_string_new (NULL);

  for (const char *c = raw; *c; c++) {
    if (*c == '\\' && c[1])
      c++;
    else if (*c == '"')
      continue;
    g_string_append_c (name, *c);
  }

  return g_string_free (name, FALSE);
}

/* The beginning of a URI in a text that has something in front of it. */
static const char *
find_scheme (const char *text)
{
  static const char *const schemes[] = { "sips:", "sip:", "tel:" };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    const char *found = strstr (lower, schemes[i]);

    if (found)
      return text + (found - lower);
  }

  return text;
}

/* Returns: (transfer full): the address in a header, without its brackets */
static char *
dup_uri (const char *text, char **name)
{
  const char *open = find_bracket (text);

  if (!open)
    return g_strstrip (g_strdup (strpbrk (text, "\" ") ? find_scheme (text) : text));

  *name = dup_name (text, (gsize) (open - text));

  return g_strstrip (g_strndup (open + 1, strcspn (open + 1, ">")));
}

static gsize
get_scheme_length (const char *uri)
{
  gsize length = strspn (uri, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+-.");

  return g_ascii_isalpha (uri[0]) && uri[length] == ':' ? length + 1 : 0;
}

static gboolean
has_scheme (const char *uri, const char *scheme)
{
  return g_ascii_strncasecmp (uri, scheme, strlen (scheme)) == 0;
}

/* RFC 3261, 19.1.1: without an `@` a sip URI names a host; people and gateways write numbers so. */
static gboolean
is_host_only (const char *uri)
{
  gsize length = get_scheme_length (uri);
  g_autofree char *rest = g_strndup (uri + length, strcspn (uri + length, ";?"));
  g_autofree char *plain = g_uri_unescape_string (rest, NULL);

  return (has_scheme (uri, "sip:") || has_scheme (uri, "sips:")) && !strchr (uri, '@') &&
         !(plain && bw_party_is_number (g_strstrip (plain)));
}

static gboolean
read_strictly (BwParty *party, const char *uri)
{
  g_autoptr (BwAddress) address = bw_address_parse (uri, NO_HOST, NULL);

  if (!address)
    return FALSE;

  party->user = g_strdup (bw_address_get_user (address));
  if (!g_str_equal (bw_address_get_host (address), NO_HOST))
    party->host = g_strdup (bw_address_get_host (address));

  return TRUE;
}

/* What an escape hides stays hidden where it is nothing to be shown. */
static char *
dup_plain (const char *text, gsize length)
{
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *plain = g_uri_unescape_string (raw, NULL);
  g_autofree char *clean = plain ? bw_content_text_from_header (plain) : NULL;

  return g_strstrip (g_strcmp0 (plain, clean) == 0 && clean ? g_steal_pointer (&clean)
                                                            : g_steal_pointer (&raw));
}

/* Takes `scheme:user:password@host:port;parameters` apart at what is there of it. */
static void
read_leniently (BwParty *party, const char *uri)
{
  const char *rest = uri + get_scheme_length (uri);
  const char *at = strrchr (rest, '@');
  gsize tail = at ? strcspn (at + 1, ";?>, ") : 0;
  g_autofree char *host_port = at ? g_strndup (at + 1, tail) : NULL;
  g_autofree char *user = NULL;

  if (at == rest)
    return;

  party->host = bw_party_read_host (host_port);
  /* Somebody at a place that cannot be one is nobody of ours: the place stays with the name. */
  user = at && !party->host ? dup_plain (rest, (gsize) (at - rest) + 1 + tail)
                            : dup_plain (rest, at ? (gsize) (at - rest) : strcspn (rest, ";?>,"));
  if (bw_address_text_has (user, g_unichar_isalnum))
    party->user = g_steal_pointer (&user);
}

void
bw_party_read (BwParty *party, const char *header)
{
  g_autofree char *cut = header ? g_strndup (header, MAX_HEADER) : NULL;
  g_autofree char *text = cut ? g_strstrip (bw_content_text_from_header (cut)) : NULL;
  g_autofree char *uri = NULL;

  *party = (BwParty){ 0 };
  if (!text || !*text)
    return;

  uri = dup_uri (text, &party->name);
  if (*uri && !is_host_only (uri) && !read_strictly (party, uri))
    read_leniently (party, uri);
}

void
bw_party_clear (BwParty *party)
{
  g_clear_pointer (&party->name, g_free);
  g_clear_pointer (&party->user, g_free);
  g_clear_pointer (&party->host, g_free);
}
