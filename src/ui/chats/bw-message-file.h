/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-store-messages.h"

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The bytes of a message as a file of this disk. What goes wrong is said in a toast near @widget.
 */

/**
 * bw_message_file_open:
 *
 * Writes the body of @message into a folder of its own below the cache, which nobody else can read
 * and which is cleared after a day, and opens it with the program for its kind.
 */
void bw_message_file_open (GtkWidget *widget, BwStore *store, BwMessage *message);

/** bw_message_file_save_as: asks where to, and writes the body of @message there */
void bw_message_file_save_as (GtkWidget *widget, BwStore *store, BwMessage *message);

/** bw_message_file_dup_name: Returns: (transfer full): what a file of @message may be called */
char *bw_message_file_dup_name (BwMessage *message);

/**
 * bw_private_file_new:
 * @purpose: a folder below the cache of the program
 * @name: see bw_file_name_make_safe()
 *
 * Makes a folder that nobody else can read, and clears those of @purpose that are older than a day.
 *
 * Returns: (transfer full) (nullable): a file in it that is not there yet
 */
GFile *bw_private_file_new (const char *purpose, const char *name, GError **error);

G_END_DECLS
