/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-conversation-page.h"
#include "bw-test-widgets.h"

G_BEGIN_DECLS

/* A phone with an account that does not register, a conversation with Bob, and what one sees of it.
 */

#define MINUTE ((gint64) 60 * G_USEC_PER_SEC)
#define DAY (24 * 60 * MINUTE)

/* Microseconds until what is waited for will not come. */
#define PATIENCE (10 * G_USEC_PER_SEC)

typedef struct {
  BwPhone *phone;
  BwStore *store;
  BwAccount *account;
  BwConversation *bob;
  char *dir;
} Desk;

void desk_set_up (Desk *desk, gconstpointer data);
void desk_tear_down (Desk *desk, gconstpointer data);
BwAccount *desk_add_account (Desk *desk, const char *address);
BwConversation *desk_open_conversation (Desk *desk, const char *peer, const char *name);
void desk_store_message (Desk *desk, BwMessage *message, GBytes *body);
/** desk_add_text: (transfer full) */
BwMessage *desk_add_text (Desk *desk, BwDirection direction, const char *text, gint64 ago);
/** desk_receive: a text of Bob, @ago microseconds old; Returns: its id */
gint64 desk_receive (Desk *desk, const char *text, gint64 ago);
void desk_add_call (Desk *desk, BwCallOutcome outcome, gint64 ago);
/** desk_fill: @n texts of Bob, a second apart, the first @ago microseconds old */
void desk_fill (Desk *desk, guint n, gint64 ago);
/** test_show_page: a window with the conversation with Bob, opened */
GtkWindow *test_show_page (Desk *desk, GtkWidget **page);
/** test_close_page: closes it, and sees that nothing holds on to it */
void test_close_page (GtkWindow *window, GtkWidget *page);
void test_wait_until_open (GtkWidget *page);
/** test_scroll_to: 0 is the beginning, 1 the end */
void test_scroll_to (GtkWidget *page, double share);
/** test_gets_to_end: whether the timeline shows its end, now or soon */
gboolean test_gets_to_end (GtkWidget *page);
gboolean test_is_at_end (GtkWidget *page);
gboolean test_is_in_view (GtkWidget *page, GtkWidget *widget);
/** test_find_label: (nullable): a label that is on the screen and shows @text */
GtkWidget *test_find_label (GtkWidget *root, const char *text);
/** test_sees: whether such a label is in the visible part of the timeline, now or soon */
gboolean test_sees (GtkWidget *page, const char *text);

G_END_DECLS
