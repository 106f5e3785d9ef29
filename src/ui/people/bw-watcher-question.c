/* SPDX-License-Identifier: GPL-3.0-or-later */

/* "Bob wants to see whether you can be reached." Who asks comes from the phone, and whoever decides
 * elsewhere takes the question away here as well. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-watcher-question.h"

#include "bw-toasts.h"
#include "bw-watcher-row.h"
#include "bw-watchers.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwWatcherQuestion {
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *text;
  GtkLabel *address;

  BwPhone *phone;
  GSignalGroup *signals;
  GSignalGroup *watcher_signals; /* the one that is asked about */
  GQueue waiting;                /* of BwWatcher, the first is asked about */
};

G_DEFINE_FINAL_TYPE (BwWatcherQuestion, bw_watcher_question, ADW_TYPE_BIN)

static void
show (BwWatcherQuestion *self)
{
  BwWatcher *watcher = g_queue_peek_head (&self->waiting);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  g_signal_group_set_target (self->watcher_signals, watcher);
  gtk_revealer_set_reveal_child (self->revealer, watcher != NULL);
  gtk_widget_set_can_target (GTK_WIDGET (self), watcher != NULL);
  if (!watcher)
    return;
  name = bw_watcher_dup_name (self->phone, watcher);
  /* Translators: %s is the name or address of somebody */
  text = g_strdup_printf (_ ("%s wants to see whether you can be reached"), name);
  gtk_label_set_label (self->text, text);
  gtk_label_set_label (self->address, bw_watcher_get_address (watcher));
  gtk_widget_set_visible (GTK_WIDGET (self->address),
                          g_strcmp0 (name, bw_watcher_get_address (watcher)) != 0);
}

static void
next (BwWatcherQuestion *self)
{
  g_autoptr (BwWatcher) done = g_queue_pop_head (&self->waiting);

  show (self);
}

static void
asked_cb (BwWatcherQuestion *self, BwWatcher *watcher)
{
  if (g_queue_find (&self->waiting, watcher))
    return;
  g_queue_push_tail (&self->waiting, g_object_ref (watcher));
  show (self);
}

static void
decided_cb (BwWatcherQuestion *self)
{
  BwWatcher *watcher = g_queue_peek_head (&self->waiting);

  if (watcher && bw_watcher_get_decision (watcher) != BW_WATCHER_ASKED)
    next (self);
}

/* Where it could not be kept, the question stays. */
static void
decide (BwWatcherQuestion *self, BwWatcherDecision decision)
{
  g_autoptr (BwWatcher) watcher = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_set_object (&watcher, g_queue_peek_head (&self->waiting)))
    return;
  if (!bw_watchers_decide (bw_phone_get_watchers (self->phone), watcher, decision, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
  else if (g_queue_peek_head (&self->waiting) == watcher)
    next (self);
}

static void
allow_cb (BwWatcherQuestion *self)
{
  decide (self, BW_WATCHER_ALLOWED);
}

static void
block_cb (BwWatcherQuestion *self)
{
  decide (self, BW_WATCHER_BLOCKED);
}

static void
later_cb (BwWatcherQuestion *self)
{
  next (self);
}

static void
set_phone (BwWatcherQuestion *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_signal_group_set_target (self->signals, phone ? bw_phone_get_watchers (phone) : NULL);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_watcher_question_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_WATCHER_QUESTION (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_watcher_question_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_WATCHER_QUESTION (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_watcher_question_dispose (GObject *object)
{
  BwWatcherQuestion *self = BW_WATCHER_QUESTION (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->signals);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_watcher_question_parent_class)->dispose (object);
}

static void
bw_watcher_question_class_init (BwWatcherQuestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bw_watcher_question_get_property;
  object_class->set_property = bw_watcher_question_set_property;
  object_class->dispose = bw_watcher_question_dispose;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-watcher-question.ui");
  gtk_widget_class_bind_template_child (widget_class, BwWatcherQuestion, revealer);
  gtk_widget_class_bind_template_child (widget_class, BwWatcherQuestion, text);
  gtk_widget_class_bind_template_child (widget_class, BwWatcherQuestion, address);
  gtk_widget_class_bind_template_callback (widget_class, allow_cb);
  gtk_widget_class_bind_template_callback (widget_class, block_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
}

static void
bw_watcher_question_init (BwWatcherQuestion *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->waiting);
  self->signals = g_signal_group_new (BW_TYPE_WATCHERS);
  g_signal_group_connect_swapped (self->signals, "asked", G_CALLBACK (asked_cb), self);
  self->watcher_signals = g_signal_group_new (BW_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "notify::decision",
                                  G_CALLBACK (decided_cb), self);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
