using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Newsletter.Subscribers;
using CitesDesMetiers.Web.Newsletter.Subscribers.Imports;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>Whatever is in a file: nothing accepted is lost or doubled.</summary>
public sealed class ImportPropertyTests : IAsyncLifetime
{
    /// <summary>The cells of a line. Now and then they are all empty: no such line is accepted or refused.</summary>
    private static readonly Gen<string[]> Line = Gen.Select(
        Gen.OneOf(
            Gen.Select(
                Gen.Int[0, 25],
                OneOf("p{0}@ex.example", "P{0}@EX.example", "Quelqu’un <p{0}@ex.example>", " p{0}@ex.example "),
                (n, form) => string.Format(null, form, n)),
            Gen.String[0, 12]),
        OneOf("oui", "oui", "oui", "oui", "non", "", "peut-être"),
        OneOf("01/02/2026", "01/02/2026", "01/02/2026", "2026-02-01", "", "hier", "01/02/2019", "01/02/2099"),
        Gen.String[0, 8],
        (address, consent, day, organisation) => new[] { address, consent, day, organisation }.Select(c => c.Replace('\0', ' ')).ToArray());

    private readonly ClockedSite site = new(new DateTime(2026, 11, 27, 10, 0, 0, DateTimeKind.Utc));
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Csv(string[] cells) => string.Join(';', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    public async ValueTask InitializeAsync() => await KnownPeople.AddAsync(site);

    [Fact]
    public async Task Nothing_accepted_is_lost_or_doubled_and_undoing_restores_what_was() =>
        await Line.List[0, 80].SampleAsync(async lines =>
        {
            var file = string.Join("\r\n", lines.Select(Csv).Prepend("Courriel;Accord;Date;Structure").Append("\"\";\"oui\";\"01/02/2026\";\"\""));
            var before = await PeopleAsync();

            var first = await ImportAsync(file);
            var after = await PeopleAsync();
            var again = await ImportAsync(file);
            Assert.Equal(after, await PeopleAsync());
            var exported = await ExportAsync();
            var back = await ImportAsync(exported);

            Assert.Equal(lines.Count(cells => !cells.All(string.IsNullOrWhiteSpace)) + 1, first.Accepted + first.Refused);
            Assert.Equal(before.Count + first.Imported, after.Count);
            Assert.Equal(after.Count, after.Select(a => a.ToUpperInvariant()).Distinct().Count());
            Assert.Equal((0, first.Accepted + first.Refused), (again.Accepted, again.Refused));
            Assert.Equal(0, back.Accepted);
            await UndoAsync(first.Id);
            Assert.Equal(before, await PeopleAsync());
        }, iter: 12, threads: 1);

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private Task<List<string>> PeopleAsync() =>
        site.WithDatabaseAsync(
            db => db.Subscribers.OrderBy(s => s.NormalisedAddress).Select(s => s.NormalisedAddress + " " + s.State).ToListAsync(Cancel));

    private async Task<byte[]> ExportBytesAsync()
    {
        using var output = new MemoryStream();
        await site.WithDatabaseAsync(db => SubscriberExport.WriteAsync(db.Subscribers, output, SheetFormat.Csv, Cancel));
        return output.ToArray();
    }

    private async Task<string> ExportAsync() => System.Text.Encoding.UTF8.GetString(await ExportBytesAsync()).TrimStart('\uFEFF');

    private async Task<SubscriberImport> ImportAsync(string text)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NewsletterContext>();
        using var file = new MemoryStream(ImportDesk.Utf8(text));
        var import = await scope.ServiceProvider.GetRequiredService<ImportIntake>().ReceiveAsync(file, "p.csv", null, "Essai", Cancel);
        var isExport = text.StartsWith("Adresse;", StringComparison.Ordinal);
        import.Match(
            isExport ?
            [
                ColumnUse.Address,
                ColumnUse.Ignored,
                ColumnUse.Language,
                ColumnUse.Cite,
                ColumnUse.Themes,
                ColumnUse.Organisation,
                ColumnUse.Ignored,
                ColumnUse.ConsentDate
            ]
                : [ColumnUse.Address, ColumnUse.Consent, ColumnUse.ConsentDate, ColumnUse.Organisation],
            hasTitles: true, "fr", "Essai", null);
        await db.SaveChangesAsync(Cancel);
        await WorkAsync(import.Id);
        await db.Entry(import).ReloadAsync(Cancel);
        if (import.Start())
        {
            await db.SaveChangesAsync(Cancel);
            await WorkAsync(import.Id);
        }

        return await site.WithDatabaseAsync(other => other.SubscriberImports.AsNoTracking().SingleAsync(i => i.Id == import.Id, Cancel));
    }

    private async Task UndoAsync(int id)
    {
        if (await site.WithDatabaseAsync(async db =>
            {
                var import = await db.SubscriberImports.SingleAsync(i => i.Id == id, Cancel);
                var undoes = import.Undo(null, "Essai", false, site.Clock.Now);
                await db.SaveChangesAsync(Cancel);
                return undoes;
            }))
        {
            await WorkAsync(id);
        }
    }

    /// <summary>Here or by the site's own worker, whoever is first.</summary>
    private async Task WorkAsync(int id)
    {
        while (await site.WithDatabaseAsync(db => db.SubscriberImports.AnyAsync(
            i => i.Id == id && (i.State == ImportState.Checking || i.State == ImportState.Importing || i.State == ImportState.Undoing), Cancel)))
        {
            await using var scope = site.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ImportWork>().RunOnceAsync(id, Cancel);
        }
    }
}
