"""What is pasted into running text: Word's own HTML as it lies on the clipboard, and that of browsers and other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from avtale.format.markdown import forbidden, parser
from tests.acceptance.test_desk_write import KEPT, Person, chromium, data, start  # noqa: F401

pytestmark = pytest.mark.extended

_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/ola/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:Wingdings;} p.MsoNormal, li.MsoNormal {margin:0cm; mso-pagination:widow-orphan;} @list l0 {mso-list-id:1;} --></style></head>
<body lang=NO style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->"""
_TAIL = "<!--EndFragment--></body></html>"


def _listed(sign: str, text: str, level: int = 1, where: str = "CxSpMiddle") -> str:
    """A paragraph of a list as Word writes it: the sign in a span that only Word shows as one."""
    return (
        f"<p class=MsoListParagraph{where} style='margin-left:36.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level{level} lfo1'>"
        "<![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>"
        f"{sign}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{text}<o:p></o:p></p>\r\n"
    )


#: What lies on the clipboard, and the text that comes of it.
WORD = {
    "paragraphs": (
        "<p class=MsoNormal>Partene <b style='mso-bidi-font-weight:normal'>skal</b> <i>samarbeide</i>\r\nom <span class=SpellE>ung\u00addom</span>,&nbsp;se <a\r\nhref=\"https://eksempel.example/a_(b)\"><span class=MsoHyperlink>lenken</span></a>.<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Bo i <st1:place w:st=\"on\">Oslo</st1:place>.<br style='mso-special-character:line-break'>Ny linje.</p>",
        "Partene **skal** samarbeide om ungdom, se [lenken](https://eksempel.example/a_%28b%29).\n\nBo i Oslo.\nNy linje.",
    ),
    "lists": (
        _listed("·", "opplæring og <b>ar</b><b>beid</b>", 1, "CxSpFirst") + _listed("o", "områder", 2) + _listed("§", "slutt", 1, "CxSpLast")
        + "<p class=MsoListParagraph style='margin-left:36.0pt'>opplæring uten punkt</p>" + _listed("1.", "første") + _listed("2.", "andre") + _listed("a)", "bokstav", 2),
        "- opplæring og **arbeid**\n   - områder\n- slutt\n\nopplæring uten punkt\n\n1. første\n2. andre\n   - a) bokstav",
    ),
    "table": (
        "<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'>"
        "<td width=301 style='mso-border-alt:solid'><p class=MsoNormal><b>Hvem</b><o:p></o:p></p></td><td><p class=MsoNormal>Hva<o:p></o:p></p></td></tr>"
        "<tr><td colspan=2><p class=MsoNormal>Begge | alle</p><p class=MsoNormal>sammen</p></td></tr></table>",
        "| **Hvem** | Hva |\n|---|---|\n| Begge \\| alle sammen |  |",
    ),
    "what is not the text": (
        "<h2 style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.1<span>&nbsp; </span></span><a name=\"_Toc1\">Formål</a></h2>"
        "<p class=MsoNormal>Står<del cite=\"mailto:Ola\" datetime=\"2026\"> ikke</del><ins cite=\"mailto:Ola\"> fast</ins><a style='mso-comment-reference:K_1'></a>"
        "<span class=MsoCommentReference><span style='mso-special-character:comment'>[K1]</span></span>.<span style='display:none;mso-hide:all'>skjult</span></p>"
        "<p class=MsoNormal>Se punkt <a href=\"#_Toc1\">Formål</a></p><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Er dette riktig?</p></div></div>",
        "Formål\n\nStår fast.\n\nSe punkt Formål",
    ),
    "signs of Markdown": (
        "<p class=MsoNormal>1. januar 2027 trer den i kraft.</p><p class=MsoNormal>- et * tegn, fil_navn og _strek_</p><p class=MsoNormal># 3</p>",
        "1\\. januar 2027 trer den i kraft.\n\n\\- et \\* tegn, fil_navn og \\_strek\\_\n\n\\# 3",
    ),
}  # fmt: skip
OTHERS = {
    "a browser": (
        "<meta charset='utf-8'><ul><li>en<ul><li>under</li></ul></li><li><p>to <strong>fet</strong></p></li></ul><ol start=3><li>tre</li><li>fire</li></ol>",
        "- en\n   - under\n- to **fet**\n\n3. tre\n4. fire",
    ),
    "a document of Google": (
        "<meta charset='utf-8'><b style=\"font-weight:normal;\" id=\"docs-internal-guid-1\"><p dir=\"ltr\"><span style=\"font-weight:700;\">Fet</span><span style=\"font-weight:400;\"> og ikke</span></p>"
        "<ul><li dir=\"ltr\"><p>en</p></li><ul><li><p>under</p></li></ul></ul></b>",
        "**Fet** og ikke\n\n- en\n   - under",
    ),
    "an e-mail": ("<div>Hei<div>på deg</div></div><table><tr><td><p>Bare en ramme</p></td></tr></table><script>alert(1)</script><img src=x onerror=alert(1)>", "Hei\n\npå deg\n\nBare en ramme"),
}  # fmt: skip
_PASTE = """html => { const data = new DataTransfer(); data.setData("text/html", html);
const area = document.querySelector("textarea[data-prose]"); area.value = ""; area.focus();
area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); return area.value; }"""


def test_what_is_pasted_keeps_bold_lists_links_and_tables_and_nothing_else(
    chromium: Any,  # noqa: F811
    tmp_path: Path,
) -> None:
    cases = {name: (_HEAD + html + _TAIL, said) for name, (html, said) in WORD.items()} | OTHERS
    with start(tmp_path) as running:
        ane = Person(chromium, running)
        page = ane.go("/draft/ot/prove-1.00.yaml?at=/principle")
        page.wait_for_selector("[role=toolbar]")
        for name, (html, said) in cases.items():
            assert page.evaluate(_PASTE, html) == said, name
            assert not forbidden(said), name
        read = parser().render(WORD["lists"][1])
        assert read.count("<ul>") == 3, read  # each list within its item
        page.evaluate(_PASTE, cases["lists"][0])
        page.wait_for_selector(KEPT)
        page.click("button:has-text('Lagre')")
        page.wait_for_selector("text=Lagret. Nå ser de andre det.")
        # What is pasted is read where the policy holds too: of it nothing runs, and no style is taken.
        assert {said.partition(" violates")[0] for said in ane.said} <= {
            "Applying inline style",
            "Executing inline event handler",
        }
    assert data(tmp_path)["principle"] == f"{WORD['lists'][1]}\n"
    assert "principle: |\n  - opplæring og **arbeid**\n" in (
        tmp_path / "agreements/ot/prove-1.00.yaml"
    ).read_text(encoding="utf-8")
