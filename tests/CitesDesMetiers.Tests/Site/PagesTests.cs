using System.Net;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Tests.Letters;

namespace CitesDesMetiers.Tests.Site;

public class PagesTests(PublishedSite site) : IClassFixture<PublishedSite>
{
    public static TheoryData<string> AllPages =>
    [
        "/", "/numeros", "/numeros/" + SampleEdition.Slug, "/numeros/numero-20-mars-2018", "/actualites", "/actualites?theme=transition-ecologique",
        "/actualites?cite=estuaire&annee=2018", "/actualites?cite=nulle-part", "/actualites/"
            + PublishedSite.Article, "/actualites/employability-tools",
        "/agenda", "/agenda?periode=passe", "/agenda?type=externe&cite=estuaire", "/cites", "/cites/estuaire", "/cites/trois-sources",
        "/mentions-legales", "/confidentialite", "/accessibilite",
    ];

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Each_page_has_one_h1_and_its_headings_skip_no_level(string path)
    {
        var page = await site.PageAsync(path);

        Assert.Single(page.QuerySelectorAll("h1"));
        var levels = page.QuerySelectorAll("main h1, main h2, main h3, main h4, main h5, main h6, header h1").Select(h => h.LocalName[1] - '0')
            .ToList();
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, $"h{pair.First} then h{pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Each_page_speaks_French_and_can_be_skipped_into_printed_and_followed(string path)
    {
        var page = await site.PageAsync(path);

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.NotNull(page.QuerySelector("a.skip-link[href='#contenu']"));
        Assert.NotNull(page.QuerySelector("main#contenu"));
        Assert.StartsWith("/css/site.", Assert.Single(page.QuerySelectorAll("link[rel=stylesheet]")).GetAttribute("href"), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("link[rel=alternate][type='application/atom+xml'][href='/feed.atom']"));
        Assert.Empty(page.QuerySelectorAll("[style], style, script:not([src]):not([type='application/ld+json'])"));
        Assert.Empty(page.QuerySelectorAll("img:not([alt])"));
        Assert.NotNull(page.QuerySelector("footer a[href='/mentions-legales']"));
    }

    [Theory]
    [InlineData("/actualites/" + PublishedSite.Article, "-courriel.jpg 1200w, ")]
    [InlineData("/actualites/employability-tools", null)]
    public async Task A_large_picture_is_there_in_the_size_of_mails_too_for_telephones(string path, string? smaller)
    {
        var picture = (await site.PageAsync(path)).QuerySelector("figure.picture img")!;

        Assert.Equal(smaller is not null, picture.GetAttribute("srcset")?.Contains(smaller!, StringComparison.Ordinal) ?? false);
        Assert.Equal(picture.HasAttribute("srcset"), picture.HasAttribute("sizes"));
    }

    [Fact]
    public async Task Titles_are_unique()
    {
        string[] pages =
        [
            .. AllPages.Select(row => row.Data)
            .Where(path => !path.Contains('?', StringComparison.Ordinal) || path.EndsWith("passe", StringComparison.Ordinal))
        ];

        var titles = new List<string?>();
        foreach (var path in pages)
        {
            titles.Add((await site.PageAsync(path)).Title);
        }

        Assert.Equal(titles.Count, titles.Distinct().Count());
    }

    [Theory]
    [InlineData("/numeros/inconnu")]
    [InlineData("/numeros/inconnu/courriel")]
    [InlineData("/actualites/inconnu")]
    [InlineData("/actualites?page=99")]
    [InlineData("/cites/inconnue")]
    [InlineData("/agenda/99999.ics")]
    [InlineData("/cites/inconnue.ics")]
    [InlineData("/images/ffffffffffffffffffffffffffffffff.jpg")]
    [InlineData("/images/..%2fsite.db")]
    public async Task What_does_not_exist_is_not_found(string path)
    {
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync(path));
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    [InlineData("/feed.atom")]
    [InlineData("/feed.json")]
    [InlineData("/agenda.ics")]
    [InlineData("/cites/estuaire.ics")]
    [InlineData("/sitemap.xml")]
    public async Task Nothing_unpublished_and_nothing_for_members_shows_to_a_visitor(string path)
    {
        var text = await site.TextAsync(path);

        Assert.DoesNotContain("Secret", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(PublishedSite.ForMembers, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    [InlineData("/feed.atom")]
    [InlineData("/feed.json")]
    [InlineData("/agenda.ics")]
    [InlineData("/cites/estuaire.ics")]
    [InlineData("/sitemap.xml")]
    [InlineData("/cette-page-n-existe-pas")]
    [InlineData("/css/base.css")]
    [InlineData("/images/" + PublishedSite.PictureName + ".jpg")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var headers = (await site.AskAsync(path)).Headers;

        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.Contains("default-src 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(headers.Contains("Set-Cookie"), "Reading needs no cookie.");
    }

    [Fact]
    public async Task A_member_sees_the_dates_and_contacts_for_members()
    {
        using var member = await DeskClient.SignInAsync(site, Role.Member);

        Assert.Contains(PublishedSite.ForMembers, (await member.GetAsync("/agenda")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(PublishedSite.Secret + " contact", (await member.GetAsync("/cites/estuaire")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await member.StatusAsync($"/agenda/{site.MembersEntry}.ics"));
        Assert.Equal(HttpStatusCode.NotFound, await member.StatusAsync($"/agenda/{site.DraftEntry}.ics"));
    }

    [Fact]
    public async Task A_cancelled_date_says_so_in_words()
    {
        var entry = (await site.PageAsync("/agenda")).QuerySelectorAll(".date-line")
            .Single(e => e.TextContent.Contains("Journée annulée", StringComparison.Ordinal));

        Assert.Contains("Annulé", entry.QuerySelector(".badge")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(entry.QuerySelector("s"));
    }

    [Fact]
    public async Task An_issue_shows_every_part_of_what_was_sent()
    {
        var page = await site.PageAsync("/numeros/" + SampleEdition.Slug);
        var text = page.QuerySelector("main")!.TextContent;

        Assert.All(SampleEdition.Content.AllArticles, a => Assert.NotNull(page.QuerySelector($"h3 a[href='/actualites/{a.Slug}']")));
        Assert.Contains("Christel Ancienne", text, StringComparison.Ordinal);
        Assert.Contains("Erratum", text, StringComparison.Ordinal);
        Assert.Contains("L’équipe rédactionnelle", text, StringComparison.Ordinal);
        Assert.Contains("Réunions internes", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rubrique vide", text, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[rel=prev][href='/numeros/numero-20-mars-2018']"));
        Assert.All(page.QuerySelectorAll(".issue-contents a"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
        Assert.Equal(
            "en",
            page.QuerySelectorAll(".issue-article").Single(a => a.InnerHtml.Contains("employability", StringComparison.Ordinal))
                .GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    [Fact]
    public async Task The_archived_mail_holds_nothing_of_a_subscriber_and_is_not_indexed()
    {
        var html = await site.TextAsync($"/numeros/{SampleEdition.Slug}/courriel");
        var headers = (await site.AskAsync($"/numeros/{SampleEdition.Slug}/courriel")).Headers;

        Assert.DoesNotContain(RecipientMarks.Token, html, StringComparison.Ordinal);
        Assert.Contains($"{SiteFactory.PublicUrl}/desinscription\"", html, StringComparison.Ordinal);
        Assert.Equal("noindex", Assert.Single(headers.GetValues("X-Robots-Tag")));
        Assert.Contains("sandbox", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_canonical_address_starts_with_the_public_one_whatever_the_host()
    {
        var page = await site.PageAsync("/actualites/" + PublishedSite.Article);

        Assert.Equal($"{SiteFactory.PublicUrl}/actualites/{PublishedSite.Article}", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.StartsWith(SiteFactory.PublicUrl, page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_is_found_by_theme_and_what_finds_nothing_says_what_to_do()
    {
        Assert.Equal(
            "/actualites/" + PublishedSite.Article,
            Assert.Single(
                (await site.PageAsync("/actualites?theme=transition-ecologique")).QuerySelectorAll(".news-line-title a")).GetAttribute("href"));
        Assert.NotNull((await site.PageAsync("/actualites?cite=nulle-part")).QuerySelector(".empty a"));
    }

    [Fact]
    public async Task A_Cite_stands_on_the_map_and_in_the_list()
    {
        var page = await site.PageAsync("/cites");

        Assert.Equal("/cites/estuaire", page.QuerySelector(".map-dot")!.GetAttribute("href"));
        Assert.Equal("Cité des métiers de l’Estuaire, Port-Blanc", page.QuerySelector(".map-dot")!.GetAttribute("aria-label"));
        Assert.NotNull(page.QuerySelector(".cite-list a[href='/cites/estuaire']"));
    }
}
