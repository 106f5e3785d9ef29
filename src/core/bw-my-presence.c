/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a person is seen: what they chose, and what they do. It must not know who is told, nor
 * how. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-my-presence-private.h"

#include "bw-address.h"
#include "bw-core-enums.h"
#include "bw-pidf.h"
#include "bw-presence-fold.h"

#define MAX_NOTE 140
#define SETTLE_MS 1000
/* A timeout stands still while the machine sleeps: the clock is asked so often at least. */
#define CLOCK_SECONDS 60

enum {
  PROP_0,
  PROP_STATUS,
  PROP_NOTE,
  PROP_NOTE_EXPIRES,
  PROP_IDLE,
  PROP_LOCKED,
  PROP_DESKTOP_DO_NOT_DISTURB,
  PROP_FOLLOW_CALLS,
  PROP_FOLLOW_IDLE,
  PROP_FOLLOW_LOCK,
  PROP_FOLLOW_DESKTOP,
  PROP_FAVOURITES_RING,
  PROP_BUSY_ANSWER,
  PROP_SHOWN,
  PROP_DO_NOT_DISTURB,
  N_PROPS,
};

enum { SIGNAL_TOLD, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwMyPresence {
  GObject parent_instance;

  BwStatus status;
  char *note;
  gint64 note_expires;
  guint clock_id;

  gboolean in_call;
  gboolean flags[N_PROPS]; /* those of the properties that are yes or no */
  guint busy_answer;

