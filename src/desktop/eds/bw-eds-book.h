/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-eds-module.h"

#include <libebook/libebook.h>

G_BEGIN_DECLS

#define BW_TYPE_EDS_BOOK (bw_eds_book_get_type ())

/**
 * BwEdsBook:
 *
 * One address book: opened, followed, and opened again when it went away. Signal: `changed`: it is
 * open or not by now.
 */
G_DECLARE_FINAL_TYPE (BwEdsBook, bw_eds_book, BW, EDS_BOOK, GObject)

/** bw_eds_book_new: @listener: outlives it; called with @data */
BwEdsBook *bw_eds_book_new (ESource *source, const BwEdsListener *listener, gpointer data);
/** bw_eds_book_open: begins to follow it, on the context of this thread */
void bw_eds_book_open (BwEdsBook *self);
/** bw_eds_book_close: forgets everybody in it */
void bw_eds_book_close (BwEdsBook *self);
gboolean bw_eds_book_is_open (BwEdsBook *self);
/** bw_eds_book_has_failed: whether opening it was tried in vain */
gboolean bw_eds_book_has_failed (BwEdsBook *self);

G_END_DECLS
