"""What people expect of a command-line tool: names for everything, files found, settings found, nothing passed over."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from mtcheck.cli import main
from mtcheck.cli.main import COMMANDS
from mtcheck.core.choice import Choice
from mtcheck.core.languages import primary
from mtcheck.core.settings import Config
from mtcheck.input.folders import ENDINGS
from mtcheck.input.reading import texts
from mtcheck.output import settings_page
from mtcheck.passes import PASSES, RULES, Setup, make
from mtcheck.run import whole

ROOT = Path(__file__).parent.parent
BAD = "The talks. with the unions resume on Tuesday.\n"
GOOD = "The talks with the unions resume on Tuesday.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "bad.txt").write_text(BAD)
    runner = CliRunner()

    def one(*words, stdin=None, code=None):
        done = runner.invoke(main, [*words], input=stdin, catch_exceptions=False)
        assert code is None or done.exit_code == code, done.output
        return done

    return one


def found(done):
    return [row["rule"] for row in map(json.loads, done.stdout.splitlines()) if row["type"] == "finding"]


# Languages


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("pt_BR", "pt"),
        ("spanish", "es"),
        ("Español", "es"),
        ("Mandarin", "zh"),
        ("zh-Hans", "zh"),
        ("iw", "he"),
        ("ger", "de"),
    ],
)
def test_a_language_may_be_written_in_many_ways(name, code):
    assert primary(name) == code
    assert Config(source_lang=[name, code]).source_lang == [code]


@pytest.mark.parametrize("name", ["xx", "espanol", "", "es fr"])
def test_what_is_no_language_is_an_error(run, name):
    done = run("check", "bad.txt", f"--source-lang={name} ,es" if not name else f"--source-lang={name}")
    if name:
        assert done.exit_code == 2
        assert f"unknown language '{name}'" in done.stderr
    else:
        assert done.exit_code == 1


# Lists, overrides


@pytest.mark.parametrize(
    "words",
    [
        ["--ignore", "seams,quotes"],
        ["--ignore", "seams", "--ignore", "quotes"],
        ["--only", "quotes , names"],
        ["--per-file-ignores", "*.txt:seams,quotes"],
        ["--per-file-ignores", "ba*:seams"],
        ["--severity", "seams=neutral"],
        ["--exit-zero"],
    ],
)
def test_a_finding_that_is_not_wanted_fails_nothing(run, words):
    run("check", "bad.txt", *words, code=0)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--only", "seams"], 1),
        (["--only", "seams.stray-stop", "--select", "style"], 1),
        (["--per-file-ignores", "*.md:seams"], 1),
        (["--severity", "seams=critical", "--fail-on", "critical"], 1),
        (["--severity", "seams=critical,seams.stray-stop=minor", "--fail-on", "major"], 0),
        (["--severity", "seams=grave"], 2),
        (["--severity", "seam=minor"], 2),
        (["--severity", "seams"], 2),
        (["--per-file-ignores", "seams"], 2),
        (["--per-file-ignores", "*:seam"], 2),
        (["--only", "seam"], 2),
        (["--passes", "harper,harpo"], 2),
    ],
)
def test_overrides(run, words, code):
    run("check", "bad.txt", *words, code=code)


def test_overrides_from_the_settings_add_to_those_of_the_command_line(run, tmp_path):
    (tmp_path / "mtcheck.toml").write_text('[severity]\nseams = "critical"\n[per-file-ignores]\n"old/*" = ["seams"]\n')
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.txt").write_text(BAD)
    rows = [json.loads(line) for line in run("check", "--format", "jsonl", code=1).stdout.splitlines()]
    assert [(row["file"], row["severity"]) for row in rows if row["type"] == "finding"] == [("bad.txt", "critical")]
    assert "old/*" in run("check", "--show-config").stdout
    (tmp_path / "again.toml").write_text(run("check", "--show-config").stdout)
    assert run("check", "--config", "again.toml", "--show-config").stdout == run("check", "--show-config").stdout


def test_only_starts_no_engine_that_it_does_not_name():
    assert Choice.of(Config(only=["seams"])).wants("harper") is False
    assert Choice.of(Config(only=["harper.SpellCheck"])).wants("harper") is True


def test_only_does_not_call_the_directives_of_other_rules_unused(run, tmp_path):
    (tmp_path / "a.txt").write_text(f"# mtcheck: off seams\n{BAD}")
    assert found(run("check", "a.txt", "--only", "quotes", "--format", "jsonl", code=0)) == []
    (tmp_path / "a.txt").write_text(f"# mtcheck: off quotes\n{GOOD}")
    words = ("check", "a.txt", "--format", "jsonl", "--no-cache")
    assert found(run(*words)) == ["mtcheck.unused-directive"]
    assert found(run(*words, "--ignore", "mtcheck.unused-directive")) == []


# What is read


def test_a_folder_is_read_as_git_sees_it(run, tmp_path):
    files = ("a.txt", "out/b.txt", "sub/c.txt", "sub/keep.txt", "deep/d/e.txt", "gone.txt")
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / ".gitignore").write_text("out/\n*.tmp\ngone.txt\n/d/\n")
    (tmp_path / "sub" / ".gitignore").write_text("*.txt\n!keep.txt\n")
    (tmp_path / ".git" / "info").mkdir()
    (tmp_path / ".git" / "info" / "exclude").write_text("bad.txt\n")

    def names(folder, **settings):
        return [one.file for one in texts([folder], Config(**settings))]

    assert names(".") == ["a.txt", "deep/d/e.txt", "sub/keep.txt"]
    assert names("sub") == ["sub/keep.txt"]
    assert len(names(".", gitignore=False)) == len(files) + 1
    assert [one.file for one in texts(["gone.txt"], Config())] == ["gone.txt"]  # what is named is read


@pytest.mark.parametrize("format_", sorted(ENDINGS))
def test_a_folder_is_searched_for_every_ending(tmp_path, format_):
    (tmp_path / f"a{format_}").write_text("x")
    assert {one.file for one in texts([str(tmp_path)], Config())} == {str(tmp_path / f"a{format_}")}


def test_tables_and_catalogues_that_are_not_for_mtcheck_are_passed_over_and_said(run, tmp_path):
    (tmp_path / "figures.csv").write_text("year,value\n2020,3\n")
    (tmp_path / "fr.po").write_text('msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    (tmp_path / "segments.tsv").write_text("id\ttarget\n1\tAll is well.\n")
    done = run("check", "--exit-zero", code=0)
    assert "note: figures.csv:1: no column 'target'" in done.stdout
    assert "note: fr.po: its Language is fr" in done.stdout
    assert "figures.csv: no column" not in run("check", "-q").output
    run("check", "figures.csv", code=2)  # what is named is meant
    (tmp_path / "only").mkdir()
    (tmp_path / "figures.csv").rename(tmp_path / "only" / "figures.csv")
    run("check", "only", code=2)  # nothing was checked at all
    run("fix", "--write", code=0)
    assert (tmp_path / "bad.txt").read_text() == GOOD


def test_a_file_named_twice_is_read_once(run, tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "bad.txt")
    done = run("check", "bad.txt", "./bad.txt", ".", "link.txt", "--format", "jsonl")
    assert len(found(done)) == 1
    assert run("fix", "bad.txt", ".", "--diff", "lines").stdout.count("+The talks with") == 1


def test_the_path_is_this_folder_if_none_is_named(run):
    assert found(run("check", "--format", "jsonl", code=1)) == ["seams.stray-stop"]
    assert "talks with" in run("fix", code=1).stdout


def test_standard_input_may_have_a_name(run, tmp_path):
    row = json.dumps({"id": "x", "target": BAD})
    done = run("check", "-", "--stdin-filename", "sub/rows.jsonl", "--format", "jsonl", stdin=row)
    assert [(one["file"], one["segment"]) for one in map(json.loads, done.stdout.splitlines()[:1])] == [
        ("sub/rows.jsonl", "x")
    ]
    ignored = ("--per-file-ignores", "sub/*:seams")
    run("check", "-", "--stdin-filename", "sub/a.md", *ignored, stdin=BAD, code=0)
    run("check", "bad.txt", "--stdin-filename", "a.md", code=2)
    assert run("fix", "-", "--stdin-filename", "a.html", stdin=f"<p>{BAD}</p>").stdout == f"<p>{GOOD}</p>"


def test_a_report_is_no_text(run, tmp_path):
    (tmp_path / "report.md").write_text(BAD)
    assert len(found(run("check", "--format", "jsonl", "-o", "report.md"))) == 1
    done = run("check", "bad.txt", "-o", "text:bad.txt", code=2)
    assert "would overwrite bad.txt" in done.stderr
    assert (tmp_path / "bad.txt").read_text() == BAD


def test_hooks_take_every_ending():
    import regex
    import yaml

    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        assert [one for one in sorted(ENDINGS) if not regex.search(hook["files"], f"a{one}")] == []


# Settings


def test_settings_are_those_nearest_to_all_texts(run, tmp_path):
    for name in ("one/sub", "two"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "a.txt").write_text(BAD)
    (tmp_path / "one" / "mtcheck.toml").write_text("ignore = ['seams']\n")
    run("check", "one/sub/a.txt", code=0)
    run("check", "one", code=0)
    done = run("check", "one/sub/a.txt", "two/a.txt", code=1)
    assert f"{tmp_path}/one/mtcheck.toml is not used" in done.stderr
    assert 'ignore = ["seams"]' in run("settings", "one/sub/a.txt").stdout


def test_the_schema_takes_what_the_program_takes():
    schema = settings_page.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for table in ({"only": ["a"]}, {"severity": {"a": "minor"}}, {"languagetool": {"url": "x"}}, {"jobs": 4}):
        jsonschema.validate(table, schema)
    for table in ({"onyl": []}, {"jobs": -1}, {"severity": {"a": "grave"}}, {"languagetool": {"urls": "x"}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(table, schema)
    assert all(one["description"] for one in schema["properties"].values())


@pytest.mark.parametrize(
    ("name", "made"),
    [("settings.md", settings_page.page), ("settings.schema.json", settings_page.schema_text)],
)
def test_the_pages_of_settings_are_fresh(name, made):
    option = "--markdown" if name.endswith(".md") else "--schema"
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == made(), f"mtcheck settings {option} > docs/{name}"


# Nothing is a silent no-op


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--select", "languagetool.COMMA"], "languagetool does not run; add it with --passes languagetool"),
        (["--select", "harper.SpellCheck", "--grammar", "off"], "harper does not run"),
        (["--source-lang", "Klingon"], "no rule is special to texts from Klingon (tlh)"),
        (["--glossary", "terms.tsv"], "1 term of the glossary had no source text to be found in"),
    ],
)
def test_what_has_no_effect_is_said(run, tmp_path, words, said):
    (tmp_path / "terms.tsv").write_text("puerto\tport\n")
    assert said in run("check", "bad.txt", *words).stdout.replace("\n", " ")
    assert said in run("check", "bad.txt", *words, "--format", "json").stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "json", "--sort", "place"], "--sort and --statistics go with --format text"),
        (["--format", "json", "--statistics"], "--sort and --statistics go with --format text"),
        (["--watch", "--staged"], "does not go with --staged"),
    ],
)
def test_what_cannot_be_is_refused(run, words, said):
    done = run("check", *([] if "--staged" in words else ["bad.txt"]), *words, code=2)
    assert said in done.stderr


# Reports


def test_an_output_alone_prints_counts_alone(run, tmp_path):
    shown = run("check", "bad.txt", "-o", "r.json", code=1).stdout.splitlines()
    assert shown[0].startswith("1 finding (1 major)")
    assert shown[-1] == "1 can be fixed with `mtcheck fix`"
    assert not any("seams" in line for line in shown)
    assert json.loads((tmp_path / "r.json").read_text())["findings"]
    assert run("check", "bad.txt", "-o", "r.json", "-q", code=1).stdout == ""
    assert "seams" in run("check", "bad.txt", "-o", "r.json", "--format", "text").stdout


def test_quiet_is_quiet(run):
    lines = run("check", "bad.txt", "-q", code=1).stdout.splitlines()
    assert lines[0] == "bad.txt"
    assert lines[-1].strip() == "fix: talks. → talks"
    assert run("check", "-", "-q", stdin=GOOD, code=0).output == ""
    assert run("fix", "bad.txt", "--write", "-q", code=0).output == ""


def test_rdjson_counts_bytes_and_suggests(run, tmp_path):
    (tmp_path / "a.txt").write_text("“Já!” he said.\n“É” " + BAD)
    data = json.loads(run("check", "a.txt", "--only", "seams", "--format", "rdjson").stdout)
    (one,) = data["diagnostics"]
    line = (tmp_path / "a.txt").read_bytes().splitlines()[1]
    low, high = (one["location"]["range"][end]["column"] - 1 for end in ("start", "end"))
    assert line[low:high] == b"."
    assert one["suggestions"] == [{"range": one["location"]["range"], "text": ""}]
    assert one["code"] == {"value": "seams.stray-stop"}


def test_sarif_says_where_mtcheck_is_from(run):
    import tomllib

    (one,) = json.loads(run("check", "bad.txt", "--format", "sarif").stdout)["runs"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert one["tool"]["driver"]["informationUri"] == project["urls"]["Homepage"]


# Explain, help, completion


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("seams", "seams.stray-stop"),
        ("seams.stray-stop", "Why:"),
        ("harper", "harper.RepeatedWords"),
        ("harper.RepeatedWords", "repetitions of words"),
        ("languagetool", "only its server knows its rules"),
        ("languagetool.COMMA_PARENTHESIS_WHITESPACE", "community.languagetool.org"),
        ("languagetool.STYLE", "category STYLE"),
        ("mtcheck.unused-directive", "Why:"),
        ("reference.far", "Why:"),
    ],
)
def test_explain_knows_every_id(run, name, said):
    assert said in run("explain", name, code=0).stdout


def test_every_id_that_an_engine_may_report_is_explained():
    from mtcheck.output.explained import explained

    for name in ("harper", "chat"):
        engine = make(name, Setup())
        for rule in engine.rule_ids():
            assert rule in explained(rule, {}, [engine])
    # the ids of the model are those of the pack of that name, which are explained from their files
    assert [name for name in PASSES if name != RULES] == ["harper", "languagetool", "model", "chat"]


@pytest.mark.parametrize("command", ["check", "fix", "curate", "compare", "roundtrip", "score"])
def test_help_is_grouped_and_has_every_option(run, command):
    from importlib import import_module

    shown = run(command, "--help").stdout
    assert "The report:" in shown or command in {"fix", "curate"}
    other = shown.partition("\nOther:\n")[2].split("\n")
    assert [line.split()[0] for line in other if line.startswith("  -")] == ["-h,"]
    made = import_module(f"mtcheck.cli.{command}").command
    assert all(param.opts[0] in shown for param in made.params if param.param_type_name == "option")


def test_completion_offers_commands_and_options(monkeypatch):
    from click.shell_completion import get_completion_class

    complete = get_completion_class("bash")(main, {}, "mtcheck", "_MTCHECK_COMPLETE")
    assert {one.value for one in complete.get_completions([], "")} == set(COMMANDS)
    assert "--source-lang" in {one.value for one in complete.get_completions(["check"], "--so")}


# Processes


@pytest.mark.processes
def test_one_small_file_starts_no_process_and_much_text_does(monkeypatch):
    from mtcheck.input.reading import Text
    from mtcheck.run import processes

    monkeypatch.setattr(processes, "cores", lambda: 2)
    started = []
    real = whole._parallel

    def parallel(items, start, jobs):
        started.append(jobs)
        return real(items, start, jobs)

    monkeypatch.setattr(whole, "_parallel", parallel)
    small = [Text("a.txt", BAD, "plain")]
    one = whole.run(iter(small), Config(grammar="off"))
    assert started == []
    monkeypatch.setattr(processes, "ENOUGH", 1000)
    many = [Text(f"{number}.txt", BAD * (1 + number % 3), "plain") for number in range(40)]
    assert (
        whole.run(iter(many), Config(grammar="off")).texts == whole.run(iter(many), Config(grammar="off", jobs=1)).texts
    )
    assert started == [2]
    assert len(one.texts) == 1


def test_a_baseline_counts_in_words_and_takes_this_folder(run):
    assert "mtcheck-baseline.json: 1 finding in 1 file" in run("baseline", "update", code=0).stdout
