/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One line under the entry, whether it comes from the people or from the history. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-dial-suggestion.h"

#include "bw-address-field.h"
#include "bw-buddies.h"
#include "bw-peer-label.h"
#include "bw-peer.h"
#include "bw-person-avatar.h"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_PERSON,
  PROP_NAME,
  PROP_ADDRESS,
  PROP_DETAIL,
  PROP_PRESENCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwDialSuggestion {
  GObject parent_instance;

  BwPhone *phone;
  BwPerson *person;
  BwBuddy *buddy;
  char *name;
  char *address;
  char *detail;
  char *key;
};

G_DEFINE_FINAL_TYPE (BwDialSuggestion, bw_dial_suggestion, G_TYPE_OBJECT)

static void
presence_cb (BwDialSuggestion *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRESENCE]);
}

static char *
dup_key (BwPhone *phone, const char *text)
{
  BwAccount *account = bw_phone_get_default_account (phone);
  const char *domain = account ? bw_account_get_domain (account) : NULL;
  g_autoptr (BwAddress) address = bw_address_parse (text, domain, NULL);

  return address ? bw_address_to_key (address) : g_strdup ("");
}

static void
take_address (BwDialSuggestion *self, const char *address)
{
  BwBuddy *buddy;

  self->address = g_strdup (address);
  self->key = dup_key (self->phone, address);
  buddy = bw_buddies_find (bw_phone_get_buddies (self->phone), self->key);
  if (!g_set_object (&self->buddy, buddy))
    return;
  g_signal_connect_object (buddy, "notify::presence", G_CALLBACK (presence_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
bw_dial_suggestion_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwDialSuggestion *self = BW_DIAL_SUGGESTION (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_PERSON:
    g_value_set_object (value, self->person);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_DETAIL:
    g_value_set_string (value, self->detail);
    break;
  case PROP_PRESENCE:
    g_value_set_int (value, self->buddy ? (int) bw_buddy_get_presence (self->buddy)
                                        : BW_PERSON_AVATAR_NO_LIGHT);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_dial_suggestion_finalize (GObject *object)
{
  BwDialSuggestion *self = BW_DIAL_SUGGESTION (object);

  g_clear_object (&self->phone);
  g_clear_object (&self->person);
  g_clear_object (&self->buddy);
  g_free (self->name);
  g_free (self->address);
  g_free (self->detail);
  g_free (self->key);

  G_OBJECT_CLASS (bw_dial_suggestion_parent_class)->finalize (object);
}

static void
bw_dial_suggestion_class_init (BwDialSuggestionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_dial_suggestion_get_property;
  object_class->finalize = bw_dial_suggestion_finalize;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, read);
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, read);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, read);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, read);
  properties[PROP_PRESENCE] = g_param_spec_int ("presence", NULL, NULL, BW_PERSON_AVATAR_NO_LIGHT,
                                                G_MAXINT, BW_PERSON_AVATAR_NO_LIGHT, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_dial_suggestion_init (BwDialSuggestion *self)
{
}

static BwDialSuggestion *
make (BwPhone *phone, BwPerson *person, const char *address)
{
  BwDialSuggestion *self = g_object_new (BW_TYPE_DIAL_SUGGESTION, NULL);

  self->phone = g_object_ref (phone);
  g_set_object (&self->person, person);
  take_address (self, address);

  return self;
}

BwDialSuggestion *
bw_dial_suggestion_new_for_person (BwPhone *phone, BwPerson *person, const BwPersonAddress *address)
{
  BwDialSuggestion *self = make (phone, person, address->address);
  g_autofree char *plain = bw_label_with_direction (address->address);

  self->name = bw_label_with_direction (bw_person_get_label (person));
  self->detail = address->label
                     ? g_strdup_printf ("%s · %s", bw_address_label_words (address->label), plain)
                     : g_steal_pointer (&plain);

  return self;
}

BwDialSuggestion *
bw_dial_suggestion_new_for_record (BwPhone *phone, BwCallRecord *record)
{
  const char *peer = bw_call_record_get_peer (record);
  BwPerson *person = bw_directory_find (bw_phone_get_directory (phone), peer);
  BwDialSuggestion *self = make (phone, person, peer);

  self->name = bw_peer_name (phone, record);
  self->detail = bw_label_with_direction (peer);

  return self;
}

const char *
bw_dial_suggestion_get_name (BwDialSuggestion *self)
{
  g_return_val_if_fail (BW_IS_DIAL_SUGGESTION (self), NULL);

  return self->name;
}

const char *
bw_dial_suggestion_get_address (BwDialSuggestion *self)
{
  g_return_val_if_fail (BW_IS_DIAL_SUGGESTION (self), NULL);

  return self->address;
}

const char *
bw_dial_suggestion_get_key (BwDialSuggestion *self)
{
  g_return_val_if_fail (BW_IS_DIAL_SUGGESTION (self), NULL);

  return self->key;
}
