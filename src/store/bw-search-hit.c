/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A message that was found, with the line of it that a list shows. It must not know how it was
 * found.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "bw-message-search.h"

#include "private/bw-search-hit-private.h"
#include "private/bw-search-words.h"

enum { PROP_0, PROP_MESSAGE, PROP_CONVERSATION, PROP_SNIPPET, N_PROPS };

static GParamSpec *properties[N_PROPS];

struct _BwSearchHit {
  GObject parent_instance;

  BwMessage *message;
  BwConversation *conversation;
  char *snippet;
  GArray *ranges; /* BwTextRange */
};

G_DEFINE_FINAL_TYPE (BwSearchHit, bw_search_hit, G_TYPE_OBJECT)

/* The text where the words are in it, else the name of the file. */
static char *
make_snippet (BwMessage *message, const char *typed, GArray *ranges)
{
  const char *text = bw_message_get_text (message);
  const char *file_name = bw_message_get_file_name (message);
  g_autofree char *snippet = NULL;

  if (text != NULL)
    snippet = bw_search_words_make_snippet (text, typed, ranges);
  if (file_name == NULL || ranges->len > 0)
    return snippet != NULL ? g_steal_pointer (&snippet) : g_strdup ("");
  return bw_search_words_make_snippet (file_name, typed, ranges);
}

static void
bw_search_hit_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwSearchHit *self = BW_SEARCH_HIT (object);

  switch (prop_id) {
  case PROP_MESSAGE:
    g_value_set_object (value, self->message);
    break;
  case PROP_CONVERSATION:
    g_value_set_object (value, self->conversation);
    break;
  case PROP_SNIPPET:
    g_value_set_string (value, self->snippet);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_search_hit_finalize (GObject *object)
{
  BwSearchHit *self = BW_SEARCH_HIT (object);

  g_object_unref (self->message);
  g_object_unref (self->conversation);
  g_free (self->snippet);
  g_array_unref (self->ranges);
  G_OBJECT_CLASS (bw_search_hit_parent_class)->finalize (object);
}

static void
bw_search_hit_class_init (BwSearchHitClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_search_hit_get_property;
  object_class->finalize = bw_search_hit_finalize;

  properties[PROP_MESSAGE] = g_param_spec_object ("message", NULL, NULL, BW_TYPE_MESSAGE, read);
  properties[PROP_CONVERSATION] =
      g_param_spec_object ("conversation", NULL, NULL, BW_TYPE_CONVERSATION, read);
  properties[PROP_SNIPPET] = g_param_spec_string ("snippet", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_search_hit_init (BwSearchHit *self)
{
  self->ranges = g_array_new (FALSE, FALSE, sizeof (BwTextRange));
}

BwSearchHit *
bw_search_hit_new (BwConversation *conversation, BwMessage *message, const char *typed)
{
  BwSearchHit *self = g_object_new (BW_TYPE_SEARCH_HIT, NULL);

  self->conversation = g_object_ref (conversation);
  self->message = g_object_ref (message);
  self->snippet = make_snippet (message, typed, self->ranges);
  return self;
}

BwMessage *
bw_search_hit_get_message (BwSearchHit *self)
{
  g_return_val_if_fail (BW_IS_SEARCH_HIT (self), NULL);
  return self->message;
}

BwConversation *
bw_search_hit_get_conversation (BwSearchHit *self)
{
  g_return_val_if_fail (BW_IS_SEARCH_HIT (self), NULL);
  return self->conversation;
}

const char *
bw_search_hit_get_snippet (BwSearchHit *self)
{
  g_return_val_if_fail (BW_IS_SEARCH_HIT (self), NULL);
  return self->snippet;
}

const BwTextRange *
bw_search_hit_get_ranges (BwSearchHit *self, guint *n_ranges)
{
  g_return_val_if_fail (BW_IS_SEARCH_HIT (self), NULL);
  g_return_val_if_fail (n_ranges != NULL, NULL);

  *n_ranges = self->ranges->len;
  return (const BwTextRange *) (void *) self->ranges->data;
}
