/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The note beside one's light. What becomes of it when its time is over is the presence's matter.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-note-editor.h"

#include "bw-note-expiry.h"
#include "bw-words.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PRESENCE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwNoteEditor {
  AdwBin parent_instance;

  /* template widgets */
  GtkEntry *entry;
  GtkWidget *details;
  GtkDropDown *expiry;
  GtkWidget *clock;
  GtkWidget *clock_face;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkWidget *set_button;
  GtkLabel *until;

  /* owned */
  GSignalGroup *presence;
  char *shown; /* the note that the entry was filled with */
};

G_DEFINE_FINAL_TYPE (BwNoteEditor, bw_note_editor, ADW_TYPE_BIN)

static BwMyPresence *
dup_presence (BwNoteEditor *self)
{
  return g_signal_group_dup_target (self->presence);
}

/* What holds now, for who is changing it. */
static void
show_until (BwNoteEditor *self, const char *note, gint64 expires)
{
  g_autofree char *moment = NULL;
  g_autofree char *text = NULL;

  if (note && expires > 0) {
    moment = bw_words_moment_at (expires * G_USEC_PER_SEC, g_get_real_time ());
    /* Translators: the note that others see now, and until when: “Now: at lunch, until 15:00” */
    text = g_strdup_printf (_ ("Now: %s, until %s"), note, moment);
  }
  gtk_label_set_label (self->until, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->until), text != NULL);
}

static guint
get_number (GtkSpinButton *spin)
{
  return (guint) gtk_spin_button_get_value_as_int (spin);
}

/* Whether the choice is another end than that of the note. */
static gboolean
is_other_end (BwNoteEditor *self, gint64 expires)
{
  BwNoteExpiry choice = gtk_drop_down_get_selected (self->expiry);
  g_autoptr (GDateTime) end = expires > 0 ? g_date_time_new_from_unix_local (expires) : NULL;

  if (choice != BW_NOTE_EXPIRY_AT)
    return choice != BW_NOTE_EXPIRY_NEVER || end;

  return !end || get_number (self->hour) != (guint) g_date_time_get_hour (end) ||
         get_number (self->minute) != (guint) g_date_time_get_minute (end);
}

/* What is set already needs no button; where there is nothing, there is no end to choose. */
static void
edited_cb (BwNoteEditor *self)
{
  g_autoptr (BwMyPresence) presence = dup_presence (self);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *note = presence ? bw_my_presence_get_note (presence) : NULL;
  gint64 expires = presence ? bw_my_presence_get_note_expires (presence) : 0;
  gboolean changed = g_strcmp0 (text, note ? note : "") != 0;
  gboolean timed = text[0] != '\0';
  gboolean settable = changed || (timed && is_other_end (self, expires));

  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     timed ? "edit-clear-symbolic" : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->expiry), timed);
  gtk_widget_set_visible (self->clock,
                          timed && gtk_drop_down_get_selected (self->expiry) == BW_NOTE_EXPIRY_AT);
  gtk_widget_set_visible (self->set_button, settable);
  show_until (self, settable ? note : NULL, expires);
  gtk_widget_set_visible (self->details, timed || changed);
}

/* The end of the note that is shown, or the next full hour, to be changed. */
static void
fill_end (BwNoteEditor *self, gint64 expires)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) end = expires > 0 ? g_date_time_new_from_unix_local (expires) : NULL;
  int hour = end ? g_date_time_get_hour (end) : (g_date_time_get_hour (now) + 1) % 24;

  gtk_drop_down_set_selected (self->expiry, end ? BW_NOTE_EXPIRY_AT : BW_NOTE_EXPIRY_NEVER);
  gtk_spin_button_set_value (self->hour, hour);
  gtk_spin_button_set_value (self->minute, end ? g_date_time_get_minute (end) : 0);
}

static void
fill (BwNoteEditor *self, const char *note, gint64 expires)
{
  g_free (self->shown);
  self->shown = g_strdup (note);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), note);
  fill_end (self, expires);
}

/* A note that ends, or that another program sets, leaves alone what is being typed. */
static void
note_cb (BwNoteEditor *self)
{
  g_autoptr (BwMyPresence) presence = dup_presence (self);
  const char *note = presence ? bw_my_presence_get_note (presence) : NULL;

  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->shown) == 0)
    fill (self, note ? note : "", note ? bw_my_presence_get_note_expires (presence) : 0);
  edited_cb (self);
}

static void
set_cb (BwNoteEditor *self)
{
  g_autoptr (BwMyPresence) presence = dup_presence (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *note =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  gint64 expires = bw_note_expiry (gtk_drop_down_get_selected (self->expiry), now,
                                   get_number (self->hour), get_number (self->minute));

  if (!presence)
    return;
  fill (self, note, note[0] ? expires : 0);
  bw_my_presence_set_note (presence, note[0] ? note : NULL, note[0] ? expires : 0);
  note_cb (self);
}

static void
clear_cb (BwNoteEditor *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  set_cb (self);
}

/* Two digits each, as a clock shows them. */
static gboolean
output_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  if (strcmp (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static void
set_presence (BwNoteEditor *self, BwMyPresence *presence)
{
  g_autoptr (BwMyPresence) before = dup_presence (self);

  if (before == presence)
    return;
  g_signal_group_set_target (self->presence, presence);
  note_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}

static gboolean
bw_note_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BW_NOTE_EDITOR (widget)->entry));
}

static void
bw_note_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PRESENCE:
    g_value_take_object (value, dup_presence (BW_NOTE_EDITOR (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_note_editor_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PRESENCE:
    set_presence (BW_NOTE_EDITOR (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_note_editor_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_NOTE_EDITOR);
  g_clear_object (&BW_NOTE_EDITOR (object)->presence);
  g_clear_pointer (&BW_NOTE_EDITOR (object)->shown, g_free);

  G_OBJECT_CLASS (bw_note_editor_parent_class)->dispose (object);
}

static void
bw_note_editor_class_init (BwNoteEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_note_editor_dispose;
  object_class->get_property = bw_note_editor_get_property;
  object_class->set_property = bw_note_editor_set_property;
  widget_class->grab_focus = bw_note_editor_grab_focus;

  properties[PROP_PRESENCE] =
      g_param_spec_object ("presence", NULL, NULL, BW_TYPE_MY_PRESENCE,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/window/bw-note-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, details);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, expiry);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, clock);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, clock_face);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, hour);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, minute);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, set_button);
  gtk_widget_class_bind_template_child (widget_class, BwNoteEditor, until);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, output_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
}

static void
bw_note_editor_init (BwNoteEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = g_strdup ("");
  /* A clock reads from left to right in every language. */
  gtk_widget_set_direction (self->clock_face, GTK_TEXT_DIR_LTR);
  self->presence = g_signal_group_new (BW_TYPE_MY_PRESENCE);
  g_signal_group_connect_swapped (self->presence, "notify::note", G_CALLBACK (note_cb), self);
  g_signal_group_connect_swapped (self->presence, "notify::note-expires", G_CALLBACK (note_cb),
                                  self);
}
