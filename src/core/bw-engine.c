/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The life of the LinphoneCore: how it is configured, how its loop is driven, how it ends. Knows no
 * call and no account. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-engine.h"

#include "bw-config.h"
#include "bw-default-card.h"
#include "bw-parse-guard.h"
#include "bw-video-filters.h"

#include <glib/gi18n-lib.h>

#define BURST_PERIOD_MS 1
#define FAST_PERIOD_MS 20
#define IDLE_PERIOD_MS 100
#define HURRY_SECONDS 4
#define STOP_SECONDS 5
#define RING_SECONDS 90

/* Constrained Baseline up to 1280x720 at 30. Nothing is said of packetization: mode 0, which every
 * peer knows (RFC 6184 6.2), is what we offer, and an offer of mode 1 is answered with mode 1 by
 * the engine. */
#define H264_FORMAT "profile-level-id=42801F"

#define SYSTEM_CERTIFICATES "/etc/ssl/certs/ca-certificates.crt"

struct _BwEngine {
  GObject parent_instance;

  GFile *data_dir;
  LinphoneCore *core;
  LinphoneCoreCbs *callbacks;
  BwStackTap *tap; /* not owned: it lives in the core's stack */
  GTask *stopping;

  GSource *loop; /* one source whose ready time is moved */
  guint stop_id;
  gint64 hurry_until; /* monotonic, microseconds */
  gboolean in_call;
  gboolean iterating;
  gboolean in_burst;
};

G_DEFINE_FINAL_TYPE (BwEngine, bw_engine, G_TYPE_OBJECT)

static void
log_cb (LinphoneLoggingService *service,
        const char *domain,
        LinphoneLogLevel level,
        const char *message)
{
  /* An error of the engine is seldom one of ours (a peer sent nonsense, a server is away): what
   * matters comes back as a state. */
  g_debug ("%s: %s", domain, message);
}

/*
 * Messages below a warning hold whole SIP packets, with digests and texts: they are not even made,
 * but for who asks for them in so many words by setting BELLWIRE_TRACE.
 */
static void
set_up_log (void)
{
  static gsize once = 0;
  gboolean trace = g_getenv ("BELLWIRE_TRACE") != NULL;
  LinphoneLoggingServiceCbs *callbacks;

  if (!g_once_init_enter (&once))
    return;

  callbacks = linphone_factory_create_logging_service_cbs (linphone_factory_get ());
  linphone_logging_service_cbs_set_log_message_written (callbacks, log_cb);
  linphone_logging_service_add_callbacks (linphone_logging_service_get (), callbacks);
  linphone_logging_service_cbs_unref (callbacks);
  linphone_logging_service_set_log_level (
      linphone_logging_service_get (), trace ? LinphoneLogLevelMessage : LinphoneLogLevelWarning);
  g_once_init_leave (&once, 1);
}

/* The factory joins folder and file name without a slash of its own. */
static char *
folder_path (GFile *folder, const char *child)
{
  g_autofree char *path = g_build_filename (g_file_peek_path (folder), child, NULL);

  g_mkdir_with_parents (path, 0700);

  return g_strconcat (path, G_DIR_SEPARATOR_S, NULL);
}

static LinphoneCore *
create_core (BwEngine *self)
{
  LinphoneFactory *factory = linphone_factory_get ();
  g_autofree char *data = folder_path (self->data_dir, NULL);
  g_autofree char *plugins = folder_path (self->data_dir, "no-plugins");

  linphone_factory_set_data_dir (factory, data);
  linphone_factory_set_config_dir (factory, data);
  /* An empty folder: the packaged plugins draw in Qt and cost 20 ms. */
  linphone_factory_set_msplugins_dir (factory, plugins);

  return linphone_factory_create_core_3 (factory, NULL, NULL, NULL);
}

