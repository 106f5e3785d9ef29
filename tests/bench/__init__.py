# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures for people, as ratios against a reference of the same run."""
