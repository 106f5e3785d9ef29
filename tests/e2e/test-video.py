#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls with pictures through a real server: what one camera sees is measured at the other end, by its colours and by how much comes.

There is no camera: a GStreamer plugin of the tests stands in at the device monitor of the real program. The screen is that of Xvfb."""

import json
import pathlib
import re
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

from gi.repository import GLib  # noqa: E402

from e2e.video import VideoTest  # noqa: E402
from harness import picture, tap, x11  # noqa: E402
from harness.bus import Bus  # noqa: E402
from harness.cameras import CYAN, MAGENTA, ROW, Cameras, to_rgb  # noqa: E402
from servers import baresip  # noqa: E402
from servers.film import Film  # noqa: E402
from servers.friend import Friend  # noqa: E402
from servers.process import wait_for  # noqa: E402
from servers.sipp import Sipp  # noqa: E402
from ui.desk import Desk, ShownPhone  # noqa: E402

# The bars of the friend's pattern as a screen shows them, and those of baresip's fake camera.
BARS = [(191, 191, 0), (0, 191, 191), (0, 191, 0), (191, 0, 191), (191, 0, 0), (0, 0, 191)]
BARESIP_BARS = [(255, 0, 0), (0, 255, 0), (0, 0, 255)]


class Calls(VideoTest):
    def tearDown(self):
        super().tearDown()
        self.cameras.plug("Front", CYAN)
        self.friend.tell("codecs VP8 H264")

    def check_codec(self, codec):
        self.friend.tell(f"codecs {codec}")
        call = self.call()
        self.wait_seen()
        self.say(f"{codec} {self.friend.frames()[1]} at {self.friend.frame_rate():.1f} a second at the friend")
        self.assertEqual((call["VideoCodec"], call["Video"], self.friend.direction()), (codec, True, "both"))
        call.do("HangUp")
        self.friend.wait_for("ended alice@localhost")

    def test_seen_by_vp8(self):
        self.check_codec("VP8")

    def test_seen_by_h264(self):
        self.check_codec("H264")

    def test_camera_is_open_only_while_it_is_seen(self):
        call = self.call()
        self.wait_seen()
        self.assertTrue(self.cameras.is_lit("Front"))
        call["CameraOn"] = GLib.Variant("b", False)
        wait_for(self.is_dark, "dark picture at the friend")
        self.wait_unlit()
        call["CameraOn"] = GLib.Variant("b", True)
        self.wait_seen()
        call.do("HangUp")
        self.wait_unlit()

    def test_answer_with_and_without(self):
        for video in (False, True):
            with self.subTest(video=video):
                self.friend.tell("video-call alice@localhost")
                call = self.phone.wait_for_incoming()
                call.do("Answer", "(b)", video)
                call.wait_for("State", "active")
                if video:
                    self.wait_seen()
                else:
                    self.assertIn(self.friend.direction(), ("send", "none"))
                    self.assertFalse(self.cameras.is_lit("Front"))
                self.phone.hang_up_all()

    def test_added_and_dropped_in_mid_call(self):
        call = self.phone.dial("echo")
        call.wait_for("State", "active")
        call.do("AddVideo")
        self.wait_seen()
        self.assertEqual((call["Video"], self.friend.direction()), (True, "both"))
        call.do("DropVideo")
        call.wait_for("Video", False)
        self.friend.wait_for_direction("none")
        self.wait_unlit()
        self.assertEqual(call["State"], "active")

    def count_refused(self):
        return self.friend.output().count("video-refused alice@localhost")

    def test_asked_in_mid_call(self):
        call = self.phone.dial("echo")
        call.wait_for("State", "active")
        for consent, direction in (("refuse", "none"), ("receive", "send"), ("send", "both")):
            with self.subTest(consent=consent):
                refused = self.count_refused()
                self.friend.tell("video on")
                call.wait_for("VideoAsked", True)
                self.assertFalse(self.cameras.is_lit("Front"))
                call.do("SettleVideo", "(s)", consent)
                if consent == "refuse":
                    wait_for(lambda before=refused: self.count_refused() > before, "the friend's hearing of it")
                self.friend.wait_for_direction(direction)
                self.assertEqual((call["State"], call["Video"]), ("active", direction != "none"))
                if direction == "send":
                    self.assertFalse(self.cameras.is_lit("Front"))
                    self.friend.tell("video off")
                    call.wait_for("Video", False)
                    self.friend.wait_for_direction("none")
        self.wait_seen()

    def test_camera_switched_without_an_invite(self):
        self.cameras.plug("Back", MAGENTA)
        self.addCleanup(self.cameras.unplug, "Back")
        call = self.call()
        self.wait_seen()
        invites = self.count_invites()
        for name, colour in (("Back", MAGENTA), ("Front", CYAN), ("Back", MAGENTA)):
            self.choose_camera(name)
            self.wait_seen(colour)
        self.assertEqual(self.count_invites(), invites)
        self.assertEqual(call["State"], "active")
        self.choose_camera("Front")

    def test_camera_that_vanishes_and_comes_back(self):
        call = self.call()
        self.wait_seen()
        invites = self.count_invites()
        self.cameras.unplug("Front")
        wait_for(self.is_dark, "dark picture at the friend")
        first = self.friend.frames()[0]
        wait_for(lambda: self.friend.frames()[0] > first, "picture at the friend after that")
        self.assertEqual(call["State"], "active")
        self.cameras.plug("Front", CYAN)
        self.wait_seen()
        self.assertEqual(self.count_invites(), invites)

    def test_camera_that_another_program_has(self):
        self.cameras.take("Front")
        call = self.call()
        wait_for(self.is_dark, "dark picture at the friend")
        self.assertEqual((call["State"], self.friend.direction()), ("active", "both"))
        self.cameras.plug("Front", CYAN)

    def test_held_and_taken_back(self):
        call = self.call()
        self.wait_seen()
        call.do("Hold")
        call.wait_for("State", "held")
        self.wait_unlit()
        call.do("Resume")
        call.wait_for("State", "active")
        self.wait_seen()

    def test_hung_up_in_every_state(self):
        for state in ("dialing", "ringing", "active", "adding", "asked", "held"):
            with self.subTest(state=state):
                self.hang_up_while(state)
                wait_for(lambda: not self.phone.live_calls(), "end of the call", 20)
                self.wait_unlit()
        self.assertTrue(self.phone.is_running())

    def hang_up_while(self, state):
        call = self.phone.dial("echo", video=state not in ("adding", "asked"))
        if state in ("ringing", "active"):
            call.wait_for("State", state)
        if state in ("adding", "asked", "held"):
            call.wait_for("State", "active")
        if state == "adding":
            call.do("AddVideo")
        elif state == "asked":
            self.friend.tell("video on")
            call.wait_for("VideoAsked", True)
        elif state == "held":
            call.do("Hold")
            call.wait_for("State", "held")
        call.do("HangUp")

    def test_recording(self):
        call = self.call()
        self.wait_seen()
        paths = [self.record(call) for _ in range(2)]
        call.do("DropVideo")
        call.wait_for("Video", False)
        paths.append(self.record(call))
        self.assertEqual(len(set(paths)), 3)
        for path, kinds in zip(paths, (["audio", "video"], ["audio", "video"], ["audio"])):
            with self.subTest(path=path.name):
                self.check_recording(path, kinds)

    def record(self, call):
        path = pathlib.Path(call.do("StartRecording"))
        self.assertEqual(call["Recording"], str(path))
        size = path.stat().st_size
        wait_for(lambda: path.stat().st_size > size + 25_000, "growth of the recording", 40)
        call.do("StopRecording")
        call.wait_for("Recording", "")
        return path

    def check_recording(self, path, kinds):
        output = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", path], check=True,
                                capture_output=True).stdout
        streams = {stream["codec_type"]: stream for stream in json.loads(output)["streams"]}
        self.assertEqual(sorted(streams), kinds)
        if "video" in streams:
            self.assertGreater(int(streams["video"]["nb_read_frames"]), 5)
            self.assertTrue(picture.shows(self.last_picture(path), BARS), path)

    def last_picture(self, path):
        still = path.with_suffix(".png")
        subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-update", "1", "-y", still], check=True)
        return picture.pixels(still.read_bytes())


class Refused(VideoTest):
    friend_arguments = ("--no-video",)

    def test_call_without_pictures_then(self):
        call = self.call()
        self.assertEqual((call["Video"], self.friend.direction()), (False, "none"))
        self.assertFalse(self.cameras.is_lit("Front"))
        call.do("AddVideo")
        self.friend.wait_for("asked alice@localhost")
        self.wait_unlit()
        self.assertEqual((call["State"], call["Video"], self.friend.direction()), ("active", False, "none"))


class Weather(VideoTest):
    def test_lost_packets(self):
        """One of twenty of what the friend hears and says is lost; it speaks VP8 first, then H.264."""
        for codec in ("VP8", "H264"):
            with self.subTest(codec=codec), Friend(self.server, "bob", "pw", ring_ms=50) as friend:
                friend.tell(f"codecs {codec}")
                friend.tell("loss in 5")
                self.call("bob")
                self.wait_seen(friend=friend)
                self.say(f"{codec}, 5 % lost: {friend.frame_rate(90, 60):.1f} pictures a second at the friend")
                self.wait_seen(friend=friend)
                self.phone.hang_up_all()


@unittest.skipUnless(baresip.is_installed(), "no baresip with H.264")
class OtherProgram(VideoTest):
    program = ShownPhone

    @classmethod
    def start_program(cls):
        cls.phone.start_shown()

    def check(self, call, peer):
        call.wait_for("State", "active")
        call.wait_for("VideoCodec", "H264")
        self.wait_shown(BARESIP_BARS, least=0.1)
        wait_for(lambda: picture.shows(picture.pixels(peer.picture().read_bytes()), [to_rgb(colour) for colour in (*ROW, CYAN)]),
                 "picture of the camera at baresip", 30, 0.5)
        first = peer.count_frames()
        wait_for(lambda: peer.count_frames() > first + 30, "30 pictures at baresip", 30, 0.2)

    def test_we_call_it(self):
        for mode_0 in (False, True):
            with self.subTest(mode_0=mode_0), baresip.Baresip(self.server.port, mode_0=mode_0) as peer:
                self.check(self.phone.dial(f"port-{peer.port}", video=True), peer)
                self.phone.hang_up_all()

    def test_it_calls_us(self):
        for mode_0 in (False, True):
            with self.subTest(mode_0=mode_0), baresip.Baresip(self.server.port, mode_0=mode_0) as peer:
                peer.dial("sip:alice@localhost")
                call = self.phone.wait_for_incoming()
                call.do("Answer", "(b)", True)
                self.check(call, peer)
                self.phone.hang_up_all()


class RecordedCall(VideoTest):
    program = ShownPhone

    @classmethod
    def start_program(cls):
        cls.phone.start_shown()

    def test_played_from_history(self):
        """The call in the history leads to its recording, in a window that has it ready."""
        call = self.call()
        path = pathlib.Path(call.do("StartRecording"))
        wait_for(lambda: path.stat().st_size > 25_000, "growth of the recording", 40)
        self.phone.hang_up_all()
        self.phone.activate("show-history")
        desk = Desk(self.phone)
        desk.press(".*button", "All")  # what brings the history up shows the missed ones
        desk.press(".*button", "Play Recording")
        desk.find(".*button", "Play", 20)
        self.assertTrue(path.exists())


class Door(VideoTest):
    """A door station, before anybody answers it."""

    program = ShownPhone
    settings = {"door-digits": GLib.Variant("s", "7#")}

    @classmethod
    def start_program(cls):
        cls.phone.start_shown()

    def test_seen_and_opened_before_the_answer(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sound:
            sound.bind(("127.0.0.1", 0))
            sound.settimeout(10)
            with Sipp("uac-door", target=self.server.port, audio_port=sound.getsockname()[1]) as door:
                call = self.phone.wait_for_incoming()
                self.phone.activate("show-call")
                door.wait_for_message("SIP/2.0 183")
                with Film(self.video_port(door), (255, 0, 0)):
                    self.wait_shown([(255, 0, 0)], least=0.1)
                    self.assertEqual(call["State"], "incoming")
                    self.assertFalse(self.cameras.is_lit("Front"))
                    call.do("OpenDoor")
                    self.assertEqual(self.read_digits(sound, 2), "7#")
                    call.do("Decline")
                    door.wait()

    @staticmethod
    def video_port(door):
        answer = door.messages().partition("SIP/2.0 183")[2]
        return int(re.search(r"^m=video (\d+)", answer, re.MULTILINE).group(1))

    @staticmethod
    def read_digits(sound, count):
        """The keys that are pressed in RTP (RFC 4733): each is said in several packets that have one time."""
        digits = {}
        while len(digits) < count:
            packet = sound.recv(2048)
            if packet[1] & 0x7F == 101:
                digits[packet[4:8]] = "0123456789*#ABCD"[packet[12]]
        return "".join(digits.values())


class TwoPrograms(VideoTest):
    """Each with a window; the other one on a session bus of its own."""

    program = ShownPhone

    @classmethod
    def start_program(cls):
        cls.phone.start_shown()

    @staticmethod
    def put_aside(phone):
        """There is no window manager: the second window lies on the first one."""
        display = x11.Display()
        window = wait_for(lambda: display.windows(phone.pid), "window of the other program", 20)[-1]
        subprocess.run(["xdotool", "windowmove", "--sync", str(window), "900", "400"], check=True)

    def test_see_each_other(self):
        with Bus() as bus, Cameras(Front=MAGENTA) as cameras:
            other = ShownPhone(variables=cameras.variables, bus=bus)
            self.addCleanup(other.close)
            other.start_shown()
            self.put_aside(other)
            other.add_account("bob@localhost", "pw", self.server.uri("tcp")).wait_for("State", "registered")
            call = self.phone.dial("bob", video=True)
            answered = other.wait_for_incoming()
            answered.do("Answer", "(b)", True)
            for one in (call, answered):
                one.wait_for("Video", True)
            for phone, colour in ((self.phone, MAGENTA), (other, CYAN)):
                self.wait_shown([to_rgb(seen) for seen in (*ROW, colour)], phone)
            call.do("HangUp")
            answered.wait_for("State", "ended")


if __name__ == "__main__":
    tap.main()
