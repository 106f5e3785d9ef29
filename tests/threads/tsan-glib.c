/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Tells ThreadSanitizer what it cannot see: GLib's locks are futexes of its own, and its references
 * and sources pass memory from thread to thread by atomics within libraries that were built without
 * the sanitizer. Preloaded, so that GStreamer's locks are told of as well.
 */

#include <dlfcn.h>
#include <glib-object.h>
#include <mediastreamer2/msvideo.h>

/* Not there in a program that runs without the sanitizer, such as a child. */
void __tsan_acquire (void *address) __attribute__ ((weak));
void __tsan_release (void *address) __attribute__ ((weak));

#define REAL(name) ((__typeof__ (&name)) real (&name##_place, #name))

static void *
real (void **place, const char *name)
{
  if (!*place)
    *place = dlsym (RTLD_NEXT, name);

  return *place;
}

static void
acquire (void *address)
{
  if (__tsan_acquire)
    __tsan_acquire (address);
}

static void
release (void *address)
{
  if (__tsan_release)
    __tsan_release (address);
}

#define LOCK(type, name)                                                                           \
  static void *name##_place;                                                                       \
  void name (type *lock)                                                                           \
  {                                                                                                \
    REAL (name) (lock);                                                                            \
    acquire (lock);                                                                                \
  }

#define TRYLOCK(type, name)                                                                        \
  static void *name##_place;                                                                       \
  gboolean name (type *lock)                                                                       \
  {                                                                                                \
    gboolean taken = REAL (name) (lock);                                                           \
                                                                                                   \
    if (taken)                                                                                     \
      acquire (lock);                                                                              \
    return taken;                                                                                  \
  }

#define UNLOCK(type, name)                                                                         \
  static void *name##_place;                                                                       \
  void name (type *lock)                                                                           \
  {                                                                                                \
    release (lock);                                                                                \
    REAL (name) (lock);                                                                            \
  }

LOCK (GMutex, g_mutex_lock)
TRYLOCK (GMutex, g_mutex_trylock)
UNLOCK (GMutex, g_mutex_unlock)
LOCK (GRecMutex, g_rec_mutex_lock)
TRYLOCK (GRecMutex, g_rec_mutex_trylock)
UNLOCK (GRecMutex, g_rec_mutex_unlock)
LOCK (GRWLock, g_rw_lock_writer_lock)
UNLOCK (GRWLock, g_rw_lock_writer_unlock)
LOCK (GRWLock, g_rw_lock_reader_lock)
UNLOCK (GRWLock, g_rw_lock_reader_unlock)

static void *g_cond_wait_place, *g_cond_wait_until_place;

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end)
{
  gboolean woken;

  release (mutex);
  woken = REAL (g_cond_wait_until) (cond, mutex, end);
  acquire (mutex);

  return woken;
}

/* References: what was done with a thing comes before its end, whoever lets go of it last. */

static void *g_object_ref_place, *g_object_unref_place;

gpointer (g_object_ref) (gpointer object)
{
  acquire (object);
  return ((gpointer (*) (gpointer)) real (&g_object_ref_place, "g_object_ref")) (object);
}

/* The count is ours to take down but for the last one, so that nobody comes between the look at it
 * and its end. Toggle references are not used. */
void
g_object_unref (gpointer object)
{
  guint *count = (guint *) &((GObject *) object)->ref_count;
  guint references;

  release (object);
  while ((references = g_atomic_int_get (count)) > 1)
    if (g_atomic_int_compare_and_exchange (count, references, references - 1))
      return;
  acquire (object);
  REAL (g_object_unref) (object);
}

static void *g_atomic_rc_box_release_full_place;
static _Thread_local GDestroyNotify clear_box;

static void
clear (gpointer box)
{
  acquire (box);
  if (clear_box)
    clear_box (box);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify notify)
{
  GDestroyNotify outer = clear_box;

  release (box);
  clear_box = notify;
  REAL (g_atomic_rc_box_release_full) (box, clear);
  clear_box = outer;
}

void
g_atomic_rc_box_release (gpointer box)
{
  g_atomic_rc_box_release_full (box, NULL);
}

/* Pictures of the engine: who had one comes before who gets its memory next. */

static void *freemsg_place, *ms_yuv_buf_allocator_get_place;

void
freemsg (mblk_t *message)
{
  for (mblk_t *part = message; part; part = part->b_cont)
    release (part->b_datap);
  REAL (freemsg) (message);
}

mblk_t *
ms_yuv_buf_allocator_get (MSYuvBufAllocator *allocator, MSPicture *picture, int width, int height)
{
  mblk_t *message = REAL (ms_yuv_buf_allocator_get) (allocator, picture, width, height);

  acquire (message->b_datap);
  return message;
}

/* Sources: what was done before one was attached comes before its callback. */

typedef struct {
  GSourceFunc function;
  gpointer data;
  GDestroyNotify notify;
} Callback;

static void *g_source_set_callback_place, *g_idle_add_full_place;

static gboolean
call (gpointer data)
{
  Callback *callback = data;

  acquire (callback);
  return callback->function (callback->data);
}

static void
let_go (gpointer data)
{
  Callback *callback = data;

  acquire (callback);
  if (callback->notify)
    callback->notify (callback->data);
  g_free (callback);
}

static Callback *
wrap (GSourceFunc function, gpointer data, GDestroyNotify notify)
{
  Callback *callback = g_new (Callback, 1);

  *callback = (Callback){ function, data, notify };
  release (callback);

  return callback;
}

guint
g_idle_add_full (gint priority, GSourceFunc function, gpointer data, GDestroyNotify notify)
{
  return REAL (g_idle_add_full) (priority, call, wrap (function, data, notify), let_go);
}

guint
g_idle_add (GSourceFunc function, gpointer data)
{
  return g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, function, data, NULL);
}

void
g_source_set_callback (GSource *source, GSourceFunc function, gpointer data, GDestroyNotify notify)
{
  gboolean plain =
      source->source_funcs == &g_idle_funcs || source->source_funcs == &g_timeout_funcs;

  if (plain && function)
    REAL (g_source_set_callback) (source, call, wrap (function, data, notify), let_go);
  else
    REAL (g_source_set_callback) (source, function, data, notify);
}
