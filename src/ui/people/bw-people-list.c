/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The order in which people are listed, and who of them is found. GTK's own filter empties a list
 * before it fills it again, which is seen at every key; here what is found replaces what was there
 * at once. What a person looks like is known by the row.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-people-list.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/* How many are made ready to be searched between two looks at the main loop. */
#define AT_ONCE 200

enum { PROP_0, PROP_SOURCE, PROP_TEXT, PROP_N_PEOPLE, PROP_N_ITEMS, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* One of the source, with what sorting needs. */
typedef struct {
  BwPerson *person;
  char *label; /* that of the key */
  char *key;
  gunichar letter;
  gulong handler;
  guint pass; /* the last one that saw it */
} Entry;

struct _BwPeopleList {
  GObject parent_instance;

  GListModel *source;
  GSignalGroup *source_signals;
  GHashTable *entries; /* by person */
  GPtrArray *sorted;   /* of Entry */
  GPtrArray *shown;    /* of GObject */
  GHashTable *headings;
  char *text;
  char **words; /* folded, NULL where nothing is searched for */
  guint collect_source;
  guint sort_source;
  guint warm_source;
  guint warm; /* as many of those that are sorted are ready to be searched */
  guint pass;
};

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return BW_PEOPLE_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *shown = BW_PEOPLE_LIST (model)->shown;

  return position < shown->len ? g_object_ref (shown->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BwPeopleList,
                               bw_people_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_signal_handler_disconnect (self->person, self->handler);
  g_object_unref (self->person);
  g_free (self->label);
  g_free (self->key);
  g_free (self);
}

/* In most languages É is an E, in some Å is a letter of its own, which comes after Z. */
static gboolean
is_same_letter (gunichar letter, gunichar base)
{
  char before[16] = "";
  char after[16] = "";
  int length = g_unichar_to_utf8 (letter, before);

  before[length] = 'a';
  after[g_unichar_to_utf8 (base, after)] = 'z';

  return g_utf8_collate (before, after) < 0;
}

/* Of scripts with thousands of characters none makes a good heading. */
static gunichar
first_letter (const char *label)
{
  gunichar first = g_utf8_get_char (label);
  gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (!g_unichar_isalpha (first))
    return '#';
  if (g_unichar_get_script (first) == G_UNICODE_SCRIPT_HAN)
    return 0x2026;
  first = g_unichar_toupper (first);
  g_unichar_fully_decompose (first, FALSE, base, G_N_ELEMENTS (base));

  return base[0] == first || is_same_letter (first, base[0]) ? base[0] : first;
}

static void
entry_update (Entry *self)
{
  const char *label = bw_person_get_label (self->person);
  g_autofree char *folded = NULL;

  if (g_strcmp0 (label, self->label) == 0)
    return;
  folded = g_utf8_casefold (label, -1);
  g_free (self->label);
  g_free (self->key);
  self->label = g_strdup (label);
  self->key = g_utf8_collate_key (folded, -1);
  self->letter = first_letter (label);
}

/* Favourites, then names, then bare numbers. */
static int
compare (gconstpointer first, gconstpointer second)
{
  const Entry *a = *(const Entry *const *) first;
  const Entry *b = *(const Entry *const *) second;
  gboolean favourite = bw_person_get_favourite (a->person);

  if (favourite != bw_person_get_favourite (b->person))
    return favourite ? -1 : 1;
  if ((a->letter == '#') != (b->letter == '#'))
    return a->letter == '#' ? 1 : -1;

  return strcmp (a->key, b->key);
}

static gpointer
get_heading (BwPeopleList *self, const char *text)
{
  gpointer heading = g_hash_table_lookup (self->headings, text);

  if (!heading) {
    heading = gtk_string_object_new (text);
    g_hash_table_insert (self->headings, g_strdup (text), heading);
  }

  return heading;
}

static void
append_heading (BwPeopleList *self, GPtrArray *shown, const Entry *entry)
{
  char letter[7] = "";

  if (bw_person_get_favourite (entry->person)) {
    g_ptr_array_add (shown, g_object_ref (get_heading (self, _ ("Favourites"))));
    return;
  }
  letter[g_unichar_to_utf8 (entry->letter, letter)] = '\0';
  g_ptr_array_add (shown, g_object_ref (get_heading (self, letter)));
}

static gboolean
is_same_section (const Entry *a, const Entry *b)
{
  gboolean favourite = bw_person_get_favourite (a->person);

  return favourite == bw_person_get_favourite (b->person) && (favourite || a->letter == b->letter);
}

static GPtrArray *
make_sections (BwPeopleList *self)
{
  GPtrArray *shown = g_ptr_array_new_full (self->sorted->len + 32, g_object_unref);
  const Entry *before = NULL;

  for (guint i = 0; i < self->sorted->len; i++) {
    const Entry *entry = self->sorted->pdata[i];

    if (!before || !is_same_section (before, entry))
      append_heading (self, shown, entry);
    g_ptr_array_add (shown, g_object_ref (entry->person));
    before = entry;
  }

  return shown;
}

static GPtrArray *
make_matches (BwPeopleList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->sorted->len; i++) {
    const Entry *entry = self->sorted->pdata[i];

    if (bw_person_matches (entry->person, (const char *const *) self->words))
      g_ptr_array_add (shown, g_object_ref (entry->person));
  }

