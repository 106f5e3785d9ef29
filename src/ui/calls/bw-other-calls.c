/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The live calls beside the one that is looked at. The phone tells when one ends or is taken: the
 * list of calls alone does not.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-other-calls.h"

#include <gtk/gtk.h>

struct _BwOtherCalls {
  GObject parent_instance;

  GtkFilterListModel *model;
  GtkCustomFilter *filter;
  GSignalGroup *phone_signals;
  BwCall *call;
};

G_DEFINE_FINAL_TYPE (BwOtherCalls, bw_other_calls, G_TYPE_OBJECT)

static gboolean
is_other (gpointer item, gpointer user_data)
{
  return item != (gpointer) BW_OTHER_CALLS (user_data)->call && bw_call_is_live (item) &&
         bw_call_get_state (item) != BW_CALL_STATE_INCOMING;
}

static void
refilter_cb (BwOtherCalls *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
bw_other_calls_dispose (GObject *object)
{
  BwOtherCalls *self = BW_OTHER_CALLS (object);

  g_clear_object (&self->phone_signals);
  if (self->model != NULL)
    gtk_filter_list_model_set_filter (self->model, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_other_calls_parent_class)->dispose (object);
}

static void
bw_other_calls_class_init (BwOtherCallsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_other_calls_dispose;
}

static void
bw_other_calls_init (BwOtherCalls *self)
{
  self->filter = gtk_custom_filter_new (is_other, self, NULL);
  self->model = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  self->phone_signals = g_signal_group_new (BW_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "notify::live-calls",
                                  G_CALLBACK (refilter_cb), self);
  g_signal_group_connect_swapped (self->phone_signals, "notify::current-call",
                                  G_CALLBACK (refilter_cb), self);
}

BwOtherCalls *
bw_other_calls_new (void)
{
  return g_object_new (BW_TYPE_OTHER_CALLS, NULL);
}

void
bw_other_calls_set (BwOtherCalls *self, BwPhone *phone, BwCall *call)
{
  g_set_object (&self->call, call);
  g_signal_group_set_target (self->phone_signals, phone);
  gtk_filter_list_model_set_model (self->model, phone != NULL ? bw_phone_get_calls (phone) : NULL);
  refilter_cb (self);
}

GListModel *
bw_other_calls_get_model (BwOtherCalls *self)
{
  return G_LIST_MODEL (self->model);
}
