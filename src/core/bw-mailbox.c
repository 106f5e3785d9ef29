/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits in the mailbox of an account, as its server says it, and whether that still holds.
 * Knows nothing of the wire. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-mailbox-private.h"

#include "bw-address.h"
#include "bw-core-enums.h"
#include "bw-message-summary.h"

enum {
  PROP_0,
  PROP_KNOWN,
  PROP_WAITING,
  PROP_NEW,
  PROP_OLD,
  PROP_URGENT_NEW,
  PROP_URGENT_OLD,
  PROP_ADDRESS,
  PROP_CONFIRMED,
  PROP_AS_OF,
  PROP_REASON,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwMailbox {
  GObject parent_instance;

  BwAccount *account; /* not owned: it owns us */
  BwSubscriber *subscriber;
  BwSubscription *subscription;
  const BwSubscriptionEvents *events;
  char *asked;          /* the URI that the subscription is for */
  gboolean set_refused; /* the server knows nothing of the mailbox that was set */

  BwMessageSummary summary;
  char *address;
  gboolean known;
  gboolean unasked; /* what is known came without our asking */
  gboolean confirmed;
  gint64 as_of;
  BwReason reason;
};

G_DEFINE_FINAL_TYPE (BwMailbox, bw_mailbox, G_TYPE_OBJECT)

static void
notify (BwMailbox *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_count (BwMailbox *self, guint property, guint before, guint now)
{
  if (before != now)
    notify (self, property);
}

/* What a person set goes before what the server says: who dials it knows why. */
static void
update_address (BwMailbox *self)
{
  const char *set = bw_account_settings_get_mailbox (bw_account_get_settings (self->account));
  const char *address = set ? set : self->summary.account;

  if (g_strcmp0 (self->address, address) == 0)
    return;

  g_free (self->address);
  self->address = g_strdup (address);
  notify (self, PROP_ADDRESS);
}

static void
set_confirmed (BwMailbox *self, gboolean confirmed, BwReason reason)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (confirmed && self->as_of != now) {
    self->as_of = now;
    notify (self, PROP_AS_OF);
  }
  if (self->confirmed != confirmed) {
    self->confirmed = confirmed;
    notify (self, PROP_CONFIRMED);
  }
  if (self->reason != reason) {
    self->reason = reason;
    notify (self, PROP_REASON);
  }
}

static void
take_summary (BwMailbox *self, BwMessageSummary *news)
{
  BwMessageSummary before = self->summary;
  guint voice = BW_MAILBOX_VOICE;

  self->summary = *news;
  *news = (BwMessageSummary){ 0 };
  if (!self->known) {
    self->known = TRUE;
    notify (self, PROP_KNOWN);
  }
  if (before.waiting != self->summary.waiting)
    notify (self, PROP_WAITING);
  notify_count (self, PROP_NEW, before.kinds[voice].new_count,
                self->summary.kinds[voice].new_count);
  notify_count (self, PROP_OLD, before.kinds[voice].old_count,
                self->summary.kinds[voice].old_count);
  notify_count (self, PROP_URGENT_NEW, before.kinds[voice].urgent_new,
                self->summary.kinds[voice].urgent_new);
  notify_count (self, PROP_URGENT_OLD, before.kinds[voice].urgent_old,
                self->summary.kinds[voice].urgent_old);
  bw_message_summary_clear (&before);
}

static gboolean
take (BwMailbox *self, GBytes *body, gboolean unasked)
{
  g_auto (BwMessageSummary) news = { 0 };

  if (!bw_message_summary_read (body, &news)) {
    g_debug ("A message summary for %s cannot be read.", bw_account_get_address (self->account));
    return FALSE;
  }

  g_object_freeze_notify (G_OBJECT (self));
  self->unasked = unasked;
  take_summary (self, &news);
  set_confirmed (self, TRUE, BW_REASON_NONE);
  update_address (self);
  g_object_thaw_notify (G_OBJECT (self));

  return TRUE;
}

gboolean
bw_mailbox_take (BwMailbox *self, GBytes *body)
{
  return take (self, body, TRUE);
}

/* What a server tells by itself holds as long as we are registered, whatever becomes of the
 * subscription. */
static gboolean
is_told_unasked (BwMailbox *self)
{
  return self->unasked && bw_account_get_state (self->account) == BW_ACCOUNT_STATE_REGISTERED;
}

static void
doubt (BwMailbox *self, BwReason reason)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_confirmed (self, FALSE, reason);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
notified (BwSubscription *subscription, const char *content_type, GBytes *body, gpointer user_data)
{
  BwMailbox *self = user_data;

  if (body)
    take (self, body, FALSE);
  else if (!is_told_unasked (self))
    doubt (self, BW_REASON_NONE);
}

static char *
dup_own_resource (BwMailbox *self)
{
  return bw_account_settings_dup_identity_uri (bw_account_get_settings (self->account));
}

/* The mailbox that was set, or else the account itself: what is dialled to listen may be no
 * resource that a server watches, and a feature code never is. */
static char *
dup_resource (BwMailbox *self)
{
  const char *set = bw_account_settings_get_mailbox (bw_account_get_settings (self->account));
  g_autoptr (BwAddress) address = NULL;

  if (set && !self->set_refused && !strpbrk (set, "*#"))
    address = bw_address_parse (set, bw_account_get_domain (self->account), NULL);

  return address ? bw_address_to_uri (address) : dup_own_resource (self);
}

static void
ask (BwMailbox *self)
{
  g_autofree char *resource = self->subscriber ? dup_resource (self) : NULL;

  if (g_strcmp0 (self->asked, resource) == 0)
    return;

  g_clear_pointer (&self->subscription, bw_subscription_free);
  g_free (self->asked);
  self->asked = g_steal_pointer (&resource);
  if (self->asked)
    self->subscription =
        bw_subscription_new (self->subscriber, self->account, self->asked, "message-summary",
                             "application/simple-message-summary", self->events, self);
}

static void
subscription_changed (BwSubscription *subscription, gpointer user_data)
{
  BwMailbox *self = user_data;
  BwSubscriptionState state = bw_subscription_get_state (subscription);
  g_autofree char *own = dup_own_resource (self);

  if (state == BW_SUBSCRIPTION_REFUSED && g_strcmp0 (self->asked, own) != 0) {
    self->set_refused = TRUE;
    ask (self);
    return;
  }
  /* A NOTIFY confirms, the answer alone does not. */
  if (state == BW_SUBSCRIPTION_ACTIVE || state == BW_SUBSCRIPTION_PENDING || is_told_unasked (self))
    return;

  doubt (self, bw_subscription_get_reason (subscription));
}

static const BwSubscriptionEvents events = { notified, subscription_changed };

static void
settings_cb (BwMailbox *self)
{
  self->set_refused = FALSE;
  ask (self);
  update_address (self);
}

/* What comes unasked comes to the registration: without it, nothing is told. */
static void
account_state_cb (BwMailbox *self)
{
  if (bw_account_get_state (self->account) != BW_ACCOUNT_STATE_REGISTERED && self->confirmed)
    doubt (self, bw_account_get_reason (self->account));
}

static guint
voice_count (BwMailbox *self, guint property)
{
  switch (property) {
  case PROP_NEW:
    return bw_mailbox_get_new (self, BW_MAILBOX_VOICE);
  case PROP_OLD:
    return bw_mailbox_get_old (self, BW_MAILBOX_VOICE);
  case PROP_URGENT_NEW:
    return bw_mailbox_get_urgent_new (self, BW_MAILBOX_VOICE);
  default:
    return bw_mailbox_get_urgent_old (self, BW_MAILBOX_VOICE);
  }
}

static void
bw_mailbox_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwMailbox *self = BW_MAILBOX (object);