static void
configure_storage (BwEngine *self)
{
  LinphoneConfig *config = linphone_core_get_config (self->core);
  g_autofree char *zrtp = g_build_filename (g_file_peek_path (self->data_dir), "zrtp.db", NULL);

  /* Our store holds the history; the ZRTP cache is a file, or the words would have to be compared
   * at each call. No database of calls: the engine's look-up in one by Call-ID leaks. */
  linphone_config_set_string (config, "storage", "uri", ":memory:");
  linphone_config_set_string (config, "storage", "call_logs_db_uri", "null");
  linphone_config_set_string (config, "storage", "zrtp_secrets_db_uri", zrtp);
  linphone_config_set_int (config, "sip", "save_auth_info", 0);
}

static void
configure_sip (BwEngine *self)
{
  LinphoneConfig *config = linphone_core_get_config (self->core);
  LinphoneTransports *transports = linphone_factory_create_transports (linphone_factory_get ());

  /* The desktop tells about the network, and BwAccount tries again by its own policy. */
  linphone_config_set_int (config, "sip", "auto_net_state_mon", 0);
  linphone_config_set_int (config, "sip", "refresher_retry_after", G_MAXINT / 2);
  linphone_config_set_int (config, "misc", "hide_chat_rooms_from_removed_proxies", 0);

  linphone_transports_set_udp_port (transports, LC_SIP_TRANSPORT_RANDOM);
  linphone_transports_set_tcp_port (transports, LC_SIP_TRANSPORT_RANDOM);
  linphone_transports_set_tls_port (transports, LC_SIP_TRANSPORT_RANDOM);
  linphone_core_set_transports (self->core, transports);
  linphone_transports_unref (transports);

  linphone_core_set_user_agent (self->core, "Bellwire", BW_VERSION);
  linphone_core_set_inc_timeout (self->core, RING_SECONDS);
  linphone_core_set_max_calls (self->core, 20);
}

static void
configure_media (BwEngine *self)
{
  LinphoneConfig *config = linphone_core_get_config (self->core);

  /* Two programs on one host with the default ports hear each other's sound. */
  linphone_core_set_audio_port (self->core, -1);
  linphone_core_set_video_port (self->core, -1);

  /* BwRinger makes the tones. */
  linphone_config_set_int (config, "sound", "tone_indications", 0);
  linphone_core_enable_native_ringing (self->core, TRUE);
  linphone_core_set_ring (self->core, NULL);
  linphone_core_set_ringback (self->core, NULL);
}

/* Whether a call has video is said for each call; nothing of the engine's is shown but the peer's
 * picture, which goes to our own filter. */
static void
configure_video (BwEngine *self)
{
  LinphoneVideoActivationPolicy *policy =
      linphone_factory_create_video_activation_policy (linphone_factory_get ());

  linphone_video_activation_policy_set_automatically_initiate (policy, FALSE);
  linphone_video_activation_policy_set_automatically_accept (policy, FALSE);
  linphone_core_set_video_activation_policy (self->core, policy);
  linphone_video_activation_policy_unref (policy);

  /* A held peer would be sent a picture of the engine's own. */
  linphone_config_set_int (linphone_core_get_config (self->core), "sip", "inactive_video_on_pause",
                           1);

  linphone_core_enable_video_capture (self->core, TRUE);
  linphone_core_enable_video_display (self->core, TRUE);
  linphone_core_enable_video_preview (self->core, FALSE);
  linphone_core_enable_self_view (self->core, FALSE);
  linphone_core_set_video_display_filter (self->core, BW_VIDEO_DISPLAY);
  linphone_core_set_video_device (self->core, BW_VIDEO_CAMERA);
  /* What it sends before the answer to a call: "no webcam", or, of a file without a picture, dark.
   */
  linphone_core_set_static_picture (self->core, "/dev/null");
}

/* AVP with the messages of AVPF (RFC 4585) named in it: peers that know them speak them, and those
 * that know AVP alone, as most desk phones, take the call as well. */
