/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A question is asked once; that it has no answer yet is to be seen for as long as it has none.
 * What is answered, and where, is the business of others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-watchers-waiting.h"

#include "bw-store-watchers.h"
#include "bw-watchers.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwWatchersWaiting {
  AdwBin parent_instance;

  GtkButton *button;

  BwPhone *phone;
  GSignalGroup *list_signals;
  GSignalGroup *policy_signals;
  GPtrArray *followed; /* of BwWatcher */
};

G_DEFINE_FINAL_TYPE (BwWatchersWaiting, bw_watchers_waiting, ADW_TYPE_BIN)

/* Another policy has an answer for all of them. */
static gboolean
is_to_be_asked (BwWatchersWaiting *self)
{
  BwWatcherPolicy policy = BW_WATCHER_POLICY_ASK;

  if (self->phone)
    g_object_get (bw_phone_get_watchers (self->phone), "policy", &policy, NULL);

  return policy == BW_WATCHER_POLICY_ASK;
}

static void
count_cb (BwWatchersWaiting *self)
{
  g_autofree char *label = NULL;
  guint known = is_to_be_asked (self) ? self->followed->len : 0;
  guint n = 0;

  for (guint i = 0; i < known; i++)
    n += bw_watcher_get_decision (self->followed->pdata[i]) == BW_WATCHER_ASKED;
  label =
      g_strdup_printf (ngettext ("%u person asks to see you", "%u people ask to see you", n), n);
  gtk_button_set_label (self->button, label);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
stop_following (BwWatchersWaiting *self)
{
  for (guint i = 0; i < self->followed->len; i++)
    g_signal_handlers_disconnect_by_data (self->followed->pdata[i], self);
  g_ptr_array_set_size (self->followed, 0);
}

static void
list_cb (BwWatchersWaiting *self)
{
  GListModel *watchers =
      self->phone ? bw_store_get_watchers (bw_phone_get_store (self->phone)) : NULL;
  guint n = watchers ? g_list_model_get_n_items (watchers) : 0;

  stop_following (self);
  for (guint i = 0; i < n; i++) {
    BwWatcher *watcher = g_list_model_get_item (watchers, i);

    g_ptr_array_add (self->followed, watcher);
    g_signal_connect_swapped (watcher, "notify::decision", G_CALLBACK (count_cb), self);
  }
  count_cb (self);
}

static void
set_phone (BwWatchersWaiting *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->list_signals,
                             phone ? bw_store_get_watchers (bw_phone_get_store (phone)) : NULL);
  g_signal_group_set_target (self->policy_signals, phone ? bw_phone_get_watchers (phone) : NULL);
  list_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_watchers_waiting_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, BW_WATCHERS_WAITING (object)->phone);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_watchers_waiting_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_WATCHERS_WAITING (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_watchers_waiting_dispose (GObject *object)
{
  BwWatchersWaiting *self = BW_WATCHERS_WAITING (object);

  stop_following (self);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->policy_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_watchers_waiting_parent_class)->dispose (object);
}

static void
bw_watchers_waiting_finalize (GObject *object)
{
  g_ptr_array_unref (BW_WATCHERS_WAITING (object)->followed);

  G_OBJECT_CLASS (bw_watchers_waiting_parent_class)->finalize (object);
}

static void
bw_watchers_waiting_class_init (BwWatchersWaitingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_watchers_waiting_get_property;
  object_class->set_property = bw_watchers_waiting_set_property;
  object_class->dispose = bw_watchers_waiting_dispose;
  object_class->finalize = bw_watchers_waiting_finalize;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_watchers_waiting_init (BwWatchersWaiting *self)
{
  self->followed = g_ptr_array_new_with_free_func (g_object_unref);
  self->list_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (list_cb), self);
  self->policy_signals = g_signal_group_new (BW_TYPE_WATCHERS);
  g_signal_group_connect_swapped (self->policy_signals, "notify::policy", G_CALLBACK (count_cb),
                                  self);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "app.watchers");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
  count_cb (self);
}
