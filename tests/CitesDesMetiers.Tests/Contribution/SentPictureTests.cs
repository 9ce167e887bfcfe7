using System.Net;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Newsletter.Calls;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Desk.Deleted;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CitesDesMetiers.Tests.Contribution;

/// <summary>A picture sent behind a personal link survives every refusal of its form, as a browser without scripts sees it.</summary>
public sealed class SentPictureTests : IAsyncLifetime
{
    private static readonly (string, string, byte[]) Photo = ("Picture", "photo.jpg", Samples.Picture(400, 300));

    private readonly CallSite site = new();
    private DeskClient phone = null!;
    private string path = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await site.PrepareAsync();
        await site.OpenCallAsync(days: 10);
        path = await site.PathAsync(site.Mulhouse);
        phone = site.Visitor();
    }

    [Fact]
    public async Task A_picture_without_words_is_kept_and_shown_and_goes_with_the_words_that_follow()
    {
        var page = await RefusedAsync(new() { ["Title"] = "En image", ["Body"] = "Voici." }, "Elle est gardée, inutile de la choisir à nouveau.");
        using var picture = await phone.Http.GetAsync(page.QuerySelector("fieldset .picture-row img")!.GetAttribute("src"), Cancel);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);

        await phone.SendAsync(page, path, new() { ["AlternativeText"] = "Un établi", ["Caption"] = "À l’atelier" });

        Assert.Equal(("Un établi", "À l’atelier"), await SentAsync());
        Assert.Equal(["Un établi"], await LibraryAsync());
    }

    [Theory]
    [InlineData("Title", "", "Titre : à renseigner.")]
    [InlineData("ContactId", "9999", "choisissez-en un dans la liste")]
    [InlineData("Body", "", "écrivez-le avant de proposer")]
    public async Task It_survives_whatever_else_is_wrong_with_the_form(string field, string value, string message)
    {
        var fields = new Dictionary<string, string>
        {
            ["Title"] = "En image",
            ["Body"] = "Voici.",
            ["AlternativeText"] = "Un établi",
            ["Step"] = "Submit"
        };
        var right = fields.GetValueOrDefault(field, "");
        fields[field] = value;
        var page = await RefusedAsync(fields, message);

        await phone.SendAsync(page, path, new() { [field] = right, ["Step"] = "Submit" });

        Assert.Equal("Un établi", (await SentAsync()).Alternative);
    }

    [Fact]
    public async Task It_survives_what_somebody_else_saved_meanwhile()
    {
        await phone.SubmitAsync(path, new() { ["Title"] = "En image", ["Body"] = "Voici.", ["Step"] = "Save" });
        var item = $"{path}/nouvelles/{await site.WithDatabaseAsync(db => db.News.Select(n => n.Id).SingleAsync(Cancel))}";
        var before = await phone.GetAsync(item);
        await phone.SubmitAsync(item, new() { ["Title"] = "En couleurs" });

        var conflict = await DeskClient.ParseAsync(await phone.SendAsync(before, item, new() { ["AlternativeText"] = "Un établi" }, file: Photo));
        await phone.SendAsync(conflict, item, []);

        Assert.Equal("Un établi", (await SentAsync()).Alternative);
    }

    [Fact]
    public async Task It_is_left_out_where_its_box_is_not_ticked_and_another_file_takes_its_place()
    {
        var page = await RefusedAsync(new() { ["Title"] = "En image", ["Body"] = "Voici." }, "décrivez l’image");
        ((IHtmlInputElement)page.QuerySelector("#KeptPicture")!).IsChecked = false;
        await phone.SendAsync(page, path, new() { ["Title"] = "Sans image" });
        Assert.Equal(0, await site.WithDatabaseAsync(db => db.News.SelectMany(n => n.Pictures).CountAsync(Cancel)));

        page = await RefusedAsync(new() { ["Title"] = "En image", ["Body"] = "Voici." }, "décrivez l’image");
        await phone.SendAsync(page, path, new() { ["AlternativeText"] = "Une autre" }, file: ("Picture", "autre.png", Samples.Picture(90, 60)));
        Assert.Equal(
            90,
            await site.WithDatabaseAsync(
                db => db.News.SelectMany(n => n.Pictures).SelectMany(p => p.MediaFile.Variants).MaxAsync(v => v.Width == 480 ? 0 : v.Width, Cancel)));
    }

    [Fact]
    public async Task Until_its_form_is_accepted_no_list_shows_it_and_after_thirty_days_it_is_gone_and_said_to_be()
    {
        var page = await RefusedAsync(new() { ["Title"] = "En image", ["Body"] = "Voici." }, "décrivez l’image");

        Assert.Empty((await site.Editor.GetAsync("/redaction/images")).QuerySelectorAll(".library a"));
        Assert.Empty((await site.Editor.GetAsync("/redaction/corbeille")).QuerySelectorAll("form[action$=retablissement]"));

        site.Clock.Forward(TimeSpan.FromDays(31));
        await using (var scope = site.Services.CreateAsyncScope())
        {
            await DeletedPurge.RunAsync(
                scope.ServiceProvider.GetRequiredService<NewsletterContext>(), scope.ServiceProvider.GetRequiredService<PictureUses>(), site.Clock
                    .GetUtcNow().UtcDateTime, Cancel);
        }

        var answer = await DeskClient.ParseAsync(await phone.SendAsync(page, path, new() { ["AlternativeText"] = "Un établi" }));
        Assert.Contains("n’est plus gardée ici", answer.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("En image", answer.QuerySelector("#Title")!.GetAttribute("value"));
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await site.DisposeAsync();
    }

    private async Task<IHtmlDocument> RefusedAsync(Dictionary<string, string> fields, string message)
    {
        var page = await DeskClient.ParseAsync(await phone.SubmitAsync(path, fields, file: Photo));
        Assert.Contains(message, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.True(((IHtmlInputElement)page.QuerySelector("#KeptPicture")!).IsChecked);
        return page;
    }

    private Task<(string Alternative, string? Caption)> SentAsync() =>
        site.WithDatabaseAsync(
            async db =>
                await db.News.SelectMany(n => n.Pictures).Select(p => new ValueTuple<string, string?>(p.AlternativeText, p.Caption))
                    .SingleAsync(Cancel));

    private async Task<List<string>> LibraryAsync() =>
        [.. (await site.Editor.GetAsync("/redaction/images")).QuerySelectorAll(".library a").Select(a => a.TextContent)];
}
