"""Documents are taken apart by their headings, however these are written."""

import pytest

from interviewer.evidence.document import document_bank, read_document, sections

BODY = "The clerk types the eight digits herself while the reader is off."


@pytest.mark.parametrize(
    "heading",
    ["# Fallback", "### Fallback ###", "**Fallback**", "**Fallback:**", "Fallback\n========", "Fallback\n"],
)
def test_a_heading_is_found_and_is_no_sentence(heading):
    text = f"First of all this is about meters.\n\n{heading}\n{BODY}\n"
    assert [each.title for each in sections(text)] == ["", "Fallback"]
    last = sections(text)[-1]
    assert text[last.start : last.end].strip("= \n") == BODY
    assert [each.text for each in document_bank(read_document(text)).sentences][1:] == [BODY]


def test_a_table_is_read_row_by_row_without_its_head():
    text = (
        "| option | loses |\n|---|:--|\n| stop | the **baker** in Hull |\r\n| keep | nobody |\n\nDone here."
    )
    bank = document_bank(read_document(text))
    assert [each.text for each in bank.sentences] == [
        "stop; the baker in Hull",
        "keep; nobody",
        "Done here.",
    ]
    assert [bank.verbatim(each.number) for each in bank.sentences][1] == "keep | nobody"


def test_questions_and_answers_in_a_document_are_all_the_writers_own():
    text = "Q: Why now?\nA: The contract ends in May.\n\nInterviewer: nobody.\n"
    assert len(document_bank(read_document(text)).sentences) == 3


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# Only a title", "|---|", "| |", "```\n", "---\n---", "**", "#"]
)
def test_odd_documents_do_no_harm(text):
    sections(text)
    assert document_bank(read_document(text)).sentences == ()
