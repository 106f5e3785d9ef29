/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Stands between belle-sip and the engine's listener, as bw-parse-guard.c stands before the parser:
 * the program's own symbol comes before a library's. The engine makes its listener and adds it to
 * its provider in one go, when it is started; both calls come by here. Everything is handed on, but
 * for MESSAGE, which whoever attached may keep.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-stack-tap.h"

#include <dlfcn.h>

struct _BwStackTap {
  belle_sip_listener_callbacks_t engine;
  gpointer engine_data;
  belle_sip_listener_t *listener;
  belle_sip_provider_t *provider;

  BwStackTap **place; /* where its engine keeps it */
  const BwStackTapHandlers *handlers;
  gpointer user_data;
};

typedef belle_sip_listener_t *(*Creator) (const belle_sip_listener_callbacks_t *callbacks,
                                          void *data);
typedef void (*Adder) (belle_sip_provider_t *provider, belle_sip_listener_t *listener);

/* Between the making of a listener and the claim, which follow each other on one thread. */
static BwStackTap *unclaimed;

/* A MESSAGE that the engine did not send is ours, or was: the engine does not expect one that it
 * cannot find an operation of its own for. */
static gboolean
is_ours (belle_sip_client_transaction_t *transaction)
{
  return transaction &&
         !belle_sip_transaction_get_application_data (BELLE_SIP_TRANSACTION (transaction)) &&
         g_strcmp0 (belle_sip_transaction_get_method (BELLE_SIP_TRANSACTION (transaction)),
                    "MESSAGE") == 0;
}

static void
request_cb (void *data, const belle_sip_request_event_t *event)
{
  BwStackTap *self = data;
  const char *method = belle_sip_request_get_method (belle_sip_request_event_get_request (event));

  if (self->handlers && g_strcmp0 (method, "MESSAGE") == 0 &&
      self->handlers->request (event, self->user_data))
    return;

  self->engine.process_request_event (self->engine_data, event);
}

static void
response_cb (void *data, const belle_sip_response_event_t *event)
{
  BwStackTap *self = data;

  if (!is_ours (belle_sip_response_event_get_client_transaction (event)))
    self->engine.process_response_event (self->engine_data, event);
  else if (self->handlers)
    self->handlers->response (event, self->user_data);
}

static void
timeout_cb (void *data, const belle_sip_timeout_event_t *event)
{
  BwStackTap *self = data;

  if (!is_ours (belle_sip_timeout_event_get_client_transaction (event)))
    self->engine.process_timeout (self->engine_data, event);
  else if (self->handlers)
    self->handlers->timeout (event, self->user_data);
}

static void
io_error_cb (void *data, const belle_sip_io_error_event_t *event)
{
  BwStackTap *self = data;
  belle_sip_object_t *source = belle_sip_io_error_event_get_source (event);

  if (!BELLE_SIP_OBJECT_IS_INSTANCE_OF (source, belle_sip_client_transaction_t) ||
      !is_ours (BELLE_SIP_CLIENT_TRANSACTION (source)))
    self->engine.process_io_error (self->engine_data, event);
  else if (self->handlers)
    self->handlers->io_error (event, self->user_data);
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

  if (!is_ours (client))
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
  bw_stack_tap_set_handlers (self, NULL, NULL);
}

belle_sip_provider_t *
bw_stack_tap_get_provider (BwStackTap *self)
{
  return self->provider;
}

void
bw_stack_tap_set_handlers (BwStackTap *self, const BwStackTapHandlers *handlers, gpointer user_data)
{
  self->handlers = handlers;
  self->user_data = user_data;
}
