# SPDX-License-Identifier: GPL-3.0-or-later
"""End to end: the real program in a desktop session of its own, used over D-Bus as a person uses it."""
