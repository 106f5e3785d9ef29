/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-person.h"

G_BEGIN_DECLS

#define BW_TYPE_PEOPLE_LIST (bw_people_list_get_type ())

/**
 * BwPeopleList:
 *
 * People as a list shows them: a GListModel of BwPerson and GtkStringObject, which are headings:
 * the favourites, then all others by letter. While one searches: those who match, without headings.
 * Every change comes as one, from an idle where it is the people who change.
 *
 * Properties: `source` (GListModel of BwPerson, nullable, read and write), `text` (string,
 * nullable, read and write: what is searched for), `n-people` (guint, read, notify: how many the
 * source has), `n-items` (guint, read, notify).
 */
G_DECLARE_FINAL_TYPE (BwPeopleList, bw_people_list, BW, PEOPLE_LIST, GObject)

BwPeopleList *bw_people_list_new (void);
void bw_people_list_set_source (BwPeopleList *self, GListModel *source);
void bw_people_list_set_text (BwPeopleList *self, const char *text);
guint bw_people_list_get_n_people (BwPeopleList *self);
/** bw_people_list_get_searches: whether it holds what was found */
gboolean bw_people_list_get_searches (BwPeopleList *self);

G_END_DECLS
