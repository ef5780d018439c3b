"""The best overall pairing of two lists: an assignment, not a greedy walk."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heappop, heappush


def best_pairs(weights: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """Return the pairing of left and right numbers whose weights come to the largest sum.

    `weights` holds for each left number the right numbers it may be paired with, each with a weight above 0; what is
    not in it is never paired, and any number may stay alone. The method is the Hungarian one with shortest augmenting
    paths (Jonker and Volgenant, 1987), on the pairs that there are.
    """
    # What a pair is worth is never more than the prices of its two ends together, and just that where it is made.
    left_price = {left: max(row.values()) for left, row in weights.items() if row}
    right_price: dict[int, float] = {}
    owner: dict[int, int] = {}
    # The surest first: then few have to be paired anew.
    for left in sorted(left_price, key=left_price.__getitem__, reverse=True):
        _augment(left, weights, left_price, right_price, owner)
    return {left: right for right, left in owner.items()}


def _augment(
    start: int,
    weights: Mapping[int, Mapping[int, float]],
    left_price: dict[int, float],
    right_price: dict[int, float],
    owner: dict[int, int],
) -> None:
    """Take one more left number in, and pair others anew along the path that loses the least."""
    best = max(weights[start], key=weights[start].__getitem__)
    if best not in owner:
        owner[best] = start
        return
    lost: dict[int, float] = {}
    came_from: dict[int, int] = {}
    entered: dict[int, int] = {}
    settled: dict[int, float] = {}
    waiting: list[tuple[float, int]] = []
    left, so_far = start, 0.0
    alone, alone_lost = start, left_price[start]
    while True:
        if so_far + left_price[left] < alone_lost:
            alone, alone_lost = left, so_far + left_price[left]
        for right, weight in weights[left].items():
            reached = so_far + left_price[left] + right_price.get(right, 0.0) - weight
            if right not in settled and reached < min(lost.get(right, alone_lost), alone_lost):
                lost[right], came_from[right] = reached, left
                heappush(waiting, (reached, right))
        while waiting and waiting[0][1] in settled:
            heappop(waiting)
        if not waiting or waiting[0][0] >= alone_lost:
            end, least = entered.get(alone), alone_lost
            break
        so_far, right = heappop(waiting)
        if right not in owner:
            end, least = right, so_far
            break
        settled[right] = so_far
        left = owner[right]
        entered[left] = right
    left_price[start] -= least
    for right, at in settled.items():
        left_price[owner[right]] -= least - at
        right_price[right] = right_price.get(right, 0.0) + least - at
    while end is not None:
        owner[end] = came_from[end]
        end = entered.get(owner[end])
