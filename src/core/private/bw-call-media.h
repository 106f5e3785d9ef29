/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-account-settings.h"
#include "bw-compat-engine.h"

G_BEGIN_DECLS

/* What changed in a BwCallMedia. */
typedef enum {
  BW_CALL_MEDIA_CODEC = 1 << 0,
  BW_CALL_MEDIA_ENCRYPTION = 1 << 1,
  BW_CALL_MEDIA_ENCRYPTION_CODE = 1 << 2,
  BW_CALL_MEDIA_QUALITY = 1 << 3,
  BW_CALL_MEDIA_MICROPHONE = 1 << 4,
  BW_CALL_MEDIA_PEER = 1 << 5,
} BwCallMediaChange;

/* The sound of one call as it is right now; a part of BwCall. */
typedef struct {
  BwEncryption encryption;
  char *encryption_code;
  char *codec;
  double quality;
  gboolean microphone_silent;
  gboolean peer_silent;
  guint microphone_silence; /* seconds */
  guint peer_silence;
} BwCallMedia;

void bw_call_media_init (BwCallMedia *media);
void bw_call_media_clear (BwCallMedia *media);

/** bw_call_media_update: reads codec and encryption, after they may have changed */
BwCallMediaChange bw_call_media_update (BwCallMedia *media, LinphoneCall *call);

/** bw_call_media_tick: once a second: quality, and whether sound goes both ways */
BwCallMediaChange
bw_call_media_tick (BwCallMedia *media, LinphoneCall *call, gboolean active, gboolean muted);

/** bw_call_media_set_volume: @volume: 0 to 2, 1 is as the peer sends it */
void bw_call_media_set_volume (LinphoneCall *call, double volume);

G_END_DECLS
