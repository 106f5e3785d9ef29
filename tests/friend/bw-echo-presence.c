/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The echo friend as others see it, and whom it sees. It publishes with the phone's own means; a
 * voice mailbox, which no phone has, with the engine's. */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-echo-presence.h"

#include "bw-core-enums.h"
#include "bw-phone-private.h"
#include "bw-store-people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTICE_SECONDS 3600

struct _BwEchoPresence {
  GObject parent_instance;

  BwPhone *phone;
  char *direct;
  GHashTable *notices; /* whose mailbox -> LinphoneEvent of what waits in it */
};

G_DEFINE_FINAL_TYPE (BwEchoPresence, bw_echo_presence, G_TYPE_OBJECT)

static const struct {
  const char *word;
  BwStatus status;
  const char *answer;
} statuses[] = {
  { "free", BW_STATUS_ONLINE, "I am here." },
  { "away", BW_STATUS_AWAY, "I am away." },
  { "busy", BW_STATUS_BUSY, "I am busy." },
  { "dnd", BW_STATUS_DO_NOT_DISTURB, "I am not to be disturbed." },
  { "offline", BW_STATUS_OFFLINE, "I look as if I were not here." },
};

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, BW_ERROR, BW_ERROR_STATE, "cannot do that with “%s”", what);

  return FALSE;
}

/* Returns: (nullable): what it says when asked by a message */
static const char *
set_status (BwEchoPresence *self, const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_ascii_strcasecmp (word, statuses[i].word) == 0) {
      bw_my_presence_set_status (bw_phone_get_presence (self->phone), statuses[i].status);
      return statuses[i].answer;
    }

  return NULL;
}

static void
set_note (BwEchoPresence *self, const char *note)
{
  bw_my_presence_set_note (bw_phone_get_presence (self->phone), *note ? note : NULL, 0);
}

static LinphoneContent *
create_summary (BwEchoPresence *self, LinphoneCore *core, const char *counts)
{
  LinphoneContent *content = linphone_core_create_content (core);
  BwAccount *account = bw_phone_get_default_account (self->phone);
  guint old = strchr (counts, '/') ? (guint) atoi (strchr (counts, '/') + 1) : 0;
  guint new = (guint) atoi (counts);
  g_autofree char *body =
      g_strdup_printf ("Messages-Waiting: %s\r\nMessage-Account: sip:%s\r\n"
                       "Voice-Message: %u/%u (0/0)\r\n",
                       new ? "yes" : "no", bw_account_get_address (account), new, old);

  linphone_content_set_type (content, "application");
  linphone_content_set_subtype (content, "simple-message-summary");
  linphone_content_set_utf8_text (content, body);

  return content;
}

static LinphoneEvent *
create_notice (LinphoneCore *core, const char *address)
{
  g_autofree char *uri = g_strconcat ("sip:", address, NULL);
  LinphoneAddress *resource = linphone_address_new (uri);
  LinphoneEvent *event = NULL;

  if (resource) {
    event = linphone_core_create_publish (core, resource, "message-summary", NOTICE_SECONDS);
    linphone_address_unref (resource);
  }

  return event;
}

/* The server keeps one notice of each mailbox: a second one changes the first. */
static gboolean
leave_voicemail (BwEchoPresence *self, const char *address, const char *counts, GError **error)
{
  LinphoneCore *core = bw_phone_get_core (self->phone);
  LinphoneEvent *event = g_hash_table_lookup (self->notices, address);
  LinphoneContent *summary;
  int status;

  if (!core || !bw_phone_get_default_account (self->phone) || !g_ascii_isdigit (*counts))
    return refuse (error, counts);

  summary = create_summary (self, core, counts);
  if (event) {
    status = linphone_event_update_publish (event, summary);
  } else {
    event = create_notice (core, address);
    status = event ? linphone_event_send_publish (event, summary) : -1;
    if (event)
      g_hash_table_insert (self->notices, g_strdup (address), event);
  }
  linphone_content_unref (summary);
  if (status != 0)
    return refuse (error, address);

  linphone_event_set_user_data (event, GUINT_TO_POINTER (atoi (counts)));

  return TRUE;
}

static gboolean
leave_one_more (BwEchoPresence *self, const char *address, GError **error)
{
  LinphoneEvent *event = g_hash_table_lookup (self->notices, address);
  guint n = event ? GPOINTER_TO_UINT (linphone_event_get_user_data (event)) : 0;
  g_autofree char *counts = g_strdup_printf ("%u", n + 1);

  return leave_voicemail (self, address, counts, error);
}

static BwPerson *
find_person (BwEchoPresence *self, const char *address)
{
  GListModel *people = G_LIST_MODEL (bw_store_get_people (self->phone->store));

  for (guint i = 0; i < g_list_model_get_n_items (people); i++) {
    g_autoptr (BwPerson) person = g_list_model_get_item (people, i);

    if (g_strcmp0 (bw_person_get_name (person), address) == 0)
      return person;
  }

  return NULL;
}

