/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The picture of a person. It decides what stands for somebody of whom only a number is known.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-avatar.h"

enum { PROP_0, PROP_NAME, PROP_SIZE, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPersonAvatar {
  AdwBin parent_instance;

  AdwAvatar *avatar;
  char *name;
  int size;
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

static void
set_size (BwPersonAvatar *self, int size)
{
  if (self->size == size)
    return;
  self->size = size;
  adw_avatar_set_size (self->avatar, size);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
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
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_person_avatar_finalize (GObject *object)
{
  g_free (BW_PERSON_AVATAR (object)->name);

  G_OBJECT_CLASS (bw_person_avatar_parent_class)->finalize (object);
}

static void
bw_person_avatar_class_init (BwPersonAvatarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_person_avatar_get_property;
  object_class->set_property = bw_person_avatar_set_property;
  object_class->finalize = bw_person_avatar_finalize;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 1024, 40, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
bw_person_avatar_init (BwPersonAvatar *self)
{
  self->size = 40;
  self->avatar = ADW_AVATAR (adw_avatar_new (self->size, NULL, FALSE));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->avatar));
}