static void
configure_repair (BwEngine *self)
{
  LinphoneConfig *config = linphone_core_get_config (self->core);

  linphone_core_set_avpf_mode (self->core, LinphoneAVPFDisabled);
  linphone_config_set_int (config, "rtp", "rtcp_fb_implicit_rtcp_fb", 1);
  linphone_config_set_int (config, "rtp", "rtcp_fb_generic_nack_enabled", 1);
  linphone_config_set_int (config, "rtp", "rtcp_fb_tmmbr_enabled", 1);
  linphone_core_enable_retransmission_on_nack (self->core, TRUE);
  linphone_core_enable_adaptive_rate_control (self->core, TRUE);
}

static void
describe_h264 (BwEngine *self)
{
  bctbx_list_t *types = linphone_core_get_video_payload_types (self->core);

  for (const bctbx_list_t *l = types; l; l = l->next)
    if (g_ascii_strcasecmp (linphone_payload_type_get_mime_type (l->data), "H264") == 0)
      linphone_payload_type_set_recv_fmtp (l->data, H264_FORMAT);
  bctbx_list_free (types); /* its elements are the engine's */
}

/* The engine has read its codecs when it was made: what we add to its filters it must be told. */
static void
register_filters (BwEngine *self, BwVideoFeed *feed)
{
  MSFactory *factory = linphone_core_get_ms_factory (self->core);

  bw_default_card_register (factory);
  bw_video_filters_register (factory, feed);
  linphone_core_reload_ms_plugins (self->core, NULL);
  describe_h264 (self);
}

static guint
wanted_period (BwEngine *self)
{
  gboolean fast = self->in_call || self->stopping || g_get_monotonic_time () < self->hurry_until;

  if (self->in_burst)
    return BURST_PERIOD_MS;

  return fast ? FAST_PERIOD_MS : IDLE_PERIOD_MS;
}

static void
plan_iteration (BwEngine *self)
{
  if (self->loop)
    g_source_set_ready_time (self->loop, g_get_monotonic_time () + wanted_period (self) * 1000);
}

