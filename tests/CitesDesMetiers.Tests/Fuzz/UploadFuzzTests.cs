using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Content.Pictures;
using CitesDesMetiers.Tests.Newsletter.Subscribers.Imports;

namespace CitesDesMetiers.Tests.Fuzz;

/// <summary>Whatever is sent as a file, the page answers with a sentence and never fails.</summary>
public sealed class UploadFuzzTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private SiteFactory site = null!;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Administrator);
    }

    [Theory]
    [InlineData(50, 70_000)]
    [InlineData(70_000, 50)]
    [InlineData(50, 1_001)]
    [InlineData(49, 51)]
    [InlineData(1, 1)]
    public async Task A_picture_of_odd_proportions_is_refused_with_a_reason(int width, int height)
    {
        var page = await DeskClient.ParseAsync(await SendPicturesAsync([Samples.Picture(width, height, ".png")]));

        Assert.Contains("l’image", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, 1_000)]
    [InlineData(1_000, 50)]
    [InlineData(1_601, 12_000)]
    public async Task A_long_picture_is_kept(int width, int height)
    {
        var page = await DeskClient.ParseAsync(await SendPicturesAsync([Samples.Picture(width, height, ".png")]));

        Assert.Single(page.QuerySelectorAll(".notice-success li"));
    }

    [Fact]
    public async Task No_spoilt_picture_ends_in_500()
    {
        byte[][] pictures =
        [
            Samples.Picture(180, 120, ".png"), Samples.Picture(180, 120), Samples.Picture(180, 120, ".webp"),
            SamplePictures.Interlaced, SamplePictures.Gif,
        ];

        foreach (var some in Mutation.Of(seed: 14, times: 36, pictures).Chunk(6))
        {
            await SendPicturesAsync(some);
        }
    }

    [Fact]
    public async Task No_spoilt_list_of_subscribers_ends_in_500()
    {
        string[][] people = [["Courriel", "Nom"], ["a@ex.example", "Élodie"], ["b@ex.example", "Paul"]];
        byte[][] files = [Workbooks.Of(people), ImportDesk.Utf8(string.Join("\r\n", people.Select(p => string.Join(';', p))))];
        byte[][] chosen =
        [
            [.. "PK\u0003\u0004garbage"u8], [.. "PK\u0005\u0006"u8],
            [
                .. "PK\u0005\u0006"u8, .. new byte[18]
            ], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0x00, 0xD8], [.. "\""u8],
            Row("<c r=\"ZZZZZZ9\" t=\"s\"><v>9</v></c>"), Row("<c t=\"s\"><v>99999999999</v></c>"), Row("<c t=\"n\" s=\"9\"><v>1e400</v></c>"), Row(
                "<c t=\"inlineStr\"><is><t>&#55296;</t></is></c>"),
            Row("<c t=\"inlineStr\"><is><t>a_xD800_</t></is></c>"), Row("<c r=\"\" t=\"b\"/>"),
        ];

        var page = await desk.GetAsync(ImportDesk.Path);
        foreach (var file in chosen.Concat(Mutation.Of(seed: 14, times: 60, files)))
        {
            var answer = await desk.SendAsync(page, ImportDesk.Path, [], file: ("File", "liste.xlsx", file));
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{(int)answer.StatusCode} for {Convert.ToBase64String(file)}");
        }
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private static byte[] Row(string cells) =>
        Workbooks.WithSheet(
            $"<worksheet xmlns=\"{Main}\"><sheetData><row><c t=\"inlineStr\"><is><t>a@ex.example</t></is></c>{cells}</row></sheetData></worksheet>");

    private async Task<HttpResponseMessage> SendPicturesAsync(byte[][] pictures)
    {
        var page = await desk.GetAsync("/redaction/images/ajout");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("main input[name=__jeton]")!.GetAttribute("value")!), "__jeton" }
        };
        foreach (var (i, picture) in pictures.Index())
        {
            content.Add(new ByteArrayContent(picture), $"Pictures[{i}].File", $"image-{i}.png");
            content.Add(new StringContent($"Image {i}"), $"Pictures[{i}].AlternativeText");
        }

        var answer = await desk.Http.PostAsync("/redaction/images/ajout", content, Cancel);
        Assert.True(
            answer.StatusCode is HttpStatusCode.OK,
            $"{(int)answer.StatusCode} for one of {string.Join('\n', pictures.Select(Convert.ToBase64String))}");
        return answer;
    }
}
