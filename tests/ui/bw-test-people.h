/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"
#include "bw-store-people.h"
#include "bw-test-widgets.h"

G_BEGIN_DECLS

/* A phone that is not started, with people, and what one sees of them. */

typedef struct {
  BwPhone *phone;
  BwStore *store;
  char *dir;
} PeopleDesk;

void people_desk_set_up (PeopleDesk *desk, gconstpointer data);
void people_desk_tear_down (PeopleDesk *desk, gconstpointer data);
/** people_desk_add: @address: (nullable); Returns: (transfer none) */
BwPerson *people_desk_add (PeopleDesk *desk, const char *name, const char *address);
/** people_desk_add_many: so many more at once, "Person 00000" and on, at
 * user00000@many.example.org */
void people_desk_add_many (PeopleDesk *desk, guint n);
/** people_desk_count: how many there are */
guint people_desk_count (PeopleDesk *desk);

/** test_find_window: Returns: (transfer none) (nullable): the newest window of @type */
gpointer test_find_window (GType type);

/** test_dress: as the program looks, with its style and its icons; the variable BW_LOOK is `dark`,
 * `rtl` or not there */
void test_dress (void);
/** test_picture: leaves a picture in the folder that the variable BW_PICTURES names */
void test_picture (GtkWindow *window, const char *name);

G_END_DECLS
