/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-dial-suggestion.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_DIAL_SUGGESTIONS (bw_dial_suggestions_get_type ())

/**
 * BwDialSuggestions:
 *
 * Who may be meant by what is being typed: people with each of their addresses, then the peers of
 * the history, newest first, each address once. A popover that never takes the focus.
 *
 * Property: `phone` (BwPhone, nullable, read and write). Signal: `picked` (BwDialSuggestion) when
 * one is clicked.
 */
G_DECLARE_FINAL_TYPE (BwDialSuggestions, bw_dial_suggestions, BW, DIAL_SUGGESTIONS, GtkWidget)

void bw_dial_suggestions_set_phone (BwDialSuggestions *self, BwPhone *phone);
/** bw_dial_suggestions_show: looks for @text and pops up where there is something; empty text pops
 * down */
void bw_dial_suggestions_show (BwDialSuggestions *self, const char *text);
void bw_dial_suggestions_hide (BwDialSuggestions *self);
gboolean bw_dial_suggestions_is_shown (BwDialSuggestions *self);
/** bw_dial_suggestions_move: moves the highlight by @step; Returns: FALSE where nothing is shown */
gboolean bw_dial_suggestions_move (BwDialSuggestions *self, int step);
/** bw_dial_suggestions_get_selected: Returns: (transfer none) (nullable): the highlighted one */
BwDialSuggestion *bw_dial_suggestions_get_selected (BwDialSuggestions *self);
/** bw_dial_suggestions_dup_named: Returns: (transfer full) (nullable): the address of who is called
 * exactly @name */
char *bw_dial_suggestions_dup_named (BwDialSuggestions *self, const char *name);

G_END_DECLS
