/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The light of a person in full. "Unknown" is said honestly, and why is a tap away. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-light.h"

#include "bw-presence-light.h"
#include "bw-words.h"

#include <glib/gi18n.h>

struct _BwPersonLight {
  AdwBin parent_instance;

  BwPresenceLight *light;
  GtkLabel *words;
  GtkLabel *origin;
  GtkWidget *why_button;
  GtkLabel *why;

  BwBuddy *buddy;
};

G_DEFINE_FINAL_TYPE (BwPersonLight, bw_person_light, ADW_TYPE_BIN)

static const char *
source_words (BwPresenceSource source)
{
  gboolean status = (source & BW_PRESENCE_SOURCE_STATUS) != 0;
  gboolean phone = (source & BW_PRESENCE_SOURCE_PHONE) != 0;

  if (status && phone)
    return _ ("from their status and their telephone");
  if (phone)
    return _ ("from their telephone");

  return status ? _ ("from their status") : "";
}

/* Since when, and who says so. */
static char *
make_origin (BwBuddy *buddy)
{
  g_autofree char *since = bw_words_since (bw_buddy_get_since (buddy) * G_USEC_PER_SEC);
  const char *source = source_words (bw_buddy_get_source (buddy));

  if (since[0] == '\0' || source[0] == '\0')
    return g_strdup (since[0] != '\0' ? since : source);

  /* Translators: of somebody’s light: “since 14:05, from their telephone” */
  return g_strdup_printf (_ ("%s, %s"), since, source);
}

static char *
make_why (BwBuddy *buddy)
{
  guint code = bw_buddy_get_code (buddy);
  g_autofree char *sentence =
      bw_words_unknown (bw_buddy_get_subscription (buddy), bw_buddy_get_reason (buddy));

  /* Translators: a sentence for why something is not known, and the number of the server’s answer
   */
  return code != 0 ? g_strdup_printf (_ ("%s (%u)"), sentence, code) : g_strdup (sentence);
}

static void
try_again_cb (BwPersonLight *self)
{
  if (self->buddy)
    bw_buddy_refresh (self->buddy);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->why_button));
}

static void
bw_person_light_dispose (GObject *object)
{
  g_clear_object (&BW_PERSON_LIGHT (object)->buddy);

  G_OBJECT_CLASS (bw_person_light_parent_class)->dispose (object);
}

static void
bw_person_light_class_init (BwPersonLightClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_person_light_dispose;
  g_type_ensure (BW_TYPE_PRESENCE_LIGHT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-person-light.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPersonLight, light);
  gtk_widget_class_bind_template_child (widget_class, BwPersonLight, words);
  gtk_widget_class_bind_template_child (widget_class, BwPersonLight, origin);
  gtk_widget_class_bind_template_child (widget_class, BwPersonLight, why_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonLight, why);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
bw_person_light_init (BwPersonLight *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bw_person_light_show (self, NULL);
}

void
bw_person_light_show (BwPersonLight *self, BwBuddy *buddy)
{
  BwPresence presence = buddy ? bw_buddy_get_presence (buddy) : BW_PRESENCE_UNKNOWN;
  g_autofree char *words = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *why = NULL;

  g_return_if_fail (BW_IS_PERSON_LIGHT (self));

  g_set_object (&self->buddy, buddy);
  gtk_widget_set_visible (GTK_WIDGET (self), buddy != NULL);
  if (!buddy)
    return;
  words = bw_words_light (presence, bw_buddy_get_activity (buddy), bw_buddy_get_note (buddy));
  origin = make_origin (buddy);
  why = make_why (buddy);
  bw_presence_light_set_presence (self->light, presence);
  gtk_label_set_label (self->words, words);
  gtk_label_set_label (self->origin, origin);
  gtk_widget_set_visible (GTK_WIDGET (self->origin), origin[0] != '\0');
  gtk_label_set_label (self->why, why);
  gtk_widget_set_visible (self->why_button, presence == BW_PRESENCE_UNKNOWN);
}
