/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The left side of the window: one entry and the lists. What is chosen here is shown elsewhere.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-sidebar.h"

#include "bw-account-button.h"
#include "bw-chats-page.h"
#include "bw-dial-entry.h"
#include "bw-history-page.h"
#include "bw-people-page.h"
#include "bw-status-strip.h"
#include "bw-voicemail-page.h"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_FOLDED,
  PROP_NOTICE,
  PROP_SHOWN,
  PROP_SHOWN_PERSON,
  PROP_LIST,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum { CONVERSATION, COMPOSE, RECORD, PERSON, DIALLED, REMOVED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwSidebar {
  AdwBin parent_instance;

  /* template widgets */
  AdwHeaderBar *header;
  BwAccountButton *account_button;
  AdwWindowTitle *title;
  GtkToggleButton *search_button;
  BwStatusStrip *strip;
  BwDialEntry *dial_entry;
  AdwViewStack *lists;
  AdwViewStackPage *chats;
  AdwViewStackPage *calls;
  AdwViewStackPage *voicemail;
  BwChatsPage *chats_page;
  BwHistoryPage *history_page;
  BwVoicemailPage *voicemail_page;
  BwPeoplePage *people_page;

  /* owned */
  BwPhone *phone;
  GSignalGroup *phone_signals;
  GBindingGroup *conversations; /* of the store, for the badge */
  GBindingGroup *store;
  GBindingGroup *list; /* the one that is shown */

  gboolean folded;
};

G_DEFINE_FINAL_TYPE (BwSidebar, bw_sidebar, ADW_TYPE_BIN)

/* Who am I, for whoever has more than one name. */
static void
default_account_cb (BwSidebar *self)
{
  BwAccount *account = self->phone ? bw_phone_get_default_account (self->phone) : NULL;

  adw_window_title_set_subtitle (self->title, account ? bw_account_get_address (account) : "");
}

/* Where there is no mailbox, there is no tab, but for who asks for it by its key: the page says
 * what to do. */
static void
mailbox_cb (BwSidebar *self)
{
  gboolean shown = g_strcmp0 (bw_sidebar_get_list (self), "voicemail") == 0;
  gboolean any;

  g_object_get (self->voicemail_page, "any", &any, NULL);
  adw_view_stack_page_set_visible (self->voicemail, any || shown);
}

/* A list that is looked at is searched by its own button; mailboxes are not. */
static void
list_cb (BwSidebar *self)
{
  GtkWidget *list = adw_view_stack_get_visible_child (self->lists);
  gboolean searchable =
      list && g_object_class_find_property (G_OBJECT_GET_CLASS (list), "search-mode");

  g_binding_group_set_source (self->list, searchable ? list : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search_button), searchable);
  mailbox_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST]);
}

static void
activated_cb (BwSidebar *self, BwConversation *conversation, gint64 message)
{
  g_signal_emit (self, signals[CONVERSATION], 0, conversation, message);
}

static void
compose_cb (BwSidebar *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[COMPOSE], 0, conversation);
}

static void
record_cb (BwSidebar *self, BwCallRecord *record)
{
  g_signal_emit (self, signals[RECORD], 0, record);
}

static void
person_cb (BwSidebar *self, BwPerson *person)
{
  g_signal_emit (self, signals[PERSON], 0, person);
}

static void
dialled_cb (BwSidebar *self, BwCall *call)
{
  g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
removed_cb (BwSidebar *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[REMOVED], 0, conversation);
}

