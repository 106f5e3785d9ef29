/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The sound card of the echo friend and of tests. Media threads play and hear through it, so that
 * all of its state is behind one mutex. It knows mediastreamer2 and nothing of calls.
 *
 *   peer -> writer -> ring (and WAV file)
 *                      |
 *   peer <- reader <- ring or tone
 */

#define G_LOG_DOMAIN "bellwire-friend"

#include "bw-loopback-card.h"

#include <math.h>
#include <mediastreamer2/mssndcard.h>
#include <mediastreamer2/msticker.h>

#define DRIVER "Bellwire"
#define TICK_MS 10
#define TICK_SAMPLES (BW_LOOPBACK_CARD_RATE / 1000 * TICK_MS)
#define CUSHION_SAMPLES (TICK_SAMPLES * 6)
#define RING_SAMPLES (TICK_SAMPLES * 40)
#define TONE_AMPLITUDE 8000
#define WAV_HEADER_SIZE 44

struct _BwLoopbackCard {
  GMutex mutex;
  gint16 ring[RING_SAMPLES];
  guint first;
  guint filled;
  gboolean flowing; /* the cushion was full and has not run empty since */
  double tone;
  guint64 tone_position;
  FILE *recording;
  guint32 recorded;
};

static void
write_header (FILE *file, guint32 size)
{
  const guint32 rate = GUINT32_TO_LE (BW_LOOPBACK_CARD_RATE);
  const guint32 bytes_per_second = GUINT32_TO_LE (BW_LOOPBACK_CARD_RATE * 2);
  const guint32 riff_size = GUINT32_TO_LE (size + WAV_HEADER_SIZE - 8);
  const guint32 data_size = GUINT32_TO_LE (size);

  fwrite ("RIFF", 4, 1, file);
  fwrite (&riff_size, 4, 1, file);
  fwrite ("WAVEfmt \x10\0\0\0\x01\0\x01\0", 16, 1, file);
  fwrite (&rate, 4, 1, file);
  fwrite (&bytes_per_second, 4, 1, file);
  fwrite ("\x02\0\x10\0data", 8, 1, file);
  fwrite (&data_size, 4, 1, file);
}

static void
finish_recording (BwLoopbackCard *self)
{
  if (!self->recording)
    return;

  rewind (self->recording);
  write_header (self->recording, self->recorded);
  fclose (g_steal_pointer (&self->recording));
}

/* The oldest sound goes where nobody takes it: an echo may have gaps, never a growing delay. */
static void
put_sample (BwLoopbackCard *self, gint16 sample)
{
  if (self->filled == RING_SAMPLES) {
    self->first = (self->first + 1) % RING_SAMPLES;
    self->filled--;
  }
  self->ring[(self->first + self->filled) % RING_SAMPLES] = sample;
  self->filled++;
}

static void
take_echo (BwLoopbackCard *self, gint16 *samples)
{
  if (self->filled < TICK_SAMPLES)
    self->flowing = FALSE;
  else if (self->filled >= CUSHION_SAMPLES)
    self->flowing = TRUE;

  for (guint i = 0; i < TICK_SAMPLES; i++) {
    samples[i] = self->flowing ? self->ring[self->first] : 0;
    if (self->flowing) {
      self->first = (self->first + 1) % RING_SAMPLES;
      self->filled--;
    }
  }
}

static void
take_tone (BwLoopbackCard *self, gint16 *samples)
{
  for (guint i = 0; i < TICK_SAMPLES; i++) {
    double seconds = (double) self->tone_position++ / BW_LOOPBACK_CARD_RATE;

    samples[i] = (gint16) (TONE_AMPLITUDE * sin (2 * G_PI * self->tone * seconds));
  }
}

static void
reader_process (MSFilter *filter)
{
  BwLoopbackCard *self = ((MSSndCard *) filter->data)->data;
  mblk_t *block = allocb (TICK_SAMPLES * sizeof (gint16), 0);

  g_mutex_lock (&self->mutex);
  if (self->tone > 0)
    take_tone (self, (gint16 *) (gpointer) block->b_wptr);
  else
    take_echo (self, (gint16 *) (gpointer) block->b_wptr);
  g_mutex_unlock (&self->mutex);

  block->b_wptr += TICK_SAMPLES * sizeof (gint16);
  ms_queue_put (filter->outputs[0], block);
}

static void
play (BwLoopbackCard *self, const gint16 *samples, gsize count)
{
  g_mutex_lock (&self->mutex);
  for (gsize i = 0; i < count; i++)
    put_sample (self, samples[i]);
  if (self->recording)
    self->recorded +=
        (guint32) fwrite (samples, sizeof (gint16), count, self->recording) * sizeof (gint16);
  g_mutex_unlock (&self->mutex);
}

