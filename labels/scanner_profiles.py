"""What a scanner must be set to, once, and the files made from it for each family of devices (S01).

Settings follow the vendors' public manuals; whether a device obeys them is what its calibration shows.
"""

from typing import Literal

import msgspec

Family = Literal["datawedge", "honeywell", "generic"]

PROFILE_NAME = "Unitrail"
CARRIAGE_RETURN = "13"
AIM = "1"


class ScannerSettings(msgspec.Struct, frozen=True):
    """What every family is set to. ``symbologies``: the ones on our labels and our suppliers', all others off."""

    symbologies: tuple[str, ...] = (
        "datamatrix",
        "qrcode",
        "code128",
        "code39",
        "ean13",
        "ean8",
        "upca",
        "i2of5",
        "gs1_databar",
    )
    unwanted: tuple[str, ...] = ("pdf417", "maxicode", "aztec", "codabar", "code11", "msi", "upce0")
    character_delay_ms: int = 0


SETTINGS = ScannerSettings()
FILES: dict[str, Family] = {
    "unitrail-datawedge.json": "datawedge",
    "unitrail-honeywell.txt": "honeywell",
    "unitrail-scanner-settings.txt": "generic",
}


def profile_file(family: Family) -> str:
    """Return a family's file."""
    match family:
        case "datawedge":
            return msgspec.json.format(msgspec.json.encode(datawedge()), indent=2).decode() + "\n"
        case "honeywell":
            return f"{honeywell()}\n"
        case "generic":
            return "\n".join(f"{line}\n" for line in GENERIC)


def datawedge() -> dict[str, object]:
    """Return Zebra's SET_CONFIG bundle: the profile's name, its plug-ins, for the browser that runs the app."""
    decoders = {f"decoder_{name}": "true" for name in SETTINGS.symbologies}
    decoders |= {f"decoder_{name}": "false" for name in SETTINGS.unwanted}
    barcode = {
        "scanner_selection": "auto",
        "scanner_input_enabled": "true",
        "code_id_type": AIM,
        "decode_audio_feedback_uri": "",
        "decoding_led_feedback": "true",
        **decoders,
    }
    keystroke = {
        "keystroke_output_enabled": "true",
        "keystroke_action_char": "0",
        "keystroke_character_delay": str(SETTINGS.character_delay_ms),
        "keystroke_delay_control_characters": str(SETTINGS.character_delay_ms),
    }
    formatting = {
        "bdf_enabled": "true",
        "bdf_send_data": "true",
        "bdf_send_hex": "false",
        "bdf_send_tab": "false",
        "bdf_send_enter": "true",
    }
    plugins = {
        "BARCODE": barcode,
        "KEYSTROKE": keystroke,
        "BDF": formatting,
        "INTENT": {"intent_output_enabled": "false"},
    }
    return {
        "PROFILE_NAME": PROFILE_NAME,
        "PROFILE_ENABLED": "true",
        "CONFIG_MODE": "CREATE_IF_NOT_EXIST",
        "APP_LIST": [{"PACKAGE_NAME": "com.android.chrome", "ACTIVITY_LIST": ["*"]}],
        "PLUGIN_CONFIG": [
            {"PLUGIN_NAME": name, "RESET_CONFIG": "true", "PARAM_LIST": params} for name, params in plugins.items()
        ],
    }


_ALL_SYMBOLOGIES = "99"
_AIM_ID = "5C81"


def honeywell() -> str:
    """Return the menu commands, in one line as a scanner takes them.

    AIM identifier before every code; carriage return after it; control characters as Ctrl and a key, so that the
    group separator arrives; no beep for a mere read.
    """
    commands = ("PRECA2", "SUFCA2", f"PREBK2{_ALL_SYMBOLOGIES}{_AIM_ID}", "VSUFCR", "KBDCAS2", "BEPBEP0")
    return ";".join(commands) + "."


GENERIC = (
    "Unitrail · 扫描设置 · Scanner settings",
    "1. AIM identifier before every code (]d2, ]C1, ]Q3 …) · 每个条码前发送 AIM 标识",
    "2. Enter (carriage return) after every code · 每个条码后发送回车",
    "3. Group separator (ASCII 29) sent: Ctrl+], Alt+029 or mapped to F8 · 发送组分隔符：Ctrl+]、Alt+029 或 F8",
    "4. US keyboard, no case change, no delay between characters · 美式键盘，不改大小写，字符间无延时",
    "5. No beep for a read: the app's tones say what it came to · 关闭解码提示音：由应用的声音告知结果",
    "6. On: Data Matrix, QR, Code 128, Code 39, EAN, UPC-A, ITF, GS1 DataBar; all others off · 只开这些码制，其余关闭",
    "Then scan the calibration sheet. · 然后扫描校准纸。",
)
