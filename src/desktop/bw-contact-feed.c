/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Loads the module of the desktop's address books, and carries what it tells from its thread to
 * ours. Knows nothing of lists. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-contact-feed.h"

#include "bw-config.h"
#include "bw-vcard-card.h"

#include <gmodule.h>

#include <string.h>

#define MODULE "bw-eds." G_MODULE_SUFFIX
/* What is handled within a small part of a frame, and how long it is gathered: one word of many
 * people costs a list less than many of one. */
#define PORTION 200
#define GATHER_MS 25

struct _BwContactFeed {
  gatomicrefcount ref_count; /* ours and the module's */
  GMutex mutex;
  GQueue events;   /* of BwContactEvent */
  GSource *source; /* (nullable): while there are some */

  /* Of the main context alone. */
  GMainContext *context;
  BwContactFeedFunc handle; /* NULL when it is stopped */
  gpointer user_data;
  const BwEdsModule *module;
  BwEdsWatch *watch;
};

static void
free_event (gpointer data)
{
  BwContactEvent *event = data;

  g_free (event->book);
  g_free (event->uid);
  g_clear_pointer (&event->found, bw_found_person_free);
  g_free (event);
}

static void
feed_unref (gpointer data)
{
  BwContactFeed *self = data;

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->events, free_event);
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->context);
  g_free (self);
}

static BwContactFeed *
feed_ref (BwContactFeed *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/* Returns: (transfer full): the next of them; the source ends with the last one */
static GPtrArray *
take_portion (BwContactFeed *self, gboolean *more)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (free_event);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (events->len < PORTION && self->events.length > 0)
    g_ptr_array_add (events, g_queue_pop_head (&self->events));

  *more = self->events.length > 0;
  if (!*more)
    g_clear_pointer (&self->source, g_source_unref);

  return events;
}

static gboolean
handle_cb (gpointer user_data)
{
  BwContactFeed *self = user_data;
  gboolean more;
  g_autoptr (GPtrArray) events = take_portion (self, &more);

  if (self->handle)
    self->handle (events, self->user_data);

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
push (BwContactFeed *self, BwContactEvent *event)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_queue_push_tail (&self->events, event);
  if (self->source)
    return;

  self->source = g_timeout_source_new (GATHER_MS);
  g_source_set_callback (self->source, handle_cb, feed_ref (self), feed_unref);
  g_source_attach (self->source, self->context);
}

static BwContactEvent *
make_event (BwContactEventKind kind, const char *book, const char *uid)
{
  BwContactEvent *event = g_new0 (BwContactEvent, 1);

  event->kind = kind;
  event->book = g_strdup (book);
  event->uid = g_strdup (uid);

  return event;
}

static BwFoundPerson *
read_vcard (const char *vcard)
{
  guint n_unreadable;
  g_autoptr (GPtrArray) found =
      bw_vcard_read_as (BW_PERSON_ORIGIN_DESKTOP, vcard, strlen (vcard), &n_unreadable);

  return found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL;
}

/* Who cannot be called is nobody to a phone. */
static gboolean
is_reachable (BwFoundPerson *found)
{
  return found && bw_person_get_addresses (found->person)->len > 0;
}

static void
kept_cb (gpointer data, const char *book, const char *uid, const char *vcard)
{
  BwFoundPerson *found = read_vcard (vcard);
  BwContactEvent *event;

  if (!is_reachable (found))
    g_clear_pointer (&found, bw_found_person_free);

  event = make_event (found ? BW_CONTACT_KEPT : BW_CONTACT_REMOVED, book, uid);
  event->found = found;
  push (data, event);
}

static void
removed_cb (gpointer data, const char *book, const char *uid)
{
  push (data, make_event (BW_CONTACT_REMOVED, book, uid));
}

static void
closed_cb (gpointer data, const char *book)
{
  push (data, make_event (BW_CONTACT_CLOSED, book, NULL));
}

static void
told_cb (gpointer data, BwEdsState state)
{
  BwContactEvent *event = make_event (BW_CONTACT_TOLD, NULL, NULL);

  event->state = state;
  push (data, event);
}

/* It stays, as types and threads of its libraries do. */
static const BwEdsModule *
load_module (void)
{
  const char *folder = g_getenv ("BELLWIRE_MODULES");
  g_autofree char *path = g_build_filename (folder ? folder : BW_MODULEDIR, MODULE, NULL);
  GModule *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer symbol = NULL;

  if (!module || !g_module_symbol (module, BW_EDS_MODULE_SYMBOL, &symbol)) {
    g_debug ("%s", g_module_error ());
    return NULL;
  }
  g_module_make_resident (module);

  return symbol;
}

BwContactFeed *
bw_contact_feed_new (BwContactFeedFunc handle, gpointer user_data)
{
  static const BwEdsListener listener = { kept_cb, removed_cb, closed_cb, told_cb };
  const BwEdsModule *module = load_module ();
  BwContactFeed *self;

  if (!module)
    return NULL;

  self = g_new0 (BwContactFeed, 1);
  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->events);
  self->context = g_main_context_ref_thread_default ();
  self->handle = handle;
  self->user_data = user_data;
  self->module = module;
  self->watch = module->start (&listener, feed_ref (self), feed_unref);

  return self;
}

void
bw_contact_feed_stop (BwContactFeed *self)
{
  self->handle = NULL;
  self->module->stop (self->watch);
  feed_unref (self);
}
