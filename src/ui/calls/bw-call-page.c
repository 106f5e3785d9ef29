/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The current call with all that can be done to it. It follows the phone and decides by itself when
 * there is nothing more to see; where it stands in the window it does not know.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-page.h"

#include "bw-call-controls.h"
#include "bw-call-strip.h"
#include "bw-call-tile.h"
#include "bw-call-tools.h"
#include "bw-controls-hider.h"
#include "bw-dial-pad.h"
#include "bw-other-calls.h"
#include "bw-peer-avatar.h"
#include "bw-pin-bar.h"
#include "bw-recording-light.h"
#include "bw-sharing-strip.h"
#include "bw-video-head.h"
#include "bw-video-question.h"
#include "bw-video-stage.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_CALL, PROP_VIDEO_SHOWN, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwCallPage {
  AdwBin parent_instance;

  /* template widgets */
  BwPeer *peer;
  GtkLabel *status;
  GtkWidget *tools;
  GtkOverlay *layers;
  BwVideoStage *stage;
  GtkWidget *sheet;
  GtkScrolledWindow *scroller;
  GtkWidget *identity;
  GtkRevealer *controls_revealer;
  BwCallControls *controls;
  GtkRevealer *head;
  BwVideoHead *video_head;
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
  GSignalGroup *picture_signals;
  BwControlsHider *hider;
  GString *sent;

  guint settling; /* source */
  gboolean video_shown;
};

G_DEFINE_FINAL_TYPE (BwCallPage, bw_call_page, ADW_TYPE_BIN)

static gboolean
has_text (gpointer instance, const char *text)
{
  return text != NULL && text[0] != '\0';
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

/* What was agreed on decides; on hold, when nothing is agreed on, the page stays what it was, and
 * before the answer a picture that comes is reason enough (a door station). */
static gboolean
wants_video (BwCallPage *self)
{
  switch (bw_call_get_state (self->call)) {
  case BW_CALL_STATE_ACTIVE:
    return bw_call_get_video_direction (self->call) != BW_VIDEO_DIRECTION_NONE;
  case BW_CALL_STATE_HELD:
  case BW_CALL_STATE_HELD_BY_PEER:
    return self->video_shown && bw_call_get_video (self->call);
  case BW_CALL_STATE_INCOMING:
  case BW_CALL_STATE_DIALING:
  case BW_CALL_STATE_RINGING:
    return bw_video_sink_get_width (bw_call_get_picture (self->call)) > 0;
  case BW_CALL_STATE_ENDED:
    break;
  }

  return FALSE;
}

/* With a picture the sheet is as high as what is on it, and stands at the lower edge. */
static void
lay_out_sheet (BwCallPage *self)
{
  gboolean video = self->video_shown;
  GtkAlign align = video ? GTK_ALIGN_END : GTK_ALIGN_FILL;

  gtk_widget_set_valign (self->sheet, align);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), !video);
  gtk_scrolled_window_set_propagate_natural_height (self->scroller, video);
  gtk_widget_set_visible (self->identity, !video);
  if (video)
    gtk_widget_add_css_class (GTK_WIDGET (self), "with-video");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "with-video");
}

static gboolean
is_pad_shown (BwCallPage *self)
{
  gboolean shown;

  g_object_get (self->controls, "pad-shown", &shown, NULL);

  return shown;
}

static void
show_body_cb (BwCallPage *self)
{
  gboolean others = g_list_model_get_n_items (bw_other_calls_get_model (self->others)) > 0;
  gboolean digits = gtk_widget_get_visible (GTK_WIDGET (self->received_digits));
  gboolean any = others || digits || is_pad_shown (self);

  gtk_widget_set_visible (GTK_WIDGET (self->others_list), others);
  gtk_widget_set_visible (GTK_WIDGET (self->scroller),
                          !self->video_shown || (any && bw_controls_hider_get_shown (self->hider)));
}

static void
place_pictures (BwCallPage *self)
{
  gboolean shown = bw_controls_hider_get_shown (self->hider);
  gint top = 0, bottom = 0;

  if (shown) {
    gtk_widget_measure (GTK_WIDGET (self->head), GTK_ORIENTATION_VERTICAL, -1, NULL, &top, NULL,
                        NULL);
    gtk_widget_measure (GTK_WIDGET (self->controls), GTK_ORIENTATION_VERTICAL, -1, NULL, &bottom,
                        NULL, NULL);
  }
  bw_video_stage_set_insets (self->stage, top, bottom);
}

/* Where the focus goes with the controls, digits are still typed on the page. */
static void
controls_shown_cb (BwCallPage *self)
{
  gboolean shown = bw_controls_hider_get_shown (self->hider);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  if (!shown && focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_revealer_set_reveal_child (self->head, shown);
  gtk_revealer_set_reveal_child (self->controls_revealer, shown);
  gtk_widget_set_can_target (GTK_WIDGET (self->head), shown);
  gtk_widget_set_can_target (self->sheet, shown);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->stage), shown ? NULL : "none");
  show_body_cb (self);
  place_pictures (self);
}

static gboolean
holds_focus (BwCallPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus && (gtk_widget_is_ancestor (focus, self->sheet) ||
                   gtk_widget_is_ancestor (focus, GTK_WIDGET (self->head)) ||
                   gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stage)));
}

static gboolean
may_hide_cb (BwCallPage *self)
{
  return !is_pad_shown (self) && !bw_video_head_get_open (self->video_head) &&
         !bw_call_controls_get_open (self->controls) &&
         (bw_controls_hider_is_by_pointer (self->hider) || !holds_focus (self));
}

