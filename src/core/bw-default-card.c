/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of the engine that follows the system's default: a PulseAudio card that names no sink
 * and no source. */

#define G_LOG_DOMAIN "bellwire-core"

#include "bw-default-card.h"

#include <mediastreamer2/mssndcard.h>

/* The engine's PulseAudio cards are found by their driver; a fresh card of that kind names no
 * device yet. */
static MSSndCardDesc *
find_pulse (MSSndCardManager *manager)
{
  for (const bctbx_list_t *l = ms_snd_card_manager_get_list (manager); l; l = l->next) {
    MSSndCard *card = l->data;

    if (g_strcmp0 (card->desc->driver_type, "PulseAudio") == 0)
      return card->desc;
  }

  return NULL;
}

static void
detect_cb (MSSndCardManager *manager)
{
  MSSndCardDesc *pulse = find_pulse (manager);
  MSSndCard *card;

  if (!pulse)
    return;

  card = ms_snd_card_new_with_name (pulse, BW_DEFAULT_CARD_NAME);
  card->capabilities = MS_SND_CARD_CAP_CAPTURE | MS_SND_CARD_CAP_PLAYBACK;
  ms_snd_card_manager_add_card (manager, card);
}

void
bw_default_card_register (MSFactory *factory)
{
  static MSSndCardDesc desc = { .driver_type = "BellwireDefault", .detect = detect_cb };

  ms_snd_card_manager_register_desc (ms_factory_get_snd_card_manager (factory), &desc);
}
