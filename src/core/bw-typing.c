/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When to tell a peer that one is typing. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-typing.h"

/* RFC 3994, 3.2 and 3.3 */
#define IDLE_SECONDS 15
#define AGAIN_SECONDS 60

struct _BwTyping {
  BwTypingTell tell;
  gpointer user_data;
  GHashTable *typed; /* BwConversation -> Typed: where one is typing */
};

typedef struct {
  BwTyping *typing;
  BwConversation *conversation;
  gint64 told; /* monotonic, microseconds */
  guint idle_id;
} Typed;

static void
typed_free (gpointer data)
{
  Typed *typed = data;

  g_clear_handle_id (&typed->idle_id, g_source_remove);
  g_object_unref (typed->conversation);
  g_free (typed);
}

BwTyping *
bw_typing_new (BwTypingTell tell, gpointer user_data)
{
  BwTyping *self = g_new0 (BwTyping, 1);

  self->tell = tell;
  self->user_data = user_data;
  self->typed = g_hash_table_new_full (NULL, NULL, NULL, typed_free);

  return self;
}

void
bw_typing_free (BwTyping *self)
{
  g_hash_table_unref (self->typed);
  g_free (self);
}

static gboolean
idle_cb (gpointer user_data)
{
  Typed *typed = user_data;

  typed->idle_id = 0;
  bw_typing_set (typed->typing, typed->conversation, FALSE);

  return G_SOURCE_REMOVE;
}

static Typed *
ensure (BwTyping *self, BwConversation *conversation)
{
  Typed *typed = g_hash_table_lookup (self->typed, conversation);

  if (typed)
    return typed;

  typed = g_new0 (Typed, 1);
  typed->typing = self;
  typed->conversation = g_object_ref (conversation);
  g_hash_table_insert (self->typed, conversation, typed);

  return typed;
}

static void
go_on (BwTyping *self, BwConversation *conversation)
{
  Typed *typed = ensure (self, conversation);
  gint64 now = g_get_monotonic_time ();

  g_clear_handle_id (&typed->idle_id, g_source_remove);
  typed->idle_id = g_timeout_add_seconds (IDLE_SECONDS, idle_cb, typed);
  if (typed->told && now - typed->told < AGAIN_SECONDS * G_USEC_PER_SEC)
    return;

  typed->told = now;
  self->tell (conversation, TRUE, self->user_data);
}

void
bw_typing_set (BwTyping *self, BwConversation *conversation, gboolean typing)
{
  if (typing)
    go_on (self, conversation);
  else if (g_hash_table_contains (self->typed, conversation)) {
    self->tell (conversation, FALSE, self->user_data);
    bw_typing_forget (self, conversation);
  }
}

void
bw_typing_forget (BwTyping *self, BwConversation *conversation)
{
  g_hash_table_remove (self->typed, conversation);
}
