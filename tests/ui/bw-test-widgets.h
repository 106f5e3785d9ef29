/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Looking at widgets as a person does: by what they say. */

/** test_widgets_init: a display, the resources, criticals fatal; exits with the code of a skipped
 * test where there is no display */
void test_widgets_init (int *argc, char ***argv);

/** test_window: a window with @child in a toast overlay, presented */
GtkWindow *test_window (GtkWidget *child);
/** test_settle: runs the main loop until there is nothing to do, and lays out what changed */
void test_settle (void);
/** test_settle_until: settles until @condition is so; after a minute the test fails and says it */
#define test_settle_until(condition)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint late = test_fail_later (#condition);                                                     \
    while (!(condition))                                                                           \
      test_settle ();                                                                              \
    g_source_remove (late);                                                                        \
  }                                                                                                \
  G_STMT_END
/** test_fail_later: Returns: a source to be removed in time */
guint test_fail_later (const char *condition);

/** test_find: (transfer none) (nullable): the first widget of @type at or below @root whose tooltip
 * or label is @text (NULL: any) */
GtkWidget *test_find (GtkWidget *root, GType type, const char *text);
/** test_shown_page: the name of the page that is shown by the stack that has one of the name @page
 */
const char *test_shown_page (GtkWidget *root, const char *page);
/** test_find_class: (transfer none) (nullable): the first one with the CSS class */
GtkWidget *test_find_class (GtkWidget *root, const char *css_class);
/** test_count: how many visible ones of @type there are */
guint test_count (GtkWidget *root, GType type);
/** test_shows: whether a visible label says exactly @text */
gboolean test_shows (GtkWidget *root, const char *text);
/** test_assert_no_markup: no label at or below @root interprets markup */
void test_assert_no_markup (GtkWidget *root);
/** test_click: clicks the button with that tooltip or label; it must be there and sensitive */
void test_click (GtkWidget *root, const char *text);

G_END_DECLS
