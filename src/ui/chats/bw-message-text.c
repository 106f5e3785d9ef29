/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The text of a message. What a peer sends is shown as it is; where it leads is decided elsewhere.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-message-text.h"

#include "bw-text-links.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is longer is folded: a screen or two. Pango takes the square of the length of a word in
 * time.
 */
#define FOLD_BYTES 2000
#define FOLD_LINES 30
#define FOLD_WORD 1000

/* So much more is shown at once. */
#define MORE_BYTES 20000

/* A label that is longer is told its least width, for it would take long to find it out. */
#define LONG_LABEL 200
#define LEAST_CHARS 8

enum { PROP_0, PROP_TEXT, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwMessageText {
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *label;
  GtkBox *rest; /* labels for what comes behind a fold */
  GtkButton *show_more;

  char *text;
  gsize shown; /* bytes of it */
};

G_DEFINE_FINAL_TYPE (BwMessageText, bw_message_text, ADW_TYPE_BIN)

static void
show (GtkLabel *label, const char *text)
{
  g_autoptr (GArray) links = bw_text_links_find (text);
  g_autofree char *markup = links->len > 0 ? bw_text_links_to_markup (text, links) : NULL;

  gtk_label_set_width_chars (label, strlen (text) > LONG_LABEL ? LEAST_CHARS : -1);
  if (markup != NULL)
    gtk_label_set_markup (label, markup);
  else
    gtk_label_set_text (label, text);
}

/* What is left to be shown, if it is more than a few lines. */
static void
offer_more (BwMessageText *self)
{
  gsize left = strlen (self->text != NULL ? self->text : "") - self->shown;

  gtk_widget_set_visible (GTK_WIDGET (self->show_more), left > 0);
  gtk_button_set_label (self->show_more, left > MORE_BYTES ? _ ("Show _More") : _ ("Show _All"));
}

static void
clear_rest (BwMessageText *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rest))) != NULL)
    gtk_box_remove (self->rest, child);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), FALSE);
}

static void
show_folded (BwMessageText *self)
{
  const char *text = self->text != NULL ? self->text : "";
  g_autofree char *beginning = NULL;

  self->shown = bw_message_text_find_fold (text);
  if (text[self->shown] != '\0')
    beginning = g_strdup_printf ("%.*s…", (int) self->shown, text);
  show (self->label, beginning != NULL ? beginning : text);
  clear_rest (self);
  offer_more (self);
}

static gboolean
activate_link_cb (BwMessageText *self, const char *uri)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "message.follow-link", "s", uri);

  return GDK_EVENT_STOP;
}

static void
add_piece (BwMessageText *self, const char *text, gsize length)
{
  g_autofree char *piece = g_strndup (text, length);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "max-width-chars", gtk_label_get_max_width_chars (self->label), NULL);

  g_signal_connect_object (label, "activate-link", G_CALLBACK (activate_link_cb), self,
                           G_CONNECT_SWAPPED);
  show (GTK_LABEL (label), piece);
  gtk_box_append (self->rest, label);
}

/* The dots at the fold go when there is more. */
static void
unfold (BwMessageText *self)
{
  g_autofree char *beginning = g_strndup (self->text, bw_message_text_find_fold (self->text));

  show (self->label, beginning);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), TRUE);
}

/* Piece by piece: a label of all of it would stop the program for seconds. */
static void
show_more_cb (BwMessageText *self)
{
  gsize goal = self->shown + MORE_BYTES;

  unfold (self);
  while (self->shown < goal && self->text[self->shown] != '\0') {
    const char *text = self->text + self->shown;
    gboolean at_space = *text == ' ' || *text == '\n'; /* where it was cut a line ends anyway */
    gsize length = bw_message_text_find_fold (text + at_space);

    add_piece (self, text + at_space, length);
    self->shown += length + at_space;
  }
  offer_more (self);
}

static void
bw_message_text_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_TEXT:
    g_value_set_string (value, BW_MESSAGE_TEXT (object)->text);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_message_text_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_TEXT:
    bw_message_text_set_text (BW_MESSAGE_TEXT (object), g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_message_text_finalize (GObject *object)
{
  g_free (BW_MESSAGE_TEXT (object)->text);

  G_OBJECT_CLASS (bw_message_text_parent_class)->finalize (object);
}

static void
bw_message_text_class_init (BwMessageTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bw_message_text_get_property;
  object_class->set_property = bw_message_text_set_property;
  object_class->finalize = bw_message_text_finalize;

  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/chats/bw-message-text.ui");
  gtk_widget_class_bind_template_child (widget_class, BwMessageText, label);
  gtk_widget_class_bind_template_child (widget_class, BwMessageText, rest);
  gtk_widget_class_bind_template_child (widget_class, BwMessageText, show_more);
  gtk_widget_class_bind_template_callback (widget_class, show_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_link_cb);
  gtk_widget_class_set_css_name (widget_class, "messagetext");
}

static void
bw_message_text_init (BwMessageText *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
bw_message_text_set_text (BwMessageText *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  show_folded (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/* Where a line or a word ends, if there is one not far before. */
static gsize
find_break (const char *text, gsize end)
{
  gsize far = end - end / 4;

  for (gsize i = end; i > far; i--)
    if (g_ascii_isspace (text[i]))
      return i;
  while (end > 0 && ((guchar) text[end] & 0xc0) == 0x80)
    end--;

  return end;
}

gsize
bw_message_text_find_fold (const char *text)
{
  gsize length = strlen (text);
  gsize word = 0;
  guint lines = 0;

  for (gsize i = 0; i < length; i++) {
    lines += text[i] == '\n';
    if (g_ascii_isspace (text[i]))
      word = i;
    if (lines == FOLD_LINES)
      return i;
    if (i - word == FOLD_WORD || (i == FOLD_BYTES && length > FOLD_BYTES + FOLD_BYTES / 2))
      return find_break (text, i);
  }

  return length;
}
