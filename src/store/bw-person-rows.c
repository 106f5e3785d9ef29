/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * How a BwPerson becomes rows of the tables `people`, `person_addresses` and `pictures` and comes
 * back. It must not know who asks.
 */

#define G_LOG_DOMAIN "bellwire-store"

#include "private/bw-person-rows.h"

#include "bw-store.h"

#include "private/bw-person-private.h"

#include <glib/gi18n.h>

static const char load_sql[] =
    "SELECT id, uid, name, organisation, note, extra, door_digits, favourite, watched,"
    "  EXISTS (SELECT 1 FROM pictures WHERE person = id)"
    " FROM people WHERE removed = 0 AND id > 0 ORDER BY id";

static const char load_addresses_sql[] =
    "SELECT person, kind, address, label FROM person_addresses ORDER BY person, position";

static const char remove_sql[] = "UPDATE people SET removed = $mark WHERE id = $id AND removed = 0";

static const char restore_sql[] =
    "UPDATE OR IGNORE people SET removed = 0 WHERE removed = $mark RETURNING id";

enum {
  COLUMN_ID,
  COLUMN_UID,
  COLUMN_NAME,
  COLUMN_ORGANISATION,
  COLUMN_NOTE,
  COLUMN_EXTRA,
  COLUMN_DOOR_DIGITS,
  COLUMN_FAVOURITE,
  COLUMN_WATCHED,
  COLUMN_HAS_PICTURE,
};

enum { ADDRESS_PERSON, ADDRESS_KIND, ADDRESS_ADDRESS, ADDRESS_LABEL };

/* What writing people takes, made once for all of them. */
typedef enum {
  INSERT,
  UPDATE,
  CLEAR_ADDRESSES,
  INSERT_ADDRESS,
  CLEAR_PICTURE,
  INSERT_PICTURE,
  N_STATEMENTS
} Statement;

static const char *const write_sql[N_STATEMENTS] = {
  [INSERT] = "INSERT INTO people"
             "  (uid, name, organisation, note, extra, door_digits, favourite, watched)"
             " VALUES"
             "  ($uid, $name, $organisation, $note, $extra, $door_digits, $favourite, $watched)"
             " ON CONFLICT DO NOTHING",
  [UPDATE] = "UPDATE people SET name = $name, organisation = $organisation, note = $note,"
             "  extra = $extra, door_digits = $door_digits, favourite = $favourite,"
             "  watched = $watched"
             " WHERE id = $id AND removed = 0",
  [CLEAR_ADDRESSES] = "DELETE FROM person_addresses WHERE person = $id",
  [INSERT_ADDRESS] = "INSERT INTO person_addresses (person, position, kind, address, label)"
                     " VALUES ($id, $position, $kind, $address, $label)",
  [CLEAR_PICTURE] = "DELETE FROM pictures WHERE person = $id",
  [INSERT_PICTURE] = "INSERT OR REPLACE INTO pictures (person, bytes) VALUES ($id, $bytes)",
};

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *statements[N_STATEMENTS];
} Writer;

