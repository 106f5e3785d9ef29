/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Follows the address books of Evolution Data Server. It lives on a thread of its own, as some
 * calls of libebook wait for the service to answer, and the window must not wait for that. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-eds-module.h"

#include "bw-eds-book.h"

#include <gmodule.h>

#define REGISTRY_NAME "org.gnome.evolution.dataserver.Sources5"
#define FIRST_DELAY 1
#define LONGEST_DELAY 300

/* All of it belongs to the thread but what is used to stop it. */
struct _BwEdsWatch {
  GMainContext *context;
  GMainLoop *loop;
  GCancellable *cancellable;

  BwEdsListener listener;
  gpointer data;
  GDestroyNotify free_data;

  ESourceRegistry *registry;
  GHashTable *books; /* of the uid of a source: BwEdsBook */
  gboolean was_seen; /* the service, on the bus: it can go */
  guint delay;       /* in seconds */
  GSource *retry;
};

static void
tell (BwEdsWatch *self, BwEdsState state)
{
  self->listener.told (self->data, state);
}

/* One book that cannot be opened, as its server is not reached, is no reason to hide the others. */
static void
tell_state (BwEdsWatch *self)
{
  guint n_open = 0;
  guint n_failed = 0;
  GHashTableIter iter;
  gpointer book;

  g_hash_table_iter_init (&iter, self->books);
  while (g_hash_table_iter_next (&iter, NULL, &book)) {
    n_open += bw_eds_book_is_open (book) ? 1 : 0;
    n_failed += bw_eds_book_has_failed (book) ? 1 : 0;
  }

  tell (self, n_open > 0 || n_failed == 0 ? BW_EDS_READY : BW_EDS_SILENT);
}

static void
book_changed_cb (BwEdsBook *book, gpointer user_data)
{
  tell_state (user_data);
}

static gboolean
is_wanted (BwEdsWatch *self, ESource *source)
{
  return e_source_has_extension (source, E_SOURCE_EXTENSION_ADDRESS_BOOK) &&
         e_source_registry_check_enabled (self->registry, source);
}

static void
add_book (BwEdsWatch *self, ESource *source)
{
  const char *id = e_source_get_uid (source);
  BwEdsBook *book;

  if (!is_wanted (self, source) || g_hash_table_contains (self->books, id))
    return;

  book = bw_eds_book_new (source, &self->listener, self->data);
  g_signal_connect (book, "changed", G_CALLBACK (book_changed_cb), self);
  g_hash_table_insert (self->books, g_strdup (id), book);
  bw_eds_book_open (book);
}

static void
free_book (gpointer data)
{
  g_signal_handlers_disconnect_matched (data, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, book_changed_cb,
                                        NULL);
  bw_eds_book_close (data);
  g_object_unref (data);
}

static void
source_there_cb (ESourceRegistry *registry, ESource *source, gpointer user_data)
{
  add_book (user_data, source);
}

static void
source_gone_cb (ESourceRegistry *registry, ESource *source, gpointer user_data)
{
  BwEdsWatch *self = user_data;

  if (g_hash_table_remove (self->books, e_source_get_uid (source)))
    tell_state (self);
}

/* There is one registry in a program, whoever asks for it: one that a watch which ends is letting
 * go of would be handed to the next one, half taken apart. */
static GMutex registry_mutex;

static ESourceRegistry *
make_registry (GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&registry_mutex);

  return e_source_registry_new_sync (cancellable, error);
}

static void
close_registry (BwEdsWatch *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_hash_table_remove_all (self->books);
  if (self->registry)
    g_signal_handlers_disconnect_by_data (self->registry, self);
  locker = g_mutex_locker_new (&registry_mutex);
  g_clear_object (&self->registry);
}

static void
follow_registry (BwEdsWatch *self)
{
  GList *sources;

  g_signal_connect (self->registry, "source-added", G_CALLBACK (source_there_cb), self);
  g_signal_connect (self->registry, "source-enabled", G_CALLBACK (source_there_cb), self);
  g_signal_connect (self->registry, "source-removed", G_CALLBACK (source_gone_cb), self);
  g_signal_connect (self->registry, "source-disabled", G_CALLBACK (source_gone_cb), self);

  sources = e_source_registry_list_enabled (self->registry, E_SOURCE_EXTENSION_ADDRESS_BOOK);
  for (GList *l = sources; l; l = l->next)
    add_book (self, l->data);
  g_list_free_full (sources, g_object_unref);
}

