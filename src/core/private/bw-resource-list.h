/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwListedResource: one instance of a list's resources. */
typedef struct {
  char *uri;
  gboolean active;    /* its subscription is; else `reason` */
  char *reason;       /* (nullable): as RFC 6665 4.1.3 calls it in lower case, or "pending" */
  char *content_type; /* (nullable): of its own body: lower case, without parameters */
  GBytes *body;       /* (nullable) */
} BwListedResource;

/** BwResourceList: what a server says of a list. */
typedef struct {
  guint64 version;
  gboolean full;        /* all of its resources; else those that have changed */
  GPtrArray *resources; /* of BwListedResource; at most 4096 */
} BwResourceList;

/**
 * bw_resource_list_read:
 * @content_type: multipart/related with its boundary
 * @body: RLMI and the bodies that it names (RFC 4662 5)
 *
 * Lists in lists (RFC 4662 5.5) are read to a depth of 4, and what is in them stands in their
 * place. A resource of which the server knows nothing yet is there once, not active. What does not
 * say whether it is full, is.
 *
 * Returns: (transfer full) (nullable)
 */
BwResourceList *bw_resource_list_read (const char *content_type, GBytes *body);
void bw_resource_list_free (BwResourceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwResourceList, bw_resource_list_free)

/** bw_resource_list_write: Returns: (transfer full): a `resource-lists` document (RFC 4826) of
 * URIs, for a server that takes the list with the subscription (RFC 5367) */
char *bw_resource_list_write (const char *const *uris);

G_END_DECLS
