/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One message as a value that is written, read and bound to. It must not know where it is kept, nor
 * how it came here.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-message.h"
#include "bw-store-enums.h"

enum {
  PROP_0,
  PROP_ID,
  PROP_CONVERSATION,
  PROP_DIRECTION,
  PROP_STATE,
  PROP_CODE,
  PROP_REASON,
  PROP_PHRASE,
  PROP_TIME,
  PROP_SENT_AT,
  PROP_CALL_ID,
  PROP_CSEQ,
  PROP_MESSAGE_ID,
  PROP_REPORTS,
  PROP_CONTENT_TYPE,
  PROP_TEXT,
  PROP_FILE_NAME,
  PROP_SIZE,
  PROP_URL,
  PROP_HEADERS,
  PROP_SEEN,
  PROP_HAS_BODY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwMessage {
  GObject parent_instance;

  gint64 id;
  gint64 conversation;
  BwDirection direction;
  BwMessageState state;
  guint code;
  int reason;
  char *phrase;
  gint64 time;
  gint64 sent_at;
  char *call_id;
  guint cseq;
  char *message_id;
  BwMessageReports reports;
  char *content_type;
  char *text;
  char *file_name;
  gint64 size;
  char *url;
  char *headers;
  gboolean seen;
  gboolean has_body;
};

G_DEFINE_FINAL_TYPE (BwMessage, bw_message, G_TYPE_OBJECT)

/* What a peer sends is valid UTF-8 from here on. */
static gboolean
assign_text (char **field, const GValue *value)
{
  const char *text = g_value_get_string (value);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

  if (g_strcmp0 (*field, valid) == 0)
    return FALSE;
  g_free (*field);
  *field = g_steal_pointer (&valid);
  return TRUE;
}

static gboolean
assign_long (gint64 *field, gint64 number)
{
  if (*field == number)
    return FALSE;
  *field = number;
  return TRUE;
}

static gboolean
assign_flag (gboolean *field, gboolean flag)
{
  if (*field == flag)
    return FALSE;
  *field = flag;
  return TRUE;
}

static gboolean
assign_uint (guint *field, guint number)
{
  if (*field == number)
    return FALSE;
  *field = number;
  return TRUE;
}

static gboolean
assign_reason (BwMessage *self, int reason)
{
  if (self->reason == reason)
    return FALSE;
  self->reason = reason;
  return TRUE;
}

static gboolean
assign_direction (BwMessage *self, BwDirection direction)
{
  if (self->direction == direction)
    return FALSE;
  self->direction = direction;
  return TRUE;
}

static gboolean
assign_state (BwMessage *self, BwMessageState state)
{
  if (self->state == state)
    return FALSE;
  self->state = state;
  return TRUE;
}

static gboolean
assign_reports (BwMessage *self, BwMessageReports reports)
{
  if (self->reports == reports)
    return FALSE;
  self->reports = reports;
  return TRUE;
}

/* Returns: whether it is another value than before */
static gboolean
set_property (BwMessage *self, guint prop_id, const GValue *value)
{
  switch (prop_id) {
  case PROP_ID:
    return assign_long (&self->id, g_value_get_int64 (value));
  case PROP_CONVERSATION:
    return assign_long (&self->conversation, g_value_get_int64 (value));
  case PROP_DIRECTION:
    return assign_direction (self, g_value_get_enum (value));
  case PROP_STATE:
    return assign_state (self, g_value_get_enum (value));
  case PROP_CODE:
    return assign_uint (&self->code, g_value_get_uint (value));
  case PROP_REASON:
    return assign_reason (self, g_value_get_int (value));
  case PROP_PHRASE:
    return assign_text (&self->phrase, value);
  case PROP_TIME:
    return assign_long (&self->time, g_value_get_int64 (value));
  case PROP_SENT_AT:
    return assign_long (&self->sent_at, g_value_get_int64 (value));
  case PROP_CALL_ID:
    return assign_text (&self->call_id, value);
  case PROP_CSEQ:
    return assign_uint (&self->cseq, g_value_get_uint (value));
  case PROP_MESSAGE_ID:
    return assign_text (&self->message_id, value);
  case PROP_REPORTS:
    return assign_reports (self, g_value_get_flags (value));
  case PROP_CONTENT_TYPE:
    return assign_text (&self->content_type, value);
  case PROP_TEXT:
    return assign_text (&self->text, value);
  case PROP_FILE_NAME:
    return assign_text (&self->file_name, value);
  case PROP_SIZE:
    return assign_long (&self->size, g_value_get_int64 (value));
  case PROP_URL:
    return assign_text (&self->url, value);
  case PROP_HEADERS:
    return assign_text (&self->headers, value);
  case PROP_SEEN:
    return assign_flag (&self->seen, g_value_get_boolean (value));
  case PROP_HAS_BODY:
    return assign_flag (&self->has_body, g_value_get_boolean (value));
  default:
    g_return_val_if_reached (FALSE);
  }
}

static void
bw_message_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  if (set_property (BW_MESSAGE (object), prop_id, value))
    g_object_notify_by_pspec (object, pspec);
}

