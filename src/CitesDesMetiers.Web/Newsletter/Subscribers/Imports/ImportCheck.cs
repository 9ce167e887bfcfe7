using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Subscribers.Imports;

/// <summary>
/// Runs the dry run of an import. Each line is checked alone and stored in batches. Then all lines are compared with each other and
/// with the subscribers.
/// </summary>
internal sealed class ImportCheck(NewsletterContext db, AddressKeyStore keyStore, TimeProvider clock)
{
    private const int Batch = 1_000;

    private static readonly CheckedLine Titles = new(null, null, null, null, null, null, null, [], null);

    internal async Task RunAsync(ImportLease lease, CancellationToken cancellation)
    {
        var import = await db.SubscriberImports.SingleAsync(i => i.Id == lease.ImportId, cancellation);
        await ReadLinesAsync(import, lease, cancellation);
        await db.Database.ExecuteSqlRawAsync(DatabaseProvider.Of(db.Database).JudgeImportLines, [import.Id], cancellation);
        var (accepted, remarked, refusals) = await ImportTally.CountAsync(db, import.Id, cancellation);
        import.CompleteCheck(accepted, remarked, refusals);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task ReadLinesAsync(SubscriberImport import, ImportLease lease, CancellationToken cancellation)
    {
        var keys = await keyStore.GetAsync(cancellation);
        var reader = new LineReader(import, await Vocabulary.ReadAsync(db, cancellation), ParisTime.Today(clock));
        var titles = import.HasTitles ? await db.ImportLines.Where(l => l.ImportId == import.Id).MinAsync(l => l.Number, cancellation) : 0;
        using var batch = new LineJson();
        for (var after = import.CheckedTo; ;)
        {
            var lines = await db.ImportLines.Where(l => l.ImportId == import.Id && l.Number > after).OrderBy(l => l.Number)
                .Select(l => new { l.Number, l.Cells }).Take(Batch).ToListAsync(cancellation);
            if (lines.Count == 0)
            {
                return;
            }

            foreach (var line in lines)
            {
                Add(batch, line.Number, line.Number == titles ? Titles : reader.Read(ImportIntake.Cells(line.Cells)), keys);
            }

            after = lines[^1].Number;
            await KeepAsync(import.Id, lease, batch.Take(), after, cancellation);
        }
    }

    private static void Add(LineJson batch, int number, CheckedLine line, AddressKeys keys) =>
        batch.Add(number, line, line.Address is { } address ? keys.KeyOf(address) : null);

    private Task KeepAsync(int id, ImportLease lease, string lines, int checkedTo, CancellationToken cancellation) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await lease.KeepAsync(db, clock.GetUtcNow().UtcDateTime, checkedTo, cancellation);
            await db.Database.ExecuteSqlRawAsync(DatabaseProvider.Of(db.Database).CheckImportLines, [id, lines], cancellation);
            await transaction.CommitAsync(cancellation);
        });
}

/// <summary>Counts the lines of an import by their result.</summary>
internal static class ImportTally
{
    public static async Task<(int Accepted, int Remarked, IReadOnlyDictionary<LineRefusal, int> Refusals)> CountAsync(
        NewsletterContext db, int id, CancellationToken cancellation)
    {
        // The title line has neither an address nor a refusal.
        var counts = await db.ImportLines.Where(l => l.ImportId == id && (l.Refusal != null || l.NormalisedAddress != null))
            .GroupBy(l => new { l.Refusal, IsRemarked = l.Remark != null }).Select(g => new { g.Key.Refusal, g.Key.IsRemarked, Count = g.Count() })
            .ToListAsync(cancellation);
        return (
            counts.Where(c => c.Refusal is null).Sum(c => c.Count),
            counts.Where(c => c.Refusal is null && c.IsRemarked).Sum(c => c.Count),
            counts.Where(c => c.Refusal is not null).GroupBy(c => c.Refusal!.Value).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)));
    }
}
