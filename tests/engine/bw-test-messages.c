/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the phones of the tests write to each other, and what others send to them. */

#define G_LOG_DOMAIN "bellwire-test"

#include "bw-test-messages.h"

#include "bw-store-enums.h"
#include "bw-timeline.h"

#include <stdarg.h>
#include <string.h>

static const char *
state_nick (BwMessageState state)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (BW_TYPE_MESSAGE_STATE);

  return g_enum_get_value (class, state)->value_nick;
}

static void
received_cb (TestInbox *self, BwConversation *conversation, BwMessage *message)
{
  g_assert_cmpint (bw_message_get_conversation (message), ==,
                   bw_conversation_get_id (conversation));
  g_ptr_array_add (self->received, g_object_ref (message));
}

static void
changed_cb (TestInbox *self, BwConversation *conversation, BwMessage *message)
{
  g_ptr_array_add (self->changes,
                   g_strdup_printf ("%s %s", state_nick (bw_message_get_state (message)),
                                    bw_message_get_text (message)));
}

TestInbox *
test_inbox_new (TestPhone *phone)
{
  TestInbox *self = g_new0 (TestInbox, 1);

  self->phone = phone;
  self->messenger = g_object_ref (bw_phone_get_messenger (phone->phone));
  self->received = g_ptr_array_new_with_free_func (g_object_unref);
  self->changes = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (self->messenger, "message-received", G_CALLBACK (received_cb), self);
  g_signal_connect_swapped (self->messenger, "message-state-changed", G_CALLBACK (changed_cb),
                            self);

  return self;
}

void
test_inbox_free (TestInbox *self)
{
  g_signal_handlers_disconnect_by_data (self->messenger, self);
  g_object_unref (self->messenger);
  g_ptr_array_unref (self->received);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

BwMessage *
test_inbox_wait (TestInbox *self, guint index)
{
  test_wait_for (self->received->len > index, 60);

  return g_ptr_array_index (self->received, index);
}

BwMessage *
test_inbox_wait_text (TestInbox *self, guint index, const char *text)
{
  BwMessage *message = test_inbox_wait (self, index);

  g_assert_cmpstr (bw_message_get_text (message), ==, text);

  return message;
}

gboolean
test_inbox_has_changes (TestInbox *self, const char *text, const char *states)
{
  g_autoptr (GString) seen = g_string_new (NULL);

  for (guint i = 0; i < self->changes->len; i++) {
    g_auto (GStrv) words = g_strsplit (g_ptr_array_index (self->changes, i), " ", 2);

    if (g_str_equal (words[1], text))
      g_string_append_printf (seen, "%s%s", seen->len ? " " : "", words[0]);
  }
  g_test_message ("%s: %s", text, seen->str);

  return g_str_equal (seen->str, states);
}

BwConversation *
test_open (TestPhone *phone, const char *address)
{
  g_autoptr (GError) error = NULL;
  BwConversation *conversation =
      bw_messenger_open (bw_phone_get_messenger (phone->phone), NULL, address, &error);

  g_assert_no_error (error);
  g_assert_nonnull (conversation);

  return conversation;
}

BwMessage *
test_write (TestPhone *phone, const char *address, const char *text)
{
  g_autoptr (GError) error = NULL;
  BwMessage *message = bw_messenger_send_text (bw_phone_get_messenger (phone->phone),
                                               test_open (phone, address), text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (bw_message_get_id (message), >, 0);

  return message;
}

BwMessage *
test_write_bytes (TestPhone *phone,
                  const char *address,
                  const char *type,
                  const char *bytes,
                  gsize size,
                  const char *headers)
{
  g_autoptr (GBytes) body = g_bytes_new (bytes, size);
  g_autoptr (GError) error = NULL;
  BwMessage *message =
      bw_messenger_send (bw_phone_get_messenger (phone->phone), test_open (phone, address), type,
                         body, NULL, headers, &error);

  g_assert_no_error (error);

  return message;
}

void
test_wait_message (BwMessage *message, BwMessageState state)
{
  g_autofree char *text = g_strdup_printf ("%.40s", bw_message_get_text (message));

  g_test_message ("%s: %s, until %s", text, state_nick (bw_message_get_state (message)),
                  state_nick (state));
  test_wait_for (bw_message_get_state (message) == state, 60);
}

guint
test_count_messages (TestPhone *phone)
{
  GListModel *conversations = G_LIST_MODEL (bw_store_get_conversations (phone->store));
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (conversations); i++) {
    g_autoptr (BwConversation) conversation = g_list_model_get_item (conversations, i);
    g_autoptr (BwTimeline) timeline = bw_timeline_new (phone->store, conversation);

    for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (timeline)); j++) {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (timeline), j);

      count += BW_IS_MESSAGE (item);
    }
  }

  return count;
}

/* The store in memory that the phone was made with gives way to a file. */
TestPhone *
test_phone_new_on_disk (const char *name)
{
  TestPhone *self = test_phone_new_bare (name, 0);
  g_autofree char *path = g_build_filename (self->dir, "history.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  test_phone_stop (self);
  g_object_unref (self->store);
  self->store = bw_store_new (file);
  g_assert_true (bw_store_open (self->store, NULL));
  test_phone_restart (self);

  return self;
}

void
test_phone_reopen (TestPhone *self)
{
  g_autoptr (GError) error = NULL;

  test_phone_stop (self);
  bw_store_close (self->store);
  bw_store_open (self->store, &error);
  g_assert_no_error (error);
  test_phone_restart (self);
  self->account = bw_phone_get_default_account (self->phone);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **output = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, output, NULL, &error);
  g_assert_no_error (error);
}

char *
test_send_raw (TestPhone *phone, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *uri = test_phone_uri (phone);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  char *output = NULL;
  va_list list;

  g_ptr_array_add (arguments, (char *) TEST_SERVERS_DIR "/send-message");
  g_ptr_array_add (arguments, strrchr (uri, ':') + 1);
  va_start (list, phone);
  while ((argument = va_arg (list, const char *)))
    g_ptr_array_add (arguments, (char *) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, &output);
  test_wait_for (output != NULL, 60);
  g_test_message ("%s", output);

  return output;
}
