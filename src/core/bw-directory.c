/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Finds the person behind an address or a number. Each person stands in one table under the keys of
 * all of their addresses; a change touches the keys of that person alone. It must not know where
 * people are kept.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-directory.h"

#include "bw-address-text.h"
#include "bw-list-chain.h"
#include "bw-number-key.h"
#include "bw-number-library.h"

#include <locale.h>
#include <string.h>

/* Numbers that end alike are many where somebody wants them to be: so many are asked about. */
#define MAX_QUESTIONS 64
/* What is shorter is an extension, which has no country code. */
#define MIN_DIGITS 6

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwDirectory {
  GObject parent_instance;

  BwListChain *everybody;
  GPtrArray *sources;  /* Source */
  GHashTable *index;   /* `s` and the key of a SIP address, or `n` and the tail of a number ->
                        * GPtrArray of Entry, the best first */
  BwNumberJudge judge; /* nullable */
  GCancellable *loading;
  char *domain;
  char *region;
  guint changed_id;

  BwPictureFunc picture_func;
  gpointer picture_data;
  GDestroyNotify picture_destroy;
};

G_DEFINE_FINAL_TYPE (BwDirectory, bw_directory, G_TYPE_OBJECT)

typedef struct {
  BwDirectory *directory; /* not owned: it owns us */
  GListModel *people;
  GPtrArray *entries; /* Entry, as the people stand in their list */
  gulong handler;
  guint rank;
} Source;

/* A person of a source, with the keys under which they are filed now. */
typedef struct {
  Source *source;
  BwPerson *person;
  GPtrArray *keys;
  gulong handler;
} Entry;

static gboolean
changed_cb (gpointer user_data)
{
  BwDirectory *self = user_data;

  self->changed_id = 0;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
tell (BwDirectory *self)
{
  if (!self->changed_id)
    self->changed_id = g_idle_add (changed_cb, self);
}

static void
add_key (GPtrArray *keys, char kind, const char *value)
{
  char *key = g_strdup_printf ("%c%s", kind, value);

  if (g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_free (key);
  else
    g_ptr_array_add (keys, key);
}

static void
add_number_key (GPtrArray *keys, const char *number)
{
  g_autofree char *folded = bw_address_text_fold_number (number);

  if (folded)
    add_key (keys, 'n', bw_number_tail (folded));
}

static void
add_sip_keys (BwDirectory *self, GPtrArray *keys, const char *text)
{
  g_autoptr (BwAddress) address = bw_address_parse (text, self->domain, NULL);
  g_autofree char *key = address ? bw_address_to_key (address) : NULL;

  if (!address)
    return;

  add_key (keys, 's', key);
  /* With its country code it is a telephone number wherever it comes from. */
  if (*bw_address_get_user (address) == '+')
    add_number_key (keys, bw_address_get_user (address));
}

static GPtrArray *
create_keys (BwDirectory *self, BwPerson *person)
{
  GPtrArray *addresses = bw_person_get_addresses (person);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < addresses->len; i++) {
    const BwPersonAddress *address = addresses->pdata[i];

    if (address->kind == BW_PERSON_ADDRESS_SIP)
      add_sip_keys (self, keys, address->address);
    else
      add_number_key (keys, address->address);
  }

  return keys;
}

/* Behind all that come from a better source or came before. */
static void
file_under (BwDirectory *self, Entry *entry, const char *key)
{
  GPtrArray *entries = g_hash_table_lookup (self->index, key);
  guint place;

  if (!entries) {
    entries = g_ptr_array_sized_new (1);
    g_hash_table_insert (self->index, g_strdup (key), entries);
  }
  place = entries->len;
  while (place > 0 && ((Entry *) entries->pdata[place - 1])->source->rank > entry->source->rank)
    place--;
  g_ptr_array_insert (entries, (int) place, entry);
}

static void
file_entry (BwDirectory *self, Entry *entry)
{
  entry->keys = create_keys (self, entry->person);
  for (guint i = 0; i < entry->keys->len; i++)
    file_under (self, entry, entry->keys->pdata[i]);
}

static void
unfile_entry (BwDirectory *self, Entry *entry)
{
  for (guint i = 0; i < entry->keys->len; i++) {
    GPtrArray *entries = g_hash_table_lookup (self->index, entry->keys->pdata[i]);

    g_ptr_array_remove (entries, entry);
    if (entries->len == 0)
      g_hash_table_remove (self->index, entry->keys->pdata[i]);
  }
  g_clear_pointer (&entry->keys, g_ptr_array_unref);
}

/* Only what is another one notifies: the name, or the addresses alone. */
static void
person_changed_cb (BwPerson *person, GParamSpec *pspec, gpointer user_data)
{
  Entry *entry = user_data;
  BwDirectory *self = entry->source->directory;

  unfile_entry (self, entry);
  file_entry (self, entry);
  tell (self);
}

static Entry *
entry_new (Source *source, BwPerson *person)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->source = source;
  entry->person = g_object_ref (person);
  entry->handler = g_signal_connect (person, "notify", G_CALLBACK (person_changed_cb), entry);
  file_entry (source->directory, entry);

  return entry;
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  if (!entry) /* a place in an array that is free */
    return;
  unfile_entry (entry->source->directory, entry);
  g_signal_handler_disconnect (entry->person, entry->handler);
  g_object_unref (entry->person);
  g_free (entry);
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_signal_handler_disconnect (source->people, source->handler);
  g_ptr_array_unref (source->entries);
  g_object_unref (source->people);
  g_free (source);
}

