using System.Reflection;
using System.Text;

namespace CitesDesMetiers.Tests.App;

/// <summary>
/// Runs a command of the executable inside the process of the tests, which saves the three seconds of a start. Commands run one
/// at a time, because the console is one for the whole process.
/// </summary>
internal static class CommandInProcess
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static readonly AsyncLocal<(StringBuilder Output, StringBuilder Errors)?> Captured = new();

    /// <summary>Runs a command over the database and the files of a site, to its end.</summary>
    /// <param name="folder">Of the site.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, params string[] words)
    {
        string[] arguments =
        [
            .. words, .. WebProcess.Over(folder).ExceptBy(words.Select(w => w.Split('=')[0]), o => o.Split('=')[0]),
            "--environment=Production", "--applicationName=CitesDesMetiers.Web",
            $"--contentRoot={AppContext.BaseDirectory}", $"--Site:PublicUrl={SiteFactory.PublicUrl}",

            // Serilog's logger is one for the whole process too.
            "--Serilog:MinimumLevel:Default=Fatal", "--Serilog:MinimumLevel:Override:Microsoft=Fatal",
            "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Fatal",
        ];
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        var (output, errors) = (Console.Out, Console.Error);
        try
        {
            Console.SetOut(new CapturingWriter(output, c => c.Output));
            Console.SetError(new CapturingWriter(errors, c => c.Errors));
            return await Task.Run(() => RunEntryPoint(arguments));
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Turn.Release();
        }
    }

    private static (int Code, string Output, string Errors) RunEntryPoint(string[] arguments)
    {
        var captured = (Output: new StringBuilder(), Errors: new StringBuilder());
        Captured.Value = captured;
        var code = (int)typeof(Program).Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!;
        lock (captured.Output)
        {
            lock (captured.Errors)
            {
                return (code, captured.Output.ToString(), captured.Errors.ToString());
            }
        }
    }

    /// <summary>Keeps what the command writes. What anybody else writes meanwhile goes where it went before.</summary>
    private sealed class CapturingWriter(TextWriter elsewhere, Func<(StringBuilder Output, StringBuilder Errors), StringBuilder> choose) : TextWriter
    {
        public override Encoding Encoding => elsewhere.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value)
        {
            if (Captured.Value is not { } captured)
            {
                elsewhere.Write(value);
                return;
            }

            var text = choose(captured);
            lock (text)
            {
                text.Append(value);
            }
        }
    }
}
