/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds out what the body of a message is. Total: what is not understood is a file to be saved, and
 * nothing that a type promises is believed before it was seen. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-message-content.h"

#include "bw-content-encoding.h"
#include "bw-content-parameters.h"
#include "bw-content-readers.h"
#include "bw-content-text.h"

#include <string.h>

#define MAX_DEPTH 5
#define UNKNOWN "application/octet-stream"
#define CPIM "message/cpim"

/* The way into the wrapping: where we are, and what of it must not get lost. */
typedef struct {
  BwContentPart part;
  GBytes *whole;    /* (nullable) the outermost multipart */
  char *whole_type; /* (nullable) its type */
  gboolean others;  /* it holds more than what was chosen */
} Path;

static void
path_clear (Path *path)
{
  bw_content_part_clear (&path->part);
  g_clear_pointer (&path->whole, g_bytes_unref);
  g_clear_pointer (&path->whole_type, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Path, path_clear)

static gboolean
is_type (const BwContentPart *part, const char *type)
{
  return part->type && g_str_equal (part->type, type);
}

/* These are text to machines; a person opens them with the program for it. */
static gboolean
is_document (const BwContentPart *part)
{
  static const char *const types[] = { "text/calendar",    "text/directory", "text/vcard",
                                       "text/x-vcalendar", "text/x-vcard",   NULL };

  return part->type && g_strv_contains (types, part->type);
}

static gboolean
is_html (const BwContentPart *part)
{
  return is_type (part, "text/html") || is_type (part, "application/xhtml+xml");
}

static gboolean
is_text (const BwContentPart *part)
{
  gsize size;
  const char *data = bw_content_peek (part->body, &size);

  if (part->attachment || is_document (part))
    return FALSE;

  if (part->type)
    return g_str_has_prefix (part->type, "text/") || is_html (part);

  return !part->file_name && bw_content_text_is_likely (data, size);
}

static void
become_file (BwMessageContent *self, BwContentPart *part)
{
  self->kind = BW_CONTENT_FILE;
  self->content_type = part->type ? g_steal_pointer (&part->type)
                                  : bw_content_type_guess (part->file_name, part->body);
  self->file_name = g_steal_pointer (&part->file_name);
  self->bytes = g_bytes_ref (part->body);
  self->size = (gint64) g_bytes_get_size (part->body);
}

static void
read_plain (BwMessageContent *self, BwContentPart *part)
{
  gsize size;
  const char *data = bw_content_peek (part->body, &size);
  gboolean exact;

  self->kind = BW_CONTENT_TEXT;
  self->content_type = part->type ? g_steal_pointer (&part->type) : g_strdup ("text/plain");
  self->text = bw_content_text_decode (data, size, part->charset, &exact);
  self->file_name = g_steal_pointer (&part->file_name);
  if (!exact) {
    self->bytes = g_bytes_ref (part->body);
    self->size = (gint64) size;
  }
}

/* A page that says nothing in words, such as one of pictures, is a file. */
static void
read_html (BwMessageContent *self, BwContentPart *part)
{
  gsize size;
  const char *data = bw_content_peek (part->body, &size);
  g_autofree char *charset =
      part->charset ? g_strdup (part->charset) : bw_html_find_charset (data, size);
  gboolean exact;
  g_autofree char *html = bw_content_text_decode (data, size, charset, &exact);
  g_autofree char *text = bw_html_to_text (html);

  if (!*text) {
    become_file (self, part);
    return;
  }
  self->kind = BW_CONTENT_TEXT;
  self->content_type = g_steal_pointer (&part->type);
  self->text = g_steal_pointer (&text);
  self->bytes = g_bytes_ref (part->body);
  self->size = (gint64) size;
}

/* RFC 4483: the body is elsewhere; its own type stands in the header within. */
static char *
dup_external_type (BwContentPart *part)
{
  gsize size;
  const char *data = bw_content_peek (part->body, &size);
  gsize length;
  g_autoptr (GHashTable) headers = bw_header_block_read (data, size, &length);
  const char *value = headers ? g_hash_table_lookup (headers, "content-type") : NULL;
  char *type = bw_content_type_normalise (value);

  return type ? type : bw_content_type_guess (part->file_name, NULL);
}

static gboolean
read_external (BwMessageContent *self, BwContentPart *part)
{
  if (!part->url || !bw_content_is_link (part->url))
    return FALSE;

  self->kind = BW_CONTENT_FILE;
  self->content_type = dup_external_type (part);
  self->file_name = g_steal_pointer (&part->file_name);
  self->url = g_steal_pointer (&part->url);

  return TRUE;
}

/* Returns: whether the body is one of the documents that mean something to us */
static gboolean
read_document (BwMessageContent *self, BwContentPart *part)
{
  if (is_type (part, "message/imdn+xml"))
    return bw_imdn_read (self, part->body);

  if (is_type (part, "application/im-iscomposing+xml"))
    return bw_composing_read (self, part->body);

  if (is_type (part, "application/vnd.gsma.rcs-ft-http+xml"))
    return bw_file_link_read (self, part->body);

  return is_type (part, "message/external-body") && read_external (self, part);
}

static void
read_leaf (BwMessageContent *self, BwContentPart *part)
{
  if (read_document (self, part)) {
    if (!self->content_type)
      self->content_type = g_steal_pointer (&part->type);
  } else if (!is_text (part)) {
    become_file (self, part);
  } else if (is_html (part)) {
    read_html (self, part);
  } else {
    read_plain (self, part);
  }
}

/* Takes off what the body was encoded by. What resists is no longer what its type says. */
static gboolean
decode (BwContentPart *part)
{
  GBytes *plain = bw_content_encoding_undo (part->body, part->encoding);

  g_clear_pointer (&part->encoding, g_free);
  if (!plain) {
    g_free (part->type);
    part->type = g_strdup (UNKNOWN);
    return FALSE;
  }
  g_bytes_unref (part->body);
  part->body = plain;

  return TRUE;
}

static gboolean
unwrap_multipart (Path *path)
{
  g_autofree char *type = g_strdup (path->part.type);
  g_autoptr (GBytes) body = g_bytes_ref (path->part.body);
  gboolean others;

  if (!bw_multipart_read (&path->part, &others))
    return FALSE;

  path->others |= others;
  if (!path->whole) {
    path->whole = g_steal_pointer (&body);
    path->whole_type = g_steal_pointer (&type);
  }

  return TRUE;
}

/* Goes one step into the wrapping. */
static gboolean
unwrap (BwMessageContent *self, Path *path)
{
  if (!decode (&path->part))
    return FALSE;

  if (is_type (&path->part, CPIM)) {
    bw_cpim_read (self, &path->part);
    return TRUE;
  }

  return path->part.type && g_str_has_prefix (path->part.type, "multipart/") &&
         unwrap_multipart (path);
}

/* What stood beside the part that was chosen is not thrown away. */
static void
keep_whole (BwMessageContent *self, Path *path)
{
  gboolean lost = self->kind == BW_CONTENT_TEXT || (self->kind == BW_CONTENT_FILE && path->others);

  if (!path->whole || !lost)
    return;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  self->bytes = g_steal_pointer (&path->whole);
  self->size = (gint64) g_bytes_get_size (self->bytes);
  if (self->kind == BW_CONTENT_TEXT)
    return;

  g_free (self->content_type);
  self->content_type = g_steal_pointer (&path->whole_type);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->url, g_free);
}

BwMessageContent *
bw_message_content_read (const char *content_type,
                         const char *encoding,
                         const char *disposition,
                         GBytes *body)
{
  BwMessageContent *self = g_new0 (BwMessageContent, 1);
  g_auto (Path) path = { 0 };
  guint depth = 0;

  bw_content_part_init (&path.part, content_type, encoding, disposition, body);
  while (depth < MAX_DEPTH && unwrap (self, &path))
    depth++;
  if (depth == MAX_DEPTH)
    decode (&path.part);
  read_leaf (self, &path.part);
  keep_whole (self, &path);

  return self;
}

void
bw_message_content_free (BwMessageContent *self)
{
  g_free (self->content_type);
  g_free (self->text);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->file_name);
  g_free (self->url);
  g_free (self->message_id);
  g_free (self->from);
  g_free (self->report_id);
  g_free (self);
}
