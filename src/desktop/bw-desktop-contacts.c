/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people of the desktop's address books as a list. It must not know where they come from: the
 * feed does. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-desktop-contacts.h"

#include "bw-contact-draft.h"
#include "bw-contact-feed.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include <string.h>

/* What is shown at once, without being made small before. */
#define MAX_PICTURE (256 * 1024)
/* Pictures come as files, or within the text, of which not more are kept in memory. */
#define MAX_PICTURES (32 * 1024 * 1024)

enum { PROP_0, PROP_ENABLED, PROP_AVAILABLE, PROP_ERROR, N_PROPS };

static GParamSpec *properties[N_PROPS];

typedef struct {
  BwPerson *person;
  GBytes *picture;    /* (nullable) */
  char *picture_file; /* (nullable) */
  GHashTable *book;   /* the one that knows it */
  GSequenceIter *place;
} Entry;

struct _BwDesktopContacts {
  GObject parent_instance;

  BwContactFeed *feed; /* (nullable): while it is enabled and there */
  GSequence *entries;  /* of Entry, which the tables own */
  GHashTable *books;   /* of a book: a table from uid to Entry */
  GHashTable *people;  /* from BwPerson to its Entry */
  gsize picture_size;

  gboolean enabled;
  gboolean available;
  char *error;
};

static void bw_desktop_contacts_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BwDesktopContacts,
                               bw_desktop_contacts,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bw_desktop_contacts_list_init))

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->person);
  g_clear_pointer (&entry->picture, g_bytes_unref);
  g_free (entry->picture_file);
  g_free (entry);
}

static void
set_state (BwDesktopContacts *self, gboolean available, const char *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->available != available)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AVAILABLE]);
  if (g_strcmp0 (self->error, error) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);

  self->available = available;
  g_free (self->error);
  self->error = g_strdup (error);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Returns: (nullable): the file of a picture that is not in the text itself */
static char *
find_picture_file (BwPerson *person)
{
  const char *extra = bw_person_get_extra (person);
  g_auto (GStrv) lines = g_strsplit (extra ? extra : "", "\n", -1);

  for (char **line = lines; *line; line++) {
    const char *uri = g_str_has_prefix (*line, "PHOTO") ? strstr (*line, ":file://") : NULL;

    if (uri)
      return g_filename_from_uri (uri + 1, NULL, NULL);
  }

  return NULL;
}

static gsize
get_size (GBytes *picture)
{
  return picture ? g_bytes_get_size (picture) : 0;
}

static void
drop_picture (BwDesktopContacts *self, Entry *entry)
{
  self->picture_size -= get_size (entry->picture);
  g_clear_pointer (&entry->picture, g_bytes_unref);
  g_clear_pointer (&entry->picture_file, g_free);
}

static void
take_picture (BwDesktopContacts *self, Entry *entry, BwFoundPerson *found)
{
  gboolean had_picture = bw_person_get_has_picture (entry->person);
  gboolean has_picture;

  drop_picture (self, entry);
  if (get_size (found->picture) <= MAX_PICTURE &&
      self->picture_size + get_size (found->picture) <= MAX_PICTURES)
    entry->picture = g_steal_pointer (&found->picture);
  self->picture_size += get_size (entry->picture);
  if (!entry->picture)
    entry->picture_file = find_picture_file (entry->person);

  has_picture = entry->picture || entry->picture_file;
  if (has_picture || had_picture)
    bw_person_set_has_picture (entry->person, has_picture);
}

static GHashTable *
get_book (BwDesktopContacts *self, const char *id)
{
  GHashTable *book = g_hash_table_lookup (self->books, id);

  if (!book) {
    book = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert (self->books, g_strdup (id), book);
  }

  return book;
}

/* Nobody may look at the list between an addition and the word of it. */
static void
tell_added (BwDesktopContacts *self, guint *n_added)
{
  guint n = (guint) g_sequence_get_length (self->entries);
  guint n_told = *n_added;

  *n_added = 0;
  if (n_told > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n - n_told, 0, n_told);
}

