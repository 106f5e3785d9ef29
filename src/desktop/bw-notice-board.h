/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-notice.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define BW_TYPE_NOTICE_BOARD (bw_notice_board_get_type ())

/**
 * BwNoticeBoard:
 *
 * Puts notices on the desktop with libnotify. Every call of libnotify waits for the notification
 * server, 25 seconds where that hangs, so a thread of its own holds the library; nothing here ever
 * waits. What was wished last for an id holds: a notice that was withdrawn while the server hung is
 * not shown after all. libnotify is global, so a program has one board at a time.
 *
 * Signals, on the main context of its maker: `action` (string id, string key, string activation
 * token or NULL), `replied` (string id, string text) when a text was typed into the notice, which
 * may be heard of behind its end, and `closed` (string id) when a notice is gone without our having
 * withdrawn it.
 */
G_DECLARE_FINAL_TYPE (BwNoticeBoard, bw_notice_board, BW, NOTICE_BOARD, GObject)

/** bw_notice_board_new: @app_name: what the server calls the program; @app_id: its desktop file and
 * icon */
BwNoticeBoard *bw_notice_board_new (const char *app_name, const char *app_id);

/** bw_notice_board_post: @notice: (transfer full): takes the place of the one with that id, if
 * there is one */
void bw_notice_board_post (BwNoticeBoard *self, const char *id, BwNotice *notice);
void bw_notice_board_withdraw (BwNoticeBoard *self, const char *id);

G_END_DECLS
