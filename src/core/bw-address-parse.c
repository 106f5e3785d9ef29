/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From whatever text comes to an address, or to a sentence that says what is wrong with it. Strict,
 * total and pure. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-address-private.h"
#include "bw-address-text.h"
#include "bw-host.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MAX_BYTES 1024

/* The parts of a URI as they stand in the text, on their way to an address. */
typedef struct {
  char *user;
  char *host_port; /* NULL: the domain of the account */
  char *parameters;
} Parts;

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->user, g_free);
  g_clear_pointer (&parts->host_port, g_free);
  g_clear_pointer (&parts->parameters, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static gpointer
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BW_ERROR, BW_ERROR_ADDRESS, sentence);

  return NULL;
}

/* Returns: (transfer full): @text without its margins, where it can be an address at all */
static char *
check_text (const char *text, GError **error)
{
  g_autofree char *trimmed = NULL;

  if (!text || !*text)
    return refuse (error, _ ("Enter a name, a number or an address."));

  if (strnlen (text, MAX_BYTES + 1) > MAX_BYTES)
    return refuse (error, _ ("This is too long for an address. Enter only the address itself."));

  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, _ ("The address is not readable text. Type it again."));

  trimmed = bw_address_text_trim (text);
  if (!*trimmed)
    return refuse (error, _ ("Enter a name, a number or an address."));

  if (bw_address_text_has (trimmed, g_unichar_iscntrl))
    return refuse (
        error,
        _ ("The address has a line break or a control character in it. Enter it on one line."));

  return g_steal_pointer (&trimmed);
}

/*
 * Returns: (transfer full) (nullable): the telephone number that @user is. It may bring parameters
 * of its own (RFC 3261 19.1.6), which say nothing of whose it is.
 */
static char *
read_telephone_user (const char *user, const char *parameters)
{
  g_autofree char *kind = bw_address_text_find_parameter (parameters, "user");
  g_autofree char *bare = g_strndup (user, strcspn (user, ";"));
  g_autofree char *number = bw_address_text_fold_number (bare);
  gboolean is_telephone = user[0] == '+' || (kind && g_ascii_strcasecmp (kind, "phone") == 0);

  if (number && (is_telephone || g_str_equal (number, bare)))
    return g_steal_pointer (&number);

  return NULL;
}

static BwAddress *
address_new (Parts *parts, const char *domain, gboolean secure, GError **error)
{
  g_autoptr (BwAddress) self = g_new0 (BwAddress, 1);

  g_atomic_ref_count_init (&self->ref_count);
  if (!parts->host_port && !domain)
    return refuse (error,
                   _ ("Say at which provider: add “@” and its name, such as name@example.org."));

  self->host = parts->host_port ? bw_host_port_parse (parts->host_port, &self->port)
                                : bw_host_domain_parse (domain, &self->port);
  if (!self->host)
    return refuse (
        error, _ ("What stands behind the “@” is not a host name. Check it for a typing error."));

  self->user = g_steal_pointer (&parts->user);
  self->parameters = g_steal_pointer (&parts->parameters);
  self->secure = secure;

  return g_steal_pointer (&self);
}

/* Takes `user:password@host:port;parameters?headers` apart; password and headers are nobody's
 * business. */
static gboolean
split_sip (const char *text, Parts *parts)
{
  const char *at = strchr (text, '@');
  const char *tail = at ? at + 1 : text;
  gsize host_length = strcspn (tail, ";?");
  gsize parameters_length = strcspn (tail + host_length, "?");
  g_autofree char *parameters = g_strndup (tail + host_length, parameters_length);

  parts->parameters = bw_address_text_read_parameters (parameters);
  parts->user = g_strndup (text, at ? strcspn (text, ":@") : host_length);
  parts->host_port = at ? g_strndup (tail, host_length) : NULL;

  return parts->parameters != NULL;
}

/* A host where a user is wanted: sip:192.0.2.1, sip:example.org:5060. */
static gboolean
is_host (const char *user)
{
  return strchr (user, ':') || g_hostname_is_ip_address (user);
}

/* Marks of quoting and of brackets in a user part mean that something else was to be written. */
static gboolean
is_stray (gunichar c)
{
  return c == '<' || c == '>' || c == '"' || c == '\\';
}

/* Turns the user as it was written into the one that is meant. Returns: (nullable): what is wrong
 * with it */
