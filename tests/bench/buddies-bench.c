/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * buddies-bench ADDRESS PASSWORD SERVER PEOPLE: a phone that begins to watch user0@HOST, user1@HOST
 * and so on, all at once, who are there already. Prints NAME=VALUE lines: how long until the last
 * light was right, for how long the main loop was held at most (MICROSECONDS by the clock, and of
 * the processor), how many SUBSCRIBEs waited for their answers at most, and what a buddy takes.
 */

#include "bench-memory.h"
#include "bw-phone-private.h"
#include "bw-store-people.h"
#include "bw-subscriber-private.h"
#include "bw-test-phones.h"

#include <stdlib.h>
#include <time.h>

#define DEADLINE_SECONDS 120

/* What one turn of the main loop takes, from one wait to the next. */
static struct {
  gint64 began, began_cpu;
  gint64 longest, longest_cpu;
  BwSubscriber *subscriber;
  guint sent;
} turn;

static gint64
get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  int ready;

  if (turn.began > 0) {
    turn.longest = MAX (turn.longest, g_get_monotonic_time () - turn.began);
    turn.longest_cpu = MAX (turn.longest_cpu, get_cpu () - turn.began_cpu);
  }
  if (turn.subscriber)
    turn.sent = MAX (turn.sent, turn.subscriber->sent->len);
  ready = g_poll (fds, n, timeout);
  turn.began = g_get_monotonic_time ();
  turn.began_cpu = get_cpu ();

  return ready;
}

static void
sign_in (TestPhone *phone, char **argv)
{
  g_autoptr (BwAccountSettings) settings = bw_account_settings_new ();
  g_autoptr (GError) error = NULL;

  g_object_set (settings, "address", argv[1], "server", argv[3], NULL);
  phone->account = bw_phone_add_account (phone->phone, settings, argv[2], &error);
  g_assert_no_error (error);
  test_wait_for (bw_account_get_state (phone->account) == BW_ACCOUNT_STATE_REGISTERED, 20);
}

static GPtrArray *
make_people (const char *host, guint n)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    BwPerson *person = bw_person_new ();
    g_autofree char *name = g_strdup_printf ("Person %u", i);
    g_autofree char *address = g_strdup_printf ("user%u@%s", i, host);

    g_object_set (person, "name", name, "watched", TRUE, NULL);
    bw_person_add_address (person, BW_PERSON_ADDRESS_SIP, address, NULL);
    g_ptr_array_add (people, person);
  }

  return people;
}

static void
light_cb (guint *lit, GParamSpec *pspec, BwBuddy *buddy)
{
  *lit += bw_buddy_get_presence (buddy) == BW_PRESENCE_ONLINE;
}

static void
added_cb (guint *lit, guint position, guint removed, guint added, GListModel *buddies)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (BwBuddy) buddy = g_list_model_get_item (buddies, i);

    g_signal_connect_swapped (buddy, "notify::presence", G_CALLBACK (light_cb), lit);
  }
}

static void
measure (TestPhone *phone, guint n)
{
  const char *host = bw_account_get_domain (phone->account);
  g_autoptr (GPtrArray) people = make_people (host, n);
  guint64 before = bench_get_pss ();
  guint lit = 0;
  gint64 begin;

  g_signal_connect_swapped (bw_phone_get_buddies (phone->phone), "items-changed",
                            G_CALLBACK (added_cb), &lit);
  turn.subscriber = phone->phone->subscriber;
  turn.longest = turn.longest_cpu = 0;
  begin = g_get_monotonic_time ();
  g_assert_true (bw_store_save_people (phone->store, people, NULL, NULL));
  g_print ("SAVED=%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begin);
  turn.began = 0;
  test_wait_for (lit >= n, DEADLINE_SECONDS);
  g_print ("LIT=%" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begin);
  test_wait_for (turn.subscriber->sent->len == 0 && turn.subscriber->errands.length == 0,
                 DEADLINE_SECONDS);
  g_print ("DONE=%" G_GINT64_FORMAT "\nHELD=%" G_GINT64_FORMAT "\nHELD_CPU=%" G_GINT64_FORMAT
           "\nSENT=%u\nBYTES=%" G_GUINT64_FORMAT "\n",
           g_get_monotonic_time () - begin, turn.longest, turn.longest_cpu, turn.sent,
           (bench_get_pss () - before) * 1024 / n);
}

int
main (int argc, char **argv)
{
  TestPhone *phone;

  if (argc != 5) {
    g_printerr ("usage: %s ADDRESS PASSWORD SERVER PEOPLE\n", argv[0]);
    return 2;
  }
  g_main_context_set_poll_func (NULL, poll_cb);
  phone = test_phone_new_bare ("bench", 0);
  sign_in (phone, argv);
  measure (phone, (guint) atoi (argv[4]));
  fflush (stdout);
  _exit (0); /* 1000 goodbyes are of no interest */
}
