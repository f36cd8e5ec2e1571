"""The floor: what Flask costs when it does nothing, or sends a file."""

import os
from pathlib import Path

from flask import Flask

STATIC = "files"
"""Folder of the instance whose files it sends."""

app = Flask(
    __name__,
    static_url_path=f"/{STATIC}",
    static_folder=Path(os.environ.get("EVENTHUB_INSTANCE_PATH", ".")).absolute() / STATIC,
)


@app.get("/")
def hello() -> str:
    return "Hello, world!"
