/* SPDX-License-Identifier: GPL-3.0-or-later */

/* BwCallRecord and BwMessage: each property notifies once for a new value, never for the same. */

#include "bw-message.h"
#include "bw-store-enums.h"

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
fill (GValue *value, GParamSpec *pspec)
{
  g_value_init (value, pspec->value_type);
  if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, G_GINT64_CONSTANT (1700000000000001));
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, "bob@example.org");
  else if (G_VALUE_HOLDS_ENUM (value))
    g_value_set_enum (value, 1);
  else if (G_VALUE_HOLDS_FLAGS (value))
    g_value_set_flags (value, BW_MESSAGE_REPORTS_DISPLAY);
  else if (G_VALUE_HOLDS_UINT (value))
    g_value_set_uint (value, 486);
  else if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, 6);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, TRUE);
  else
    g_assert_not_reached ();
}

static void
check_property (GType type, GParamSpec *pspec)
{
  GObject *record = g_object_new (type, NULL);
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) seen = G_VALUE_INIT;
  guint notified = 0;

  g_signal_connect (record, "notify", G_CALLBACK (count_cb), &notified);
  fill (&value, pspec);
  g_object_set_property (record, pspec->name, &value);
  g_assert_cmpuint (notified, ==, 1);
  g_object_set_property (record, pspec->name, &value);
  g_assert_cmpuint (notified, ==, 1);
  g_value_init (&seen, pspec->value_type);
  g_object_get_property (record, pspec->name, &seen);
  g_assert_cmpint (g_param_values_cmp (pspec, &value, &seen), ==, 0);
  g_assert_finalize_object (record);
}

static void
check_properties (GType type, guint n_expected)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  g_autofree GParamSpec **specs = NULL;
  guint n_specs;

  specs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_specs);
  g_assert_cmpuint (n_specs, ==, n_expected);
  for (guint i = 0; i < n_specs; i++)
    check_property (type, specs[i]);
}

static void
test_properties (void)
{
  check_properties (BW_TYPE_CALL_RECORD, 13);
  check_properties (BW_TYPE_MESSAGE, 21);
}

/* Pending alone is no reason to ask a person, and neither is the reason alone. */
static void
test_held (void)
{
  g_autoptr (BwMessage) message = bw_message_new ();

  g_assert_false (bw_message_is_held (message));
  g_object_set (message, "state", BW_MESSAGE_STATE_PENDING, "reason", 15, NULL);
  g_assert_false (bw_message_is_held (message));
  g_object_set (message, "reason", BW_MESSAGE_REASON_INTERRUPTED, NULL);
  g_assert_true (bw_message_is_held (message));
  g_object_set (message, "state", BW_MESSAGE_STATE_FAILED, NULL);
  g_assert_false (bw_message_is_held (message));
}

static void
test_defaults (void)
{
  BwCallRecord *record = bw_call_record_new ();

  g_assert_cmpint (bw_call_record_get_id (record), ==, 0);
  g_assert_null (bw_call_record_get_peer_name (record));
  g_assert_cmpint (bw_call_record_get_outcome (record), ==, BW_CALL_OUTCOME_ONGOING);
  g_assert_cmpint (bw_call_record_get_direction (record), ==, BW_DIRECTION_INCOMING);
  g_assert_cmpint (bw_call_record_get_ended (record), ==, 0);
  g_assert_false (bw_call_record_get_seen (record));
  g_assert_finalize_object (record);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/record/properties", test_properties);
  g_test_add_func ("/store/record/held", test_held);
  g_test_add_func ("/store/record/defaults", test_defaults);
  return g_test_run ();
}
