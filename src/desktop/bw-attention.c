/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Joins who watches the desktop with one's presence. It must not know whom they ask. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-attention.h"

#include "bw-idle-monitor.h"
#include "bw-lock-monitor.h"
#include "bw-quiet-monitor.h"

struct _BwAttention {
  GObject parent_instance;

  BwIdleMonitor *idle;
  BwLockMonitor *lock;
  BwQuietMonitor *quiet;
};

G_DEFINE_FINAL_TYPE (BwAttention, bw_attention, G_TYPE_OBJECT)

static void
bw_attention_dispose (GObject *object)
{
  BwAttention *self = BW_ATTENTION (object);

  g_clear_object (&self->idle);
  g_clear_object (&self->lock);
  g_clear_object (&self->quiet);

  G_OBJECT_CLASS (bw_attention_parent_class)->dispose (object);
}

static void
bw_attention_class_init (BwAttentionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_attention_dispose;
}

static void
bw_attention_init (BwAttention *self)
{
  g_autoptr (BwLoginSession) session = bw_login_session_new ();

  self->idle = bw_idle_monitor_new (session);
  self->lock = bw_lock_monitor_new (session);
  self->quiet = bw_quiet_monitor_new ();
}

BwAttention *
bw_attention_new (BwMyPresence *presence, GSettings *settings)
{
  BwAttention *self = g_object_new (BW_TYPE_ATTENTION, NULL);

  g_settings_bind (settings, "idle-minutes", self->idle, "minutes", G_SETTINGS_BIND_GET);
  g_object_bind_property (self->idle, "idle", presence, "idle", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->lock, "locked", presence, "locked", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->quiet, "quiet", presence, "desktop-do-not-disturb",
                          G_BINDING_SYNC_CREATE);

  return self;
}
