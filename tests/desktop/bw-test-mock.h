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
/** test_mock_new_bare: the same without a template: it has no methods until it is given some */
TestMock *
test_mock_new_bare (GBusType bus, const char *name, const char *path, const char *interface);
/** test_mock_free: ends the service and returns when its name is free */
void test_mock_free (TestMock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestMock, test_mock_free)

guint test_mock_count (TestMock *self, const char *method);
/** test_mock_argument: (transfer full): the @index-th argument of the last call of @method */
GVariant *test_mock_argument (TestMock *self, const char *method, guint index);

/** test_mock_add_method: @code: in Python, which sets `ret`; in the place of one of that name */
void test_mock_add_method (TestMock *self,
                           const char *name,
                           const char *in,
                           const char *out,
                           const char *code);
/** test_mock_add_property: of @interface, which the object needs not have had until now */
void
test_mock_add_property (TestMock *self, const char *interface, const char *name, GVariant *value);
/** test_mock_change: another value of a property, which is told; @path: an object of the service */
void test_mock_change (TestMock *self,
                       const char *path,
                       const char *interface,
                       const char *name,
                       GVariant *value);
/** test_mock_tell: a method of python-dbusmock itself, such as `AddSession` of the template logind
 */
void test_mock_tell (TestMock *self, const char *path, const char *method, GVariant *arguments);

void test_mock_emit (TestMock *self, const char *signal, GVariant *arguments);
void test_mock_hang (TestMock *self);
void test_mock_go_on (TestMock *self);

G_END_DECLS
