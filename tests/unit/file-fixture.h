/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-file-transfer.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define DOCUMENT                                                                                   \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                   \
  "<file xmlns=\"urn:gsma:params:xml:ns:rcs:rcs:fthttp\"><file-info type=\"file\">"                \
  "<file-size>300000</file-size><file-name>a.png</file-name>"                                      \
  "<content-type>image/png</content-type>"                                                         \
  "<data url=\"https://files.example.org/1\" until=\"2030-01-01T00:00:00Z\"/>"                     \
  "</file-info></file>"
#define BIG 300000
#define NAME "Grüße \"von\"\r\nX: hier.png"

/** Fixture: a web server, a file, and the outcome of the latest transfer */
typedef struct {
  SoupServer *server;
  char *base; /* of the server's URLs */
  BwFileTransfer *transfer;
  GBytes *bytes;     /* what is sent and fetched */
  guint n_requests;  /* that came to an end */
  guint n_passwords; /* that came with an Authorization */
  guint hops;        /* that a redirect has still to go */
  char *part_name;   /* of what arrived */
  char *part_file;
  char *part_type;
  GBytes *part;

  gboolean done;
  char *document;
  GBytes *fetched;
  GError *error;
} Fixture;

/** files_listen: a server at self->base; @certificate: (nullable): with TLS where there is one */
void files_listen (Fixture *self, GTlsCertificate *certificate);
void files_set_up (Fixture *self, gconstpointer data);
void files_clear_outcome (Fixture *self);
void files_tear_down (Fixture *self, gconstpointer data);
/** files_uploaded_cb: keeps the outcome in the Fixture that is its data */
void files_uploaded_cb (GObject *source, GAsyncResult *result, gpointer data);
void files_downloaded_cb (GObject *source, GAsyncResult *result, gpointer data);
/** files_wait: the deadline of the test run ends a wait that does not */
void files_wait (Fixture *self);
void files_upload_to (Fixture *self, const char *url, const char *user, const char *password);
/** files_upload: to a path of the server, until it is done */
void files_upload (Fixture *self, const char *path, const char *user, const char *password);
void files_download_from (Fixture *self, const char *url, gint64 max_size);
/** files_download: from a path of the server, until it is done */
void files_download (Fixture *self, const char *path, gint64 max_size);
void files_assert_failed (Fixture *self, BwError code);
/** files_assert_uploaded: the server has got the file as it is, and we its answer */
void files_assert_uploaded (Fixture *self);
void files_assert_fetched (Fixture *self);

G_END_DECLS
