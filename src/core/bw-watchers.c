/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who may see a person, and how they come to. Subscriptions to our presence are answered here and
 * not by the engine, which lets in whom nobody was asked about, knows no "pending", never lets a
 * subscription run out, and tells all accounts alike.
 */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-watchers-private.h"

#include "bw-core-enums.h"
#include "bw-my-presence-private.h"
#include "bw-party.h"
#include "bw-pidf.h"
#include "bw-store-watchers.h"
#include "bw-watch-request.h"
#include "bw-watch.h"

#define MAX_WATCHES 200
#define MAX_WATCHES_OF_ONE 5
/* Strangers are not to fill the store, nor the screen. */
#define MAX_WATCHERS 1000
#define MAX_UNDECIDED 50
#define BUSY_SECONDS 60

enum { PROP_0, PROP_POLICY, N_PROPS };
enum { SIGNAL_ASKED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

struct _BwWatchers {
  GObject parent_instance;

  BwStore *store;
  GListModel *accounts;
  BwMyPresence *presence;
  BwDirectory *directory;
  BwWatcherPolicy policy;

  BwEngine *engine;       /* nullable */
  BwExchanges *exchanges; /* nullable */
  GPtrArray *watches;     /* BwWatch, the oldest first */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (BwWatchers, bw_watchers, G_TYPE_OBJECT)

/* What the policy says of somebody of whom the person has said nothing. */
static BwWatcherDecision
decide_by_policy (BwWatchers *self, const char *address)
{
  switch (self->policy) {
  case BW_WATCHER_POLICY_ASK:
    return BW_WATCHER_ASKED;
  case BW_WATCHER_POLICY_CONTACTS:
    return bw_directory_find (self->directory, address) ? BW_WATCHER_ALLOWED : BW_WATCHER_BLOCKED;
  case BW_WATCHER_POLICY_EVERYBODY:
    return BW_WATCHER_ALLOWED;
  case BW_WATCHER_POLICY_NOBODY:
    return BW_WATCHER_BLOCKED;
  }

  return BW_WATCHER_BLOCKED;
}

static BwWatcherDecision
get_decision (BwWatchers *self, BwAccount *account, const char *address)
{
  BwWatcher *watcher = bw_store_find_watcher (self->store, bw_account_get_id (account), address);

  if (!watcher || bw_watcher_get_decision (watcher) == BW_WATCHER_ASKED)
    return decide_by_policy (self, address);

  return bw_watcher_get_decision (watcher);
}

static char *
dup_offline (BwAccount *account)
{
  g_autofree char *entity =
      bw_account_settings_dup_identity_uri (bw_account_get_settings (account));

  return bw_pidf_write (entity, BW_PRESENCE_OFFLINE, NULL);
}

/* Polite blocking: who may not see us sees somebody who is not there. Returns: (nullable) */
static char *
dup_document (BwWatchers *self, BwAccount *account, const char *address)
{
  g_autofree char *entity =
      bw_account_settings_dup_identity_uri (bw_account_get_settings (account));

  switch (get_decision (self, account, address)) {
  case BW_WATCHER_ASKED:
    return NULL;
  case BW_WATCHER_ALLOWED:
    return bw_my_presence_dup_document (self->presence, entity);
  case BW_WATCHER_BLOCKED:
    return dup_offline (account);
  }

  return NULL;
}

static void
show (BwWatchers *self, BwWatch *watch)
{
  g_autofree char *document =
      dup_document (self, bw_watch_get_account (watch), bw_watch_get_watcher (watch));

  bw_watch_show (watch, document);
}

static void
end (BwWatch *watch, const char *reason)
{
  g_autofree char *offline = dup_offline (bw_watch_get_account (watch));

  bw_watch_end (watch, reason, offline);
}

static void
show_all (BwWatchers *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    show (self, self->watches->pdata[i]);
}

static gboolean
is_of (BwWatch *watch, BwWatcher *watcher)
{
  return g_strcmp0 (bw_account_get_id (bw_watch_get_account (watch)),
                    bw_watcher_get_account (watcher)) == 0 &&
         g_strcmp0 (bw_watch_get_watcher (watch), bw_watcher_get_address (watcher)) == 0;
}

static void
watch_ended_cb (BwWatch *watch, gpointer user_data)
{
  g_ptr_array_remove (BW_WATCHERS (user_data)->watches, watch);
}

static guint
count_undecided (GListModel *watchers)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (watchers); i++) {
    g_autoptr (BwWatcher) watcher = g_list_model_get_item (watchers, i);

    n += bw_watcher_get_decision (watcher) == BW_WATCHER_ASKED;
  }

