/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One watched address: asks for its presence and its dialogs, and folds what comes into one light.
 * Knows neither the other buddies nor the wire. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-buddy-private.h"

#include "bw-core-enums.h"
#include "bw-presence-fold.h"

enum {
  PROP_0,
  PROP_ADDRESS,
  PROP_PERSON,
  PROP_ACCOUNT,
  PROP_PRESENCE,
  PROP_ACTIVITY,
  PROP_NOTE,
  PROP_SOURCE,
  PROP_SUBSCRIPTION,
  PROP_REASON,
  PROP_CODE,
  PROP_SINCE,
  PROP_CAN_PICK_UP,
  PROP_TELL_WHEN_FREE,
  N_PROPS,
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwBuddy {
  GObject parent_instance;

  BwSubscriber *subscriber;
  BwPerson *person;
  BwAccount *account;
  char *address;
  char *uri;

  BwBuddyList *list;      /* borrowed, nullable */
  BwSubscription *status; /* its own, where no list names it */
  BwSubscription *phone;  /* nullable: of its dialogs */
  gboolean asked_for_all; /* as documents are missing, and none has come since */
  GBytes *document;       /* nullable: what the list said last */
  BwPidf *pidf;
  BwDialogInfo *calls;

  BwPresence presence;
  BwActivity activity;
  BwPresenceSource source;
  char *note;
  BwSubscriptionState subscription;
  BwReason reason;
  guint code;
  gint64 since;
  gboolean can_pick_up;
  gboolean tell_when_free;
};

G_DEFINE_FINAL_TYPE (BwBuddy, bw_buddy, G_TYPE_OBJECT)

/* How one is told, and why not. */
typedef struct {
  BwSubscriptionState state;
  BwReason reason;
  guint code;
} Standing;

static Standing
standing_of (BwSubscription *subscription)
{
  return (Standing){
    .state = bw_subscription_get_state (subscription),
    .reason = bw_subscription_get_reason (subscription),
    .code = bw_subscription_get_code (subscription),
  };
}

static Standing
status_standing (BwBuddy *self)
{
  BwBuddyListing listing = { 0 };

  if (self->status)
    return standing_of (self->status);
  if (self->list && bw_buddy_list_find (self->list, self->address, &listing))
    return (Standing){ listing.state, listing.reason, listing.code };

  return (Standing){ .state = BW_SUBSCRIPTION_NONE };
}

static gboolean
holds (BwSubscriptionState state)
{
  return state == BW_SUBSCRIPTION_ACTIVE || state == BW_SUBSCRIPTION_PENDING;
}

/* Where a server knows telephones but no presence, the telephone speaks for both. */
static Standing
standing (BwBuddy *self)
{
  Standing status = status_standing (self);

  if (!holds (status.state) && self->phone &&
      bw_subscription_get_state (self->phone) == BW_SUBSCRIPTION_ACTIVE)
    return standing_of (self->phone);

  return status;
}

const BwDialog *
bw_buddy_get_ringing (BwBuddy *self)
{
  for (guint i = 0; self->calls && i < self->calls->dialogs->len; i++) {
    const BwDialog *dialog = g_ptr_array_index (self->calls->dialogs, i);

    if (dialog->recipient &&
        (dialog->state == BW_DIALOG_EARLY || dialog->state == BW_DIALOG_PROCEEDING))
      return dialog;
  }

  return NULL;
}

static gboolean
can_pick_up (BwBuddy *self)
{
  const BwDialog *ringing = bw_buddy_get_ringing (self);

  if (!ringing || !self->account)
    return FALSE;

  return (ringing->call_id && ringing->local_tag && ringing->remote_tag && ringing->remote_uri) ||
         bw_account_settings_get_pick_up_code (bw_account_get_settings (self->account));
}

static gboolean
notify (BwBuddy *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);

  return TRUE;
}

#define SET(field, value, property)                                                                \
  (self->field != (value) && ((self->field = (value)), notify (self, property)))

