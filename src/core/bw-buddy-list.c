/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One subscription for all that a list of the server names: keeps what it said of each. Knows no
 * buddies. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-buddy-list.h"

#include "bw-address.h"
#include "bw-resource-list.h"

struct _BwBuddyList {
  BwAccount *account;
  BwSubscription *subscription;
  char *uri;
  BwBuddyListChanged changed;
  gpointer user_data;

  GHashTable *members;    /* key of an address -> Member */
  gboolean known;         /* the server has said whom it names */
  gboolean anew;          /* what comes next is all there is (RFC 4662 5.2) */
  guint64 version;        /* of what came last */
  gboolean asked_for_all; /* as something is missing, and all has not come since */
};

typedef struct {
  gboolean active;
  char *reason;
  GBytes *document;
} Member;

static void
member_free (gpointer data)
{
  Member *self = data;

  g_free (self->reason);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self);
}

/* RFC 6665 4.1.3: why the list's own subscription to a member ended. */
static void
read_end (const char *reason, BwBuddyListing *listing)
{
  static const struct {
    const char *word;
    BwSubscriptionState state;
    BwReason reason;
  } ends[] = {
    { "rejected", BW_SUBSCRIPTION_REFUSED, BW_REASON_FORBIDDEN },
    { "noresource", BW_SUBSCRIPTION_REFUSED, BW_REASON_NOT_FOUND },
    { "timeout", BW_SUBSCRIPTION_WAITING, BW_REASON_TIMEOUT },
  };

  *listing = (BwBuddyListing){ BW_SUBSCRIPTION_WAITING, BW_REASON_UNAVAILABLE, 0, NULL };
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_ascii_strcasecmp (reason, ends[i].word) == 0)
      *listing = (BwBuddyListing){ ends[i].state, ends[i].reason, 0, NULL };
}

static void
take (BwBuddyList *self, const BwListedResource *resource)
{
  g_autoptr (BwAddress) address =
      bw_address_parse (resource->uri, bw_account_get_domain (self->account), NULL);
  g_autofree char *key = address ? bw_address_to_key (address) : NULL;
  Member *member = key ? g_new0 (Member, 1) : NULL;

  if (!member) {
    g_debug ("A list names somebody who has no address.");
    return;
  }
  member->active = resource->active;
  member->reason = g_strdup (resource->reason);
  if (resource->body)
    member->document = g_bytes_ref (resource->body);
  g_hash_table_insert (self->members, g_strdup (key), member);
  if (self->known)
    self->changed (self, key, self->user_data);
}

static void
take_all (BwBuddyList *self, GPtrArray *resources)
{
  g_hash_table_remove_all (self->members);
  self->known = FALSE;
  for (guint i = 0; i < resources->len; i++)
    take (self, g_ptr_array_index (resources, i));
  self->known = TRUE;
  self->anew = FALSE;
  self->changed (self, NULL, self->user_data);
}

static void
take_changes (BwBuddyList *self, GPtrArray *resources)
{
  for (guint i = 0; i < resources->len; i++)
    take (self, g_ptr_array_index (resources, i));
}

/* What is missing is asked for once: there are servers that never tell all. */
static void
ask_for_all (BwBuddyList *self, gboolean missing)
{
  if (missing && !self->asked_for_all)
    bw_subscription_refresh (self->subscription);
  self->asked_for_all = missing;
}

static void
notified (BwSubscription *subscription, const char *content_type, GBytes *body, gpointer user_data)
{
  BwBuddyList *self = user_data;
  g_autoptr (BwResourceList) list = body ? bw_resource_list_read (content_type, body) : NULL;
  gboolean all = list && (list->full || self->anew || !self->known);
  gboolean follows = list && (list->full || (!all && list->version == self->version + 1));

  if (!list) {
    g_debug ("The list %s cannot be read.", self->uri);
    return;
  }

  if (all)
    take_all (self, list->resources);
  else if (list->version > self->version)
    take_changes (self, list->resources);
  self->version = all ? list->version : MAX (list->version, self->version);
  ask_for_all (self, !follows);
}

static void
state_changed (BwSubscription *subscription, gpointer user_data)
{
  BwBuddyList *self = user_data;
  BwSubscriptionState state = bw_subscription_get_state (subscription);

  if (state != BW_SUBSCRIPTION_ACTIVE)
    self->anew = TRUE, self->asked_for_all = FALSE;
  self->changed (self, NULL, self->user_data);
}

static const BwSubscriptionEvents events = { notified, state_changed };

BwBuddyList *
bw_buddy_list_new (BwSubscriber *subscriber,
                   BwAccount *account,
                   const char *uri,
                   BwBuddyListChanged changed,
                   gpointer user_data)
{
  BwBuddyList *self = g_new0 (BwBuddyList, 1);

  self->account = g_object_ref (account);
  self->uri = g_strdup (uri);
  self->changed = changed;
  self->user_data = user_data;
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, member_free);
  self->subscription = bw_subscription_new (
      subscriber, account, uri, "presence",
      "multipart/related, application/rlmi+xml, application/pidf+xml", &events, self);

  return self;
}

void
bw_buddy_list_free (BwBuddyList *self)
{
  bw_subscription_free (self->subscription);
  g_hash_table_unref (self->members);
  g_object_unref (self->account);
  g_free (self->uri);
  g_free (self);
}

const char *
bw_buddy_list_get_uri (BwBuddyList *self)
{
  return self->uri;
}

void
bw_buddy_list_refresh (BwBuddyList *self)
{
  bw_subscription_refresh (self->subscription);
}

static BwBuddyListing
listing_of (const Member *member)
{
  BwBuddyListing listing = { .state = BW_SUBSCRIPTION_PENDING };

  if (!member->active && member->reason)
    read_end (member->reason, &listing);
  else if (member->active)
    listing.state = BW_SUBSCRIPTION_ACTIVE;
  listing.document = member->document;

  return listing;
}

gboolean
bw_buddy_list_find (BwBuddyList *self, const char *address, BwBuddyListing *listing)
{
  BwSubscriptionState state = bw_subscription_get_state (self->subscription);
  Member *member = g_hash_table_lookup (self->members, address);

  if (state == BW_SUBSCRIPTION_REFUSED || (self->known && !member))
    return FALSE;

  if (member && (state == BW_SUBSCRIPTION_ACTIVE || state == BW_SUBSCRIPTION_PENDING)) {
    *listing = listing_of (member);
    return TRUE;
  }
  *listing = (BwBuddyListing){
    .state = state,
    .reason = bw_subscription_get_reason (self->subscription),
    .code = bw_subscription_get_code (self->subscription),
  };

  return TRUE;
}
