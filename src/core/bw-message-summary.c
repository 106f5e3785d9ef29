/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What waits in a mailbox: application/simple-message-summary (RFC 3842), as bytes that anybody may
 * have sent. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-message-summary.h"

#include "bw-content-text.h"

#include <string.h>

#define MAX_BODY (64 * 1024)
#define MAX_ACCOUNT 1024

typedef enum {
  SAID_NOTHING,
  SAID_NO,
  SAID_YES,
} Said;

static gboolean
is_end (char c)
{
  return c == '\r' || c == '\n';
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Makes one line of what is folded over several (RFC 3261, 7.3.1), and \n of each end of a line. */
static char *
unfold (const char *data, gsize size)
{
  GString *text = g_string_sized_new (size);

  for (gsize i = 0; i < size; i++) {
    gsize next = i + (data[i] == '\r' && i + 1 < size && data[i + 1] == '\n' ? 2 : 1);

    if (!is_end (data[i]))
      /* A NUL is no more part of a header than a letter too many. */
      g_string_append_c (text, data[i] ? data[i] : '?');
    else
      g_string_append_c (text, next < size && is_blank (data[next]) ? ' ' : '\n');
    if (is_end (data[i]))
      i = next - 1;
  }

  return g_string_free (text, FALSE);
}

/* Digits; more than fit count as the most that fits. */
static gboolean
read_number (const char **text, guint *number)
{
  guint64 n = 0;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  for (; g_ascii_isdigit (**text); (*text)++)
    n = MIN (n * 10 + (guint64) g_ascii_digit_value (**text), G_MAXUINT32);
  *number = (guint) n;

  return TRUE;
}

static void
skip_blanks (const char **text)
{
  *text += strspn (*text, " \t");
}

static gboolean
read_sign (const char **text, char sign)
{
  skip_blanks (text);
  if (**text != sign)
    return FALSE;

  (*text)++;
  skip_blanks (text);

  return TRUE;
}

static gboolean
read_pair (const char **text, guint *first, guint *second)
{
  return read_number (text, first) && read_sign (text, '/') && read_number (text, second);
}

/* new "/" old, and maybe "(" urgent-new "/" urgent-old ")" */
static gboolean
read_counts (const char *text, guint counts[4])
{
  if (!read_pair (&text, &counts[0], &counts[1]))
    return FALSE;

  if (read_sign (&text, '('))
    if (!read_pair (&text, &counts[2], &counts[3]) || !read_sign (&text, ')'))
      return FALSE;
  skip_blanks (&text);

  return *text == '\0';
}

static void
read_kind (BwMessageSummary *summary, BwMailboxKind kind, const char *value)
{
  guint counts[4] = { 0 };

  if (summary->kinds[kind].said || !read_counts (value, counts))
    return;

  summary->kinds[kind].said = TRUE;
  summary->kinds[kind].new_count = counts[0];
  summary->kinds[kind].old_count = counts[1];
  summary->kinds[kind].urgent_new = counts[2];
  summary->kinds[kind].urgent_old = counts[3];
}

/* The drafts wrote "Voicemail". */
static gboolean
find_kind (const char *name, BwMailboxKind *kind)
{
  static const struct {
    const char *name;
    BwMailboxKind kind;
  } kinds[] = {
    { "Voice-Message", BW_MAILBOX_VOICE },
    { "Voicemail", BW_MAILBOX_VOICE },
    { "Fax-Message", BW_MAILBOX_FAX },
    { "Pager-Message", BW_MAILBOX_PAGER },
    { "Multimedia-Message", BW_MAILBOX_MULTIMEDIA },
    { "Text-Message", BW_MAILBOX_TEXT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_ascii_strcasecmp (name, kinds[i].name) == 0) {
      *kind = kinds[i].kind;
      return TRUE;
    }

  return FALSE;
}

/* A URI, bare or in angle brackets, that can be dialled as it is */
static void
read_account (BwMessageSummary *summary, const char *value)
{
  const char *open = strchr (value, '<');
  const char *begin = open ? open + 1 : value;
  gsize length = open ? strcspn (begin, ">") : strlen (begin);

  if (summary->account || length == 0 || length > MAX_ACCOUNT)
    return;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (begin[i]))
      return;

  summary->account = g_strndup (begin, length);
}

static void
read_waiting (Said *said, const char *value)
{
  if (*said != SAID_NOTHING)
    return;

  if (g_ascii_strcasecmp (value, "yes") == 0)
    *said = SAID_YES;
  else if (g_ascii_strcasecmp (value, "no") == 0)
    *said = SAID_NO;
}

/* The first of several lines of one name that can be read holds. */
static void
read_line (BwMessageSummary *summary, Said *said, char *line)
{
  char *colon = strchr (line, ':');
  const char *value;
  BwMailboxKind kind;

  if (!colon)
    return;

  *colon = '\0';
  g_strchomp (line);
  value = g_strstrip (colon + 1);
  if (g_ascii_strcasecmp (line, "Messages-Waiting") == 0)
    read_waiting (said, value);
  else if (g_ascii_strcasecmp (line, "Message-Account") == 0)
    read_account (summary, value);
  else if (find_kind (line, &kind))
    read_kind (summary, kind, value);
}

gboolean
bw_message_summary_read (GBytes *body, BwMessageSummary *summary)
{
  static const char mark[] = "\xef\xbb\xbf";
  gsize size;
  const char *data = bw_content_peek (body, &size);
  g_auto (GStrv) lines = NULL;
  g_autofree char *text = NULL;
  Said said = SAID_NOTHING;

  *summary = (BwMessageSummary){ 0 };
  if (size > MAX_BODY)
    return FALSE;

  if (size >= strlen (mark) && memcmp (data, mark, strlen (mark)) == 0) {
    data += strlen (mark);
    size -= strlen (mark);
  }
  text = unfold (data, size);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    read_line (summary, &said, lines[i]);
  summary->waiting = said == SAID_YES;
  if (said == SAID_NOTHING)
    bw_message_summary_clear (summary);

  return said != SAID_NOTHING;
}

void
bw_message_summary_clear (BwMessageSummary *self)
{
  g_free (self->account);
  *self = (BwMessageSummary){ 0 };
}
