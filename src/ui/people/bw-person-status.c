/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three things change what one sees of a person: the person, the light, and who is watched. One
 * signal tells of all of them. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-person-status.h"

#include "bw-peer-label.h"
#include "bw-person-avatar.h"
#include "bw-words.h"

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwPersonStatus {
  GObject parent_instance;

  BwBuddies *buddies;
  BwPerson *person;
  GSignalGroup *person_signals;
  GSignalGroup *buddies_signals;
};

G_DEFINE_FINAL_TYPE (BwPersonStatus, bw_person_status, G_TYPE_OBJECT)

static void
changed_cb (BwPersonStatus *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
person_changed_cb (BwPersonStatus *self, BwPerson *person)
{
  if (person == self->person)
    changed_cb (self);
}

static void
bw_person_status_dispose (GObject *object)
{
  BwPersonStatus *self = BW_PERSON_STATUS (object);

  g_clear_object (&self->person_signals);
  g_clear_object (&self->buddies_signals);
  g_clear_object (&self->buddies);
  g_clear_object (&self->person);

  G_OBJECT_CLASS (bw_person_status_parent_class)->dispose (object);
}

static void
bw_person_status_class_init (BwPersonStatusClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_person_status_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_person_status_init (BwPersonStatus *self)
{
  self->person_signals = g_signal_group_new (BW_TYPE_PERSON);
  g_signal_group_connect_swapped (self->person_signals, "notify", G_CALLBACK (changed_cb), self);
  self->buddies_signals = g_signal_group_new (BW_TYPE_BUDDIES);
  g_signal_group_connect_swapped (self->buddies_signals, "person-changed",
                                  G_CALLBACK (person_changed_cb), self);
}

BwPersonStatus *
bw_person_status_new (void)
{
  return g_object_new (BW_TYPE_PERSON_STATUS, NULL);
}

void
bw_person_status_follow (BwPersonStatus *self, BwPhone *phone, BwPerson *person)
{
  BwBuddies *buddies = phone && person ? bw_phone_get_buddies (phone) : NULL;

  g_return_if_fail (BW_IS_PERSON_STATUS (self));

  if (g_set_object (&self->buddies, buddies))
    g_signal_group_set_target (self->buddies_signals, buddies);
  if (g_set_object (&self->person, person))
    g_signal_group_set_target (self->person_signals, person);
}

BwPerson *
bw_person_status_get_person (BwPersonStatus *self)
{
  g_return_val_if_fail (BW_IS_PERSON_STATUS (self), NULL);

  return self->person;
}

BwBuddy *
bw_person_status_get_buddy (BwPersonStatus *self)
{
  g_return_val_if_fail (BW_IS_PERSON_STATUS (self), NULL);

  return self->buddies ? bw_buddies_find_for_person (self->buddies, self->person) : NULL;
}

int
bw_person_status_get_presence (BwPersonStatus *self)
{
  BwBuddy *buddy = bw_person_status_get_buddy (self);

  return buddy ? (int) bw_buddy_get_presence (buddy) : BW_PERSON_AVATAR_NO_LIGHT;
}

/* What is the title already is not said once more. */
static char *
dup_first_address (BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  BwPersonAddress *first = addresses->len > 0 ? addresses->pdata[0] : NULL;

  if (!first || bw_person_get_name (person)[0] == '\0')
    return g_strdup ("");

  return bw_label_with_direction (first->address);
}

char *
bw_person_status_dup_line (BwPersonStatus *self)
{
  BwBuddy *buddy = bw_person_status_get_buddy (self);
  const char *organisation;

  if (buddy)
    return bw_words_buddy (buddy);
  if (!self->person)
    return g_strdup ("");
  organisation = bw_person_get_organisation (self->person);

  return organisation ? g_strdup (organisation) : dup_first_address (self->person);
}
