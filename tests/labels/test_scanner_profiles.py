import json

import pytest

from labels.scanner_profiles import FILES, SETTINGS, datawedge, honeywell, profile_file


def parameters(plugin: str) -> dict[str, str]:
    (found,) = [one for one in json.loads(profile_file("datawedge"))["PLUGIN_CONFIG"] if one["PLUGIN_NAME"] == plugin]
    params: dict[str, str] = found["PARAM_LIST"]
    return params


def test_s01_datawedge_sends_the_aim_identifier_the_data_and_enter_without_delay_or_beep() -> None:
    barcode, keystroke, formatting = (parameters(name) for name in ("BARCODE", "KEYSTROKE", "BDF"))
    assert (barcode["code_id_type"], barcode["decode_audio_feedback_uri"]) == ("1", "")
    assert (keystroke["keystroke_output_enabled"], keystroke["keystroke_character_delay"]) == ("true", "0")
    assert (formatting["bdf_send_data"], formatting["bdf_send_enter"], formatting["bdf_send_tab"]) == (
        "true",
        "true",
        "false",
    )


def test_s01_only_one_plugin_ends_a_code_so_that_it_is_not_ended_twice() -> None:
    assert parameters("KEYSTROKE")["keystroke_action_char"] == "0"


def test_s01_every_value_of_a_datawedge_bundle_is_a_text_as_its_interface_takes_them() -> None:
    plugins = datawedge()["PLUGIN_CONFIG"]
    assert isinstance(plugins, list)
    assert all(isinstance(value, str) for plugin in plugins for value in plugin["PARAM_LIST"].values())


def test_s01_the_symbologies_of_our_labels_are_on_and_no_other() -> None:
    decoders = {name: value for name, value in parameters("BARCODE").items() if name.startswith("decoder_")}
    on = {name for name, value in decoders.items() if value == "true"}
    assert on == {f"decoder_{name}" for name in SETTINGS.symbologies}
    assert {"decoder_datamatrix", "decoder_code128", "decoder_qrcode"} <= on
    assert "decoder_pdf417" in decoders


def test_s02_honeywell_translates_control_characters_and_ends_with_a_carriage_return() -> None:
    commands = honeywell().removesuffix(".").split(";")
    assert "PREBK2995C81" in commands
    assert {"VSUFCR", "KBDCAS2", "BEPBEP0"} <= set(commands)
    assert commands.index("PRECA2") < commands.index("PREBK2995C81")


@pytest.mark.parametrize("name", FILES)
def test_s01_each_family_has_a_file(name: str) -> None:
    assert profile_file(FILES[name]).endswith("\n")


def test_s01_the_sheet_for_other_scanners_is_in_both_languages() -> None:
    text = profile_file("generic")
    assert all("·" in line for line in text.splitlines() if line)
