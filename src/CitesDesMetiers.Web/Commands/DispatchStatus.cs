using System.Globalization;
using System.Text.Json;
using CitesDesMetiers.Core.Sending;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary>Prints the progress of a dispatch: one JSON object, a progress bar on a terminal, or lines otherwise.</summary>
internal sealed class DispatchStatus(DispatchConsole console)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(2);

    private readonly ProgressLine progress = new(console.Output);

    public async Task<int> ShowAsync(int number, bool watch, bool json, CancellationToken cancellation)
    {
        if (await console.FindAsync(number, cancellation) is not { } dispatch)
        {
            return 1;
        }

        if (json)
        {
            Dictionary<string, object?> status = new() { ["state"] = Words.Of(dispatch.State), ["reason"] = dispatch.PauseReason };
            foreach (var (state, count) in await CountAsync(dispatch.Id, cancellation))
            {
                status[Words.Of(state)] = count;
            }

            await console.Output.WriteLineAsync(JsonSerializer.Serialize(status));
            return 0;
        }

        await console.Output.WriteLineAsync($"Issue {number}, dispatch begun at {dispatch.CreatedAt:yyyy-MM-dd HH:mm} UTC.");
        while (true)
        {
            var now = await console.Db.Dispatches.AsNoTracking().SingleAsync(d => d.Id == dispatch.Id, cancellation);
            var line = Line(now, await CountAsync(dispatch.Id, cancellation));
            var isOver = !watch || now.State is DispatchState.Completed or DispatchState.Cancelled;
            await progress.ShowAsync(line, isOver);
            if (isOver)
            {
                return 0;
            }

            try
            {
                await Task.Delay(ProgressLine.IsTerminal ? OnTerminal : Elsewhere, cancellation);
            }
            catch (OperationCanceledException)
            {
                // Ctrl+C stops the display, not the dispatch.
                await console.Output.WriteLineAsync();
                return 0;
            }
        }
    }

    /// <summary>The number of deliveries in each state, zero included.</summary>
    private async Task<IReadOnlyList<KeyValuePair<DeliveryState, int>>> CountAsync(int dispatchId, CancellationToken cancellation)
    {
        var counts = await console.Db.Deliveries.Where(d => d.DispatchId == dispatchId).GroupBy(d => d.State)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return [.. Enum.GetValues<DeliveryState>().Select(s => KeyValuePair.Create(s, counts.GetValueOrDefault(s)))];
    }

    private static string Line(Dispatch dispatch, IReadOnlyList<KeyValuePair<DeliveryState, int>> counts)
    {
        var total = counts.Sum(c => c.Value);
        var settled = counts.Where(c => Delivery.IsFinal(c.Key)).Sum(c => c.Value);
        var share = total == 0 ? 1 : (double)settled / total;
        var figures = string.Join(
            ", ", counts.Where(c => c.Value > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Value:N0} {Words.Of(c.Key)}")));
        var reason = dispatch is { State: DispatchState.Paused, PauseReason: { } why } ? " " + why : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ProgressLine.Bar(share)} of {total:N0}, {Words.Of(dispatch.State)}: {(figures.Length > 0 ? figures : "nobody to write to")}.{reason}");
    }
}
