# SPDX-License-Identifier: GPL-3.0-or-later
"""Page images a second at 150 dpi, against `pdftoppm -png -r 150`."""

from .contest import Contest, medians
from .figures import spread
from .problem import Problem
from .programs import run_all

TOOLS = ["pdftoppm", "pdfinfo", "qpdf", "xargs"]
NEEDS_CORPUS = True
GOAL = ">= 3x"
# pdftoppm is slow.
PAGES = 80


def run(bench):
    documents = bench.corpus.sample(PAGES)
    total = sum(bench.corpus.pages[document] for document in documents)
    bench.say(f"{total} pages of {len(documents)} documents")
    for processes in dict.fromkeys([1, bench.machine.cores]):
        bytes_made = {}
        contest = Contest(bench, {
            f"pannier, pool {processes}": lambda: pannier(bench, documents, processes, total, bytes_made),
            f"pdftoppm, {processes} at once": lambda: pdftoppm(bench, documents, processes, total, bytes_made),
        })
        results = contest.run()
        (ours, peer) = medians(results).values()
        name = "pdftoppm" if processes == 1 else f"xargs -P{processes} pdftoppm"
        bench.add(f"images, pool {processes}", "pages/s", ours, peer, name, GOAL, spread(next(iter(results.values()))))
    bench.add("images: size", "kB/page", bytes_made["pannier"] / total / 1000,
              bytes_made["pdftoppm"] / total / 1000, "pdftoppm")


def pannier(bench, documents, pool, total, bytes_made):
    with bench.site() as site:
        site.start_worker(pool, "images", warm=bench.corpus.letters(1)[0])
        staged = bench.copies(documents)
        with site.completion(len(staged)) as wait, bench.stopwatch() as watch:
            for document in staged:
                site.drop(document)
            wait()
        made = list(site.home.glob("results/*/pages/*.png"))
        # The one that warmed it has a page too.
        require(len(made) - 1, total, "pannier")
        bytes_made["pannier"] = sum(image.stat().st_size for image in made)
    return total / watch.seconds, watch


def pdftoppm(bench, documents, processes, total, bytes_made):
    staged = bench.copies(documents)
    output = bench.folder("peer")
    words = [word for document in staged for word in (document, output / document.stem)]
    with bench.stopwatch() as watch:
        run_all(["pdftoppm", "-png", "-r", "150"], words, 2, processes)
    made = list(output.iterdir())
    require(len(made), total, "pdftoppm")
    bytes_made["pdftoppm"] = sum(image.stat().st_size for image in made)
    bench.remove(output)
    bench.remove(staged[0].parent)
    return total / watch.seconds, watch


def require(made, wanted, maker):
    if made < wanted * 0.95:
        raise Problem(f"{maker} made {made} images of {wanted} pages")
