/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of an account as a plain value: properties, what is valid, how they are kept. Knows
 * no engine and no password. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-account-settings.h"

#include "bw-core-enums.h"

#define DEFAULT_EXPIRES 600

enum {
  PROP_0,
  PROP_ID,
  PROP_ADDRESS,
  PROP_DISPLAY_NAME,
  PROP_AUTH_USER,
  PROP_SERVER,
  PROP_TRANSPORT,
  PROP_REGISTER,
  PROP_EXPIRES,
  PROP_MEDIA_ENCRYPTION,
  PROP_REQUIRE_ENCRYPTION,
  PROP_DTMF_METHOD,
  PROP_MAILBOX,
  PROP_STUN_SERVER,
  PROP_ICE,
  PROP_PRESENCE_PUBLISH,
  PROP_RESOURCE_LIST,
  PROP_PICK_UP_CODE,
  PROP_WATCH_DIALOGS,
  PROP_FILE_SERVER,
  PROP_DOOR_DIGITS,
  PROP_ENABLED,
  PROP_TRUSTED_CERTIFICATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

struct _BwAccountSettings {
  GObject parent_instance;

  GValue values[N_PROPS]; /* by property */
};

G_DEFINE_FINAL_TYPE (BwAccountSettings, bw_account_settings, G_TYPE_OBJECT)

static gboolean
is_kept (GParamSpec *pspec)
{
  return pspec != properties[PROP_ID];
}

/* White space around what was typed or pasted never matters, and nothing typed is nothing set. */
static char *
tidy (const char *text)
{
  g_autofree char *copy = g_strdup (text ? text : "");

  g_strstrip (copy);

  return *copy ? g_steal_pointer (&copy) : NULL;
}

static void
save_value (GKeyFile *file, const char *group, GParamSpec *pspec, const GValue *value)
{
  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_key_file_set_string (file, group, pspec->name, g_value_get_string (value));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_key_file_set_boolean (file, group, pspec->name, g_value_get_boolean (value));
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    g_key_file_set_uint64 (file, group, pspec->name, g_value_get_uint (value));
  else
    g_key_file_set_string (
        file, group, pspec->name,
        g_enum_get_value (G_PARAM_SPEC_ENUM (pspec)->enum_class, g_value_get_enum (value))
            ->value_nick);
}

static gboolean
load_enum (const char *nick, GParamSpec *pspec, GValue *value)
{
  GEnumValue *found =
      nick ? g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (pspec)->enum_class, nick) : NULL;

  if (found)
    g_value_set_enum (value, found->value);

  return found != NULL;
}

/* Returns: FALSE where the file has no usable value. */
static gboolean
load_value (GKeyFile *file, const char *group, GParamSpec *pspec, GValue *value)
{
  g_autoptr (GError) error = NULL;

  if (G_IS_PARAM_SPEC_BOOLEAN (pspec)) {
    g_value_set_boolean (value, g_key_file_get_boolean (file, group, pspec->name, &error));
  } else if (G_IS_PARAM_SPEC_UINT (pspec)) {
    guint64 number = g_key_file_get_uint64 (file, group, pspec->name, &error);

    if (!error && (number < BW_ACCOUNT_MIN_EXPIRES || number > BW_ACCOUNT_MAX_EXPIRES))
      return FALSE;

    g_value_set_uint (value, (guint) number);
  } else {
    g_autofree char *text = g_key_file_get_string (file, group, pspec->name, &error);

    if (G_IS_PARAM_SPEC_ENUM (pspec))
      return load_enum (text, pspec, value);

    g_value_set_string (value, text);
  }

  return !error;
}

static void
load_property (BwAccountSettings *self, GKeyFile *file, const char *group, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  if (load_value (file, group, pspec, &value))
    g_object_set_property (G_OBJECT (self), pspec->name, &value);
}

static void
bw_account_settings_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_copy (&BW_ACCOUNT_SETTINGS (object)->values[prop_id], value);
}

