/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_SIDEBAR (bw_sidebar_get_type ())

/**
 * BwSidebar:
 *
 * The left side of the window under a header bar of its own: who am I, the entry that takes a name,
 * a number or an address, and the lists of conversations and calls.
 *
 * Properties (read and write): `phone` (BwPhone, nullable), `folded` (gboolean, whether it stands
 * alone), `notice` (string, nullable: see BwStatusStrip), `shown` (BwConversation, nullable: the
 * one that stands out in its list), `list` (string, read, notify: the name of the one that is
 * shown). Signals: `conversation` (BwConversation, gint64 message) when
 * one was chosen, 0 where no message of it was; `compose` (BwConversation) when a message is to be
 * written; `record` (BwCallRecord) when a call was chosen; `person` (BwPerson) when one was;
 * `dialled` (BwCall); `removed` (BwConversation) when one was deleted.
 */
G_DECLARE_FINAL_TYPE (BwSidebar, bw_sidebar, BW, SIDEBAR, AdwBin)

/** bw_sidebar_show_list: @name: `chats`, `people`, `calls` or `voicemail`; the last only where
 * there is a mailbox */
void bw_sidebar_show_list (BwSidebar *self, const char *name);
/** bw_sidebar_get_list: the name of the list that is shown */
const char *bw_sidebar_get_list (BwSidebar *self);
/** bw_sidebar_show_status: opens the menu of one's own status */
void bw_sidebar_show_status (BwSidebar *self);
/** bw_sidebar_show_missed: the list of calls, missed ones only */
void bw_sidebar_show_missed (BwSidebar *self);
/** bw_sidebar_search: opens the search of the list that is shown */
void bw_sidebar_search (BwSidebar *self);
/** bw_sidebar_add_person: shows the people, and opens the editor for somebody new */
void bw_sidebar_add_person (BwSidebar *self);
/** bw_sidebar_step: see bw_chats_page_step() */
void bw_sidebar_step (BwSidebar *self, BwConversation *from, int step);
/** bw_sidebar_enter: puts the focus on the entry; @messaging: whether Enter there writes rather
 * than calls */
void bw_sidebar_enter (BwSidebar *self, gboolean messaging);

/** bw_sidebar_get_header: its header bar, to be as high as another one */
GtkWidget *bw_sidebar_get_header (BwSidebar *self);

G_END_DECLS
