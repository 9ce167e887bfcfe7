using System.Text;
using CitesDesMetiers.Core.Subscribers.Imports;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

/// <summary>The same two people in every form in which spreadsheets save them.</summary>
public sealed class FileKindTests(SharedSite<FileKindTests.NovemberSite> shared)
    : IClassFixture<SharedSite<FileKindTests.NovemberSite>>, IAsyncLifetime
{
    private ClockedSite site = null!;
    private ImportDesk desk = null!;

    public static TheoryData<string> Kinds =>
        [
            "semicolon",
            "comma",
            "tab",
            "bar",
            "utf-8 with mark",
            "windows-1252",
            "utf-16",
            "hint",
            "quoted",
            "blank lines before",
            "workbook",
            "workbook under another name",
            "workbook of dates"
        ];

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await ImportDesk.OpenAsync(site);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_is_read_in_whatever_form_it_was_saved(string kind)
    {
        var import = await desk.CheckAsync(Make(kind), kind is "workbook" ? "liste.xlsx" : "liste.csv");

        Assert.Equal((2, 0), (import.Accepted, import.Refused));
        var people = await site.WithDatabaseAsync(
            db =>
                db.ImportLines.Where(l => l.ImportId == import.Id && l.Address != null)
                    .OrderBy(l => l.Number)
                    .Select(l => l.Address + " " + l.Organisation)
                    .ToListAsync());
        Assert.Equal(["eloise@ex.example Café de l’été", "luc@ex.example "], people);
    }

    [Fact]
    public async Task Two_encodings_in_one_file_are_told_and_every_line_is_kept()
    {
        byte[] file =
        [
            .. "Courriel;Organisation\n"u8,
            .. "a@ex.example;"u8,
            .. Encoding.UTF8.GetBytes("Été"),
            .. "\nb@ex.example;"u8,
            .. Encoding.Latin1.GetBytes("Été"),
            .. "\n"u8
        ];

        var import = await desk.CheckAsync(file);

        Assert.Equal(2, import.Accepted);
        Assert.Contains("mélange deux encodages", import.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_addresses_says_so_and_is_not_taken_further()
    {
        var id = await desk.UploadAsync(ImportDesk.Utf8("Nom;Ville\nDupont;Lille\n"));
        var path = $"{ImportDesk.Path}/{id}/colonnes";

        Assert.Contains(
            "Aucune colonne ne semble contenir", (await desk.Client.GetAsync(path)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var answer = await desk.Client.SubmitAsync(path, new() { ["ConsentSource"] = "Salon", ["ConsentOn"] = "2026-01-15" }, "/colonnes");
        Assert.Contains(
            "Aucune colonne n’est celle des adresses",
            (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Indiquez quand")]
    [InlineData("2099-01-01", "dans le futur")]
    public async Task A_file_without_a_usable_date_of_consent_is_not_taken_further(string date, string reason)
    {
        var id = await desk.UploadAsync(ImportDesk.Utf8("Courriel\na@ex.example\n"));

        var answer = await desk.Client.SubmitAsync(
            $"{ImportDesk.Path}/{id}/colonnes", new() { ["ConsentSource"] = "Salon", ["ConsentOn"] = date }, "/colonnes");

        Assert.Contains(reason, (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ImportState.Received, (await desk.RestAsync(id)).State);
    }

    [Fact]
    public async Task A_file_for_a_language_of_no_list_is_not_taken_further()
    {
        var id = await desk.UploadAsync(ImportDesk.Utf8("Courriel\na@ex.example\n"));

        var answer = await desk.Client.SubmitAsync(
            $"{ImportDesk.Path}/{id}/colonnes", new()
            {
                ["Language"] = "xx",
                ["ConsentSource"] = "Salon",
                ["ConsentOn"] = "2026-01-15"
            }, "/colonnes");

        Assert.Contains(
            "choisissez-la dans la liste",
            (await DeskClient.ParseAsync(answer)).QuerySelector(".error-summary")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(ImportState.Received, (await desk.RestAsync(id)).State);
    }

    [Fact]
    public async Task A_file_without_a_source_of_consent_is_not_taken_further()
    {
        var id = await desk.UploadAsync(ImportDesk.Utf8("Courriel\na@ex.example\n"));

        await desk.Client.SubmitAsync(
            $"{ImportDesk.Path}/{id}/colonnes", new() { ["ConsentSource"] = " ", ["ConsentOn"] = "2026-01-15" }, "/colonnes");

        Assert.Equal(ImportState.Received, (await desk.RestAsync(id)).State);
    }

    [Fact]
    public async Task Columns_can_be_told_anew_after_the_dry_run()
    {
        var import = await desk.CheckAsync(ImportDesk.Utf8("a@ex.example;b@ex.example\nc@ex.example;d@ex.example\n"));
        var path = $"{ImportDesk.Path}/{import.Id}/colonnes";

        await desk.Client.SubmitAsync(
            path, new() { ["Uses[0]"] = nameof(ColumnUse.Ignored), ["Uses[1]"] = nameof(ColumnUse.Address), ["HasTitles"] = "true" }, "/colonnes");

        Assert.Equal(1, (await desk.RestAsync(import.Id)).Accepted);
        Assert.Equal(
            ["d@ex.example"], await site.WithDatabaseAsync(db => db.ImportLines.Where(l => l.Address != null).Select(l => l.Address!).ToListAsync()));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    public sealed class NovemberSite() : ClockedSite(new DateTime(2026, 11, 27, 10, 0, 0, DateTimeKind.Utc));

    private static byte[] Make(string kind)
    {
        const string Text = "Nom;Courriel;Structure\r\nÉloïse;eloise@ex.example;Café de l’été\r\nLuc;luc@ex.example;\r\n";
        string[][] rows = [["Nom", "Courriel", "Structure"], ["Éloïse", "eloise@ex.example", "Café de l’été"], ["Luc", "luc@ex.example", ""]];
        return kind switch
        {
            "comma" => ImportDesk.Utf8(Text.Replace(';', ',')),
            "tab" => ImportDesk.Utf8(Text.Replace(';', '\t')),
            "bar" => ImportDesk.Utf8(Text.Replace(';', '|')),
            "utf-8 with mark" => [0xEF, 0xBB, 0xBF, .. ImportDesk.Utf8(Text)],
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text),
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text.Replace(';', '\t'))],
            "hint" => ImportDesk.Utf8("sep=,\r\n" + Text.Replace(';', ',')),
            "quoted" =>
                ImportDesk.Utf8(
                    "\"Nom;\nprénom\";\"Courriel\";\"Structure\"\r\n" + string.Join(
                        "\r\n",
                        Text.Split("\r\n").Skip(1).Select(l => l.Length == 0 ? l : $"\"{l.Replace(";", "\";\"", StringComparison.Ordinal)}\""))),
            "blank lines before" => ImportDesk.Utf8("\r\n;;\r\n" + Text.Replace("\r\nLuc", "\r\n\r\n;;\r\nLuc", StringComparison.Ordinal)),
            "workbook" or "workbook under another name" => Workbooks.Of(rows),
            "workbook of dates" => Workbooks.WithSheet(
                "<x:worksheet xmlns:x=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><x:sheetData>"
                + "<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>Courriel</x:t></x:is></x:c><x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>Structure</x:t></x:is></x:c><x:c r=\"C1\" t=\"inlineStr\"><x:is><x:t>Date</x:t></x:is></x:c></x:row>"
                + "<x:row r=\"2\"><x:c r=\"A2\" t=\"str\"><x:f>\"eloise@\"&amp;A9</x:f><x:v>eloise@ex.example</x:v></x:c><x:c r=\"B2\" t=\"inlineStr\"><x:is><x:r><x:t>Café </x:t></x:r><x:r><x:t>de l’été</x:t></x:r></x:is></x:c><x:c r=\"C2\" s=\"1\"><x:v>46054.5</x:v></x:c></x:row>"
                + "<x:row r=\"7\"><x:c r=\"A7\" t=\"inlineStr\"><x:is><x:t>luc@ex.example</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>",
                styles: "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
            _ => ImportDesk.Utf8(Text),
        };
    }
}
