/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One way to reach a person. It must not know what an address means to the phone.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-person.h"

#include "private/bw-person-private.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (BwPersonAddress,
                     bw_person_address,
                     bw_person_address_copy,
                     bw_person_address_free)

/* Returns: (transfer full): valid UTF-8 without blanks around it */
static char *
clean (const char *text)
{
  return g_strstrip (g_utf8_make_valid (text, -1));
}

/* Compares what is dialled, whatever stands between the digits. */
static gboolean
is_same_number (const char *a, const char *b)
{
  static const char separators[] = " -./()\t";

  for (;; a++, b++) {
    a += strspn (a, separators);
    b += strspn (b, separators);
    if (*a != *b)
      return FALSE;
    if (*a == '\0')
      return TRUE;
  }
}

BwPersonAddress *
bw_person_address_new (BwPersonAddressKind kind, const char *address, const char *label)
{
  BwPersonAddress *self;

  g_return_val_if_fail (!bw_person_address_is_blank (address), NULL);

  self = g_new0 (BwPersonAddress, 1);
  self->kind = kind;
  self->address = clean (address);
  self->label = label != NULL ? clean (label) : NULL;
  if (self->label != NULL && *self->label == '\0')
    g_clear_pointer (&self->label, g_free);
  return self;
}

BwPersonAddress *
bw_person_address_copy (const BwPersonAddress *self)
{
  BwPersonAddress *copy = g_new (BwPersonAddress, 1);

  copy->kind = self->kind;
  copy->address = g_strdup (self->address);
  copy->label = g_strdup (self->label);
  return copy;
}

void
bw_person_address_free (BwPersonAddress *self)
{
  if (self == NULL)
    return;
  g_free (self->address);
  g_free (self->label);
  g_free (self);
}

gboolean
bw_person_address_is_blank (const char *address)
{
  return address == NULL || address[strspn (address, " \t\r\n\v\f")] == '\0';
}

gboolean
bw_person_address_leads_to (const BwPersonAddress *self, const BwPersonAddress *other)
{
  if (self->kind != other->kind)
    return FALSE;
  if (self->kind == BW_PERSON_ADDRESS_PHONE)
    return is_same_number (self->address, other->address);
  return strcmp (self->address, other->address) == 0;
}
