/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the first run; the work of signing in is BwSignIn's. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-welcome-page.h"

#include "bw-sign-in.h"

enum {
  PROP_0,
  PROP_PHONE,
  PROP_PENDING,
  N_PROPS,
};

struct _BwWelcomePage {
  AdwBin parent_instance;

  BwAccountForm *form;
  GtkWidget *sign_in_button;
  BwSignIn *sign_in;

  BwPhone *phone;
};

G_DEFINE_FINAL_TYPE (BwWelcomePage, bw_welcome_page, ADW_TYPE_BIN)

static GParamSpec *properties[N_PROPS];

static gboolean
is_busy (BwWelcomePage *self)
{
  gboolean busy;

  g_object_get (self->sign_in, "busy", &busy, NULL);

  return busy;
}

/* While the server is asked, what is typed stays as it was sent. */
static void
update_cb (BwWelcomePage *self)
{
  gboolean busy = is_busy (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_visible (self->sign_in_button, !busy);
  gtk_widget_set_sensitive (self->sign_in_button, bw_account_form_get_complete (self->form));
}

static void
account_cb (BwWelcomePage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
done_cb (BwWelcomePage *self)
{
  bw_sign_in_set_account (self->sign_in, NULL);
  bw_account_form_clear (self->form);
}

static gboolean
bw_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BW_WELCOME_PAGE (widget)->form));
}

static void
bw_welcome_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BwWelcomePage *self = BW_WELCOME_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    g_value_set_object (value, self->phone);
    break;
  case PROP_PENDING:
    g_value_set_boolean (value, bw_welcome_page_get_pending (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_welcome_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BwWelcomePage *self = BW_WELCOME_PAGE (object);

  switch (id) {
  case PROP_PHONE:
    if (g_set_object (&self->phone, g_value_get_object (value)))
      g_object_notify_by_pspec (object, pspec);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bw_welcome_page_dispose (GObject *object)
{
  BwWelcomePage *self = BW_WELCOME_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_WELCOME_PAGE);
  g_clear_object (&self->phone);

  G_OBJECT_CLASS (bw_welcome_page_parent_class)->dispose (object);
}

static void
bw_welcome_page_class_init (BwWelcomePageClass *klass)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bw_welcome_page_dispose;
  object_class->get_property = bw_welcome_page_get_property;
  object_class->set_property = bw_welcome_page_set_property;
  widget_class->grab_focus = bw_welcome_page_grab_focus;

  properties[PROP_PHONE] =
      g_param_spec_object ("phone", NULL, NULL, BW_TYPE_PHONE, readable | G_PARAM_WRITABLE);
  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (BW_TYPE_ACCOUNT_FORM);
  g_type_ensure (BW_TYPE_SIGN_IN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/accounts/bw-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BwWelcomePage, form);
  gtk_widget_class_bind_template_child (widget_class, BwWelcomePage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, BwWelcomePage, sign_in);
  gtk_widget_class_bind_template_callback (widget_class, bw_sign_in_apply);
  gtk_widget_class_bind_template_callback (widget_class, bw_sign_in_keep);
  gtk_widget_class_bind_template_callback (widget_class, bw_sign_in_give_up);
  gtk_widget_class_bind_template_callback (widget_class, account_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
bw_welcome_page_init (BwWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->form, "notify::complete", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

gboolean
bw_welcome_page_get_pending (BwWelcomePage *self)
{
  g_autoptr (BwAccount) account = NULL;

  g_return_val_if_fail (BW_IS_WELCOME_PAGE (self), FALSE);

  g_object_get (self->sign_in, "account", &account, NULL);

  return account != NULL;
}
