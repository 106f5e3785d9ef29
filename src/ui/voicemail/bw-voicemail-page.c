/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of mailboxes. What is in one is shown by its card. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-voicemail-page.h"

#include "bw-mailbox-card.h"
#include "bw-mailboxes.h"

enum { PROP_0, PROP_PHONE, PROP_ANY, PROP_N_NEW, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { DIALLED, N_SIGNALS };

static guint signals[N_SIGNALS];

struct _BwVoicemailPage {
  AdwBin parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkListBox *list;

  /* owned */
  BwPhone *phone;
  BwMailboxes *mailboxes;
};

G_DEFINE_FINAL_TYPE (BwVoicemailPage, bw_voicemail_page, ADW_TYPE_BIN)

static void
dialled_cb (BwVoicemailPage *self, BwCall *call)
{
  g_signal_emit (self, signals[DIALLED], 0, call);
}

static GtkWidget *
make_row_cb (gpointer item, gpointer data)
{
  BwVoicemailPage *self = data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *card = bw_mailbox_card_new (self->phone, item);

  g_signal_connect_object (card, "dialled", G_CALLBACK (dialled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), card);

  return row;
}

static void
any_cb (BwVoicemailPage *self)
{
  gboolean any = bw_mailboxes_get_any (self->mailboxes);

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANY]);
}

static void
n_new_cb (BwVoicemailPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEW]);
}

static void
set_phone (BwVoicemailPage *self, BwPhone *phone)
{
  if (!g_set_object (&self->phone, phone))
    return;
  bw_mailboxes_set_phone (self->mailboxes, phone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHONE]);
}

static void
bw_voicemail_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwVoicemailPage *self = BW_VOICEMAIL_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_ANY:
    g_value_set_boolean (value, bw_mailboxes_get_any (self->mailboxes));
    break;
  case PROP_N_NEW:
    g_value_set_uint (value, bw_mailboxes_get_n_new (self->mailboxes));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_voicemail_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id) {
  case PROP_PHONE:
    set_phone (BW_VOICEMAIL_PAGE (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_voicemail_page_dispose (GObject *object)
{
  BwVoicemailPage *self = BW_VOICEMAIL_PAGE (object);

  if (self->list)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_voicemail_page_parent_class)->dispose (object);
}

static void
bw_voicemail_page_finalize (GObject *object)
{
  g_clear_object (&BW_VOICEMAIL_PAGE (object)->mailboxes);

  G_OBJECT_CLASS (bw_voicemail_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = flags & ~(guint) G_PARAM_WRITABLE;

  object_class->get_property = bw_voicemail_page_get_property;
  object_class->set_property = bw_voicemail_page_set_property;

  properties[PROP_PHONE] = g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, flags);
  properties[PROP_ANY] = g_param_spec_boolean ("any", NULL, NULL, FALSE, read);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_voicemail_page_class_init (BwVoicemailPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_voicemail_page_dispose;
  object_class->finalize = bw_voicemail_page_finalize;
  install_properties (object_class);

  signals[DIALLED] = g_signal_new ("dialled", BW_TYPE_VOICEMAIL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, BW_TYPE_CALL);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/voicemail/bw-voicemail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwVoicemailPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BwVoicemailPage, list);
}

static void
bw_voicemail_page_init (BwVoicemailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->mailboxes = bw_mailboxes_new ();
  g_signal_connect_object (self->mailboxes, "notify::any", G_CALLBACK (any_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->mailboxes, "notify::n-new", G_CALLBACK (n_new_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->mailboxes), make_row_cb, self, NULL);
}
