/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells a server's refusal from the engine's own words for "no answer". */

#include "bw-engine-error.h"

static gboolean
is_own_phrase (const char *phrase)
{
  return phrase && (g_ascii_strcasecmp (phrase, "io error") == 0 ||
                    g_ascii_strcasecmp (phrase, "i/o error") == 0);
}

gboolean
bw_engine_error_is_silence (const LinphoneErrorInfo *info)
{
  int code = info ? linphone_error_info_get_protocol_code (info) : 0;

  if (code == 503)
    return is_own_phrase (linphone_error_info_get_phrase (info));

  return code <= 0 || code == 408;
}