  switch (id) {
  case PROP_KNOWN:
    g_value_set_boolean (value, self->known);
    break;
  case PROP_WAITING:
    g_value_set_boolean (value, self->summary.waiting);
    break;
  case PROP_NEW:
  case PROP_OLD:
  case PROP_URGENT_NEW:
  case PROP_URGENT_OLD:
    g_value_set_uint (value, voice_count (self, id));
    break;
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_CONFIRMED:
    g_value_set_boolean (value, self->confirmed);
    break;
  case PROP_AS_OF:
    g_value_set_int64 (value, self->as_of);
    break;
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_mailbox_dispose (GObject *object)
{
  bw_mailbox_watch (BW_MAILBOX (object), NULL);

  G_OBJECT_CLASS (bw_mailbox_parent_class)->dispose (object);
}

static void
bw_mailbox_finalize (GObject *object)
{
  BwMailbox *self = BW_MAILBOX (object);

  bw_message_summary_clear (&self->summary);
  g_free (self->address);

  G_OBJECT_CLASS (bw_mailbox_parent_class)->finalize (object);
}

static void
bw_mailbox_class_init (BwMailboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_mailbox_get_property;
  object_class->dispose = bw_mailbox_dispose;
  object_class->finalize = bw_mailbox_finalize;

  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, readable);
  properties[PROP_WAITING] = g_param_spec_boolean ("waiting", NULL, NULL, FALSE, readable);
  properties[PROP_NEW] = g_param_spec_uint ("new", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_OLD] = g_param_spec_uint ("old", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_URGENT_NEW] =
      g_param_spec_uint ("urgent-new", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_URGENT_OLD] =
      g_param_spec_uint ("urgent-old", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  properties[PROP_CONFIRMED] = g_param_spec_boolean ("confirmed", NULL, NULL, FALSE, readable);
  properties[PROP_AS_OF] = g_param_spec_int64 ("as-of", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, BW_TYPE_REASON, BW_REASON_NONE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_mailbox_init (BwMailbox *self)
{
  self->events = &events;
}

BwMailbox *
bw_mailbox_new (BwAccount *account)
{
  BwMailbox *self = g_object_new (BW_TYPE_MAILBOX, NULL);

  self->account = account;
  g_signal_connect_object (account, "notify::settings", G_CALLBACK (settings_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (account_state_cb), self,
                           G_CONNECT_SWAPPED);
  update_address (self);

  return self;
}

void
bw_mailbox_watch (BwMailbox *self, BwSubscriber *subscriber)
{
  if (!g_set_object (&self->subscriber, subscriber))
    return;

  g_clear_pointer (&self->subscription, bw_subscription_free);
  g_clear_pointer (&self->asked, g_free);
  ask (self);
}

gboolean
bw_mailbox_get_known (BwMailbox *self)
{
  return self->known;
}

gboolean
bw_mailbox_get_waiting (BwMailbox *self)
{
  return self->summary.waiting;
}

guint
bw_mailbox_get_new (BwMailbox *self, BwMailboxKind kind)
{
  return self->summary.kinds[kind].new_count;
}

guint
bw_mailbox_get_old (BwMailbox *self, BwMailboxKind kind)
{
  return self->summary.kinds[kind].old_count;
}

guint
bw_mailbox_get_urgent_new (BwMailbox *self, BwMailboxKind kind)
{
  return self->summary.kinds[kind].urgent_new;
}

guint
bw_mailbox_get_urgent_old (BwMailbox *self, BwMailboxKind kind)
{
  return self->summary.kinds[kind].urgent_old;
}

const char *
bw_mailbox_get_address (BwMailbox *self)
{
  return self->address;
}

gboolean
bw_mailbox_get_confirmed (BwMailbox *self)
{
  return self->confirmed;
}

gint64
bw_mailbox_get_as_of (BwMailbox *self)
{
  return self->as_of;
}

BwReason
bw_mailbox_get_reason (BwMailbox *self)
{
  return self->reason;
}

void
bw_mailbox_refresh (BwMailbox *self)
{
  if (self->subscription)
    bw_subscription_refresh (self->subscription);
}
