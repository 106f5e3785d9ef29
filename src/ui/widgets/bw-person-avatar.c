/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The picture of a person. It decides what stands for somebody of whom only a number is known, and
 * where the light is.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-avatar.h"

#include "bw-face.h"
#include "bw-presence-light.h"

enum { PROP_0, PROP_NAME, PROP_SIZE, PROP_PHONE, PROP_PERSON, PROP_PRESENCE, PROP_WORDS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPersonAvatar {
  AdwBin parent_instance;

  GtkOverlay *overlay;
  AdwAvatar *avatar;
  BwPresenceLight *light; /* made when it is first wanted */
  char *name;
  char *words;
  int size;
  int presence;

  BwPhone *phone;
  GSignalGroup *person; /* whose picture it is */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (BwPersonAvatar, bw_person_avatar, ADW_TYPE_BIN)

/* The first letter decides: "+49 30" has no initials, "Bob" has. */
static gboolean
has_initials (const char *name)
{
  return name != NULL && g_unichar_isalpha (g_utf8_get_char (name));
}

static void
set_name (BwPersonAvatar *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, has_initials (name));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

/* Large enough to tell the shapes apart, small enough to leave the face to be seen. */
static void
size_light (BwPersonAvatar *self)
{
  g_object_set (self->light, "size", CLAMP (self->size / 4, 12, 24), NULL);
}

static BwPresenceLight *
ensure_light (BwPersonAvatar *self)
{
  if (self->light)
    return self->light;
  self->light = g_object_new (BW_TYPE_PRESENCE_LIGHT, NULL);
  gtk_widget_set_halign (GTK_WIDGET (self->light), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->light), GTK_ALIGN_END);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->light));
  bw_presence_light_set_words (self->light, self->words);
  size_light (self);

  return self->light;
}

static void
set_size (BwPersonAvatar *self, int size)
{
  if (self->size == size)
    return;
  self->size = size;
  adw_avatar_set_size (self->avatar, size);
  if (self->light)
    size_light (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

static void
show_face (BwPersonAvatar *self, GdkTexture *face)
{
  adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (face));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) face = bw_face_load_finish (BW_PERSON (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* another person is shown, or the avatar is gone */
  if (error)
    g_debug ("The picture of a person cannot be shown: %s", error->message);
  show_face (user_data, face);
}

static void
stop_loading (BwPersonAvatar *self)
{
  if (self->loading)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
picture_cb (BwPersonAvatar *self)
{
  g_autoptr (BwPerson) person = g_signal_group_dup_target (self->person);
  gboolean any = person && bw_person_get_has_picture (person);
  g_autoptr (GdkTexture) face = any ? bw_face_lookup (person) : NULL;

  stop_loading (self);
  show_face (self, face);
  if (!any || face || !self->phone)
    return;
  self->loading = g_cancellable_new ();
  bw_face_load_async (self->phone, person, self->loading, loaded_cb, self);
}

static void
set_phone (BwPersonAvatar *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  picture_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_person (BwPersonAvatar *self, BwPerson *person)
{
  g_autoptr (BwPerson) before = g_signal_group_dup_target (self->person);

  if (before == person)
    return;
  g_signal_group_set_target (self->person, person);
  picture_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

static void
set_words (BwPersonAvatar *self, const char *words)
{
  if (g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  if (self->light)
    bw_presence_light_set_words (self->light, words);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

static void
bw_person_avatar_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwPersonAvatar *self = BW_PERSON_AVATAR (object);

  switch (prop_id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_SIZE:
    g_value_set_int (value, self->size);
    break;
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_PERSON:
    g_value_take_object (value, g_signal_group_dup_target (self->person));
    break;
  case PROP_PRESENCE:
    g_value_set_int (value, self->presence);
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_person_avatar_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BwPersonAvatar *self = BW_PERSON_AVATAR (object);

  switch (prop_id) {
  case PROP_NAME:
    set_name (self, g_value_get_string (value));
    break;
  case PROP_SIZE:
    set_size (self, g_value_get_int (value));
    break;
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_PERSON:
    set_person (self, g_value_get_object (value));
    break;
  case PROP_PRESENCE:
    bw_person_avatar_set_presence (self, g_value_get_int (value));
    break;
  case PROP_WORDS:
    set_words (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_person_avatar_dispose (GObject *object)
{
  BwPersonAvatar *self = BW_PERSON_AVATAR (object);

  stop_loading (self);
  g_clear_object (&self->person);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_person_avatar_parent_class)->dispose (object);
}

static void
bw_person_avatar_finalize (GObject *object)
{
  g_free (BW_PERSON_AVATAR (object)->name);
  g_free (BW_PERSON_AVATAR (object)->words);

  G_OBJECT_CLASS (bw_person_avatar_parent_class)->finalize (object);
}

static void
bw_person_avatar_class_init (BwPersonAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_person_avatar_get_property;
  object_class->set_property = bw_person_avatar_set_property;
  object_class->dispose = bw_person_avatar_dispose;
  object_class->finalize = bw_person_avatar_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 1024, 40, flags);
  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  properties[PROP_PRESENCE] =
      g_param_spec_int ("presence", NULL, NULL, BW_PERSON_AVATAR_NO_LIGHT, BW_PRESENCE_ONLINE,
                        BW_PERSON_AVATAR_NO_LIGHT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bw_person_avatar_init (BwPersonAvatar *self)
{
  self->size = 40;
  self->presence = BW_PERSON_AVATAR_NO_LIGHT;
  self->avatar = ADW_AVATAR (adw_avatar_new (self->size, NULL, FALSE));
  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->overlay), "on-picture");
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->avatar));
  gtk_widget_set_halign (GTK_WIDGET (self->overlay), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->overlay), GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->overlay));
  self->person = g_signal_group_new (BW_TYPE_PERSON);
  g_signal_group_connect_swapped (self->person, "notify::has-picture", G_CALLBACK (picture_cb),
                                  self);
}

GtkWidget *
bw_person_avatar_get_light (BwPersonAvatar *self)
{
  g_return_val_if_fail (BW_IS_PERSON_AVATAR (self), NULL);

  return self->presence != BW_PERSON_AVATAR_NO_LIGHT ? GTK_WIDGET (self->light) : NULL;
}

void
bw_person_avatar_set_presence (BwPersonAvatar *self, int presence)
{
  g_return_if_fail (BW_IS_PERSON_AVATAR (self));

  if (self->presence == presence)
    return;
  self->presence = presence;
  if (presence != BW_PERSON_AVATAR_NO_LIGHT)
    bw_presence_light_set_presence (ensure_light (self), (BwPresence) presence);
  if (self->light)
    gtk_widget_set_visible (GTK_WIDGET (self->light), presence != BW_PERSON_AVATAR_NO_LIGHT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}