static void
notice_cb (BwSidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
set_phone (BwSidebar *self, BwPhone *phone)
{
  BwStore *store = phone ? bw_phone_get_store (phone) : NULL;

  if (!g_set_object (&self->phone, phone))
    return;
  g_signal_group_set_target (self->phone_signals, phone);
  g_binding_group_set_source (self->store, store);
  g_binding_group_set_source (self->conversations,
                              store ? bw_store_get_conversations (store) : NULL);
  default_account_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_folded (BwSidebar *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
bw_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwSidebar *self = BW_SIDEBAR (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_FOLDED:
    g_value_set_boolean (value, self->folded);
    break;
  case PROP_NOTICE:
    g_object_get_property (G_OBJECT (self->strip), "notice", value);
    break;
  case PROP_SHOWN:
    g_object_get_property (G_OBJECT (self->chats_page), "shown", value);
    break;
  case PROP_LIST:
    g_value_set_string (value, bw_sidebar_get_list (self));
    break;
  case PROP_SHOWN_PERSON:
    g_object_get_property (G_OBJECT (self->people_page), "shown", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_sidebar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwSidebar *self = BW_SIDEBAR (object);

  switch (id) {
  case PROP_PHONE:
    set_phone (self, g_value_get_object (value));
    break;
  case PROP_FOLDED:
    set_folded (self, g_value_get_boolean (value));
    break;
  case PROP_NOTICE:
    g_object_set_property (G_OBJECT (self->strip), "notice", value);
    break;
  case PROP_SHOWN:
    g_object_set_property (G_OBJECT (self->chats_page), "shown", value);
    break;
  case PROP_SHOWN_PERSON:
    g_object_set_property (G_OBJECT (self->people_page), "shown", value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_sidebar_dispose (GObject *object)
{
  BwSidebar *self = BW_SIDEBAR (object);

  g_clear_object (&self->phone_signals);
  g_clear_object (&self->conversations);
  g_clear_object (&self->store);
  g_clear_object (&self->list);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_sidebar_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bw_sidebar_get_property;
  object_class->set_property = bw_sidebar_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_SHOWN] = g_param_spec_object ("shown", NULL, NULL, BW_TYPE_CONVERSATION, flags);
  properties[PROP_SHOWN_PERSON] =
      g_param_spec_object ("shown-person", NULL, NULL, BW_TYPE_PERSON, flags);
  properties[PROP_LIST] =
      g_param_spec_string ("list", NULL, NULL, NULL, flags & ~(guint) G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GType type)
{
  const GSignalFlags last = G_SIGNAL_RUN_LAST;

  signals[CONVERSATION] = g_signal_new ("conversation", type, last, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, BW_TYPE_CONVERSATION, G_TYPE_INT64);
  signals[COMPOSE] = g_signal_new ("compose", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   BW_TYPE_CONVERSATION);
  signals[RECORD] =
      g_signal_new ("record", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL_RECORD);
  signals[PERSON] =
      g_signal_new ("person", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_PERSON);
  signals[DIALLED] =
      g_signal_new ("dialled", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[REMOVED] = g_signal_new ("removed", type, last, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   BW_TYPE_CONVERSATION);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_ACCOUNT_BUTTON);
  g_type_ensure (BW_TYPE_CHATS_PAGE);
  g_type_ensure (BW_TYPE_DIAL_ENTRY);
  g_type_ensure (BW_TYPE_HISTORY_PAGE);
  g_type_ensure (BW_TYPE_PEOPLE_PAGE);
  g_type_ensure (BW_TYPE_STATUS_STRIP);
  g_type_ensure (BW_TYPE_VOICEMAIL_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/window/bw-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, search_button);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, strip);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, dial_entry);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, lists);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, chats);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, calls);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, voicemail);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, chats_page);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, history_page);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, voicemail_page);
  gtk_widget_class_bind_template_child (widget_class, BwSidebar, people_page);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, compose_cb);
  gtk_widget_class_bind_template_callback (widget_class, dialled_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_cb);
  gtk_widget_class_bind_template_callback (widget_class, mailbox_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_cb);
  gtk_widget_class_bind_template_callback (widget_class, removed_cb);
}

static void
bw_sidebar_class_init (BwSidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bw_sidebar_dispose;
  install_properties (G_OBJECT_CLASS (klass));
  install_signals (G_TYPE_FROM_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

/* A list with something new stands out by its colour as well as by the number. */
static void
bind_badge (GBindingGroup *group, const char *property, AdwViewStackPage *page)
{
  g_binding_group_bind (group, property, page, "badge-number", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (group, property, page, "needs-attention", G_BINDING_SYNC_CREATE);
}

static void
bw_sidebar_init (BwSidebar *self)
{
  self->phone_signals = g_signal_group_new (BW_TYPE_PHONE);
  g_signal_group_connect_swapped (self->phone_signals, "notify::default-account",
                                  G_CALLBACK (default_account_cb), self);
  self->conversations = g_binding_group_new ();
  self->store = g_binding_group_new ();
  self->list = g_binding_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  bind_badge (self->conversations, "unread", self->chats);
  bind_badge (self->store, "unseen-missed", self->calls);
  g_binding_group_bind (self->list, "search-mode", self->search_button, "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  list_cb (self);
}

const char *
bw_sidebar_get_list (BwSidebar *self)
{
  g_return_val_if_fail (BW_IS_SIDEBAR (self), NULL);

  return adw_view_stack_get_visible_child_name (self->lists);
}

void
bw_sidebar_show_list (BwSidebar *self, const char *name)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  if (strcmp (name, "voicemail") == 0)
    adw_view_stack_page_set_visible (self->voicemail, TRUE);
  adw_view_stack_set_visible_child_name (self->lists, name);
}

void
bw_sidebar_show_status (BwSidebar *self)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  bw_account_button_popup (self->account_button);
}

void
bw_sidebar_show_missed (BwSidebar *self)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  bw_sidebar_show_list (self, "calls");
  bw_history_page_set_missed_only (self->history_page, TRUE);
}

void
bw_sidebar_search (BwSidebar *self)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->search_button)))
    g_object_set (adw_view_stack_get_visible_child (self->lists), "search-mode", TRUE, NULL);
}

void
bw_sidebar_add_person (BwSidebar *self)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  bw_sidebar_show_list (self, "people");
  gtk_widget_activate_action (GTK_WIDGET (self->people_page), "people.add", NULL);
}

void
bw_sidebar_step (BwSidebar *self, BwConversation *from, int step)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  bw_chats_page_step (self->chats_page, from, step);
}

void
bw_sidebar_enter (BwSidebar *self, gboolean messaging)
{
  g_return_if_fail (BW_IS_SIDEBAR (self));

  bw_dial_entry_set_messaging (self->dial_entry, messaging);
  gtk_widget_grab_focus (GTK_WIDGET (self->dial_entry));
}

GtkWidget *
bw_sidebar_get_header (BwSidebar *self)
{
  g_return_val_if_fail (BW_IS_SIDEBAR (self), NULL);

  return GTK_WIDGET (self->header);
}
