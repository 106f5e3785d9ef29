/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How digits travel: makes the engine fit what an account wants. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-dtmf.h"

#include <glib/gi18n-lib.h>

char *
bw_dtmf_normalize (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (strchr ("0123456789ABCDabcd*#", *p))
      g_string_append_c (digits, g_ascii_toupper (*p));
    else if (!g_ascii_isspace (*p))
      return NULL;

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

char *
bw_dtmf_clean (const char *digits, GError **error)
{
  g_autofree char *clean = bw_dtmf_normalize (digits);

  if (!clean) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_DTMF,
                         _ ("Only the digits 0 to 9, the letters A to D, * and # can be sent."));
    return NULL;
  }

  if (!*clean) {
    g_set_error_literal (error, BW_ERROR, BW_ERROR_DTMF, _ ("There are no digits to send."));
    return NULL;
  }

  return g_steal_pointer (&clean);
}

static gboolean
carries_tones (LinphonePayloadType *type)
{
  const char *mime = linphone_payload_type_get_mime_type (type);

  return g_ascii_strcasecmp (mime, "PCMU") == 0 || g_ascii_strcasecmp (mime, "PCMA") == 0;
}

static bctbx_list_t *
leave_out_other_codecs (LinphoneCore *core)
{
  bctbx_list_t *all = linphone_core_get_audio_payload_types (core);
  bctbx_list_t *left_out = NULL;

  for (const bctbx_list_t *l = all; l; l = l->next)
    if (linphone_payload_type_enabled (l->data) && !carries_tones (l->data)) {
      linphone_payload_type_enable (l->data, FALSE);
      left_out = bctbx_list_append (left_out, linphone_payload_type_ref (l->data));
    }
  bctbx_list_free (all); /* its elements are the engine's */

  return left_out;
}

bctbx_list_t *
bw_dtmf_choose (LinphoneCore *core, BwDtmfMethod method)
{
  /* With neither of the two, the engine mixes the tones into the sound. */
  linphone_core_set_use_rfc2833_for_dtmf (core, method == BW_DTMF_METHOD_RTP);
  linphone_core_set_use_info_for_dtmf (core, method == BW_DTMF_METHOD_INFO);

  return method == BW_DTMF_METHOD_INBAND ? leave_out_other_codecs (core) : NULL;
}

void
bw_dtmf_restore (bctbx_list_t *left_out)
{
  for (const bctbx_list_t *l = left_out; l; l = l->next)
    linphone_payload_type_enable (l->data, TRUE);
  bctbx_list_free_with_data (left_out, (bctbx_list_free_func) linphone_payload_type_unref);
}
