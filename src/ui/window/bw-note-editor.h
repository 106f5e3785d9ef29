/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-my-presence.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_NOTE_EDITOR (bw_note_editor_get_type ())

/**
 * BwNoteEditor:
 *
 * What others read beside one's light, and for how long: an entry, a choice, and until when the
 * note that is set is seen.
 *
 * Property `presence` (BwMyPresence, nullable, read and write).
 */
G_DECLARE_FINAL_TYPE (BwNoteEditor, bw_note_editor, BW, NOTE_EDITOR, AdwBin)

G_END_DECLS