static void
writer_process (MSFilter *filter)
{
  BwLoopbackCard *self = ((MSSndCard *) filter->data)->data;
  mblk_t *block;

  while ((block = ms_queue_get (filter->inputs[0]))) {
    play (self, (const gint16 *) (gpointer) block->b_rptr, msgdsize (block) / sizeof (gint16));
    freemsg (block);
  }
}

static void
filter_uninit (MSFilter *filter)
{
  ms_snd_card_unref (filter->data);
}

static int
get_rate (MSFilter *filter, void *rate)
{
  *(int *) rate = BW_LOOPBACK_CARD_RATE;
  return 0;
}

static int
set_rate (MSFilter *filter, void *rate)
{
  return *(int *) rate == BW_LOOPBACK_CARD_RATE ? 0 : -1;
}

static int
get_channels (MSFilter *filter, void *channels)
{
  *(int *) channels = 1;
  return 0;
}

static int
set_channels (MSFilter *filter, void *channels)
{
  return *(int *) channels == 1 ? 0 : -1;
}

static MSFilterMethod methods[] = {
  { MS_FILTER_GET_SAMPLE_RATE, get_rate },
  { MS_FILTER_SET_SAMPLE_RATE, set_rate },
  { MS_FILTER_GET_NCHANNELS, get_channels },
  { MS_FILTER_SET_NCHANNELS, set_channels },
  { 0, NULL },
};

static MSFilterDesc reader_desc = {
  .id = MS_FILTER_PLUGIN_ID,
  .name = "BwLoopbackReader",
  .text = "Hears what the loopback card plays",
  .category = MS_FILTER_OTHER,
  .noutputs = 1,
  .process = reader_process,
  .uninit = filter_uninit,
  .methods = methods,
};

static MSFilterDesc writer_desc = {
  .id = MS_FILTER_PLUGIN_ID,
  .name = "BwLoopbackWriter",
  .text = "Plays on the loopback card",
  .category = MS_FILTER_OTHER,
  .ninputs = 1,
  .process = writer_process,
  .uninit = filter_uninit,
  .methods = methods,
};

static MSFilter *
create_filter (MSSndCard *card, MSFilterDesc *desc)
{
  MSFilter *filter = ms_factory_create_filter_from_desc (ms_snd_card_get_factory (card), desc);

  filter->data = ms_snd_card_ref (card);

  return filter;
}

static MSFilter *
create_reader_cb (MSSndCard *card)
{
  return create_filter (card, &reader_desc);
}

static MSFilter *
create_writer_cb (MSSndCard *card)
{
  return create_filter (card, &writer_desc);
}

static void
card_init_cb (MSSndCard *card)
{
  BwLoopbackCard *self = g_new0 (BwLoopbackCard, 1);

  g_mutex_init (&self->mutex);
  card->data = self;
}

static void
card_uninit_cb (MSSndCard *card)
{
  BwLoopbackCard *self = g_steal_pointer (&card->data);

  finish_recording (self);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static MSSndCardDesc card_desc = {
  .driver_type = DRIVER,
  .init = card_init_cb,
  .uninit = card_uninit_cb,
  .create_reader = create_reader_cb,
  .create_writer = create_writer_cb,
};

/* At each reload of the cards the manager keeps the old card where a new one looks the same, and so
 * its state. */
static void
detect_cb (MSSndCardManager *manager)
{
  MSSndCard *card = ms_snd_card_new_with_name (&card_desc, BW_LOOPBACK_CARD_NAME);

  card->capabilities = MS_SND_CARD_CAP_CAPTURE | MS_SND_CARD_CAP_PLAYBACK;
  ms_snd_card_manager_add_card (manager, card);
}

BwLoopbackCard *
bw_loopback_card_register (MSFactory *factory)
{
  MSSndCardManager *manager = ms_factory_get_snd_card_manager (factory);
  MSSndCard *card;

  card_desc.detect = detect_cb;
  ms_snd_card_manager_register_desc (manager, &card_desc);
  card = ms_snd_card_manager_get_card (manager, DRIVER ": " BW_LOOPBACK_CARD_NAME);
  g_assert (card);

  return card->data;
}

void
bw_loopback_card_set_tone (BwLoopbackCard *self, double hertz)
{
  g_mutex_lock (&self->mutex);
  self->tone = hertz;
  g_mutex_unlock (&self->mutex);
}

gboolean
bw_loopback_card_record (BwLoopbackCard *self, const char *path, GError **error)
{
  FILE *file = fopen (path, "wbx");

  if (!file) {
    int code = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                 g_strerror (code));
    return FALSE;
  }

  write_header (file, 0);
  g_mutex_lock (&self->mutex);
  finish_recording (self);
  self->recording = file;
  self->recorded = 0;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

void
bw_loopback_card_stop_recording (BwLoopbackCard *self)
{
  g_mutex_lock (&self->mutex);
  finish_recording (self);
  g_mutex_unlock (&self->mutex);
}
