/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** TestAnswer: what a portal says to a question. */
typedef enum {
  TEST_ANSWER_YES,
  TEST_ANSWER_CANCELLED, /* by the person */
  TEST_ANSWER_FAILED,
  TEST_ANSWER_NONSENSE, /* a Response of other types */
  TEST_ANSWER_NONE,     /* the person is still thinking */
} TestAnswer;

/**
 * TestPortal:
 *
 * The desktop's portal, on a connection of its own in this process, so that nothing here blocks. It
 * answers as the fields say, which a test may change.
 */
typedef struct {
  GDBusConnection *connection;
  guint owner;
  guint object;
  TestAnswer create, select, start, camera;
  GVariant *created;  /* (nullable): the results of CreateSession in the place of a session */
  GVariant *started;  /* the results of Start */
  guint source_types; /* the property of that name; 0: there is no ScreenCast at all */
  guint cursor_modes; /* the property of that name */
  int fd;             /* handed out, a copy each time; -1: none comes along */
  char *session;      /* (nullable): that was made last */
  char *parent;       /* (nullable): the window that Start was told */
  GVariant *options;  /* (nullable): of the last SelectSources */
  gint closed;        /* atomic: sessions that were closed by who asked */
  gint taken_back;    /* atomic: requests that were closed */
  guint asked;        /* calls of Start and AccessCamera */
} TestPortal;

TestPortal *test_portal_new (void);
/** test_portal_die: lets go of the name, as a process does that ends */
void test_portal_die (TestPortal *self);
void test_portal_free (TestPortal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPortal, test_portal_free)

/** test_portal_show: Start answers with one stream; @type: 1 a screen, 2 a window */
void test_portal_show (TestPortal *self, guint32 node, guint type);
/** test_portal_close_session: as the desktop's own Stop does */
void test_portal_close_session (TestPortal *self);

G_END_DECLS
