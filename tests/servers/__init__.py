# SPDX-License-Identifier: GPL-3.0-or-later
"""Real servers and badly behaved peers on the loopback, for tests, benches and `run --demo`."""
