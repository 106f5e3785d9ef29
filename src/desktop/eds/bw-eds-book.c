/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One address book of Evolution Data Server, followed as long as it is there. Hands its people up
 * as the text that they are stored as, and must not know what is made of it. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-eds-book.h"

#define EVERYBODY "(contains \"x-evolution-any-field\" \"\")"
#define DO_NOT_WAIT ((guint32) -1)
#define FIRST_DELAY 1
#define LONGEST_DELAY 300

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwEdsBook {
  GObject parent_instance;

  ESource *source;
  const BwEdsListener *listener;
  gpointer data;

  GCancellable *cancellable; /* of what is on its way */
  EBookClient *client;
  EBookClientView *view;
  GSource *retry;
  guint delay; /* in seconds */
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (BwEdsBook, bw_eds_book, G_TYPE_OBJECT)

/* An attempt, which another one may have overtaken when it comes back. */
typedef struct {
  BwEdsBook *book;
  GCancellable *cancellable;
} Opening;

static Opening *
opening_new (BwEdsBook *self)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->book = g_object_ref (self);
  opening->cancellable = g_object_ref (self->cancellable);

  return opening;
}

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->book);
  g_object_unref (opening->cancellable);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static const char *
get_id (BwEdsBook *self)
{
  return e_source_get_uid (self->source);
}

static void
keep_all (BwEdsBook *self, const GSList *contacts)
{
  for (const GSList *l = contacts; l; l = l->next) {
    g_autofree char *vcard = e_vcard_to_string (E_VCARD (l->data), EVC_FORMAT_VCARD_30);
    const char *uid = e_contact_get_const (l->data, E_CONTACT_UID);

    if (uid && vcard)
      self->listener->kept (self->data, get_id (self), uid, vcard);
  }
}

static void
objects_kept_cb (BwEdsBook *self, const GSList *contacts, EBookClientView *view)
{
  keep_all (self, contacts);
}

static void
objects_removed_cb (BwEdsBook *self, const GSList *uids, EBookClientView *view)
{
  for (const GSList *l = uids; l; l = l->next)
    self->listener->removed (self->data, get_id (self), l->data);
}

static void
clear_retry (BwEdsBook *self)
{
  if (self->retry)
    g_source_destroy (self->retry);
  g_clear_pointer (&self->retry, g_source_unref);
}

static void
forget (BwEdsBook *self)
{
  clear_retry (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  if (self->client)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->view);
  if (self->client)
    self->listener->closed (self->data, get_id (self));
  g_clear_object (&self->client);
}

static gboolean
retry_cb (gpointer user_data)
{
  bw_eds_book_open (user_data);

  return G_SOURCE_REMOVE;
}

static void
try_again_later (BwEdsBook *self)
{
  forget (self);
  self->failed = TRUE;
  self->retry = g_timeout_source_new_seconds (self->delay);
  g_source_set_callback (self->retry, retry_cb, self, NULL);
  g_source_attach (self->retry, g_main_context_get_thread_default ());
  self->delay = MIN (self->delay * 2, LONGEST_DELAY);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fail (BwEdsBook *self, GError *error)
{
  g_debug ("The address book %s cannot be followed: %s", get_id (self), error->message);
  g_error_free (error);
  try_again_later (self);
}

static void
backend_died_cb (BwEdsBook *self, EClient *client)
{
  g_debug ("The address book %s has gone", get_id (self));
  try_again_later (self);
}

static void
follow (BwEdsBook *self)
{
  GError *error = NULL;

  g_signal_connect_object (self->view, "objects-added", G_CALLBACK (objects_kept_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "objects-modified", G_CALLBACK (objects_kept_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "objects-removed", G_CALLBACK (objects_removed_cb), self,
                           G_CONNECT_SWAPPED);
  e_book_client_view_start (self->view, &error);
  if (error) {
    fail (self, error);
    return;
  }

  self->delay = FIRST_DELAY;
  self->failed = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether what has been waited for is still wanted. */
static gboolean
is_current (BwEdsBook *self, Opening *opening)
{
  return opening->cancellable == self->cancellable;
}

static void
got_view_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  BwEdsBook *self = opening->book;
  EBookClientView *view = NULL;
  GError *error = NULL;

  e_book_client_get_view_finish (E_BOOK_CLIENT (source), result, &view, &error);
  if (!is_current (self, opening)) {
    g_clear_object (&view);
    g_clear_error (&error);
    return;
  }

  if (error) {
    fail (self, error);
    return;
  }

  self->view = view;
  follow (self);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  BwEdsBook *self = opening->book;
  GError *error = NULL;
  g_autoptr (EClient) client = e_book_client_connect_finish (result, &error);

  if (!is_current (self, opening)) {
    g_clear_error (&error);
    return;
  }

  if (!client) {
    fail (self, error);
    return;
  }

  self->client = E_BOOK_CLIENT (g_steal_pointer (&client));
  g_signal_connect_object (self->client, "backend-died", G_CALLBACK (backend_died_cb), self,
                           G_CONNECT_SWAPPED);
  e_book_client_get_view (self->client, EVERYBODY, self->cancellable, got_view_cb,
                          g_steal_pointer (&opening));
}

static void
bw_eds_book_dispose (GObject *object)
{
  BwEdsBook *self = BW_EDS_BOOK (object);

  forget (self);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (bw_eds_book_parent_class)->dispose (object);
}

static void
bw_eds_book_class_init (BwEdsBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_eds_book_dispose;
  signals[CHANGED] = g_signal_new ("changed", BW_TYPE_EDS_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bw_eds_book_init (BwEdsBook *self)
{
  self->delay = FIRST_DELAY;
}

BwEdsBook *
bw_eds_book_new (ESource *source, const BwEdsListener *listener, gpointer data)
{
  BwEdsBook *self = g_object_new (BW_TYPE_EDS_BOOK, NULL);

  self->source = g_object_ref (source);
  self->listener = listener;
  self->data = data;

  return self;
}

void
bw_eds_book_open (BwEdsBook *self)
{
  forget (self);
  self->cancellable = g_cancellable_new ();
  e_book_client_connect (self->source, DO_NOT_WAIT, self->cancellable, connected_cb,
                         opening_new (self));
}

void
bw_eds_book_close (BwEdsBook *self)
{
  forget (self);
}

gboolean
bw_eds_book_is_open (BwEdsBook *self)
{
  return self->view && !self->failed;
}

gboolean
bw_eds_book_has_failed (BwEdsBook *self)
{
  return self->failed;
}