  BwPresence shown;
  gboolean seen; /* somebody has asked what is told */
  BwPresence told;
  char *told_note;
  guint settle_id;
};

G_DEFINE_FINAL_TYPE (BwMyPresence, bw_my_presence, G_TYPE_OBJECT)

static void
notify (BwMyPresence *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell (BwMyPresence *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->told == self->shown && g_strcmp0 (self->told_note, self->note) == 0)
    return;

  self->told = self->shown;
  g_free (self->told_note);
  self->told_note = g_strdup (self->note);
  g_signal_emit (self, signals[SIGNAL_TOLD], 0);
}

static gboolean
settle_cb (gpointer user_data)
{
  BwMyPresence *self = user_data;

  self->settle_id = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

/* From the first change on, so that one who changes all the time is told of, too. Nobody is to see
 * who appears offline for a second more, nor "online" at first of who starts otherwise. */
static void
settle (BwMyPresence *self)
{
  if (!self->seen || self->shown == BW_PRESENCE_OFFLINE)
    tell (self);
  else if (!self->settle_id)
    self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static gboolean
follows_do_not_disturb (BwMyPresence *self)
{
  return self->flags[PROP_DESKTOP_DO_NOT_DISTURB] && self->flags[PROP_FOLLOW_DESKTOP];
}

static BwPresence
fold (BwMyPresence *self)
{
  return bw_presence_fold_mine (&(BwMySituation){
      .status = self->status,
      .in_call = self->in_call && self->flags[PROP_FOLLOW_CALLS],
      .idle = self->flags[PROP_IDLE] && self->flags[PROP_FOLLOW_IDLE],
      .locked = self->flags[PROP_LOCKED] && self->flags[PROP_FOLLOW_LOCK],
      .desktop_do_not_disturb = follows_do_not_disturb (self),
  });
}

static void
update (BwMyPresence *self)
{
  gboolean disturb = self->status == BW_STATUS_DO_NOT_DISTURB || follows_do_not_disturb (self);
  BwPresence shown = fold (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->flags[PROP_DO_NOT_DISTURB] != disturb) {
    self->flags[PROP_DO_NOT_DISTURB] = disturb;
    notify (self, PROP_DO_NOT_DISTURB);
  }
  if (self->shown != shown) {
    self->shown = shown;
    notify (self, PROP_SHOWN);
    settle (self);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_flag (BwMyPresence *self, guint property, gboolean value)
{
  if (self->flags[property] == !!value)
    return;

  self->flags[property] = !!value;
  notify (self, property);
  update (self);
}

static void
set_busy_answer (BwMyPresence *self, guint code)
{
  guint answer = code == 486 ? 486 : 480;

  if (self->busy_answer == answer)
    return;

  self->busy_answer = answer;
  notify (self, PROP_BUSY_ANSWER);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
clock_cb (gpointer user_data)
{
  BwMyPresence *self = user_data;

  self->clock_id = 0;
  bw_my_presence_wake (self);

  return G_SOURCE_REMOVE;
}

static void
watch_clock (BwMyPresence *self)
{
  gint64 left = self->note_expires - now ();

  g_clear_handle_id (&self->clock_id, g_source_remove);
  if (self->note && self->note_expires > 0)
    self->clock_id = g_timeout_add_seconds ((guint) CLAMP (left, 1, CLOCK_SECONDS), clock_cb, self);
}

static void
bw_my_presence_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwMyPresence *self = BW_MY_PRESENCE (object);

  switch (id) {
  case PROP_STATUS:
    g_value_set_enum (value, self->status);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  case PROP_NOTE_EXPIRES:
    g_value_set_int64 (value, self->note_expires);
    break;
  case PROP_BUSY_ANSWER:
    g_value_set_uint (value, self->busy_answer);
    break;
  case PROP_SHOWN:
    g_value_set_enum (value, self->shown);
    break;
  default:
    if (pspec->value_type == G_TYPE_BOOLEAN)
      g_value_set_boolean (value, self->flags[id]);
    else
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_my_presence_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwMyPresence *self = BW_MY_PRESENCE (object);

  switch (id) {
  case PROP_STATUS:
    bw_my_presence_set_status (self, g_value_get_enum (value));
    break;
  case PROP_NOTE:
    bw_my_presence_set_note (self, g_value_get_string (value), self->note_expires);
    break;
  case PROP_NOTE_EXPIRES:
    bw_my_presence_set_note (self, self->note, g_value_get_int64 (value));
    break;
  case PROP_BUSY_ANSWER:
    set_busy_answer (self, g_value_get_uint (value));
    break;
  default:
    if (pspec->value_type == G_TYPE_BOOLEAN)
      set_flag (self, id, g_value_get_boolean (value));
    else
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_my_presence_dispose (GObject *object)
{
  BwMyPresence *self = BW_MY_PRESENCE (object);

  g_clear_handle_id (&self->clock_id, g_source_remove);
  g_clear_handle_id (&self->settle_id, g_source_remove);

  G_OBJECT_CLASS (bw_my_presence_parent_class)->dispose (object);
}

static void
bw_my_presence_finalize (GObject *object)
{
  BwMyPresence *self = BW_MY_PRESENCE (object);

  g_free (self->note);
  g_free (self->told_note);

  G_OBJECT_CLASS (bw_my_presence_parent_class)->finalize (object);
}

static void
install_flag (guint id, const char *name, gboolean value)
{
  properties[id] =
      g_param_spec_boolean (name, NULL, NULL, value,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
bw_my_presence_class_init (BwMyPresenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->get_property = bw_my_presence_get_property;
  object_class->set_property = bw_my_presence_set_property;
  object_class->dispose = bw_my_presence_dispose;
  object_class->finalize = bw_my_presence_finalize;

  properties[PROP_STATUS] =
      g_param_spec_enum ("status", NULL, NULL, BW_TYPE_STATUS, BW_STATUS_ONLINE, writable);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, writable);
  properties[PROP_NOTE_EXPIRES] =
      g_param_spec_int64 ("note-expires", NULL, NULL, 0, G_MAXINT64, 0, writable);
  install_flag (PROP_IDLE, "idle", FALSE);
  install_flag (PROP_LOCKED, "locked", FALSE);
  install_flag (PROP_DESKTOP_DO_NOT_DISTURB, "desktop-do-not-disturb", FALSE);
  install_flag (PROP_FOLLOW_CALLS, "follow-calls", TRUE);
  install_flag (PROP_FOLLOW_IDLE, "follow-idle", TRUE);
  install_flag (PROP_FOLLOW_LOCK, "follow-lock", TRUE);
  install_flag (PROP_FOLLOW_DESKTOP, "follow-desktop", TRUE);
  install_flag (PROP_FAVOURITES_RING, "favourites-ring", TRUE);
  properties[PROP_BUSY_ANSWER] =
      g_param_spec_uint ("busy-answer", NULL, NULL, 480, 486, 480, writable);
  properties[PROP_SHOWN] =
      g_param_spec_enum ("shown", NULL, NULL, BW_TYPE_PRESENCE, BW_PRESENCE_ONLINE, readable);
  properties[PROP_DO_NOT_DISTURB] =
      g_param_spec_boolean ("do-not-disturb", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_TOLD] = g_signal_new ("told", BW_TYPE_MY_PRESENCE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_my_presence_init (BwMyPresence *self)
{
  for (guint id = PROP_FOLLOW_CALLS; id <= PROP_FAVOURITES_RING; id++)
    self->flags[id] = TRUE;
  self->busy_answer = 480;
  self->shown = fold (self);
  self->told = self->shown;
}

BwMyPresence *
bw_my_presence_new (void)
{
  return g_object_new (BW_TYPE_MY_PRESENCE, NULL);
}

BwStatus
bw_my_presence_get_status (BwMyPresence *self)
{
  return self->status;
}

void
bw_my_presence_set_status (BwMyPresence *self, BwStatus status)
{
  if (self->status == status)
    return;

  self->status = status;
  notify (self, PROP_STATUS);
  update (self);
}

const char *
bw_my_presence_get_note (BwMyPresence *self)
{
  return self->note;
}

gint64
bw_my_presence_get_note_expires (BwMyPresence *self)
{
  return self->note_expires;
}

void
bw_my_presence_set_note (BwMyPresence *self, const char *note, gint64 expires)
{
  char *clean = bw_text_clean_line (note, MAX_NOTE);

  /* Also one that ran out while the program did not run. */
  if (clean && expires > 0 && expires <= now ()) {
    g_clear_pointer (&clean, g_free);
    expires = 0;
  }

  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->note, clean) != 0) {
    g_free (self->note);
    self->note = g_steal_pointer (&clean);
    notify (self, PROP_NOTE);
    settle (self);
  }
  if (self->note_expires != expires) {
    self->note_expires = expires;
    notify (self, PROP_NOTE_EXPIRES);
  }
  g_free (clean);
  watch_clock (self);
  g_object_thaw_notify (G_OBJECT (self));
}

BwPresence
bw_my_presence_get_shown (BwMyPresence *self)
{
  return self->shown;
}

gboolean
bw_my_presence_get_do_not_disturb (BwMyPresence *self)
{
  return self->flags[PROP_DO_NOT_DISTURB];
}

void
bw_my_presence_set_in_call (BwMyPresence *self, gboolean in_call)
{
  self->in_call = in_call;
  update (self);
}

guint
bw_my_presence_get_busy_answer (BwMyPresence *self)
{
  return self->busy_answer;
}

gboolean
bw_my_presence_get_favourites_ring (BwMyPresence *self)
{
  return self->flags[PROP_FAVOURITES_RING];
}

gboolean
bw_my_presence_is_told (BwMyPresence *self)
{
  return self->told != BW_PRESENCE_OFFLINE;
}

char *
bw_my_presence_dup_document (BwMyPresence *self, const char *entity)
{
  self->seen = TRUE;
  /* Who appears offline says nothing at all. */
  return bw_pidf_write (entity, self->told, bw_my_presence_is_told (self) ? self->told_note : NULL);
}

void
bw_my_presence_wake (BwMyPresence *self)
{
  bw_my_presence_set_note (self, self->note, self->note_expires);
}
