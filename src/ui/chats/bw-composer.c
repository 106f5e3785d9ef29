/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where a message is written. It must not know to whom, nor how it is sent.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-composer.h"

#include <string.h>

/* So many lines are seen at once. */
#define MOST_LINES 6

/* The counter is shown when less than this share of the limit is left. */
#define NEAR_LIMIT 5

/* No character takes more bytes. */
#define WIDEST 4

enum { PROP_0, PROP_LIMIT, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { SEND, CHANGED, PASTE_FILES, PASTE_PICTURE, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwComposer {
  AdwBin parent_instance;

  /* template widgets */
  GtkScrolledWindow *scroller;
  GtkTextView *text_view;
  GtkWidget *placeholder;
  GtkLabel *counter;
  GtkMenuButton *emoji_button;
  GtkWidget *send_button;

  GCancellable *pasting;
  guint limit;
  gboolean composing; /* an input method shows what is not in the text yet */
  gboolean quiet;     /* the text is changed by the program */
};

G_DEFINE_FINAL_TYPE (BwComposer, bw_composer, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (BwComposer *self)
{
  return gtk_text_view_get_buffer (self->text_view);
}

/* A long text is not copied at every key where it cannot be too long. */
static gsize
count_bytes (BwComposer *self)
{
  gsize most = (gsize) gtk_text_buffer_get_char_count (get_buffer (self)) * WIDEST;
  g_autofree char *text = NULL;

  if (self->limit == 0 || most < self->limit - self->limit / NEAR_LIMIT)
    return 0;
  text = bw_composer_dup_text (self);

  return strlen (text);
}

static void
show_counter (BwComposer *self, gsize bytes)
{
  gboolean near = self->limit != 0 && bytes > self->limit - self->limit / NEAR_LIMIT;
  g_autofree char *left =
      g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) self->limit - (gint64) bytes);

  gtk_widget_set_visible (GTK_WIDGET (self->counter), near);
  gtk_label_set_label (self->counter, left);
  if (bytes > self->limit)
    gtk_widget_add_css_class (GTK_WIDGET (self->counter), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counter), "error");
}

static void
update (BwComposer *self)
{
  gsize bytes = count_bytes (self);
  gboolean empty = bw_composer_is_empty (self);
  gboolean fits = self->limit == 0 || bytes <= self->limit;

  gtk_widget_set_visible (self->placeholder, empty && !self->composing);
  gtk_widget_set_sensitive (self->send_button, !empty && fits);
  show_counter (self, bytes);
}

static void
changed_cb (BwComposer *self)
{
  update (self);
  if (!self->quiet)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
preedit_cb (BwComposer *self, const char *preedit)
{
  self->composing = preedit != NULL && preedit[0] != '\0';
  update (self);
}

/* White space around it is nobody's message. */
static void
send_cb (BwComposer *self)
{
  g_autofree char *text = bw_composer_dup_text (self);
  char *start = text;

  g_strchomp (text);
  while (*start == '\n' || *start == '\r')
    start++;
  if (start[0] != '\0' && (self->limit == 0 || strlen (start) <= self->limit))
    g_signal_emit (self, signals[SEND], 0, start);
}

static gboolean
is_enter (guint key)
{
  return key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;
}

/* The input method is asked first: in many languages Enter ends a word. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                BwComposer *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (!is_enter (key) || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (event == NULL || !gtk_text_view_im_context_filter_keypress (self->text_view, event))
    send_cb (self);

  return GDK_EVENT_STOP;
}

static void
emoji_cb (BwComposer *self, const char *emoji)
{
  GtkTextBuffer *buffer = get_buffer (self);

  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, emoji, -1, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* There are two thousand of them: they are made when they are asked for. */
static void
make_emoji_cb (GtkMenuButton *button, gpointer data)
{
  GtkWidget *chooser;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  chooser = gtk_emoji_chooser_new ();
  g_signal_connect_object (chooser, "emoji-picked", G_CALLBACK (emoji_cb), data, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, chooser);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BwComposer) self = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL || g_cancellable_is_cancelled (self->pasting))
    return;
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    g_signal_emit (self, signals[PASTE_FILES], 0, g_value_get_boxed (value));
  else
    g_signal_emit (self, signals[PASTE_PICTURE], 0, g_value_get_object (value));
}

