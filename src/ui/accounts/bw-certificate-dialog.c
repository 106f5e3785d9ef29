/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lets a person look at a certificate and accept it; what accepting means is the business of who
 * asked. */

#define G_LOG_DOMAIN "bellwire-ui"

#include "bw-certificate-dialog.h"

#include <glib/gi18n.h>

enum {
  TRUSTED,
  N_SIGNALS,
};

struct _BwCertificateDialog {
  AdwWindow parent_instance;

  GtkLabel *explanation;
  AdwActionRow *subject;
  AdwActionRow *issuer;
  AdwActionRow *validity;
  GtkLabel *fingerprint;

  GTlsCertificate *certificate;
};

G_DEFINE_FINAL_TYPE (BwCertificateDialog, bw_certificate_dialog, ADW_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* The certificate itself, then those that vouch for it, as far as the server sent them. */
static char *
dup_chain_pem (GTlsCertificate *certificate)
{
  GString *chain = g_string_new (NULL);

  for (; certificate; certificate = g_tls_certificate_get_issuer (certificate)) {
    g_autofree char *pem = NULL;

    g_object_get (certificate, "certificate-pem", &pem, NULL);
    g_string_append (chain, pem);
  }

  return g_string_free (chain, FALSE);
}

static void
trust_clicked_cb (BwCertificateDialog *self)
{
  g_autofree char *pem = dup_chain_pem (self->certificate);

  g_signal_emit (self, signals[TRUSTED], 0, pem);
  gtk_window_close (GTK_WINDOW (self));
}

static char *
dup_validity (GTlsCertificate *certificate)
{
  g_autoptr (GDateTime) from = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) until = g_tls_certificate_get_not_valid_after (certificate);
  g_autofree char *from_text = from ? g_date_time_format (from, "%x") : NULL;
  g_autofree char *until_text = until ? g_date_time_format (until, "%x") : NULL;

  if (!from_text || !until_text)
    return g_strdup (_ ("Unknown"));

  /* Translators: two dates, the first and the last day on which a certificate is valid */
  return g_strdup_printf (_ ("%s to %s"), from_text, until_text);
}

static void
show (BwCertificateDialog *self, const char *address)
{
  g_autofree char *subject = g_tls_certificate_get_subject_name (self->certificate);
  g_autofree char *issuer = g_tls_certificate_get_issuer_name (self->certificate);
  g_autofree char *validity = dup_validity (self->certificate);
  g_autofree char *fingerprint = bw_certificate_fingerprint (self->certificate);
  g_autofree char *explanation =
      g_strdup_printf (_ ("The server of %s shows this certificate, and nobody whom this computer "
                          "trusts vouches for "
                          "it. Compare the fingerprint with what the operator of the server tells "
                          "you. If it differs, "
                          "somebody else may be listening."),
                       address);

  gtk_label_set_label (self->explanation, explanation);
  adw_action_row_set_subtitle (self->subject, subject ? subject : _ ("Unknown"));
  adw_action_row_set_subtitle (self->issuer, issuer ? issuer : _ ("Unknown"));
  adw_action_row_set_subtitle (self->validity, validity);
  gtk_label_set_label (self->fingerprint, fingerprint ? fingerprint : _ ("Unknown"));
}

static void
bw_certificate_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BW_TYPE_CERTIFICATE_DIALOG);
  g_clear_object (&BW_CERTIFICATE_DIALOG (object)->certificate);

  G_OBJECT_CLASS (bw_certificate_dialog_parent_class)->dispose (object);
}

static void
bw_certificate_dialog_class_init (BwCertificateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bw_certificate_dialog_dispose;

  signals[TRUSTED] = g_signal_new ("trusted", BW_TYPE_CERTIFICATE_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/bellwire/Bellwire/accounts/bw-certificate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BwCertificateDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, BwCertificateDialog, subject);
  gtk_widget_class_bind_template_child (widget_class, BwCertificateDialog, issuer);
  gtk_widget_class_bind_template_child (widget_class, BwCertificateDialog, validity);
  gtk_widget_class_bind_template_child (widget_class, BwCertificateDialog, fingerprint);
  gtk_widget_class_bind_template_callback (widget_class, trust_clicked_cb);
}

static void
bw_certificate_dialog_init (BwCertificateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

BwCertificateDialog *
bw_certificate_dialog_new (GtkWindow *parent, GTlsCertificate *certificate, const char *address)
{
  BwCertificateDialog *self;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  self = g_object_new (BW_TYPE_CERTIFICATE_DIALOG, "transient-for", parent, NULL);
  self->certificate = g_object_ref (certificate);
  show (self, address);

  return self;
}

char *
bw_certificate_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  g_autofree char *digest = NULL;
  GString *text;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  if (!der)
    return NULL;

  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  text = g_string_new (NULL);
  for (const char *c = digest; *c; c += 2)
    g_string_append_printf (text, "%s%c%c", text->len ? ":" : "", g_ascii_toupper (c[0]),
                            g_ascii_toupper (c[1]));

  return g_string_free (text, FALSE);
}
