/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"
#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_PERSON_EDITOR (bw_person_editor_get_type ())

/**
 * BwPersonEditor:
 *
 * Adds a person, or changes one. What was typed is not lost by a key: a window with changes asks
 * before it closes.
 *
 * Signal: `saved` (BwPerson) before it closes.
 */
G_DECLARE_FINAL_TYPE (BwPersonEditor, bw_person_editor, BW, PERSON_EDITOR, AdwWindow)

/** bw_person_editor_new: @parent: (nullable); @person: (nullable): NULL for a new one */
BwPersonEditor *bw_person_editor_new (GtkWindow *parent, BwPhone *phone, BwPerson *person);

/** bw_person_editor_fill: begins with what was typed elsewhere: an address, a number or a name */
void bw_person_editor_fill (BwPersonEditor *self, const char *typed);
/** bw_person_editor_fill_peer: begins with somebody who was met: @name: (nullable); @address */
void bw_person_editor_fill_peer (BwPersonEditor *self, const char *name, const char *address);
/** bw_person_editor_save: Returns: whether it was saved; else what is wrong is shown at its field
 */
gboolean bw_person_editor_save (BwPersonEditor *self);

G_END_DECLS
