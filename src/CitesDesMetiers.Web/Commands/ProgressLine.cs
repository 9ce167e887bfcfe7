using System.Globalization;

namespace CitesDesMetiers.Web.Commands;

/// <summary>How far something has come: a bar redrawn in place on a terminal, a line each time it changes elsewhere.</summary>
internal sealed class ProgressLine(TextWriter output)
{
    private const int BarWidth = 30;
    private string? last;

    public static bool IsTerminal => !Console.IsOutputRedirected;

    /// <param name="share">From 0 to 1.</param>
    public static string Bar(double share)
    {
        var filled = (int)(Math.Clamp(share, 0, 1) * BarWidth);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] {Math.Floor(share * 100)} %");
    }

    /// <param name="isOver">Whether it is the last.</param>
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

        // A line that wraps cannot be drawn over.
        var width = Console.WindowWidth;
        var shown = !isOver && width > 0 && line.Length >= width ? line[..(width - 1)] : line;
        await output.WriteAsync($"\r\u001b[K{shown}{(isOver ? Environment.NewLine : "")}");
        await output.FlushAsync();
    }
}
