using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Contribution;

/// <summary>The link and the length of what is sent are looked at before it is read.</summary>
public sealed class SentSizeTests : IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    private readonly CallSite site = new();
    private DeskClient visitor = null!;
    private string path = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.PrepareAsync();
        await site.OpenCallAsync(days: 10);
        path = await site.PathAsync(site.Mulhouse);
        visitor = site.Visitor();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/nouvelles/1")]
    [InlineData("/brouillon")]
    [InlineData("/editeur/image")]
    public async Task Nothing_is_read_of_what_comes_to_an_unknown_link(string page)
    {
        var body = new Flood(75 * Megabyte);

        using var answer = await visitor.Http.PostAsync($"/contribuer/{new string('A', 43)}{page}", body, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("Ce lien est incomplet", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.True(body.Taken < Megabyte, $"{body.Taken} bytes were read");
    }

    [Fact]
    public async Task Nothing_is_read_of_what_comes_to_a_link_that_is_over_or_is_beyond_all_measure()
    {
        var (over, endless) = (new Flood(75 * Megabyte), new Flood(200 * Megabyte));
        using var tooMuch = await visitor.Http.PostAsync(path, endless, Cancel);
        site.Clock.Forward(TimeSpan.FromDays(60));
        using var tooLate = await visitor.Http.PostAsync(path, over, Cancel);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.Gone), (tooMuch.StatusCode, tooLate.StatusCode));
        Assert.Contains("trop lourd", await tooMuch.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.True(over.Taken + endless.Taken < Megabyte, $"{over.Taken} and {endless.Taken} bytes were read");
    }

    [Fact]
    public async Task Nor_of_what_comes_to_an_address_that_does_not_exist()
    {
        var body = new Flood(25 * Megabyte);

        using var answer = await visitor.Http.PostAsync("/nulle-part", body, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(body.Taken < Megabyte, $"{body.Taken} bytes were read");
    }

    [Fact]
    public async Task A_form_of_thirty_megabytes_comes_back_with_its_texts_and_says_how_much_may_be_sent() =>
        await AssertKeptAsync(visitor, path);

    [Fact]
    public async Task So_does_one_of_the_desk() => await AssertKeptAsync(site.Editor, "/redaction/nouvelles/ajout");

    [Fact]
    public async Task The_editor_says_it_too()
    {
        var page = await visitor.GetAsync(path);
        using var content = new MultipartFormDataContent
        {
            { new StringContent(((IHtmlInputElement)page.QuerySelector("main input[name=__jeton]")!).Value), "__jeton" },
            { new StringContent("Un établi"), "AlternativeText" },
            { new ByteArrayContent(new byte[30 * Megabyte]), "File", "photo.jpg" },
        };

        using var answer = await visitor.Http.PostAsync(path + "/editeur/image", content, Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("20 Mo au plus en tout", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_beyond_all_measure_is_refused_without_being_gathered()
    {
        var page = await visitor.GetAsync(path);

        var answer = await visitor.SendAsync(
            page,
            path,
            new() { ["Title"] = "Trop long", ["Body"] = new string('a', 200_000) },
            file: ("Picture", "photo.jpg", new byte[30 * Megabyte]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        await site.DisposeAsync();
    }

    private async Task AssertKeptAsync(DeskClient who, string form)
    {
        var answer = await who.SubmitAsync(
            form, new()
            {
                ["Title"] = "En grand",
                ["Body"] = "Voici « l’établi ».",
                ["Credit"] = "Ada Blanc"
            }, file: ("Picture", "photo.jpg", new byte[30 * Megabyte]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await DeskClient.ParseAsync(answer);
        Assert.Contains("pèse 30 Mo ; 20 Mo au plus en tout", page.QuerySelector("#Picture-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ("En grand", "Voici « l’établi ».", "Ada Blanc"),
            (page.QuerySelector("#Title")!.GetAttribute("value"), page.QuerySelector("#Body")!.TextContent.Trim(),
                page.QuerySelector("#Credit")!.GetAttribute("value")));
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.CountAsync(Cancel)));
        Assert.Equal(HttpStatusCode.Redirect, (await who.SendAsync(page, form, [])).StatusCode);
    }

    /// <summary>A form with a file that is sent piece by piece, as fast as it is taken.</summary>
    private sealed class Flood : HttpContent
    {
        private readonly long length;

        public Flood(long length)
        {
            this.length = length;
            Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=bord");
        }

        public long Taken { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = new byte[64 * 1024];
            "--bord\r\nContent-Disposition: form-data; name=\"Picture\"; filename=\"a.jpg\"\r\n\r\n"u8.CopyTo(piece);
            for (; Taken < length; Taken += piece.Length)
            {
                await stream.WriteAsync(piece);
                piece = new byte[64 * 1024];
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = this.length;
            return true;
        }
    }
}
