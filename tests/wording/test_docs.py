import re
from pathlib import Path

from afterview.wording import languages, load
from afterview.wording.templates import SHIPPED

PAGE = (Path(__file__).parents[2] / "docs" / "texts.md").read_text(encoding="utf-8")


def test_the_page_names_every_block_of_the_frame() -> None:
    blocks = re.findall(r"{% block (\w+)", (SHIPPED / "en" / "frame.txt").read_text(encoding="utf-8"))

    assert blocks
    assert [block for block in blocks if f"`{block}`" not in PAGE] == []


def test_the_example_of_the_page_works(tmp_path: Path) -> None:
    example = re.search(r"```\n({# texts/final.*?)```", PAGE, re.DOTALL)
    assert example is not None
    (tmp_path / "final.email.txt").write_text(example[1], encoding="utf-8")

    load(tmp_path)


def test_every_language_has_the_same_files_blocks_and_macros() -> None:
    def outline(language: str) -> dict[str, list[str]]:
        return {
            path.name: sorted(re.findall(r"{% block (\w+)", path.read_text(encoding="utf-8")))
            for path in (SHIPPED / language).iterdir()
        }

    assert {language: outline(language) for language in languages()} == {
        language: outline("en") for language in languages()
    }