static void
bw_account_settings_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  BwAccountSettings *self = BW_ACCOUNT_SETTINGS (object);
  g_auto (GValue) tidied = G_VALUE_INIT;

  g_value_init (&tidied, pspec->value_type);
  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_value_take_string (&tidied, tidy (g_value_get_string (value)));
  else
    g_value_copy (value, &tidied);

  if (g_param_values_cmp (pspec, &self->values[prop_id], &tidied) == 0)
    return;

  g_value_copy (&tidied, &self->values[prop_id]);
  g_object_notify_by_pspec (object, pspec);
}

static void
bw_account_settings_constructed (GObject *object)
{
  GValue *id = &BW_ACCOUNT_SETTINGS (object)->values[PROP_ID];

  if (!g_value_get_string (id))
    g_value_take_string (id, g_uuid_string_random ());

  G_OBJECT_CLASS (bw_account_settings_parent_class)->constructed (object);
}

static void
bw_account_settings_finalize (GObject *object)
{
  BwAccountSettings *self = BW_ACCOUNT_SETTINGS (object);

  for (guint i = 1; i < N_PROPS; i++)
    g_value_unset (&self->values[i]);

  G_OBJECT_CLASS (bw_account_settings_parent_class)->finalize (object);
}

static GParamSpec *
string_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static GParamSpec *
boolean_property (const char *name, gboolean initial)
{
  return g_param_spec_boolean (name, NULL, NULL, initial,
                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                   G_PARAM_EXPLICIT_NOTIFY);
}

static GParamSpec *
enum_property (const char *name, GType type, int initial)
{
  return g_param_spec_enum (name, NULL, NULL, type, initial,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
}

static void
bw_account_settings_class_init (BwAccountSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bw_account_settings_get_property;
  object_class->set_property = bw_account_settings_set_property;
  object_class->constructed = bw_account_settings_constructed;
  object_class->finalize = bw_account_settings_finalize;

  properties[PROP_ID] = g_param_spec_string (
      "id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ADDRESS] = string_property ("address");
  properties[PROP_DISPLAY_NAME] = string_property ("display-name");
  properties[PROP_AUTH_USER] = string_property ("auth-user");
  properties[PROP_SERVER] = string_property ("server");
  properties[PROP_TRANSPORT] =
      enum_property ("transport", BW_TYPE_TRANSPORT, BW_TRANSPORT_AUTOMATIC);
  properties[PROP_REGISTER] = boolean_property ("register", TRUE);
  properties[PROP_EXPIRES] =
      g_param_spec_uint ("expires", NULL, NULL, 0, G_MAXUINT, DEFAULT_EXPIRES,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MEDIA_ENCRYPTION] =
      enum_property ("media-encryption", BW_TYPE_ENCRYPTION, BW_ENCRYPTION_NONE);
  properties[PROP_REQUIRE_ENCRYPTION] = boolean_property ("require-encryption", FALSE);
  properties[PROP_DTMF_METHOD] =
      enum_property ("dtmf-method", BW_TYPE_DTMF_METHOD, BW_DTMF_METHOD_RTP);
  properties[PROP_MAILBOX] = string_property ("mailbox");
  properties[PROP_STUN_SERVER] = string_property ("stun-server");
  properties[PROP_ICE] = boolean_property ("ice", FALSE);
  properties[PROP_PRESENCE_PUBLISH] = boolean_property ("presence-publish", TRUE);
  properties[PROP_RESOURCE_LIST] = string_property ("resource-list");
  properties[PROP_PICK_UP_CODE] = string_property ("pick-up-code");
  properties[PROP_WATCH_DIALOGS] = boolean_property ("watch-dialogs", TRUE);
  properties[PROP_FILE_SERVER] = string_property ("file-server");
  properties[PROP_DOOR_DIGITS] = string_property ("door-digits");
  properties[PROP_ENABLED] = boolean_property ("enabled", TRUE);
  properties[PROP_TRUSTED_CERTIFICATE] = string_property ("trusted-certificate");

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bw_account_settings_init (BwAccountSettings *self)
{
  for (guint i = 1; i < N_PROPS; i++) {
    g_value_init (&self->values[i], properties[i]->value_type);
    g_param_value_set_default (properties[i], &self->values[i]);
  }
}

BwAccountSettings *
bw_account_settings_new (void)
{
  return g_object_new (BW_TYPE_ACCOUNT_SETTINGS, NULL);
}

BwAccountSettings *
bw_account_settings_copy (BwAccountSettings *self)
{
  BwAccountSettings *copy;

  g_return_val_if_fail (BW_IS_ACCOUNT_SETTINGS (self), NULL);

  copy = g_object_new (BW_TYPE_ACCOUNT_SETTINGS, NULL);
  for (guint i = 1; i < N_PROPS; i++)
    g_value_copy (&self->values[i], &copy->values[i]);

  return copy;
}

void
bw_account_settings_save (BwAccountSettings *self, GKeyFile *file)
{
  const char *id;

  g_return_if_fail (BW_IS_ACCOUNT_SETTINGS (self));

  id = bw_account_settings_get_id (self);
  for (guint i = 1; i < N_PROPS; i++) {
    if (!is_kept (properties[i]))
      continue;

    if (g_param_value_defaults (properties[i], &self->values[i]))
      g_key_file_remove_key (file, id, properties[i]->name, NULL);
    else
      save_value (file, id, properties[i], &self->values[i]);
  }
}

BwAccountSettings *
bw_account_settings_load (GKeyFile *file, const char *id)
{
  BwAccountSettings *self = g_object_new (BW_TYPE_ACCOUNT_SETTINGS, "id", id, NULL);

  for (guint i = 1; i < N_PROPS; i++)
    if (is_kept (properties[i]))
      load_property (self, file, id, properties[i]);

  return self;
}

const char *
bw_account_settings_get_id (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_ID]);
}

const char *
bw_account_settings_get_address (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_ADDRESS]);
}

