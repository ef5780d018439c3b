"""The pairing is the best there is: compared with every other, on small cases."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from ksb.assign import best_pairs

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 20).map(lambda n: n / 20), max_size=14
)


def best_sum(weights: dict[tuple[int, int], float]) -> float:
    return max(sum(weights.get(pair, 0.0) for pair in enumerate(order)) for order in permutations(range(5)))


@given(WEIGHTS)
def test_no_other_pairing_is_better(weights: dict[tuple[int, int], float]) -> None:
    pairs = best_pairs(weights)
    assert set(pairs.items()) <= set(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert abs(sum(weights[pair] for pair in pairs.items()) - best_sum(weights)) < 1e-9


def test_it_is_no_greedy_walk() -> None:
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == {0: 1, 1: 0}
    assert best_pairs({}) == {}
