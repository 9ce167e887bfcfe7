using System.Net;
using System.Net.Http.Json;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Ui.Editor;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Editor;

/// <summary>What the Markdown editor asks of the server, and what becomes of it in the mail.</summary>
public sealed class EditorTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;
    private string token = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Correspondent, await site.AddCiteAsync("Cité des métiers d’Essai", "essai"));
        token = (await desk.GetAsync("/redaction/nouvelles/ajout")).QuerySelector("main input[name=__jeton]")!.GetAttribute("value")!;
    }

    [Fact]
    public async Task The_preview_is_what_readers_will_see_and_nothing_of_it_runs()
    {
        var html = await (
            await PostAsync(
                "apercu", new() { ["text"] = "Un **atelier** : <script>alert(1)</script> [ici](javascript:alert(1))", ["language"] = "fr" }))
            .Content.ReadAsStringAsync(Cancel);

        Assert.Contains("<strong>atelier</strong>&nbsp;:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_picture_is_kept_with_what_is_said_of_it_and_goes_into_the_text()
    {
        var answer = await PostAsync(
            "image",
            new()
            {
                ["AlternativeText"] = "Des *mains* [ouvertes]",
                ["Caption"] = "À l’atelier",
                ["Credit"] = "Photo : A. Martin",
                ["Licence"] = "CC BY 4.0",
            },
            Samples.Picture(800, 500));
        var said = await answer.Content.ReadFromJsonAsync<EditorAnswer>(Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var media = await site.WithDatabaseAsync(db => db.Media.SingleAsync(Cancel));
        Assert.Equal($"![Des \\*mains\\* \\[ouvertes\\]]({media.LargePath})\n*À l’atelier Photo : A. Martin CC BY 4.0*", said!.Markdown);
        Assert.Equal(("Des *mains* [ouvertes]", "CC BY 4.0"), (media.AlternativeText, media.Licence));
    }

    [Fact]
    public async Task The_same_picture_sent_several_times_at_once_is_kept_once()
    {
        var picture = Samples.Picture(800, 500);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => PostAsync("image", new() { ["AlternativeText"] = "Des mains ouvertes" }, picture)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Media.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("", true, "Texte de remplacement")]
    [InlineData("Une image", false, "n’est pas une image")]
    public async Task A_picture_that_cannot_be_kept_says_why(string alternativeText, bool isPicture, string problem)
    {
        var answer = await PostAsync("image", new() { ["AlternativeText"] = alternativeText }, isPicture ? Samples.Picture(800, 500) : [1, 2, 3]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(problem, (await answer.Content.ReadFromJsonAsync<EditorAnswer>(Cancel))!.Problem, StringComparison.Ordinal);
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.Media.CountAsync(Cancel)));
    }

    [Fact]
    public async Task A_video_becomes_a_thumbnail_that_links_to_it()
    {
        var answer = await PostAsync("video", new() { ["Url"] = "https://video.example/regarder?v=1(2)", ["Title"] = "Un métier [en vrai]" });
        var markdown = (await answer.Content.ReadFromJsonAsync<EditorAnswer>(Cancel))!.Markdown!;
        var html = await (await PostAsync("apercu", new() { ["text"] = markdown })).Content.ReadAsStringAsync(Cancel);

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Equal("https://video.example/regarder?v=1(2)", page.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("Voir la vidéo : Un métier [en vrai]", page.QuerySelector("a > img")!.GetAttribute("alt")!.Replace('\u00A0', ' '));
    }

    [Fact]
    public async Task A_video_without_an_address_of_the_web_is_refused()
    {
        var answer = await PostAsync("video", new() { ["Url"] = "javascript:alert(1)", ["Title"] = "Un métier" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task A_picture_within_a_text_goes_out_in_its_mail_size_fitted_to_the_column()
    {
        var answer = await PostAsync("image", new() { ["AlternativeText"] = "Des mains" }, Samples.Picture(1_500, 1_000));
        var markdown = (await answer.Content.ReadFromJsonAsync<EditorAnswer>(Cancel))!.Markdown!;
        var news = await site.AddNewsAsync(null, "Un atelier", $"Avant.\n\n{markdown}\n\nAprès.", accepted: true);
        await site.WithDatabaseAsync(async db =>
        {
            var issue = new Issue(1, new DateOnly(2026, 3, 2));
            issue.AddSection(SectionKind.NetworkNews, "Réseau")
                .Add(await db.News.SingleAsync(n => n.Id == news && n.State == NewsState.Accepted, Cancel));
            db.Add(issue);
            await db.SaveChangesAsync(Cancel);
        });
        using var editor = await DeskClient.SignInAsync(site, Role.Editor);

        var mail = (await editor.GetAsync("/redaction/numeros/1/apercu/courriel")).QuerySelector("img[alt='Des mains']")!;
        var page = (await editor.GetAsync("/redaction/numeros/1/apercu/page")).QuerySelector("img[alt='Des mains']")!;

        Assert.EndsWith("-courriel.jpg", mail.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Equal(("600", "400"), (mail.GetAttribute("width"), mail.GetAttribute("height")));
        Assert.Equal(("1500", "1000"), (page.GetAttribute("width"), page.GetAttribute("height")));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpResponseMessage> PostAsync(string what, Dictionary<string, string> values, byte[]? file = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(token), "__jeton" } };
        foreach (var (name, value) in values)
        {
            form.Add(new StringContent(value), name);
        }

        if (file is not null)
        {
            form.Add(new ByteArrayContent(file), "File", "image.jpg");
        }

        return await desk.Http.PostAsync($"{DeskAddresses.Editor}/{what}", form, Cancel);
    }
}
