/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A SIP identity at work: puts its settings into the engine, follows the registration and tries
 * again when that can help. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-account-private.h"

#include "bw-account-params.h"
#include "bw-connection-probe.h"
#include "bw-core-enums.h"
#include "bw-engine-error.h"
#include "bw-mailbox-private.h"
#include "bw-retry.h"

#define PATIENCE_SECONDS 4
#define TRUST_ATTEMPTS 3

enum {
  PROP_0,
  PROP_SETTINGS,
  PROP_ADDRESS,
  PROP_DISPLAY_NAME,
  PROP_ENABLED,
  PROP_STATE,
  PROP_REASON,
  PROP_CODE,
  PROP_SINCE,
  PROP_IS_DEFAULT,
  PROP_PASSWORD_MISSING,
  PROP_PASSWORD_KEPT,
  PROP_CERTIFICATE,
  PROP_MAILBOX,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwAccount {
  GObject parent_instance;

  BwAccountSettings *settings;
  char *address;
  char *domain;
  char *password;

  BwMailbox *mailbox;
  BwEngine *engine;
  LinphoneAccount *account;
  GCancellable *probe;
  GTlsCertificate *certificate;

  BwAccountState state;
  BwReason reason;
  guint code;
  guint probe_code; /* the SIP code, if any, that the probe is to explain */
  gint64 since;
  gint64 confirmed; /* monotonic, microseconds */
  guint attempts;
  guint retry_id;
  guint patience_id; /* ends when a first answer is overdue */

  gboolean is_default;
  gboolean password_missing;
  gboolean password_kept;
  gboolean network_available;
};

G_DEFINE_FINAL_TYPE (BwAccount, bw_account, G_TYPE_OBJECT)

static void
set_state (BwAccount *self, BwAccountState state, BwReason reason, guint code)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->state != state) {
    self->state = state;
    self->since = g_get_real_time () / G_USEC_PER_SEC;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SINCE]);
  }
  if (self->reason != reason) {
    self->reason = reason;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
  }
  if (self->code != code) {
    self->code = code;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
  }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
set_flag (BwAccount *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == !!value)
    return;

  *flag = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
take_certificate (BwAccount *self, GTlsCertificate *certificate)
{
  if (g_set_object (&self->certificate, certificate))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CERTIFICATE]);
  g_clear_object (&certificate);
}

static void
stop_waiting (BwAccount *self)
{
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_cancellable_cancel (self->probe);
  g_clear_object (&self->probe);
}

static gboolean
retry_cb (gpointer user_data)
{
  BwAccount *self = user_data;

  self->retry_id = 0;
  if (self->account) {
    bw_engine_hurry (self->engine);
    linphone_account_refresh_register (self->account);
  }

  return G_SOURCE_REMOVE;
}

static guint
get_retry_after (BwAccount *self)
{
  LinphoneErrorInfo *info = self->account ? linphone_account_get_error_info (self->account) : NULL;

  return info ? MAX (linphone_error_info_get_retry_after (info), 0) : 0;
}

static void
fail (BwAccount *self, BwReason reason, guint code)
{
  guint delay = bw_retry_delay (reason, ++self->attempts, get_retry_after (self));

  set_state (self, BW_ACCOUNT_STATE_FAILED, reason, code);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (delay > 0)
    self->retry_id = g_timeout_add_seconds (delay, retry_cb, self);
}

static gboolean
is_trusted (BwAccount *self, GTlsCertificate *certificate)
{
  const char *pem = bw_account_settings_get_trusted_certificate (self->settings);
  g_autoptr (GTlsCertificate) trusted = pem ? g_tls_certificate_new_from_pem (pem, -1, NULL) : NULL;

  return trusted && certificate && g_tls_certificate_is_same (trusted, certificate);
}

static void
probe_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BwAccount) self = user_data;
  GTlsCertificate *certificate = NULL;
  BwReason reason = bw_connection_probe_finish (result, &certificate, NULL);

  /* A newer probe or a registration that went well has made this one void. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result)))) {
    g_clear_object (&certificate);
    return;
  }

  g_clear_object (&self->probe);
  /* What was accepted a moment ago holds for the next connection; the one that failed had begun
   * before. */
  if (reason == BW_REASON_CERTIFICATE && is_trusted (self, certificate)) {
    g_clear_object (&certificate);
    reason = BW_REASON_TIMEOUT;
    if (self->attempts++ < TRUST_ATTEMPTS) {
      self->retry_id = g_timeout_add_seconds (1, retry_cb, self);
      return;
    }
  }
  take_certificate (self, certificate);
  fail (self, reason, self->probe_code);
}

