import os

import pytest

from mtcheck.core.model import Problem
from mtcheck.core.settings import Config
from mtcheck.input.reading import Text, texts


def read(path, config=None, format_=None):
    return list(texts([str(path)], config or Config(), format_))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"abc\0def", "binary file"),
        ("“ab”".encode("utf-16"), "UTF-16"),
        (b"one\ntwo \xe9t\xe9\n", "not UTF-8: byte 0xe9 on line 2"),
    ],
)
def test_bytes_that_are_no_text(tmp_path, raw, words):
    path = tmp_path / "a.txt"
    path.write_bytes(raw)
    (problem,) = read(path)
    assert isinstance(problem, Problem)
    assert words in problem.message


def test_a_missing_file_is_a_problem(tmp_path):
    assert read(tmp_path / "none.txt") == [Problem("no such file", str(tmp_path / "none.txt"))]


def test_an_empty_file_is_an_empty_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    assert read(path) == [Text(str(path), "", "plain")]


def test_a_file_over_the_limit_is_a_problem(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 101)
    (problem,) = read(path, Config(max_bytes=100))
    assert "larger than 100 bytes" in problem.message


def test_line_ends_and_byte_order_mark_are_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffa\r\nb\rc\n".encode())
    assert read(path)[0].text == "\ufeffa\r\nb\rc\n"


def test_broken_json_lines_are_named_and_the_rest_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    rows = [
        b'{"id": "a", "target": "One."}',
        b"{not json",
        b"",
        b'{"id": 4}',
        b'{"target": "Two.", "x": [1]}',
        b'{"target": "\\ud800"}',
    ]
    path.write_bytes(b"\n".join(rows))
    found = read(path)
    assert [(one.segment, one.line, one.text) for one in found if isinstance(one, Text)] == [
        ("a", 1, "One."),
        ("5", 5, "Two."),
    ]
    assert [one.line for one in found if isinstance(one, Problem)] == [2, 4, 6]


def test_an_overlong_json_line_is_skipped(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"target": "' + b"x" * 300 + b'"}\n{"target": "ok"}\n')
    problem, source = read(path, Config(max_bytes=100))
    assert (problem.line, source.text, source.line) == (1, "ok", 2)


def test_folders_are_searched_in_order_without_what_is_excluded(tmp_path):
    for name in ("b.txt", "a.md", "c.py", "sub/d.html", "node_modules/e.txt", "old/f.txt", "draft-g.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    found = read(tmp_path, Config(exclude=["old/", "draft-*"]))
    assert [os.path.relpath(one.file, tmp_path) for one in found] == ["a.md", "b.txt", "sub/d.html"]


def test_a_folder_without_texts_is_a_problem(tmp_path):
    (problem,) = read(tmp_path)
    assert "no file to check" in problem.message


def test_a_loop_of_folders_ends(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(read(tmp_path)) == 1
