/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One line of the call history as a value that is written, read and bound to. It must not know
 * where it is kept.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-call-record.h"
#include "bw-store-enums.h"

enum {
  PROP_0,
  PROP_ID,
  PROP_ACCOUNT,
  PROP_PEER,
  PROP_PEER_NAME,
  PROP_DIRECTION,
  PROP_OUTCOME,
  PROP_CODE,
  PROP_REASON,
  PROP_STARTED,
  PROP_ANSWERED,
  PROP_ENDED,
  PROP_VIDEO,
  PROP_SEEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwCallRecord {
  GObject parent_instance;

  gint64 id;
  char *account;
  char *peer;
  char *peer_name;
  BwDirection direction;
  BwCallOutcome outcome;
  guint code;
  int reason;
  gint64 started;
  gint64 answered;
  gint64 ended;
  gboolean video;
  gboolean seen;
};

G_DEFINE_FINAL_TYPE (BwCallRecord, bw_call_record, G_TYPE_OBJECT)

static gboolean
assign_text (char **field, const GValue *value)
{
  if (g_strcmp0 (*field, g_value_get_string (value)) == 0)
    return FALSE;
  g_free (*field);
  *field = g_value_dup_string (value);
  return TRUE;
}

static gboolean
assign_time (gint64 *field, const GValue *value)
{
  if (*field == g_value_get_int64 (value))
    return FALSE;
  *field = g_value_get_int64 (value);
  return TRUE;
}

static gboolean
assign_flag (gboolean *field, const GValue *value)
{
  if (*field == g_value_get_boolean (value))
    return FALSE;
  *field = g_value_get_boolean (value);
  return TRUE;
}

static gboolean
assign_direction (BwCallRecord *self, BwDirection direction)
{
  if (self->direction == direction)
    return FALSE;
  self->direction = direction;
  return TRUE;
}

static gboolean
assign_outcome (BwCallRecord *self, BwCallOutcome outcome)
{
  if (self->outcome == outcome)
    return FALSE;
  self->outcome = outcome;
  return TRUE;
}

static gboolean
assign_code (BwCallRecord *self, guint code)
{
  if (self->code == code)
    return FALSE;
  self->code = code;
  return TRUE;
}

static gboolean
assign_reason (BwCallRecord *self, int reason)
{
  if (self->reason == reason)
    return FALSE;
  self->reason = reason;
  return TRUE;
}

static gboolean
assign (BwCallRecord *self, guint prop_id, const GValue *value)
{
  switch (prop_id) {
  case PROP_ID:
    return assign_time (&self->id, value);
  case PROP_ACCOUNT:
    return assign_text (&self->account, value);
  case PROP_PEER:
    return assign_text (&self->peer, value);
  case PROP_PEER_NAME:
    return assign_text (&self->peer_name, value);
  case PROP_DIRECTION:
    return assign_direction (self, g_value_get_enum (value));
  case PROP_OUTCOME:
    return assign_outcome (self, g_value_get_enum (value));
  case PROP_CODE:
    return assign_code (self, g_value_get_uint (value));
  case PROP_REASON:
    return assign_reason (self, g_value_get_int (value));
  case PROP_STARTED:
    return assign_time (&self->started, value);
  case PROP_ANSWERED:
    return assign_time (&self->answered, value);
  case PROP_ENDED:
    return assign_time (&self->ended, value);
  case PROP_VIDEO:
    return assign_flag (&self->video, value);
  case PROP_SEEN:
    return assign_flag (&self->seen, value);
  default:
    g_return_val_if_reached (FALSE);
  }
}

static void
bw_call_record_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (assign (BW_CALL_RECORD (object), prop_id, value))
    g_object_notify_by_pspec (object, pspec);
}

