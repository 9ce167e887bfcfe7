namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>Reads the output of a process to its end, so that the process never blocks, and keeps the last of it for the log.</summary>
internal sealed class LastWords
{
    private const int Most = 1_000;

    private readonly Lock guard = new();
    private string kept = "";

    private LastWords()
    {
    }

    public static LastWords Of(StreamReader output)
    {
        var words = new LastWords();
        _ = words.ReadAsync(output);
        return words;
    }

    public override string ToString()
    {
        lock (guard)
        {
            return kept.Trim();
        }
    }

    private async Task ReadAsync(StreamReader output)
    {
        var buffer = new char[Most];
        try
        {
            while (await output.ReadAsync(buffer) is > 0 and var read)
            {
                lock (guard)
                {
                    var all = kept + new string(buffer, 0, read);
                    kept = all.Length > Most ? all[^Most..] : all;
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process is gone, and with it the stream.
        }
    }
}
