/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The one place where an address becomes a name: no widget asks the directory by itself, so that
 * all of them show the same, and change at the same time.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-peer.h"

#include "bw-buddies.h"
#include "bw-conversation.h"
#include "bw-directory.h"
#include "bw-peer-label.h"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_SUBJECT,
  PROP_ADDRESS,
  PROP_ACCOUNT,
  PROP_NAME,
  PROP_BESIDE,
  PROP_PERSON,
  PROP_BUDDY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

struct _BwPeer {
  GObject parent_instance;

  BwPhone *phone;
  GObject *subject;
  GSignalGroup *subject_signals;
  GSignalGroup *directory_signals;
  GSignalGroup *buddies_signals;
  guint idle_source; /* many buddies come at once */

  char *name;
  char *beside;
  BwPerson *person;
  BwBuddy *buddy;
};

G_DEFINE_FINAL_TYPE (BwPeer, bw_peer, G_TYPE_OBJECT)

static const char *
subject_address (gpointer subject)
{
  if (BW_IS_CALL (subject))
    return bw_call_get_peer (subject);
  if (BW_IS_CALL_RECORD (subject))
    return bw_call_record_get_peer (subject);

  return BW_IS_CONVERSATION (subject) ? bw_conversation_get_peer (subject) : NULL;
}

static const char *
subject_name (gpointer subject)
{
  if (BW_IS_CALL (subject))
    return bw_call_get_peer_name (subject);
  if (BW_IS_CALL_RECORD (subject))
    return bw_call_record_get_peer_name (subject);

  return BW_IS_CONVERSATION (subject) ? bw_conversation_get_peer_name (subject) : NULL;
}

static const char *
subject_account (gpointer subject)
{
  BwAccount *account = BW_IS_CALL (subject) ? bw_call_get_account (subject) : NULL;

  if (account)
    return bw_account_get_id (account);
  if (BW_IS_CALL_RECORD (subject))
    return bw_call_record_get_account (subject);

  return BW_IS_CONVERSATION (subject) ? bw_conversation_get_account (subject) : NULL;
}

static gboolean
is_known (BwPhone *phone, const char *address)
{
  return phone && address && bw_directory_find (bw_phone_get_directory (phone), address);
}

/* A call knows the domain of its account: its own label is the better one for a stranger. */
static char *
make_name (BwPhone *phone, gpointer subject)
{
  const char *address = subject_address (subject);
  g_autofree char *name = NULL;

  if (!subject)
    return g_strdup ("");
  if (BW_IS_CALL (subject) && !is_known (phone, address))
    return bw_call_title (subject);
  if (!phone || !address)
    return bw_peer_label (subject_name (subject), address);

  name =
      bw_directory_dup_name (bw_phone_get_directory (phone), address, subject_name (subject), NULL);

  return bw_label_with_direction (name);
}

static gboolean
is_address (const char *name, const char *address)
{
  g_autofree char *label = bw_label_with_direction (address);

  return strcmp (name, label) == 0;
}

static void
set_string (BwPeer *self, char **field, char *text, guint property)
{
  if (g_strcmp0 (*field, text) == 0) {
    g_free (text);
    return;
  }
  g_free (*field);
  *field = text;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
update_buddy (BwPeer *self)
{
  BwBuddies *buddies = self->phone ? bw_phone_get_buddies (self->phone) : NULL;
  const char *address = subject_address (self->subject);
  BwBuddy *buddy = NULL;

  if (buddies && self->person)
    buddy = bw_buddies_find_for_person (buddies, self->person);
  else if (buddies && address)
    buddy = bw_buddies_find (buddies, address);
  if (g_set_object (&self->buddy, buddy))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUDDY]);
}

