/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The fields of a person. What an address is, and what is kept, is decided by others. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-editor.h"

#include "bw-address-field.h"
#include "bw-door.h"
#include "bw-person-avatar.h"
#include "bw-person-picture.h"
#include "bw-store-people.h"
#include "bw-toasts.h"

#include <glib/gi18n.h>

enum { SAVED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwPersonEditor {
  AdwWindow parent_instance;

  /* template widgets */
  GtkButton *save_button;
  GtkScrolledWindow *scroller;
  BwPersonAvatar *avatar;
  AdwAvatar *chosen_picture;
  GtkStack *picture_stack;
  GtkWidget *remove_picture;
  GtkEditable *name;
  GtkLabel *name_trouble;
  GtkWidget *name_trouble_row;
  GtkEditable *organisation;
  GtkListBox *addresses;
  GtkTextBuffer *note;
  GtkSwitch *favourite;
  GtkSwitch *watched;
  GtkEditable *door_digits;
  GtkLabel *door_trouble;
  GtkWidget *door_trouble_row;

  /* owned */
  BwPhone *phone;
  BwPerson *person;
  GBytes *picture; /* a new one; empty: none any more */
  GCancellable *cancellable;
  GtkFileChooserNative *chooser;
  char *before;       /* what was in the fields at first */
  gint64 laid_out_by; /* the frame by which what has appeared has its place */
};

G_DEFINE_FINAL_TYPE (BwPersonEditor, bw_person_editor, ADW_TYPE_WINDOW)

static BwAddressField *
get_field (BwPersonEditor *self, int position)
{
  return (BwAddressField *) gtk_list_box_get_row_at_index (self->addresses, position);
}

static const char *
get_domain (BwPersonEditor *self)
{
  BwAccount *account = bw_phone_get_default_account (self->phone);

  return account ? bw_account_get_domain (account) : NULL;
}

static void
show_name_cb (BwPersonEditor *self)
{
  gtk_widget_set_visible (self->name_trouble_row, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  g_object_set (self->avatar, "name", gtk_editable_get_text (self->name), NULL);
}

static void
show_name_trouble (BwPersonEditor *self, const char *text)
{
  gtk_label_set_label (self->name_trouble, text);
  gtk_widget_set_visible (self->name_trouble_row, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
hide_door_trouble_cb (BwPersonEditor *self)
{
  gtk_widget_set_visible (self->door_trouble_row, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->door_digits), "error");
}

static gboolean
show_end_cb (GtkWidget *scroller, GdkFrameClock *clock, gpointer user_data)
{
  BwPersonEditor *self = user_data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  if (gdk_frame_clock_get_frame_counter (clock) < self->laid_out_by)
    return G_SOURCE_CONTINUE;

  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));

  return G_SOURCE_REMOVE;
}

/* What GTK scrolls to by itself is the field that has the focus, and not what stands below it. */
static void
show_end (BwPersonEditor *self)
{
  GtkWidget *scroller = GTK_WIDGET (self->scroller);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (scroller);

  if (!clock)
    return;

  self->laid_out_by = gdk_frame_clock_get_frame_counter (clock) + 2;
  gtk_widget_add_tick_callback (scroller, show_end_cb, self, NULL);
}

static void
show_door_trouble (BwPersonEditor *self, const char *text)
{
  gtk_label_set_label (self->door_trouble, text);
  gtk_widget_set_visible (self->door_trouble_row, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->door_digits), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->door_digits));
  show_end (self);
}

static void
save_cb (BwPersonEditor *self)
{
  bw_person_editor_save (self);
}

static void
removed_cb (BwPersonEditor *self, BwAddressField *field)
{
  gtk_list_box_remove (self->addresses, GTK_WIDGET (field));
}

static void
moved_cb (BwPersonEditor *self, int by, BwAddressField *field)
{
  int position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (field)) + by;

  if (position < 0 || (by > 0 && !get_field (self, position)))
    return;
  g_object_ref (field);
  gtk_list_box_remove (self->addresses, GTK_WIDGET (field));
  gtk_list_box_insert (self->addresses, GTK_WIDGET (field), position);
  gtk_widget_grab_focus (GTK_WIDGET (field));
  g_object_unref (field);
}

static GtkWidget *
add_field (BwPersonEditor *self, const BwPersonAddress *address)
{
  GtkWidget *field = bw_address_field_new (address);

  g_signal_connect_object (field, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "submitted", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->addresses, field);

  return field;
}

static void
add_address_cb (BwPersonEditor *self)
{
  gtk_widget_grab_focus (add_field (self, NULL));
}

