/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The right side of the window: which page is to be seen there, and what the header bar says of it.
 * Where this side stands, and whether it is to be seen at all, the window decides.
 */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-content.h"

#include "bw-call-page.h"
#include "bw-conversation-page.h"
#include "bw-conversation-title.h"
#include "bw-directory.h"
#include "bw-person-editor.h"
#include "bw-person-page.h"
#include "bw-status-strip.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_PHONE,
  PROP_FOLDED,
  PROP_NOTICE,
  PROP_PAGE,
  PROP_CONVERSATION,
  PROP_PERSON,
  PROP_BARE,
  PROP_VIDEO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum { DIALLED, WRITE, LEFT, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwContent {
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *header;
  AdwWindowTitle *title;
  BwConversationTitle *conversation_title;
  GtkWidget *buttons;
  GtkMenuButton *menu_button;
  GtkWidget *person_buttons;
  GtkMenuButton *person_menu_button;
  GtkWidget *back_button;
  BwStatusStrip *strip;
  GtkStack *stack;
  BwConversationPage *conversation_page;
  BwPersonPage *person_page;
  BwCallPage *call_page;

  /* owned */
  BwPhone *phone;
  GSignalGroup *directory_signals;

  gboolean folded;
  gboolean bare;
  gboolean from_conversation; /* where one was before the person was shown */
  gboolean from_person;       /* where one was before the call was shown */
};

G_DEFINE_FINAL_TYPE (BwContent, bw_content, ADW_TYPE_BIN)

static gboolean
shows (BwContent *self, const char *page)
{
  return g_strcmp0 (bw_content_get_page (self), page) == 0;
}

static const char *
page_title (BwContent *self)
{
  if (shows (self, "call"))
    return C_ ("page title", "Call");

  return shows (self, "person") ? C_ ("page title", "Person") : "";
}

static void
update_title (BwContent *self)
{
  gboolean conversation = shows (self, "conversation") && bw_content_get_conversation (self);

  bw_conversation_title_set_conversation (self->conversation_title,
                                          bw_content_get_conversation (self));
  gtk_widget_set_visible (GTK_WIDGET (self->conversation_title), conversation);
  gtk_widget_set_visible (GTK_WIDGET (self->title), !conversation);
  adw_window_title_set_title (self->title, page_title (self));
}

/* Who is behind the conversation. Returns: (transfer none) (nullable) */
static BwPerson *
find_peer (BwContent *self)
{
  BwConversation *conversation = bw_content_get_conversation (self);

  if (!self->phone || !conversation)
    return NULL;

  return bw_directory_find (bw_phone_get_directory (self->phone),
                            bw_conversation_get_peer (conversation));
}

static void
update_actions_cb (BwContent *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean conversation = shows (self, "conversation") && bw_content_get_conversation (self);
  gboolean known = conversation && find_peer (self);

  gtk_widget_action_set_enabled (widget, "content.show-person", known);
  gtk_widget_action_set_enabled (widget, "content.add-person", conversation && !known);
}

/* Nothing but the picture, or what belongs around a page. */
static void
show_frame (BwContent *self)
{
  gtk_widget_set_visible (self->header, !self->bare);
  gtk_widget_set_visible (GTK_WIDGET (self->strip), self->folded && !self->bare);
}

static void
video_cb (BwContent *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIDEO]);
}

static void
page_cb (BwContent *self)
{
  update_title (self);
  update_actions_cb (self);
  gtk_widget_set_visible (self->buttons, shows (self, "conversation"));
  gtk_widget_set_visible (self->person_buttons, shows (self, "person"));
  gtk_widget_set_visible (self->back_button, self->folded || bw_content_can_go_back (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
  video_cb (self);
}

static void
show_page (BwContent *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
conversation_cb (BwContent *self)
{
  update_title (self);
  update_actions_cb (self);
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

static void
person_cb (BwContent *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSON]);
}

/* The person is gone: back to where one was. */
static void
person_left_cb (BwContent *self)
{
  if (!shows (self, "person") || bw_content_go_back (self))
    return;
  show_page (self, "ready");
  g_signal_emit (self, signals[LEFT], 0);
}

static void
write_cb (BwContent *self, BwConversation *conversation)
{
  g_signal_emit (self, signals[WRITE], 0, conversation);
}

static void
show_conversation_cb (BwContent *self, BwConversation *conversation)
{
  bw_content_show_conversation (self, conversation, 0);
}

static void
show_person (BwContent *self, BwPerson *person, gboolean from_conversation)
{
  self->from_conversation = from_conversation;
  bw_person_page_show (self->person_page, person);
  show_page (self, "person");
}

static void
show_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwContent *self = BW_CONTENT (widget);
  BwPerson *person = find_peer (self);

  if (person)
    show_person (self, person, TRUE);
}

static void
saved_cb (BwContent *self, BwPerson *person)
{
  show_person (self, person, shows (self, "conversation"));
}

static void
add_person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BwConversation *conversation = bw_content_get_conversation (BW_CONTENT (widget));
  g_autofree char *peer_name = bw_display_name_clean (bw_conversation_get_peer_name (conversation));

  bw_content_add_person (BW_CONTENT (widget), peer_name, bw_conversation_get_peer (conversation));
}

