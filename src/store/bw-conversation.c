/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A peer on an account, with what a list shows of the two. It must not know where that is kept.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-conversation.h"

#include "private/bw-conversation-private.h"
#include "private/bw-event-key.h"

enum {
  PROP_0,
  PROP_ID,
  PROP_ACCOUNT,
  PROP_PEER,
  PROP_PEER_NAME,
  PROP_TIME,
  PROP_LATEST,
  PROP_UNREAD,
  PROP_DRAFT,
  PROP_ROUTE,
  PROP_COMPOSING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwConversation {
  GObject parent_instance;

  gint64 id;
  char *account;
  char *peer;
  char *peer_name;
  gint64 time;
  GObject *latest;
  guint unread;
  char *draft;
  char *route;
  gboolean composing;
  BwConversationHidden hidden;
};

G_DEFINE_FINAL_TYPE (BwConversation, bw_conversation, G_TYPE_OBJECT)

static void
set_text (BwConversation *self, char **field, const char *text, guint prop_id)
{
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (g_strcmp0 (*field, valid) == 0)
    return;
  g_free (*field);
  *field = g_steal_pointer (&valid);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_time (BwConversation *self, gint64 time)
{
  if (self->time == time)
    return;
  self->time = time;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
}

static void
bw_conversation_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BwConversation *self = BW_CONVERSATION (object);

  switch (prop_id) {
  case PROP_COMPOSING:
    bw_conversation_set_composing (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_conversation_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwConversation *self = BW_CONVERSATION (object);

  switch (prop_id) {
  case PROP_ID:
    return g_value_set_int64 (value, self->id);
  case PROP_ACCOUNT:
    return g_value_set_string (value, self->account);
  case PROP_PEER:
    return g_value_set_string (value, self->peer);
  case PROP_PEER_NAME:
    return g_value_set_string (value, self->peer_name);
  case PROP_TIME:
    return g_value_set_int64 (value, self->time);
  case PROP_LATEST:
    return g_value_set_object (value, self->latest);
  case PROP_UNREAD:
    return g_value_set_uint (value, self->unread);
  case PROP_DRAFT:
    return g_value_set_string (value, self->draft);
  case PROP_ROUTE:
    return g_value_set_string (value, self->route);
  case PROP_COMPOSING:
    return g_value_set_boolean (value, self->composing);
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_conversation_finalize (GObject *object)
{
  BwConversation *self = BW_CONVERSATION (object);

  g_free (self->account);
  g_free (self->peer);
  g_free (self->peer_name);
  g_free (self->draft);
  g_free (self->route);
  g_clear_object (&self->latest);
  G_OBJECT_CLASS (bw_conversation_parent_class)->finalize (object);
}

static void
bw_conversation_class_init (BwConversationClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_conversation_set_property;
  object_class->get_property = bw_conversation_get_property;
  object_class->finalize = bw_conversation_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, read);
  properties[PROP_PEER] = g_param_spec_string ("peer", NULL, NULL, NULL, read);
  properties[PROP_PEER_NAME] = g_param_spec_string ("peer-name", NULL, NULL, NULL, read);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_LATEST] = g_param_spec_object ("latest", NULL, NULL, G_TYPE_OBJECT, read);
  properties[PROP_UNREAD] = g_param_spec_uint ("unread", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_DRAFT] = g_param_spec_string ("draft", NULL, NULL, NULL, read);
  properties[PROP_ROUTE] = g_param_spec_string ("route", NULL, NULL, NULL, read);
  properties[PROP_COMPOSING] =
      g_param_spec_boolean ("composing", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_conversation_init (BwConversation *self)
{
}

BwConversation *
bw_conversation_new (gint64 id, const char *account, const char *peer)
{
  BwConversation *self = g_object_new (BW_TYPE_CONVERSATION, NULL);

  self->id = id;
  self->account = g_strdup (account);
  self->peer = g_strdup (peer);
  return self;
}

void
bw_conversation_set_account (BwConversation *self, const char *account)
{
  set_text (self, &self->account, account, PROP_ACCOUNT);
}

void
bw_conversation_set_peer_name (BwConversation *self, const char *peer_name)
{
  set_text (self, &self->peer_name, peer_name, PROP_PEER_NAME);
}

void
bw_conversation_set_draft (BwConversation *self, const char *draft)
{
  set_text (self, &self->draft, draft, PROP_DRAFT);
}

void
bw_conversation_set_route (BwConversation *self, const char *route)
{
  set_text (self, &self->route, route, PROP_ROUTE);
}

void
bw_conversation_set_unread (BwConversation *self, guint unread)
{
  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

void
bw_conversation_set_latest (BwConversation *self, GObject *latest)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->latest, latest))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LATEST]);
  set_time (self, latest != NULL ? bw_event_key_get (latest).time : 0);
  g_object_thaw_notify (G_OBJECT (self));
}

const BwConversationHidden *
bw_conversation_get_hidden (BwConversation *self)
{
  return &self->hidden;
}

void
bw_conversation_set_hidden (BwConversation *self, const BwConversationHidden *hidden)
{
  self->hidden = *hidden;
}

gboolean
bw_conversation_is_shown (BwConversation *self)
{
  return self->latest != NULL || self->draft != NULL;
}

gint64
bw_conversation_get_id (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), 0);
  return self->id;
}

const char *
bw_conversation_get_account (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), NULL);
  return self->account;
}

const char *
bw_conversation_get_peer (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), NULL);
  return self->peer;
}

const char *
bw_conversation_get_peer_name (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), NULL);
  return self->peer_name;
}

gint64
bw_conversation_get_time (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), 0);
  return self->time;
}

GObject *
bw_conversation_get_latest (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), NULL);
  return self->latest;
}

guint
bw_conversation_get_unread (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), 0);
  return self->unread;
}

const char *
bw_conversation_get_draft (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), NULL);
  return self->draft;
}

const char *
bw_conversation_get_route (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), NULL);

  return self->route;
}

gboolean
bw_conversation_get_composing (BwConversation *self)
{
  g_return_val_if_fail (BW_IS_CONVERSATION (self), FALSE);
  return self->composing;
}

void
bw_conversation_set_composing (BwConversation *self, gboolean composing)
{
  g_return_if_fail (BW_IS_CONVERSATION (self));

  composing = !!composing;
  if (self->composing == composing)
    return;
  self->composing = composing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPOSING]);
}
