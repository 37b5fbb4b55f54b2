"""Policy documents and measures, from ``cases/policies.md``."""

from __future__ import annotations

import pytest

from case_tables import cases
from marked import read, unmarked
from zhengtu.model import Policy

CITY = "赣州市"


def policies(text: str) -> list[Policy]:
    return [fact for fact in read(text).facts if isinstance(fact, Policy)]


def said(policy: Policy) -> str:
    """A policy in the words of the table."""
    zone = policy.zone.name if policy.zone else "none"
    words = [policy.kind.value, policy.status and policy.status.value, policy.number]
    return ", ".join([word for word in words if word] + [f"of {zone}"] * (zone != CITY))


@pytest.mark.parametrize(("text", "says"), cases("policies"))
def test_a_text_gives_its_policies_and_no_others(text, says):
    plain, quotes = unmarked(text)
    found = policies(plain)
    assert "; ".join(said(policy) for policy in found) == says
    assert [policy.span.quote for policy in found] == (quotes if says else [])
    assert [policy.name for policy in found] == [q.strip("《》") for q in quotes if says]


def test_a_policy_named_twice_is_one():
    text = "印发《夜间经济发展方案》。《夜间经济发展方案》提出，建设特色街区。"
    (policy,) = policies(text)
    assert policy.span.start == text.index("《")


def test_a_title_inside_a_title_is_part_of_it():
    (policy,) = policies("印发《关于落实〈条例〉的实施意见》。")
    assert policy.name == "关于落实〈条例〉的实施意见"