static void
writer_clear (Writer *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    g_clear_pointer (&self->statements[i], sqlite3_finalize);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static gboolean
writer_init (Writer *self, sqlite3 *db, GError **error)
{
  self->db = db;
  for (guint i = 0; i < N_STATEMENTS; i++) {
    self->statements[i] = bw_database_prepare (db, write_sql[i], error);
    if (self->statements[i] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
run (Writer *self, Statement which, GError **error)
{
  gboolean good = bw_database_step (self->db, self->statements[which], error);

  sqlite3_reset (self->statements[which]);
  return good;
}

static gboolean
run_for (Writer *self, Statement which, BwPerson *person, GError **error)
{
  bw_database_bind_number (self->statements[which], "$id", bw_person_get_id (person));
  return run (self, which, error);
}

/* What an insertion and an update have in common. */
static void
bind_person (sqlite3_stmt *statement, BwPerson *person)
{
  bw_database_bind_text (statement, "$name", bw_person_get_name (person));
  bw_database_bind_text (statement, "$organisation", bw_person_get_organisation (person));
  bw_database_bind_text (statement, "$note", bw_person_get_note (person));
  bw_database_bind_text (statement, "$extra", bw_person_get_extra (person));
  bw_database_bind_text (statement, "$door_digits", bw_person_get_door_digits (person));
  bw_database_bind_number (statement, "$favourite", bw_person_get_favourite (person));
  bw_database_bind_number (statement, "$watched", bw_person_get_watched (person));
}

/* Returns: FALSE also without an error, where somebody has the uid */
static gboolean
insert_row (Writer *self, BwPerson *person, GError **error)
{
  sqlite3_stmt *statement = self->statements[INSERT];

  bind_person (statement, person);
  bw_database_bind_text (statement, "$uid", bw_person_get_uid (person));
  if (!run (self, INSERT, error) || sqlite3_changes (self->db) == 0)
    return FALSE;
  bw_person_set_id (person, sqlite3_last_insert_rowid (self->db));
  return TRUE;
}

static gboolean
insert (Writer *self, BwPerson *person, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (insert_row (self, person, &local_error))
    return TRUE;
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  bw_person_renew_uid (person);
  return insert_row (self, person, error);
}

static gboolean
update (Writer *self, BwPerson *person, GError **error)
{
  bind_person (self->statements[UPDATE], person);
  if (!run_for (self, UPDATE, person, error))
    return FALSE;
  if (sqlite3_changes (self->db) > 0)
    return run_for (self, CLEAR_ADDRESSES, person, error);
  g_set_error_literal (error, BW_STORE_ERROR, BW_STORE_ERROR_FAILED,
                       _ ("This person is not among your people any more."));
  return FALSE;
}

static gboolean
insert_addresses (Writer *self, BwPerson *person, GError **error)
{
  sqlite3_stmt *statement = self->statements[INSERT_ADDRESS];
  GPtrArray *addresses = bw_person_get_addresses (person);

  for (guint i = 0; i < addresses->len; i++) {
    const BwPersonAddress *address = g_ptr_array_index (addresses, i);

    bw_database_bind_number (statement, "$position", i);
    bw_database_bind_number (statement, "$kind", address->kind);
    bw_database_bind_text (statement, "$address", address->address);
    bw_database_bind_text (statement, "$label", address->label);
    if (!run_for (self, INSERT_ADDRESS, person, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
save_picture (Writer *self, BwPerson *person, GBytes *picture, GError **error)
{
  if (picture == NULL)
    return TRUE;
  if (g_bytes_get_size (picture) == 0)
    return run_for (self, CLEAR_PICTURE, person, error);
  bw_database_bind_bytes (self->statements[INSERT_PICTURE], "$bytes", picture);
  return run_for (self, INSERT_PICTURE, person, error);
}

static const char *
read_text (sqlite3_stmt *row, int column)
{
  return (const char *) sqlite3_column_text (row, column);
}

static BwPerson *
read_person (sqlite3_stmt *row)
{
  const BwPersonValues values = {
    .id = sqlite3_column_int64 (row, COLUMN_ID),
    .uid = read_text (row, COLUMN_UID),
    .name = read_text (row, COLUMN_NAME),
    .organisation = read_text (row, COLUMN_ORGANISATION),
    .note = read_text (row, COLUMN_NOTE),
    .extra = read_text (row, COLUMN_EXTRA),
    .door_digits = read_text (row, COLUMN_DOOR_DIGITS),
    .favourite = sqlite3_column_int64 (row, COLUMN_FAVOURITE) != 0,
    .watched = sqlite3_column_int64 (row, COLUMN_WATCHED) != 0,
    .has_picture = sqlite3_column_int64 (row, COLUMN_HAS_PICTURE) != 0,
  };

  return bw_person_new_stored (&values);
}

/* A row that something else than us wrote must not become a value that a switch does not know. */
static BwPersonAddressKind
read_kind (sqlite3_stmt *row)
{
  return sqlite3_column_int64 (row, ADDRESS_KIND) == BW_PERSON_ADDRESS_PHONE
             ? BW_PERSON_ADDRESS_PHONE
             : BW_PERSON_ADDRESS_SIP;
}

static void
read_address (sqlite3_stmt *row, BwPerson *person)
{
  const char *address = read_text (row, ADDRESS_ADDRESS);

  if (bw_person_address_is_blank (address))
    return;
  bw_person_append_address (
      person, bw_person_address_new (read_kind (row), address, read_text (row, ADDRESS_LABEL)));
}

/* Both come in the order of the ids. */
static void
load_addresses (sqlite3 *db, GPtrArray *people)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, load_addresses_sql, NULL);
  guint i = 0;

  while (statement != NULL && bw_database_next (statement)) {
    gint64 id = sqlite3_column_int64 (statement, ADDRESS_PERSON);

    while (i < people->len && bw_person_get_id (g_ptr_array_index (people, i)) < id)
      i++;
    if (i < people->len && bw_person_get_id (g_ptr_array_index (people, i)) == id)
      read_address (statement, g_ptr_array_index (people, i));
  }
}

GPtrArray *
bw_person_rows_load (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, load_sql, NULL);
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);

  while (statement != NULL && bw_database_next (statement))
    g_ptr_array_add (people, read_person (statement));
  load_addresses (db, people);
  return people;
}

gboolean
bw_person_rows_save (sqlite3 *db, GPtrArray *people, GPtrArray *pictures, GError **error)
{
  g_auto (Writer) writer = { NULL };
  gboolean good = writer_init (&writer, db, error);

  for (guint i = 0; good && i < people->len; i++) {
    BwPerson *person = g_ptr_array_index (people, i);
    GBytes *picture = pictures != NULL ? g_ptr_array_index (pictures, i) : NULL;

    good = (bw_person_get_id (person) != 0 ? update (&writer, person, error)
                                           : insert (&writer, person, error)) &&
           insert_addresses (&writer, person, error) &&
           save_picture (&writer, person, picture, error);
  }
  return good;
}

/* Of a row that something else wrote, the highest number may have no successor. */
static gint64
find_mark (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (
      db, "SELECT max (removed) FROM people INDEXED BY people_removed WHERE removed <> 0", NULL);
  gint64 last = bw_database_get_number (statement, 0);

  return last > 0 && last < G_MAXINT64 ? last + 1 : 1;
}

gint64
bw_person_rows_remove (sqlite3 *db, GPtrArray *people, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, remove_sql, error);
  gint64 mark = find_mark (db);

  if (statement == NULL)
    return 0;
  for (guint i = 0; i < people->len; i++) {
    bw_database_bind_number (statement, "$mark", mark);
    bw_database_bind_number (statement, "$id", bw_person_get_id (g_ptr_array_index (people, i)));
    if (!bw_database_step (db, statement, error))
      return 0;
    sqlite3_reset (statement);
  }
  return mark;
}

gboolean
bw_person_rows_restore (sqlite3 *db, gint64 mark, GArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = bw_database_prepare (db, restore_sql, error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$mark", mark);
  return bw_database_collect (db, statement, ids, error);
}

gboolean
bw_person_rows_erase (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (db, "DELETE FROM people WHERE id = $id", error);

  if (statement == NULL)
    return FALSE;
  bw_database_bind_number (statement, "$id", id);
  return bw_database_step (db, statement, error);
}

GBytes *
bw_person_rows_dup_picture (sqlite3 *db, gint64 id)
{
  g_autoptr (sqlite3_stmt) statement =
      bw_database_prepare (db, "SELECT bytes FROM pictures WHERE person = $id", NULL);

  if (statement == NULL)
    return NULL;
  bw_database_bind_number (statement, "$id", id);
  if (!bw_database_next (statement))
    return NULL;
  return g_bytes_new (sqlite3_column_blob (statement, 0), sqlite3_column_bytes (statement, 0));
}
