"""Runs the tests of one module and reports each to the JUnit test that started this process."""

import base64
import os
import sys
import unittest


class Report(unittest.TestResult):
    """Writes a line for each test as soon as it is over."""

    def __init__(self, out):
        super().__init__()
        self._out = out
        self._problems = {}

    def addError(self, test, err):
        super().addError(test, err)
        self._add(test, self._exc_info_to_string(err, test))

    addFailure = addError

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._add(test, f"{subtest._subDescription()}\n{self._exc_info_to_string(err, test)}")

    def addSkip(self, test, reason):
        self._add(test, f"Skipped: {reason}")

    def addUnexpectedSuccess(self, test):
        self._add(test, "It works now: it need not be marked as an expected failure any more")

    def _add(self, test, problem):
        if isinstance(test, unittest.TestCase):
            self._problems.setdefault(test, []).append(problem)
        else:  # setUpClass and its like
            self._write("failed", str(test), problem)

    def stopTest(self, test):
        problems = self._problems.pop(test, [])
        name = test._testMethodName.removeprefix("test_")
        self._write("failed" if problems else "passed", name, "\n".join(problems))

    def _write(self, outcome, name, details):
        encoded = base64.b64encode(details.encode()).decode()
        self._out.write(f"{outcome}\t{name}\t{encoded}\n")
        self._out.flush()
        if details:
            print(f"{outcome} {name}\n{details}", flush=True)


def main(arguments):
    tests = unittest.defaultTestLoader.loadTestsFromNames([f"emr_clients.{name}" for name in arguments])
    with open(os.environ.get("EMR_CLIENTS_REPORT", "/dev/stdout"), "w", encoding="utf-8") as out:
        tests.run(Report(out))
        out.write("end\n")


if __name__ == "__main__":
    main(sys.argv[1:])
