/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where a call can be sent: to an address, or to the peer of another call. What went wrong is said
 * below the entry.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-transfer-panel.h"

#include "bw-other-calls.h"
#include "bw-peer.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwTransferPanel {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *title;
  GtkEntry *entry;
  GtkButton *send_button;
  GtkLabel *error_label;
  GtkWidget *others_box;
  GtkListBox *others_list;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  BwOtherCalls *others;
  GSignalGroup *call_signals;
};

G_DEFINE_FINAL_TYPE (BwTransferPanel, bw_transfer_panel, ADW_TYPE_BIN)

static gboolean
rings_here (BwTransferPanel *self)
{
  return self->call != NULL && bw_call_get_state (self->call) == BW_CALL_STATE_INCOMING;
}

static void
update_cb (BwTransferPanel *self)
{
  gboolean redirect = rings_here (self);
  guint n_others = g_list_model_get_n_items (bw_other_calls_get_model (self->others));

  gtk_label_set_label (self->title,
                       redirect ? _ ("Send the Caller On To") : _ ("Transfer This Call To"));
  gtk_button_set_label (self->send_button, redirect ? _ ("_Redirect") : _ ("_Transfer"));
  gtk_widget_set_visible (self->others_box, !redirect && n_others > 0);
}

static void
changed_cb (BwTransferPanel *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_button),
                            gtk_entry_get_text_length (self->entry) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
finish (BwTransferPanel *self, gboolean sent, const GError *error)
{
  if (sent) {
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
    g_signal_emit (self, signals[DONE], 0);
    return;
  }
  gtk_label_set_label (self->error_label, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
send_cb (BwTransferPanel *self)
{
  const char *address = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  gboolean sent;

  if (self->call == NULL || address[0] == '\0')
    return;
  if (rings_here (self))
    sent = bw_call_redirect (self->call, address, &error);
  else
    sent = bw_call_transfer (self->call, address, &error);
  finish (self, sent, error);
}

static void
row_activated_cb (BwTransferPanel *self, GtkListBoxRow *row)
{
  g_autoptr (BwCall) other = g_list_model_get_item (bw_other_calls_get_model (self->others),
                                                    (guint) gtk_list_box_row_get_index (row));
  g_autoptr (GError) error = NULL;
  gboolean sent;

  if (self->call == NULL || other == NULL)
    return;
  sent = bw_call_transfer_to (self->call, other, &error);
  finish (self, sent, error);
}

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  BwPeer *peer = bw_peer_new (BW_TRANSFER_PANEL (user_data)->phone);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  bw_peer_set_subject (peer, item);
  g_object_bind_property (peer, "name", label, "label", G_BINDING_SYNC_CREATE);
  g_object_set_data_full (G_OBJECT (label), "bw-peer", peer, g_object_unref);
  gtk_widget_add_css_class (label, "other-call");

  return label;
}

static gboolean
bw_transfer_panel_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BW_TRANSFER_PANEL (widget)->entry));
}

static void
bw_transfer_panel_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwTransferPanel *self = BW_TRANSFER_PANEL (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_transfer_panel_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  BwTransferPanel *self = BW_TRANSFER_PANEL (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_transfer_panel_set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    bw_transfer_panel_set_call (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_transfer_panel_dispose (GObject *object)
{
  BwTransferPanel *self = BW_TRANSFER_PANEL (object);

  g_clear_object (&self->call_signals);
  if (self->others != NULL)
    bw_other_calls_set (self->others, NULL, NULL);
  g_clear_object (&self->others);
  g_clear_object (&self->phone);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_transfer_panel_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);

  object_class->get_property = bw_transfer_panel_get_property;
  object_class->set_property = bw_transfer_panel_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-transfer-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, BwTransferPanel, title);
  gtk_widget_class_bind_template_child (widget_class, BwTransferPanel, entry);
  gtk_widget_class_bind_template_child (widget_class, BwTransferPanel, send_button);
  gtk_widget_class_bind_template_child (widget_class, BwTransferPanel, error_label);
  gtk_widget_class_bind_template_child (widget_class, BwTransferPanel, others_box);
  gtk_widget_class_bind_template_child (widget_class, BwTransferPanel, others_list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
bw_transfer_panel_class_init (BwTransferPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_transfer_panel_dispose;
  widget_class->grab_focus = bw_transfer_panel_grab_focus;
  install_properties (G_OBJECT_CLASS (klass));

  signals[DONE] = g_signal_new ("done", BW_TYPE_TRANSFER_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
}

static void
bw_transfer_panel_init (BwTransferPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->others = bw_other_calls_new ();
  gtk_list_box_bind_model (self->others_list, bw_other_calls_get_model (self->others), make_row_cb,
                           self, NULL);
  g_signal_connect_object (bw_other_calls_get_model (self->others), "items-changed",
                           G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify::state", G_CALLBACK (update_cb),
                                  self);
}

void
bw_transfer_panel_set_phone (BwTransferPanel *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  bw_other_calls_set (self->others, phone, self->call);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

void
bw_transfer_panel_set_call (BwTransferPanel *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  bw_other_calls_set (self->others, self->phone, call);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}
