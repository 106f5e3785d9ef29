/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-call-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BW_TYPE_DIAL_SUGGESTIONS (bw_dial_suggestions_get_type ())

/**
 * BwDialSuggestions:
 *
 * The peers of the history that fit what is being typed, newest first, each once. A popover that
 * never takes the focus.
 *
 * Signal: `picked` (BwCallRecord) when one is clicked.
 */
G_DECLARE_FINAL_TYPE (BwDialSuggestions, bw_dial_suggestions, BW, DIAL_SUGGESTIONS, GtkWidget)

/** bw_dial_suggestions_set_store: (nullable): where the history is */
void bw_dial_suggestions_set_store (BwDialSuggestions *self, BwStore *store);
/** bw_dial_suggestions_show: looks for @text and pops up where there is something; empty text pops
 * down */
void bw_dial_suggestions_show (BwDialSuggestions *self, const char *text);
void bw_dial_suggestions_hide (BwDialSuggestions *self);
gboolean bw_dial_suggestions_is_shown (BwDialSuggestions *self);
/** bw_dial_suggestions_move: moves the highlight by @step; Returns: FALSE where nothing is shown */
gboolean bw_dial_suggestions_move (BwDialSuggestions *self, int step);
/** bw_dial_suggestions_get_selected: Returns: (transfer none) (nullable): the highlighted one */
BwCallRecord *bw_dial_suggestions_get_selected (BwDialSuggestions *self);
/** bw_dial_suggestions_dup_named: Returns: (transfer full) (nullable): the address of the peer that
 * is called exactly @name */
char *bw_dial_suggestions_dup_named (BwDialSuggestions *self, const char *name);

G_END_DECLS