/* The entries of those who left, by person; who is still there only moved. */
static GHashTable *
take_entries (Source *source, guint position, guint n)
{
  GHashTable *taken = g_hash_table_new_full (NULL, NULL, NULL, entry_free);

  for (guint i = position; i < position + n; i++) {
    Entry *entry = source->entries->pdata[i];

    source->entries->pdata[i] = NULL;
    g_hash_table_insert (taken, entry->person, entry);
  }

  return taken;
}

/* Makes the places @position to @position + @added those of the people that came. */
static void
make_room (GPtrArray *entries, guint position, guint removed, guint added)
{
  guint old = entries->len;
  guint tail = old - position - removed;

  if (added > removed)
    g_ptr_array_set_size (entries, (int) (old + added - removed));
  memmove (entries->pdata + position + added, entries->pdata + position + removed,
           tail * sizeof (gpointer));
  memset (entries->pdata + position, 0, added * sizeof (gpointer));
  if (added < removed) {
    memset (entries->pdata + position + added + tail, 0, (removed - added) * sizeof (gpointer));
    g_ptr_array_set_size (entries, (int) (old + added - removed));
  }
}

static void
items_changed_cb (GListModel *people, guint position, guint removed, guint added, gpointer data)
{
  Source *source = data;
  g_autoptr (GHashTable) taken = NULL;

  if (removed + added == 0)
    return;

  taken = take_entries (source, position, removed);
  make_room (source->entries, position, removed, added);
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (people, i);
    gpointer entry = NULL;

    if (!g_hash_table_steal_extended (taken, person, NULL, &entry))
      entry = entry_new (source, person);
    source->entries->pdata[i] = entry;
  }
  tell (source->directory);
}

static void
reindex (BwDirectory *self)
{
  for (guint i = 0; i < self->sources->len; i++) {
    Source *source = self->sources->pdata[i];

    for (guint k = 0; k < source->entries->len; k++) {
      unfile_entry (self, source->entries->pdata[k]);
      file_entry (self, source->entries->pdata[k]);
    }
  }
  tell (self);
}

static gboolean
is_same_number (BwDirectory *self, const char *a, const char *b)
{
  BwNumberVerdict verdict = BW_NUMBER_VERDICT_UNKNOWN;

  if (strcmp (a, b) == 0)
    return TRUE;
  if (self->judge && strlen (a) >= MIN_DIGITS && strlen (b) >= MIN_DIGITS)
    verdict = self->judge (a, b, self->region);

  return verdict == BW_NUMBER_VERDICT_UNKNOWN ? bw_number_same (a, b)
                                              : verdict == BW_NUMBER_VERDICT_SAME;
}

/* What of an address is a telephone number. */
static char *
dup_number (const BwPersonAddress *address)
{
  g_autoptr (BwAddress) sip = NULL;

  if (address->kind == BW_PERSON_ADDRESS_PHONE)
    return bw_address_text_fold_number (address->address);

  sip = bw_address_parse (address->address, NULL, NULL);

  return sip && *bw_address_get_user (sip) == '+'
             ? bw_address_text_fold_number (bw_address_get_user (sip))
             : NULL;
}

static gboolean
has_number (BwDirectory *self, BwPerson *person, const char *number)
{
  GPtrArray *addresses = bw_person_get_addresses (person);

  for (guint i = 0; i < addresses->len; i++) {
    g_autofree char *own = dup_number (addresses->pdata[i]);

    if (own && strcmp (bw_number_tail (own), bw_number_tail (number)) == 0 &&
        is_same_number (self, own, number))
      return TRUE;
  }

  return FALSE;
}

static BwPerson *
find_by_number (BwDirectory *self, const char *number)
{
  g_autofree char *key = g_strconcat ("n", bw_number_tail (number), NULL);
  GPtrArray *entries = g_hash_table_lookup (self->index, key);

  for (guint i = 0; entries && i < MIN (entries->len, MAX_QUESTIONS); i++) {
    Entry *entry = entries->pdata[i];

    if (has_number (self, entry->person, number))
      return entry->person;
  }

  return NULL;
}

static BwPerson *
find_by_address (BwDirectory *self, const char *peer)
{
  g_autofree char *key = g_strconcat ("s", peer, NULL);
  GPtrArray *entries = g_hash_table_lookup (self->index, key);

  return entries ? ((Entry *) entries->pdata[0])->person : NULL;
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, (gpointer) bw_number_library_load (), NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BwDirectory *self = BW_DIRECTORY (source);

  self->judge = (BwNumberJudge) g_task_propagate_pointer (G_TASK (result), NULL);
  if (self->judge)
    tell (self);
}

