/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a message is filed: from whatever stands in its headers to one key for one peer. Pure and
 * total; what the strict parser of addresses refuses is read step by step more leniently. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-message-origin.h"

#include "bw-host.h"
#include "bw-party.h"

#include <libsoup/soup.h>

#include <string.h>

/* RFC 2606: a host that cannot be; for those who say neither who nor where they are */
#define NOWHERE "unknown.invalid"
#define NOBODY "anonymous"
/* More digits than an extension has: a number that means the same on every gateway of a provider */
#define MIN_PUBLIC_NUMBER 7
/* Keys stay short enough to be read back as addresses. */
#define MAX_USER 600

/* How much a header says of who it is. */
typedef enum {
  SAYS_NOBODY,
  SAYS_LITTLE, /* what gateways write where they were told no number */
  SAYS_WHO,
} Worth;

static Worth
get_worth (const BwParty *party)
{
  static const char *const vague[] = { "private", "restricted", "unavailable", "unknown", NULL };
  g_autofree char *user = party->user ? g_ascii_strdown (party->user, -1) : NULL;

  if (!user || g_str_equal (user, NOBODY))
    return SAYS_NOBODY;

  if (party->host && g_str_has_suffix (party->host, ".invalid"))
    return SAYS_NOBODY;

  return g_strv_contains (vague, user) ? SAYS_LITTLE : SAYS_WHO;
}

static gboolean
is_public_number (const char *user)
{
  return user[0] == '+' || strlen (user) >= MIN_PUBLIC_NUMBER;
}

/* sip.example.net and pstn.example.net are machines of one provider. */
static gboolean
is_related (const char *host, const char *domain)
{
  const char *base = soup_tld_get_base_domain (host, NULL);
  const char *own = soup_tld_get_base_domain (domain, NULL);

  return base && own && g_str_equal (base, own);
}

/* Numbers belong to the account's provider where a gateway of it puts its own address behind them.
 * Names do not: elsewhere they are somebody else's. */
static gboolean
belongs_to_domain (const char *user, const char *host, const char *domain)
{
  if (!bw_party_is_number (user))
    return FALSE;

  return g_hostname_is_ip_address (host) || (is_public_number (user) && is_related (host, domain));
}

/* What an address may have in front of it and is then read without. */
static gboolean
is_in_front (gunichar c)
{
  return c == '/' || g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* The user as an address can be read back with it: spaces of all kinds are one. */
static char *
fold_user (const char *user)
{
  GString *folded = g_string_new (NULL);

  while (is_in_front (g_utf8_get_char (user)))
    user = g_utf8_next_char (user);

  for (; *user; user = g_utf8_next_char (user)) {
    gunichar c = g_utf8_get_char (user);

    g_string_append_unichar (folded, g_unichar_isspace (c) ? ' ' : c);
  }

  return g_string_free (folded, FALSE);
}

static char *
dup_key (const char *text)
{
  g_autoptr (BwAddress) address = bw_address_parse (text, NULL, NULL);

  return address ? bw_address_to_key (address) : NULL;
}

/* Returns: (transfer full) (nullable): a key that is read back as itself, so that it can be written
 * to */
static char *
create_plain_key (const char *user, const char *host)
{
  g_autofree char *folded = fold_user (user);
  g_autofree char *escaped = g_uri_escape_string (folded, NULL, FALSE);
  g_autofree char *bracketed = bw_host_bracket (host);
  g_autofree char *uri = g_strconcat ("sip:", escaped, "@", bracketed, NULL);
  g_autofree char *key = dup_key (uri);
  g_autofree char *again = key ? dup_key (key) : NULL;

  return g_strcmp0 (key, again) == 0 ? g_steal_pointer (&key) : NULL;
}

/* A name that is too long for an address, or cannot be one, is known by its checksum. */
static char *
create_key (const char *user, const char *host)
{
  char *key = strlen (user) <= MAX_USER ? create_plain_key (user, host) : NULL;
  g_autofree char *sum = key ? NULL : g_compute_checksum_for_string (G_CHECKSUM_SHA256, user, -1);

  return key ? key : g_strconcat (sum, "@", NOWHERE, NULL);
}

static char *
create_party_key (const BwParty *party, const char *domain, const char *source)
{
  const char *fallback = domain ? domain : (source ? source : NOWHERE);

  if (!party->host)
    return create_key (party->user, fallback);

  return create_key (party->user, domain && belongs_to_domain (party->user, party->host, domain)
                                      ? domain
                                      : party->host);
}

/* A name that only repeats the number or the user says nothing. */
static char *
dup_name (const BwParty *party)
{
  g_autofree char *name = bw_display_name_clean (party->name);

  return g_strcmp0 (name, party->user) == 0 ? NULL : g_steal_pointer (&name);
}

/* Returns: the party that says most; of those that say the same the first. NULL where all say
 * nobody */
static const BwParty *
choose (const BwParty *from, const BwParty *asserted, const BwParty *contact)
{
  if (get_worth (from) == SAYS_WHO)
    return from;

  if (get_worth (asserted) == SAYS_WHO)
    return asserted;

  if (get_worth (from) == SAYS_LITTLE)
    return from;

  return get_worth (contact) == SAYS_NOBODY ? NULL : contact;
}

static void
read_peer (const BwMessageHeaders *headers, const char *domain, BwMessageOrigin *origin)
{
  g_auto (BwParty) from = { 0 };
  g_auto (BwParty) asserted = { 0 };
  g_auto (BwParty) contact = { 0 };
  g_autofree char *source = bw_party_read_host (headers->source);
  const BwParty *peer;

  bw_party_read (&from, headers->from);
  bw_party_read (&asserted, headers->asserted_identity);
  bw_party_read (&contact, headers->contact);
  peer = choose (&from, &asserted, &contact);
  origin->name = dup_name (peer && peer->name ? peer : &from);
  origin->peer = peer ? create_party_key (peer, domain, source)
                      : create_key (NOBODY, source ? source : NOWHERE);
}

static void
read_addressee (const BwMessageHeaders *headers, BwMessageOrigin *origin)
{
  g_auto (BwParty) to = { 0 };
  g_auto (BwParty) request = { 0 };
  BwParty *addressee;

  bw_party_read (&to, headers->to);
  bw_party_read (&request, headers->request_uri);
  addressee = to.user || !request.user ? &to : &request;
  origin->user = g_steal_pointer (&addressee->user);
  origin->host = g_steal_pointer (&addressee->host);
}

void
bw_message_origin_read (const BwMessageHeaders *headers,
                        const char *domain,
                        BwMessageOrigin *origin)
{
  guint port;
  g_autofree char *host = domain ? bw_host_domain_parse (domain, &port) : NULL;

  *origin = (BwMessageOrigin){ 0 };
  read_peer (headers, host, origin);
  read_addressee (headers, origin);
}

void
bw_message_origin_clear (BwMessageOrigin *origin)
{
  g_clear_pointer (&origin->peer, g_free);
  g_clear_pointer (&origin->name, g_free);
  g_clear_pointer (&origin->user, g_free);
  g_clear_pointer (&origin->host, g_free);
}
