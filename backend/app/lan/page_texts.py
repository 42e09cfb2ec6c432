"""What the page for phones says, in both languages."""

from typing import Final

import msgspec


class PageTexts(msgspec.Struct, frozen=True):
    """The texts of one language; ``apple`` and ``android`` are steps in order."""

    title: str
    why: str
    download: str
    apple: tuple[str, ...]
    android: tuple[str, ...]
    compare: str
    check: str
    checking: str
    works: str
    fails: str
    leave: str
    other: str


TEXTS: Final = {
    "zh": PageTexts(
        title="让手机信任这台服务器",
        why="摄像头和断网记录只在 HTTPS 下可用。每部手机安装一次根证书即可，以后续期不用重装。",
        download="下载根证书",
        apple=(
            "用 Safari 打开本页，点“下载根证书”，选“允许”。",
            "打开“设置”，点顶部的“已下载描述文件”，再点“安装”。",
            "“设置 › 通用 › 关于本机 › 证书信任设置”中，打开这张证书的开关。这一步不能省。",
        ),
        android=(
            "点“下载根证书”。",
            (
                "“设置 › 安全 › 更多安全设置 › 加密与凭据 › 安装证书 › CA 证书”，选“仍然安装”，再选刚下载的文件。"
                "各品牌菜单名称略有不同，可在设置里搜索“CA 证书”。"
            ),
            "用 Chrome 打开系统。Firefox 默认不使用自行安装的证书。",
        ),
        compare="安装前，请核对手机上显示的 SHA-256 指纹与服务器终端上显示的一致：",
        check="检查 HTTPS",
        checking="正在检查……",
        works="HTTPS 可用。现在扫描终端上的设备登记二维码，或打开：",
        fails="HTTPS 还不可用。请核对上面的步骤，确认手机与服务器在同一网络，然后再检查一次。",
        leave="不再使用时，请在手机设置中删除这张证书。",
        other="English",
    ),
    "en": PageTexts(
        title="Let this phone trust the server",
        why="Camera and offline recording work only over HTTPS. Each phone installs the authority's certificate once; "
        "renewals need nothing more.",
        download="Download the certificate",
        apple=(
            "Open this page in Safari, tap “Download the certificate”, then “Allow”.",
            "Open Settings, tap “Profile Downloaded” at the top, then “Install”.",
            (
                "In Settings › General › About › Certificate Trust Settings, switch this certificate on. "
                "Without this step nothing works."
            ),
        ),
        android=(
            "Tap “Download the certificate”.",
            (
                "Settings › Security › More security settings › Encryption & credentials › Install a certificate › CA "
                "certificate, “Install anyway”, then choose the downloaded file. Makers name these menus differently: "
                "search the settings for “CA certificate”."
            ),
            "Use Chrome. Firefox ignores certificates that people installed unless told otherwise.",
        ),
        compare="Before installing, compare the SHA-256 fingerprint on the phone with the one in the terminal:",
        check="Check HTTPS",
        checking="Checking…",
        works="HTTPS works. Scan the enrolment code in the terminal now, or open:",
        fails="HTTPS does not work yet. Go through the steps above, make sure that phone and server are on the same "
        "network, then check again.",
        leave="When the phone no longer uses Unitrail, remove the certificate in its settings.",
        other="中文",
    ),
}
