/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BwContentKind:
 * @BW_CONTENT_TEXT: there is something to read in `text`
 * @BW_CONTENT_FILE: bytes to look at or to save: `bytes`, or `url` where they are to be fetched
 * @BW_CONTENT_REPORT: an IMDN (RFC 5438): `report_*`; not a message of its own
 * @BW_CONTENT_COMPOSING: an isComposing document (RFC 3994): `composing`, `refresh`; not a message
 */
typedef enum {
  BW_CONTENT_TEXT,
  BW_CONTENT_FILE,
  BW_CONTENT_REPORT,
  BW_CONTENT_COMPOSING,
} BwContentKind;

/** BwReportStatus: what an IMDN says of a message: the notifications of RFC 5438, 7 */
typedef enum {
  BW_REPORT_DELIVERED,
  BW_REPORT_DISPLAYED,
  BW_REPORT_FAILED, /* not delivered */
  BW_REPORT_OTHER, /* processed, stored; forbidden and error speak of the report, not of the message
                    */
} BwReportStatus;

/**
 * BwMessageContent:
 *
 * What the body of a MESSAGE turned out to be. Strings are valid UTF-8 without NUL, otherwise as
 * they came: untrusted text.
 */
typedef struct {
  BwContentKind kind;
  char *content_type;      /* lower case type/subtype of what was found inside of all wrapping */
  char *text;              /* (nullable) what a person reads; line ends are \n */
  GBytes *bytes;           /* (nullable) the bytes of a file, decoded; of a text that lost something
                            * when it was made readable (HTML, unknown charset), as they came */
  char *file_name;         /* (nullable) one name without folders or control characters */
  char *url;               /* (nullable) http or https */
  gint64 size;             /* of bytes, or as the link says */
  char *message_id;        /* (nullable) imdn.Message-ID of the message itself (CPIM) */
  gboolean wants_delivery; /* imdn.Disposition-Notification: positive-delivery */
  gboolean wants_display;  /* imdn.Disposition-Notification: display */
  char *from;              /* (nullable) the CPIM From, as it came */
  gint64 date;             /* CPIM DateTime, Unix microseconds, 0 for none */
  char *report_id;         /* REPORT: the Message-ID that it is about */
  BwReportStatus report;   /* REPORT */
  gboolean composing;      /* COMPOSING: active, else idle */
  guint refresh; /* COMPOSING: seconds until it is to be taken for idle; 0 where not said */
} BwMessageContent;

/**
 * bw_message_content_read:
 * @content_type: (nullable): the header's value with its parameters; NULL is text/plain (RFC 3261,
 * 20.15 asks for one; what comes without is read as text where it is)
 * @encoding: (nullable): Content-Encoding or Content-Transfer-Encoding of the SIP message
 * @disposition: (nullable): Content-Disposition, for a file name
 * @body: the bytes as they came
 *
 * Total: whatever comes, the answer is something that can be shown or saved, nothing is thrown
 * away, and no input takes more than a few times its own size of memory. Text in any charset that
 * iconv knows (a broken one is made readable), text/html as its text, message/cpim unwrapped (RFC
 * 3862; five deep at most), multipart/mixed and /alternative by their best part (the text, else the
 * first file; the whole is kept as bytes), application/vnd.gsma.rcs-ft-http+xml as a link,
 * message/external-body with a URL too, gzip and deflate, base64 and quoted-printable undone.
 *
 * Returns: (transfer full): never NULL
 */
BwMessageContent *bw_message_content_read (const char *content_type,
                                           const char *encoding,
                                           const char *disposition,
                                           GBytes *body);
void bw_message_content_free (BwMessageContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BwMessageContent, bw_message_content_free)

/** bw_html_to_text: Returns: (transfer full): what a reader would see of it: no markup, no scripts,
 * entities resolved, blocks and <br> on lines of their own, links followed by their address in
 * parentheses where it differs from their text */
char *bw_html_to_text (const char *html);

/**
 * bw_cpim_write:
 * @message_id: (nullable)
 * @delivery: asks for a report of delivery
 * @display: asks for a report of display
 *
 * Returns: (transfer full): a message/cpim body (RFC 3862) around one part, with the headers of RFC
 * 5438 where there is a @message_id
 */
GBytes *bw_cpim_write (const char *from_uri,
                       const char *to_uri,
                       gint64 date,
                       const char *message_id,
                       gboolean delivery,
                       gboolean display,
                       const char *content_type,
                       GBytes *body);

/** bw_imdn_write: Returns: (transfer full): a message/imdn+xml document (RFC 5438, 7) for a message
 * that came in */
char *bw_imdn_write (const char *message_id,
                     const char *recipient_uri,
                     gint64 message_date,
                     BwReportStatus status);

/** bw_composing_write: Returns: (transfer full): an application/im-iscomposing+xml document (RFC
 * 3994) */
char *bw_composing_write (gboolean active, guint refresh_seconds);

/**
 * bw_file_link_write:
 *
 * Returns: (transfer full): an application/vnd.gsma.rcs-ft-http+xml document, as the file-transfer
 * servers of Linphone and RCS (GSMA RCC.07) answer it
 */
char *
bw_file_link_write (const char *file_name, const char *content_type, gint64 size, const char *url);

/** bw_content_type_guess: Returns: (transfer full): the lower case type/subtype for the bytes
 * of a file, by its name and its beginning */
char *bw_content_type_guess (const char *file_name, GBytes *bytes);

G_END_DECLS