/* Back to what one looked at before the call. */
static void
call_done_cb (BwContent *self)
{
  if (!shows (self, "call"))
    return;
  if (self->from_person && bw_person_page_get_person (self->person_page))
    show_page (self, "person");
  else
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
  bw_person_page_set_phone (self->person_page, phone);
  bw_call_page_set_phone (self->call_page, phone);
  g_signal_group_set_target (self->directory_signals,
                             phone ? bw_phone_get_directory (phone) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
set_folded (BwContent *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  show_frame (self);
  gtk_widget_set_visible (self->back_button, folded || bw_content_can_go_back (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
}

static void
set_bare (BwContent *self, gboolean bare)
{
  if (self->bare == bare)
    return;
  self->bare = bare;
  show_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BARE]);
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
  case PROP_PERSON:
    g_value_set_object (value, bw_person_page_get_person (self->person_page));
    break;
  case PROP_BARE:
    g_value_set_boolean (value, self->bare);
    break;
  case PROP_VIDEO:
    g_value_set_boolean (value, bw_content_shows_video (self));
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
  case PROP_BARE:
    set_bare (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_content_dispose (GObject *object)
{
  BwContent *self = BW_CONTENT (object);

  g_clear_object (&self->directory_signals);
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
  properties[PROP_PERSON] = g_param_spec_object ("person", NULL, NULL, BW_TYPE_PERSON, read);
  properties[PROP_BARE] = g_param_spec_boolean ("bare", NULL, NULL, FALSE, flags);
  properties[PROP_VIDEO] = g_param_spec_boolean ("video", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (BW_TYPE_CALL_PAGE);
  g_type_ensure (BW_TYPE_CONVERSATION_PAGE);
  g_type_ensure (BW_TYPE_CONVERSATION_TITLE);
  g_type_ensure (BW_TYPE_PERSON_PAGE);
  g_type_ensure (BW_TYPE_STATUS_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/bellwire/Bellwire/window/bw-content.ui");
  gtk_widget_class_bind_template_child (widget_class, BwContent, header);
  gtk_widget_class_bind_template_child (widget_class, BwContent, title);
  gtk_widget_class_bind_template_child (widget_class, BwContent, conversation_title);
  gtk_widget_class_bind_template_child (widget_class, BwContent, buttons);
  gtk_widget_class_bind_template_child (widget_class, BwContent, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BwContent, person_buttons);
  gtk_widget_class_bind_template_child (widget_class, BwContent, person_menu_button);
  gtk_widget_class_bind_template_child (widget_class, BwContent, back_button);
  gtk_widget_class_bind_template_child (widget_class, BwContent, strip);
  gtk_widget_class_bind_template_child (widget_class, BwContent, stack);
  gtk_widget_class_bind_template_child (widget_class, BwContent, conversation_page);
  gtk_widget_class_bind_template_child (widget_class, BwContent, person_page);
  gtk_widget_class_bind_template_child (widget_class, BwContent, call_page);
  gtk_widget_class_bind_template_callback (widget_class, call_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, dialled_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, notice_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, video_cb);
  gtk_widget_class_bind_template_callback (widget_class, write_cb);
}

static void
bw_content_class_init (BwContentClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_content_dispose;
  install_properties (G_OBJECT_CLASS (klass));

  signals[DIALLED] = g_signal_new ("dialled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, BW_TYPE_CALL);
  signals[WRITE] = g_signal_new ("write", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, BW_TYPE_CONVERSATION);
  signals[LEFT] =
      g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "content.show-person", NULL,
                                   show_person_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "content.add-person", NULL,
                                   add_person_action);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
append_when_enabled (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

/* What can be done with a conversation, below who it is with. */
static GMenuModel *
make_menu (BwContent *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) who = g_menu_new ();

  append_when_enabled (who, _ ("Show _Person"), "content.show-person");
  append_when_enabled (who, _ ("Add to _People…"), "content.add-person");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (who));
  g_menu_append_section (menu, NULL, bw_conversation_page_get_menu (self->conversation_page));

  return G_MENU_MODEL (menu);
}

static void
bw_content_init (BwContent *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  menu = make_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button, menu);
  gtk_menu_button_set_menu_model (self->person_menu_button,
                                  bw_person_page_get_menu (self->person_page));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "person",
                                  bw_person_page_get_actions (self->person_page));
  self->directory_signals = g_signal_group_new (BW_TYPE_DIRECTORY);
  g_signal_group_connect_swapped (self->directory_signals, "changed",
                                  G_CALLBACK (update_actions_cb), self);
  show_frame (self);
  page_cb (self);
}

const char *
bw_content_get_page (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

gboolean
bw_content_shows_video (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), FALSE);

  return shows (self, "call") && bw_call_page_get_video_shown (self->call_page);
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

  if (!shows (self, "call"))
    self->from_person = shows (self, "person");
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
bw_content_show_person (BwContent *self, BwPerson *person)
{
  g_return_if_fail (BW_IS_CONTENT (self));
  g_return_if_fail (BW_IS_PERSON (person));

  show_person (self, person, FALSE);
}

void
bw_content_add_person (BwContent *self, const char *name, const char *address)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  BwPersonEditor *editor;

  g_return_if_fail (BW_IS_CONTENT (self));

  editor =
      bw_person_editor_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->phone, NULL);
  bw_person_editor_fill_peer (editor, name, address);
  g_signal_connect_object (editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

gboolean
bw_content_can_go_back (BwContent *self)
{
  g_return_val_if_fail (BW_IS_CONTENT (self), FALSE);

  return shows (self, "person") && self->from_conversation && bw_content_get_conversation (self);
}

gboolean
bw_content_go_back (BwContent *self)
{
  if (!bw_content_can_go_back (self))
    return FALSE;
  show_page (self, "conversation");

  return TRUE;
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
