/** What the suites of a run took, the slowest first, so that one that grew is seen. */
class SlowestSuites {
  onRunComplete(_contexts, { testResults }) {
    const shown = 15;
    if (testResults.length < shown) return;
    const seconds = ({ perfStats: { start, end } }) => (end - start) / 1000;
    const sum = testResults.reduce((total, suite) => total + seconds(suite), 0);
    const slowest = [...testResults].sort((a, b) => seconds(b) - seconds(a)).slice(0, shown);
    const lines = slowest.map((suite) => {
      const name = suite.testFilePath.replace(`${process.cwd()}/`, '');
      return `${seconds(suite).toFixed(1).padStart(7)} s  ${name} (${suite.testResults.length} tests)`;
    });
    process.stdout.write(
      `\n${testResults.length} suites, ${sum.toFixed(0)} s by their sum; the slowest:\n${lines.join('\n')}\n`,
    );
  }
}

module.exports = SlowestSuites;
