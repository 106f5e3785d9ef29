/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What stands between us and the module that knows Evolution Data Server, which is loaded when it
 * is wanted. It hands up text only, so that it shares no code with the program.
 */

/** BwEdsState: whether there are address books to follow. */
typedef enum {
  BW_EDS_READY,
  BW_EDS_ABSENT, /* there is no such service on this desktop */
  BW_EDS_SILENT, /* it does not answer, or has gone: it is asked again */
} BwEdsState;

/** BwEdsListener: called on a thread of the module's own. A person is known by @book and @uid. */
typedef struct {
  /* Somebody new, or changed. */
  void (*kept) (gpointer data, const char *book, const char *uid, const char *vcard);
  void (*removed) (gpointer data, const char *book, const char *uid);
  /* All of a book, which may come back. */
  void (*closed) (gpointer data, const char *book);
  void (*told) (gpointer data, BwEdsState state);
} BwEdsListener;

typedef struct _BwEdsWatch BwEdsWatch;

/** BwEdsModule: what is found under BW_EDS_MODULE_SYMBOL. Neither function waits for anything. */
typedef struct {
  /* @data is freed by @free_data on that thread when nothing will be told any more. */
  BwEdsWatch *(*start) (const BwEdsListener *listener, gpointer data, GDestroyNotify free_data);
  void (*stop) (BwEdsWatch *watch);
} BwEdsModule;

#define BW_EDS_MODULE_SYMBOL "bw_eds_module"

G_END_DECLS
