/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which digits open a peer's door. Knows no call: it sends nothing. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-door.h"

#include "bw-dtmf.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
refuse (GError **error)
{
  g_set_error (
      error, BW_ERROR, BW_ERROR_DTMF,
      _ ("What opens a door is at most %d characters: digits, letters from A to D, * and #."),
      BW_DOOR_MAX_DIGITS);

  return FALSE;
}

gboolean
bw_door_clean_digits (const char *text, char **digits, GError **error)
{
  g_autofree char *clean = bw_dtmf_normalize (text ? text : "");

  *digits = NULL;
  if (!clean || strlen (clean) > BW_DOOR_MAX_DIGITS)
    return refuse (error);
  if (*clean)
    *digits = g_steal_pointer (&clean);

  return TRUE;
}

char *
bw_door_dup_digits (BwDirectory *directory, BwAccountSettings *settings, const char *peer)
{
  BwPerson *person;
  char *digits = NULL;

  g_return_val_if_fail (BW_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (peer != NULL, NULL);

  person = bw_directory_find (directory, peer);
  if (person && bw_door_clean_digits (bw_person_get_door_digits (person), &digits, NULL) && digits)
    return digits;
  if (settings)
    bw_door_clean_digits (bw_account_settings_get_door_digits (settings), &digits, NULL);

  return digits;
}
