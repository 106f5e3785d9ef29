/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for what waits in a mailbox. */

#define G_LOG_DOMAIN "bellwire-words"

#include "bw-words.h"

#include <glib/gi18n-lib.h>

char *
bw_words_as_of_at (gint64 time, gint64 now)
{
  g_autofree char *moment = bw_words_moment_at (time, now);

  /* Translators: when something held the last time: “as of 12:03” */
  return *moment ? g_strdup_printf (_ ("as of %s"), moment) : g_strdup ("");
}

char *
bw_words_as_of (gint64 time)
{
  return bw_words_as_of_at (time, g_get_real_time ());
}

char *
bw_words_mailbox_counts (guint n_new, guint n_old)
{
  /* Translators: messages that were not listened to yet: “2 new”, part of “2 new, 5 old” */
  g_autofree char *new = g_strdup_printf (ngettext ("%u new", "%u new", n_new), n_new);
  /* Translators: messages that were listened to: “5 old”, part of “2 new, 5 old” */
  g_autofree char *old = g_strdup_printf (ngettext ("%u old", "%u old", n_old), n_old);

  if (n_new == 0 && n_old == 0)
    return g_strdup (_ ("No messages"));
  if (n_old == 0)
    return g_steal_pointer (&new);
  if (n_new == 0)
    return g_steal_pointer (&old);

  /* Translators: “2 new, 5 old”: both parts are translated on their own */
  return g_strdup_printf (_ ("%s, %s"), new, old);
}

const char *
bw_words_mailbox_kind (BwMailboxKind kind)
{
  switch (kind) {
  case BW_MAILBOX_VOICE:
    return _ ("Voice messages");
  case BW_MAILBOX_FAX:
    return _ ("Faxes");
  case BW_MAILBOX_PAGER:
    return _ ("Pager messages");
  case BW_MAILBOX_MULTIMEDIA:
    return _ ("Multimedia messages");
  case BW_MAILBOX_TEXT:
    return _ ("Text messages");
  case BW_MAILBOX_N_KINDS:
    break;
  }

  return "";
}

char *
bw_words_mailbox_new (BwMailboxKind kind, guint n)
{
  switch (kind) {
  case BW_MAILBOX_VOICE:
    if (n == 0)
      /* Translators: the server says that some wait, but not how many */
      return g_strdup (_ ("New voice messages"));
    return g_strdup_printf (ngettext ("%u new voice message", "%u new voice messages", n), n);
  case BW_MAILBOX_FAX:
    return g_strdup_printf (ngettext ("%u new fax", "%u new faxes", n), n);
  case BW_MAILBOX_PAGER:
    return g_strdup_printf (ngettext ("%u new pager message", "%u new pager messages", n), n);
  case BW_MAILBOX_MULTIMEDIA:
    return g_strdup_printf (ngettext ("%u new multimedia message", "%u new multimedia messages", n),
                            n);
  case BW_MAILBOX_TEXT:
    return g_strdup_printf (ngettext ("%u new text message", "%u new text messages", n), n);
  case BW_MAILBOX_N_KINDS:
    break;
  }

  return g_strdup ("");
}
