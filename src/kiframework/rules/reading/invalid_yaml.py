"""A file is not valid YAML, or uses a part of YAML that is not supported; or a settings file is not valid TOML.

What it does: reads every file strictly: one document, plain keys, no tags, no alias without its anchor.
Why: from a broken place on, nobody can say what the rest of a file means.
Bad: ``title: {de: Umgraben`` without the closing brace, or ``level: !!int 2``
Good: ``title: {de: Umgraben}``, and ``level: 2``
"""

CODE = "KIF003"  # raised in loading/yaml.py and in loading/workspace.py
NAME = "invalid-yaml"