/* The engine knows only that no answer came: ask the network itself for the reason. */
static void
find_out_why (BwAccount *self, guint code)
{
  g_autofree char *server = bw_account_settings_dup_server_uri (self->settings);

  self->probe_code = code;
  self->probe = g_cancellable_new ();
  bw_connection_probe_async (server, self->probe, probe_cb, g_object_ref (self));
}

static gboolean
patience_cb (gpointer user_data)
{
  BwAccount *self = user_data;

  self->patience_id = 0;
  find_out_why (self, 0);

  return G_SOURCE_REMOVE;
}

/* The engine gives a server half a minute; a person wants to know sooner why nothing happens. */
static void
expect_answer (BwAccount *self)
{
  g_clear_handle_id (&self->patience_id, g_source_remove);
  if (self->state == BW_ACCOUNT_STATE_REGISTERING)
    self->patience_id = g_timeout_add_seconds (PATIENCE_SECONDS, patience_cb, self);
}

static void
handle_failure (BwAccount *self)
{
  const LinphoneErrorInfo *info = linphone_account_get_error_info (self->account);
  guint code = info ? MAX (linphone_error_info_get_protocol_code (info), 0) : 0;
  LinphoneReason reason = linphone_account_get_error (self->account);

  stop_waiting (self);
  if (code == 401 || code == 407 || reason == LinphoneReasonUnauthorized)
    fail (self, BW_REASON_WRONG_PASSWORD, code);
  else if (bw_engine_error_is_silence (info))
    find_out_why (self, code);
  else
    fail (self, bw_reason_from_sip (code, self->password != NULL), code);
}

static void
handle_success (BwAccount *self)
{
  stop_waiting (self);
  self->attempts = 0;
  self->confirmed = g_get_monotonic_time ();
  take_certificate (self, NULL);
  set_flag (self, &self->password_missing, FALSE, PROP_PASSWORD_MISSING);
  set_state (self, BW_ACCOUNT_STATE_REGISTERED, BW_REASON_NONE, 0);
}

static void
handle_progress (BwAccount *self)
{
  /* A refresh or a quiet retry is not worth a flicker. */
  if (self->state == BW_ACCOUNT_STATE_DISABLED)
    set_state (self, BW_ACCOUNT_STATE_REGISTERING, BW_REASON_NONE, 0);
}

static gboolean
wants_registration (BwAccount *self)
{
  return bw_account_settings_get_enabled (self->settings) &&
         bw_account_settings_get_register (self->settings);
}

/* What is known without asking a server. */
static void
set_initial_state (BwAccount *self)
{
  if (!bw_account_settings_get_enabled (self->settings))
    set_state (self, BW_ACCOUNT_STATE_DISABLED, BW_REASON_NONE, 0);
  else if (!wants_registration (self))
    set_state (self, BW_ACCOUNT_STATE_REGISTERED, BW_REASON_NONE, 0);
  else if (self->network_available)
    set_state (self, BW_ACCOUNT_STATE_REGISTERING, BW_REASON_NONE, 0);
  else
    set_state (self, BW_ACCOUNT_STATE_FAILED, BW_REASON_NETWORK, 0);
}

static void
install_password (BwAccount *self)
{
  LinphoneCore *core = bw_engine_get_core (self->engine);
  g_autofree char *user = bw_account_settings_dup_auth_user (self->settings);
  const LinphoneAuthInfo *old = linphone_core_find_auth_info (core, NULL, user, self->domain);
  LinphoneAuthInfo *info;

  if (old)
    linphone_core_remove_auth_info (core, old);
  if (!self->password)
    return;

  info = linphone_auth_info_new (user, NULL, self->password, NULL, NULL, self->domain);
  linphone_core_add_auth_info (core, info);
  linphone_auth_info_unref (info);
}

static void
adopt_settings (BwAccount *self, BwAccountSettings *settings)
{
  g_set_object (&self->settings, settings);
  g_free (self->address);
  self->address = g_strdup (bw_account_settings_get_address (settings));
  g_free (self->domain);
  self->domain = bw_account_settings_dup_domain (settings);
}

