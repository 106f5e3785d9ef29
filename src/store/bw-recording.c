/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the name of a file tells of the call that is in it. A person may rename it to anything: then
 * the whole name is who, and the file's own time is when. It must not look into the file.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-recording-private.h"

#include <string.h>

enum {
  PROP_0,
  PROP_FILE,
  PROP_WHO,
  PROP_STARTED,
  PROP_VIDEO,
  PROP_SIZE,
  PROP_LENGTH,
  N_PROPS,
};

struct _BwRecording {
  GObject parent_instance;

  GFile *file;
  char *who;
  gint64 started;
  gboolean video;
  guint64 size;
  gint64 length;
};

G_DEFINE_FINAL_TYPE (BwRecording, bw_recording, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

#define STAMP "0000-00-00 00-00-00"
/* In seconds: what zones differ by; the most that two of them do; until the file is there. */
#define QUARTER (15 * 60)
#define FARTHEST_ZONES (26 * 3600)
#define BORN_WITHIN 2

static const struct {
  const char *ending;
  gboolean video;
} kinds[] = { { ".mkv", TRUE },
              { ".wav", FALSE },
              { ".opus", FALSE },
              { ".ogg", FALSE },
              { ".mka", FALSE } };

/* Returns: where its ending begins, NULL for a file of another kind. */
static const char *
find_ending (const char *name, gboolean *video)
{
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot && dot > name && i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (dot, kinds[i].ending) == 0) {
      *video = kinds[i].video;
      return dot;
    }

  return NULL;
}

static gboolean
has_stamp (const char *stem)
{
  const char *pattern = STAMP;
  gsize i = 0;

  while (pattern[i] && (pattern[i] == '0' ? g_ascii_isdigit (stem[i]) : stem[i] == pattern[i]))
    i++;

  return pattern[i] == '\0' && (stem[i] == ' ' || stem[i] == '.' || stem[i] == '\0');
}

/* Returns: 0 where it is no time that there is. */
static gint64
read_stamp (const char *stem)
{
  g_autoptr (GDateTime) time = NULL;
  int part[6];

  if (!has_stamp (stem))
    return 0;

  for (int i = 0; i < 6; i++) /* after the year, each takes two digits and what divides them */
    part[i] = (int) g_ascii_strtoll (i == 0 ? stem : stem + 2 + 3 * i, NULL, 10);
  time = g_date_time_new_local (part[0], part[1], part[2], part[3], part[4], part[5]);

  return time ? g_date_time_to_unix (time) * G_USEC_PER_SEC : 0;
}

/* A file that was copied is newer than what is in it. */
static gint64
read_file_time (GFileInfo *info)
{
  guint64 modified = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);
  guint64 created = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CREATED);

  return (gint64) (created > 0 ? MIN (created, modified) : modified) * G_USEC_PER_SEC;
}

/* A stamp is in the time zone that one was in, which another one may be by now; and an hour of
 * autumn is there twice. The birth of the file tells, where it is the one that was written: it is
 * then by whole quarters of an hour off. */
static gint64
settle_zone (gint64 stamp, GFileInfo *info)
{
  guint64 modified = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED);
  guint64 created = g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CREATED);
  gint64 off = (gint64) created - stamp / G_USEC_PER_SEC;
  gint64 late = ((off % QUARTER) + QUARTER) % QUARTER;

  if (created == 0 || created > modified || ABS (off) > FARTHEST_ZONES || late > BORN_WITHIN)
    return stamp;

  return stamp + (off - late) * G_USEC_PER_SEC;
}

/* ` (2)` tells files apart, not people. */
static void
cut_number (char *who)
{
  char *open = g_str_has_suffix (who, ")") ? strrchr (who, '(') : NULL;
  gsize digits = open ? strspn (open + 1, "0123456789") : 0;

  if (digits > 0 && open > who && open[-1] == ' ' && strcmp (open + 1 + digits, ")") == 0)
    open[-1] = '\0';
}

static void
read_name (BwRecording *self, GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);
  const char *ending = find_ending (name, &self->video);
  g_autofree char *stem = g_strndup (name, ending ? (gsize) (ending - name) : strlen (name));
  gint64 stamp = read_stamp (stem);

  self->started = stamp ? settle_zone (stamp, info) : read_file_time (info);
  self->who = g_utf8_make_valid (stamp ? stem + strlen (STAMP) : stem, -1);
  if (stamp)
    cut_number (self->who);
  g_strstrip (self->who);
}