static char *
dup_note (BwPersonEditor *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->note, &start, &end);

  return gtk_text_buffer_get_text (self->note, &start, &end, FALSE);
}

/* All that can be lost, as one text to compare. */
static char *
dup_state (BwPersonEditor *self)
{
  GString *state = g_string_new (gtk_editable_get_text (self->name));
  g_autofree char *note = dup_note (self);
  BwAddressField *field;

  for (int i = 0; (field = get_field (self, i)); i++) {
    g_autofree char *typed = bw_address_field_dup_typed (field);

    g_string_append (state, typed);
  }
  g_string_append_printf (state, "\n%s\n%s\n%s\n%d%d%d", gtk_editable_get_text (self->organisation),
                          note, gtk_editable_get_text (self->door_digits),
                          gtk_switch_get_active (self->favourite),
                          gtk_switch_get_active (self->watched), self->picture != NULL);

  return g_string_free (state, FALSE);
}

/* One that was chosen here is our own PNG; what is kept may be from anywhere, and is decoded with
 * the care that the avatar takes. */
static void
show_picture (BwPersonEditor *self)
{
  gboolean chosen = self->picture && g_bytes_get_size (self->picture) > 0;
  g_autoptr (GdkTexture) texture = chosen ? gdk_texture_new_from_bytes (self->picture, NULL) : NULL;
  BwPerson *kept = self->picture ? NULL : self->person;

  adw_avatar_set_custom_image (self->chosen_picture, GDK_PAINTABLE (texture));
  g_object_set (self->avatar, "phone", self->phone, "person", kept, NULL);
  gtk_stack_set_visible_child_name (self->picture_stack, texture ? "chosen" : "kept");
  gtk_widget_set_visible (self->remove_picture,
                          texture || (kept && bw_person_get_has_picture (kept)));
}

static void
take_picture (BwPersonEditor *self, GBytes *picture)
{
  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = picture;
  show_picture (self);
}

static void
remove_picture_cb (BwPersonEditor *self)
{
  take_picture (self, g_bytes_new (NULL, 0));
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GBytes *picture = bw_person_picture_read_finish (result, &error);

  if (picture)
    take_picture (data, picture);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bw_toasts_say_error (GTK_WIDGET (BW_PERSON_EDITOR (data)->scroller), error);
}

static void
chosen_cb (BwPersonEditor *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file)
    bw_person_picture_read_async (file, self->cancellable, picture_read_cb, self);
  g_clear_object (&self->chooser);
}

static void
choose_picture_cb (BwPersonEditor *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_pixbuf_formats (filter);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a Picture"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* GTK 4.8 trips over a window whose parent went first. */
static void
discard_cb (BwPersonEditor *self, const char *response, GtkWindow *dialog)
{
  if (g_strcmp0 (response, "discard") != 0)
    return;
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
ask_to_discard (BwPersonEditor *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Discard Changes?"),
                                              _ ("What you have typed is not kept yet."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Go On Editing"),
                                    "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
bw_person_editor_close_request (GtkWindow *window)
{
  BwPersonEditor *self = BW_PERSON_EDITOR (window);
  g_autofree char *state = dup_state (self);

  if (g_strcmp0 (state, self->before) == 0)
    return GTK_WINDOW_CLASS (bw_person_editor_parent_class)->close_request (window);
  ask_to_discard (self);

  return GDK_EVENT_STOP;
}

static void
bw_person_editor_dispose (GObject *object)
{
  BwPersonEditor *self = BW_PERSON_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_PERSON_EDITOR);
  g_clear_object (&self->person);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_person_editor_parent_class)->dispose (object);
}

static void
bw_person_editor_finalize (GObject *object)
{
  BwPersonEditor *self = BW_PERSON_EDITOR (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->picture, g_bytes_unref);
  g_free (self->before);

  G_OBJECT_CLASS (bw_person_editor_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-person-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, avatar);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, chosen_picture);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, picture_stack);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, remove_picture);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, name);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, name_trouble);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, name_trouble_row);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, organisation);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, addresses);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, note);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, favourite);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, watched);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, door_digits);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, door_trouble);
  gtk_widget_class_bind_template_child (widget_class, BwPersonEditor, door_trouble_row);
  gtk_widget_class_bind_template_callback (widget_class, add_address_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, hide_door_trouble_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_name_cb);
}

