/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call.h"
#include "bw-compat-engine.h"

G_BEGIN_DECLS

/* What is written of one call; a part of BwCall. */
typedef struct {
  GFile *folder;      /* where the person wants it; NULL while nothing is to be recorded */
  GFile *file;        /* what is being written; NULL while the call is on hold */
  char *engine_path;  /* the name under which the engine has opened it */
  gboolean picture;   /* the file takes pictures, too */
  guint64 least_room; /* bytes that stay free on the disk */
} BwCallRecording;

void bw_call_init_recording (BwCall *self);
/** bw_call_set_least_room: bytes that must be free on the disk; 2 MB but in tests */
void bw_call_set_least_room (BwCall *self, guint64 bytes);

/** bw_call_follow_recording: the streams may have begun anew: a file of its own for what comes now
 */
void bw_call_follow_recording (BwCall *self, LinphoneCallState state);
/** bw_call_tick_recording: once a second: ends it while there is room for the file's end */
void bw_call_tick_recording (BwCall *self);
void bw_call_clear_recording (BwCall *self);

/** bw_call_allow_recording: a call can only be recorded if that is said before it begins */
void bw_call_allow_recording (LinphoneCallParams *params);

G_END_DECLS