  return n;
}

/* There is always room for those who are known here. */
static gboolean
has_room (BwWatchers *self, const char *address)
{
  GListModel *watchers = bw_store_get_watchers (self->store);

  return g_list_model_get_n_items (watchers) < MAX_WATCHERS &&
         (decide_by_policy (self, address) == BW_WATCHER_ALLOWED ||
          bw_directory_find (self->directory, address) ||
          count_undecided (watchers) < MAX_UNDECIDED);
}

/* Whom the policy lets in has been let in, also when it changes. Whom it keeps out is only one of
 * whom nothing was said: a stranger may become known. */
static gboolean
keep_decision (BwWatchers *self, BwWatcher *watcher, GError **error)
{
  return bw_watcher_get_decision (watcher) != BW_WATCHER_ASKED ||
         decide_by_policy (self, bw_watcher_get_address (watcher)) != BW_WATCHER_ALLOWED ||
         bw_store_decide_watcher (self->store, watcher, BW_WATCHER_ALLOWED, error);
}

/* Whoever comes is remembered; a person is asked of each of them once. Of whom there is no room for
 * they are asked when there is: until then they wait. */
static void
remember (BwWatchers *self, BwAccount *account, const char *address, const char *name)
{
  const char *id = bw_account_get_id (account);
  g_autoptr (GError) error = NULL;
  BwWatcher *known = bw_store_find_watcher (self->store, id, address);
  BwWatcher *watcher;

  if (!known && !has_room (self, address)) {
    g_debug ("Too many have asked to see the presence: %s is not asked about.", address);
    return;
  }
  watcher = bw_store_ensure_watcher (self->store, id, address, name, &error);
  if (!watcher || !keep_decision (self, watcher, &error)) {
    g_warning ("Who watches cannot be kept: %s", error->message);
    return;
  }
  if (!known && self->policy == BW_WATCHER_POLICY_ASK)
    g_signal_emit (self, signals[SIGNAL_ASKED], 0, watcher);
}

static void
send_answer (BwWatchers *self, belle_sip_request_t *request, belle_sip_response_t *response)
{
  belle_sip_provider_t *provider = bw_stack_tap_get_provider (bw_engine_get_tap (self->engine));

  belle_sip_server_transaction_send_response (
      belle_sip_provider_create_server_transaction (provider, request), response);
  bw_engine_hurry (self->engine);
}

static void
refuse (BwWatchers *self, belle_sip_request_t *request, guint code)
{
  belle_sip_response_t *response = belle_sip_response_create_from_request (request, (int) code);
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (response);
  g_autofree char *seconds =
      g_strdup_printf ("%d", code == 423 ? BW_WATCH_MIN_EXPIRES : BUSY_SECONDS);

  if (code == 489)
    bw_exchange_add_header (message, "Allow-Events", "presence");
  if (code == 406)
    bw_exchange_add_header (message, "Accept", BW_PIDF_TYPE);
  if (code == 423)
    bw_exchange_add_header (message, "Min-Expires", seconds);
  if (code == 480 || code == 503)
    bw_exchange_add_header (message, "Retry-After", seconds);
  send_answer (self, request, response);
}

