/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sound of a call: codec, encryption, quality, and whether there is any sound at all, read from
 * the engine. */

#include "bw-call-media.h"

#include "bw-account-params.h"

#include <math.h>

/* A microphone that works gives noise; digital silence for so long means that it is switched off or
 * not the right one. */
#define SILENCE_SECONDS 5
/* The engine measures 10 log10 ((RMS + 1) / (0.7 * 32768)): -43.6 for nothing at all, -40.6 for the
 * least noise. */
#define SILENCE_DBM0 -43.0f
#define MUTE_DB -60.0f

static gboolean
take_string (char **place, char *value)
{
  gboolean changed = g_strcmp0 (*place, value) != 0;

  g_free (*place);
  *place = value;

  return changed;
}

static gboolean
count_silence (guint *seconds, gboolean *flag, gboolean silent)
{
  gboolean was = *flag;

  *seconds = silent ? *seconds + 1 : 0;
  *flag = *seconds >= SILENCE_SECONDS;

  return *flag != was;
}

static char *
describe_codec (const LinphoneCallParams *params)
{
  LinphonePayloadType *type = linphone_call_params_get_used_audio_payload_type (params);
  g_autofree char *name = NULL;

  if (!type)
    return NULL;

  name = g_ascii_strdown (linphone_payload_type_get_mime_type (type), -1);

  return g_strdup_printf ("%s/%d", name, linphone_payload_type_get_clock_rate (type));
}

static gboolean
peer_is_silent (LinphoneCall *call)
{
  LinphoneCallStats *stats = linphone_call_get_audio_stats (call);
  gboolean silent;

  if (!stats)
    return FALSE;

  silent = linphone_call_stats_get_download_bandwidth (stats) <= 0;
  linphone_call_stats_unref (stats);

  return silent;
}

void
bw_call_media_init (BwCallMedia *media)
{
  *media = (BwCallMedia){ .quality = -1 };
}

void
bw_call_media_clear (BwCallMedia *media)
{
  g_clear_pointer (&media->encryption_code, g_free);
  g_clear_pointer (&media->codec, g_free);
}

BwCallMediaChange
bw_call_media_update (BwCallMedia *media, LinphoneCall *call)
{
  const LinphoneCallParams *params = linphone_call_get_current_params (call);
  BwEncryption encryption =
      bw_encryption_from_engine (linphone_call_params_get_media_encryption (params));
  const char *code =
      encryption == BW_ENCRYPTION_ZRTP ? linphone_call_get_authentication_token (call) : NULL;
  BwCallMediaChange changes = 0;

  if (media->encryption != encryption)
    changes |= BW_CALL_MEDIA_ENCRYPTION;
  media->encryption = encryption;
  if (take_string (&media->encryption_code, g_strdup (code)))
    changes |= BW_CALL_MEDIA_ENCRYPTION_CODE;
  if (take_string (&media->codec, describe_codec (params)))
    changes |= BW_CALL_MEDIA_CODEC;

  return changes;
}

BwCallMediaChange
bw_call_media_tick (BwCallMedia *media, LinphoneCall *call, gboolean active, gboolean muted)
{
  double quality = active ? linphone_call_get_current_quality (call) : -1;
  gboolean microphone = active && !muted && linphone_call_get_record_volume (call) < SILENCE_DBM0;
  BwCallMediaChange changes = 0;

  if (!G_APPROX_VALUE (media->quality, quality, 0.05))
    changes |= BW_CALL_MEDIA_QUALITY;
  media->quality = CLAMP (quality, -1, 5);
  if (count_silence (&media->microphone_silence, &media->microphone_silent, microphone))
    changes |= BW_CALL_MEDIA_MICROPHONE;
  if (count_silence (&media->peer_silence, &media->peer_silent, active && peer_is_silent (call)))
    changes |= BW_CALL_MEDIA_PEER;

  return changes;
}

/* Only one call is heard at a time, so that the gain of the core is that of the call. Its decibels
 * are of power: ten times the logarithm of the factor. What the engine calls a call's gain is the
 * device's volume, which is the person's own. */
void
bw_call_media_set_volume (LinphoneCall *call, double volume)
{
  float gain = volume > 0.001 ? 10.0f * log10f ((float) volume) : MUTE_DB;

  linphone_core_set_playback_gain_db (linphone_call_get_core (call), gain);
}
