/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The current call with all that can be done to it. It follows the phone and decides by itself when
 * there is nothing more to see; where it stands in the window it does not know.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-page.h"

#include "bw-call-controls.h"
#include "bw-call-details.h"
#include "bw-call-strip.h"
#include "bw-call-tile.h"
#include "bw-dial-pad.h"
#include "bw-other-calls.h"
#include "bw-peer-avatar.h"
#include "bw-pin-bar.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwCallPage {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *status;
  GtkWidget *tools;
  GtkMenuButton *details_button;
  GtkImage *lock_icon;
  GtkImage *signal_icon;
  GtkAdjustment *volume;
  BwCallControls *controls;
  BwDialPad *pad;
  GtkLabel *sent_digits;
  GtkLabel *received_digits;
  GtkListBox *others_list;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  BwOtherCalls *others;
  GSignalGroup *phone_signals;
  GSignalGroup *calls_signals;
  GSignalGroup *call_signals;
  GBindingGroup *call_bindings;
  GString *sent;
};

G_DEFINE_FINAL_TYPE (BwCallPage, bw_call_page, ADW_TYPE_BIN)

static gboolean
has_text (gpointer instance, const char *text)
{
  return text != NULL && text[0] != '\0';
}

static const char *
signal_icon_name (double quality)
{
  if (quality >= 4)
    return "network-cellular-signal-excellent-symbolic";
  if (quality >= 3)
    return "network-cellular-signal-good-symbolic";
  if (quality >= 2)
    return "network-cellular-signal-ok-symbolic";

  return "network-cellular-signal-weak-symbolic";
}

static void
show_hints (BwCallPage *self)
{
  double quality = bw_call_get_quality (self->call);
  gboolean secure = bw_call_get_encryption (self->call) != BW_ENCRYPTION_NONE;
  g_autofree char *tooltip = g_strdup_printf (
      _ ("%s. Details of the call"), bw_words_encryption (bw_call_get_encryption (self->call)));

  gtk_image_set_from_icon_name (self->lock_icon,
                                secure ? "channel-secure-symbolic" : "channel-insecure-symbolic");
  gtk_image_set_from_icon_name (self->signal_icon, signal_icon_name (quality));
  gtk_widget_set_visible (GTK_WIDGET (self->signal_icon), quality >= 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->details_button), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->details_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
show_digits (BwCallPage *self)
{
  const char *received = bw_call_get_received_digits (self->call);
  gboolean any = received != NULL && received[0] != '\0';
  /* Translators: digits that the other side of a call has typed */
  g_autofree char *text = g_strdup_printf (_ ("Received: %s"), any ? received : "");

  gtk_label_set_label (self->received_digits, text);
  gtk_widget_set_visible (GTK_WIDGET (self->received_digits), any);
}

static gboolean
has_sound (BwCall *call)
{
  BwCallState state = bw_call_get_state (call);

  return state == BW_CALL_STATE_ACTIVE || state == BW_CALL_STATE_HELD ||
         state == BW_CALL_STATE_HELD_BY_PEER ||
         (bw_call_get_early_media (call) && bw_call_is_live (call));
}

static void
update_cb (BwCallPage *self)
{
  g_autofree char *words = bw_words_call (self->call);

  gtk_label_set_label (self->status, words);
  gtk_widget_set_visible (self->tools, has_sound (self->call));
  show_hints (self);
  show_digits (self);
}

static void
clear_sent (BwCallPage *self)
{
  g_string_truncate (self->sent, 0);
  gtk_label_set_label (self->sent_digits, "");
}

static void
show_call (BwCallPage *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  g_binding_group_set_source (self->call_bindings, call);
  bw_other_calls_set (self->others, self->phone, call);
  clear_sent (self);
  if (call != NULL)
    update_cb (self);
  if (call != NULL && bw_call_is_live (call) && bw_call_is_to_mailbox (call))
    g_object_set (self->controls, "pad-shown", TRUE,
                  NULL); /* a mailbox is told what to do by keys */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

/* A call that has ended stays until there is another one. */
static void
follow_cb (BwCallPage *self)
{
  BwCall *current = self->phone != NULL ? bw_phone_get_current_call (self->phone) : NULL;

  if (current != NULL)
    show_call (self, current);
}

/* What failed is looked at for as long as one likes; what ended well is over. */
static gboolean
ended_well (BwCall *call)
{
  BwCallOutcome outcome = bw_call_get_outcome (call);

  return bw_call_get_direction (call) == BW_DIRECTION_INCOMING ||
         outcome == BW_CALL_OUTCOME_ANSWERED || outcome == BW_CALL_OUTCOME_CANCELLED ||
         outcome == BW_CALL_OUTCOME_REDIRECTED;
}

static gboolean
is_listed (BwCallPage *self)
{
  GListModel *calls = bw_phone_get_calls (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++) {
    g_autoptr (BwCall) call = g_list_model_get_item (calls, i);

    if (call == self->call)
      return TRUE;
  }

  return FALSE;
}

static void
calls_changed_cb (BwCallPage *self)
{
  if (self->call == NULL || bw_call_is_live (self->call) || is_listed (self))
    return;
  if (ended_well (self->call))
    g_signal_emit (self, signals[DONE], 0);
}

static void
done_cb (BwCallPage *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
digit_cb (BwCallPage *self, guint digit)
{
  g_string_append_c (self->sent, (char) digit);
  gtk_label_set_label (self->sent_digits, self->sent->str);
}

static gboolean
key_pressed_cb (BwCallPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;

  if (!plain || character >= 128 || self->call == NULL || !has_sound (self->call))
    return GDK_EVENT_PROPAGATE;

  return bw_dial_pad_press (self->pad, (char) character);
}

static GtkWidget *
make_tile_cb (gpointer item, gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                              bw_call_tile_new (BW_CALL_PAGE (user_data)->phone, item));

  return row;
}

static void
others_changed_cb (BwCallPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->others_list),
                          g_list_model_get_n_items (bw_other_calls_get_model (self->others)) > 0);
}

