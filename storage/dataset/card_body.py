"""The body of a data set's card: what is in it, what is not, and how it was made."""

from collections import Counter

from storage.dataset.card_parts.completeness_table import completeness_section
from storage.dataset.card_parts.markdown import as_code, plain, printed, seen, table_lines
from storage.dataset.citation import reference
from storage.dataset.description import ARTICLES, Description, Leak
from storage.dataset.masks import KINDS, MARKS
from storage.schema.logical_clock import written

_MONTHS = 36
"""Months that are listed one by one; more are summed by year."""
_NOTES = {
    "full": "Texts are complete, as they were read from the pages.",
    "excerpt": "Of each text there is only the beginning.",
    "none": "No text is in it. `warraq hydrate DIR` fills it from an archive that holds the same"
    " articles, and says which ones changed, are gone or are missing there.",
}
_SPLIT_NOTES = {
    "story": "A story (an article and its copies, follow-ups and partial copies) is whole in one"
    " split: its key is hashed with the seed, so that no other row moves it.",
    "time": "Later days are in later splits, by the first day of a story: a copy that was printed"
    " after a cut stands where its story began.",
}
_OWED = (
    "No licence to any text is given here, and none can be added by whoever hands the set on: the"
    " licence named above is of the compilation and of what is known about the articles.", "",
    "- Quotations name the newspaper and the author. More than a quotation needs the publisher's"
    " leave, or an exception of the law that applies where the set is used (in Morocco law 2-00).",
    "- Articles tell of people who can be identified, and of offences, health and opinions. Whoever"
    " works with them answers for it (in Morocco law 09-08). Do not try to find out who stands"
    " behind a mask.",
    "- What newer versions of this set name as withdrawn is to be deleted from older ones.", "",
    "This is no legal advice.",
)  # fmt: skip
_UNKNOWN = "—"
_UNDATED = "no date stated"


def card_body(description: Description) -> str:
    """The card below its head, in Markdown."""
    sections = (
        _what_it_is(description), _splits(description), _columns(description),
        _statistics(description), _coverage(description), _masks(description),
        _rights(description), _withdrawn(description), _made(description), _citation(description),
    )  # fmt: skip
    return "\n".join(line for section in sections for line in (*section, ""))


def _what_it_is(description: Description) -> list[str]:
    choice = plain(description.filters_in_words) or "all articles of the archive"
    return [
        f"# {plain(description.title)}", "", plain(description.summary), "",
        f"{printed(description.rows)} articles; version {description.version}, the archive as of"
        f" {written(description.as_of)}.", "",
        f"- **Choice**: {choice}.",
        f"- **Texts** (`--text {description.text}`): {_NOTES[description.text]}",
        f"- **Authors' names**: {'included' if description.bylines else 'left out'}.",
        *(f"- **Left out**: {printed(rows)}, {plain(reason)}."
          for reason, rows in description.dropped.items()),
        "", "`published_date` is the day in Casablanca, null where no date is stated, and never the"
        " day of capture. Null always means unknown or not there, and an empty list that there are"
        " none.", "",
        "```python", "from datasets import load_dataset", "",
        'articles = load_dataset("PATH/OF/THIS/FOLDER")', *(
            f'{one.name} = load_dataset("PATH/OF/THIS/FOLDER", "{one.name}", split="train")'
            for one in description.tables[1:2]
        ), "```",
    ]  # fmt: skip


def _splits(description: Description) -> list[str]:
    total, splitting = description.rows or 1, description.splitting
    asked = splitting.asked if splitting else {}
    rows = [
        (name, printed(rows), f"{rows / total:.2%}",
         f"{asked[name]:.2%}" if name in asked else _UNKNOWN)
        for name, rows in description.splits.items()
    ]  # fmt: skip
    lines = ["## Splits", "", *table_lines(("split", "articles", "share", "asked"), rows)]
    if splitting:
        lines += ["", f"By {splitting.by}, seed {splitting.seed}. {_SPLIT_NOTES[splitting.by]}"]
        lines += [f"`{name}` begins with {day}." for name, day in splitting.cuts.items()]
        if splitting.undated:
            lines += [f"Articles without a date are in `{splitting.undated}`: only what is known to"
                      " be late is tested on."]  # fmt: skip
    return lines + (_leak(description.leak) if description.leak else [])


def _leak(leak: Leak) -> list[str]:
    drawn = "all" if leak.tested == leak.test else f"{printed(leak.tested)} drawn by lot"
    rows = [
        (f"{one.jaccard:g}", f"{one.ours / leak.tested:.1%} ({one.ours})",
         f"{one.random / leak.tested:.1%} ({one.random})")
        for one in leak.at
    ]  # fmt: skip
    return [
        "", "### Leak from test to train", "",
        *table_lines(
            ("Jaccard at least", "this split", "a random split of the same sizes"), rows
        ), "",
        f"Test articles with a near twin in train: of {printed(leak.test)} in test {drawn}, whose"
        f" twins were looked for in all {printed(leak.train)} of train by MinHash over runs of"
        f" {leak.shingle_words} words, each pair verified (seed {leak.seed}). This measure does not"
        " know the stories that the split goes by.", *_bounds(leak),
    ]  # fmt: skip


