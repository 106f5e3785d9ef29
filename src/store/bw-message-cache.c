/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which messages are alive, so that whoever asks for a row gets the object that others have. It
 * must not keep one alive.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-message-cache.h"

struct _BwMessageCache {
  GHashTable *entries; /* gint64 -> Entry */
};

typedef struct {
  gint64 id;
  BwMessage *message;
  BwMessageCache *cache;
} Entry;

static void
message_gone_cb (gpointer user_data, GObject *gone)
{
  Entry *entry = user_data;

  entry->message = NULL;
  g_hash_table_remove (entry->cache->entries, &entry->id);
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  if (entry->message != NULL)
    g_object_weak_unref (G_OBJECT (entry->message), message_gone_cb, entry);
  g_free (entry);
}

BwMessageCache *
bw_message_cache_new (void)
{
  BwMessageCache *self = g_new0 (BwMessageCache, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  return self;
}

void
bw_message_cache_free (BwMessageCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

BwMessage *
bw_message_cache_get (BwMessageCache *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  return entry != NULL ? entry->message : NULL;
}

GPtrArray *
bw_message_cache_get_all (BwMessageCache *self, gint64 conversation)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    BwMessage *message = ((Entry *) value)->message;

    if (bw_message_get_conversation (message) == conversation)
      g_ptr_array_add (messages, g_object_ref (message));
  }
  return messages;
}

void
bw_message_cache_add (BwMessageCache *self, BwMessage *message)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->id = bw_message_get_id (message);
  entry->message = message;
  entry->cache = self;
  g_object_weak_ref (G_OBJECT (message), message_gone_cb, entry);
  g_hash_table_replace (self->entries, &entry->id, entry);
}

void
bw_message_cache_clear (BwMessageCache *self)
{
  g_hash_table_remove_all (self->entries);
}