static gboolean
set_note (BwBuddy *self, const char *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return FALSE;

  g_free (self->note);
  self->note = g_strdup (note);

  return notify (self, PROP_NOTE);
}

static gboolean
set_light (BwBuddy *self, const BwLight *light)
{
  gboolean changed = FALSE;

  if (SET (presence, light->presence, PROP_PRESENCE)) {
    self->since = g_get_real_time () / G_USEC_PER_SEC;
    changed = notify (self, PROP_SINCE);
  }
  changed |= SET (activity, light->activity, PROP_ACTIVITY);
  changed |= SET (source, light->source, PROP_SOURCE);
  changed |= set_note (self, light->note);

  return changed;
}

static gboolean
set_standing (BwBuddy *self, const Standing *now)
{
  gboolean changed = FALSE;

  changed |= SET (subscription, now->state, PROP_SUBSCRIPTION);
  changed |= SET (reason, now->reason, PROP_REASON);
  changed |= SET (code, now->code, PROP_CODE);

  return changed;
}

/* What holds no more is not shown any more: the light of a lost subscription is unknown. */
static void
drop_what_is_lost (BwBuddy *self)
{
  if (!holds (status_standing (self).state))
    g_clear_pointer (&self->pidf, bw_pidf_free);
  if (!self->phone || !holds (bw_subscription_get_state (self->phone))) {
    g_clear_pointer (&self->calls, bw_dialog_info_free);
    self->asked_for_all = FALSE;
  }
}

static void
update (BwBuddy *self)
{
  BwPresence before = self->presence;
  Standing now = standing (self);
  gboolean changed;
  BwLight light;

  drop_what_is_lost (self);
  light = bw_presence_fold (self->pidf, self->calls);
  if (light.presence != BW_PRESENCE_UNKNOWN)
    now.reason = BW_REASON_NONE, now.code = 0;

  g_object_freeze_notify (G_OBJECT (self));
  changed = set_light (self, &light);
  changed |= set_standing (self, &now);
  changed |= SET (can_pick_up, can_pick_up (self), PROP_CAN_PICK_UP);
  g_object_thaw_notify (G_OBJECT (self));
  if (changed)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, (guint) before);
}

static void
take_document (BwBuddy *self, GBytes *document)
{
  BwPidf *news = bw_pidf_read (document);

  if (!news) {
    g_debug ("A presence document of %s cannot be read.", self->address);
    return;
  }
  g_clear_pointer (&self->pidf, bw_pidf_free);
  self->pidf = news;
}

static void
status_notified (BwSubscription *subscription,
                 const char *content_type,
                 GBytes *body,
                 gpointer user_data)
{
  BwBuddy *self = user_data;

  if (body)
    take_document (self, body);
  else
    g_clear_pointer (&self->pidf, bw_pidf_free);
  update (self);
}

/* What is missing is asked for once: there are servers that never tell all. */
static void
take_dialogs (BwBuddy *self, BwSubscription *subscription, GBytes *body)
{
  BwDialogInfo *news = bw_dialog_info_read (body);
  gboolean whole;

  if (!news) {
    g_debug ("A dialog document of %s cannot be read.", self->address);
    return;
  }

  whole = bw_dialog_info_merge (&self->calls, news);
  if (!whole && !self->asked_for_all)
    bw_subscription_refresh (subscription);
  self->asked_for_all = !whole;
}

static void
phone_notified (BwSubscription *subscription,
                const char *content_type,
                GBytes *body,
                gpointer user_data)
{
  BwBuddy *self = user_data;

  if (body)
    take_dialogs (self, subscription, body);
  else
    g_clear_pointer (&self->calls, bw_dialog_info_free);
  update (self);
}

static void
state_changed (BwSubscription *subscription, gpointer user_data)
{
  update (user_data);
}

static const BwSubscriptionEvents status_events = { status_notified, state_changed };
static const BwSubscriptionEvents phone_events = { phone_notified, state_changed };

