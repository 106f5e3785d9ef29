/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** BwDialogState: RFC 4235 3.7.1 */
typedef enum {
  BW_DIALOG_TRYING,
  BW_DIALOG_PROCEEDING,
  BW_DIALOG_EARLY,
  BW_DIALOG_CONFIRMED,
  BW_DIALOG_TERMINATED,
} BwDialogState;

/** BwDialog: one dialog of a telephone. */
typedef struct {
  char *id;
  BwDialogState state;
  gboolean recipient; /* `direction="recipient"`: somebody calls there; so is an early dialog
                       * without a direction, which is how Asterisk says that it rings */
  char *call_id;      /* (nullable): all three are there, or the call cannot be picked up; fit to
                       * stand in a header (RFC 3891) */
  char *local_tag;    /* (nullable) */
  char *remote_tag;   /* (nullable) */
  char *local_uri;    /* (nullable): the target, else the identity; one URI, or nothing */
  char *remote_uri;   /* (nullable) */
  char *remote_name;  /* (nullable): untrusted text, one clean line */
} BwDialog;

/** BwDialogInfo: a document, and what a telephone does by all documents until now. */
typedef struct {
  char *entity; /* (nullable): as it was written */
  guint64 version;
  gboolean full;
  GPtrArray *dialogs; /* BwDialog; at most 256 */
} BwDialogInfo;

/** bw_dialog_info_read: application/dialog-info+xml (RFC 4235), with the same bounds as
 * bw_pidf_read(); what does not say whether it is full, is; Returns: (transfer full) (nullable) */
BwDialogInfo *bw_dialog_info_read (GBytes *document);
void bw_dialog_info_free (BwDialogInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwDialogInfo, bw_dialog_info_free)

/**
 * bw_dialog_info_merge:
 * @known: (inout) (nullable): what was known: replaced by a full document, changed by a partial one
 * (RFC 4235 4.3); terminated dialogs go
 * @news: (transfer full)
 *
 * A full document holds whatever its version is: versions begin anew with each subscription, and
 * some servers never count. An old partial one is left out, one that follows a gap is merged all
 * the same.
 *
 * Returns: FALSE where a partial @news is old or follows a gap, so that a full one is to be asked
 * for
 */
gboolean bw_dialog_info_merge (BwDialogInfo **known, BwDialogInfo *news);

G_END_DECLS
