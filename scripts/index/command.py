"""The command under test, and articles to feed it."""

import json
import os
import subprocess
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "target" / "release"
COMMAND = os.environ.get("REPRINT", TARGET / "reprint")
GENERATE = os.environ.get("GENERATE", TARGET / "examples" / "generate")


def numbers(*defaults):
    """The script's own arguments, all of them counts; what is not given is the default."""
    given = [int(argument) for argument in sys.argv[1:]]
    return given + list(defaults[len(given) :])


def start(*arguments):
    """The command, begun."""
    return subprocess.Popen([COMMAND, *arguments, "--quiet"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def attempt(*arguments):
    """The command, run to its end, whatever that is."""
    return subprocess.run([COMMAND, *arguments, "--quiet"], capture_output=True)


def run(*arguments, codes=(0,)):
    """The command, run to an end that must be one of `codes`."""
    done = attempt(*arguments)
    assert done.returncode in codes, f"{arguments} ended with {done.returncode}: {done.stderr.decode()}"
    return done


def chunks(work, articles, size, seed):
    """Generated articles in files of `size`, each with the ids in it."""
    stream = [GENERATE, "stream", "--articles", str(articles), "--seed", str(seed)]
    lines = subprocess.run(stream, stdout=subprocess.PIPE, check=True).stdout.splitlines(keepends=True)
    parts = []
    for number, first in enumerate(range(0, len(lines), size)):
        file = work / f"{number}.jsonl"
        file.write_bytes(b"".join(lines[first : first + size]))
        parts.append({"file": file, "ids": {json.loads(line)["id"] for line in lines[first : first + size]}})
    return parts


def found_by_check(folder, chunk, held):
    """Every article of the chunk that the index holds is the first match of its own text."""
    answers = run("check", chunk["file"], "-i", folder, "--json", codes=(0, 1)).stdout.splitlines()
    assert len(answers) == len(chunk["ids"])
    for answer in map(json.loads, answers):
        id = answer["article"]["id"]
        if id in held and not answer["article"]["too_short"]:
            match = answer["matches"][0]
            assert (match["id"], match["relation"]) == (id, "identical"), f"{id} is not found: {match['id']}"
