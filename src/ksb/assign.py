"""The best overall pairing of two lists: an assignment, not a greedy walk."""

from __future__ import annotations

from collections.abc import Mapping


def best_pairs(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Return the pairing of left and right numbers whose weights come to the largest sum.

    `weights` holds the pairs that may be made, each with a weight above 0; what is not in it is never paired.
    The method is the Hungarian one with shortest augmenting paths (Jonker and Volgenant, 1987), in each connected
    part of the graph for itself.
    """
    found: dict[int, int] = {}
    for rows, columns in _components(weights):
        found |= _solve(rows, columns, weights)
    return found


def _components(weights: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """Return the left and the right numbers of each part of the graph that hangs together."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            parent[node] = node = parent[parent[node]]
        return node

    for left, right in weights:
        parent[root(("left", left))] = root(("right", right))
    parts: dict[tuple[str, int], tuple[list[int], list[int]]] = {}
    for side, number in sorted(parent):
        parts.setdefault(root((side, number)), ([], []))[side == "right"].append(number)
    return list(parts.values())


def _solve(rows: list[int], columns: list[int], weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    # A row may also stay alone, at no cost: each has a column of its own for that.
    width = len(columns) + len(rows)

    def cost(row: int, column: int) -> float:
        if column >= len(columns):
            return 0.0
        return -weights.get((rows[row], columns[column]), -1e9)

    row_price, column_price = [0.0] * (len(rows) + 1), [0.0] * (width + 1)
    owner = [0] * (width + 1)
    for row in range(1, len(rows) + 1):
        owner[0] = row
        column = 0
        least, came_from, seen = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while owner[column]:
            seen[column] = True
            current, step, next_column = owner[column], float("inf"), 0
            for other in range(1, width + 1):
                if seen[other]:
                    continue
                reduced = cost(current - 1, other - 1) - row_price[current] - column_price[other]
                if reduced < least[other]:
                    least[other], came_from[other] = reduced, column
                if least[other] < step:
                    step, next_column = least[other], other
            for other in range(width + 1):
                if seen[other]:
                    row_price[owner[other]] += step
                    column_price[other] -= step
                else:
                    least[other] -= step
            column = next_column
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return {
        rows[owner[column] - 1]: columns[column - 1]
        for column in range(1, len(columns) + 1)
        if owner[column] and (rows[owner[column] - 1], columns[column - 1]) in weights
    }