static void
set_video_shown (BwCallPage *self, gboolean shown)
{
  if (self->video_shown == shown)
    return;
  self->video_shown = shown;
  lay_out_sheet (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIDEO_SHOWN]);
  place_pictures (self);
  show_body_cb (self);
}

static gboolean
settle_cb (gpointer user_data)
{
  BwCallPage *self = user_data;

  self->settling = 0;
  set_video_shown (self, self->call && wants_video (self));

  return G_SOURCE_REMOVE;
}

/* A call that is held, or taken up again, tells first that nothing is agreed on, and then why: the
 * page goes by what there is once all is told. */
static void
update_video_cb (BwCallPage *self)
{
  gboolean shown = self->call && wants_video (self);
  gboolean live = shown && bw_video_sink_get_live (bw_call_get_picture (self->call));

  bw_controls_hider_set_active (self->hider,
                                live && bw_call_get_state (self->call) == BW_CALL_STATE_ACTIVE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.swap",
                                 live && bw_call_get_video_direction (self->call) &
                                             BW_VIDEO_DIRECTION_SEND);
  if (shown || !self->call)
    set_video_shown (self, shown);
  else if (self->video_shown && !self->settling)
    self->settling = g_idle_add (settle_cb, self);
  show_body_cb (self);
}

static void
picture_pressed_cb (BwCallPage *self, gint n)
{
  if (n == 2)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.full-screen", NULL);
}

static void
swap_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwVideoStage *stage = BW_CALL_PAGE (widget)->stage;

  bw_video_stage_set_swapped (stage, !bw_video_stage_get_swapped (stage));
}

static void
update_cb (BwCallPage *self)
{
  g_autofree char *words = bw_words_call (self->call);

  gtk_label_set_label (self->status, words);
  gtk_widget_set_visible (self->tools, has_sound (self->call));
  show_digits (self);
  update_video_cb (self);
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
  g_signal_group_set_target (self->picture_signals, call ? bw_call_get_picture (call) : NULL);
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
  case PROP_VIDEO_SHOWN:
    g_value_set_boolean (value, self->video_shown);
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

  g_clear_handle_id (&self->settling, g_source_remove);
  g_clear_object (&self->phone_signals);
  g_clear_object (&self->calls_signals);
  g_clear_object (&self->call_signals);
  g_clear_object (&self->picture_signals);
  if (self->others != NULL)
    bw_other_calls_set (self->others, NULL, NULL);
  g_clear_object (&self->others);
  g_clear_object (&self->hider);
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
  properties[PROP_VIDEO_SHOWN] = g_param_spec_boolean ("video-shown", NULL, NULL, FALSE, read);

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
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, layers);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, stage);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, identity);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, controls_revealer);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, head);
  gtk_widget_class_bind_template_child (widget_class, BwCallPage, video_head);
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
  g_type_ensure (BW_TYPE_CALL_STRIP);
  g_type_ensure (BW_TYPE_CALL_TOOLS);
  g_type_ensure (BW_TYPE_DIAL_PAD);
  g_type_ensure (BW_TYPE_PEER);
  g_type_ensure (BW_TYPE_PEER_AVATAR);
  g_type_ensure (BW_TYPE_PIN_BAR);
  g_type_ensure (BW_TYPE_RECORDING_LIGHT);
  g_type_ensure (BW_TYPE_SHARING_STRIP);
  g_type_ensure (BW_TYPE_VIDEO_HEAD);
  g_type_ensure (BW_TYPE_VIDEO_QUESTION);
  g_type_ensure (BW_TYPE_VIDEO_STAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, digit_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, picture_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_body_cb);
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

  gtk_widget_class_install_action (widget_class, "page.swap", NULL, swap_action);
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "callpage");
}

/* Sound alone is laid out as if the picture were not there. */
static void
make_layers (BwCallPage *self)
{
  gtk_overlay_set_measure_overlay (self->layers, self->sheet, TRUE);
  self->hider = bw_controls_hider_new (GTK_WIDGET (self->layers));
  g_signal_connect_object (self->hider, "notify::shown", G_CALLBACK (controls_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hider, "may-hide", G_CALLBACK (may_hide_cb), self,
                           G_CONNECT_SWAPPED);
  self->picture_signals = g_signal_group_new (BW_TYPE_VIDEO_SINK);
  g_signal_group_connect_swapped (self->picture_signals, "notify", G_CALLBACK (update_video_cb),
                                  self);
}

static void
follow_others (BwCallPage *self)
{
  GListModel *model;

  self->others = bw_other_calls_new ();
  model = bw_other_calls_get_model (self->others);
  gtk_list_box_bind_model (self->others_list, model, make_tile_cb, self, NULL);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (show_body_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bw_call_page_init (BwCallPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->sent = g_string_new (NULL);
  make_layers (self);
  follow_others (self);
  self->phone_signals = g_signal_group_new (BW_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "notify::current-call",
                                  G_CALLBACK (follow_cb), self);
  self->calls_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->calls_signals, "items-changed",
                                  G_CALLBACK (calls_changed_cb), self);
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
  update_video_cb (self);
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

gboolean
bw_call_page_get_video_shown (BwCallPage *self)
{
  return self->video_shown;
}

BwControlsHider *
bw_call_page_get_hider (BwCallPage *self)
{
  return self->hider;
}

BwVideoStage *
bw_call_page_get_stage (BwCallPage *self)
{
  return self->stage;
}
