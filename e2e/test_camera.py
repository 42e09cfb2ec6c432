"""The camera of a handheld: a film of labels instead of a lens, everything else as on the device."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect, sync_playwright

from e2e.axe import violations
from e2e.handheld import Handheld
from e2e.server import RECEIVER, Server
from tests.builders.camera_video import card, element_string, film

ORDER = "PO-2611-001"
LABEL = "[01]09521234010104[17]290228[10]CAM-1"
OTHER_LABEL = "[01]09521234010104[17]290228[10]CAM-2"
BAG = "25 kg"
ITEM = "FEP 树脂"
ENGLISH = "QH-0009"
READ_MS = 20_000
TAP_PX = 56
# Sooner than this the same code is taken for an accident (S27).
SAME_AGAIN_MS = 2_000


class Filmed:
    """A handheld and the film before its lens."""

    def __init__(self, handheld: Handheld, file: Path) -> None:
        self.handheld = handheld
        self.file = file

    @property
    def panel(self) -> Locator:
        return self.handheld.page.locator(".camera:visible")

    def toggle(self) -> None:
        self.handheld.page.locator(".u-frame-camera-button:visible").click()

    def open(self) -> None:
        self.toggle()
        expect(self.panel.locator('[data-state="live"]')).to_be_visible(timeout=READ_MS)

    def close(self) -> None:
        self.toggle()
        expect(self.panel).to_have_count(0)


# What the browser answers when the person forbids the camera, and its own answer again.
FORBID = """() => {
  const media = navigator.mediaDevices;
  window.allowed = media.getUserMedia;
  media.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
}"""
ALLOW = "() => { navigator.mediaDevices.getUserMedia = window.allowed; }"


@pytest.fixture(scope="module")
def filmed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filmed]:
    file = tmp_path_factory.mktemp("film") / "labels.mjpeg"
    film(file)
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={file}",
    )
    with sync_playwright() as playwright:
        handheld = Handheld(playwright, tmp_path_factory.mktemp("profile"), server.url, flags)
        handheld.start()
        handheld.enrol(server.enrolment("H07"))
        handheld.wait_for_numbers(server)
        yield Filmed(handheld, file)
        handheld.kill()


def smaller_side(target: Locator) -> float:
    box = target.bounding_box()
    assert box is not None
    return min(box["width"], box["height"])


def test_s40_s49_a_label_before_the_camera_is_received_and_looked_up_without_a_network(
    filmed: Filmed, server: Server
) -> None:
    handheld = filmed.handheld
    handheld.badge(RECEIVER, "刘洋")
    handheld.context.set_offline(True)
    handheld.open("/receive")
    filmed.open()
    handheld.scanner.scan(f"]Q1{ORDER}")
    handheld.expect_verdict(ORDER)
    filmed.close()
    film(filmed.file, element_string(LABEL))
    filmed.open()
    expect(handheld.page.locator(".u-verdict:visible").first).to_contain_text(BAG, timeout=READ_MS)
    expect(handheld.page.locator(".u-frame-list:visible")).to_contain_text("CAM-1")
    assert handheld.unsent() == 1
    filmed.close()

    handheld.open("/lookup")
    handheld.page.wait_for_timeout(SAME_AGAIN_MS)
    filmed.open()
    expect(handheld.page.locator(".u-verdict:visible").first).to_contain_text(ITEM, timeout=READ_MS)
    filmed.close()

    handheld.context.set_offline(False)
    handheld.wait_until_sent()
    (row,) = [row for row in server.receipts() if row["supplier_lot"] == "CAM-1"]
    assert row["status"] == "posted"
    sent = [record["raw"] for record in server.rows("SELECT raw FROM entry")]
    (entry,) = [raw for raw in sent if b"CAM-1" in raw]
    assert b'"entered":"camera"' in entry


def test_s45_of_two_codes_in_view_one_is_tapped_unless_the_screen_expects_one(filmed: Filmed) -> None:
    handheld = filmed.handheld
    film(filmed.file, element_string(OTHER_LABEL), card("LOC:SZ/QUAR-02"))
    handheld.open("/lookup")
    filmed.open()
    choices = filmed.panel.locator(".camera-choices button")
    expect(choices).to_have_count(3, timeout=READ_MS)
    expect(filmed.panel.locator(".camera-outline circle")).to_have_count(2)
    assert violations(handheld.page) == []
    assert min(map(smaller_side, choices.all())) >= TAP_PX
    choices.filter(has_text="QUAR-02").click()
    expect(handheld.page.locator(".u-verdict:visible").first).to_contain_text("QUAR-02")
    filmed.close()


def test_the_open_camera_is_clean_and_its_targets_fit_a_glove_in_both_languages(filmed: Filmed) -> None:
    handheld = filmed.handheld
    film(filmed.file)
    for badge, name in ((ENGLISH, "Tom Becker"), (RECEIVER, "刘洋")):
        handheld.open("/")
        handheld.badge(badge, name)
        filmed.open()
        assert violations(handheld.page) == []
        tools = filmed.panel.locator(".camera-tools button").all()
        assert len(tools) >= 3
        assert min(map(smaller_side, tools)) >= TAP_PX
        filmed.close()


def test_s47_a_camera_that_is_not_allowed_is_explained_and_a_photo_reads_instead(
    filmed: Filmed, tmp_path: Path
) -> None:
    handheld = filmed.handheld
    handheld.open("/lookup")
    handheld.page.evaluate(FORBID)
    filmed.toggle()
    expect(filmed.panel).to_contain_text("没有摄像头权限", timeout=READ_MS)
    assert violations(handheld.page) == []
    photo = tmp_path / "photo.mjpeg"
    film(photo, element_string(LABEL))
    pictures = photo.read_bytes()
    one = pictures[: pictures.index(b"\xff\xd9") + 2]
    filmed.panel.locator("input[type=file]").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": one})
    expect(handheld.page.locator(".u-verdict:visible").first).to_contain_text(ITEM, timeout=READ_MS)
    handheld.page.evaluate(ALLOW)
    filmed.panel.get_by_role("button", name="重新打开摄像头").click()
    expect(filmed.panel.locator('[data-state="live"]')).to_be_visible(timeout=READ_MS)
    filmed.close()
