/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "bw-test-phones.h"

G_BEGIN_DECLS

/* Cameras that are not there, and what arrives of their pictures at the far end. */

/** How long a picture may take on a machine that has other things to do. */
#define TEST_PICTURE_SECONDS 60

/** test_add_camera: plugs in a camera that sees one colour: `red`, `green`, `blue`, `white` */
void test_add_camera (TestPhone *phone, const char *colour);

/** test_shows: whether the newest picture of @sink is of that colour (`dark`: of none), within what
 * a codec does to it */
gboolean test_shows (BwVideoSink *sink, const char *colour);
/** test_sees: whether what @call receives is of that colour */
gboolean test_sees (BwCall *call, const char *colour);

/** test_offer_codec: this one codec is offered and taken: `H264` or `VP8` */
void test_offer_codec (TestPhone *phone, const char *codec);

BwCall *test_dial_video (TestPhone *caller, TestPhone *callee);
/** test_connect_video: a call with video that is answered with @video; both ends are active */
void test_connect_video (TestPhone *caller,
                         TestPhone *callee,
                         gboolean video,
                         BwCall **outgoing,
                         BwCall **incoming);

G_END_DECLS
