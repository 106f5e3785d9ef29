/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_PEOPLE_ACTIONS (bw_people_actions_get_type ())

/**
 * BwPeopleActions:
 *
 * What people and files of people have to do with each other, and who may see the person: the
 * actions `import-people`, `export-people`, `export-person` (s: a uid) and `watchers` of an
 * application.
 */
G_DECLARE_FINAL_TYPE (BwPeopleActions, bw_people_actions, BW, PEOPLE_ACTIONS, GObject)

/** bw_people_actions_new: @application: outlives it; it has the actions from now on */
BwPeopleActions *bw_people_actions_new (GtkApplication *application, BwPhone *phone);

G_END_DECLS
