/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says on the desktop that a voice message waits. It must not know how one listens to it. */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-voicemail-notices.h"

#include "bw-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ID_PREFIX "voicemail:"

enum { PROP_0, PROP_TOLD, PROP_ATTENDED, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { SIGNAL_LISTEN, SIGNAL_PRESENT, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwVoicemailNotices {
  GObject parent_instance;

  BwPhone *phone;
  BwNoticeBoard *board;
  GHashTable *told;  /* id of the account → how many were told of */
  GHashTable *shown; /* ids of notices that were posted and not withdrawn */
  gboolean attended;
};

G_DEFINE_FINAL_TYPE (BwVoicemailNotices, bw_voicemail_notices, G_TYPE_OBJECT)

static char *
dup_notice_id (BwAccount *account)
{
  return g_strconcat (ID_PREFIX, bw_account_get_id (account), NULL);
}

/* There are servers that do not count: then whatever waits is one message. */
static gboolean
is_uncounted (BwMailbox *mailbox)
{
  guint counted = 0;

  for (guint kind = 0; kind < BW_MAILBOX_N_KINDS; kind++)
    counted += bw_mailbox_get_new (mailbox, kind) + bw_mailbox_get_old (mailbox, kind);

  return bw_mailbox_get_waiting (mailbox) && counted == 0;
}

static guint
count_new (BwMailbox *mailbox)
{
  return is_uncounted (mailbox) ? 1 : bw_mailbox_get_new (mailbox, BW_MAILBOX_VOICE);
}

static char *
dup_body (BwVoicemailNotices *self, BwAccount *account)
{
  guint urgent = bw_mailbox_get_urgent_new (bw_account_get_mailbox (account), BW_MAILBOX_VOICE);
  gboolean several = g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1;
  g_autoptr (GString) body = g_string_new (NULL);

  if (urgent > 0)
    g_string_append_printf (
        body, ngettext ("%u of them is urgent", "%u of them are urgent", urgent), urgent);
  if (several)
    g_string_append_printf (body, "%s%s", body->len ? "\n" : "", bw_account_get_address (account));

  return body->len ? g_strdup (body->str) : NULL;
}

static BwNotice *
make_notice (BwVoicemailNotices *self, BwAccount *account)
{
  BwMailbox *mailbox = bw_account_get_mailbox (account);
  BwNotice *notice = bw_notice_new (
      bw_words_mailbox_new (BW_MAILBOX_VOICE, is_uncounted (mailbox) ? 0 : count_new (mailbox)),
      dup_body (self, account));

  notice->category = "im.received";
  notice->sound = "message-new-instant";
  notice->advice = g_strdup (_ ("Open Bellwire to listen."));
  if (bw_phone_get_do_not_disturb (self->phone)) {
    notice->weight = BW_NOTICE_QUIET;
    notice->silent = TRUE;
    notice->sound = NULL;
  }
  bw_notice_add_action (notice, "default", _ ("Show"));
  if (bw_mailbox_get_address (mailbox))
    bw_notice_add_action (notice, "listen", _ ("Listen"));
  bw_notice_add_action (notice, "later", _ ("Later"));

  return notice;
}

static void
withdraw (BwVoicemailNotices *self, BwAccount *account)
{
  g_autofree char *id = dup_notice_id (account);

  if (g_hash_table_remove (self->shown, id))
    bw_notice_board_withdraw (self->board, id);
}

/* Returns: (transfer none) (nullable) */
static BwAccount *
find_account (BwVoicemailNotices *self, const char *id)
{
  return g_str_has_prefix (id, ID_PREFIX)
             ? bw_phone_find_account (self->phone, id + strlen (ID_PREFIX))
             : NULL;
}

/* @all: FALSE: of accounts only that are gone */
static void
withdraw_all (BwVoicemailNotices *self, gboolean all)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    if (!all && find_account (self, id))
      continue;
    bw_notice_board_withdraw (self->board, id);
    g_hash_table_iter_remove (&iter);
  }
}

static void
tell (BwVoicemailNotices *self, BwAccount *account)
{
  g_autofree char *id = dup_notice_id (account);

  bw_notice_board_post (self->board, id, make_notice (self, account));
  g_hash_table_add (self->shown, g_steal_pointer (&id));
}

static guint
get_told (BwVoicemailNotices *self, BwAccount *account)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->told, bw_account_get_id (account)));
}

static void
set_told (BwVoicemailNotices *self, BwAccount *account, guint count)
{
  if (get_told (self, account) == count)
    return;

  if (count > 0)
    g_hash_table_replace (self->told, g_strdup (bw_account_get_id (account)),
                          GUINT_TO_POINTER (count));
  else
    g_hash_table_remove (self->told, bw_account_get_id (account));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOLD]);
}

static void
update (BwVoicemailNotices *self, BwAccount *account)
{
  BwMailbox *mailbox = bw_account_get_mailbox (account);
  guint count = count_new (mailbox);
  guint told = get_told (self, account);

  if (!bw_mailbox_get_known (mailbox))
    return;

  set_told (self, account, count);
  if (count < told || count == 0)
    withdraw (self, account);
  else if (count > told && !self->attended)
    tell (self, account);
}