static gboolean
iterate_cb (gpointer user_data)
{
  g_autoptr (BwEngine) self = g_object_ref (user_data);

  /* A callback that runs a main loop of its own must not enter the engine twice. */
  if (!self->core || self->iterating)
    return G_SOURCE_CONTINUE;

  self->iterating = TRUE;
  self->in_burst = FALSE;
  linphone_core_iterate (self->core);
  self->iterating = FALSE;
  plan_iteration (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
loop_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

static GSourceFuncs loop_funcs = { .dispatch = loop_dispatch };

static void
start_loop (BwEngine *self)
{
  self->loop = g_source_new (&loop_funcs, sizeof (GSource));
  g_source_set_static_name (self->loop, "liblinphone");
  g_source_set_callback (self->loop, iterate_cb, self, NULL);
  g_source_attach (self->loop, NULL);
  bw_engine_hurry (self);
}

static void
stop_loop (BwEngine *self)
{
  if (self->loop)
    g_source_destroy (self->loop);
  g_clear_pointer (&self->loop, g_source_unref);
}

static void
release_core (BwEngine *self)
{
  stop_loop (self);
  g_clear_handle_id (&self->stop_id, g_source_remove);
  if (!self->core)
    return;

  linphone_core_remove_callbacks (self->core, self->callbacks);
  g_clear_pointer (&self->callbacks, linphone_core_cbs_unref);
  g_clear_pointer (&self->core, linphone_core_unref);
  g_clear_pointer (&self->tap, bw_stack_tap_disclaim);
}

/* Polled rather than told by a callback, so that the core is not let go of inside one of its own.
 */
static gboolean
stop_cb (gpointer user_data)
{
  BwEngine *self = user_data;
  g_autoptr (GTask) task = NULL;
  gint64 deadline = GPOINTER_TO_SIZE (g_task_get_task_data (self->stopping));

  if (linphone_core_get_global_state (self->core) != LinphoneGlobalOff) {
    if (g_get_monotonic_time () < deadline)
      return G_SOURCE_CONTINUE;
    linphone_core_stop (self->core);
  }

  self->stop_id = 0;
  task = g_steal_pointer (&self->stopping);
  stop_loop (self);
  g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
bw_engine_dispose (GObject *object)
{
  BwEngine *self = BW_ENGINE (object);

  if (self->core)
    linphone_core_stop (self->core);
  release_core (self);
  g_clear_object (&self->data_dir);

  G_OBJECT_CLASS (bw_engine_parent_class)->dispose (object);
}

static void
bw_engine_class_init (BwEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_engine_dispose;
}

static void
bw_engine_init (BwEngine *self)
{
}

BwEngine *
bw_engine_new (GFile *data_dir)
{
  BwEngine *self = g_object_new (BW_TYPE_ENGINE, NULL);

  self->data_dir = g_object_ref (data_dir);

  return self;
}

gboolean
bw_engine_start (BwEngine *self, BwVideoFeed *feed, LinphoneCoreCbs *callbacks, GError **error)
{
  g_return_val_if_fail (self->core == NULL, FALSE);

  set_up_log ();
  if (!bw_parse_guard_works ())
    g_warning ("The guard before the message parser is not in place: broken datagrams may end the "
               "program.");
  self->core = create_core (self);
  if (!self->core) {
    g_set_error_literal (
        error, BW_ERROR, BW_ERROR_ENGINE,
        _ ("The SIP engine could not be made. Check that liblinphone is installed completely."));
    return FALSE;
  }

  self->callbacks = linphone_core_cbs_ref (callbacks);
  linphone_core_add_callbacks (self->core, callbacks);
  configure_storage (self);
  configure_sip (self);
  configure_media (self);
  register_filters (self, feed);
  configure_video (self);
  configure_repair (self);

  if (linphone_core_start (self->core) != 0) {
    release_core (self);
    g_set_error_literal (error, BW_ERROR, BW_ERROR_ENGINE,
                         _ ("The SIP engine did not start. Another program may hold its files."));
    return FALSE;
  }

  if (!bw_stack_tap_claim (&self->tap))
    g_warning ("The engine's SIP stack cannot be reached: no messages can be sent or received.");
  linphone_core_set_network_reachable (self->core, TRUE);
  start_loop (self);

  return TRUE;
}

void
bw_engine_stop_async (BwEngine *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, bw_engine_stop_async);
  if (!self->core || self->stopping) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  g_task_set_task_data (
      task, GSIZE_TO_POINTER (g_get_monotonic_time () + STOP_SECONDS * G_USEC_PER_SEC), NULL);
  self->stopping = g_steal_pointer (&task);
  linphone_core_stop_async (self->core);
  plan_iteration (self);
  self->stop_id = g_timeout_add (FAST_PERIOD_MS, stop_cb, self);
}

gboolean
bw_engine_stop_finish (BwEngine *self, GAsyncResult *result, GError **error)
{
  release_core (self);

  return g_task_propagate_boolean (G_TASK (result), error);
}

LinphoneCore *
bw_engine_get_core (BwEngine *self)
{
  return self->core;
}

BwStackTap *
bw_engine_get_tap (BwEngine *self)
{
  return self->tap;
}

void
bw_engine_set_in_call (BwEngine *self, gboolean in_call)
{
  self->in_call = in_call;
  bw_engine_hurry (self);
}

void
bw_engine_hurry (BwEngine *self)
{
  self->hurry_until = g_get_monotonic_time () + HURRY_SECONDS * G_USEC_PER_SEC;
  plan_iteration (self);
}

void
bw_engine_expect_more (BwEngine *self)
{
  self->in_burst = TRUE;
  bw_engine_hurry (self);
}

void
bw_engine_set_trusted_certificates (BwEngine *self, const char *pem)
{
  g_autofree char *system = NULL;
  g_autofree char *all = NULL;

  if (!self->core)
    return;

  if (!pem) {
    linphone_core_set_root_ca (self->core, SYSTEM_CERTIFICATES);
    return;
  }

  g_file_get_contents (SYSTEM_CERTIFICATES, &system, NULL, NULL);
  all = g_strconcat (system ? system : "", "\n", pem, NULL);
  linphone_core_set_root_ca_data (self->core, all);
}
