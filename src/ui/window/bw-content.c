/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The right side of the window: which page is to be seen there, and what the header bar says of it.
 * Where this side stands, and whether it is to be seen at all, the window decides.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-content.h"

#include "bw-call-page.h"
#include "bw-conversation-page.h"
#include "bw-peer-label.h"
#include "bw-status-strip.h"

#include <glib/gi18n.h>

enum { PROP_0, PROP_PHONE, PROP_FOLDED, PROP_NOTICE, PROP_PAGE, PROP_CONVERSATION, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwContent {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *header;
  AdwWindowTitle *title;
  GtkWidget *buttons;
  GtkMenuButton *menu_button;
  BwStatusStrip *strip;
  GtkStack *stack;
  BwConversationPage *conversation_page;
  BwCallPage *call_page;

  /* owned */
  BwPhone *phone;
  GSignalGroup *conversation_signals;
  GSignalGroup *accounts_signals;

  gboolean folded;
};

G_DEFINE_FINAL_TYPE (BwContent, bw_content, ADW_TYPE_BIN)

static gboolean
shows (BwContent *self, const char *page)
{
  return g_strcmp0 (bw_content_get_page (self), page) == 0;
}

/* The address, and by which account where there are several. */
static char *
make_subtitle (BwContent *self, BwConversation *conversation, const char *label)
{
  const char *peer = bw_conversation_get_peer (conversation);
  BwAccount *account = NULL;

  if (self->phone && g_list_model_get_n_items (bw_phone_get_accounts (self->phone)) > 1)
    account = bw_messenger_get_account (bw_phone_get_messenger (self->phone), conversation);
  if (account)
    /* Translators: whom one writes to, and from which account: “bob@example.org · from
     * alice@example.org” */
    return g_strdup_printf (_ ("%s · from %s"), peer, bw_account_get_address (account));

  return g_strdup (g_strcmp0 (label, peer) == 0 ? "" : peer);
}

static void
show_peer (BwContent *self, BwConversation *conversation)
{
  g_autofree char *label = bw_peer_label (bw_conversation_get_peer_name (conversation),
                                          bw_conversation_get_peer (conversation));
  g_autofree char *subtitle = make_subtitle (self, conversation, label);

  adw_window_title_set_title (self->title, label);
  adw_window_title_set_subtitle (self->title, subtitle);
}

static void
update_title_cb (BwContent *self)
{
  BwConversation *conversation = bw_content_get_conversation (self);

  if (shows (self, "conversation") && conversation) {
    show_peer (self, conversation);
    return;
  }
  adw_window_title_set_title (self->title, shows (self, "call") ? C_ ("page title", "Call") : "");
  adw_window_title_set_subtitle (self->title, "");
}

static void
page_cb (BwContent *self)
{
  update_title_cb (self);
  gtk_widget_set_visible (self->buttons, shows (self, "conversation"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

static void
show_page (BwContent *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
conversation_cb (BwContent *self)
{
  g_signal_group_set_target (self->conversation_signals, bw_content_get_conversation (self));
  update_title_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONVERSATION]);
}

static void
left_cb (BwContent *self)
{
  bw_conversation_page_show (self->conversation_page, NULL, 0);
  if (shows (self, "conversation"))
    show_page (self, "ready");
  g_signal_emit (self, signals[LEFT], 0);
}

/* Back to what one looked at before the call. */
static void
call_done_cb (BwContent *self)
{
  if (!shows (self, "call"))
    return;
  show_page (self, bw_content_get_conversation (self) ? "conversation" : "ready");
  g_signal_emit (self, signals[LEFT], 0);
}

static void
dialled_cb (BwContent *self, BwCall *call)
{
  g_signal_emit (self, signals[DIALLED], 0, call);
}

static void
notice_cb (BwContent *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
set_phone (BwContent *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  bw_conversation_page_set_phone (self->conversation_page, phone);
  bw_call_page_set_phone (self->call_page, phone);
  g_signal_group_set_target (self->accounts_signals, phone ? bw_phone_get_accounts (phone) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_folded (BwContent *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
bw_content_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwContent *self = BW_CONTENT (object);

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
  case PROP_PAGE:
    g_value_set_string (value, bw_content_get_page (self));
    break;
  case PROP_CONVERSATION:
    g_value_set_object (value, bw_content_get_conversation (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_content_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwContent *self = BW_CONTENT (object);

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
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_content_dispose (GObject *object)
{
  BwContent *self = BW_CONTENT (object);

  g_clear_object (&self->conversation_signals);
  g_clear_object (&self->accounts_signals);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_content_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  object_class->get_property = bw_content_get_property;
  object_class->set_property = bw_content_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, read);
  properties[PROP_CONVERSATION] =
      g_param_spec_object ("conversation", NULL, NULL, BW_TYPE_CONVERSATION, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_CALL_PAGE);
  g_type_ensure (BW_TYPE_CONVERSATION_PAGE);
  g_type_ensure (BW_TYPE_STATUS_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/window/bw-content.ui");
  gtk_widget_class_bind_template_child (widget_class, BwContent, header);
  gtk_widget_class_bind_template_child (widget_class, BwContent, title);
  gtk_widget_class_bind_template_child (widget_class, BwContent, buttons);
  gtk_widget_class_bind_template_child (widget_class, BwContent, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BwContent, strip);
  gtk_widget_class_bind_template_child (widget_class, BwContent, stack);
  gtk_widget_class_bind_template_child (widget_class, BwContent, conversation_page);
  gtk_widget_class_bind_template_child (widget_class, BwContent, call_page);
  gtk_widget_class_bind_template_callback (widget_class, call_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, dialled_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
}

static void
bw_content_class_init (BwContentClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_content_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  signals[DIALLED] = g_signal_new ("dialled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
bw_content_init (BwContent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->menu_button,
                                  bw_conversation_page_get_menu (self->conversation_page));
  self->conversation_signals = g_signal_group_new (BW_TYPE_CONVERSATION);
  g_signal_group_connect_swapped (self->conversation_signals, "notify::peer-name",
                                  G_CALLBACK (update_title_cb), self);
  self->accounts_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->accounts_signals, "items-changed",
                                  G_CALLBACK (update_title_cb), self);
}

const char *
bw_content_get_page (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

BwConversation *
bw_content_get_conversation (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), NULL);

  return bw_conversation_page_get_conversation (self->conversation_page);
}

void
bw_content_show_call (BwContent *self)
{
  g_return_if_fail (BW_IS_CONTENT (self));

  show_page (self, "call");
}

void
bw_content_show_conversation (BwContent *self, BwConversation *conversation, gint64 message_id)
{
  g_return_if_fail (BW_IS_CONTENT (self));
  g_return_if_fail (BW_IS_CONVERSATION (conversation));

  if (message_id != 0 || conversation != bw_content_get_conversation (self))
    bw_conversation_page_show (self->conversation_page, conversation, message_id);
  show_page (self, "conversation");
}

void
bw_content_forget (BwContent *self, BwConversation *conversation)
{
  g_return_if_fail (BW_IS_CONTENT (self));

  if (conversation == bw_content_get_conversation (self))
    left_cb (self);
}

void
bw_content_compose (BwContent *self)
{
  g_return_if_fail (BW_IS_CONTENT (self));

  bw_conversation_page_compose (self->conversation_page);
}

GActionGroup *
bw_content_get_actions (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), NULL);

  return bw_conversation_page_get_actions (self->conversation_page);
}

GtkWidget *
bw_content_get_header (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), NULL);

  return self->header;
}