static void
mailbox_cb (BwMailbox *mailbox, GParamSpec *pspec, BwVoicemailNotices *self)
{
  GListModel *accounts = bw_phone_get_accounts (self->phone);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    if (bw_account_get_mailbox (account) == mailbox)
      update (self, account);
  }
}

static void
follow (BwVoicemailNotices *self, BwAccount *account)
{
  static const char *const news[] = { "notify::known", "notify::waiting", "notify::new" };
  BwMailbox *mailbox = bw_account_get_mailbox (account);

  g_signal_handlers_disconnect_by_func (mailbox, mailbox_cb, self);
  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    g_signal_connect_object (mailbox, news[i], G_CALLBACK (mailbox_cb), self, 0);
  update (self, account);
}

static void
accounts_changed_cb (BwVoicemailNotices *self,
                     guint position,
                     guint removed,
                     guint added,
                     GListModel *accounts)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwAccount) account = g_list_model_get_item (accounts, i);

    follow (self, account);
  }
  withdraw_all (self, FALSE);
}

/* Also where the notice was closed in the meantime: what a person has done there still counts. */
static void
action_cb (BwVoicemailNotices *self,
           const char *id,
           const char *key,
           const char *token,
           BwNoticeBoard *board)
{
  BwAccount *account = find_account (self, id);

  if (!account)
    return;

  withdraw (self, account);
  if (g_str_equal (key, "listen"))
    g_signal_emit (self, signals[SIGNAL_LISTEN], 0, account);
  else if (!g_str_equal (key, "later"))
    g_signal_emit (self, signals[SIGNAL_PRESENT], 0, account);
}

static void
take_told (BwVoicemailNotices *self, GVariant *told)
{
  GVariantIter iter;
  const char *id;
  guint count;

  g_hash_table_remove_all (self->told);
  if (!told || !g_variant_is_of_type (told, G_VARIANT_TYPE ("a{su}")))
    return;

  g_variant_iter_init (&iter, told);
  while (g_variant_iter_next (&iter, "{&su}", &id, &count))
    g_hash_table_replace (self->told, g_strdup (id), GUINT_TO_POINTER (count));
}

/* Returns: (transfer none): floating */
static GVariant *
give_told (BwVoicemailNotices *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{su}"));
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->told), (GCompareFunc) strcmp);

  for (GList *l = ids; l; l = l->next)
    g_variant_builder_add (&builder, "{su}", l->data,
                           GPOINTER_TO_UINT (g_hash_table_lookup (self->told, l->data)));

  return g_variant_builder_end (&builder);
}

static void
set_attended (BwVoicemailNotices *self, gboolean attended)
{
  self->attended = attended;
  if (attended)
    withdraw_all (self, TRUE);
}

static void
bw_voicemail_notices_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVoicemailNotices *self = BW_VOICEMAIL_NOTICES (object);

  switch (id) {
  case PROP_TOLD:
    g_value_set_variant (value, give_told (self));
    break;
  case PROP_ATTENDED:
    g_value_set_boolean (value, self->attended);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_voicemail_notices_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  BwVoicemailNotices *self = BW_VOICEMAIL_NOTICES (object);

  switch (id) {
  case PROP_TOLD:
    take_told (self, g_value_get_variant (value));
    break;
  case PROP_ATTENDED:
    set_attended (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_voicemail_notices_dispose (GObject *object)
{
  BwVoicemailNotices *self = BW_VOICEMAIL_NOTICES (object);

  g_clear_object (&self->board);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_voicemail_notices_parent_class)->dispose (object);
}

static void
bw_voicemail_notices_finalize (GObject *object)
{
  BwVoicemailNotices *self = BW_VOICEMAIL_NOTICES (object);

  g_hash_table_unref (self->told);
  g_hash_table_unref (self->shown);

  G_OBJECT_CLASS (bw_voicemail_notices_parent_class)->finalize (object);
}

static void
bw_voicemail_notices_class_init (BwVoicemailNoticesClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_voicemail_notices_get_property;
  object_class->set_property = bw_voicemail_notices_set_property;
  object_class->dispose = bw_voicemail_notices_dispose;
  object_class->finalize = bw_voicemail_notices_finalize;

  properties[PROP_TOLD] =
      g_param_spec_variant ("told", NULL, NULL, G_VARIANT_TYPE ("a{su}"), NULL, flags);
  properties[PROP_ATTENDED] = g_param_spec_boolean ("attended", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_LISTEN] = g_signal_new ("listen", BW_TYPE_VOICEMAIL_NOTICES, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_ACCOUNT);
  signals[SIGNAL_PRESENT] = g_signal_new ("present", BW_TYPE_VOICEMAIL_NOTICES, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_ACCOUNT);
}

static void
bw_voicemail_notices_init (BwVoicemailNotices *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BwVoicemailNotices *
bw_voicemail_notices_new (BwPhone *phone, BwNoticeBoard *board)
{
  BwVoicemailNotices *self = g_object_new (BW_TYPE_VOICEMAIL_NOTICES, NULL);
  GListModel *accounts = bw_phone_get_accounts (phone);

  self->phone = g_object_ref (phone);
  self->board = g_object_ref (board);
  g_signal_connect_object (board, "action", G_CALLBACK (action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts), accounts);

  return self;
}
