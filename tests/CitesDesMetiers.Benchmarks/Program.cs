using System.CommandLine;
using CitesDesMetiers.Benchmarks.Desk;
using CitesDesMetiers.Benchmarks.Sending;

// Each benchmark starts the real application on a database of its own, prints a table, and ends with one JSON line.
var root = new RootCommand("Measures what docs/performance.md states. Run it in Release, on a quiet machine.")
{
    DeskBenchmark.Create(),
    SendBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
