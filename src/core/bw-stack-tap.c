/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Stands between belle-sip and the engine's listener, as bw-parse-guard.c stands before the parser:
 * the program's own symbol comes before a library's. The engine makes its listener and adds it to
 * its provider in one go, when it is started; both calls come by here. Everything is handed on, but
 * for what whoever attached keeps.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-stack-tap.h"

#include "bw-parse-guard.h"

#include <dlfcn.h>

struct _BwStackTap {
  belle_sip_listener_callbacks_t engine;
  gpointer engine_data;
  belle_sip_listener_t *listener;
  belle_sip_provider_t *provider;

  BwStackTap **place; /* where its engine keeps it */
  GArray *guests;     /* of Guest */
  GPtrArray *methods; /* of the transactions that were ever ours; static */
};

/* Who has attached. */
typedef struct {
  const BwStackTapHandlers *handlers;
  gpointer user_data;
} Guest;

typedef belle_sip_listener_t *(*Creator) (const belle_sip_listener_callbacks_t *callbacks,
                                          void *data);
typedef void (*Adder) (belle_sip_provider_t *provider, belle_sip_listener_t *listener);

/* Between the making of a listener and the claim, which follow each other on one thread. */
static BwStackTap *unclaimed;

static Guest
guest_at (BwStackTap *self, guint i)
{
  return g_array_index (self->guests, Guest, i);
}

/* A transaction that the engine did not begin is ours, or was: the engine does not expect one that
 * it cannot find an operation of its own for. */
static const char *
our_method (BwStackTap *self, belle_sip_client_transaction_t *client)
{
  belle_sip_transaction_t *transaction = client ? BELLE_SIP_TRANSACTION (client) : NULL;

  if (!transaction || belle_sip_transaction_get_application_data (transaction))
    return NULL;

  for (guint i = 0; i < self->methods->len; i++)
    if (g_strcmp0 (belle_sip_transaction_get_method (transaction), self->methods->pdata[i]) == 0)
      return self->methods->pdata[i];

  return NULL;
}

static void
request_cb (void *data, const belle_sip_request_event_t *event)
{
  BwStackTap *self = data;
  const char *method = belle_sip_request_get_method (belle_sip_request_event_get_request (event));

  for (guint i = 0; i < self->guests->len; i++) {
    Guest guest = guest_at (self, i);

    if (guest.handlers->requests && g_strcmp0 (method, guest.handlers->requests) == 0 &&
        guest.handlers->request (event, guest.user_data))
      return;
  }

  bw_parse_guard_unwrap (BELLE_SIP_MESSAGE (belle_sip_request_event_get_request (event)));
  self->engine.process_request_event (self->engine_data, event);
}

static void
response_cb (void *data, const belle_sip_response_event_t *event)
{
  BwStackTap *self = data;
  const char *method = our_method (self, belle_sip_response_event_get_client_transaction (event));

  if (!method) {
    bw_parse_guard_unwrap (BELLE_SIP_MESSAGE (belle_sip_response_event_get_response (event)));
    self->engine.process_response_event (self->engine_data, event);
  }
  for (guint i = 0; method && i < self->guests->len; i++) {
    Guest guest = guest_at (self, i);

    if (g_strcmp0 (guest.handlers->exchanges, method) == 0 &&
        guest.handlers->response (event, guest.user_data))
      return;
  }
}

static void
timeout_cb (void *data, const belle_sip_timeout_event_t *event)
{
  BwStackTap *self = data;
  const char *method = our_method (self, belle_sip_timeout_event_get_client_transaction (event));

  if (!method)
    self->engine.process_timeout (self->engine_data, event);
  for (guint i = 0; method && i < self->guests->len; i++) {
    Guest guest = guest_at (self, i);

    if (g_strcmp0 (guest.handlers->exchanges, method) == 0 &&
        guest.handlers->timeout (event, guest.user_data))
      return;
  }
}

static void
tell_of_loss (BwStackTap *self, const belle_sip_io_error_event_t *event)
{
  for (guint i = 0; i < self->guests->len; i++) {
    Guest guest = guest_at (self, i);

    if (guest.handlers->connection_lost)
      guest.handlers->connection_lost (belle_sip_io_error_event_get_host (event),
                                       (guint) belle_sip_io_error_event_port (event),
                                       guest.user_data);
  }
}