const char *
bw_account_settings_get_display_name (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_DISPLAY_NAME]);
}

const char *
bw_account_settings_get_server (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_SERVER]);
}

BwTransport
bw_account_settings_get_transport (BwAccountSettings *self)
{
  return (BwTransport) g_value_get_enum (&self->values[PROP_TRANSPORT]);
}

gboolean
bw_account_settings_get_register (BwAccountSettings *self)
{
  return g_value_get_boolean (&self->values[PROP_REGISTER]);
}

guint
bw_account_settings_get_expires (BwAccountSettings *self)
{
  return g_value_get_uint (&self->values[PROP_EXPIRES]);
}

BwEncryption
bw_account_settings_get_media_encryption (BwAccountSettings *self)
{
  return (BwEncryption) g_value_get_enum (&self->values[PROP_MEDIA_ENCRYPTION]);
}

gboolean
bw_account_settings_get_require_encryption (BwAccountSettings *self)
{
  return g_value_get_boolean (&self->values[PROP_REQUIRE_ENCRYPTION]);
}

BwDtmfMethod
bw_account_settings_get_dtmf_method (BwAccountSettings *self)
{
  return (BwDtmfMethod) g_value_get_enum (&self->values[PROP_DTMF_METHOD]);
}

const char *
bw_account_settings_get_mailbox (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_MAILBOX]);
}

const char *
bw_account_settings_get_stun_server (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_STUN_SERVER]);
}

gboolean
bw_account_settings_get_ice (BwAccountSettings *self)
{
  return g_value_get_boolean (&self->values[PROP_ICE]);
}

gboolean
bw_account_settings_get_presence_publish (BwAccountSettings *self)
{
  return g_value_get_boolean (&self->values[PROP_PRESENCE_PUBLISH]);
}

const char *
bw_account_settings_get_resource_list (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_RESOURCE_LIST]);
}

const char *
bw_account_settings_get_pick_up_code (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_PICK_UP_CODE]);
}

gboolean
bw_account_settings_get_watch_dialogs (BwAccountSettings *self)
{
  return g_value_get_boolean (&self->values[PROP_WATCH_DIALOGS]);
}

const char *
bw_account_settings_get_file_server (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_FILE_SERVER]);
}

const char *
bw_account_settings_get_door_digits (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_DOOR_DIGITS]);
}

gboolean
bw_account_settings_get_enabled (BwAccountSettings *self)
{
  return g_value_get_boolean (&self->values[PROP_ENABLED]);
}

const char *
bw_account_settings_get_trusted_certificate (BwAccountSettings *self)
{
  return g_value_get_string (&self->values[PROP_TRUSTED_CERTIFICATE]);
}
