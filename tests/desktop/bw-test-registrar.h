/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A registrar on a UDP port of the loopback that takes every REGISTER as it comes, or answers all
 * of them with an error.
 */
typedef struct {
  GSocket *socket;
  GSource *source;
  guint port;
  guint code; /* what it answers: 200 at first */
  guint requests;
} TestRegistrar;

TestRegistrar *test_registrar_new (void);
void test_registrar_free (TestRegistrar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestRegistrar, test_registrar_free)

G_END_DECLS
