using System.Globalization;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Platform.Auditing;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Commands;

/// <summary><c>subscribers export</c>: exports all subscribers to a file or to standard output.</summary>
internal sealed class SubscribersExport(SubscribersConsole console)
{
    public async Task<int> RunAsync(SheetFormat format, FileInfo? file, CancellationToken cancellation)
    {
        var total = await SubscriberExport.Exported(console.Db.Subscribers).CountAsync(cancellation);
        console.Get<AuditLog>().Add(
            AuditAction.SubscribersExported,
            $"{FrenchNumbers.Count(total, "abonné exporté", "abonnés exportés")} en {format.ToString().ToUpperInvariant()}.",
            by: AuditPerson.CommandLine);
        await console.Db.SaveChangesAsync(cancellation);
        await using var output = file is null ? Console.OpenStandardOutput() : file.Create();
        var written = await SubscriberExport.WriteAsync(
            console.Db.Subscribers, output, format, cancellation, file is null ? null : new Progress(console.Output, total));
        console.Note(string.Create(CultureInfo.InvariantCulture, $"{written:N0} subscribers written{(file is null ? "" : " to " + file.FullName)}."));
        return 0;
    }

    private sealed class Progress(TextWriter output, int total) : IProgress<int>
    {
        private readonly ProgressLine line = new(output);
        private int shown = -1;

        /// <summary>Reports each percent on a terminal, otherwise every ten percent.</summary>
        public void Report(int value)
        {
            var share = (double)value / Math.Max(1, total);
            var step = (int)(share * (ProgressLine.IsTerminal ? 100 : 10));
            if (step != shown)
            {
                shown = step;
                line.ShowAsync(ProgressLine.Bar(share), value >= total).GetAwaiter().GetResult();
            }
        }
    }
}