static void
add (BwDesktopContacts *self, GHashTable *book, BwContactEvent *event)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->person = g_object_ref (event->found->person);
  entry->book = book;
  take_picture (self, entry, event->found);
  entry->place = g_sequence_append (self->entries, entry);
  g_hash_table_insert (book, g_strdup (event->uid), entry);
  g_hash_table_insert (self->people, entry->person, entry);
}

static void
keep (BwDesktopContacts *self, BwContactEvent *event, guint *n_added)
{
  GHashTable *book = get_book (self, event->book);
  Entry *entry = g_hash_table_lookup (book, event->uid);

  if (!entry) {
    add (self, book, event);
    (*n_added)++;
    return;
  }

  tell_added (self, n_added);
  bw_person_take_over (entry->person, event->found->person);
  take_picture (self, entry, event->found);
}

/* Those from @first to before @end, which follow each other, are told of at once. */
static void
remove_entries (BwDesktopContacts *self, GSequenceIter *first, GSequenceIter *end)
{
  guint position = (guint) g_sequence_iter_get_position (first);
  guint n = (guint) g_sequence_iter_get_position (end) - position;

  for (GSequenceIter *place = first; place != end; place = g_sequence_iter_next (place)) {
    Entry *entry = g_sequence_get (place);

    drop_picture (self, entry);
    g_hash_table_remove (self->people, entry->person);
  }
  g_sequence_remove_range (first, end);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n, 0);
}

static void
remove_person (BwDesktopContacts *self, const char *id, const char *uid)
{
  GHashTable *book = g_hash_table_lookup (self->books, id);
  Entry *entry = book ? g_hash_table_lookup (book, uid) : NULL;

  if (!entry)
    return;

  g_hash_table_remove (book, uid);
  remove_entries (self, entry->place, g_sequence_iter_next (entry->place));
}

static void
clear (BwDesktopContacts *self)
{
  g_hash_table_remove_all (self->books);
  remove_entries (self, g_sequence_get_begin_iter (self->entries),
                  g_sequence_get_end_iter (self->entries));
}

static gboolean
is_of_book (GSequenceIter *place, GHashTable *book)
{
  return !g_sequence_iter_is_end (place) && ((Entry *) g_sequence_get (place))->book == book;
}

/* The people of a book came together, and stand so for the most part. */
static void
close_book (BwDesktopContacts *self, const char *id)
{
  GHashTable *book = g_hash_table_lookup (self->books, id);
  GSequenceIter *end = g_sequence_get_begin_iter (self->entries);

  while (book && !g_sequence_iter_is_end (end)) {
    GSequenceIter *first = end;

    while (is_of_book (end, book))
      end = g_sequence_iter_next (end);
    if (first != end)
      remove_entries (self, first, end);
    else
      end = g_sequence_iter_next (end);
  }
  g_hash_table_remove (self->books, id);
}

static void
tell (BwDesktopContacts *self, BwEdsState state)
{
  switch (state) {
  case BW_EDS_READY:
    return set_state (self, TRUE, NULL);
  case BW_EDS_ABSENT:
    return set_state (self, FALSE,
                      _ ("This desktop has no address books. Install Evolution Data Server to see "
                         "your contacts here."));
  case BW_EDS_SILENT:
    return set_state (self, FALSE,
                      _ ("The desktop’s address books do not answer. Bellwire goes on trying."));
  }
}

static void
handle_event (BwDesktopContacts *self, BwContactEvent *event)
{
  switch (event->kind) {
  case BW_CONTACT_KEPT:
    return;
  case BW_CONTACT_REMOVED:
    return remove_person (self, event->book, event->uid);
  case BW_CONTACT_CLOSED:
    return close_book (self, event->book);
  case BW_CONTACT_TOLD:
    return tell (self, event->state);
  }
}

/* Additions in a row are told of at once. */
static void
handle_cb (GPtrArray *events, gpointer user_data)
{
  g_autoptr (BwDesktopContacts) self = g_object_ref (user_data);
  guint n_added = 0;

  for (guint i = 0; self->feed && i < events->len; i++) {
    BwContactEvent *event = g_ptr_array_index (events, i);

    if (event->kind == BW_CONTACT_KEPT) {
      keep (self, event, &n_added);
      continue;
    }
    tell_added (self, &n_added);
    handle_event (self, event);
  }
  tell_added (self, &n_added);
}

