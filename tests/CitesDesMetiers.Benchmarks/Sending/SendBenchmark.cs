using System.CommandLine;
using System.Diagnostics;

namespace CitesDesMetiers.Benchmarks.Sending;

/// <summary>
/// A whole dispatch by the real application: claim, check, personalise, sign, send, record each outcome durably. The database is
/// made here; the application runs in a process of its own, as it would, so that its memory is its own too.
/// </summary>
internal static class SendBenchmark
{
    private static readonly Option<int> Recipients = new("--recipients") { DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Connections = new("--connections") { DefaultValueFactory = _ => 4 };
    private static readonly Option<string> Smtp = new("--smtp")
    {
        Description = "HOST:PORT of the relay.",
        DefaultValueFactory = _ => "127.0.0.1:2525"
    };
    private static readonly Option<string?> Database = new("--database")
    {
        Description = "SQLite file; a new one in the temporary folder otherwise."
    };
    private static readonly Option<bool> Sign = new("--sign") { Description = "With a DKIM signature (RSA-2048)." };
    private static readonly Option<bool> Bare = new("--bare") { Description = "The same sender without the database: the messages only." };
    private static readonly Option<int?> Prepared = new("--prepared") { Hidden = true };

    public static Command Create()
    {
        var command = new Command("send", "Messages a second of a whole dispatch.") { Recipients, Connections, Smtp, Database, Sign, Bare, Prepared };
        command.SetAction(async (parsed, cancellation) =>
        {
            var plan = new SendPlan(
                parsed.GetValue(Recipients), parsed.GetValue(Connections), parsed.GetValue(Smtp)!, parsed.GetValue(Sign), parsed.GetValue(Bare));
            if (parsed.GetValue(Prepared) is { } dispatch)
            {
                await new SendRun(plan, new SampleDispatch(parsed.GetValue(Database)!), dispatch).RunAsync();
                return 0;
            }

            return await PrepareAsync(plan, parsed.GetValue(Database), cancellation);
        });
        return command;
    }

    private static async Task<int> PrepareAsync(SendPlan plan, string? path, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("infolettre-envoi-").FullName;
        try
        {
            var sample = new SampleDispatch(path ?? Path.Combine(folder, "mesure.db"));
            var dispatch = await sample.PrepareAsync(plan.Recipients);
            if (plan.IsSigned)
            {
                RunningApplication.Run(["dkim", "create", "--algorithm", "rsa", .. plan.Settings(sample)]);
            }

            Console.WriteLine($"{plan.Recipients:N0} deliveries queued in {sample.Queueing.TotalSeconds:0.00} s");
            using var run = Start(plan, sample.Path, dispatch);
            await run.WaitForExitAsync(cancellation);
            return run.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(SendPlan plan, string path, int dispatch)
    {
        // Begun as "dotnet this.dll", or by its own executable, as dotnet run does.
        var host = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [typeof(SendBenchmark).Assembly.Location] : [];
        return Process.Start(host, [.. self, "send", .. plan.Arguments, "--database", path, "--prepared", $"{dispatch}"])!;
    }
}

/// <param name="IsBare">Without the database.</param>
internal sealed record SendPlan(int Recipients, int Connections, string Smtp, bool IsSigned, bool IsBare)
{
    public string[] Arguments =>
    [
        "--recipients", $"{Recipients}", "--connections", $"{Connections}", "--smtp", Smtp, .. IsSigned
            ? ["--sign"]
            : Array.Empty<string>(), .. IsBare
            ? ["--bare"]
            : Array.Empty<string>(),
    ];

    public string[] Settings(SampleDispatch sample) =>
    [
        $"--ConnectionStrings:Newsletter={sample.Connection}", "--urls=http://127.0.0.1:0", "--environment=Production",
        "--applicationName=CitesDesMetiers.Web", "--Site:PublicUrl=https://lettre.example",
        "--Mail:Transport=Smtp", $"--Mail:Smtp:Host={Smtp.Split(':')[0]}", $"--Mail:Smtp:Port={Smtp.Split(':')[1]}",
        $"--Mail:Smtp:Connections={Connections}",
        "--Serilog:MinimumLevel:Default=Error", "--Serilog:MinimumLevel:Override:Microsoft=Error",
        "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Error",
    ];
}
