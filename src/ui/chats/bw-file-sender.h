/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-phone.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_FILE_SENDER (bw_file_sender_get_type ())

/**
 * BwFileSender:
 *
 * Sends files in a conversation, one after the other: those that are chosen, and, after a question,
 * those that are dropped or pasted. Questions and what goes wrong appear near its widget.
 *
 * Properties (read, notify): `file-name` (string, nullable: what is being sent now).
 * Signal `sent` (): a file was taken.
 */
G_DECLARE_FINAL_TYPE (BwFileSender, bw_file_sender, BW, FILE_SENDER, GObject)

/** bw_file_sender_new: @widget: it must outlive what is returned */
BwFileSender *bw_file_sender_new (GtkWidget *widget, BwPhone *phone);
/** bw_file_sender_set_conversation: @conversation: (nullable): for what is begun from now on */
void bw_file_sender_set_conversation (BwFileSender *self, BwConversation *conversation);

/** bw_file_sender_choose: asks for files and sends them */
void bw_file_sender_choose (BwFileSender *self);
/** bw_file_sender_offer_files: asks whether to send @files (element-type GFile) */
void bw_file_sender_offer_files (BwFileSender *self, GSList *files);
/** bw_file_sender_offer_picture: asks whether to send what was pasted */
void bw_file_sender_offer_picture (BwFileSender *self, GdkTexture *texture);
/** bw_file_sender_cancel: stops what is being sent, and what waits behind it */
void bw_file_sender_cancel (BwFileSender *self);
/** bw_file_sender_get_file_name: Returns: (nullable) */
const char *bw_file_sender_get_file_name (BwFileSender *self);

G_END_DECLS
