/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One of the addresses of a person, as it is on their page. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-address-row.h"

#include "bw-address-field.h"
#include "bw-peer-label.h"
#include "bw-person-verbs.h"
#include "bw-presence-light.h"
#include "bw-words.h"

#include <glib/gi18n.h>

struct _BwPersonAddressRow {
  AdwActionRow parent_instance;

  BwPresenceLight *light;
  GtkActionable *call_button;
  GtkActionable *message_button;
  GtkActionable *copy_button;

  BwPhone *phone;
  BwPersonAddress *address;
};

G_DEFINE_FINAL_TYPE (BwPersonAddressRow, bw_person_address_row, ADW_TYPE_ACTION_ROW)

static void
bw_person_address_row_finalize (GObject *object)
{
  BwPersonAddressRow *self = BW_PERSON_ADDRESS_ROW (object);

  g_clear_object (&self->phone);
  g_clear_pointer (&self->address, bw_person_address_free);

  G_OBJECT_CLASS (bw_person_address_row_parent_class)->finalize (object);
}

static void
bw_person_address_row_class_init (BwPersonAddressRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bw_person_address_row_finalize;
  g_type_ensure (BW_TYPE_PRESENCE_LIGHT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/people/bw-person-address-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BwPersonAddressRow, light);
  gtk_widget_class_bind_template_child (widget_class, BwPersonAddressRow, call_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonAddressRow, message_button);
  gtk_widget_class_bind_template_child (widget_class, BwPersonAddressRow, copy_button);
}

static void
bw_person_address_row_init (BwPersonAddressRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
kind_words (BwPersonAddressKind kind)
{
  switch (kind) {
  case BW_PERSON_ADDRESS_SIP:
    return _ ("SIP address");
  case BW_PERSON_ADDRESS_PHONE:
    return _ ("Telephone");
  }

  g_return_val_if_reached ("");
}

GtkWidget *
bw_person_address_row_new (BwPhone *phone, const BwPersonAddress *address)
{
  BwPersonAddressRow *self = g_object_new (BW_TYPE_PERSON_ADDRESS_ROW, NULL);
  const char *label = bw_address_label_words (address->label);
  g_autofree char *title = bw_label_with_direction (address->address);

  self->phone = g_object_ref (phone);
  self->address = bw_person_address_copy (address);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), label ? label : kind_words (address->kind));
  gtk_actionable_set_action_target (self->call_button, "s", address->address);
  gtk_actionable_set_action_target (self->message_button, "s", address->address);
  gtk_actionable_set_action_target (self->copy_button, "s", address->address);
  bw_person_address_row_update (self);

  return GTK_WIDGET (self);
}

void
bw_person_address_row_update (BwPersonAddressRow *self)
{
  BwBuddy *buddy;
  g_autofree char *words = NULL;

  g_return_if_fail (BW_IS_PERSON_ADDRESS_ROW (self));

  buddy = bw_person_find_buddy (self->phone, self->address);
  /* With the box of the row around it, which would leave a gap. */
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->light)), buddy != NULL);
  if (!buddy)
    return;
  words = bw_words_buddy (buddy);
  bw_presence_light_set_presence (self->light, bw_buddy_get_presence (buddy));
  bw_presence_light_set_words (self->light, words);
}
