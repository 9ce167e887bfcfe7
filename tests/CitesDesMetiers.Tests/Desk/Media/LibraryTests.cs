using System.Net;
using System.Net.Http.Headers;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Content.Pictures;
using CitesDesMetiers.Web.Content.Pictures;
using CitesDesMetiers.Web.Desk.Deleted;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace CitesDesMetiers.Tests.Desk.Media;

/// <summary>The picture library: uses, cuts, focal points, duplicates, deletion.</summary>
public sealed class LibraryTests(SharedSite shared) : IClassFixture<SharedSite>, IAsyncLifetime
{
    private SiteFactory site = null!;
    private DeskClient desk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await shared.FreshAsync();
        desk = await DeskClient.SignInAsync(site, Role.Editor);
    }

    [Fact]
    public async Task An_upload_needs_words_for_each_picture_and_keeps_the_others()
    {
        var answer = await UploadAsync(("Un chat", Drawn(1)), ("", Drawn(2)), ("Pas une image", [1, 2, 3]));
        var page = await DeskClient.ParseAsync(answer);

        Assert.Contains("Un chat", page.QuerySelector(".notice-success")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("dites ce que montre l’image", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("pas une image", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Pas une image", page.QuerySelector("#Pictures_1__AlternativeText")!.GetAttribute("value"));
        var media = await site.WithDatabaseAsync(db => db.Media.Include(m => m.Variants).SingleAsync(m => m.DeletedAt == null, Cancel));
        Assert.Equal(("Ada Blanc", "CC BY 4.0"), (media.Credit, media.Licence));
        Assert.Equal([MediaSize.Large, MediaSize.Mail, MediaSize.Thumbnail], media.Variants.Select(v => v.Size).Order());
    }

    [Fact]
    public async Task A_picture_that_came_without_words_is_kept_and_needs_only_them()
    {
        var page = await DeskClient.ParseAsync(await UploadAsync(("", Drawn(1))));
        await desk.SendAsync(page, "/redaction/images/ajout", new() { ["Pictures[0].AlternativeText"] = "Un chat" });

        Assert.Equal(["Un chat"], Names(await desk.GetAsync("/redaction/images")));
        Assert.Equal("CC BY 4.0", await site.WithDatabaseAsync(db => db.Media.Select(m => m.Licence).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task The_same_content_is_kept_once_and_what_looks_alike_is_told()
    {
        await UploadAsync(("Le port", Drawn(1)));

        var again = await DeskClient.ParseAsync(await UploadAsync(("Le port encore", Drawn(1))));
        var smaller = await DeskClient.ParseAsync(await UploadAsync(("Le port en petit", Drawn(1, 0.5))));
        var other = await DeskClient.ParseAsync(await UploadAsync(("Autre chose", Drawn(2))));

        Assert.Contains("Elle y était déjà", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Une image très semblable existe déjà", smaller.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("semblable", other.QuerySelector(".notice-success")!.TextContent, StringComparison.Ordinal);
        var groups = (await desk.GetAsync("/redaction/images/doublons")).QuerySelectorAll(".alike");
        Assert.Equal(["Le port", "Le port en petit"], Assert.Single(groups).QuerySelectorAll("li a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_picture_of_a_news_item_that_looks_like_another_is_told_and_kept()
    {
        await UploadAsync(("Le port", Drawn(1)));

        var answer = await desk.SubmitAsync(
            "/redaction/nouvelles/ajout", new()
            {
                ["Title"] = "Au port",
                ["Body"] = "Voici.",
                ["AlternativeText"] = "Le port en petit"
            }, file: ("Picture", "port.jpg", Drawn(1, 0.5)));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains(
            "Une image très semblable existe déjà",
            (await desk.GetAsync("/redaction/nouvelles")).QuerySelector(".notice-success")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(2, await site.WithDatabaseAsync(db => db.Media.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Older_pictures_are_recognised_when_somebody_looks_for_duplicates()
    {
        await UploadAsync(("Le port", Drawn(1)), ("Le port en petit", Drawn(1, 0.5)));
        await site.WithDatabaseAsync(db => db.Media.ExecuteUpdateAsync(s => s.SetProperty(m => m.Likeness, (long?)null), Cancel));

        Assert.Single((await desk.GetAsync("/redaction/images/doublons")).QuerySelectorAll(".alike"));
    }

    [Fact]
    public async Task The_thumbnail_is_cut_around_the_focal_point_under_an_address_that_follows_it()
    {
        var id = await UploadOneAsync("Le port", Halves());
        var before = await ThumbnailAsync();

        var answer = await desk.SubmitAsync($"/redaction/images/{id}", new() { ["Form.FocalX"] = "100", ["Form.FocalY"] = "50" });
        var after = await ThumbnailAsync();

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.NotEqual(before.Path, after.Path);
        Assert.True(after.Middle[2] > 150 && after.Middle[0] < 100, $"{after.Middle}");
        Assert.True(after.IsForEver);
        Assert.False(
            (await desk.Http.GetAsync(before.Path, Cancel)).Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_kept_before_there_were_thumbnails_gets_one_at_the_first_look()
    {
        await UploadOneAsync("Le port", Halves());
        await site.WithDatabaseAsync(db => db.MediaVariants.Where(v => v.Size == MediaSize.Thumbnail).ExecuteDeleteAsync(Cancel));

        await ThumbnailAsync();

        Assert.Equal(1, await site.WithDatabaseAsync(db => db.MediaVariants.CountAsync(v => v.Size == MediaSize.Thumbnail, Cancel)));
    }

    [Fact]
    public async Task A_cut_is_a_picture_of_its_own_and_the_whole_stays()
    {
        var id = await UploadOneAsync("Le port", Halves());

        await desk.SubmitAsync(
            $"/redaction/images/{id}", new() { ["Crop.Left"] = "50", ["Crop.Width"] = "50", ["Crop.PartText"] = "Le côté bleu" }, "/recadrage");

        var part = await site.WithDatabaseAsync(
            db => db.Media.Include(m => m.Variants).SingleAsync(m => m.AlternativeText == "Le côté bleu", Cancel));
        var large = part.Variants.Single(v => v.Size == MediaSize.Large);
        Assert.Equal((id, "Ada Blanc", 400, 400), (part.OriginalId, part.Credit, large.Width, large.Height));
        await desk.GetAsync($"/redaction/images/{id}");
        Assert.Contains("découpée dans", (await desk.GetAsync($"/redaction/images/{part.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60", "50", "dépasse")]
    [InlineData("0", "1", "trop petit")]
    [InlineData("-1", "50", "entre 0 et 99")]
    [InlineData("0", "gauche", "convient pas")]
    public async Task A_frame_that_cannot_be_cut_is_refused_with_what_was_typed(string left, string width, string message)
    {
        var id = await UploadOneAsync("Le port", Halves());

        var page = await DeskClient.ParseAsync(
            await desk.SubmitAsync(
                $"/redaction/images/{id}", new() { ["Crop.Left"] = left, ["Crop.Width"] = width, ["Crop.PartText"] = "Mon texte" }, "/recadrage"));

        Assert.Contains(message, page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Mon texte", page.QuerySelector("#Crop_PartText")!.GetAttribute("value"));
        Assert.Equal(1, await site.WithDatabaseAsync(db => db.Media.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Each_picture_says_where_it_is_used_and_only_an_unused_one_can_be_deleted()
    {
        var (named, free) = (await UploadOneAsync("Nommée", Drawn(1)), await UploadOneAsync("Libre", Drawn(2)));
        var path = await site.WithDatabaseAsync(async db => (await db.Media.SingleAsync(m => m.Id == named, Cancel)).LargePath);
        var news = await site.AddNewsAsync(null, "Avec image", $"![Une image]({path})");

        var page = await desk.GetAsync($"/redaction/images/{named}");
        Assert.Equal($"/redaction/nouvelles/{news}", page.QuerySelector(".rows a")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("form[action$=suppression]"));
        Assert.Equal(["Libre"], Names(await desk.GetAsync("/redaction/images?usage=inutilisees")));
        Assert.Equal(["Nommée"], Names(await desk.GetAsync("/redaction/images?usage=utilisees&tri=-poids")));

        var answer = await desk.SubmitAsync($"/redaction/images/{free}", [], "/suppression");
        Assert.Equal(["Nommée"], Names(await desk.GetAsync(answer.Headers.Location!.OriginalString)));
        await desk.SubmitAsync("/redaction/corbeille", [], $"/images/{free}/retablissement");
        Assert.Equal(["Libre", "Nommée"], Names(await desk.GetAsync("/redaction/images?tri=nom")));
    }

    [Fact]
    public async Task A_used_picture_survives_the_purge_even_when_its_deletion_slipped_through()
    {
        var (named, free) = (await UploadOneAsync("Nommée", Drawn(1)), await UploadOneAsync("Libre", Drawn(2)));
        await site.AddNewsAsync(
            null,
            "Avec image",
            await site.WithDatabaseAsync(async db => $"![x]({(await db.Media.SingleAsync(m => m.Id == named, Cancel)).LargePath})"));
        await site.WithDatabaseAsync(db => db.Media.ExecuteUpdateAsync(s => s.SetProperty(m => m.DeletedAt, Samples.Noon), Cancel));

        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebPFiles>().MakeMissingAsync(Cancel);
        await DeletedPurge.RunAsync(
            scope.ServiceProvider.GetRequiredService<NewsletterContext>(), scope.ServiceProvider.GetRequiredService<PictureUses>(), Samples.Noon
                .AddDays(40), Cancel);

        Assert.Equal([named], await site.WithDatabaseAsync(db => db.Media.Select(m => m.Id).ToListAsync(Cancel)));
        Assert.NotEqual(named, free);
        Assert.Equal(
            [named], await site.WithDatabaseAsync(db => db.MediaVariants.Select(v => v.MediaFileId).Distinct().ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Webp_made_meanwhile_is_no_conflict_for_somebody_who_edits_the_picture()
    {
        var id = await UploadOneAsync("Le port", Drawn(1));
        var form = await desk.GetAsync($"/redaction/images/{id}");

        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebPFiles>().MakeMissingAsync(Cancel);
        var answer = await desk.SendAsync(form, $"/redaction/images/{id}", new() { ["Form.AlternativeText"] = "Le port, le soir" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(["Le port, le soir"], Names(await desk.GetAsync("/redaction/images")));
        Assert.Contains(MediaSize.LargeWebP, await site.WithDatabaseAsync(db => db.MediaVariants.Select(v => v.Size).ToListAsync(Cancel)));
    }

    public ValueTask DisposeAsync()
    {
        desk.Dispose();
        return ValueTask.CompletedTask;
    }

    private static List<string> Names(AngleSharp.Html.Dom.IHtmlDocument page) => [.. page.QuerySelectorAll(".library a").Select(a => a.TextContent)];

    private async Task<int> UploadOneAsync(string text, byte[] file)
    {
        await UploadAsync((text, file));
        return await site.WithDatabaseAsync(db => db.Media.Where(m => m.AlternativeText == text).Select(m => m.Id).SingleAsync(Cancel));
    }

    private async Task<HttpResponseMessage> UploadAsync(params (string Text, byte[] File)[] pictures)
    {
        var page = await desk.GetAsync("/redaction/images/ajout");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("main input[name=__jeton]")!.GetAttribute("value")!), "__jeton" },
            { new StringContent("Ada Blanc"), "Credit" },
            { new StringContent("CC BY 4.0"), "Licence" },
        };
        foreach (var (i, (text, file)) in pictures.Index())
        {
            var bytes = new ByteArrayContent(file);
            bytes.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            content.Add(bytes, $"Pictures[{i}].File", $"image-{i}.jpg");
            content.Add(new StringContent(text), $"Pictures[{i}].AlternativeText");
        }

        var answer = await desk.Http.PostAsync("/redaction/images/ajout", content, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    private async Task<(string Path, double[] Middle, bool IsForEver)> ThumbnailAsync()
    {
        var path = (await desk.GetAsync("/redaction/images")).QuerySelector(".library img")!.GetAttribute("src")!;

        // As a reader: answers to somebody signed in are never kept.
        using var reader = site.CreateSiteClient();
        var answer = await reader.GetAsync(path, Cancel);
        using var image = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(4.0 / 3, (double)image.Width / image.Height, 2);
        return (
            path,
            image.Getpoint(image.Width / 2, image.Height / 2),
            answer.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
    }

    /// <summary>Red on the left, blue on the right: 800 by 400.</summary>
    private static byte[] Halves() =>
        Drawing.Encode(800, 400, Drawing.Red, draw: image => image.DrawRect(Drawing.Blue, 400, 0, 400, 400, fill: true));

    /// <summary>A drawing of its own for each seed.</summary>
    private static byte[] Drawn(int seed, double scale = 1)
    {
        using var drawing = Drawing.Draw(800, 600, Drawing.White, image =>
        {
            for (var i = 0; i < 40; i++)
            {
                image.DrawCircle(
                    [
                        (byte)(seed * i * 37), (byte)(seed * i * 91), (byte)(i * 53)
                    ], seed * i * 211 % 800, seed * seed * i * 137 % 600, 60, fill: true);
            }
        });
        using var scaled = drawing.Resize(scale);
        return scaled.WriteToBuffer(".jpg[Q=90]");
    }
}