static void
bw_call_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallRecord *self = BW_CALL_RECORD (object);

  switch (prop_id) {
  case PROP_ID:
    return g_value_set_int64 (value, self->id);
  case PROP_ACCOUNT:
    return g_value_set_string (value, self->account);
  case PROP_PEER:
    return g_value_set_string (value, self->peer);
  case PROP_PEER_NAME:
    return g_value_set_string (value, self->peer_name);
  case PROP_DIRECTION:
    return g_value_set_enum (value, self->direction);
  case PROP_OUTCOME:
    return g_value_set_enum (value, self->outcome);
  case PROP_CODE:
    return g_value_set_uint (value, self->code);
  case PROP_REASON:
    return g_value_set_int (value, self->reason);
  case PROP_STARTED:
    return g_value_set_int64 (value, self->started);
  case PROP_ANSWERED:
    return g_value_set_int64 (value, self->answered);
  case PROP_ENDED:
    return g_value_set_int64 (value, self->ended);
  case PROP_VIDEO:
    return g_value_set_boolean (value, self->video);
  case PROP_SEEN:
    return g_value_set_boolean (value, self->seen);
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_record_finalize (GObject *object)
{
  BwCallRecord *self = BW_CALL_RECORD (object);

  g_free (self->account);
  g_free (self->peer);
  g_free (self->peer_name);
  G_OBJECT_CLASS (bw_call_record_parent_class)->finalize (object);
}

static void
bw_call_record_class_init (BwCallRecordClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_call_record_set_property;
  object_class->get_property = bw_call_record_get_property;
  object_class->finalize = bw_call_record_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, flags);
  properties[PROP_PEER] = g_param_spec_string ("peer", NULL, NULL, NULL, flags);
  properties[PROP_PEER_NAME] = g_param_spec_string ("peer-name", NULL, NULL, NULL, flags);
  properties[PROP_DIRECTION] =
      g_param_spec_enum ("direction", NULL, NULL, BW_TYPE_DIRECTION, BW_DIRECTION_INCOMING, flags);
  properties[PROP_OUTCOME] = g_param_spec_enum ("outcome", NULL, NULL, BW_TYPE_CALL_OUTCOME,
                                                BW_CALL_OUTCOME_ONGOING, flags);
  properties[PROP_CODE] = g_param_spec_uint ("code", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REASON] = g_param_spec_int ("reason", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_STARTED] = g_param_spec_int64 ("started", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ANSWERED] = g_param_spec_int64 ("answered", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ENDED] = g_param_spec_int64 ("ended", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_VIDEO] = g_param_spec_boolean ("video", NULL, NULL, FALSE, flags);
  properties[PROP_SEEN] = g_param_spec_boolean ("seen", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_call_record_init (BwCallRecord *self)
{
}

BwCallRecord *
bw_call_record_new (void)
{
  return g_object_new (BW_TYPE_CALL_RECORD, NULL);
}

gint64
bw_call_record_get_id (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), 0);
  return self->id;
}

const char *
bw_call_record_get_account (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), NULL);
  return self->account;
}

const char *
bw_call_record_get_peer (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), NULL);
  return self->peer;
}

const char *
bw_call_record_get_peer_name (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), NULL);
  return self->peer_name;
}

BwDirection
bw_call_record_get_direction (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), BW_DIRECTION_INCOMING);
  return self->direction;
}

BwCallOutcome
bw_call_record_get_outcome (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), BW_CALL_OUTCOME_ONGOING);
  return self->outcome;
}

guint
bw_call_record_get_code (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), 0);
  return self->code;
}

int
bw_call_record_get_reason (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), 0);
  return self->reason;
}

gint64
bw_call_record_get_started (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), 0);
  return self->started;
}

gint64
bw_call_record_get_answered (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), 0);
  return self->answered;
}

gint64
bw_call_record_get_ended (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), 0);
  return self->ended;
}

gboolean
bw_call_record_get_video (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), FALSE);
  return self->video;
}

gboolean
bw_call_record_get_seen (BwCallRecord *self)
{
  g_return_val_if_fail (BW_IS_CALL_RECORD (self), FALSE);
  return self->seen;
}
