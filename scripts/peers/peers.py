"""One peer on one file; `run` beside this calls it. Prints a row: name, articles, seconds, pairs."""

import json
import resource
import statistics
import sys
import time

PERMUTATIONS = 128
THRESHOLD = 0.7
SHINGLE = 5


def texts(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def shingles(text):
    words = text.lower().split()
    return [" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))]


def pairs_of(matches):
    """Distinct pairs of (article, what its look-up returned)."""
    return len({(min(a, b), max(a, b)) for a, found in matches for b in found if a != b})


def gaoya(articles):
    from gaoya.minhash import MinHashStringIndex

    # 25 bands of 5 rows, as the others choose for this threshold and number of permutations.
    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=THRESHOLD, num_bands=25, band_size=5, analyzer="word", lowercase=True,
        ngram_range=(SHINGLE, SHINGLE),
    )
    index.par_bulk_insert_docs(list(range(len(articles))), articles)
    return pairs_of(enumerate(index.par_bulk_query(articles)))


def rensa(articles):
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=16)
    sketches = []
    for number, text in enumerate(articles):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(shingles(text))
        sketches.append(sketch)
        index.insert(number, sketch)
    return pairs_of((number, index.query(sketch)) for number, sketch in enumerate(sketches))


def datasketch(articles):
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    sketches = []
    for number, text in enumerate(articles):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        sketches.append(sketch)
        index.insert(number, sketch)
    return pairs_of((number, index.query(sketch)) for number, sketch in enumerate(sketches))


def peer(name, path):
    start = time.perf_counter()
    articles = texts(path)
    pairs = {"gaoya": gaoya, "rensa": rensa, "datasketch": datasketch}[name](articles)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(name, len(articles), seconds, pairs, peak, sep="\t")


def reprint(path):
    with open(path, encoding="utf-8") as summary:
        job = json.load(summary)
    peak = job["peak_bytes"] / 2**20
    print("reprint", job["read"], job["seconds"], sum(job["relations"].values()), peak, sep="\t")


def table(path):
    rows = {}
    with open(path, encoding="utf-8") as lines:
        for name, *figures in (line.split("\t") for line in lines):
            rows.setdefault(name, []).append([float(figure) for figure in figures])
    print(f"{'':<12}{'seconds':>10}{'spread':>16}{'articles/s':>12}{'pairs':>10}{'MB':>8}  to reprint")
    own = statistics.median(row[1] for row in rows["reprint"])
    for name, runs in rows.items():
        seconds = [run[1] for run in runs]
        median = statistics.median(seconds)
        articles, _, pairs, peak = runs[0]
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        print(f"{name:<12}{median:>10.2f}{spread:>16}{articles / median:>12.0f}{pairs:>10.0f}{peak:>8.0f}  {median / own:.1f}x")


if __name__ == "__main__":
    command, path = sys.argv[1:3]
    if command == "reprint":
        reprint(path)
    elif command == "table":
        table(path)
    else:
        peer(command, path)