static void
bw_recording_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwRecording *self = BW_RECORDING (object);

  switch (id) {
  case PROP_FILE:
    g_value_set_object (value, self->file);
    break;
  case PROP_WHO:
    g_value_set_string (value, self->who);
    break;
  case PROP_STARTED:
    g_value_set_int64 (value, self->started);
    break;
  case PROP_VIDEO:
    g_value_set_boolean (value, self->video);
    break;
  case PROP_SIZE:
    g_value_set_uint64 (value, self->size);
    break;
  case PROP_LENGTH:
    g_value_set_int64 (value, self->length);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recording_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_LENGTH:
    bw_recording_set_length (BW_RECORDING (object), g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_recording_finalize (GObject *object)
{
  BwRecording *self = BW_RECORDING (object);

  g_object_unref (self->file);
  g_free (self->who);

  G_OBJECT_CLASS (bw_recording_parent_class)->finalize (object);
}

static void
bw_recording_class_init (BwRecordingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = bw_recording_finalize;
  object_class->get_property = bw_recording_get_property;
  object_class->set_property = bw_recording_set_property;

  properties[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  properties[PROP_WHO] = g_param_spec_string ("who", NULL, NULL, NULL, flags);
  properties[PROP_STARTED] = g_param_spec_int64 ("started", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_VIDEO] = g_param_spec_boolean ("video", NULL, NULL, FALSE, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_LENGTH] =
      g_param_spec_int64 ("length", NULL, NULL, -1, G_MAXINT64, -1, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_recording_init (BwRecording *self)
{
  self->length = -1;
}

gboolean
bw_recording_is_one (GFileInfo *info)
{
  const char *name = g_file_info_get_name (info);
  gboolean video;

  return g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR && name[0] != '.' &&
         find_ending (name, &video) != NULL;
}

BwRecording *
bw_recording_new (GFile *file, GFileInfo *info)
{
  BwRecording *self = g_object_new (BW_TYPE_RECORDING, NULL);

  self->file = g_object_ref (file);
  self->size = (guint64) g_file_info_get_size (info);
  read_name (self, info);

  return self;
}

void
bw_recording_update (BwRecording *self, GFileInfo *info)
{
  guint64 size = (guint64) g_file_info_get_size (info);

  if (self->size == size)
    return;

  self->size = size;
  bw_recording_set_length (self, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

char *
bw_recording_dup_renamed (BwRecording *self, const char *who)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *clean = bw_recording_clean_name (who);
  gboolean video;
  const char *ending = find_ending (name, &video);
  gsize stamp = read_stamp (name) ? strlen (STAMP) : 0;

  if (!*clean && !stamp)
    return g_steal_pointer (&name);

  return g_strdup_printf ("%.*s%s%s%s", (int) stamp, name, stamp && *clean ? " " : "", clean,
                          ending);
}

int
bw_recording_compare (gconstpointer a, gconstpointer b)
{
  BwRecording *first = *(BwRecording *const *) a;
  BwRecording *second = *(BwRecording *const *) b;
  int order = (first->started < second->started) - (first->started > second->started);

  return order ? order
               : g_strcmp0 (g_file_peek_path (first->file), g_file_peek_path (second->file));
}

gboolean
bw_recording_is_named (BwRecording *self, const char *who)
{
  g_autofree char *name = bw_recording_clean_name (who);

  cut_number (name);
  g_strstrip (name);

  return *name && strcmp (name, self->who) == 0;
}

GFile *
bw_recording_get_file (BwRecording *self)
{
  g_return_val_if_fail (BW_IS_RECORDING (self), NULL);

  return self->file;
}

const char *
bw_recording_get_who (BwRecording *self)
{
  g_return_val_if_fail (BW_IS_RECORDING (self), NULL);

  return self->who;
}

gint64
bw_recording_get_started (BwRecording *self)
{
  g_return_val_if_fail (BW_IS_RECORDING (self), 0);

  return self->started;
}

gboolean
bw_recording_get_video (BwRecording *self)
{
  g_return_val_if_fail (BW_IS_RECORDING (self), FALSE);

  return self->video;
}

guint64
bw_recording_get_size (BwRecording *self)
{
  g_return_val_if_fail (BW_IS_RECORDING (self), 0);

  return self->size;
}

gint64
bw_recording_get_length (BwRecording *self)
{
  g_return_val_if_fail (BW_IS_RECORDING (self), -1);

  return self->length;
}

void
bw_recording_set_length (BwRecording *self, gint64 length)
{
  g_return_if_fail (BW_IS_RECORDING (self));

  if (self->length == length)
    return;

  self->length = length;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LENGTH]);
}
