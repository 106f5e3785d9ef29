/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-recording.h"

G_BEGIN_DECLS

/** BW_RECORDING_ATTRIBUTES: what bw_recording_new() wants to know of a file */
#define BW_RECORDING_ATTRIBUTES                                                                    \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                                   \
  "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                            \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_CREATED

/** bw_recording_is_one: whether a file is a recording by its type and ending */
gboolean bw_recording_is_one (GFileInfo *info);
BwRecording *bw_recording_new (GFile *file, GFileInfo *info);
/** bw_recording_update: takes over what may change while a file is written */
void bw_recording_update (BwRecording *self, GFileInfo *info);
/** bw_recording_compare: newest first, for a sort of pointers to them */
int bw_recording_compare (gconstpointer a, gconstpointer b);

/** bw_recording_clean_name: Returns: (transfer full): what a file may be called on any system, and
 * that hides or climbs nowhere; may be empty */
char *bw_recording_clean_name (const char *who);
/** bw_recording_is_named: whether its name is the one that a recording of @who (nullable) gets */
gboolean bw_recording_is_named (BwRecording *self, const char *who);
/** bw_recording_dup_renamed: Returns: (transfer full): the name of its file with another @who */
char *bw_recording_dup_renamed (BwRecording *self, const char *who);

G_END_DECLS
