"""The pairing is the best there is: compared with every other, on small cases."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ksb.assign import best_pairs

Weights = dict[int, dict[int, float]]

SIZE = 6
NUMBERS = st.integers(0, SIZE - 1)
WEIGHTS = st.dictionaries(NUMBERS, st.dictionaries(NUMBERS, st.integers(1, 20).map(lambda n: n / 20)))


def best_sum(weights: Weights) -> float:
    return max(
        sum(weights.get(left, {}).get(right, 0.0) for left, right in enumerate(order))
        for order in permutations(range(SIZE))
    )


@given(WEIGHTS)
def test_no_other_pairing_is_better(weights: Weights) -> None:
    pairs = best_pairs(weights)
    assert all(right in weights[left] for left, right in pairs.items())
    assert len(set(pairs.values())) == len(pairs)
    assert abs(sum(weights[left][right] for left, right in pairs.items()) - best_sum(weights)) < 1e-9


def test_it_is_no_greedy_walk() -> None:
    assert best_pairs({0: {0: 0.9, 1: 0.8}, 1: {0: 0.8}}) == {0: 1, 1: 0}
    assert best_pairs({}) == {}