static guint
get_fitness (BwAccount *account, const char *user, const char *host)
{
  g_autoptr (BwAddress) own = bw_address_parse (bw_account_get_address (account), NULL, NULL);

  if (!own || !bw_account_get_enabled (account) || g_strcmp0 (bw_address_get_user (own), user) != 0)
    return 0;

  return g_strcmp0 (bw_address_get_host (own), host) == 0 ? 2 : 1;
}

/* Whose presence it is: by the user that is asked for, who is found behind an address of this
 * machine, too. */
static BwAccount *
find_account (BwWatchers *self, belle_sip_uri_t *uri)
{
  g_autofree char *text = uri ? belle_sip_object_to_string (uri) : NULL;
  g_auto (BwParty) party = { 0 };
  BwAccount *best = NULL;
  guint best_fitness = 0;

  bw_party_read (&party, text);
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);
    guint fitness = get_fitness (account, party.user, party.host);

    if (fitness > best_fitness) {
      best = account;
      best_fitness = fitness;
    }
  }

  return best;
}

static BwAccount *
find_asked_account (BwWatchers *self, belle_sip_request_t *request)
{
  belle_sip_header_to_t *to =
      belle_sip_message_get_header_by_type (BELLE_SIP_MESSAGE (request), belle_sip_header_to_t);
  BwAccount *account =
      to ? find_account (self, belle_sip_header_address_get_uri (BELLE_SIP_HEADER_ADDRESS (to)))
         : NULL;

  return account ? account : find_account (self, belle_sip_request_get_uri (request));
}

static BwWatch *
find_watch (BwWatchers *self, const char *tag)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (g_strcmp0 (bw_watch_dialog_get_tag (bw_watch_get_dialog (self->watches->pdata[i])), tag) ==
        0)
      return self->watches->pdata[i];

  return NULL;
}

/* One who has forgotten what they began, and begins anew all the time, loses the oldest. */
static void
drop_oldest_of (BwWatchers *self, BwAccount *account, const char *address)
{
  BwWatch *oldest = NULL;
  guint n = 0;

  for (guint i = self->watches->len; i > 0; i--) {
    BwWatch *watch = self->watches->pdata[i - 1];

    if (bw_watch_get_account (watch) == account &&
        g_strcmp0 (bw_watch_get_watcher (watch), address) == 0 && ++n >= MAX_WATCHES_OF_ONE)
      oldest = watch;
  }
  if (oldest)
    g_ptr_array_remove (self->watches, oldest);
}

/* Who sees nothing gives way to who may see us, or is known here. */
static void
drop_one_without_sight (BwWatchers *self)
{
  for (guint i = 0; i < self->watches->len; i++) {
    BwWatch *watch = self->watches->pdata[i];

    if (get_decision (self, bw_watch_get_account (watch), bw_watch_get_watcher (watch)) !=
        BW_WATCHER_ALLOWED) {
      g_ptr_array_remove_index (self->watches, i);
      return;
    }
  }
}

static gboolean
make_room (BwWatchers *self, BwAccount *account, const char *address)
{
  drop_oldest_of (self, account, address);
  if (self->watches->len >= MAX_WATCHES &&
      (get_decision (self, account, address) == BW_WATCHER_ALLOWED ||
       bw_directory_find (self->directory, address)))
    drop_one_without_sight (self);

  return self->watches->len < MAX_WATCHES;
}

static void
begin (BwWatchers *self,
       belle_sip_request_t *request,
       BwWatchDialog *dialog,
       BwAccount *account,
       const char *address,
       guint expires)
{
  g_autofree char *document = dup_document (self, account, address);
  BwWatch *watch =
      bw_watch_new (dialog, self->exchanges, account, address, document, watch_ended_cb, self);

  send_answer (self, request, bw_watch_dialog_create_answer (dialog, request, expires));
  g_ptr_array_add (self->watches, watch);
  bw_watch_extend (watch, expires);
}

