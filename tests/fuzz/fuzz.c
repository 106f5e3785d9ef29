/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the fuzz targets share: how an input is taken apart, and what every reader promises. */

#include "fuzz.h"

#include "bw-message-content.h"

#include <string.h>

char **
bw_fuzz_split (const guint8 *data, gsize size, guint n)
{
  char **lines = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++) {
    const guint8 *newline = i + 1 < n && size > 0 ? memchr (data, '\n', size) : NULL;
    gsize length = newline ? (gsize) (newline - data) : size;

    lines[i] = g_strndup (length > 0 ? (const char *) data : "", length);
    if (newline)
      length++;
    data += length;
    size -= length;
  }

  return lines;
}

void
bw_fuzz_check_line (const char *text)
{
  g_assert_true (!text || (*text && g_utf8_validate (text, -1, NULL)));
  for (const char *c = text; c && *c; c = g_utf8_next_char (c))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (c)));
}

void
bw_fuzz_check_word (const char *text)
{
  g_assert_true (!text || *text);
  for (const char *c = text; c && *c; c++)
    g_assert_true (g_ascii_isgraph (*c));
}

static void
check_strings (const BwMessageContent *content)
{
  g_assert_true (!content->text || g_utf8_validate (content->text, -1, NULL));
  bw_fuzz_check_line (content->file_name);
  g_assert_false (content->file_name && strpbrk (content->file_name, "/\\"));
  bw_fuzz_check_line (content->url);
  bw_fuzz_check_line (content->message_id);
  g_assert_true (!content->from || g_utf8_validate (content->from, -1, NULL));
  g_assert_true (!content->report_id || g_utf8_validate (content->report_id, -1, NULL));
  g_assert_nonnull (strchr (content->content_type, '/'));
  bw_fuzz_check_word (content->content_type);
}

static void
check_kind (const BwMessageContent *content)
{
  switch (content->kind) {
  case BW_CONTENT_TEXT:
    g_assert_nonnull (content->text);
    break;
  case BW_CONTENT_FILE:
    g_assert_true (content->bytes || content->url);
    break;
  case BW_CONTENT_REPORT:
    g_assert_true (content->report_id && *content->report_id);
    break;
  case BW_CONTENT_COMPOSING:
    break;
  }
}

void
bw_fuzz_content (const char *type,
                 const char *encoding,
                 const char *disposition,
                 const void *data,
                 gsize size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  g_autoptr (BwMessageContent) content =
      bw_message_content_read (type, encoding, disposition, body);

  check_strings (content);
  check_kind (content);
  if (content->text)
    g_assert_cmpuint (strlen (content->text), <=, 3 * (64 * 1024 + 16 * size));
}
