"""A second DataMatrix decoder for tests, written from ISO/IEC 16022: reads modules, shares no code with the product.
It corrects nothing: a symbol with a single wrong module fails its Reed-Solomon check.
"""

from collections.abc import Iterator, Sequence

Modules = Sequence[Sequence[bool]]
Cell = tuple[int, int]
UTAH = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))

# symbol side: (data regions a side, data codewords, error codewords); one interleaved block up to 48 x 48.
CAPACITY = {
    10: (1, 3, 5), 12: (1, 5, 7), 14: (1, 8, 10), 16: (1, 12, 12), 18: (1, 18, 14), 20: (1, 22, 18),
    22: (1, 30, 20), 24: (1, 36, 24), 26: (1, 44, 28), 32: (2, 62, 36), 36: (2, 86, 42), 40: (2, 114, 48),
    44: (2, 144, 56), 48: (2, 174, 68),
}  # fmt: skip
GF_POLYNOMIAL = 301
FNC1 = "\x1d"
C40_BASIC = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEXT_BASIC = " 0123456789abcdefghijklmnopqrstuvwxyz"
SHIFT_2 = "!\"#$%&'()*+,-./:;<=>?@[\\]^_"
X12_SET = "\r*> 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNLATCH = 254


def decode(modules: Modules) -> str:
    """The data of a square symbol of up to 48 modules, FNC1 as U+001D. Raises AssertionError if it is not sound."""
    regions, data_count, error_count = CAPACITY[len(modules)]
    _check_finder(modules, len(modules) // regions)
    codewords = _codewords(_mapping_matrix(modules, regions))
    assert len(codewords) == data_count + error_count
    assert not any(_syndromes(codewords, error_count)), "Reed-Solomon check failed"
    return "".join(_text(codewords[:data_count]))


def _check_finder(modules: Modules, region: int) -> None:
    side = len(modules)
    for start in range(0, side, region):
        end = start + region - 1
        for at in range(side):
            assert modules[at][start], "left border is solid"
            assert modules[end][at], "lower border is solid"
            assert modules[at][end] == (at % 2 == 1), "right border alternates"
            assert modules[start][at] == (at % 2 == 0), "upper border alternates"


def _mapping_matrix(modules: Modules, regions: int) -> list[list[bool]]:
    region = len(modules) // regions
    keep = [at for at in range(len(modules)) if at % region not in (0, region - 1)]
    return [[modules[y][x] for x in keep] for y in keep]


def _codewords(matrix: list[list[bool]]) -> list[int]:
    """ISO/IEC 16022 annex F: module placement, walked in reading order."""
    side = len(matrix)
    used: set[Cell] = set()
    found: list[int] = []
    for cells in _placements(side, used):
        value = 0
        for cell in cells:
            row, column = _wrapped(cell, side)
            used.add((row, column))
            value = value * 2 + matrix[row][column]
        found.append(value)
    return found


def _wrapped(cell: Cell, side: int) -> Cell:
    row, column = cell
    if row < 0:
        row, column = row + side, column + 4 - (side + 4) % 8
    if column < 0:
        row, column = row + 4 - (side + 4) % 8, column + side
    return row, column


def _placements(side: int, used: set[Cell]) -> Iterator[list[Cell]]:
    """The eight modules of each codeword in order: corner cases first, then diagonals up and down."""
    last = side - 1
    row, column = 4, 0
    while row < side or column < side:
        if row == side and column == 0:
            yield [(last, 0), (last, 1), (last, 2), (0, last - 1), (0, last), (1, last), (2, last), (3, last)]
        if row == side - 2 and column == 0 and side % 4:
            right = [(0, last - 3 + at) for at in range(4)]
            yield [(last - 2, 0), (last - 1, 0), (last, 0), *right, (1, last)]
        while row >= 0 and column < side:
            if row < side and column >= 0 and (row, column) not in used:
                yield [(row + down, column + right) for down, right in UTAH]
            row, column = row - 2, column + 2
        row, column = row + 1, column + 3
        while row < side and column >= 0:
            if row >= 0 and column < side and (row, column) not in used:
                yield [(row + down, column + right) for down, right in UTAH]
            row, column = row + 2, column - 2
        row, column = row + 3, column + 1


def _syndromes(codewords: list[int], count: int) -> Iterator[int]:
    powers = [1]
    for _ in range(254):
        doubled = powers[-1] * 2
        powers.append(doubled ^ GF_POLYNOMIAL if doubled > 255 else doubled)
    logs = {value: at for at, value in enumerate(powers)}
    for root in range(1, count + 1):
        total = 0
        for codeword in codewords:
            total = (powers[(logs[total] + root) % 255] if total else 0) ^ codeword
        yield total


def _text(data: list[int]) -> Iterator[str]:
    at = 0
    while at < len(data):
        word = data[at]
        at += 1
        if word == 129:
            return
        if word <= 128:
            yield chr(word - 1)
        elif word <= 229:
            yield f"{word - 130:02}"
        elif word == 232:
            yield FNC1
        elif word in {230, 238, 239}:
            triplets, at = _triplets(data, at)
            yield from _x12(triplets) if word == 238 else _c40(triplets, C40_BASIC if word == 230 else TEXT_BASIC)
        elif word == 240:
            characters, at = _edifact(data, at)
            yield characters
        elif word == 231:
            characters, at = _base_256(data, at)
            yield characters
        else:
            raise AssertionError(f"codeword {word} is not expected in a GS1 symbol")


def _triplets(data: list[int], at: int) -> tuple[list[int], int]:
    values: list[int] = []
    while at < len(data):
        if data[at] == UNLATCH:
            return values, at + 1
        if at + 1 == len(data):
            return values, at
        packed = data[at] * 256 + data[at + 1] - 1
        values += [packed // 1600, packed // 40 % 40, packed % 40]
        at += 2
    return values, at


def _x12(values: list[int]) -> Iterator[str]:
    for value in values:
        yield X12_SET[value]


def _c40(values: list[int], basic: str) -> Iterator[str]:
    shift = 0
    for value in values:
        if shift == 0 and value < 3:
            shift = value + 1
            continue
        if shift == 0:
            yield basic[value - 3]
        elif shift == 1:
            yield chr(value)
        elif shift == 2:
            yield FNC1 if value == 27 else SHIFT_2[value]
        else:
            character = chr(value + 96)
            yield character.upper() if basic == TEXT_BASIC and value <= 26 else character
        shift = 0


def _edifact(data: list[int], at: int) -> tuple[str, int]:
    found = ""
    while at < len(data):
        if len(data) - at <= 2:
            return found, at
        packed = int.from_bytes(bytes(data[at : at + 3]), "big")
        for place, shift in enumerate((18, 12, 6, 0)):
            value = packed >> shift & 63
            if value == 31:
                return found, at + min(place + 1, 3)
            found += chr(value if value & 32 else value | 64)
        at += 3
    return found, at


def _base_256(data: list[int], at: int) -> tuple[str, int]:
    def plain(position: int) -> int:
        return (data[position] - (149 * (position + 1) % 255 + 1)) % 256

    length = plain(at)
    at += 1
    if length > 249:
        length = (length - 249) * 250 + plain(at)
        at += 1
    elif length == 0:
        length = len(data) - at
    return "".join(chr(plain(position)) for position in range(at, at + length)), at + length
