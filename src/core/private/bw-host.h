/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bw_host_normalise:
 * @text: a host name, an IPv4 address, an IPv6 address with or without brackets
 *
 * Strict: DNS labels (RFC 1123) of letters, digits and hyphens, international names by way of IDNA.
 *
 * Returns: (transfer full) (nullable): the one way to write that host: lower case, no trailing dot,
 * IPv6 in its shortest form and without brackets; NULL where @text is none
 */
char *bw_host_normalise (const char *text);

/**
 * bw_host_port_parse:
 * @text: `host`, `host:port` or `[v6]:port`
 * @port: (out): 0 where none was said
 *
 * Returns: (transfer full) (nullable): the host in its normal form; NULL where host or port are not
 * usable
 */
char *bw_host_port_parse (const char *text, guint *port);

/** bw_host_domain_parse: the same for what is known to be the domain of an account: IPv6 may lack
 * its brackets */
char *bw_host_domain_parse (const char *text, guint *port);

/** bw_host_bracket: Returns: (transfer full): @host as it stands in a URI: IPv6 in brackets */
char *bw_host_bracket (const char *host);

G_END_DECLS
