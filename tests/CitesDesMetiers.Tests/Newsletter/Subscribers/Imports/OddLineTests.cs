using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>One file with every odd line there is: each becomes what the table says, in the dry run and for real.</summary>
public sealed class OddLineTests(OddLineTests.Imported imported) : IClassFixture<OddLineTests.Imported>
{
    public static TheoryData<int> Lines => [.. Enumerable.Range(0, OddLine.All.Count)];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task An_odd_line_becomes_what_the_table_says(int index)
    {
        var odd = OddLine.All[index];

        var line = imported.Lines[index + 2];

        Assert.Equal((odd.Refusal, odd.IsRemarked), (line.Refusal, line.Remark is not null));
        if (odd.Refusal is null)
        {
            Assert.Equal(odd.Address, line.Address);
        }

        var subscriber = odd.Address is null
            ? null
            : await imported.Site.WithDatabaseAsync(db => db.Subscribers.AsNoTracking().SingleOrDefaultAsync(s => s.Address == odd.Address));
        Assert.Equal(odd.Refusal is null ? imported.Import.Id : null, subscriber?.ImportId);
        if (subscriber is not null)
        {
            var isOld = odd.Line.Contains("/2019;", StringComparison.Ordinal);
            Assert.Equal(isOld ? SubscriberState.Lapsed : SubscriberState.Confirmed, subscriber.State);
            Assert.Equal(new DateTime(isOld ? 2019 : 2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), subscriber.ConfirmedAt);
            Assert.Equal(subscriber.ConfirmedAt, subscriber.LastContactAt);
        }
    }

    [Fact]
    public void The_table_has_sixty_lines_and_more() => Assert.True(OddLine.All.Count >= 60);

    [Fact]
    public void Accepted_and_refused_are_all_the_lines()
    {
        Assert.Equal(OddLine.All.Count, imported.Import.Imported + imported.Import.Refused);
        Assert.Equal(OddLine.All.Count(o => o.Refusal is null), imported.Import.Imported);
        Assert.Equal(imported.Import.Filled - 1, OddLine.All.Count);
    }

    [Fact]
    public async Task What_the_columns_say_is_with_the_subscriber()
    {
        var subscriber = await imported.Site.WithDatabaseAsync(db =>
            db.Subscribers.Include(s => s.Cite).Include(s => s.Themes).Include(s => s.ConsentEvents).AsNoTracking()
                .SingleAsync(s => s.Address == "g2@ex.example"));

        Assert.Equal(("fr", "charleroi"), (subscriber.Language, subscriber.Cite?.Slug));
        Assert.Equal(["etudes", "travail"], subscriber.Themes.Select(t => t.Slug).Order());
        var proof = Assert.Single(subscriber.ConsentEvents);
        Assert.Equal((ConsentKind.Confirmed, ConsentSource.Import, "Salon de Lille"), (proof.Kind, proof.Source, proof.Wording));
        Assert.Contains("odd.csv", proof.Detail, StringComparison.Ordinal);
        Assert.Contains("Essai Administrator", proof.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_who_left_complained_bounced_or_was_erased_is_back()
    {
        var back = await imported.Site.WithDatabaseAsync(
            db => db.Subscribers.Where(s => KnownPeople.Gone.Contains(s.NormalisedAddress) && s.State == SubscriberState.Confirmed).CountAsync());

        Assert.Equal(0, back);
        Assert.Equal(0, await imported.Site.WithDatabaseAsync(db => db.Subscribers.CountAsync(s => s.NormalisedAddress == "efface@ex.example")));
    }

    [Fact]
    public async Task The_page_and_the_report_name_each_refused_line_with_what_it_said_and_why()
    {
        var page = await imported.Desk.Client.GetAsync($"{ImportDesk.Path}/{imported.Import.Id}?raison=date-qui-ne-se-lit-pas");
        var report = await imported.Desk.Client.Http.GetStringAsync(
            $"{ImportDesk.Path}/{imported.Import.Id}/rapport", TestContext.Current.CancellationToken);

        Assert.Contains("31/02/2026", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("écrivez-la comme", page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1 + imported.Import.Refused + imported.Import.Remarked, CsvHelperRows(report));
        Assert.Contains("Désabonné", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_says_who_imported_how_many()
    {
        var entry = await imported.Site.WithDatabaseAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SubscribersImported));

        Assert.Equal("Essai Administrator", entry.ByName);
        Assert.Contains("odd.csv", entry.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("@", entry.Subject, StringComparison.Ordinal);
    }

    private static int CsvHelperRows(string text)
    {
        using var parser = new CsvHelper.CsvParser(
            new StringReader(text),
            new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture) { Delimiter = ";" });
        var rows = 0;
        while (parser.Read())
        {
            rows++;
        }

        return rows;
    }

    public sealed class Imported : IAsyncLifetime
    {
        public SiteFactory Site { get; } = new ClockedSite(new DateTime(2026, 11, 27, 10, 0, 0, DateTimeKind.Utc));

        internal ImportDesk Desk { get; private set; } = null!;

        internal SubscriberImport Import { get; private set; } = null!;

        internal Dictionary<int, ImportLine> Lines { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await KnownPeople.AddAsync(Site);
            Desk = await ImportDesk.OpenAsync(Site);
            var text = string.Join("\r\n", [OddLine.Titles, .. OddLine.All.Select(o => o.Line)]);
            Import = await Desk.ImportAsync(ImportDesk.Utf8(text), "odd.csv", consentOn: null);
            Lines = await Site.WithDatabaseAsync(db => db.ImportLines.AsNoTracking().ToDictionaryAsync(l => l.Number));
        }

        public async ValueTask DisposeAsync()
        {
            Desk.Dispose();
            await Site.DisposeAsync();
        }
    }
}
