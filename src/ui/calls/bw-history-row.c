/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One call of the history. What its button and menu do is done by the page around it.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-history-row.h"

#include "bw-peer-avatar.h"
#include "bw-peer-label.h"
#include "bw-recording-button.h"
#include "bw-row-menu.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_RECORD, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwHistoryRow {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkImage *icon;
  GtkLabel *outcome;
  GtkLabel *time;
  GtkWidget *unseen_dot;
  BwRecordingButton *play_button;
  GtkButton *call_button;

  /* owned */
  BwPhone *phone;
  BwCallRecord *record;
  GSignalGroup *record_signals;
  GtkWidget *menu; /* made when it is first asked for */
};

G_DEFINE_FINAL_TYPE (BwHistoryRow, bw_history_row, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
show_outcome (BwHistoryRow *self)
{
  gboolean missed = bw_call_record_get_outcome (self->record) == BW_CALL_OUTCOME_MISSED;
  gboolean unseen = missed && !bw_call_record_get_seen (self->record);
  g_autofree char *words = bw_call_record_words (self->record);
  g_autofree char *time = bw_words_time (bw_call_record_get_started (self->record));

  gtk_image_set_from_icon_name (self->icon, bw_call_record_icon (self->record));
  gtk_label_set_label (self->outcome, words);
  gtk_label_set_label (self->time, time);
  gtk_widget_set_visible (self->unseen_dot, unseen);
  set_class (GTK_WIDGET (self), "missed", missed);
  set_class (GTK_WIDGET (self), "unseen", unseen);
}

/* Called back by the account that the call went over. */
static GVariant *
call_target (BwCallRecord *record)
{
  const char *peer = bw_call_record_get_peer (record);
  const char *account = bw_call_record_get_account (record);

  return g_variant_new ("(ss)", peer != NULL ? peer : "", account != NULL ? account : "");
}

static void
name_cb (BwHistoryRow *self)
{
  g_autofree char *call = g_strdup_printf (_ ("Call %s"), bw_peer_get_name (self->peer));

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->call_button), call);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->call_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  call, -1);
}

static void
update_cb (BwHistoryRow *self)
{
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->call_button),
                                          call_target (self->record));
  show_outcome (self);
}

static GMenuModel *
make_menu (BwHistoryRow *self)
{
  BwCallRecord *record = self->record;
  const char *peer = bw_call_record_get_peer (record);
  GMenu *menu = g_menu_new ();

  bw_row_menu_append (menu, _ ("_Call"), "history.call", call_target (record));
  bw_row_menu_append (menu, _ ("_Video Call"), "peer.video-call", call_target (record));
  bw_row_menu_append (menu, _ ("_Message"), "peer.message", call_target (record));
  bw_recording_button_menu_append (self->play_button, menu);
  bw_peer_menu_append (menu, self->peer);
  bw_row_menu_append (menu, _ ("C_opy Address"), "history.copy", g_variant_new_string (peer));
  bw_row_menu_append (menu, _ ("_Delete"), "history.delete",
                      g_variant_new_int64 (bw_call_record_get_id (record)));

  return G_MENU_MODEL (menu);
}

static void
popup_at (BwHistoryRow *self, const GdkRectangle *where)
{
  if (self->record != NULL && bw_call_record_get_peer (self->record) != NULL)
    bw_row_menu_popup (GTK_WIDGET (self), &self->menu, make_menu (self), where);
}

/* When the button is let go: had the menu come before, the row would never learn of that, and go on
 * to look pressed. */
static void
secondary_click_cb (BwHistoryRow *self, int n_press, double x, double y)
{
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
long_press_cb (BwHistoryRow *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_at (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
set_phone (BwHistoryRow *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_history_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwHistoryRow *self = BW_HISTORY_ROW (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_RECORD:
    g_value_set_object (value, self->record);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_history_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwHistoryRow *self = BW_HISTORY_ROW (object);

  switch (prop_id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_RECORD:
    bw_history_row_set_record (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_history_row_dispose (GObject *object)
{
  BwHistoryRow *self = BW_HISTORY_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->record_signals);
  g_clear_object (&self->record);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_history_row_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, BW_TYPE_CALL_RECORD, flags);

  object_class->get_property = bw_history_row_get_property;
  object_class->set_property = bw_history_row_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  g_type_ensure (BW_TYPE_RECORDING_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, peer);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, outcome);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, time);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, unseen_dot);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, play_button);
  gtk_widget_class_bind_template_child (widget_class, BwHistoryRow, call_button);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, secondary_click_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_press_cb);
}

static void
bw_history_row_class_init (BwHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_history_row_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "callrow");
}

static void
bw_history_row_init (BwHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->record_signals = g_signal_group_new (BW_TYPE_CALL_RECORD);
  g_signal_group_connect_swapped (self->record_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_history_row_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_HISTORY_ROW, "phone", phone, NULL);
}

void
bw_history_row_set_record (BwHistoryRow *self, BwCallRecord *record)
{
  if (!g_set_object (&self->record, record))
    return;
  g_signal_group_set_target (self->record_signals, record);
  if (record != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

void
bw_history_row_popup (BwHistoryRow *self)
{
  popup_at (self, NULL);
}
