/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice.h"

G_BEGIN_DECLS

/**
 * BwNoticeReport:
 * @key: (nullable): the action that was chosen; NULL: the notice was closed by somebody else than
 * us
 * @token: (nullable): for xdg-activation
 * @text: (nullable): what was typed into the notice; @key is BW_NOTICE_REPLY then
 *
 * Called on the thread of the server.
 */
typedef void (*BwNoticeReport) (const char *id,
                                const char *key,
                                const char *token,
                                const char *text,
                                gpointer user_data);

/**
 * BwNoticeServer:
 *
 * The notification server as libnotify sees it. Every call waits for the server, 25 seconds where
 * that hangs, so all of it belongs to one thread, whose default main context tells what the person
 * does. libnotify is global: one at a time.
 */
typedef struct _BwNoticeServer BwNoticeServer;

/** bw_notice_server_new: @app_name: what the server calls the program; @app_id: its desktop file
 * and icon */
BwNoticeServer *bw_notice_server_new (const char *app_name,
                                      const char *app_id,
                                      BwNoticeReport report,
                                      gpointer user_data);

/** bw_notice_server_free: takes everything down: the buttons of a program that has ended do nothing
 */
void bw_notice_server_free (BwNoticeServer *self);

void bw_notice_server_show (BwNoticeServer *self, const char *id, const BwNotice *notice);
void bw_notice_server_take_down (BwNoticeServer *self, const char *id);

G_END_DECLS