static gboolean
watch (BwEchoPresence *self, const char *address, GError **error)
{
  g_autoptr (BwPerson) person = bw_person_new ();

  if (!*address || find_person (self, address))
    return refuse (error, address);

  g_object_set (person, "name", address, "watched", TRUE, NULL);
  bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);

  return bw_store_save_person (self->phone->store, person, NULL, error) != NULL;
}

static gboolean
unwatch (BwEchoPresence *self, const char *address, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  BwPerson *person = find_person (self, address);

  if (!person)
    return refuse (error, address);

  g_ptr_array_add (people, person);

  return bw_store_remove_people (self->phone->store, people, error);
}

static void
say_light (BwBuddy *buddy)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (BW_TYPE_PRESENCE);

  printf ("light %s %s\n", bw_buddy_get_address (buddy),
          g_enum_get_value (class, (int) bw_buddy_get_presence (buddy))->value_nick);
  fflush (stdout);
}

static void
light_cb (BwEchoPresence *self, GParamSpec *pspec, BwBuddy *buddy)
{
  say_light (buddy);
}

static void
buddies_changed_cb (BwEchoPresence *self,
                    guint position,
                    guint removed,
                    guint added,
                    GListModel *buddies)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwBuddy) buddy = g_list_model_get_item (buddies, i);

    g_signal_handlers_disconnect_by_func (buddy, light_cb, self);
    g_signal_connect_object (buddy, "notify::presence", G_CALLBACK (light_cb), self,
                             G_CONNECT_SWAPPED);
  }
}

/* The engine takes its events along when it goes. */
static void
started_cb (BwEchoPresence *self, GParamSpec *pspec, BwPhone *phone)
{
  gboolean started;

  g_object_get (phone, "started", &started, NULL);
  if (!started)
    g_hash_table_remove_all (self->notices);
}

static void
bw_echo_presence_dispose (GObject *object)
{
  BwEchoPresence *self = BW_ECHO_PRESENCE (object);

  g_hash_table_remove_all (self->notices);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_echo_presence_parent_class)->dispose (object);
}

static void
bw_echo_presence_finalize (GObject *object)
{
  BwEchoPresence *self = BW_ECHO_PRESENCE (object);

  g_clear_pointer (&self->notices, g_hash_table_unref);
  g_free (self->direct);

  G_OBJECT_CLASS (bw_echo_presence_parent_class)->finalize (object);
}

static void
bw_echo_presence_class_init (BwEchoPresenceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bw_echo_presence_dispose;
  object_class->finalize = bw_echo_presence_finalize;
}

static void
bw_echo_presence_init (BwEchoPresence *self)
{
  self->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) linphone_event_unref);
}

BwEchoPresence *
bw_echo_presence_new (BwPhone *phone, const char *direct)
{
  BwEchoPresence *self = g_object_new (BW_TYPE_ECHO_PRESENCE, NULL);

  self->phone = g_object_ref (phone);
  self->direct = g_strdup (direct ? direct : "");
  g_object_set (bw_phone_get_watchers (phone), "policy", BW_WATCHER_POLICY_EVERYBODY, NULL);
  g_signal_connect_object (bw_phone_get_buddies (phone), "items-changed",
                           G_CALLBACK (buddies_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (phone, "notify::started", G_CALLBACK (started_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

char *
bw_echo_presence_answer (BwEchoPresence *self, const char *peer, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  const char *verb = words[0] ? words[0] : "", *rest = words[0] && words[1] ? words[1] : "";
  const char *answer = *rest ? NULL : set_status (self, verb);
  g_autoptr (GError) error = NULL;

  if (g_ascii_strcasecmp (verb, "note") == 0) {
    set_note (self, rest);
    answer = *rest ? "That stands beside my name now." : "Nothing stands beside my name now.";
  } else if (g_ascii_strcasecmp (verb, "voicemail") == 0) {
    answer = "Your mailbox has news.";
    if (*rest)
      leave_voicemail (self, peer, rest, &error);
    else
      leave_one_more (self, peer, &error);
  } else if (g_ascii_strcasecmp (verb, "watch") == 0 && !*rest) {
    g_autofree char *address = g_strconcat (self->direct, peer, NULL);

    answer = "May I see whether you are there?";
    watch (self, address, &error);
  }

  return g_strdup (error ? error->message : answer);
}

gboolean
bw_echo_presence_obey (BwEchoPresence *self, const char *command, gboolean *handled, GError **error)
{
  g_auto (GStrv) words = g_strsplit (command, " ", 3);
  guint n = g_strv_length (words);
  const char *verb = n > 0 ? words[0] : "", *first = n > 1 ? words[1] : "";

  *handled = TRUE;
  if (g_str_equal (verb, "status"))
    return set_status (self, first) || refuse (error, first);
  if (g_str_equal (verb, "voicemail"))
    return leave_voicemail (self, first, n > 2 ? words[2] : "", error);
  if (g_str_equal (verb, "watch"))
    return watch (self, first, error);
  if (g_str_equal (verb, "unwatch"))
    return unwatch (self, first, error);

  *handled = g_str_equal (verb, "note");
  if (*handled)
    set_note (self, n > 1 ? command + strlen ("note ") : "");

  return *handled;
}
