using System.Net;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;
using CitesDesMetiers.Web.Site.Cards;
using NetVips;

namespace CitesDesMetiers.Tests.Site;

/// <summary>The picture that messengers and social networks show with a link.</summary>
public class CardsTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    private const string Dateline = "Numéro\u00A044, novembre 2026";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/actualites/" + PublishedSite.Article, "/images/" + PublishedSite.PictureName + "-courriel.jpg", "1200", "800")]
    [InlineData("/actualites/album-jeunesse", "/images/partage/actualites/album-jeunesse.png", "1200", "630")]
    [InlineData("/numeros/numero-20-mars-2018", "/images/partage/numeros/numero-20-mars-2018.png", "1200", "630")]
    public async Task A_link_is_shown_with_the_picture_of_its_page_or_with_one_drawn_for_it(string path, string picture, string width, string height)
    {
        var page = await site.PageAsync(path);
        string? Said(string name) => page.QuerySelector($"meta[property='{name}'], meta[name='{name}']")?.GetAttribute("content");

        Assert.Equal(SiteFactory.PublicUrl + picture, Said("og:image"));
        Assert.Equal((width, height), (Said("og:image:width"), Said("og:image:height")));
        Assert.NotEqual("", Said("og:image:alt"));
        Assert.Equal("summary_large_image", Said("twitter:card"));
    }

    [Theory]
    [InlineData("/images/partage/actualites/album-jeunesse.png")]
    [InlineData("/images/partage/numeros/" + SampleEdition.Slug + ".png")]
    public async Task A_card_is_a_picture_that_may_be_kept_for_a_day(string path)
    {
        using var visitor = site.CreateSiteClient();

        var answer = await visitor.GetAsync(path, Cancel);
        using var image = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync(Cancel));
        var again = await site.AskAsync(path, answer.Headers.ETag);

        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(1), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal((1_200, 630), (image.Width, image.Height));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Theory]
    [InlineData("/images/partage/actualites/inconnu.png")]
    [InlineData("/images/partage/numeros/inconnu.png")]
    public async Task Nothing_is_drawn_for_an_unknown_page(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await site.AskAsync(path)).StatusCode);

    [Theory]
    [InlineData("Cœur à l’œuvre")]
    [InlineData("Orientarsi al lavoro: le città dei mestieri d’Italia si incontrano a Genova e a Łódź")]
    [InlineData("Anticonstitutionnellementhyperextraordinairementlongmotquinefinitpasdutoutetquineseraitcoupénullepart")]
    [InlineData(
        "Rencontre annuelle du réseau\u00A0: ce que les équipes retiennent de trois journées d’ateliers, de visites et de débats sur "
            + "l’orientation tout au long de la vie, et ce qu’elles en feront dès janvier, chacune chez elle, <b>& ensemble</b>")]
    public void A_title_of_any_length_stays_between_the_rule_and_the_mark(string title)
    {
        var bytes = CardDrawing.Draw(new Card("InfoLettre", Dateline, title, "Cité des métiers de l’Estuaire"));
        using var image = Image.NewFromBuffer(bytes);

        Assert.Equal(0, InkIn(image, 0, 138, 1_200, 28));
        Assert.Equal(0, InkIn(image, 0, 458, 1_200, 26));
        Assert.Equal(0, InkIn(image, 0, 0, 60, 630));
        Assert.Equal(0, InkIn(image, 1_140, 0, 60, 630));
        Assert.True(InkIn(image, 72, 168, 1_056, 288) > 100);
    }

    [Fact]
    public void Letters_come_from_the_font_that_comes_with_the_site()
    {
        using var ours = CardSheet.Set("Cœur à l’œuvre", 80, true, 1_000);
        using var other = Image.Text("Cœur à l’œuvre", font: "No such font Bold 80", dpi: 72, width: 1_000);

        Assert.NotEqual((other.Width, other.Height), (ours.Width, ours.Height));
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_a_few_wait_and_the_others_are_told_to_come_back()
    {
        using var gate = new ManualResetEventSlim();
        var drawings = 0;
        using var cards = new DrawnCards
        {
            Draw = _ =>
            {
                Interlocked.Increment(ref drawings);
                gate.Wait(Cancel);
                return [1];
            },
        };

        var first = Task.Run(() => cards.FindOrDrawAsync(CardOf(0), Cancel), Cancel);
        SpinWait.SpinUntil(() => Volatile.Read(ref drawings) == 1);
        var waiting = Enumerable.Range(1, 20).Select(i => cards.FindOrDrawAsync(CardOf(i % 2), Cancel)).ToList();
        var refused = await cards.FindOrDrawAsync(CardOf(2), Cancel);
        gate.Set();

        Assert.Null(refused);
        Assert.All(await Task.WhenAll([first, .. waiting]), Assert.NotNull);
        Assert.Equal(2, drawings);
    }

    private static Card CardOf(int number) => new("InfoLettre", Dateline, $"Titre {number}", "Cité");

    /// <summary>The number of points that are clearly darker than the paper.</summary>
    private static double InkIn(Image image, int left, int top, int width, int height)
    {
        using var part = image.Crop(left, top, width, height);
        using var green = part.ExtractBand(1);
        using var dark = green < 200;
        return dark.Avg() / 255 * width * height;
    }
}
