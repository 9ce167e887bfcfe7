using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Auditing;
using CitesDesMetiers.Core.Storage;
using CitesDesMetiers.Core.Subscribers;
using CitesDesMetiers.Core.Values;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>What is exported is whole, harmless in a spreadsheet, noted in the journal, and known when it comes back.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private const string Path = "/redaction/abonnes/export";
    private static readonly string[] Organisations =
    [
        "=HYPERLINK(\"http://mal.example\")",
        "+33 1 23",
        "-1",
        "@SOMME(A1)",
        "\uFF1D1+1",
        "'=deux fois",
        "Point;virgule",
        "Guillemet \" ici",
        "École \U0001F393 d’été",
        "Ordinaire"
    ];
    private readonly ClockedSite site = new(new DateTime(2026, 11, 27, 10, 0, 0, DateTimeKind.Utc));
    private ImportDesk desk = null!;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        desk = await ImportDesk.OpenAsync(site);
        await KnownPeople.AddAsync(site);
        var keys = await site.Services.GetRequiredService<AddressKeyStore>().GetAsync(default);
        await site.WithDatabaseAsync(db =>
        {
            for (var i = 0; i < Organisations.Length; i++)
            {
                var address = EmailAddress.Parse(i == 0 ? "+signe@ex.example" : i == 1 ? "'=autre@ex.example" : $"x{i}@ex.example");
                var subscriber = new Subscriber(address, keys.KeyOf(address), "fr", Organisations[i], Samples.Noon);
                subscriber.Confirm(
                    new ConsentEvent(ConsentKind.Confirmed, ConsentSource.ConfirmationPage, Samples.Noon, address.Value, "fr", "…", "1", "1"));
                db.Add(subscriber);
            }

            return db.SaveChangesAsync(Cancel);
        });
    }

    [Fact]
    public async Task No_cell_begins_like_a_formula_and_the_file_opens_in_a_French_spreadsheet()
    {
        var bytes = await (await desk.Client.SubmitAsync(Path, new() { ["State"] = "" })).Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = System.Text.Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith("Adresse;État;", text, StringComparison.Ordinal);
        using var parser = new CsvHelper.CsvParser(
            new StringReader(text),
            new CsvHelper.Configuration.CsvConfiguration(System.Globalization.CultureInfo.InvariantCulture) { Delimiter = ";" });
        while (parser.Read())
        {
            Assert.All(
                parser.Record!, cell => Assert.DoesNotMatch("^['\u2019]*$|^[=+\\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]", cell.Length == 0 ? "x" : cell));
        }

        Assert.DoesNotContain("efface", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Csv", "abonnes.csv")]
    [InlineData("Xlsx", "abonnes.xlsx")]
    public async Task An_export_that_comes_back_adds_nobody(string format, string name)
    {
        var answer = await desk.Client.SubmitAsync(Path, new() { ["State"] = "", ["Format"] = format });
        var file = await answer.Content.ReadAsByteArrayAsync(Cancel);
        var before = await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(Cancel));

        var import = await desk.ImportAsync(file, name, consentOn: null);

        Assert.Equal((0, before - 1), (import.Accepted, import.Refused));
        Assert.Equal(before, await site.WithDatabaseAsync(db => db.Subscribers.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("Csv")]
    [InlineData("Xlsx")]
    public async Task An_export_taken_to_another_site_brings_the_same_people_with_the_same_words(string format)
    {
        var file = await (await desk.Client.SubmitAsync(Path, new() { ["Format"] = format })).Content.ReadAsByteArrayAsync(Cancel);
        await using var other = new ClockedSite(site.Clock.Now);
        using var there = await ImportDesk.OpenAsync(other);

        await there.ImportAsync(file, "export", consentOn: null);

        Assert.Equal(await PeopleAsync(site), await PeopleAsync(other));
    }

    [Fact]
    public async Task A_filter_narrows_the_export_and_the_journal_counts_it()
    {
        var answer = await desk.Client.SubmitAsync(Path, new() { ["Address"] = "x3@" });

        Assert.Equal(2, (await answer.Content.ReadAsStringAsync(Cancel)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var entry = await site.WithDatabaseAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.SubscribersExported, Cancel));
        Assert.StartsWith("1 abonné exporté", entry.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_who_is_no_administrator_exports_and_imports_nothing()
    {
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.GetAsync(Path, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.PostAsync(Path, null, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Http.GetAsync(ImportDesk.Path, Cancel)).StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        desk.Dispose();
        await site.DisposeAsync();
    }

    private static Task<List<string>> PeopleAsync(SiteFactory where) =>
        where.WithDatabaseAsync(db => db.Subscribers.Where(s => s.State == SubscriberState.Confirmed).OrderBy(s => s.NormalisedAddress)
            .Select(s => s.Address + " " + s.Organisation + " " + s.Language).ToListAsync(Cancel));
}
