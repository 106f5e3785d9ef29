/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Somebody who may see the person, or may not. What they are told is the business of the phone. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-watcher-row.h"

#include "bw-directory.h"
#include "bw-peer-label.h"
#include "bw-person-avatar.h"
#include "bw-toasts.h"
#include "bw-watchers.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_WATCHER, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwWatcherRow {
  AdwBin parent_instance;

  BwPersonAvatar *avatar;
  GtkLabel *title;
  GtkLabel *line;
  GtkToggleButton *allow;
  GtkToggleButton *block;

  BwPhone *phone;
  BwWatcher *watcher;
  GSignalGroup *watcher_signals;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (BwWatcherRow, bw_watcher_row, ADW_TYPE_BIN)

static char *
decision_words (BwWatcher *watcher)
{
  g_autofree char *time = bw_words_moment_at (bw_watcher_get_time (watcher), g_get_real_time ());

  switch (bw_watcher_get_decision (watcher)) {
  case BW_WATCHER_ASKED:
    /* Translators: when somebody asked to see whether one can be reached */
    return g_strdup_printf (_ ("Asked: %s"), time);
  case BW_WATCHER_ALLOWED:
    return g_strdup_printf (_ ("Allowed since %s"), time);
  case BW_WATCHER_BLOCKED:
    return g_strdup_printf (_ ("Blocked since %s"), time);
  }

  g_return_val_if_reached (g_strdup (""));
}

static char *
make_line (BwWatcher *watcher, const char *name)
{
  const char *address = bw_watcher_get_address (watcher);
  g_autofree char *decision = decision_words (watcher);

  if (g_strcmp0 (name, address) == 0)
    return g_steal_pointer (&decision);

  /* Translators: an address, and what was said to who has it: “bob@example.org · Blocked since
   * 14:05” */
  return g_strdup_printf (_ ("%s · %s"), address, decision);
}

static void
update_cb (BwWatcherRow *self)
{
  g_autofree char *name = bw_watcher_dup_name (self->phone, self->watcher);
  g_autofree char *line = make_line (self->watcher, name);
  BwWatcherDecision decision = bw_watcher_get_decision (self->watcher);
  BwPerson *person = bw_directory_find (bw_phone_get_directory (self->phone),
                                        bw_watcher_get_address (self->watcher));

  g_object_set (self->avatar, "name", name, "phone", self->phone, "person", person, NULL);
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->line, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->line), line);
  self->updating = TRUE;
  gtk_toggle_button_set_active (self->allow, decision == BW_WATCHER_ALLOWED);
  gtk_toggle_button_set_active (self->block, decision == BW_WATCHER_BLOCKED);
  self->updating = FALSE;
}

static void
decide (BwWatcherRow *self, BwWatcherDecision decision)
{
  g_autoptr (GError) error = NULL;

  if (self->updating || !self->watcher)
    return;
  if (bw_watcher_get_decision (self->watcher) != decision &&
      !bw_watchers_decide (bw_phone_get_watchers (self->phone), self->watcher, decision, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
  update_cb (self); /* also where nothing came of it */
}

static void
allow_cb (BwWatcherRow *self)
{
  decide (self, BW_WATCHER_ALLOWED);
}

static void
block_cb (BwWatcherRow *self)
{
  decide (self, BW_WATCHER_BLOCKED);
}

static void
forget_cb (BwWatcherRow *self)
{
  g_autoptr (BwWatcher) watcher = g_object_ref (self->watcher);
  g_autoptr (GError) error = NULL;

  if (!bw_watchers_forget (bw_phone_get_watchers (self->phone), watcher, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
bw_watcher_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwWatcherRow *self = BW_WATCHER_ROW (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_WATCHER:
    g_value_set_object (value, self->watcher);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_watcher_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwWatcherRow *self = BW_WATCHER_ROW (object);

  switch (id) {
  case PROP_PHONE:
    if (g_set_object (&self->phone, g_value_get_object (value)))
      g_object_notify_by_pspec (object, pspec);
    break;
  case PROP_WATCHER:
    bw_watcher_row_set_watcher (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_watcher_row_dispose (GObject *object)
{
  BwWatcherRow *self = BW_WATCHER_ROW (object);

  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->watcher);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_watcher_row_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-watcher-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwWatcherRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwWatcherRow, title);
  gtk_widget_class_bind_template_child (widget_class, BwWatcherRow, line);
  gtk_widget_class_bind_template_child (widget_class, BwWatcherRow, allow);
  gtk_widget_class_bind_template_child (widget_class, BwWatcherRow, block);
  gtk_widget_class_bind_template_callback (widget_class, allow_cb);
  gtk_widget_class_bind_template_callback (widget_class, block_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
bw_watcher_row_class_init (BwWatcherRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_watcher_row_get_property;
  object_class->set_property = bw_watcher_row_set_property;
  object_class->dispose = bw_watcher_row_dispose;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_WATCHER] = g_param_spec_object ("watcher", NULL, NULL, BW_TYPE_WATCHER, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_watcher_row_init (BwWatcherRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watcher_signals = g_signal_group_new (BW_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_watcher_row_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_WATCHER_ROW, "phone", phone, NULL);
}

void
bw_watcher_row_set_watcher (BwWatcherRow *self, BwWatcher *watcher)
{
  g_return_if_fail (BW_IS_WATCHER_ROW (self));

  if (!g_set_object (&self->watcher, watcher))
    return;
  g_signal_group_set_target (self->watcher_signals, watcher);
  if (watcher)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHER]);
}

char *
bw_watcher_dup_name (BwPhone *phone, BwWatcher *watcher)
{
  g_autofree char *name =
      bw_directory_dup_name (bw_phone_get_directory (phone), bw_watcher_get_address (watcher),
                             bw_watcher_get_name (watcher), NULL);

  return bw_label_with_direction (name);
}