static void
handle_newcomer (BwWatchers *self, belle_sip_request_t *request, guint expires)
{
  BwAccount *account = find_asked_account (self, request);
  g_autofree char *name = NULL;
  g_autofree char *address = bw_watch_request_dup_watcher (BELLE_SIP_MESSAGE (request), &name);
  g_autoptr (BwWatchDialog) dialog = account && address ? bw_watch_dialog_new (request) : NULL;

  if (!account || !dialog) {
    refuse (self, request, account ? 400 : 404);
    return;
  }
  if (!make_room (self, account, address)) {
    refuse (self, request, 503);
    return;
  }

  remember (self, account, address, name);
  begin (self, request, g_steal_pointer (&dialog), account, address, expires);
}

static void
handle_refresh (BwWatchers *self, belle_sip_request_t *request, const char *tag, guint expires)
{
  BwWatch *watch = find_watch (self, tag);
  guint code = watch ? bw_watch_dialog_accept (bw_watch_get_dialog (watch), request) : 481;

  if (code) {
    refuse (self, request, code);
    return;
  }
  send_answer (self, request,
               bw_watch_dialog_create_answer (bw_watch_get_dialog (watch), request, expires));
  if (expires > 0)
    remember (self, bw_watch_get_account (watch), bw_watch_get_watcher (watch), NULL);
  bw_watch_extend (watch, expires);
}

/* A dialog that the stack knows is one of the engine. */
static gboolean
request_cb (const belle_sip_request_event_t *event, gpointer user_data)
{
  BwWatchers *self = user_data;
  belle_sip_request_t *request = belle_sip_request_event_get_request (event);
  belle_sip_message_t *message = BELLE_SIP_MESSAGE (request);
  belle_sip_header_to_t *to = belle_sip_message_get_header_by_type (message, belle_sip_header_to_t);
  const char *tag = to ? belle_sip_header_to_get_tag (to) : NULL;
  guint code = self->closed ? 480 : bw_watch_request_check (message);

  if (belle_sip_request_event_get_dialog (event))
    return FALSE;

  bw_engine_expect_more (self->engine);
  if (code)
    refuse (self, request, code);
  else if (tag)
    handle_refresh (self, request, tag, bw_watch_request_get_expires (message));
  else
    handle_newcomer (self, request, bw_watch_request_get_expires (message));

  return TRUE;
}

static const BwStackTapHandlers handlers = { .requests = "SUBSCRIBE", .request = request_cb };

/* Those whom another policy answered for are to be asked about now. */
static void
ask_about_all (BwWatchers *self)
{
  g_autoptr (GPtrArray) undecided = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->watches->len; i++) {
    BwWatch *watch = self->watches->pdata[i];
    BwWatcher *watcher =
        bw_store_find_watcher (self->store, bw_account_get_id (bw_watch_get_account (watch)),
                               bw_watch_get_watcher (watch));

    if (watcher && bw_watcher_get_decision (watcher) == BW_WATCHER_ASKED &&
        !g_ptr_array_find (undecided, watcher, NULL))
      g_ptr_array_add (undecided, g_object_ref (watcher));
  }
  for (guint i = 0; i < undecided->len; i++)
    g_signal_emit (self, signals[SIGNAL_ASKED], 0, undecided->pdata[i]);
}

static void
set_policy (BwWatchers *self, BwWatcherPolicy policy)
{
  if (self->policy == policy)
    return;

  self->policy = policy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POLICY]);
  show_all (self);
  if (policy == BW_WATCHER_POLICY_ASK)
    ask_about_all (self);
}

static gboolean
is_served (BwWatchers *self, BwAccount *wanted)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    if (account == wanted)
      return bw_account_get_enabled (account);
  }

  return FALSE;
}

/* Nobody watches an account that is gone, or switched off. */
static void
sweep (BwWatchers *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (!is_served (self, bw_watch_get_account (self->watches->pdata[i])))
      end (self->watches->pdata[i], "noresource");
}

static void
accounts_changed_cb (BwWatchers *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (self->accounts, i);

    g_signal_handlers_disconnect_by_func (account, sweep, self);
    g_signal_connect_object (account, "notify::enabled", G_CALLBACK (sweep), self,
                             G_CONNECT_SWAPPED);
  }
  sweep (self);
}

