using System.CommandLine;
using CitesDesMetiers.Benchmarks.Desk;

// Each benchmark starts the real application on a database of its own, prints a table, and ends with one JSON line.
var root = new RootCommand("Measures what docs/performance.md states. Run it in Release, on a quiet machine.")
{
    DeskBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