static void
bw_call_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallPage *self = BW_CALL_PAGE (object);

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
bw_call_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  BwCallPage *self = BW_CALL_PAGE (object);

  switch (prop_id) {
  case PROP_PHONE:
    bw_call_page_set_phone (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_page_dispose (GObject *object)
{
  BwCallPage *self = BW_CALL_PAGE (object);

  g_clear_object (&self->phone_signals);
  g_clear_object (&self->calls_signals);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->call_bindings);
  if (self->others != NULL)
    bw_other_calls_set (self->others, NULL, NULL);
  g_clear_object (&self->others);
  g_clear_object (&self->call);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_call_page_parent_class)->dispose (object);
}

static void
bw_call_page_finalize (GObject *object)
{
  g_string_free (BW_CALL_PAGE (object)->sent, TRUE);

  G_OBJECT_CLASS (bw_call_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, read);

  object_class->get_property = bw_call_page_get_property;
  object_class->set_property = bw_call_page_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, peer);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, status);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, tools);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, details_button);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, lock_icon);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, signal_icon);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, volume);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, controls);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, pad);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, sent_digits);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, received_digits);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, others_list);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_CALL_CONTROLS);
  g_type_ensure (BW_TYPE_CALL_DETAILS);
  g_type_ensure (BW_TYPE_CALL_STRIP);
  g_type_ensure (BW_TYPE_DIAL_PAD);
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  g_type_ensure (BW_TYPE_PIN_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, digit_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
bw_call_page_class_init (BwCallPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_call_page_dispose;
  object_class->finalize = bw_call_page_finalize;
  install_properties (object_class);

  signals[DONE] = g_signal_new ("done", BW_TYPE_CALL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "callpage");
}

static void
follow_others (BwCallPage *self)
{
  GListModel *model;

  self->others = bw_other_calls_new ();
  model = bw_other_calls_get_model (self->others);
  gtk_list_box_bind_model (self->others_list, model, make_tile_cb, self, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (others_changed_cb), self,
                           G_CONNECT_SWAPPED);
  others_changed_cb (self);
}

static void
bw_call_page_init (BwCallPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->sent = g_string_new (NULL);
  follow_others (self);
  self->phone_signals = g_signal_group_new (BW_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "notify::current-call",
                                  G_CALLBACK (follow_cb), self);
  self->calls_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->calls_signals, "items-changed",
                                  G_CALLBACK (calls_changed_cb), self);
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
  self->call_bindings = g_binding_group_new ();
  g_binding_group_bind (self->call_bindings, "volume", self->volume, "value",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

GtkWidget *
bw_call_page_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_CALL_PAGE, "phone", phone, NULL);
}

void
bw_call_page_set_phone (BwCallPage *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  show_call (self, NULL);
  g_signal_group_set_target (self->phone_signals, phone);
  g_signal_group_set_target (self->calls_signals,
                             phone != NULL ? bw_phone_get_calls (phone) : NULL);
  follow_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

BwCall *
bw_call_page_get_call (BwCallPage *self)
{
  return self->call;
}