static void
bw_watchers_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_POLICY)
    g_value_set_enum (value, BW_WATCHERS (object)->policy);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_watchers_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_POLICY)
    set_policy (BW_WATCHERS (object), g_value_get_enum (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bw_watchers_dispose (GObject *object)
{
  BwWatchers *self = BW_WATCHERS (object);

  bw_watchers_attach (self, NULL);
  g_clear_object (&self->store);
  g_clear_object (&self->accounts);
  g_clear_object (&self->presence);
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (bw_watchers_parent_class)->dispose (object);
}

static void
bw_watchers_finalize (GObject *object)
{
  g_ptr_array_unref (BW_WATCHERS (object)->watches);

  G_OBJECT_CLASS (bw_watchers_parent_class)->finalize (object);
}

static void
bw_watchers_class_init (BwWatchersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_watchers_get_property;
  object_class->set_property = bw_watchers_set_property;
  object_class->dispose = bw_watchers_dispose;
  object_class->finalize = bw_watchers_finalize;

  properties[PROP_POLICY] =
      g_param_spec_enum ("policy", NULL, NULL, BW_TYPE_WATCHER_POLICY, BW_WATCHER_POLICY_ASK,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ASKED] = g_signal_new ("asked", BW_TYPE_WATCHERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, BW_TYPE_WATCHER);
}

static void
bw_watchers_init (BwWatchers *self)
{
  self->watches = g_ptr_array_new_with_free_func ((GDestroyNotify) bw_watch_free);
}

BwWatchers *
bw_watchers_new (BwStore *store,
                 GListModel *accounts,
                 BwMyPresence *presence,
                 BwDirectory *directory)
{
  BwWatchers *self = g_object_new (BW_TYPE_WATCHERS, NULL);

  self->store = g_object_ref (store);
  self->accounts = g_object_ref (accounts);
  self->presence = g_object_ref (presence);
  self->directory = g_object_ref (directory);
  g_signal_connect_object (presence, "told", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (directory, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts));

  return self;
}

void
bw_watchers_attach (BwWatchers *self, BwEngine *engine)
{
  BwStackTap *old = self->engine ? bw_engine_get_tap (self->engine) : NULL;

  if (old)
    bw_stack_tap_detach (old, &handlers);
  g_ptr_array_set_size (self->watches, 0);
  g_clear_pointer (&self->exchanges, bw_exchanges_free);
  self->closed = FALSE;
  g_set_object (&self->engine, engine);
  if (!engine || !bw_engine_get_tap (engine))
    return;

  self->exchanges = bw_exchanges_new (engine, "NOTIFY");
  bw_stack_tap_attach (bw_engine_get_tap (engine), &handlers, self);
}

void
bw_watchers_close (BwWatchers *self)
{
  self->closed = TRUE;
  for (guint i = 0; i < self->watches->len; i++)
    end (self->watches->pdata[i], "probation;retry-after=60");
}

void
bw_watchers_set_reachable (BwWatchers *self, gboolean reachable)
{
  for (guint i = 0; i < self->watches->len; i++)
    bw_watch_set_reachable (self->watches->pdata[i], reachable);
}

gboolean
bw_watchers_decide (BwWatchers *self,
                    BwWatcher *watcher,
                    BwWatcherDecision decision,
                    GError **error)
{
  if (!bw_store_decide_watcher (self->store, watcher, decision, error))
    return FALSE;

  show_all (self);

  return TRUE;
}

gboolean
bw_watchers_forget (BwWatchers *self, BwWatcher *watcher, GError **error)
{
  g_autoptr (BwWatcher) keep = g_object_ref (watcher);

  if (!bw_store_remove_watcher (self->store, watcher, error))
    return FALSE;

  for (guint i = 0; i < self->watches->len; i++)
    if (is_of (self->watches->pdata[i], keep))
      end (self->watches->pdata[i], "probation;retry-after=3600");

  return TRUE;
}
