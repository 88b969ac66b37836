"""The command reads tables of one's own; a faulty one is told by file, row and column."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from indgang.config.cli import main
from indgang.effects.estimation.files import read_folder
from indgang.effects.estimation.fit import fit
from indgang.effects.estimation.posterior import effects_of
from indgang.effects.estimation.tables import FaultyFilesError
from tests.estimation.towns import small_town

GOOD = {
    "courses.csv": [
        "course,municipality,guide,baseline,x_age,need_work",
        "a,North,g,40,30,1",
        "b,North,g,50,,0",
        "c,South,h,,41,0",
    ],
    "offers.csv": [
        "municipality,offer,type,format,target_need,intrusiveness",
        "North,walk,walking,group,,0",
        "South,walk,walking,group,need_work,3",
    ],
    "starts.csv": ["course,offer", "a,walk", "c,walk", "c,walk"],
    "measures.csv": ["course,week,value", "a,0,40", "a,6,50", "a,20,60", "b,20,55", "c,19,"],
}


def written(folder: Path, **changed: list[str] | None) -> Path:
    for name, rows in GOOD.items():
        lines = changed.get(name.removesuffix(".csv"), rows)
        if lines is not None:
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(FaultyFilesError) as refused:
        read_folder(folder, outcome="who5")
    return refused.value.faults


@pytest.mark.parametrize(
    ("file", "rows", "sentence"),
    [
        ("courses", None, "courses.csv: the file is missing."),
        ("courses", ["course,guide,baseline"], "courses.csv: the column municipality is missing."),
        ("courses", [*GOOD["courses.csv"], "a,North,g,1,2,0"],
         "courses.csv, row 5, column course: a stands in row 2 already."),
        ("courses", [*GOOD["courses.csv"], "d,North,g,low,2,0"],
         "courses.csv, row 5, column baseline: 'low' is not a number."),
        ("courses", [*GOOD["courses.csv"], "d,North,g,1,inf,0"],
         "courses.csv, row 5, column x_age: 'inf' is not a number."),
        ("courses", [*GOOD["courses.csv"], "d,North,g,1,2,yes"],
         "courses.csv, row 5, column need_work: 'yes' is neither 0 nor 1."),
        ("courses", [*GOOD["courses.csv"], "d,North,g,1,2"],
         "courses.csv, row 5, column all: the row does not have 6 fields."),
        ("offers", [*GOOD["offers.csv"], "North,talk,talking,both,,0"],
         "offers.csv, row 4, column format: 'both' is neither group nor individual."),
        ("offers", [*GOOD["offers.csv"], "North,talk,talking,group,need_rest,0"],
         "offers.csv, row 4, column target_need: courses.csv has no column need_rest."),
        ("offers", [*GOOD["offers.csv"], "North,talk,talking,group,,4"],
         "offers.csv, row 4, column intrusiveness: '4' is not 0, 1, 2 or 3."),
        ("starts", [*GOOD["starts.csv"], "x,walk"],
         "starts.csv, row 5, column course: courses.csv has no course x."),
        ("starts", [*GOOD["starts.csv"], "a,swim"],
         "starts.csv, row 5, column offer: offers.csv has no swim in North."),
        ("measures", [*GOOD["measures.csv"], "a,-1,5"],
         "measures.csv, row 7, column week: '-1' is not a number of weeks."),
        ("measures", [*GOOD["measures.csv"], "a,8,NaN"],
         "measures.csv, row 7, column value: 'NaN' is not a number."),
        ("measures", ["course,week,value", "a,0,40"],
         "measures.csv: there is no answer after the first day."),
        ("starts", ["course,offer"],
         "starts.csv: nobody started anything, so nothing can be compared."),
    ],
)  # fmt: skip
def test_a_faulty_table_is_told_by_file_row_and_column(
    tmp_path: Path, file: str, rows: list[str] | None, sentence: str
) -> None:
    assert sentence in faults_of(written(tmp_path, **{file: rows}))


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    folder = written(
        tmp_path,
        starts=["course,offer", "x,walk", "y,walk"],
        measures=["course,week,value", "a,later,5"],
    )
    assert len(faults_of(folder)) == 3


def test_what_is_no_csv_in_utf8_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "starts.csv").write_bytes(b"course,offer\na,\xe6\xf8\n")
    assert "starts.csv: the file cannot be read as CSV in UTF-8" in faults_of(folder)[0]


def test_gaps_are_allowed_where_somebody_was_not_asked(tmp_path: Path) -> None:
    read = read_folder(written(tmp_path), outcome="who5")
    assert np.isnan(read.courses.baseline).tolist() == [False, False, True]
    assert read.courses.start_offer.tolist() == [0, 1]
    assert read.courses.answers[:, -1].tolist()[:2] == [55.0, 55.0]  # too few for two bands
    assert "1 rows say again" in read.warnings[0]
    assert "answers of week 0" in read.warnings[1]


def test_a_faulty_folder_ends_with_2_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = written(tmp_path, starts=["course,offer", "x,walk"])
    output = tmp_path / "out.csv"
    command = ["effects", "estimate", str(folder), "--outcome", "who5", "--output", str(output)]
    assert main(command) == 2
    assert "starts.csv, row 2" in capsys.readouterr().err
    assert not output.exists()


def folder_of_a_town(folder: Path) -> None:
    courses, _ = small_town()
    needs = [f"need_{n}" for n in range(courses.needs.shape[1])]
    tables: dict[str, list[list[object]]] = {
        "courses": [["course", "municipality", "guide", "baseline", "x_a", "x_b", "x_c", "x_d", *needs]],
        "offers": [["municipality", "offer", "type", "format", "target_need", "intrusiveness"]],
        "starts": [["course", "offer"]],
        "measures": [["course", "week", "value"]],
    }  # fmt: skip
    for n in range(len(courses)):
        row = [n, "M", courses.guide[n], courses.baseline[n], *courses.covariates[n]]
        tables["courses"].append([*row, *courses.needs[n].astype(int)])
        for week, value in zip(courses.weeks[n], courses.answers[n], strict=True):
            if not np.isnan(value):
                tables["measures"].append([n, week, value])
    for n, kind in enumerate(courses.offers.kind):
        need = f"need_{courses.offers.need[n]}"
        tables["offers"].append(["M", n, f"t{kind:02}", "group", need, 0])
    pairs = zip(courses.start_course, courses.start_offer, strict=True)
    tables["starts"] += [list(pair) for pair in pairs]
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", newline="") as file:
            csv.writer(file).writerows(rows)


def test_the_command_says_of_files_what_the_estimation_says_of_arrays(tmp_path: Path) -> None:
    courses, _ = small_town()
    folder_of_a_town(tmp_path)
    output, report = tmp_path / "out.csv", tmp_path / "report.json"
    assert main([
        "effects", "estimate", str(tmp_path), "--outcome", "who5",
        "--output", str(output), "--json", str(report),
    ]) == 0  # fmt: skip
    with output.open() as file:
        rows = list(csv.DictReader(file))
    told = {int(row["offer"]): row for row in rows}
    effects = effects_of(fit(courses))
    starts = np.bincount(courses.start_offer, minlength=len(rows))
    for n, mean in enumerate(effects.average):
        assert int(told[n]["starts"]) == starts[n]
        if starts[n] >= 5:
            assert float(told[n]["mean"]) == pytest.approx(mean, abs=2e-3)
            assert float(told[n]["lower"]) < mean < float(told[n]["upper"])
        else:
            assert told[n]["verdict"] == "too_few"
            assert told[n]["mean"] == told[n]["lower"] == ""
    found = json.loads(report.read_text())
    assert found["outcome"] == "who5"
    assert found["beside"] == "none"
    assert found["courses"] == len(courses)
    assert 1.0 < found["sd"]["guides"] < 3.5


def test_crossed_factors_from_a_file(tmp_path: Path) -> None:
    reference = Path(__file__).parent / "reference" / "penicillin.csv"
    output, report = tmp_path / "levels.csv", tmp_path / "report.json"
    command = ["effects", "crossed", str(reference), "--outcome", "diameter"]
    command += ["--random", "plate,sample", "--output", str(output), "--json", str(report)]
    assert main(command) == 0
    found = json.loads(report.read_text())
    assert found["sd"] == pytest.approx({"plate": 0.8467, "sample": 1.9316}, abs=5e-5)
    assert found["reml"] == pytest.approx(330.861, abs=5e-4)
    assert len(output.read_text().splitlines()) == 1 + 24 + 6


def test_a_missing_column_of_crossed_factors_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = Path(__file__).parent / "reference" / "penicillin.csv"
    output = tmp_path / "levels.csv"
    command = ["effects", "crossed", str(reference), "--outcome", "width", "--random", "plate"]
    assert main([*command, "--output", str(output), "--json", str(output)]) == 2
    assert "the column width is missing" in capsys.readouterr().err
    assert not output.exists()
