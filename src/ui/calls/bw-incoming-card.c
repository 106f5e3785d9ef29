/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One call that rings here, with the picture of a door where one comes already. What the caller
 * calls himself is shown as plain text only.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-incoming-card.h"

#include "bw-peer-avatar.h"
#include "bw-toasts.h"
#include "bw-video-verbs.h"
#include "bw-video-view.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, PROP_ACCOUNT_SHOWN, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { ANSWERED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwIncomingCard {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *address;
  GtkWidget *card;
  BwVideoView *picture;
  GtkLabel *account;
  GtkWidget *answer_video_button;
  GtkWidget *door_button;

  /* owned */
  BwPhone *phone;
  BwCall *call;
  GSignalGroup *call_signals;

  gboolean account_shown;
};

G_DEFINE_FINAL_TYPE (BwIncomingCard, bw_incoming_card, ADW_TYPE_BIN)

static void
announce (BwIncomingCard *self, const char *label)
{
  gboolean video = bw_call_get_video_offered (self->call);
  g_autofree char *text =
      /* Translators: what a screen reader says when somebody calls */
      g_strdup_printf (video ? _ ("Incoming video call from %s") : _ ("Incoming call from %s"),
                       label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_account (BwIncomingCard *self)
{
  BwAccount *account = self->call != NULL ? bw_call_get_account (self->call) : NULL;
  g_autofree char *text = NULL;

  if (account != NULL)
    /* Translators: the account that is called */
    text = g_strdup_printf (_ ("To %s"), bw_account_get_address (account));
  gtk_label_set_label (self->account, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->account), self->account_shown && text != NULL);
}

/* More than two buttons have a line of their own, else a narrow window has no room for the name. */
static void
show_buttons (BwIncomingCard *self)
{
  gboolean video = bw_call_get_video_offered (self->call);
  gboolean door = bw_call_get_door_digits (self->call) != NULL;

  gtk_widget_set_visible (self->answer_video_button, video);
  gtk_widget_set_visible (self->door_button, door);
  bw_video_name_button (self->answer_video_button, bw_video_answer_words (self->phone));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->card), video || door
                                                                   ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
}

static void
update_cb (BwIncomingCard *self)
{
  g_autofree char *beside = NULL;

  if (!self->call)
    return;
  g_object_get (self->peer, "beside", &beside, NULL);
  gtk_label_set_label (self->address,
                       beside[0] ? beside : bw_words_call_state (BW_CALL_STATE_INCOMING));
  show_buttons (self);
  show_account (self);
  announce (self, bw_peer_get_name (self->peer));
}

static void
set_phone (BwIncomingCard *self, BwPhone *phone)
{
  if (g_set_object (&self->phone, phone))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_call (BwIncomingCard *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  bw_video_view_set_sink (self->picture, call != NULL ? bw_call_get_picture (call) : NULL);
  if (call != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}

/* The card goes with the ringing: who calls this holds it. */
static void
finish_answer (BwIncomingCard *self, gboolean answered, const GError *error)
{
  if (answered)
    g_signal_emit (self, signals[ANSWERED], 0);
  else
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
answer_cb (BwIncomingCard *self)
{
  g_autoptr (BwIncomingCard) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  finish_answer (self, bw_video_answer (self->phone, self->call, &error), error);
}

static void
answer_video_cb (BwIncomingCard *self)
{
  g_autoptr (BwIncomingCard) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  finish_answer (self, bw_call_answer (self->call, TRUE, &error), error);
}

static void
door_cb (BwIncomingCard *self)
{
  g_autoptr (GError) error = NULL;

  if (bw_call_open_door (self->call, &error))
    bw_toasts_say (GTK_WIDGET (self), _ ("The digits that open the door were sent"));
  else
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
decline_cb (BwIncomingCard *self)
{
  g_autoptr (GError) error = NULL;

  if (!bw_call_decline (self->call, &error))
    bw_toasts_say_error (GTK_WIDGET (self), error);
}

static void
bw_incoming_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwIncomingCard *self = BW_INCOMING_CARD (object);

  switch (prop_id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  case PROP_ACCOUNT_SHOWN:
    g_value_set_boolean (value, self->account_shown);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_incoming_card_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BwIncomingCard *self = BW_INCOMING_CARD (object);

  switch (prop_id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_CALL:
    set_call (self, g_value_get_object (value));
    break;
  case PROP_ACCOUNT_SHOWN:
    bw_incoming_card_set_account_shown (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_incoming_card_dispose (GObject *object)
{
  BwIncomingCard *self = BW_INCOMING_CARD (object);

  g_clear_object (&self->call_signals);

  G_OBJECT_CLASS (bw_incoming_card_parent_class)->dispose (object);
}

static void
bw_incoming_card_finalize (GObject *object)
{
  g_clear_object (&BW_INCOMING_CARD (object)->call);
  g_clear_object (&BW_INCOMING_CARD (object)->phone);

  G_OBJECT_CLASS (bw_incoming_card_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);
  properties[PROP_ACCOUNT_SHOWN] = g_param_spec_boolean ("account-shown", NULL, NULL, FALSE, flags);

  object_class->get_property = bw_incoming_card_get_property;
  object_class->set_property = bw_incoming_card_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  g_type_ensure (BW_TYPE_VIDEO_SINK);
  g_type_ensure (BW_TYPE_VIDEO_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-incoming-card.ui");
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, peer);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, address);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, card);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, picture);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, account);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, answer_video_button);
  gtk_widget_class_bind_template_child (widget_class, BwIncomingCard, door_button);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_video_cb);
  gtk_widget_class_bind_template_callback (widget_class, door_cb);
  gtk_widget_class_bind_template_callback (widget_class, decline_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
}

static void
bw_incoming_card_class_init (BwIncomingCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_incoming_card_dispose;
  object_class->finalize = bw_incoming_card_finalize;
  install_properties (object_class);

  signals[ANSWERED] = g_signal_new ("answered", BW_TYPE_INCOMING_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
bw_incoming_card_init (BwIncomingCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
}

GtkWidget *
bw_incoming_card_new (BwPhone *phone, BwCall *call)
{
  return g_object_new (BW_TYPE_INCOMING_CARD, "phone", phone, "call", call, NULL);
}

void
bw_incoming_card_set_account_shown (BwIncomingCard *self, gboolean account_shown)
{
  if (self->account_shown == account_shown)
    return;
  self->account_shown = account_shown;
  show_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT_SHOWN]);
}

BwCall *
bw_incoming_card_get_call (BwIncomingCard *self)
{
  return self->call;
}