  return shown;
}

static guint
count_same (GPtrArray *before, GPtrArray *after, guint skip, gboolean from_end)
{
  guint most = MIN (before->len, after->len) - skip;
  guint n = 0;

  while (n < most &&
         (from_end ? before->pdata[before->len - 1 - n] == after->pdata[after->len - 1 - n]
                   : before->pdata[n] == after->pdata[n]))
    n++;

  return n;
}

/* What stays the same at both ends is not told of, so that its rows stay. */
static void
show (BwPeopleList *self)
{
  g_autoptr (GPtrArray) before = self->shown;
  GPtrArray *after = self->words ? make_matches (self) : make_sections (self);
  guint top = count_same (before, after, 0, FALSE);
  guint bottom = count_same (before, after, top, TRUE);

  self->shown = after;
  if (before->len == after->len && top == after->len)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), top, before->len - top - bottom,
                              after->len - top - bottom);
  if (before->len != after->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
sort (BwPeopleList *self)
{
  g_clear_handle_id (&self->sort_source, g_source_remove);
  g_ptr_array_sort (self->sorted, compare);
  show (self);
}

static gboolean
sort_cb (gpointer data)
{
  BwPeopleList *self = data;

  self->sort_source = 0;
  sort (self);

  return G_SOURCE_REMOVE;
}

static void
favourite_cb (BwPeopleList *self)
{
  if (self->sort_source == 0)
    self->sort_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sort_cb, self, NULL);
}

static Entry *
ensure_entry (BwPeopleList *self, BwPerson *person)
{
  Entry *entry = g_hash_table_lookup (self->entries, person);

  if (!entry) {
    entry = g_new0 (Entry, 1);
    entry->person = g_object_ref (person);
    entry->handler =
        g_signal_connect_swapped (person, "notify::favourite", G_CALLBACK (favourite_cb), self);
    g_hash_table_insert (self->entries, person, entry);
  }
  entry_update (entry);
  entry->pass = self->pass;

  return entry;
}

static gboolean
is_gone (gpointer person, gpointer entry, gpointer data)
{
  return ((Entry *) entry)->pass != BW_PEOPLE_LIST (data)->pass;
}

/* A person is made ready to be searched when first asked: not all of them at the first key. */
static gboolean
warm_cb (gpointer data)
{
  BwPeopleList *self = data;
  const char *const nobody[] = { "\001", NULL };
  guint end = MIN (self->warm + AT_ONCE, self->sorted->len);

  for (; self->warm < end; self->warm++)
    bw_person_matches (((Entry *) self->sorted->pdata[self->warm])->person, nobody);
  if (self->warm < self->sorted->len)
    return G_SOURCE_CONTINUE;
  self->warm_source = 0;

  return G_SOURCE_REMOVE;
}

static void
warm_up (BwPeopleList *self)
{
  self->warm = 0;
  if (self->warm_source == 0)
    self->warm_source = g_idle_add_full (G_PRIORITY_LOW, warm_cb, self, NULL);
}