static void
start (BwDesktopContacts *self)
{
  self->feed = bw_contact_feed_new (handle_cb, self);
  if (!self->feed)
    set_state (self, FALSE,
               _ ("This Bellwire was installed without the part that reads the desktop’s address "
                  "books."));
}

static void
stop (BwDesktopContacts *self)
{
  g_clear_pointer (&self->feed, bw_contact_feed_stop);
  clear (self);
  set_state (self, FALSE, NULL);
}

static void
set_enabled (BwDesktopContacts *self, gboolean enabled)
{
  if (self->enabled == enabled)
    return;

  self->enabled = enabled;
  if (enabled)
    start (self);
  else
    stop (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

static GType
get_item_type (GListModel *model)
{
  return BW_TYPE_PERSON;
}

static guint
get_n_items (GListModel *model)
{
  return (guint) g_sequence_get_length (BW_DESKTOP_CONTACTS (model)->entries);
}

static gpointer
get_item (GListModel *model, guint position)
{
  BwDesktopContacts *self = BW_DESKTOP_CONTACTS (model);
  GSequenceIter *place = g_sequence_get_iter_at_pos (self->entries, (int) MIN (position, G_MAXINT));
  Entry *entry = g_sequence_iter_is_end (place) ? NULL : g_sequence_get (place);

  return entry ? g_object_ref (entry->person) : NULL;
}

static void
bw_desktop_contacts_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
bw_desktop_contacts_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BwDesktopContacts *self = BW_DESKTOP_CONTACTS (object);

  switch (prop_id) {
  case PROP_ENABLED:
    g_value_set_boolean (value, self->enabled);
    break;
  case PROP_AVAILABLE:
    g_value_set_boolean (value, self->available);
    break;
  case PROP_ERROR:
    g_value_set_string (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
bw_desktop_contacts_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  if (prop_id == PROP_ENABLED)
    set_enabled (BW_DESKTOP_CONTACTS (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
bw_desktop_contacts_dispose (GObject *object)
{
  BwDesktopContacts *self = BW_DESKTOP_CONTACTS (object);

  g_clear_pointer (&self->feed, bw_contact_feed_stop);
  G_OBJECT_CLASS (bw_desktop_contacts_parent_class)->dispose (object);
}

static void
bw_desktop_contacts_finalize (GObject *object)
{
  BwDesktopContacts *self = BW_DESKTOP_CONTACTS (object);

  g_hash_table_unref (self->books);
  g_hash_table_unref (self->people);
  g_sequence_free (self->entries);
  g_free (self->error);
  G_OBJECT_CLASS (bw_desktop_contacts_parent_class)->finalize (object);
}

static void
bw_desktop_contacts_class_init (BwDesktopContactsClass *klass)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_desktop_contacts_get_property;
  object_class->set_property = bw_desktop_contacts_set_property;
  object_class->dispose = bw_desktop_contacts_dispose;
  object_class->finalize = bw_desktop_contacts_finalize;

  properties[PROP_ENABLED] =
      g_param_spec_boolean ("enabled", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_desktop_contacts_init (BwDesktopContacts *self)
{
  self->entries = g_sequence_new (entry_free);
  self->books =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->people = g_hash_table_new (NULL, NULL);
}

BwDesktopContacts *
bw_desktop_contacts_new (void)
{
  return g_object_new (BW_TYPE_DESKTOP_CONTACTS, NULL);
}

/* An address book may name any file: only pictures are taken, and none that is too large. */
static GBytes *
load_picture (const char *path)
{
  GStatBuf status;
  g_autofree char *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MAX_PICTURE ||
      !g_file_get_contents (path, &data, &size, NULL))
    return NULL;

  bytes = g_bytes_new_take (g_steal_pointer (&data), size);

  return bw_contact_picture_is_known (bytes) ? g_steal_pointer (&bytes) : NULL;
}

GBytes *
bw_desktop_contacts_dup_picture (BwDesktopContacts *self, BwPerson *person)
{
  Entry *entry = g_hash_table_lookup (self->people, person);

  if (entry && entry->picture)
    return g_bytes_ref (entry->picture);

  return entry && entry->picture_file ? load_picture (entry->picture_file) : NULL;
}
