"""Titles in Chinese, Japanese and Korean, cut into companies, roles and people."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterview.core import running_title, scene
from afterview.core.event import Attendee, Event
from afterview.core.interview import Candidate, judge
from afterview.core.notes import NOTHING_SAID

OWN = Attendee(email="lin.muyang@qq.com", name="林沐阳")


def event(summary: str, description: str = "", *, attendees: tuple[Attendee, ...] = ()) -> Event:
    return Event(
        uid="1",
        summary=summary,
        description=description,
        start=datetime(2026, 3, 10, 6, tzinfo=UTC),
        end=datetime(2026, 3, 10, 7, tzinfo=UTC),
        attendees=attendees,
    )


def told(summary: str, description: str = "", *, attendees: tuple[Attendee, ...] = ()) -> tuple[str | None, str | None]:
    found = judge(
        event(summary, description, attendees=attendees), Candidate(addresses=frozenset({OWN.email})), NOTHING_SAID
    )
    return found.company, found.role


@pytest.mark.parametrize(
    ("summary", "company", "role"),
    [
        ("青空電機 二次面接", "青空電機", None),
        ("一次面接(株式会社アオゾラ)オンライン", "株式会社アオゾラ", None),
        ("面接 ソラネ バックエンドエンジニア 渋谷", "ソラネ", "バックエンドエンジニア"),
        ("最終面接:SoraHR カスタマーサクセス", "SoraHR", "カスタマーサクセス"),
        ("カジュアル面談(株式会社アオゾラ × 早乙女様)", "株式会社アオゾラ", None),
        ("ソラネエージェント 二次面接", "ソラネエージェント", None),
        ("云帆科技后端开发 二面", "云帆科技", "后端开发"),
        ("云帆后端开发 二面", "云帆", "后端开发"),
        ("【面试邀请】云帆科技-前端工程师(校招)-林沐阳", "云帆科技", "前端工程师"),
        ("國家發展銀行 面試 工程師 新竹", "國家發展銀行", "工程師"),
        ("하늘랩스 백엔드 개발자 기술면접", "하늘랩스", "백엔드 개발자"),
        ("SK 하늘전자 1차 면접 판교", "SK 하늘전자", None),
        ("[주식회사 하늘빛] 컬처핏 인터뷰", "하늘빛", None),
        ("면접 이하늘 하늘은행", "하늘은행", None),
        ("İKEA 二次面接", "İKEA", None),
        ("面试 王晓晴 李晓明", None, None),
    ],
)
def test_a_title_names_its_company_and_role(summary: str, company: str | None, role: str | None) -> None:
    assert told(summary) == (company, role)


def test_the_candidate_and_those_who_take_part_are_no_company() -> None:
    interviewer = Attendee(email="wang@yunfan.example", name="王晓晴")
    assert told("面试 林沐阳 王晓晴 云帆", attendees=(OWN, interviewer))[0] == "云帆"


@pytest.mark.parametrize("summary", ["最終 引越し先の鍵", "최종 열쇠 받기", "二次 鍵"])
def test_what_one_has_at_last_is_no_company(summary: str) -> None:
    seen = scene.read(event(summary), addresses=frozenset(), name=None, employers=frozenset())
    assert [s.text for s in running_title.stretches(seen, summary) if s.kind == "name"] == []


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("株式会社アオゾラの採用担当です。", "株式会社アオゾラ"),
        ("感谢您投递云帆科技「后端开发」岗位", "云帆科技"),
        ("안녕하세요. 하늘랩스 채용팀입니다.", "하늘랩스"),
        ("(주)하늘빛 면접", "하늘빛"),
    ],
)
def test_running_text_names_companies(text: str, company: str) -> None:
    assert running_title.companies(text)[0] == company


def test_running_text_names_roles_behind_labels_in_brackets_and_in_short_notes() -> None:
    assert running_title.roles("職種:経理 場所:本社") == ("経理",)
    assert running_title.roles("应聘我司「后端开发工程师(校招)」岗位")[0] == "后端开发工程师(校招)"
    assert running_title.roles("エージェント経由 生産技術") == ("生産技術",)


def test_a_korean_sentence_names_the_role_that_one_applied_for() -> None:
    thanks = "저희 회사에 관심을 가지고 지원해 주셔서 진심으로 감사드리며 "
    assert told("면접", f"{thanks}이번에 지원하신 백엔드 개발자 포지션의 면접을 안내드립니다")[1] == "백엔드 개발자"
