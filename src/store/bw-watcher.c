/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Somebody who asked to see a person, with what was said to them. It must not know where that is
 * kept, nor what becomes of it.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-watcher.h"

#include "bw-store-enums.h"

#include "private/bw-watcher-private.h"

enum { PROP_0, PROP_ID, PROP_ACCOUNT, PROP_ADDRESS, PROP_NAME, PROP_DECISION, PROP_TIME, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwWatcher {
  GObject parent_instance;

  gint64 id;
  char *account;
  char *address;
  char *name;
  BwWatcherDecision decision;
  gint64 time;
};

G_DEFINE_FINAL_TYPE (BwWatcher, bw_watcher, G_TYPE_OBJECT)

static void
bw_watcher_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwWatcher *self = BW_WATCHER (object);

  switch (prop_id) {
  case PROP_ID:
    return g_value_set_int64 (value, self->id);
  case PROP_ACCOUNT:
    return g_value_set_string (value, self->account);
  case PROP_ADDRESS:
    return g_value_set_string (value, self->address);
  case PROP_NAME:
    return g_value_set_string (value, self->name);
  case PROP_DECISION:
    return g_value_set_enum (value, self->decision);
  case PROP_TIME:
    return g_value_set_int64 (value, self->time);
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_watcher_finalize (GObject *object)
{
  BwWatcher *self = BW_WATCHER (object);

  g_free (self->account);
  g_free (self->address);
  g_free (self->name);
  G_OBJECT_CLASS (bw_watcher_parent_class)->finalize (object);
}

static void
bw_watcher_class_init (BwWatcherClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_watcher_get_property;
  object_class->finalize = bw_watcher_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, read);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, read);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read);
  properties[PROP_DECISION] =
      g_param_spec_enum ("decision", NULL, NULL, BW_TYPE_WATCHER_DECISION, BW_WATCHER_ASKED, read);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_watcher_init (BwWatcher *self)
{
}

BwWatcher *
bw_watcher_new (gint64 id, const char *account, const char *address)
{
  BwWatcher *self = g_object_new (BW_TYPE_WATCHER, NULL);

  self->id = id;
  self->account = g_utf8_make_valid (account, -1);
  self->address = g_utf8_make_valid (address, -1);
  return self;
}

void
bw_watcher_set_name (BwWatcher *self, const char *name)
{
  g_autofree char *valid = name != NULL ? g_utf8_make_valid (name, -1) : NULL;

  if (g_strcmp0 (self->name, valid) == 0)
    return;
  g_free (self->name);
  self->name = g_steal_pointer (&valid);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

void
bw_watcher_set_decision (BwWatcher *self, BwWatcherDecision decision, gint64 time)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->time != time) {
    self->time = time;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TIME]);
  }
  if (self->decision != decision) {
    self->decision = decision;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DECISION]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

gint64
bw_watcher_get_id (BwWatcher *self)
{
  g_return_val_if_fail (BW_IS_WATCHER (self), 0);
  return self->id;
}

const char *
bw_watcher_get_account (BwWatcher *self)
{
  g_return_val_if_fail (BW_IS_WATCHER (self), NULL);
  return self->account;
}

const char *
bw_watcher_get_address (BwWatcher *self)
{
  g_return_val_if_fail (BW_IS_WATCHER (self), NULL);
  return self->address;
}

const char *
bw_watcher_get_name (BwWatcher *self)
{
  g_return_val_if_fail (BW_IS_WATCHER (self), NULL);
  return self->name;
}

BwWatcherDecision
bw_watcher_get_decision (BwWatcher *self)
{
  g_return_val_if_fail (BW_IS_WATCHER (self), BW_WATCHER_ASKED);
  return self->decision;
}

gint64
bw_watcher_get_time (BwWatcher *self)
{
  g_return_val_if_fail (BW_IS_WATCHER (self), 0);
  return self->time;
}
