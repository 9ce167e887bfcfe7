using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Tests.App;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Tests.Desk.Media;

/// <summary>The words of a picture belong to each use; those of the library are what a new use is offered.</summary>
public sealed class PictureUseTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private static readonly (string, string, byte[]) Photo = ("Picture", "photo.jpg", Samples.Picture(400, 300));

    private SiteFactory site = null!;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task Uploading_a_file_that_is_known_keeps_the_words_typed_for_the_new_use_and_those_of_the_older_one()
    {
        var first = await WriteAsync("Au port", "Le port au matin", "Le vieux port", "Ada Blanc");
        var second = await WriteAsync("À l’école", "Des élèves sur le quai", "La sortie", "Ville de Gênes");

        Assert.Equal(("Le port au matin", "Le vieux port Ada Blanc"), await ShownAsync(first));
        Assert.Equal(("Des élèves sur le quai", "La sortie Ville de Gênes"), await ShownAsync(second));
        Assert.Equal("Le port au matin", await site.WithDatabaseAsync(db => db.Media.Select(m => m.AlternativeText).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task What_is_left_blank_for_a_known_file_is_what_the_library_offers()
    {
        await WriteAsync("Au port", "Le port au matin", "Le vieux port", "Ada Blanc");
        var second = await WriteAsync("À l’école", "", "", "");

        Assert.Equal(("Le port au matin", "Ada Blanc"), await ShownAsync(second));
    }

    [Fact]
    public async Task The_words_are_changed_where_the_picture_is_used_and_nowhere_else()
    {
        var (first, second) = (await WriteAsync("Au port", "Le port", "", "Ada Blanc"), await WriteAsync("À l’école", "L’école", "", ""));
        var key = $"Pictures[{await MediaAsync()}]";

        var answer = await desk.SubmitAsync(
            $"/redaction/nouvelles/{first}",
            new() { [$"{key}.AlternativeText"] = "Le port de nuit", [$"{key}.Caption"] = "Vu du phare", [$"{key}.Credit"] = "" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(("Le port de nuit", "Vu du phare"), await ShownAsync(first));
        Assert.Equal(("L’école", "Ada Blanc"), await ShownAsync(second));
    }

    [Fact]
    public async Task A_change_in_the_library_is_for_later_uses_and_older_ones_keep_what_they_show()
    {
        var first = await WriteAsync("Au port", "Le port", "", "Ada Blanc");
        await desk.SubmitAsync(
            $"/redaction/images/{await MediaAsync()}", new() { ["Form.AlternativeText"] = "Le port rénové", ["Form.Credit"] = "Ville de Gênes" });
        var second = await WriteAsync("Au port encore", "", "", "");

        Assert.Equal(("Le port", "Ada Blanc"), await ShownAsync(first));
        Assert.Equal(("Le port rénové", "Ville de Gênes"), await ShownAsync(second));
    }

    [Fact]
    public async Task The_same_file_sent_again_to_the_same_news_replaces_the_words_and_stays_one_picture()
    {
        var news = await WriteAsync("Au port", "Le port", "Le vieux port", "Ada Blanc");

        await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { ["AlternativeText"] = "Le port de nuit" }, file: Photo);

        Assert.Equal(("Le port de nuit", "Le vieux port Ada Blanc"), await ShownAsync(news));
    }

    [Fact]
    public async Task A_picture_can_be_taken_out_and_sent_again_in_one_go()
    {
        var news = await WriteAsync("Au port", "Le port", "Le vieux port", "Ada Blanc");

        await desk.SubmitAsync(
            $"/redaction/nouvelles/{news}",
            new() { ["RemovedPictures"] = $"{await MediaAsync()}", ["AlternativeText"] = "Le port de nuit" },
            file: Photo);

        Assert.Equal(("Le port de nuit", "Ada Blanc"), await ShownAsync(news));
    }

    [Fact]
    public async Task Words_that_cannot_be_kept_come_back_beside_their_picture()
    {
        var news = await WriteAsync("Au port", "Le port", "", "");
        var field = $"Pictures[{await MediaAsync()}].AlternativeText";

        var page = await DeskClient.ParseAsync(await desk.SubmitAsync($"/redaction/nouvelles/{news}", new() { [field] = new string('é', 301) }));

        var id = page.QuerySelector(".error-summary a")!.GetAttribute("href")![1..];
        Assert.Equal(new string('é', 301), ((IHtmlInputElement)page.GetElementById(id)!).Value);
        Assert.Equal("Le port", (await ShownAsync(news)).Alternative);
    }

    [Theory]
    [InlineData("Pictures[9999999].AlternativeText", "Une autre")]
    [InlineData("Pictures[image].AlternativeText", "Une autre")]
    [InlineData("Pictures[].AlternativeText", "Une autre")]
    [InlineData("Pictures", "Une autre")]
    [InlineData("Pictures[0].Key", "x")]
    public async Task Words_for_a_picture_that_is_not_there_change_nothing(string field, string value)
    {
        var news = await WriteAsync("Au port", "Le port", "", "");
        var page = await desk.GetAsync($"/redaction/nouvelles/{news}");
        page.QuerySelector("main form[data-autosave]")!.InnerHtml += $"<input name='{field}' value='{value}'>";

        var answer = await desk.SendAsync(page, $"/redaction/nouvelles/{news}", new() { [field] = value });

        Assert.True((int)answer.StatusCode < 500);
        Assert.Equal("Le port", (await ShownAsync(news)).Alternative);
    }

    [Fact]
    public async Task What_was_typed_for_a_file_the_library_has_is_offered_there_in_place_of_the_old_words()
    {
        await WriteAsync("Au port", "Le port", "", "Ada Blanc");

        var page = await DeskClient.ParseAsync(await desk.SubmitAsync(
            "/redaction/images/ajout", new()
            {
                ["Pictures[0].AlternativeText"] = "Le port de Gênes",
                ["Licence"] = "CC BY 4.0"
            }, file: ("Pictures[0].File", "port.jpg", Photo.Item3)));
        Assert.Contains("Le port de Gênes", page.QuerySelector(".notice-success form button")!.TextContent, StringComparison.Ordinal);
        await desk.SendAsync(page, "/redaction/images/ajout", [], $"/redaction/images/{await MediaAsync()}");

        var media = await site.WithDatabaseAsync(db => db.Media.SingleAsync(Cancel));
        Assert.Equal(("Le port de Gênes", "Ada Blanc", "CC BY 4.0"), (media.AlternativeText, media.Credit, media.Licence));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<int> MediaAsync() => site.WithDatabaseAsync(db => db.Media.Select(m => m.Id).SingleAsync(Cancel));

    private async Task<int> WriteAsync(string title, string alternativeText, string caption, string credit)
    {
        var answer = await desk.SubmitAsync(
            "/redaction/nouvelles/ajout",
            new() { ["Title"] = title, ["Body"] = "Voici.", ["AlternativeText"] = alternativeText, ["Caption"] = caption, ["Credit"] = credit },
            file: Photo);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await site.WithDatabaseAsync(db => db.News.Where(n => n.Title == title).Select(n => n.Id).SingleAsync(Cancel));
    }

    /// <summary>The only picture of the item as its readers will see it.</summary>
    private async Task<(string Alternative, string Legend)> ShownAsync(int news)
    {
        var figure = Assert.Single((await desk.GetAsync($"/redaction/nouvelles/{news}/apercu")).QuerySelectorAll("figure"));
        return (figure.QuerySelector("img")!.GetAttribute("alt")!, figure.QuerySelector("figcaption")?.TextContent.Trim() ?? "");
    }
}