static void
io_error_cb (void *data, const belle_sip_io_error_event_t *event)
{
  BwStackTap *self = data;
  belle_sip_object_t *source = belle_sip_io_error_event_get_source (event);
  const char *method = NULL;

  if (BELLE_SIP_OBJECT_IS_INSTANCE_OF (source, belle_sip_client_transaction_t))
    method = our_method (self, BELLE_SIP_CLIENT_TRANSACTION (source));
  else if (BELLE_SIP_OBJECT_IS_INSTANCE_OF (source, belle_sip_provider_t))
    tell_of_loss (self, event);

  if (!method)
    self->engine.process_io_error (self->engine_data, event);
  for (guint i = 0; method && i < self->guests->len; i++) {
    Guest guest = guest_at (self, i);

    if (g_strcmp0 (guest.handlers->exchanges, method) == 0 &&
        guest.handlers->io_error (event, guest.user_data))
      return;
  }
}

static void
dialog_terminated_cb (void *data, const belle_sip_dialog_terminated_event_t *event)
{
  BwStackTap *self = data;

  self->engine.process_dialog_terminated (self->engine_data, event);
}

static void
transaction_terminated_cb (void *data, const belle_sip_transaction_terminated_event_t *event)
{
  BwStackTap *self = data;
  belle_sip_client_transaction_t *client =
      belle_sip_transaction_terminated_event_get_client_transaction (event);

  if (!our_method (self, client))
    self->engine.process_transaction_terminated (self->engine_data, event);
}

static void
auth_requested_cb (void *data, belle_sip_auth_event_t *event)
{
  BwStackTap *self = data;

  self->engine.process_auth_requested (self->engine_data, event);
}

static void
destroyed_cb (void *data)
{
  BwStackTap *self = data;

  if (unclaimed == self)
    unclaimed = NULL;
  if (self->place)
    *self->place = NULL;
  if (self->engine.listener_destroyed)
    self->engine.listener_destroyed (self->engine_data);
  g_array_unref (self->guests);
  g_ptr_array_unref (self->methods);
  g_free (self);
}

belle_sip_listener_t *
belle_sip_listener_create_from_callbacks (const belle_sip_listener_callbacks_t *callbacks,
                                          void *data)
{
  static const belle_sip_listener_callbacks_t tapped = {
    .process_dialog_terminated = dialog_terminated_cb,
    .process_io_error = io_error_cb,
    .process_request_event = request_cb,
    .process_response_event = response_cb,
    .process_timeout = timeout_cb,
    .process_transaction_terminated = transaction_terminated_cb,
    .process_auth_requested = auth_requested_cb,
    .listener_destroyed = destroyed_cb,
  };
  Creator create = (Creator) dlsym (RTLD_NEXT, "belle_sip_listener_create_from_callbacks");
  BwStackTap *self = g_new0 (BwStackTap, 1);

  self->engine = *callbacks;
  self->engine_data = data;
  self->guests = g_array_new (FALSE, FALSE, sizeof (Guest));
  self->methods = g_ptr_array_new ();
  self->listener = create (&tapped, self);
  unclaimed = self;

  return self->listener;
}

void
belle_sip_provider_add_sip_listener (belle_sip_provider_t *provider, belle_sip_listener_t *listener)
{
  Adder add = (Adder) dlsym (RTLD_NEXT, "belle_sip_provider_add_sip_listener");

  if (unclaimed && unclaimed->listener == listener)
    unclaimed->provider = provider;
  add (provider, listener);
}

gboolean
bw_stack_tap_claim (BwStackTap **place)
{
  *place = unclaimed && unclaimed->provider ? unclaimed : NULL;
  unclaimed = NULL;
  if (*place)
    (*place)->place = place;

  return *place != NULL;
}

void
bw_stack_tap_disclaim (BwStackTap *self)
{
  self->place = NULL;
  g_array_set_size (self->guests, 0);
}

belle_sip_provider_t *
bw_stack_tap_get_provider (BwStackTap *self)
{
  return self->provider;
}

void
bw_stack_tap_attach (BwStackTap *self, const BwStackTapHandlers *handlers, gpointer user_data)
{
  Guest guest = { handlers, user_data };

  g_array_append_val (self->guests, guest);
  if (handlers->exchanges)
    g_ptr_array_add (self->methods, (gpointer) handlers->exchanges);
}

void
bw_stack_tap_detach (BwStackTap *self, const BwStackTapHandlers *handlers)
{
  for (guint i = self->guests->len; i > 0; i--)
    if (guest_at (self, i - 1).handlers == handlers)
      g_array_remove_index (self->guests, i - 1);
}
