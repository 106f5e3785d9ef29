# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest cases of a file and says how each went as TAP, so that meson and `check` count them one by one."""

import os
import sys
import time
import unittest


class _TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self._number = 0
        self._started = 0.0

    def startTest(self, test):
        super().startTest(test)
        self._started = time.monotonic()

    def _say(self, verdict, test, remark="", details=""):
        self._number += 1
        name = f"{type(test).__name__}.{test._testMethodName}".replace("#", "")
        print(f"{verdict} {self._number} - {name}{remark}")
        print(f"# {time.monotonic() - self._started:.1f} s")
        for line in details.splitlines():
            print(f"# {line}")
        sys.stdout.flush()

    def addSuccess(self, test):
        self._say("ok", test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._say("not ok", test, details=self.failures[-1][1])

    def addError(self, test, error):
        super().addError(test, error)
        if isinstance(test, unittest.TestCase):
            self._say("not ok", test, details=self.errors[-1][1])
        else:  # of a class or module: none of its tests runs
            print("\n".join(f"# {line}" for line in self.errors[-1][1].splitlines()))
            print(f"Bail out! {test}")

    def addSkip(self, test, reason):
        self._say("ok", test, remark=f" # SKIP {reason}")

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self._say("not ok", test, remark=f" {subtest.params}", details=self._exc_info_to_string(error, test))


def main():
    """Runs the tests of the program's own file, in a session of the harness only; names on the command line choose some of them."""
    if "BW_SESSION" not in os.environ:
        print("1..0 # SKIP runs in tests/harness/session only")
        return
    loader = unittest.defaultTestLoader
    module = sys.modules["__main__"]
    names = sys.argv[1:]
    suite = loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)
    result = _TapResult()
    suite.run(result)
    print(f"1..{result._number}")
    sys.exit(not result.wasSuccessful())