static gboolean
wants_phone (BwBuddy *self)
{
  return self->account &&
         bw_account_settings_get_watch_dialogs (bw_account_get_settings (self->account));
}

/* Asks for what nobody brings by itself, and no more for what is not wanted. */
static void
ask (BwBuddy *self)
{
  BwBuddyListing listing;
  gboolean listed = self->list && bw_buddy_list_find (self->list, self->address, &listing);

  if (self->status && (listed || !self->account))
    g_clear_pointer (&self->status, bw_subscription_free);
  if (self->account && !listed && !self->status)
    self->status = bw_subscription_new (self->subscriber, self->account, self->uri, "presence",
                                        "application/pidf+xml", &status_events, self);

  if (self->phone && !wants_phone (self))
    g_clear_pointer (&self->phone, bw_subscription_free);
  if (!self->phone && wants_phone (self))
    self->phone = bw_subscription_new (self->subscriber, self->account, self->uri, "dialog",
                                       "application/dialog-info+xml", &phone_events, self);
}

static void
bw_buddy_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwBuddy *self = BW_BUDDY (object);

  switch (id) {
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_PERSON:
    g_value_set_object (value, self->person);
    break;
  case PROP_ACCOUNT:
    g_value_set_object (value, self->account);
    break;
  case PROP_PRESENCE:
    g_value_set_enum (value, self->presence);
    break;
  case PROP_ACTIVITY:
    g_value_set_enum (value, self->activity);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  case PROP_SOURCE:
    g_value_set_flags (value, self->source);
    break;
  case PROP_SUBSCRIPTION:
    g_value_set_enum (value, self->subscription);
    break;
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  case PROP_CODE:
    g_value_set_uint (value, self->code);
    break;
  case PROP_SINCE:
    g_value_set_int64 (value, self->since);
    break;
  case PROP_CAN_PICK_UP:
    g_value_set_boolean (value, self->can_pick_up);
    break;
  case PROP_TELL_WHEN_FREE:
    g_value_set_boolean (value, self->tell_when_free);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_buddy_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TELL_WHEN_FREE)
    bw_buddy_set_tell_when_free (BW_BUDDY (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_buddy_dispose (GObject *object)
{
  BwBuddy *self = BW_BUDDY (object);

  g_clear_pointer (&self->status, bw_subscription_free);
  g_clear_pointer (&self->phone, bw_subscription_free);
  g_clear_object (&self->subscriber);
  g_clear_object (&self->account);
  g_clear_object (&self->person);
  self->list = NULL;

  G_OBJECT_CLASS (bw_buddy_parent_class)->dispose (object);
}

static void
bw_buddy_finalize (GObject *object)
{
  BwBuddy *self = BW_BUDDY (object);

  g_clear_pointer (&self->pidf, bw_pidf_free);
  g_clear_pointer (&self->calls, bw_dialog_info_free);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self->address);
  g_free (self->uri);
  g_free (self->note);

  G_OBJECT_CLASS (bw_buddy_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, readable);
  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, BW_TYPE_ACCOUNT, readable);
  properties[PROP_PRESENCE] =
      g_param_spec_enum ("presence", NULL, NULL, BW_TYPE_PRESENCE, BW_PRESENCE_UNKNOWN, readable);
  properties[PROP_ACTIVITY] =
      g_param_spec_enum ("activity", NULL, NULL, BW_TYPE_ACTIVITY, BW_ACTIVITY_NONE, readable);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, readable);
  properties[PROP_SOURCE] = g_param_spec_flags ("source", NULL, NULL, BW_TYPE_PRESENCE_SOURCE,
                                                BW_PRESENCE_SOURCE_NONE, readable);
  properties[PROP_SUBSCRIPTION] = g_param_spec_enum (
      "subscription", NULL, NULL, BW_TYPE_SUBSCRIPTION_STATE, BW_SUBSCRIPTION_NONE, readable);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, BW_TYPE_REASON, BW_REASON_NONE, readable);
  properties[PROP_CODE] = g_param_spec_uint ("code", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_CAN_PICK_UP] = g_param_spec_boolean ("can-pick-up", NULL, NULL, FALSE, readable);
  properties[PROP_TELL_WHEN_FREE] =
      g_param_spec_boolean ("tell-when-free", NULL, NULL, FALSE, readable | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_buddy_class_init (BwBuddyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_buddy_get_property;
  object_class->set_property = bw_buddy_set_property;
  object_class->dispose = bw_buddy_dispose;
  object_class->finalize = bw_buddy_finalize;
  install_properties (object_class);

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", BW_TYPE_BUDDY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    g_cclosure_marshal_VOID__UINT, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
bw_buddy_init (BwBuddy *self)
{
  self->since = g_get_real_time () / G_USEC_PER_SEC;
}

BwBuddy *
bw_buddy_new (BwSubscriber *subscriber, BwPerson *person, const char *address)
{
  BwBuddy *self = g_object_new (BW_TYPE_BUDDY, NULL);

  self->subscriber = g_object_ref (subscriber);
  self->person = g_object_ref (person);
  self->address = g_strdup (address);

  return self;
}

void
bw_buddy_watch (BwBuddy *self, BwAccount *account, const char *uri, BwBuddyList *list)
{
  if (self->account != account || g_strcmp0 (self->uri, uri) != 0) {
    g_clear_pointer (&self->status, bw_subscription_free);
    g_clear_pointer (&self->phone, bw_subscription_free);
    g_free (self->uri);
    self->uri = g_strdup (uri);
    if (g_set_object (&self->account, account))
      notify (self, PROP_ACCOUNT);
  }
  self->list = list;
  bw_buddy_take_listing (self);
}

void
bw_buddy_take_listing (BwBuddy *self)
{
  BwBuddyListing listing = { 0 };

  ask (self);
  if (self->list && bw_buddy_list_find (self->list, self->address, &listing) && listing.document &&
      listing.document != self->document) {
    g_clear_pointer (&self->document, g_bytes_unref);
    self->document = g_bytes_ref (listing.document);
    take_document (self, self->document);
  }
  update (self);
}

const char *
bw_buddy_get_address (BwBuddy *self)
{
  return self->address;
}

BwPerson *
bw_buddy_get_person (BwBuddy *self)
{
  return self->person;
}

BwAccount *
bw_buddy_get_account (BwBuddy *self)
{
  return self->account;
}

BwPresence
bw_buddy_get_presence (BwBuddy *self)
{
  return self->presence;
}

BwActivity
bw_buddy_get_activity (BwBuddy *self)
{
  return self->activity;
}

const char *
bw_buddy_get_note (BwBuddy *self)
{
  return self->note;
}

BwPresenceSource
bw_buddy_get_source (BwBuddy *self)
{
  return self->source;
}

BwSubscriptionState
bw_buddy_get_subscription (BwBuddy *self)
{
  return self->subscription;
}

BwReason
bw_buddy_get_reason (BwBuddy *self)
{
  return self->reason;
}

guint
bw_buddy_get_code (BwBuddy *self)
{
  return self->code;
}

gint64
bw_buddy_get_since (BwBuddy *self)
{
  return self->since;
}

gboolean
bw_buddy_get_can_pick_up (BwBuddy *self)
{
  return self->can_pick_up;
}

gboolean
bw_buddy_get_tell_when_free (BwBuddy *self)
{
  return self->tell_when_free;
}

void
bw_buddy_set_tell_when_free (BwBuddy *self, gboolean tell)
{
  if (self->tell_when_free == !!tell)
    return;

  self->tell_when_free = !!tell;
  notify (self, PROP_TELL_WHEN_FREE);
}

void
bw_buddy_refresh (BwBuddy *self)
{
  if (self->status)
    bw_subscription_refresh (self->status);
  else if (self->list)
    bw_buddy_list_refresh (self->list);
  if (self->phone)
    bw_subscription_refresh (self->phone);
}