/* Files first, for they come with their names as a text; then a text; then a picture. */
static GType
choose_type (GdkContentFormats *formats)
{
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    return GDK_TYPE_FILE_LIST;
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING))
    return G_TYPE_STRING;

  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE) ? GDK_TYPE_TEXTURE
                                                                       : G_TYPE_INVALID;
}

static void
paste_cb (BwComposer *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->text_view));
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_deserialize_gtypes (
      gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));
  GType type = choose_type (formats);

  if (type == G_TYPE_STRING || type == G_TYPE_INVALID)
    return;
  g_signal_stop_emission_by_name (self->text_view, "paste-clipboard");
  gdk_clipboard_read_value_async (clipboard, type, G_PRIORITY_DEFAULT, self->pasting, pasted_cb,
                                  g_object_ref (self));
}

/* The height of so many lines follows the font. */
static void
set_height (BwComposer *self)
{
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->text_view), "X");
  int margins = gtk_text_view_get_top_margin (self->text_view) +
                gtk_text_view_get_bottom_margin (self->text_view);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_scrolled_window_set_max_content_height (self->scroller, MOST_LINES * height + margins);
}

static void
bw_composer_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (bw_composer_parent_class)->css_changed (widget, change);
  set_height (BW_COMPOSER (widget));
}

static void
bw_composer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_LIMIT:
    g_value_set_uint (value, BW_COMPOSER (object)->limit);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_composer_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_LIMIT:
    bw_composer_set_limit (BW_COMPOSER (object), g_value_get_uint (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_composer_dispose (GObject *object)
{
  g_cancellable_cancel (BW_COMPOSER (object)->pasting);

  G_OBJECT_CLASS (bw_composer_parent_class)->dispose (object);
}

static void
bw_composer_finalize (GObject *object)
{
  g_object_unref (BW_COMPOSER (object)->pasting);

  G_OBJECT_CLASS (bw_composer_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  signals[SEND] = g_signal_new ("send", BW_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CHANGED] = g_signal_new ("changed", BW_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PASTE_FILES] = g_signal_new ("paste-files", BW_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_FILE_LIST);
  signals[PASTE_PICTURE] = g_signal_new ("paste-picture", BW_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, GDK_TYPE_TEXTURE);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/chats/bw-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, BwComposer, scroller);
  gtk_widget_class_bind_template_child (widget_class, BwComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, BwComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, BwComposer, counter);
  gtk_widget_class_bind_template_child (widget_class, BwComposer, emoji_button);
  gtk_widget_class_bind_template_child (widget_class, BwComposer, send_button);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, preedit_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
bw_composer_class_init (BwComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bw_composer_get_property;
  object_class->set_property = bw_composer_set_property;
  object_class->dispose = bw_composer_dispose;
  object_class->finalize = bw_composer_finalize;
  widget_class->css_changed = bw_composer_css_changed;

  properties[PROP_LIMIT] =
      g_param_spec_uint ("limit", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_signals ();
  bind_template (widget_class);
}

/* A text view that grows while it scrolls to its end would show what is behind it. */
static void
stay_within_cb (GtkAdjustment *adjustment)
{
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment));
}

static void
bw_composer_init (BwComposer *self)
{
  self->pasting = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                    G_CALLBACK (stay_within_cb), NULL);
  gtk_menu_button_set_create_popup_func (self->emoji_button, make_emoji_cb, self, NULL);
  set_height (self);
}

char *
bw_composer_dup_text (BwComposer *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);

  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

void
bw_composer_set_text (BwComposer *self, const char *text)
{
  GtkTextBuffer *buffer = get_buffer (self);

  self->quiet = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->quiet = FALSE;
}

gboolean
bw_composer_is_empty (BwComposer *self)
{
  return gtk_text_buffer_get_char_count (get_buffer (self)) == 0;
}

void
bw_composer_set_limit (BwComposer *self, guint limit)
{
  if (self->limit == limit)
    return;
  self->limit = limit;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIMIT]);
}

void
bw_composer_focus (BwComposer *self)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (get_buffer (self), &end);
  gtk_text_buffer_place_cursor (get_buffer (self), &end);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}