/* Nothing that could be started: it is not installed, or there is no bus. */
static gboolean
is_absent (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND) ||
         (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_TIMED_OUT);
}

/* Without it, a registry would be made all the same, with nothing in it. */
static gboolean
start_service (BwEdsWatch *self, GError **error)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, self->cancellable, error);
  g_autoptr (GVariant) reply = NULL;

  if (bus)
    reply = g_dbus_connection_call_sync (
        bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "StartServiceByName", g_variant_new ("(su)", REGISTRY_NAME, 0), G_VARIANT_TYPE ("(u)"),
        G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, error);

  return reply != NULL;
}

static gboolean open_cb (gpointer user_data);

static void
clear_retry (BwEdsWatch *self)
{
  if (self->retry)
    g_source_destroy (self->retry);
  g_clear_pointer (&self->retry, g_source_unref);
}

static void
open_later (BwEdsWatch *self)
{
  clear_retry (self);
  self->retry = g_timeout_source_new_seconds (self->delay);
  g_source_set_callback (self->retry, open_cb, self, NULL);
  g_source_attach (self->retry, self->context);
  self->delay = MIN (self->delay * 2, LONGEST_DELAY);
}

static gboolean
open_cb (gpointer user_data)
{
  BwEdsWatch *self = user_data;
  g_autoptr (GError) error = NULL;

  clear_retry (self);
  if (self->registry)
    return G_SOURCE_REMOVE;

  if (start_service (self, &error))
    self->registry = make_registry (self->cancellable, &error);
  if (self->registry) {
    self->was_seen = TRUE;
    self->delay = FIRST_DELAY;
    follow_registry (self);
    tell_state (self);
  } else if (!g_cancellable_is_cancelled (self->cancellable)) {
    g_debug ("There are no address books: %s", error->message);
    tell (self, is_absent (error) ? BW_EDS_ABSENT : BW_EDS_SILENT);
    open_later (self);
  }

  return G_SOURCE_REMOVE;
}

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  BwEdsWatch *self = user_data;

  self->was_seen = TRUE;
  open_cb (self);
}

/* Told at the beginning, too, where nobody has the name yet. */
static void
vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  BwEdsWatch *self = user_data;

  if (!self->was_seen)
    return;

  self->was_seen = FALSE;
  close_registry (self);
  tell (self, BW_EDS_SILENT);
  open_later (self);
}

static void
free_watch (BwEdsWatch *self)
{
  clear_retry (self);
  close_registry (self);
  g_hash_table_unref (self->books);
  self->free_data (self->data);
  g_object_unref (self->cancellable);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}

static gpointer
run (gpointer user_data)
{
  BwEdsWatch *self = user_data;
  GMainContext *context = g_main_context_ref (self->context);
  guint name_watch;

  g_main_context_push_thread_default (context);
  open_cb (self);
  name_watch = g_bus_watch_name (G_BUS_TYPE_SESSION, REGISTRY_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                 appeared_cb, vanished_cb, self, NULL);
  if (!g_cancellable_is_cancelled (self->cancellable))
    g_main_loop_run (self->loop);
  g_bus_unwatch_name (name_watch);
  free_watch (self);

  /* What was cancelled ends here. */
  while (g_main_context_iteration (context, FALSE))
    continue;
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);

  return NULL;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

static BwEdsWatch *
start (const BwEdsListener *listener, gpointer data, GDestroyNotify free_data)
{
  BwEdsWatch *self = g_new0 (BwEdsWatch, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->cancellable = g_cancellable_new ();
  self->listener = *listener;
  self->data = data;
  self->free_data = free_data;
  self->books = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_book);
  self->delay = FIRST_DELAY;
  g_thread_unref (g_thread_new ("address-books", run, self));

  return self;
}

/* The loop may not run yet: it is told by a source of it, which waits. */
static void
stop (BwEdsWatch *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_autoptr (GMainContext) context = g_main_context_ref (self->context);
  g_autoptr (GCancellable) cancellable = g_object_ref (self->cancellable);

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, quit_cb, g_main_loop_ref (self->loop),
                         (GDestroyNotify) g_main_loop_unref);
  /* From here on the thread may end, and free what it was told to watch with. */
  g_source_attach (source, context);
  g_cancellable_cancel (cancellable);
}

G_MODULE_EXPORT extern const BwEdsModule bw_eds_module;

const BwEdsModule bw_eds_module = { start, stop };
