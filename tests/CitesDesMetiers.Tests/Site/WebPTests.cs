using CitesDesMetiers.Core.Media;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Content.Pictures;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Content.Pictures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace CitesDesMetiers.Tests.Site;

/// <summary>Pages offer pictures as WebP, with the JPEG or PNG beside it.</summary>
public class WebPTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string Small = "fedcba9876543210fedcba9876543210";
    private const string Dense = "00112233445566778899aabbccddeeff";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_kept_in_memory_offers_webp_as_soon_as_it_is_made_and_the_picture_that_leads_loads_first()
    {
        await site.WithDatabaseAsync(db => db.MediaVariants.Where(v => v.ContentType == "image/webp").ExecuteDeleteAsync(Cancel));
        var before = await site.PageAsync("/actualites/" + PublishedSite.Article);
        await AddAsync(Small, "image/png", Transparent());
        await MakeAsync();

        var page = await site.PageAsync("/actualites/" + PublishedSite.Article);
        var sources = page.QuerySelectorAll("figure.picture > picture > source[type='image/webp']");
        var images = page.QuerySelectorAll("figure.picture > picture > img");

        Assert.Empty(before.QuerySelectorAll("source"));
        Assert.Equal(
            $"/images/{PublishedSite.PictureName}-courriel.webp 1200w, /images/{PublishedSite.PictureName}.webp 1600w", sources[0].GetAttribute("srcset"));
        Assert.Equal(images[0].GetAttribute("sizes"), sources[0].GetAttribute("sizes"));
        Assert.Equal(($"/images/{Small}.webp", (string?)null), (sources[1].GetAttribute("srcset"), sources[1].GetAttribute("sizes")));
        Assert.Equal([("high", null), (null, "lazy")], images.Select(i => (i.GetAttribute("fetchpriority"), i.GetAttribute("loading"))));
        Assert.All(images, i => Assert.True(i.HasAttribute("width") && i.HasAttribute("height")));
        Assert.Equal($"/images/{PublishedSite.PictureName}.jpg", images[0].GetAttribute("src"));
    }

    [Fact]
    public async Task Pictures_of_an_issue_wait_because_they_are_further_down() =>
        Assert.All(
            (await site.PageAsync("/numeros/" + SampleEdition.Slug)).QuerySelectorAll("figure.picture img"),
            i => Assert.Equal(("lazy", (string?)null), (i.GetAttribute("loading"), i.GetAttribute("fetchpriority"))));

    [Theory]
    [InlineData("", 160)]
    [InlineData("-courriel", 80)]
    public async Task A_webp_file_is_smaller_than_the_one_beside_it_and_may_be_kept_for_ever(string size, int width)
    {
        await MakeAsync();
        using var reader = site.CreateSiteClient();

        var answer = await reader.GetAsync($"/images/{PublishedSite.PictureName}{size}.webp", Cancel);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        using var image = Image.NewFromBuffer(bytes);

        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(width, image.Width);
        Assert.True(bytes.Length < (await reader.GetByteArrayAsync($"/images/{PublishedSite.PictureName}{size}.jpg", Cancel)).Length);
    }

    [Fact]
    public async Task A_picture_that_webp_would_make_larger_stays_as_it_is_and_is_tried_once()
    {
        using var noise = Image.Gaussnoise(800, 1200, mean: 128, sigma: 60);
        using var grey = noise.Cast(Enums.BandFormat.Uchar);
        await AddAsync(Dense, "image/jpeg", grey.JpegsaveBuffer(q: 5));

        await MakeAsync();
        var tried = await VariantsAsync();
        await MakeAsync();
        using var reader = site.CreateSiteClient();

        Assert.Equal(tried, await VariantsAsync());
        Assert.Empty((await site.PageAsync("/actualites/employability-tools")).QuerySelectorAll("source"));
        Assert.Equal(404, (int)(await reader.GetAsync($"/images/{Dense}.webp", Cancel)).StatusCode);
    }

    private Task<int[]> VariantsAsync() => site.WithDatabaseAsync(
        db => db.MediaVariants.Where(v => v.MediaFile.Hash.StartsWith(Dense)).OrderBy(v => v.Id).Select(v => v.Id).ToArrayAsync(Cancel));

    private async Task MakeAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WebPFiles>().MakeMissingAsync(Cancel);
    }

    private Task<int> AddAsync(string name, string contentType, byte[] bytes) => site.WithDatabaseAsync(db =>
    {
        using var image = Image.NewFromBuffer(bytes);
        var media = new MediaFile(name + name, "Une image", null, Samples.Noon);
        media.AddVariant(MediaSize.Large, contentType, image.Width, image.Height, bytes);
        media.AddVariant(MediaSize.Mail, contentType, image.Width, image.Height, bytes);
        db.Add(media);
        return db.SaveChangesAsync(Cancel);
    });

    private static byte[] Transparent()
    {
        using var drawing = Drawing.Draw(400, 300, Drawing.Red, image => image.DrawCircle(Drawing.Blue, 200, 150, 90, fill: true));
        using var transparent = drawing.Bandjoin(128);
        return transparent.PngsaveBuffer();
    }
}
