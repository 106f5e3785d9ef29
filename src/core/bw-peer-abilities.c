/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the peers of this run were seen to understand. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-peer-abilities.h"

#include <string.h>

struct _BwPeerAbilities {
  GHashTable *flags; /* gint64 -> BwPeerAbility */
};

BwPeerAbilities *
bw_peer_abilities_new (void)
{
  BwPeerAbilities *self = g_new0 (BwPeerAbilities, 1);

  self->flags = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
bw_peer_abilities_free (BwPeerAbilities *self)
{
  g_hash_table_unref (self->flags);
  g_free (self);
}

static guint
get (BwPeerAbilities *self, gint64 conversation)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->flags, &conversation));
}

static void
set (BwPeerAbilities *self, gint64 conversation, guint flags)
{
  if (get (self, conversation) != flags)
    g_hash_table_insert (self->flags, g_memdup2 (&conversation, sizeof conversation),
                         GUINT_TO_POINTER (flags));
}

gboolean
bw_peer_abilities_has (BwPeerAbilities *self, gint64 conversation, BwPeerAbility ability)
{
  return (get (self, conversation) & ability) != 0;
}

void
bw_peer_abilities_add (BwPeerAbilities *self, gint64 conversation, BwPeerAbility abilities)
{
  set (self, conversation, get (self, conversation) | abilities);
}

void
bw_peer_abilities_remove (BwPeerAbilities *self, gint64 conversation, BwPeerAbility abilities)
{
  set (self, conversation, get (self, conversation) & ~(guint) abilities);
}

/* A server that takes everything says nothing about the peer: only types by name count. CPIM asks
 * for more than to be named here: it would be shown as it is by who does not unwrap it. */
BwPeerAbility
bw_peer_abilities_read_accept (const char *accept)
{
  g_autofree char *lower = g_ascii_strdown (accept ? accept : "", -1);

  return strstr (lower, "application/im-iscomposing+xml") ? BW_PEER_ABILITY_COMPOSING : 0;
}
