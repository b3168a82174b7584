from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.prepare.readers.decoding.encoding import decoded, printable
from briefing.prepare.readers.decoding.repair import mended
from briefing.text import Span, Text

FERRY = "The ferry to Östmark stays in port, said Zoë Łuk: “Not before dawn” – the café waits."


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_mark(codec: str) -> None:
    assert decoded(FERRY.encode(codec))[0] == FERRY


def test_windows_1252_is_the_answer_where_nothing_else_fits() -> None:
    text = FERRY.replace("Ł", "L")
    assert decoded(text.encode("cp1252")) == (text, "windows-1252")


def test_a_wrong_declaration_is_not_believed() -> None:
    text = FERRY.replace("Ł", "L")
    assert decoded(FERRY.encode("utf-8"), "iso-8859-1")[0] == FERRY
    assert decoded(text.encode("cp1252"), "shift_jis")[0] == text
    assert decoded(text.encode("cp1252"), "rot13")[0] == text


def test_a_fitting_declaration_is_believed() -> None:
    text = "Паром из Верхнего Ключа не выйдет до рассвета, сказала капитан."
    assert decoded(text.encode("windows-1251"), "windows-1251") == (text, "windows-1251")
    polish = "Prom nie wypłynie przed świtem, powiedziała kapitan Żuk z Dolnej Łąki."
    assert decoded(polish.encode("iso-8859-2"), "iso-8859-2")[0] == polish


def test_a_patched_utf_8_file_keeps_its_other_characters() -> None:
    data = FERRY.encode().replace("é".encode(), b"\xe9")
    text, name = decoded(data)
    assert name == "utf-8"
    assert text == FERRY.replace("é", "\ufffd")


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "koi8-r", "gb18030", "unicode_escape", "\0", "utf-7"]))
def test_any_bytes_decode_to_printable_text(data: bytes, declared: str | None) -> None:
    raw, _ = decoded(data, declared)
    text = printable(raw)
    assert len(text) == len(raw)
    text.encode("utf-8")
    assert not any(ord(c) < 32 and c not in "\t\n\r\f" for c in text)


def test_control_characters_give_way_to_a_space_or_show_a_loss() -> None:
    assert printable("one.\0 Two\x07. th\0ree") == "one.  Two . th\ufffdree"


def test_control_characters_that_are_bytes_of_windows_1252_are_what_it_means_by_them() -> None:
    assert (
        printable("OSTRAU \x97 The ferry didn\x92t sail, \x93not today\x94.")
        == "OSTRAU — The ferry didn’t sail, “not today”."
    )
    assert printable("th\x81ree \x9d four\x85") == "th\ufffdree   four\x85"  # it has no such bytes; a line may end so


def test_utf_8_read_as_iso_8859_1_is_mended() -> None:
    wrong = "The ferry – the town’s last – is “safe”".encode().decode("latin-1")
    assert mended(Text(printable(wrong))).string == "The ferry – the town’s last – is “safe”"


def test_mojibake_is_mended_and_the_rest_keeps_its_place() -> None:
    wrong = "Harbour news\nThe cafÃ© at the pier is shut"
    text = mended(Text.whole(wrong))
    assert text.string == "Harbour news\nThe café at the pier is shut"
    at = text.string.index("pier")
    assert text.source_of(Span(at, at + 4)) == Span(wrong.index("pier"), wrong.index("pier") + 4)


def test_what_is_mended_holds_no_control_character_either() -> None:
    text = mended(Text.whole("The cafÃ© À€ is shut")).string  # the two letters are a zero in a variant of UTF-8
    assert text == "The café   is shut"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Le conseil du port a décidé lundi de garder le vieux ferry jusqu’à l’été, où déjà l’an dernier…", "cp1252"),
        ("Рада гавані в понеділок вирішила зберегти старий паром до відкриття нового моста.", "cp1251"),
        ("Совет гавани в понедельник решил сохранить старый паром до открытия моста.", "koi8-r"),
        ("港の評議会は月曜日、新しい橋が開通するまで古いフェリーを運航し続けることを決めた。", "shift_jis"),
        ("港の評議会は月曜日、新しい橋が開通するまで古いフェリーを運航し続けることを決めた。", "iso2022_jp"),
        ("港口委员会星期一决定，在新桥开通之前，旧渡轮继续运行。主席说：“不会有人被困。”", "gb18030"),
        ("Το συμβούλιο του λιμανιού αποφάσισε τη Δευτέρα να διατηρήσει το παλιό πλοίο.", "cp1253"),
    ],
)
def test_undeclared_character_sets_are_detected(text: str, codec: str) -> None:
    assert decoded((text * 3).encode(codec))[0] == text * 3