static void
bw_message_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwMessage *self = BW_MESSAGE (object);

  switch (prop_id) {
  case PROP_ID:
    return g_value_set_int64 (value, self->id);
  case PROP_CONVERSATION:
    return g_value_set_int64 (value, self->conversation);
  case PROP_DIRECTION:
    return g_value_set_enum (value, self->direction);
  case PROP_STATE:
    return g_value_set_enum (value, self->state);
  case PROP_CODE:
    return g_value_set_uint (value, self->code);
  case PROP_REASON:
    return g_value_set_int (value, self->reason);
  case PROP_PHRASE:
    return g_value_set_string (value, self->phrase);
  case PROP_TIME:
    return g_value_set_int64 (value, self->time);
  case PROP_SENT_AT:
    return g_value_set_int64 (value, self->sent_at);
  case PROP_CALL_ID:
    return g_value_set_string (value, self->call_id);
  case PROP_CSEQ:
    return g_value_set_uint (value, self->cseq);
  case PROP_MESSAGE_ID:
    return g_value_set_string (value, self->message_id);
  case PROP_REPORTS:
    return g_value_set_flags (value, self->reports);
  case PROP_CONTENT_TYPE:
    return g_value_set_string (value, self->content_type);
  case PROP_TEXT:
    return g_value_set_string (value, self->text);
  case PROP_FILE_NAME:
    return g_value_set_string (value, self->file_name);
  case PROP_SIZE:
    return g_value_set_int64 (value, self->size);
  case PROP_URL:
    return g_value_set_string (value, self->url);
  case PROP_HEADERS:
    return g_value_set_string (value, self->headers);
  case PROP_SEEN:
    return g_value_set_boolean (value, self->seen);
  case PROP_HAS_BODY:
    return g_value_set_boolean (value, self->has_body);
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_message_finalize (GObject *object)
{
  BwMessage *self = BW_MESSAGE (object);

  g_free (self->phrase);
  g_free (self->call_id);
  g_free (self->message_id);
  g_free (self->content_type);
  g_free (self->text);
  g_free (self->file_name);
  g_free (self->url);
  g_free (self->headers);
  G_OBJECT_CLASS (bw_message_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_CONVERSATION] =
      g_param_spec_int64 ("conversation", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DIRECTION] =
      g_param_spec_enum ("direction", NULL, NULL, BW_TYPE_DIRECTION, BW_DIRECTION_INCOMING, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BW_TYPE_MESSAGE_STATE,
                                              BW_MESSAGE_STATE_RECEIVED, flags);
  properties[PROP_CODE] = g_param_spec_uint ("code", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_REASON] = g_param_spec_int ("reason", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_PHRASE] = g_param_spec_string ("phrase", NULL, NULL, NULL, flags);
  properties[PROP_TIME] = g_param_spec_int64 ("time", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SENT_AT] = g_param_spec_int64 ("sent-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_CALL_ID] = g_param_spec_string ("call-id", NULL, NULL, NULL, flags);
  properties[PROP_CSEQ] = g_param_spec_uint ("cseq", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MESSAGE_ID] = g_param_spec_string ("message-id", NULL, NULL, NULL, flags);
  properties[PROP_REPORTS] = g_param_spec_flags ("reports", NULL, NULL, BW_TYPE_MESSAGE_REPORTS,
                                                 BW_MESSAGE_REPORTS_NONE, flags);
  properties[PROP_CONTENT_TYPE] = g_param_spec_string ("content-type", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_FILE_NAME] = g_param_spec_string ("file-name", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int64 ("size", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_HEADERS] = g_param_spec_string ("headers", NULL, NULL, NULL, flags);
  properties[PROP_SEEN] = g_param_spec_boolean ("seen", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_BODY] = g_param_spec_boolean ("has-body", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_message_class_init (BwMessageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bw_message_set_property;
  object_class->get_property = bw_message_get_property;
  object_class->finalize = bw_message_finalize;
  install_properties (object_class);
}

static void
bw_message_init (BwMessage *self)
{
}

BwMessage *
bw_message_new (void)
{
  return g_object_new (BW_TYPE_MESSAGE, NULL);
}

gint64
bw_message_get_id (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->id;
}

gint64
bw_message_get_conversation (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->conversation;
}

BwDirection
bw_message_get_direction (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), BW_DIRECTION_INCOMING);
  return self->direction;
}

BwMessageState
bw_message_get_state (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), BW_MESSAGE_STATE_RECEIVED);
  return self->state;
}

guint
bw_message_get_code (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->code;
}

int
bw_message_get_reason (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->reason;
}

const char *
bw_message_get_phrase (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->phrase;
}

gint64
bw_message_get_time (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->time;
}

gint64
bw_message_get_sent_at (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->sent_at;
}

const char *
bw_message_get_call_id (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->call_id;
}

guint
bw_message_get_cseq (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->cseq;
}

const char *
bw_message_get_message_id (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->message_id;
}

BwMessageReports
bw_message_get_reports (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), BW_MESSAGE_REPORTS_NONE);
  return self->reports;
}

const char *
bw_message_get_content_type (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->content_type;
}

const char *
bw_message_get_text (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->text;
}

const char *
bw_message_get_file_name (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->file_name;
}

gint64
bw_message_get_size (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), 0);
  return self->size;
}

const char *
bw_message_get_url (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->url;
}

const char *
bw_message_get_headers (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), NULL);
  return self->headers;
}

gboolean
bw_message_get_seen (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), FALSE);
  return self->seen;
}

gboolean
bw_message_get_has_body (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), FALSE);
  return self->has_body;
}

gboolean
bw_message_is_held (BwMessage *self)
{
  g_return_val_if_fail (BW_IS_MESSAGE (self), FALSE);
  return self->state == BW_MESSAGE_STATE_PENDING && self->reason == BW_MESSAGE_REASON_INTERRUPTED;
}
