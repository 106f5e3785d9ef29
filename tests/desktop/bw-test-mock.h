/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A service of python-dbusmock on the bus of this process: what it was asked is kept, and it can be
 * made to hang.
 */
typedef struct {
  GSubprocess *process;
  GDBusConnection *connection;
  const char *name;
  const char *path;
  const char *interface;
  GPtrArray *calls; /* of GVariant (sav): the method and its arguments */
  guint subscription;
} TestMock;

/**
 * test_mock_new:
 * @bus: G_BUS_TYPE_SESSION or G_BUS_TYPE_SYSTEM of this process
 * @template: of python-dbusmock
 * @parameters: (nullable): of the template, as JSON
 *
 * Returns when the name is owned.
 */
TestMock *test_mock_new (GBusType bus,
                         const char *template,
                         const char *parameters,
                         const char *name,
                         const char *path,
                         const char *interface);
/** test_mock_free: ends the service and returns when its name is free */
void test_mock_free (TestMock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestMock, test_mock_free)

guint test_mock_count (TestMock *self, const char *method);
/** test_mock_argument: (transfer full): the @index-th argument of the last call of @method */
GVariant *test_mock_argument (TestMock *self, const char *method, guint index);

void test_mock_emit (TestMock *self, const char *signal, GVariant *arguments);
void test_mock_hang (TestMock *self);
void test_mock_go_on (TestMock *self);

G_END_DECLS