def _bounds(leak: Leak) -> list[str]:
    """What was not compared."""
    if leak.compared is None:
        return []
    said = (
        f"With each at most {printed(leak.compared)} of train were compared, of those that its"
        " sketch takes for likely twins"
    )
    opened = [
        f"at {one.jaccard:g} {printed(one.ours_open)} of this split and"
        f" {printed(one.random_open)} of the random one"
        for one in leak.at if one.ours_open or one.random_open
    ]  # fmt: skip
    if not opened:
        return ["", f"{said}; none had more."]
    return ["", f"{said}. Some had more, and no twin among those compared: so many may have"
            f" one beside those counted: {'; '.join(opened)}."]  # fmt: skip


def _columns(description: Description) -> list[str]:
    lines = ["## Data dictionary"]
    for table in description.tables:
        rows = sum(one.rows for one in description.files_of(table.name))
        where = "data/" if table.name == ARTICLES else f"tables/{table.name}.parquet"
        lines += ["", f"### {plain(table.name)}", "",
                  f"A row is {plain(table.meaning)}. {printed(rows)} rows in `{where}`.", "",
                  *table_lines(("column", "type", "meaning"),
                               [(as_code(one.name), as_code(one.type), plain(one.meaning))
                                for one in table.columns])]  # fmt: skip
    return lines


def _statistics(description: Description) -> list[str]:
    found, lines = description.statistics, ["## Statistics"]
    for title, of, counts, unit in (
        ("Languages", "language", found.languages, "articles"),
        ("Lengths", "of all articles", found.words, "words"),
        ("Copies", "place in a story", found.copies, "articles"),
        ("Dates of publication", "exact to the", found.date_precision, "articles"),
    ):
        rows = [(plain(name), printed(number)) for name, number in counts.items()]
        lines += ["", f"### {title}", "", *table_lines((of, unit), rows)]
    by_year = len({one.month for one in found.per_month}) > _MONTHS
    unit, summed = ("year", 4) if by_year else ("month", 7)
    times = Counter[str]()
    for one in found.per_month:
        times[one.month[:summed] if one.month else _UNDATED] += one.rows
    order = sorted(times, key=lambda one: (one == _UNDATED, one))
    return [*lines, "", f"### By {unit} of publication", "",
            *table_lines((unit, "articles"), [(one, printed(times[one])) for one in order]),
            "", "`tables/coverage.parquet` has them by outlet and day."]  # fmt: skip


def _coverage(description: Description) -> list[str]:
    undated = Counter[str]()
    for one in description.statistics.per_month:
        undated[one.outlet] += one.rows if one.month is None else 0
    rows = [
        (as_code(one.outlet), plain(one.name), printed(one.rows), printed(undated[one.outlet]),
         str(one.first or _UNKNOWN), str(one.last or _UNKNOWN), printed(one.days_without),
         printed(one.gap_days))
        for one in description.coverage
    ]  # fmt: skip
    return [
        "## Coverage and gaps", "",
        *table_lines(("outlet", "name", "articles", "undated", "first day", "last day",
                      "days without an article", "days of gaps"), rows), "",
        "A day without an article is not a day on which nothing was published. Days of gaps are"
        " those on which nobody looked, or in vain (`tables/gaps.parquet` says why).",
        *completeness_section(description.figures),
    ]  # fmt: skip


def _masks(description: Description) -> list[str]:
    lines = ["## People", ""]
    if description.masks is None:
        return [*lines, "Texts are not masked: phone numbers, e-mail addresses and numbers of"
                " identity cards stand in them as printed."]  # fmt: skip
    rows = [(plain(KINDS.get(kind, kind)), as_code(MARKS.get(kind, kind)), printed(number))
            for kind, number in description.masks.items()]  # fmt: skip
    return [
        *lines, *table_lines(("masked", "mark in the text", "places"), rows), "",
        "Masks know the printed form of numbers, not people: names and what is told of them stay,"
        " and a form that nobody foresaw may be left. The pages at the articles' addresses print"
        " what is masked here, and hashes of texts are of the printed ones, so who tries can find"
        " a number again: masks keep it from being used unasked, and hide nobody.",
    ]  # fmt: skip


def _rights(description: Description) -> list[str]:
    return ["## Rights", "", seen(description.rights.note), "", *_OWED]


def _withdrawn(description: Description) -> list[str]:
    if not description.withdrawn:
        return ["## Withdrawals", "", "Nothing that stood in the archive at that moment was"
                " withdrawn before this folder was made."]  # fmt: skip
    rows = [(as_code(one.uid), written(one.at)) for one in description.withdrawn]
    return ["## Withdrawals", "", "These stood in the archive at that moment and were withdrawn"
            " since: they are left out, also when the set is made again. Who has a former data set"
            " knows them by the hash of their uid.", "",
            *table_lines(("article", "withdrawn"), rows)]  # fmt: skip


def _made(description: Description) -> list[str]:
    versions = [(plain(name), plain(one)) for name, one in description.software.items()]
    archive = [(plain(name), as_code(one)) for name, one in description.archive.items()]
    return [
        "## How to make it again", "", "```sh", seen(description.command), "```", "",
        "The same archive gives the same bytes with these versions, and with others the same rows."
        " `warraq dataset --verify DIR` hashes and counts what is here; `sha256sum --check"
        " SHA256SUMS` does so without Warraq.", "",
        *table_lines(("software", "version"), versions), "", *table_lines(("archive", ""), archive),
    ]  # fmt: skip


def _citation(description: Description) -> list[str]:
    return ["## How to cite", "", plain(reference(description)), "",
            "`CITATION.cff` has the same for machines."]  # fmt: skip
