/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of a mailbox as a person says them. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-mailbox-words.h"

#include "bw-words.h"

#include <glib/gi18n.h>

/* Text is taken, and what is added behind it borrowed. */
static char *
with_urgent (char *text, guint n_urgent)
{
  g_autofree char *line = text;
  g_autofree char *urgent = NULL;

  if (n_urgent == 0)
    return g_steal_pointer (&line);
  urgent = g_strdup_printf (ngettext ("%u urgent", "%u urgent", n_urgent), n_urgent);

  /* Translators: how many messages wait, and how many of them are urgent */
  return g_strdup_printf (_ ("%s, %s"), line, urgent);
}

/* Then it is those that wait, and not voice messages of unknown number. */
static gboolean
has_other_new (BwMailbox *mailbox)
{
  for (BwMailboxKind kind = BW_MAILBOX_FAX; kind < BW_MAILBOX_N_KINDS; kind++)
    if (bw_mailbox_get_new (mailbox, kind) > 0)
      return TRUE;

  return FALSE;
}

char *
bw_mailbox_dup_headline (BwMailbox *mailbox)
{
  guint n = bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE);
  gboolean uncounted = n == 0 && bw_mailbox_get_waiting (mailbox) && !has_other_new (mailbox);

  if (!bw_mailbox_get_known (mailbox))
    return g_strdup (_ ("Nothing is known yet"));
  if (n == 0 && !uncounted)
    return g_strdup (_ ("No new voice messages"));

  return with_urgent (bw_words_mailbox_new (BW_MAILBOX_VOICE, n),
                      bw_mailbox_get_urgent_new (mailbox, BW_MAILBOX_VOICE));
}

char *
bw_mailbox_dup_old (BwMailbox *mailbox)
{
  guint n = bw_mailbox_get_old (mailbox, BW_MAILBOX_VOICE);

  if (n == 0)
    return NULL;

  return with_urgent (bw_words_mailbox_counts (0, n),
                      bw_mailbox_get_urgent_old (mailbox, BW_MAILBOX_VOICE));
}

static void
append_kind (GString *lines, BwMailbox *mailbox, BwMailboxKind kind)
{
  guint n_new = bw_mailbox_get_new (mailbox, kind);
  guint n_old = bw_mailbox_get_old (mailbox, kind);
  g_autofree char *counts = bw_words_mailbox_counts (n_new, n_old);

  if (n_new == 0 && n_old == 0)
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: a kind of message, and how many there are: “Faxes: 1 new, 2 old” */
  g_string_append_printf (lines, _ ("%s: %s"), bw_words_mailbox_kind (kind), counts);
}

char *
bw_mailbox_dup_others (BwMailbox *mailbox)
{
  GString *lines = g_string_new (NULL);

  for (BwMailboxKind kind = BW_MAILBOX_FAX; kind < BW_MAILBOX_N_KINDS; kind++)
    append_kind (lines, mailbox, kind);
  if (lines->len > 0)
    return g_string_free (lines, FALSE);
  g_string_free (lines, TRUE);

  return NULL;
}

char *
bw_mailbox_dup_doubt (BwMailbox *mailbox, gboolean on)
{
  gint64 as_of = bw_mailbox_get_as_of (mailbox) * G_USEC_PER_SEC;
  const char *reason =
      on ? bw_words_reason (bw_mailbox_get_reason (mailbox)) : _ ("The account is switched off.");
  g_autofree char *moment = bw_words_moment_at (as_of, g_get_real_time ());

  if (on && bw_mailbox_get_confirmed (mailbox))
    return NULL;
  if (as_of == 0)
    return g_strdup (*reason ? reason : _ ("Asking the server…"));

  /* Translators: when the numbers were last right, and a sentence of why they may not be now: “As
   * of 12:03. The server does not answer.” */
  return g_strchomp (g_strdup_printf (_ ("As of %s. %s"), moment, reason));
}
