using System.Globalization;

namespace CitesDesMetiers.Web.Commands;

/// <summary>Shows progress: a bar redrawn in place on a terminal, otherwise a line for each change.</summary>
internal sealed class ProgressLine(TextWriter output)
{
    private const int BarWidth = 30;
    private string? last;

    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <param name="share">From 0 to 1.</param>
    public static string Bar(double share)
    {
        var filled = (int)(Math.Clamp(share, 0, 1) * BarWidth);
        return string.Create(
            CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {Math.Floor(share * 100)} %");
    }

    /// <param name="isOver">Whether this is the last line.</param>
    public async Task ShowAsync(string line, bool isOver)
    {
        if (!IsTerminal)
        {
            if (line != last)
            {
                await output.WriteLineAsync(line);
            }

            last = line;
            return;
        }

        // A wrapped line cannot be redrawn.
        var width = Console.WindowWidth;
        var shown = !isOver && width > 0 && line.Length >= width ? line[..(width - 1)] : line;
        await output.WriteAsync($"\r\u001b[K{shown}{(isOver ? Environment.NewLine : "")}");
        await output.FlushAsync();
    }
}
