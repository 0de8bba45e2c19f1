"""The settings as a JSON Schema, for editors that complete TOML, and the page about them that is made from it."""

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from mtcheck.core.settings import Config

_PAGE = """# Settings

Made from the schema by `mtcheck settings --markdown > docs/settings.md`.

Settings stand in `mtcheck.toml`, or under `[tool.mtcheck]` in `pyproject.toml`. The nearest such file counts, from the
folder that holds all that is checked upwards to the top of the repository; `--config FILE` names another. The command
line goes over the file: it adds to lists and tables and replaces all else. `mtcheck settings` prints what is in force.

A file that was found, not named, may be a stranger's. It names no file outside its folder, and no server but on this
machine, unless you say so: with the option of that name, with `--config FILE`, or in the environment variable
`MTCHECK_SEND_TO`, which lists the servers that settings files may name, apart by spaces.

For an editor that completes TOML, `mtcheck settings --schema` prints the JSON Schema, which is also in
[settings.schema.json](settings.schema.json); name it in the first line of `mtcheck.toml`, as in
`#:schema settings.schema.json`.
"""


def schema() -> dict[str, Any]:
    """Return the JSON Schema of ``mtcheck.toml``, each setting with the words that stand under its field."""
    (made,), parts = msgspec.json.schema_components([Config], ref_template="#/$defs/{name}")
    types = {one.__name__: one for one in _structs(Config)}
    for name, part in parts.items():
        if name in types:
            _describe(part, types[name])
    top: dict[str, Any] = parts.pop(made["$ref"].rpartition("/")[2])
    head: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return head | top | {"title": "Settings of mtcheck", "$defs": parts}


def schema_text() -> str:
    """Return the schema as it stands in docs/settings.schema.json."""
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


def page() -> str:
    """Return docs/settings.md."""
    made = schema()
    parts = [_PAGE, "\n".join(_table("mtcheck.toml", made, made["$defs"]))]
    for key, one in made["properties"].items():
        if "$ref" in one:
            parts.append("\n".join(_table(f"[{key}]", made["$defs"][_last(one["$ref"])], made["$defs"])))
    return "\n".join(f"{part}\n" for part in parts)


def _structs(top: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    yield top
    for field in msgspec.structs.fields(top):
        if isinstance(field.type, type) and issubclass(field.type, msgspec.Struct):
            yield from _structs(field.type)


def _describe(part: dict[str, Any], struct: type[msgspec.Struct]) -> None:
    """Give each property its default, and the docstring of its field, which only the source holds."""
    said, defaults = _docstrings(struct), msgspec.to_builtins(struct())
    for field in msgspec.structs.fields(struct):
        words = " ".join(said[field.name].replace("``", "`").split())
        part["properties"][field.encode_name] |= {"description": words, "default": defaults[field.encode_name]}


def _docstrings(struct: type[msgspec.Struct]) -> dict[str, str]:
    (made,) = ast.parse(inspect.cleandoc("\n" + inspect.getsource(struct))).body
    body = made.body if isinstance(made, ast.ClassDef) else []
    return {
        one.target.id: inspect.cleandoc(str(after.value.value))
        for one, after in pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
    }


def _table(title: str, part: dict[str, Any], parts: dict[str, Any]) -> Iterator[str]:
    yield f"## `{title}`"
    yield ""
    yield "| setting | value | default | meaning |"
    yield "|---|---|---|---|"
    for key, one in part["properties"].items():
        default = "" if one.get("default") is None else f"`{msgspec.json.encode(one['default']).decode()}`"
        meaning = one["description"].replace("|", "\\|")
        shown = "" if "$ref" in one else default
        yield f"| `{key}` | {_value(one, parts)} | {shown} | {meaning} |"


def _value(one: dict[str, Any], parts: dict[str, Any]) -> str:
    if "anyOf" in one:
        return " or ".join(_value(each, parts) for each in one["anyOf"] if each != {"type": "null"})
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"] if value is not None)
    if "$ref" in one:
        return "a table, below"
    if one["type"] == "array":
        return f"list of {_value(one['items'], parts)}s" if one["items"].get("type") == "string" else "list"
    if one["type"] == "object":
        return f"table of {_value(one['additionalProperties'], parts)}"
    bounds = [f"{word} {one[name]}" for name, word in (("minimum", "from"), ("maximum", "to")) if name in one]
    return " ".join([str(one["type"]), *bounds])


def _last(reference: str) -> str:
    return reference.rpartition("/")[2]
