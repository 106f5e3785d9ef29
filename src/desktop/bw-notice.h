/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** BwNoticeAction: a button of a notice; @key `default` is a click on the notice itself and shows
 * no button. */
typedef struct {
  char *key;
  char *label;
} BwNoticeAction;

/** BW_NOTICE_REPLY: the key of the action that `reply` of a notice makes */
#define BW_NOTICE_REPLY "reply"

/** BwNoticeWeight: how loudly a notice may speak. */
typedef enum {
  BW_NOTICE_QUIET,
  BW_NOTICE_NORMAL,
  BW_NOTICE_URGENT,
} BwNoticeWeight;

/**
 * BwNotice:
 * @title: one line of plain text
 * @body: (nullable): plain text; it is escaped for servers that read markup
 * @advice: (nullable): what to do, said below @body by a server that shows no buttons
 * @category: (nullable): of the Desktop Notifications Specification, such as `call.incoming`
 * @reply: (nullable): the label of a button to answer with: in the notice itself where the server
 * takes text (capability `inline-reply`), else by an action with the key BW_NOTICE_REPLY
 * @sound: (nullable): of the Sound Naming Specification, such as `message-new-instant`
 * @picture: (nullable): PNG or JPEG, of whom it is about
 * @actions: (element-type BwNoticeAction): in the order of the buttons
 * @lasting: stays until it is withdrawn, also after a click
 * @silent: the notification server is to play no sound for it
 *
 * What a desktop notification says; filled in by its maker, then never changed.
 */
typedef struct {
  char *title;
  char *body;
  char *advice;
  const char *category;
  const char *sound;
  char *reply;
  GBytes *picture;
  GPtrArray *actions;
  BwNoticeWeight weight;
  gboolean lasting;
  gboolean silent;
} BwNotice;

/** bw_notice_new: @title: (transfer full): Returns: (transfer full): a notice of normal weight with
 * nothing but @title and @body */
BwNotice *bw_notice_new (char *title, char *body);
void bw_notice_free (BwNotice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwNotice, bw_notice_free)

void bw_notice_add_action (BwNotice *self, const char *key, const char *label);

/**
 * bw_notice_dup_text:
 * @with_buttons: whether the server shows buttons
 * @with_markup: whether the server reads markup
 *
 * Returns: (transfer full): the body as it is to be sent to such a server
 */
char *bw_notice_dup_text (const BwNotice *self, gboolean with_buttons, gboolean with_markup);

G_END_DECLS