static void
bw_person_editor_class_init (BwPersonEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_person_editor_dispose;
  object_class->finalize = bw_person_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = bw_person_editor_close_request;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_PERSON);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_person_editor_init (BwPersonEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_text (GtkEditable *editable, const char *text)
{
  gtk_editable_set_text (editable, text ? text : "");
}

static void
load (BwPersonEditor *self, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  const char *note = bw_person_get_note (person);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Person"));
  gtk_button_set_label (self->save_button, _ ("_Save"));
  set_text (self->name, bw_person_get_name (person));
  set_text (self->organisation, bw_person_get_organisation (person));
  set_text (self->door_digits, bw_person_get_door_digits (person));
  gtk_text_buffer_set_text (self->note, note ? note : "", -1);
  gtk_switch_set_active (self->favourite, bw_person_get_favourite (person));
  gtk_switch_set_active (self->watched, bw_person_get_watched (person));
  for (guint i = 0; i < addresses->len; i++)
    add_field (self, addresses->pdata[i]);
  show_picture (self);
}

BwPersonEditor *
bw_person_editor_new (GtkWindow *parent, BwPhone *phone, BwPerson *person)
{
  BwPersonEditor *self;

  g_return_val_if_fail (BW_IS_PHONE (phone), NULL);

  self = g_object_new (BW_TYPE_PERSON_EDITOR, "transient-for", parent, NULL);
  self->phone = g_object_ref (phone);
  g_set_object (&self->person, person);
  if (person)
    load (self, person);
  if (!get_field (self, 0))
    add_field (self, NULL);
  self->before = dup_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));

  return self;
}

void
bw_person_editor_fill (BwPersonEditor *self, const char *typed)
{
  g_return_if_fail (BW_IS_PERSON_EDITOR (self));

  if (strchr (typed, '@') || g_ascii_strncasecmp (typed, "sip:", 4) == 0 ||
      g_ascii_isdigit (typed[0]) || bw_looks_like_number (typed))
    bw_address_field_set_text (get_field (self, 0), typed);
  else
    set_text (self->name, typed);
}

void
bw_person_editor_fill_peer (BwPersonEditor *self, const char *name, const char *address)
{
  g_return_if_fail (BW_IS_PERSON_EDITOR (self));

  set_text (self->name, name);
  bw_address_field_set_text (get_field (self, 0), address);
}

/* Returns: (transfer full) (nullable): NULL where one of them is wrong, which has the focus then */
static GPtrArray *
read_addresses (BwPersonEditor *self)
{
  g_autoptr (GPtrArray) addresses =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bw_person_address_free);
  GtkWidget *wrong = NULL;
  BwAddressField *field;

  for (int i = 0; (field = get_field (self, i)); i++) {
    BwPersonAddress *address;

    if (!bw_address_field_read (field, get_domain (self), &address))
      wrong = wrong ? wrong : GTK_WIDGET (field);
    else if (address)
      g_ptr_array_add (addresses, address);
  }
  if (!wrong)
    return g_steal_pointer (&addresses);
  gtk_widget_grab_focus (wrong);

  return NULL;
}

static BwPerson *
make_draft (BwPersonEditor *self, const char *name, GPtrArray *addresses, const char *door)
{
  BwPerson *draft = self->person ? bw_person_copy (self->person) : bw_person_new ();
  g_autofree char *organisation =
      g_strstrip (g_strdup (gtk_editable_get_text (self->organisation)));
  g_autofree char *note = g_strchomp (dup_note (self));

  g_object_set (draft, "name", name, "organisation", organisation[0] ? organisation : NULL, "note",
                note[0] ? note : NULL, "favourite", gtk_switch_get_active (self->favourite),
                "watched", gtk_switch_get_active (self->watched), "door-digits", door, NULL);
  bw_person_set_addresses (draft, addresses);

  return draft;
}

gboolean
bw_person_editor_save (BwPersonEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));
  g_autoptr (GPtrArray) addresses = read_addresses (self);
  g_autofree char *door = NULL;
  g_autoptr (BwPerson) draft = NULL;
  g_autoptr (GError) error = NULL;
  BwPerson *person;

  if (!addresses)
    return FALSE;
  if (name[0] == '\0' && addresses->len == 0) {
    show_name_trouble (self, _ ("Enter a name, or an address at least."));
    return FALSE;
  }
  if (!bw_door_clean_digits (gtk_editable_get_text (self->door_digits), &door, &error)) {
    show_door_trouble (self, error->message);
    return FALSE;
  }
  draft = make_draft (self, name, addresses, door);
  person = bw_store_save_person (bw_phone_get_store (self->phone), draft, self->picture, &error);
  if (!person) {
    bw_toasts_say_error (GTK_WIDGET (self->scroller), error);
    return FALSE;
  }
  g_signal_emit (self, signals[SAVED], 0, person);
  gtk_window_destroy (GTK_WINDOW (self));

  return TRUE;
}
