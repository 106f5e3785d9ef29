/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A stranger on the session bus, with a connection of its own, in the process of what it talks to:
 * so nothing here blocks.
 */
#define TEST_BUS_PREFIX "io.github.bellwire.Bellwire."

typedef struct {
  GDBusConnection *connection;
  const char *peer;   /* the unique name of who is talked to */
  GPtrArray *signals; /* of GVariant (ssv): path, INTERFACE.NAME, parameters */
  guint subscription;
} TestBus;

/** test_bus_new: @peer: the connection of who is talked to */
TestBus *test_bus_new (GDBusConnection *peer);
void test_bus_free (TestBus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestBus, test_bus_free)

/** test_bus_call: @interface: `Phone1` and the like, or a whole name */
GVariant *test_bus_call (TestBus *self,
                         const char *path,
                         const char *interface,
                         const char *method,
                         GVariant *arguments,
                         GError **error);
GVariant *
test_bus_get (TestBus *self, const char *path, const char *interface, const char *property);
gboolean test_bus_set (TestBus *self,
                       const char *path,
                       const char *interface,
                       const char *property,
                       GVariant *value,
                       GError **error);

/** test_bus_assert_refused: the method fails with TEST_BUS_PREFIX Error.@name, and with a sentence
 */
void test_bus_assert_refused (TestBus *self,
                              const char *path,
                              const char *interface,
                              const char *method,
                              GVariant *arguments,
                              const char *name);
/** test_bus_assert_error: @error: (transfer full): is TEST_BUS_PREFIX Error.@name with a sentence
 */
void test_bus_assert_error (GError *error, const char *name);

/** test_bus_saw: whether PropertiesChanged of @path has told that @property is now @value (printed
 * by g_variant_print()) */
gboolean test_bus_saw (TestBus *self, const char *path, const char *property, const char *value);
/** test_bus_find_signal: (transfer full) (nullable): the parameters of the first such signal */
GVariant *test_bus_find_signal (TestBus *self, const char *path, const char *name);

G_END_DECLS
