from collections.abc import Callable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from labels.check_digits import check_digit, has_check_digit
from labels.element_string import bracketed, build, hri, in_encoding_order
from labels.gs1_dates import full_year
from labels.readings import READINGS_MAX
from labels.udi import parse, parse_any

CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
YEAR = 2026
Elements = list[tuple[str, str]]

digits13 = st.text("0123456789", min_size=13, max_size=13)
gtins = digits13.map(lambda digits: digits + check_digit(digits))
lots = st.text(CSET82, min_size=1, max_size=20)
plain_lots = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", min_size=1, max_size=20)
days = st.dates(date(1977, 1, 1), date(2076, 12, 31))


def labels_of(values: st.SearchStrategy[str]) -> st.SearchStrategy[Elements]:
    """Return GTIN, then some of production, expiry, lot, serial and secondary serial, in any order."""
    optional = {
        "11": days.map(lambda day: f"{day:%y%m%d}"),
        "17": days.map(lambda day: f"{day:%y%m%d}"),
        "10": values,
        "21": values,
        "240": values,
    }
    chosen = st.lists(st.sampled_from(sorted(optional)), unique=True)
    others = chosen.flatmap(lambda ais: st.tuples(*[st.tuples(st.just(ai), optional[ai]) for ai in ais]))
    return st.tuples(gtins, others).map(lambda drawn: [("01", drawn[0]), *drawn[1]])


def read(text: str) -> Elements:
    reading = parse(text, year=YEAR, separators_sent=True)
    assert reading.errors == ()
    return [(element.ai, element.value) for element in reading.elements]


def in_form(write: Callable[[Elements], str], elements: Elements) -> None:
    assert read(write(elements)) == elements


@given(labels_of(lots))
def test_what_is_built_is_read_back(elements: Elements) -> None:
    in_form(build, elements)


@given(labels_of(lots))
def test_what_is_bracketed_is_read_back(elements: Elements) -> None:
    in_form(bracketed, elements)


@given(labels_of(plain_lots))
def test_what_is_printed_for_people_is_read_back(elements: Elements) -> None:
    in_form(hri, elements)


@given(labels_of(plain_lots))
@settings(deadline=None)
def test_without_separators_the_true_reading_is_among_the_candidates(elements: Elements) -> None:
    reading = parse(build(elements).replace("\x1d", ""), year=YEAR)
    candidates = [reading.elements, *(option.elements for option in reading.ambiguous)]
    found = [[(element.ai, element.value) for element in candidate] for candidate in candidates]
    assert elements in found or reading.ambiguous_cut
    assert len(reading.ambiguous) <= READINGS_MAX


@given(st.text(max_size=60) | st.text("0129]d2C[]()\x1dAB", max_size=40))
@settings(deadline=None)
def test_any_text_gets_an_answer_whose_spans_lie_within_it(text: str) -> None:
    reading = parse(text, year=YEAR)
    assert reading.ok == (not reading.errors)
    assert reading.ok or reading.ambiguous or reading.errors
    for problem in reading.errors + reading.warnings:
        assert 0 <= problem.start <= problem.end <= len(text)


@given(labels_of(plain_lots), st.data())
def test_one_wrong_digit_of_a_gtin_is_always_found(elements: Elements, data: st.DataObject) -> None:
    gtin = elements[0][1]
    place = data.draw(st.integers(0, 13))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != gtin[place]]))
    wrong = gtin[:place] + other + gtin[place + 1 :]
    reading = parse(bracketed([("01", wrong), *elements[1:]]), year=YEAR)
    assert "CHECK_DIGIT_WRONG" in [problem.code for problem in reading.errors]
    assert reading.identity.device_identifier is None


@given(st.text("0123456789", min_size=1, max_size=17))
def test_a_check_digit_makes_a_number_that_has_one(digits: str) -> None:
    assert has_check_digit(digits + check_digit(digits))


@given(st.integers(0, 99), st.integers(1951, 2999))
def test_a_two_digit_year_lies_from_49_back_to_50_ahead(two_digits: int, year: int) -> None:
    assert full_year(two_digits, year=year) % 100 == two_digits
    assert -49 <= full_year(two_digits, year=year) - year <= 50


@given(labels_of(lots | plain_lots), st.sampled_from(["", "]d2", "]C1", "\x1d", "]d2\x1d", "]d1"]), st.data())
@settings(max_examples=300, deadline=None)
def test_the_short_cut_for_device_labels_answers_as_the_reader_of_all_texts(
    elements: Elements, prefix: str, data: st.DataObject
) -> None:
    text = prefix + build(in_encoding_order(elements))
    place = data.draw(st.integers(0, len(text)))
    text = data.draw(st.sampled_from([text, text + "\x1d", text[:place], text[:place] + "9" + text[place + 1 :]]))
    known = data.draw(st.booleans())
    assert parse(text, year=YEAR, separators_sent=known) == parse_any(text, year=YEAR, separators_sent=known)
