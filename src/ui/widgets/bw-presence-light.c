/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person's light: an icon for its shape, a style class for its colour. Where a light comes from
 * it does not know. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-presence-light.h"

#include "bw-words.h"

enum { PROP_0, PROP_PRESENCE, PROP_SIZE, PROP_WORDS, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwPresenceLight {
  AdwBin parent_instance;

  GtkImage *image;
  BwPresence presence;
  char *words;
};

G_DEFINE_FINAL_TYPE (BwPresenceLight, bw_presence_light, ADW_TYPE_BIN)

static void
update (BwPresenceLight *self)
{
  const char *classes[] = { "presence-light", bw_presence_class (self->presence), NULL };
  const char *words = self->words ? self->words : bw_words_presence (self->presence);

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_image_set_from_icon_name (self->image, bw_presence_icon (self->presence));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
set_size (BwPresenceLight *self, int size)
{
  if (gtk_image_get_pixel_size (self->image) == size)
    return;
  gtk_image_set_pixel_size (self->image, size);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE]);
}

static void
bw_presence_light_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPresenceLight *self = BW_PRESENCE_LIGHT (object);

  switch (id) {
  case PROP_PRESENCE:
    g_value_set_uint (value, self->presence);
    break;
  case PROP_SIZE:
    g_value_set_int (value, gtk_image_get_pixel_size (self->image));
    break;
  case PROP_WORDS:
    g_value_set_string (value, self->words);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_presence_light_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPresenceLight *self = BW_PRESENCE_LIGHT (object);

  switch (id) {
  case PROP_PRESENCE:
    bw_presence_light_set_presence (self, g_value_get_uint (value));
    break;
  case PROP_SIZE:
    set_size (self, g_value_get_int (value));
    break;
  case PROP_WORDS:
    bw_presence_light_set_words (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_presence_light_finalize (GObject *object)
{
  g_free (BW_PRESENCE_LIGHT (object)->words);

  G_OBJECT_CLASS (bw_presence_light_parent_class)->finalize (object);
}

static void
bw_presence_light_class_init (BwPresenceLightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_presence_light_get_property;
  object_class->set_property = bw_presence_light_set_property;
  object_class->finalize = bw_presence_light_finalize;

  properties[PROP_PRESENCE] = g_param_spec_uint ("presence", NULL, NULL, BW_PRESENCE_UNKNOWN,
                                                 BW_PRESENCE_ONLINE, BW_PRESENCE_UNKNOWN, flags);
  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, 128, 12, flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bw_presence_light_init (BwPresenceLight *self)
{
  self->image = g_object_new (GTK_TYPE_IMAGE, "pixel-size", 12, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->image));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

void
bw_presence_light_set_presence (BwPresenceLight *self, BwPresence presence)
{
  g_return_if_fail (BW_IS_PRESENCE_LIGHT (self));

  if (self->presence == presence)
    return;
  self->presence = presence;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}

void
bw_presence_light_set_words (BwPresenceLight *self, const char *words)
{
  g_return_if_fail (BW_IS_PRESENCE_LIGHT (self));

  if (g_strcmp0 (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORDS]);
}

const char *
bw_presence_icon (BwPresence presence)
{
  switch (presence) {
  case BW_PRESENCE_UNKNOWN:
    return "bw-presence-unknown-symbolic";
  case BW_PRESENCE_OFFLINE:
    return "bw-presence-offline-symbolic";
  case BW_PRESENCE_AWAY:
    return "bw-presence-away-symbolic";
  case BW_PRESENCE_BUSY:
    return "bw-presence-busy-symbolic";
  case BW_PRESENCE_DO_NOT_DISTURB:
    return "bw-presence-do-not-disturb-symbolic";
  case BW_PRESENCE_IN_CALL:
    return "bw-presence-in-call-symbolic";
  case BW_PRESENCE_RINGING:
    return "bw-presence-ringing-symbolic";
  case BW_PRESENCE_ONLINE:
    return "bw-presence-online-symbolic";
  }

  g_return_val_if_reached ("bw-presence-unknown-symbolic");
}

const char *
bw_presence_class (BwPresence presence)
{
  switch (presence) {
  case BW_PRESENCE_UNKNOWN:
    return "unknown";
  case BW_PRESENCE_OFFLINE:
    return "offline";
  case BW_PRESENCE_AWAY:
    return "away";
  case BW_PRESENCE_BUSY:
    return "busy";
  case BW_PRESENCE_DO_NOT_DISTURB:
    return "do-not-disturb";
  case BW_PRESENCE_IN_CALL:
    return "in-call";
  case BW_PRESENCE_RINGING:
    return "ringing";
  case BW_PRESENCE_ONLINE:
    return "online";
  }

  g_return_val_if_reached ("unknown");
}
