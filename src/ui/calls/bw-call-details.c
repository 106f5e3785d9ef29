/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What carries a call: for whoever wants to know, and for comparing the words of ZRTP.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-call-details.h"

#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_CALL, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwCallDetails {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *address;
  GtkLabel *account;
  GtkLabel *codec;
  GtkLabel *quality;
  GtkLabel *encryption;
  GtkLabel *code;
  GtkWidget *code_caption;
  GtkWidget *words_box;
  GtkLabel *words;

  /* owned */
  BwCall *call;
  GSignalGroup *call_signals;
};

G_DEFINE_FINAL_TYPE (BwCallDetails, bw_call_details, ADW_TYPE_BIN)

/* An estimate of 0 to 5 (E-model folded to a MOS, ITU-T G.107) in a word. */
static const char *
quality_words (double quality)
{
  if (quality < 0)
    return _ ("Not known yet");
  if (quality >= 4)
    return _ ("Very good");
  if (quality >= 3)
    return _ ("Good");
  if (quality >= 2)
    return _ ("Fair");

  return _ ("Poor");
}

/* The engine says "opus/48000". */
static char *
codec_words (const char *codec)
{
  g_auto (GStrv) parts = g_strsplit (codec != NULL ? codec : "", "/", 2);
  double khz;

  if (parts[0] == NULL || parts[1] == NULL)
    return g_strdup (codec);
  khz = g_ascii_strtod (parts[1], NULL) / 1000;

  /* Translators: a codec and its sampling rate: "opus, 48 kHz" */
  return g_strdup_printf (_ ("%s, %g kHz"), parts[0], khz);
}

static void
show_value (GtkLabel *label, const char *value)
{
  if (value == NULL || value[0] == '\0')
    /* Translators: stands for a detail of a call that there is not */
    value = C_ ("call detail", "None");
  gtk_label_set_label (label, value);
}

static void
update_cb (BwCallDetails *self)
{
  const char *words = bw_call_get_encryption_code (self->call);
  BwAccount *account = bw_call_get_account (self->call);
  g_autofree char *codec = codec_words (bw_call_get_audio_codec (self->call));
  guint code = bw_call_get_code (self->call);
  g_autofree char *code_text = g_strdup_printf ("%u", code);

  show_value (self->address, bw_call_get_peer (self->call));
  show_value (self->account, account != NULL ? bw_account_get_address (account) : NULL);
  show_value (self->codec, codec);
  show_value (self->quality, quality_words (bw_call_get_quality (self->call)));
  show_value (self->encryption, bw_words_encryption (bw_call_get_encryption (self->call)));
  show_value (self->code, code_text);
  gtk_widget_set_visible (GTK_WIDGET (self->code), code != 0);
  gtk_widget_set_visible (self->code_caption, code != 0);
  gtk_widget_set_visible (self->words_box, words != NULL);
  gtk_label_set_label (self->words, words != NULL ? words : "");
}

static void
bw_call_details_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwCallDetails *self = BW_CALL_DETAILS (object);

  switch (prop_id) {
  case PROP_CALL:
    g_value_set_object (value, self->call);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_details_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  BwCallDetails *self = BW_CALL_DETAILS (object);

  switch (prop_id) {
  case PROP_CALL:
    bw_call_details_set_call (self, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_call_details_dispose (GObject *object)
{
  BwCallDetails *self = BW_CALL_DETAILS (object);

  g_clear_object (&self->call_signals);
  g_clear_object (&self->call);

  G_OBJECT_CLASS (bw_call_details_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_CALL] = g_param_spec_object ("call", NULL, NULL, BW_TYPE_CALL, flags);

  object_class->get_property = bw_call_details_get_property;
  object_class->set_property = bw_call_details_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/calls/bw-call-details.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, address);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, account);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, codec);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, quality);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, encryption);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, code);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, code_caption);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, words_box);
  gtk_widget_class_bind_template_child (widget_class, BwCallDetails, words);
}

static void
bw_call_details_class_init (BwCallDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_call_details_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  bind_template (widget_class);
}

static void
bw_call_details_init (BwCallDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->call_signals = g_signal_group_new (BW_TYPE_CALL);
  g_signal_group_connect_swapped (self->call_signals, "notify", G_CALLBACK (update_cb), self);
}

void
bw_call_details_set_call (BwCallDetails *self, BwCall *call)
{
  if (!g_set_object (&self->call, call))
    return;
  g_signal_group_set_target (self->call_signals, call);
  if (call != NULL)
    update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CALL]);
}
