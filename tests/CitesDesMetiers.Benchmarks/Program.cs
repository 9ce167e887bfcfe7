using System.CommandLine;
using CitesDesMetiers.Benchmarks.Desk;
using CitesDesMetiers.Benchmarks.Documents;
using CitesDesMetiers.Benchmarks.Faults;
using CitesDesMetiers.Benchmarks.Kills;
using CitesDesMetiers.Benchmarks.Reading;
using CitesDesMetiers.Benchmarks.Searching;
using CitesDesMetiers.Benchmarks.Sending;
using CitesDesMetiers.Benchmarks.SignIns;
using CitesDesMetiers.Benchmarks.SignUps;
using CitesDesMetiers.Benchmarks.Soak;
using CitesDesMetiers.Benchmarks.Subscribers;
using CitesDesMetiers.Benchmarks.Texts;
using CitesDesMetiers.Benchmarks.Uploads;

// Each benchmark starts the real application on a database of its own, prints a table, and ends with one JSON line.
var root = new RootCommand("Measures what docs/performance.md and docs/reliability.md state. Run it in Release, on a quiet machine.")
{
    DeskBenchmark.Create(),
    DocumentsBenchmark.Create(),
    ReadBenchmark.Create(),
    SearchBenchmark.Create(),
    SendBenchmark.Create(),
    KillBenchmark.Create(),
    FaultBenchmark.Create(),
    ListBenchmark.Create(),
    SignInBenchmark.Create(),
    SignUpBenchmark.Create(),
    SoakBenchmark.Create(),
    SubscribersBenchmark.Create(),
    MarkdownBenchmark.Create(),
    UploadBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
