/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns what strangers on the bus say into values of the core, and refuses the rest by name. Pure.
 */

#define G_LOG_DOMAIN "bellwire-desktop"

#include "bw-dbus-arguments.h"

#include "bw-core-enums.h"
#include "bw-dbus-error.h"

#include <glib/gi18n-lib.h>

/* Each key is the property of BwAccountSettings with the same name, but the password, which is no
 * setting. */
static const struct {
  const char *key;
  const char *type;
} known_keys[] = {
  { "address", "s" },          { "password", "s" },         { "display-name", "s" },
  { "auth-user", "s" },        { "server", "s" },           { "register", "b" },
  { "expires", "u" },          { "media-encryption", "s" }, { "require-encryption", "b" },
  { "mailbox", "s" },          { "stun-server", "s" },      { "ice", "b" },
  { "presence-publish", "b" }, { "file-server", "s" },      { "resource-list", "s" },
  { "pick-up-code", "s" },     { "watch-dialogs", "b" },    { "door-digits", "s" },
};

static gboolean
check_key (const char *key, GVariant *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_keys); i++) {
    if (!g_str_equal (key, known_keys[i].key))
      continue;
    if (g_str_equal (g_variant_get_type_string (value), known_keys[i].type))
      return TRUE;
    g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT,
                 _ ("The value of “%s” must be of the type %s, not %s."), key, known_keys[i].type,
                 g_variant_get_type_string (value));
    return FALSE;
  }

  g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT,
               _ ("An account has no setting of the name “%s”."), key);

  return FALSE;
}

static gboolean
refuse_value (const char *key, GError **error)
{
  g_set_error (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT,
               _ ("The value of “%s” is not one that it can have."), key);

  return FALSE;
}

/* An enumeration comes by name, an empty text means none. */
static gboolean
convert (GParamSpec *pspec, GVariant *from, GValue *to)
{
  g_value_init (to, pspec->value_type);

  if (G_VALUE_HOLDS_ENUM (to)) {
    g_autoptr (GTypeClass) klass = g_type_class_ref (pspec->value_type);
    GEnumValue *value =
        g_enum_get_value_by_nick ((GEnumClass *) klass, g_variant_get_string (from, NULL));

    g_value_set_enum (to, value ? value->value : 0);
    return value != NULL;
  }

  if (G_VALUE_HOLDS_STRING (to)) {
    const char *text = g_variant_get_string (from, NULL);

    g_value_set_string (to, *text ? text : NULL);
  } else if (G_VALUE_HOLDS_BOOLEAN (to)) {
    g_value_set_boolean (to, g_variant_get_boolean (from));
  } else {
    g_value_set_uint (to, g_variant_get_uint32 (from));
  }

  /* A value that had to be bent into the range was not in it. */
  return !g_param_value_validate (pspec, to);
}

static gboolean
apply (BwAccountSettings *settings, const char *key, GVariant *from, GError **error)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (settings), key);
  g_auto (GValue) value = G_VALUE_INIT;

  if (!convert (pspec, from, &value))
    return refuse_value (key, error);

  g_object_set_property (G_OBJECT (settings), key, &value);

  return TRUE;
}

BwAccountSettings *
bw_dbus_parse_account (GVariant *arguments, char **password, GError **error)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autofree char *secret = NULL;
  GVariantIter iter;
  const char *key;
  g_autoptr (GVariant) value = NULL;

  g_variant_iter_init (&iter, arguments);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value)) {
    if (!check_key (key, value, error))
      return NULL;
    if (g_str_equal (key, "password")) {
      g_free (secret);
      secret = g_variant_dup_string (value, NULL);
    } else if (!apply (settings, key, value, error)) {
      return NULL;
    }
  }

  if (!bw_account_settings_get_address (settings)) {
    g_set_error_literal (error, BW_DBUS_ERROR, BW_DBUS_ERROR_ARGUMENT,
                         _ ("An account needs an “address”, such as alice@example.org."));
    return NULL;
  }

  *password = g_steal_pointer (&secret);

  return g_steal_pointer (&settings);
}

const char *
bw_dbus_nick (GType type, int value)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GEnumValue *found = g_enum_get_value ((GEnumClass *) klass, value);

  return found ? found->value_nick : "";
}