static void
update_person (BwPeer *self)
{
  const char *address = subject_address (self->subject);
  BwPerson *person = NULL;

  if (self->phone && address)
    person = bw_directory_find (bw_phone_get_directory (self->phone), address);
  if (g_set_object (&self->person, person))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

static void
update_cb (BwPeer *self)
{
  const char *address = subject_address (self->subject);
  char *name = make_name (self->phone, self->subject);
  gboolean same = !address || is_address (name, address);

  g_object_freeze_notify (G_OBJECT (self));
  set_string (self, &self->beside, g_strdup (same ? "" : address), PROP_BESIDE);
  set_string (self, &self->name, name, PROP_NAME);
  update_person (self);
  update_buddy (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
idle_cb (gpointer data)
{
  BwPeer *self = data;

  self->idle_source = 0;
  update_buddy (self);

  return G_SOURCE_REMOVE;
}

static void
buddies_changed_cb (BwPeer *self)
{
  if (!self->idle_source)
    self->idle_source = g_idle_add (idle_cb, self);
}

static void
person_changed_cb (BwPeer *self, BwPerson *person)
{
  if (person == self->person)
    update_buddy (self);
}

static void
set_phone (BwPeer *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->directory_signals,
                             phone ? bw_phone_get_directory (phone) : NULL);
  g_signal_group_set_target (self->buddies_signals, phone ? bw_phone_get_buddies (phone) : NULL);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_peer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPeer *self = BW_PEER (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_SUBJECT:
    g_value_set_object (value, self->subject);
    break;
  case PROP_ADDRESS:
    g_value_set_string (value, bw_peer_get_address (self));
    break;
  case PROP_ACCOUNT:
    g_value_set_string (value, bw_peer_get_account (self));
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_BESIDE:
    g_value_set_string (value, self->beside);
    break;
  case PROP_PERSON:
    g_value_set_object (value, self->person);
    break;
  case PROP_BUDDY:
    g_value_set_object (value, self->buddy);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_peer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_PEER (object), g_value_get_object (value));
    break;
  case PROP_SUBJECT:
    bw_peer_set_subject (BW_PEER (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_peer_dispose (GObject *object)
{
  BwPeer *self = BW_PEER (object);

  g_clear_handle_id (&self->idle_source, g_source_remove);
  g_clear_object (&self->subject_signals);
  g_clear_object (&self->directory_signals);
  g_clear_object (&self->buddies_signals);
  g_clear_object (&self->subject);
  g_clear_object (&self->person);
  g_clear_object (&self->buddy);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_peer_parent_class)->dispose (object);
}

static void
bw_peer_finalize (GObject *object)
{
  BwPeer *self = BW_PEER (object);

  g_free (self->name);
  g_free (self->beside);

  G_OBJECT_CLASS (bw_peer_parent_class)->finalize (object);
}

static void
bw_peer_class_init (BwPeerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_peer_get_property;
  object_class->set_property = bw_peer_set_property;
  object_class->dispose = bw_peer_dispose;
  object_class->finalize = bw_peer_finalize;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_SUBJECT] = g_param_spec_object ("subject", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, read);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, read);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", read);
  properties[PROP_BESIDE] = g_param_spec_string ("beside", NULL, NULL, "", read);
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, read);
  properties[PROP_BUDDY] = g_param_spec_object ("buddy", NULL, NULL, BW_TYPE_BUDDY, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_peer_init (BwPeer *self)
{
  self->name = g_strdup ("");
  self->beside = g_strdup ("");
  self->subject_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_swapped (self->subject_signals, "notify::peer-name",
                                  G_CALLBACK (update_cb), self);
  self->directory_signals = g_signal_group_new (BW_TYPE_DIRECTORY);
  g_signal_group_connect_swapped (self->directory_signals, "changed", G_CALLBACK (update_cb), self);
  self->buddies_signals = g_signal_group_new (BW_TYPE_BUDDIES);
  g_signal_group_connect_swapped (self->buddies_signals, "items-changed",
                                  G_CALLBACK (buddies_changed_cb), self);
  g_signal_group_connect_swapped (self->buddies_signals, "person-changed",
                                  G_CALLBACK (person_changed_cb), self);
}

BwPeer *
bw_peer_new (BwPhone *phone)
{
  return g_object_new (BW_TYPE_PEER, "phone", phone, NULL);
}

BwPhone *
bw_peer_get_phone (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return self->phone;
}

void
bw_peer_set_subject (BwPeer *self, gpointer subject)
{
  g_return_if_fail (BW_IS_PEER (self));

  if (!g_set_object (&self->subject, subject))
    return;
  g_signal_group_set_target (self->subject_signals, subject);
  update_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBJECT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

const char *
bw_peer_get_address (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return subject_address (self->subject);
}

const char *
bw_peer_get_account (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return subject_account (self->subject);
}

const char *
bw_peer_get_name (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return self->name;
}

char *
bw_peer_dup_own_name (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return bw_display_name_clean (subject_name (self->subject));
}

BwPerson *
bw_peer_get_person (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return self->person;
}

BwBuddy *
bw_peer_get_buddy (BwPeer *self)
{
  g_return_val_if_fail (BW_IS_PEER (self), NULL);

  return self->buddy;
}

char *
bw_peer_name (BwPhone *phone, gpointer subject)
{
  return make_name (phone, subject);
}
