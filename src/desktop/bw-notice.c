/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a notification says, apart from how it is sent. Pure. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-notice.h"

static void
free_action (gpointer data)
{
  BwNoticeAction *action = data;

  g_free (action->key);
  g_free (action->label);
  g_free (action);
}

BwNotice *
bw_notice_new (char *title, char *body)
{
  BwNotice *self = g_new0 (BwNotice, 1);

  self->title = title;
  self->body = body;
  self->weight = BW_NOTICE_NORMAL;
  self->actions = g_ptr_array_new_with_free_func (free_action);

  return self;
}

void
bw_notice_free (BwNotice *self)
{
  g_ptr_array_unref (self->actions);
  g_free (self->title);
  g_free (self->body);
  g_free (self->advice);
  g_free (self->reply);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self);
}

void
bw_notice_add_action (BwNotice *self, const char *key, const char *label)
{
  BwNoticeAction *action = g_new0 (BwNoticeAction, 1);

  action->key = g_strdup (key);
  action->label = g_strdup (label);
  g_ptr_array_add (self->actions, action);
}

char *
bw_notice_dup_text (const BwNotice *self, gboolean with_buttons, gboolean with_markup)
{
  g_autoptr (GString) text = g_string_new (self->body);

  if (self->advice && !with_buttons)
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "", self->advice);

  return with_markup ? g_markup_escape_text (text->str, text->len) : g_strdup (text->str);
}