static const char *
read_user (Parts *parts)
{
  g_autofree char *raw = g_steal_pointer (&parts->user);
  g_autofree char *plain = bw_address_text_unescape (raw);

  if (!plain)
    return _ ("The “%” in the address does not belong there. Check it for a typing error.");

  parts->user = read_telephone_user (plain, parts->parameters);
  if (parts->user)
    return NULL;

  if (bw_address_text_has (raw, g_unichar_isspace))
    return _ ("An address has no spaces in it. Write it like name@example.org.");

  if (bw_address_text_has (raw, is_stray))
    return _ (
        "The address has a character in it that cannot be there. Check it for a typing error.");

  if (!*raw || (!parts->host_port && is_host (raw)))
    return _ ("Say whom to call: put a name or a number and “@” in front of the host.");

  parts->user = g_steal_pointer (&plain);

  return NULL;
}

static BwAddress *
parse_sip (const char *text, const char *domain, gboolean secure, GError **error)
{
  g_auto (Parts) parts = { 0 };
  const char *fault;

  if (!split_sip (g_str_has_prefix (text, "//") ? text + 2 : text, &parts))
    return refuse (error,
                   _ ("What stands behind the “;” in the address cannot be read. Leave it out."));

  fault = read_user (&parts);

  return fault ? refuse (error, fault) : address_new (&parts, domain, secure, error);
}

static BwAddress *
address_of_number (char *number, const char *domain, GError **error)
{
  g_auto (Parts) parts = { .user = number, .parameters = g_strdup ("") };

  return address_new (&parts, domain, FALSE, error);
}

/* A context that is a domain says where a local number is known; one that is a number only
 * describes it (RFC 3966 5.1.5). */
static char *
find_context_domain (const char *parameters, const char *number)
{
  g_autofree char *context = bw_address_text_find_parameter (parameters, "phone-context");
  guint port;

  return context && number[0] != '+' ? bw_host_port_parse (context, &port) : NULL;
}

static BwAddress *
parse_tel (const char *text, const char *domain, GError **error)
{
  gsize length = strcspn (text, ";?");
  g_autofree char *raw = g_strndup (text, length);
  g_autofree char *plain = bw_address_text_unescape (raw);
  g_autofree char *number = plain ? bw_address_text_fold_number (plain) : NULL;
  g_autofree char *context = NULL;

  if (!number)
    return refuse (error, _ ("This is not a telephone number. Enter digits, with a “+” in front "
                             "for another country."));

  context = find_context_domain (text + length, number);

  return address_of_number (g_steal_pointer (&number), context ? context : domain, error);
}

static gboolean
has_scheme (const char *text)
{
  gsize length = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "+-.");

  return g_ascii_isalpha (text[0]) && text[length] == ':';
}

static BwAddress *
parse_plain (const char *text, const char *domain, GError **error)
{
  char *number = bw_address_text_fold_number (text);

  if (number)
    return address_of_number (number, domain, error);

  if (!bw_address_text_has (text, g_unichar_isalnum))
    return refuse (error, _ ("Enter a name, a number or an address."));

  return parse_sip (text, domain, FALSE, error);
}

static BwAddress *
parse_uri (const char *text, const char *domain, GError **error)
{
  g_autofree char *scheme = has_scheme (text) ? g_ascii_strdown (text, strcspn (text, ":")) : NULL;
  g_autofree char *rest = scheme ? bw_address_text_trim (text + strlen (scheme) + 1) : NULL;

  if (!scheme)
    return parse_plain (text, domain, error);

  if (g_str_equal (scheme, "sip") || g_str_equal (scheme, "sips"))
    return parse_sip (rest, domain, g_str_equal (scheme, "sips"), error);

  if (g_str_equal (scheme, "tel"))
    return parse_tel (rest, domain, error);

  return refuse (error, _ ("Only sip:, sips: and tel: addresses can be called."));
}

static char *
split_name (const char *text, char **name, GError **error)
{
  char *uri = bw_address_text_split_name (text, name);

  return uri ? uri
             : refuse (error, _ ("The address is not complete. Write it like name@example.org."));
}

BwAddress *
bw_address_parse (const char *text, const char *domain, GError **error)
{
  g_autofree char *trimmed = check_text (text, error);
  g_autofree char *name = NULL;
  g_autofree char *uri = trimmed ? split_name (trimmed, &name, error) : NULL;
  BwAddress *self = uri ? parse_uri (uri, domain, error) : NULL;

  if (self)
    self->display_name = g_steal_pointer (&name);

  return self;
}
