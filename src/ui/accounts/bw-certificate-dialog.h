/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BW_TYPE_CERTIFICATE_DIALOG (bw_certificate_dialog_get_type ())

/**
 * BwCertificateDialog:
 *
 * Shows a certificate that is not trusted (RFC 5280) and lets a person accept it for one account.
 *
 * Signal `trusted` (string): the person accepts the certificate, given as PEM with its chain.
 */
G_DECLARE_FINAL_TYPE (BwCertificateDialog, bw_certificate_dialog, BW, CERTIFICATE_DIALOG, AdwWindow)

/** bw_certificate_dialog_new: @parent: (nullable); @address: the account that it would be trusted
 * for */
BwCertificateDialog *
bw_certificate_dialog_new (GtkWindow *parent, GTlsCertificate *certificate, const char *address);

/** bw_certificate_fingerprint: Returns: (transfer full) (nullable): SHA-256 of the DER form, as
 * colon-separated upper-case hex */
char *bw_certificate_fingerprint (GTlsCertificate *certificate);

G_END_DECLS
