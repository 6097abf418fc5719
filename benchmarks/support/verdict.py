# SPDX-FileCopyrightText: 2026 The RelayCore authors
# SPDX-License-Identifier: MIT
"""What is said of a ratio."""


def verdict(figure: float, limit: float | None, at_least: bool = False) -> str:
    """What is wanted of figure, and whether it is so; empty where nothing is wanted."""
    if limit is None:
        return ''
    met = figure >= limit if at_least else figure <= limit
    return f'   wanted {">=" if at_least else "<="} {limit:<5g} {"met" if met else "missed"}'