static void
bw_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwAccount *self = BW_ACCOUNT (object);

  switch (id) {
  case PROP_SETTINGS:
    g_value_set_object (value, self->settings);
    break;
  case PROP_ADDRESS:
    g_value_set_string (value, self->address);
    break;
  case PROP_DISPLAY_NAME:
    g_value_set_string (value, bw_account_settings_get_display_name (self->settings));
    break;
  case PROP_ENABLED:
    g_value_set_boolean (value, bw_account_get_enabled (self));
    break;
  case PROP_STATE:
    g_value_set_enum (value, self->state);
    break;
  case PROP_REASON:
    g_value_set_enum (value, self->reason);
    break;
  case PROP_CODE:
    g_value_set_uint (value, self->code);
    break;
  case PROP_SINCE:
    g_value_set_int64 (value, self->since);
    break;
  case PROP_IS_DEFAULT:
    g_value_set_boolean (value, self->is_default);
    break;
  case PROP_PASSWORD_MISSING:
    g_value_set_boolean (value, self->password_missing);
    break;
  case PROP_PASSWORD_KEPT:
    g_value_set_boolean (value, self->password_kept);
    break;
  case PROP_CERTIFICATE:
    g_value_set_object (value, self->certificate);
    break;
  case PROP_MAILBOX:
    g_value_set_object (value, self->mailbox);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_account_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENABLED)
    bw_account_set_enabled (BW_ACCOUNT (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_account_dispose (GObject *object)
{
  BwAccount *self = BW_ACCOUNT (object);

  stop_waiting (self);
  bw_account_detach (self);
  g_clear_object (&self->certificate);
  /* Somebody who looks at it may keep it for longer than we live. */
  if (self->mailbox)
    g_object_run_dispose (G_OBJECT (self->mailbox));
  g_clear_object (&self->mailbox);

  G_OBJECT_CLASS (bw_account_parent_class)->dispose (object);
}

static void
bw_account_finalize (GObject *object)
{
  BwAccount *self = BW_ACCOUNT (object);

  g_clear_object (&self->settings);
  g_free (self->address);
  g_free (self->domain);
  g_free (self->password);

  G_OBJECT_CLASS (bw_account_parent_class)->finalize (object);
}

static void
bw_account_class_init (BwAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_account_get_property;
  object_class->set_property = bw_account_set_property;
  object_class->dispose = bw_account_dispose;
  object_class->finalize = bw_account_finalize;

  properties[PROP_SETTINGS] =
      g_param_spec_object ("settings", NULL, NULL, BW_TYPE_ACCOUNT_SETTINGS, readable);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  properties[PROP_DISPLAY_NAME] = g_param_spec_string ("display-name", NULL, NULL, NULL, readable);
  properties[PROP_ENABLED] =
      g_param_spec_boolean ("enabled", NULL, NULL, TRUE, readable | G_PARAM_WRITABLE);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BW_TYPE_ACCOUNT_STATE,
                                              BW_ACCOUNT_STATE_DISABLED, readable);
  properties[PROP_REASON] =
      g_param_spec_enum ("reason", NULL, NULL, BW_TYPE_REASON, BW_REASON_NONE, readable);
  properties[PROP_CODE] = g_param_spec_uint ("code", NULL, NULL, 0, G_MAXUINT, 0, readable);
  properties[PROP_SINCE] = g_param_spec_int64 ("since", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_IS_DEFAULT] = g_param_spec_boolean ("is-default", NULL, NULL, FALSE, readable);
  properties[PROP_PASSWORD_MISSING] =
      g_param_spec_boolean ("password-missing", NULL, NULL, FALSE, readable);
  properties[PROP_PASSWORD_KEPT] =
      g_param_spec_boolean ("password-kept", NULL, NULL, TRUE, readable);
  properties[PROP_CERTIFICATE] =
      g_param_spec_object ("certificate", NULL, NULL, G_TYPE_TLS_CERTIFICATE, readable);
  properties[PROP_MAILBOX] = g_param_spec_object ("mailbox", NULL, NULL, BW_TYPE_MAILBOX, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_account_init (BwAccount *self)
{
  self->password_kept = TRUE;
  self->network_available = TRUE;
}

BwAccount *
bw_account_new (BwAccountSettings *settings)
{
  BwAccount *self = g_object_new (BW_TYPE_ACCOUNT, NULL);

  adopt_settings (self, settings);
  self->mailbox = bw_mailbox_new (self);

  return self;
}

void
bw_account_attach (BwAccount *self, BwEngine *engine)
{
  LinphoneCore *core = bw_engine_get_core (engine);
  LinphoneAccountParams *params = bw_account_params_new (core, self->settings);

  g_set_object (&self->engine, engine);
  install_password (self);
  set_initial_state (self);
  self->account = linphone_account_new (core, params);
  linphone_account_params_unref (params);
  linphone_account_set_user_data (self->account, self);
  linphone_core_add_account (core, self->account);
  expect_answer (self);
  bw_engine_hurry (engine);
}

void
bw_account_detach (BwAccount *self)
{
  LinphoneCore *core = self->engine ? bw_engine_get_core (self->engine) : NULL;

  stop_waiting (self);
  if (self->account) {
    linphone_account_set_user_data (self->account, NULL);
    if (core && linphone_core_get_global_state (core) == LinphoneGlobalOn)
      linphone_core_remove_account (core, self->account);
  }
  g_clear_pointer (&self->account, linphone_account_unref);
  g_clear_object (&self->engine);
}

LinphoneAccount *
bw_account_get_engine_account (BwAccount *self)
{
  return self->account;
}

void
bw_account_set_settings (BwAccount *self, BwAccountSettings *settings)
{
  LinphoneAccountParams *params;

  if (self->settings == settings)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  adopt_settings (self, settings);
  stop_waiting (self);
  self->attempts = 0;
  take_certificate (self, NULL);
  if (self->account) {
    params = bw_account_params_new (bw_engine_get_core (self->engine), settings);
    install_password (self);
    set_initial_state (self);
    linphone_account_set_params (self->account, params);
    linphone_account_params_unref (params);
    expect_answer (self);
    bw_engine_hurry (self->engine);
  }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTINGS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISPLAY_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
bw_account_set_password (BwAccount *self, const char *password)
{
  g_free (self->password);
  self->password = g_strdup (password);
  set_flag (self, &self->password_missing, FALSE, PROP_PASSWORD_MISSING);
  if (self->account)
    install_password (self);
}

const char *
bw_account_get_password (BwAccount *self)
{
  return self->password;
}

void
bw_account_set_password_kept (BwAccount *self, gboolean kept)
{
  set_flag (self, &self->password_kept, kept, PROP_PASSWORD_KEPT);
}

void
bw_account_set_is_default (BwAccount *self, gboolean is_default)
{
  set_flag (self, &self->is_default, is_default, PROP_IS_DEFAULT);
}

void
bw_account_set_network_available (BwAccount *self, gboolean available)
{
  self->network_available = available;
  stop_waiting (self);
  self->attempts = 0;
  set_initial_state (self);
  expect_answer (self);
}

void
bw_account_handle_state (BwAccount *self, LinphoneRegistrationState state)
{
  if (!wants_registration (self) || !self->network_available)
    return;

  switch (state) {
  case LinphoneRegistrationProgress:
    handle_progress (self);
    break;
  case LinphoneRegistrationOk:
    handle_success (self);
    break;
  case LinphoneRegistrationFailed:
    handle_failure (self);
    break;
  case LinphoneRegistrationNone:
  case LinphoneRegistrationCleared:
    break;
  }
}

void
bw_account_handle_auth_request (BwAccount *self)
{
  set_flag (self, &self->password_missing, self->password == NULL, PROP_PASSWORD_MISSING);
}

BwAccountSettings *
bw_account_get_settings (BwAccount *self)
{
  return self->settings;
}

const char *
bw_account_get_id (BwAccount *self)
{
  return bw_account_settings_get_id (self->settings);
}

const char *
bw_account_get_address (BwAccount *self)
{
  return self->address;
}

const char *
bw_account_get_domain (BwAccount *self)
{
  return self->domain;
}

gboolean
bw_account_get_enabled (BwAccount *self)
{
  return bw_account_settings_get_enabled (self->settings);
}

void
bw_account_set_enabled (BwAccount *self, gboolean enabled)
{
  g_autoptr (BwAccountSettings) settings = NULL;

  if (bw_account_get_enabled (self) == !!enabled)
    return;

  settings = bw_account_settings_copy (self->settings);
  g_object_set (settings, "enabled", !!enabled, NULL);
  bw_account_set_settings (self, settings);
}

BwAccountState
bw_account_get_state (BwAccount *self)
{
  return self->state;
}

BwReason
bw_account_get_reason (BwAccount *self)
{
  return self->reason;
}

guint
bw_account_get_code (BwAccount *self)
{
  return self->code;
}

gint64
bw_account_get_since (BwAccount *self)
{
  return self->since;
}

gint64
bw_account_get_confirmed (BwAccount *self)
{
  return wants_registration (self) ? self->confirmed : g_get_monotonic_time ();
}

gboolean
bw_account_get_is_default (BwAccount *self)
{
  return self->is_default;
}

gboolean
bw_account_get_password_missing (BwAccount *self)
{
  return self->password_missing;
}

gboolean
bw_account_get_password_kept (BwAccount *self)
{
  return self->password_kept;
}

GTlsCertificate *
bw_account_get_certificate (BwAccount *self)
{
  return self->certificate;
}

BwMailbox *
bw_account_get_mailbox (BwAccount *self)
{
  return self->mailbox;
}

void
bw_account_refresh (BwAccount *self)
{
  if (!self->account || !wants_registration (self))
    return;

  stop_waiting (self);
  self->attempts = 0;
  if (self->state != BW_ACCOUNT_STATE_REGISTERED)
    set_state (self, BW_ACCOUNT_STATE_REGISTERING, BW_REASON_NONE, 0);
  expect_answer (self);
  bw_engine_hurry (self->engine);
  linphone_account_refresh_register (self->account);
}