static void
collect (BwPeopleList *self)
{
  guint before = self->sorted->len;
  guint n_people = self->source ? g_list_model_get_n_items (self->source) : 0;

  g_clear_handle_id (&self->collect_source, g_source_remove);
  self->pass++;
  g_ptr_array_set_size (self->sorted, 0);
  for (guint i = 0; i < n_people; i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (self->source, i);

    g_ptr_array_add (self->sorted, ensure_entry (self, person));
  }
  sort (self);
  g_hash_table_foreach_remove (self->entries, is_gone, self);
  warm_up (self);
  if (before != n_people)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PEOPLE]);
}

static gboolean
collect_cb (gpointer data)
{
  BwPeopleList *self = data;

  self->collect_source = 0;
  collect (self);

  return G_SOURCE_REMOVE;
}

/* Many changes at once cost as much as one. */
static void
source_changed_cb (BwPeopleList *self)
{
  if (self->collect_source == 0)
    self->collect_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, collect_cb, self, NULL);
}

static void
bw_people_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwPeopleList *self = BW_PEOPLE_LIST (object);

  switch (id) {
  case PROP_SOURCE:
    g_value_set_object (value, self->source);
    break;
  case PROP_TEXT:
    g_value_set_string (value, self->text);
    break;
  case PROP_N_PEOPLE:
    g_value_set_uint (value, self->sorted->len);
    break;
  case PROP_N_ITEMS:
    g_value_set_uint (value, self->shown->len);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_people_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwPeopleList *self = BW_PEOPLE_LIST (object);

  switch (id) {
  case PROP_SOURCE:
    bw_people_list_set_source (self, g_value_get_object (value));
    break;
  case PROP_TEXT:
    bw_people_list_set_text (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_people_list_dispose (GObject *object)
{
  BwPeopleList *self = BW_PEOPLE_LIST (object);

  g_clear_handle_id (&self->collect_source, g_source_remove);
  g_clear_handle_id (&self->sort_source, g_source_remove);
  g_clear_handle_id (&self->warm_source, g_source_remove);
  g_clear_object (&self->source_signals);
  g_clear_object (&self->source);
  g_ptr_array_set_size (self->sorted, 0);
  g_hash_table_remove_all (self->entries);

  G_OBJECT_CLASS (bw_people_list_parent_class)->dispose (object);
}

static void
bw_people_list_finalize (GObject *object)
{
  BwPeopleList *self = BW_PEOPLE_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->headings);
  g_strfreev (self->words);
  g_free (self->text);

  G_OBJECT_CLASS (bw_people_list_parent_class)->finalize (object);
}

static void
bw_people_list_class_init (BwPeopleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  object_class->get_property = bw_people_list_get_property;
  object_class->set_property = bw_people_list_set_property;
  object_class->dispose = bw_people_list_dispose;
  object_class->finalize = bw_people_list_finalize;

  properties[PROP_SOURCE] = g_param_spec_object ("source", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_N_PEOPLE] = g_param_spec_uint ("n-people", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_people_list_init (BwPeopleList *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->sorted = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->source_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->source_signals, "items-changed",
                                  G_CALLBACK (source_changed_cb), self);
}

BwPeopleList *
bw_people_list_new (void)
{
  return g_object_new (BW_TYPE_PEOPLE_LIST, NULL);
}

void
bw_people_list_set_source (BwPeopleList *self, GListModel *source)
{
  g_return_if_fail (BW_IS_PEOPLE_LIST (self));

  if (!g_set_object (&self->source, source))
    return;
  g_signal_group_set_target (self->source_signals, source);
  collect (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

void
bw_people_list_set_text (BwPeopleList *self, const char *text)
{
  g_return_if_fail (BW_IS_PEOPLE_LIST (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  g_strfreev (self->words);
  self->text = g_strdup (text);
  self->words = text ? bw_person_fold (text) : NULL;
  if (self->words && !self->words[0])
    g_clear_pointer (&self->words, g_strfreev);
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

guint
bw_people_list_get_n_people (BwPeopleList *self)
{
  g_return_val_if_fail (BW_IS_PEOPLE_LIST (self), 0);

  return self->sorted->len;
}

gboolean
bw_people_list_get_searches (BwPeopleList *self)
{
  g_return_val_if_fail (BW_IS_PEOPLE_LIST (self), FALSE);

  return self->words != NULL;
}
