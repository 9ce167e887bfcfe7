using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using CitesDesMetiers.Core.Sending;

namespace CitesDesMetiers.Benchmarks.Sending;

/// <summary>
/// A whole dispatch by the real application, running inside this process so that its processor time, its allocations and its
/// memory can be read: claim, check, personalise, sign, send, record each outcome durably.
/// </summary>
internal static class SendBenchmark
{
    public static Command Create()
    {
        var recipients = new Option<int>("--recipients") { DefaultValueFactory = _ => 10_000 };
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 4 };
        var smtp = new Option<string>("--smtp") { Description = "HOST:PORT of the relay.", DefaultValueFactory = _ => "127.0.0.1:2525" };
        var database = new Option<string?>("--database") { Description = "SQLite file; a new one in the temporary folder otherwise." };
        var sign = new Option<bool>("--sign") { Description = "With a DKIM signature (RSA-2048)." };
        var command = new Command("send", "Messages a second of a whole dispatch.") { recipients, connections, smtp, database, sign };
        command.SetAction(async (parsed, _) =>
        {
            var folder = Directory.CreateTempSubdirectory("infolettre-envoi-").FullName;
            var path = parsed.GetValue(database) ?? Path.Combine(folder, "mesure.db");
            await RunAsync(folder, path, parsed.GetValue(recipients), parsed.GetValue(connections), parsed.GetValue(smtp)!, parsed.GetValue(sign));

            // The application has no other way to be stopped from within; all it had to write is written.
            Environment.Exit(0);
        });
        return command;
    }

    private static async Task RunAsync(string folder, string path, int recipients, int connections, string smtp, bool sign)
    {
        var sample = new SampleDispatch(path);
        await sample.PrepareAsync(recipients);
        string[] settings =
        [
            $"--ConnectionStrings:Newsletter={sample.Connection}", "--urls=http://127.0.0.1:0", "--environment=Production", "--applicationName=CitesDesMetiers.Web", "--Site:PublicUrl=https://lettre.example",
            "--Mail:Transport=Smtp", $"--Mail:Smtp:Host={smtp.Split(':')[0]}", $"--Mail:Smtp:Port={smtp.Split(':')[1]}", $"--Mail:Smtp:Connections={connections}",
            "--Serilog:MinimumLevel:Default=Warning", "--Serilog:MinimumLevel:Override:Microsoft=Warning",
        ];
        if (sign)
        {
            Application(["dkim", "create", "--algorithm", "rsa", .. settings]);
        }

        var serving = Task.Run(() => Application(["serve", .. settings]));
        await Task.WhenAny(serving, Task.Delay(4_000));
        if (serving.IsCompleted)
        {
            throw new InvalidOperationException($"The application ended with {await serving} before it had begun.");
        }

        using var process = Process.GetCurrentProcess();
        var (allocated, cpu, start) = (GC.GetTotalAllocatedBytes(precise: true), process.TotalProcessorTime, Stopwatch.GetTimestamp());
        await sample.StartAsync();
        while (!await sample.IsOverAsync())
        {
            await Task.Delay(100);
        }

        var took = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        var counts = await sample.CountsAsync();
        Report(recipients, sample.Queueing, took, process.TotalProcessorTime - cpu, GC.GetTotalAllocatedBytes(precise: true) - allocated, process.PeakWorkingSet64, counts);
        Directory.Delete(folder, recursive: true);
    }

    private static int Application(string[] arguments)
    {
        var result = typeof(Web.Sending.MailOptions).Assembly.EntryPoint!.Invoke(null, [arguments]);
        return result as int? ?? 0;
    }

    private static void Report(
        int recipients, TimeSpan queueing, TimeSpan took, TimeSpan cpu, long allocated, long peak, IReadOnlyDictionary<DeliveryState, int> counts)
    {
        var sent = counts.GetValueOrDefault(DeliveryState.Sent);
        Console.WriteLine($"{recipients:N0} deliveries queued in {queueing.TotalSeconds:0.00} s");
        Console.WriteLine($"{sent:N0} sent in {took.TotalSeconds:0.0} s: {sent / took.TotalSeconds:N0} messages/s, {cpu.TotalSeconds / recipients * 10_000:0.0} CPU s per 10,000");
        Console.WriteLine($"{allocated / recipients:N0} bytes allocated a message, {peak / 1_048_576:N0} MB resident at the peak");
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            messagesPerSecond = Math.Round(sent / took.TotalSeconds, 1),
            cpuSeconds = Math.Round(cpu.TotalSeconds, 2),
            allocatedBytesPerMessage = allocated / recipients,
            peakResidentBytes = peak,
            sent,
            failed = recipients - sent,
        }));
    }
}
