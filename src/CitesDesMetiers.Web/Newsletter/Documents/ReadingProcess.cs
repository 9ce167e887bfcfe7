using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Documents.Reading;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>
/// Reads each document in a process of its own, so that no document takes the site's memory or time, or brings it down. The process gets the
/// document on its standard input, and no settings.
/// </summary>
internal static class ReadingProcess
{
    /// <summary>The name of the command that the process runs.</summary>
    public const string Command = "read-document";

    /// <summary>Of the whole process, in bytes.</summary>
    public const long Memory = 512 * 1024 * 1024;

    public static readonly TimeSpan Time = TimeSpan.FromSeconds(60);

    private const int LongestAnswer = 128 * 1024 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly SemaphoreSlim Turns = new(2, 2);

    /// <summary>Variables that .NET and the system need. The others may hold secrets.</summary>
    private static readonly HashSet<string> Passed = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "DOTNET_ROOT", "DOTNET_ROOT_X64", "SystemRoot", "TMPDIR", "TEMP", "TMP", "HOME", "LD_LIBRARY_PATH",
    };

    /// <param name="time">Allowed; <see cref="Time"/> without it.</param>
    /// <exception cref="UnreadableDocumentException">The document cannot be read within the limits, or the process ended.</exception>
    public static async Task<Document> ReadAsync(byte[] content, CancellationToken cancellation, TimeSpan? time = null)
    {
        if (content.Length > DocumentLimits.FileSize)
        {
            throw new UnreadableDocumentException(DocumentFault.TooLarge);
        }

        await Turns.WaitAsync(cancellation);
        try
        {
            using var process = Process.Start(StartInfo()) ?? throw new InvalidOperationException("The reading process did not start.");
            try
            {
                return await TalkAsync(process, content, time ?? Time, cancellation);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill();
                }
            }
        }
        finally
        {
            Turns.Release();
        }
    }

    private static async Task<Document> TalkAsync(Process process, byte[] content, TimeSpan time, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        var memory = WatchMemoryAsync(process, over.Token);
        try
        {
            var answer = ReadAnswerAsync(process.StandardOutput.BaseStream, limit.Token);
            var errors = ReadErrorsAsync(process.StandardError, limit.Token);
            await SendAsync(process, content, limit.Token);
            var json = await answer;
            await process.WaitForExitAsync(limit.Token);
            await over.CancelAsync();
            var said = await errors;
            return ReadingAnswer.Parse(json.GetBuffer().AsSpan(0, (int)json.Length)) switch
            {
                { Document: { } document } => document,
                { Fault: { } fault } => throw new UnreadableDocumentException(fault),
                _ => throw new UnreadableDocumentException(Ending(said, await memory)),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new UnreadableDocumentException(DocumentFault.TooSlow);
        }
        catch (JsonException e)
        {
            await over.CancelAsync();
            throw new UnreadableDocumentException(Ending("", await memory), e);
        }
    }

    private static DocumentFault Ending(string errors, bool hasTooMuchMemory) =>
        hasTooMuchMemory || errors.Contains("OutOfMemory", StringComparison.Ordinal) || errors.Contains("Out of memory", StringComparison.Ordinal)
            ? DocumentFault.TooMuchMemory
            : DocumentFault.Crashed;

    private static async Task SendAsync(Process process, byte[] content, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(content, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process has ended; what it said, or did not say, tells why.
        }
    }

    private static async Task<MemoryStream> ReadAnswerAsync(Stream output, CancellationToken cancellation)
    {
        var json = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await output.ReadAsync(buffer, cancellation)) > 0;)
        {
            json.Write(buffer, 0, read);
            if (json.Length > LongestAnswer)
            {
                throw new UnreadableDocumentException(DocumentFault.TooLarge);
            }
        }

        return json;
    }

    /// <summary>The first lines; a stack that overflowed is written whole.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader errors, CancellationToken cancellation)
    {
        var buffer = new char[4096];
        var length = await errors.ReadBlockAsync(buffer, cancellation);
        var rest = new char[4096];
        while (await errors.ReadAsync(rest, cancellation) > 0)
        {
            // Nobody reads them, but the process must not wait.
        }

        return new string(buffer, 0, length);
    }

    /// <summary>Ends the process when it takes too much memory. Returns whether it did.</summary>
    private static async Task<bool> WatchMemoryAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            while (!process.HasExited)
            {
                process.Refresh();
                if (process.WorkingSet64 > Memory)
                {
                    process.Kill();
                    return true;
                }

                await Task.Delay(Look, cancellation);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
        {
            // It is over.
        }

        return false;
    }

    internal static ProcessStartInfo StartInfo()
    {
        var name = typeof(ReadingProcess).Assembly.GetName().Name!;
        var isOwn = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == name;
        var start = new ProcessStartInfo(isOwn ? Environment.ProcessPath! : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        if (!isOwn)
        {
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, name + ".dll"));
        }

        start.ArgumentList.Add(Command);
        foreach (var variable in start.Environment.Keys.Where(k => !Passed.Contains(k)).ToList())
        {
            start.Environment.Remove(variable);
        }

        // The rest of the memory is for code and for what is outside the heap.
        start.Environment["DOTNET_GCHeapHardLimit"] = (Memory * 3 / 4).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