static void
start_loading (BwDirectory *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->loading, loaded_cb, NULL);

  g_task_set_source_tag (task, start_loading);
  g_task_run_in_thread (task, load_thread);
}

static void
bw_directory_dispose (GObject *object)
{
  BwDirectory *self = BW_DIRECTORY (object);

  g_cancellable_cancel (self->loading);
  g_clear_handle_id (&self->changed_id, g_source_remove);
  g_ptr_array_set_size (self->sources, 0);
  g_clear_object (&self->everybody);

  G_OBJECT_CLASS (bw_directory_parent_class)->dispose (object);
}

static void
bw_directory_finalize (GObject *object)
{
  BwDirectory *self = BW_DIRECTORY (object);

  g_ptr_array_unref (self->sources);
  g_hash_table_unref (self->index);
  g_object_unref (self->loading);
  g_free (self->domain);
  g_free (self->region);
  if (self->picture_destroy)
    self->picture_destroy (self->picture_data);

  G_OBJECT_CLASS (bw_directory_parent_class)->finalize (object);
}

static void
bw_directory_class_init (BwDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_directory_dispose;
  G_OBJECT_CLASS (klass)->finalize = bw_directory_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BW_TYPE_DIRECTORY, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
bw_directory_init (BwDirectory *self)
{
  self->everybody = bw_list_chain_new (BW_TYPE_PERSON);
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->index =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->loading = g_cancellable_new ();
  bw_directory_set_region (self, NULL);
}

BwDirectory *
bw_directory_new (GListModel *people)
{
  BwDirectory *self = g_object_new (BW_TYPE_DIRECTORY, NULL);

  bw_directory_add_source (self, people);
  start_loading (self);

  return self;
}

void
bw_directory_add_source (BwDirectory *self, GListModel *people)
{
  Source *source = g_new0 (Source, 1);

  source->directory = self;
  source->people = g_object_ref (people);
  source->entries = g_ptr_array_new_with_free_func (entry_free);
  source->rank = self->sources->len;
  source->handler =
      g_signal_connect (people, "items-changed", G_CALLBACK (items_changed_cb), source);
  g_ptr_array_add (self->sources, source);
  items_changed_cb (people, 0, 0, g_list_model_get_n_items (people), source);
  bw_list_chain_append (self->everybody, people);
}

GListModel *
bw_directory_get_everybody (BwDirectory *self)
{
  return G_LIST_MODEL (self->everybody);
}

BwPerson *
bw_directory_find (BwDirectory *self, const char *peer)
{
  const char *at = strrchr (peer, '@');
  g_autofree char *user = at ? g_strndup (peer, at - peer) : g_strdup (peer);
  g_autofree char *number = g_uri_unescape_string (user, NULL);
  g_autofree char *folded = number ? bw_address_text_fold_number (number) : NULL;
  BwPerson *person = find_by_address (self, peer);

  return person || !folded ? person : find_by_number (self, folded);
}

static char *
dup_address_label (const char *peer, const char *domain)
{
  g_autoptr (BwAddress) address = bw_address_parse (peer, NULL, NULL);
  char *clean = address ? NULL : bw_text_clean_line (peer, 256);

  if (address)
    return bw_address_to_label (address, domain);

  return clean ? clean : g_strdup ("");
}

char *
bw_directory_dup_name (BwDirectory *self,
                       const char *peer,
                       const char *peer_name,
                       const char *domain)
{
  BwPerson *person = bw_directory_find (self, peer);
  char *name = person ? bw_display_name_clean (bw_person_get_name (person)) : NULL;

  if (!name)
    name = bw_display_name_clean (peer_name);

  return name ? name : dup_address_label (peer, domain);
}

void
bw_directory_set_domain (BwDirectory *self, const char *domain)
{
  if (g_strcmp0 (self->domain, domain) == 0)
    return;

  g_free (self->domain);
  self->domain = g_strdup (domain);
  reindex (self);
}

void
bw_directory_set_region (BwDirectory *self, const char *region)
{
  g_autofree char *wanted =
      region ? g_strdup (region) : bw_number_region (setlocale (LC_MONETARY, NULL));

  if (g_strcmp0 (self->region, wanted) == 0)
    return;

  g_free (self->region);
  self->region = g_steal_pointer (&wanted);
  tell (self);
}

void
bw_directory_set_pictures (BwDirectory *self,
                           BwPictureFunc func,
                           gpointer user_data,
                           GDestroyNotify destroy)
{
  g_return_if_fail (BW_IS_DIRECTORY (self));

  if (self->picture_destroy)
    self->picture_destroy (self->picture_data);
  self->picture_func = func;
  self->picture_data = user_data;
  self->picture_destroy = destroy;
}

GBytes *
bw_directory_dup_picture (BwDirectory *self, BwPerson *person)
{
  g_return_val_if_fail (BW_IS_DIRECTORY (self), NULL);

  return self->picture_func ? self->picture_func (person, self->picture_data) : NULL;
}
