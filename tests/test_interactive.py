"""``mtcheck fix --interactive``: what is answered is what is written."""

import pytest
from click.testing import CliRunner

from mtcheck.cli import main

TEXT = "The talks. with the unions resume on tuesday. They pay 12.500 soldiers.\n"


@pytest.fixture
def ask(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text(TEXT)

    def one(*answers, words=("fix", "a.txt", "-i")):
        done = CliRunner().invoke(
            main, [*words, "--only", "seams,names,numbers"], input="".join(f"{a}\n" for a in answers)
        )
        return done, path.read_text()

    return one


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ("yyy", "The talks with the unions resume on Tuesday. They pay 12,500 soldiers.\n"),
        ("yny", "The talks with the unions resume on tuesday. They pay 12,500 soldiers.\n"),
        ("nnn", TEXT),
        ("a", "The talks with the unions resume on Tuesday. They pay 12,500 soldiers.\n"),
        ("na", "The talks. with the unions resume on Tuesday. They pay 12,500 soldiers.\n"),
        ("yq", "The talks with the unions resume on tuesday. They pay 12.500 soldiers.\n"),
        ("q", TEXT),
        (["x", "?", "yes", "no", "quit"], "The talks with the unions resume on tuesday. They pay 12.500 soldiers.\n"),
        (["e", "discussions", "q"], "The discussions with the unions resume on tuesday. They pay 12.500 soldiers.\n"),
        (["e", "", "q"], "The talks with the unions resume on tuesday. They pay 12.500 soldiers.\n"),
        (["n", "edit", "-", "q"], "The talks. with the unions resume on  They pay 12.500 soldiers.\n"),
    ],
)
def test_answers(ask, answers, text):
    done, after = ask(*answers)
    assert done.exit_code == 0, done.output
    assert after == text


def test_what_is_shown_and_asked(ask):
    done, _ = ask("n", "n", "n")
    assert "1:10 major: A full stop cuts the clause before “with”; remove it.\n    [seams.stray-stop]" in done.stdout
    assert "a.txt 1/3: apply? [y,n,e,a,q,?]" in done.stdout
    assert "a.txt 3/3: apply? [y,n,e,a,q,?]" in done.stdout


def test_no_answer_writes_nothing(ask):
    done, after = ask("y")
    assert done.exit_code == 2
    assert done.stderr.endswith("mtcheck: no answer: the input ended; what was asked about is left as it was\n")
    assert after == TEXT


def test_standard_input_cannot_be_asked_about():
    assert CliRunner().invoke(main, ["fix", "-", "-i"]).exit_code == 2
