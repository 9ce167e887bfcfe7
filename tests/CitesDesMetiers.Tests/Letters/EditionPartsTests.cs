using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Tests.App;
using CitesDesMetiers.Web.Content.Markdown;

namespace CitesDesMetiers.Tests.Letters;

/// <summary>What each part of the mail says, and in which language.</summary>
public class EditionPartsTests(RenderedEdition edition) : IClassFixture<RenderedEdition>
{
    private readonly IHtmlDocument page = edition.Document;

    [Fact]
    public async Task Without_dates_the_editorial_takes_the_whole_width()
    {
        var mail = await edition.RenderAsync(SampleEdition.Content with { Agenda = [] });

        Assert.Empty(RenderedEdition.Parse(mail).QuerySelectorAll("div[style*=flex]"));
    }

    [Fact]
    public void The_first_picture_opens_the_article_and_the_others_follow_the_text()
    {
        var article = page.QuerySelector("#n-1")!.Closest("div")!;
        var order = article.QuerySelectorAll("h3,img,li").Select(element => element.LocalName);

        Assert.Equal(["h3", "img", "li", "li", "img"], order);
        Assert.Contains("La journée du 4 juin. Trois-Sources", article.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_contents_list_leads_to_every_section_and_article()
    {
        var listed = page.QuerySelectorAll("a[href^='#']").Select(link => link.TextContent).ToList();
        var content = SampleEdition.Content;

        Assert.Equal(content.AllArticles.Count() + content.Sections.Count - 1, listed.Count);
        Assert.DoesNotContain("Rubrique vide", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_address_among_the_closing_words_is_a_link()
    {
        var mail = RenderedEdition.Parse(
            await edition.RenderAsync(SampleEdition.Content with { Closing = "Une question ?\nÉcrivez à l'équipe, equipe@reseau.example." }));

        var link = mail.QuerySelector("a[href='mailto:equipe@reseau.example']")!;
        Assert.Equal("equipe@reseau.example", link.TextContent);
        Assert.Contains(
            "Écrivez à l’équipe, equipe@reseau.example.",
            string.Join(' ', link.ParentElement!.TextContent.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_agenda_is_grouped_and_dated()
    {
        var agenda = page.QuerySelector(".panel")!;

        Assert.Equal(["Agenda", "Réunions internes", "Réunions externes"], agenda.QuerySelectorAll("h2,h3").Select(heading => heading.TextContent));
        Assert.Equal(
            ["1er juin 2018, de 9\u00A0h à 12\u00A0h\u00A030", "14 juin 2018", "25-27 juin 2018"], agenda.QuerySelectorAll("strong")
                .Select(date => date.TextContent));
        Assert.Equal("https://formation.example/juin", agenda.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void The_reader_learns_why_from_whom_and_how_to_leave()
    {
        var text = page.Body!.TextContent;

        Assert.Contains("Vous recevez ce message parce que", text, StringComparison.Ordinal);
        Assert.Contains("Association Réseau des Cités", text, StringComparison.Ordinal);
        Assert.Contains("30, avenue des Essais", text, StringComparison.Ordinal);
        Assert.Equal("Se désabonner", Link($"/desinscription/{RecipientMarks.Token}").TextContent);
        Assert.Equal("Lire en ligne", Link($"/numeros/{SampleEdition.Slug}").TextContent);
        Assert.Equal("Tous les numéros", Link("/numeros").TextContent);
        Assert.NotNull(Link("/inscription"));
    }

    [Theory]
    [InlineData("info@metiers.example", "mailto:info@metiers.example")]
    [InlineData("a?b+c@metiers.example", "mailto:a%3Fb%2Bc@metiers.example")]
    [InlineData("info@cité.example", "mailto:info@xn--cit-dma.example")]
    public void A_mail_address_is_escaped_where_a_link_needs_it(string address, string link) => Assert.Equal(link, BareAddresses.MailTo(address));

    [Fact]
    public void An_article_in_another_language_says_so_and_keeps_its_typography()
    {
        var english = page.QuerySelector("#n-3")!;

        Assert.Equal("en", english.Closest("div")!.GetAttribute("lang"));
        Assert.Equal("Employability tools: a card game", english.TextContent);
        Assert.Equal("en", page.QuerySelector("a[href='#n-3']")!.GetAttribute("lang"));
        Assert.Equal("Four people: a game", page.QuerySelector("img[alt^='Four']")!.GetAttribute("alt"));
        Assert.Null(page.QuerySelector("#n-1")!.Closest("div")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task In_an_edition_in_another_language_our_own_words_are_marked_as_French()
    {
        var italian = RenderedEdition.Parse(await edition.RenderAsync(SampleEdition.Content with { Language = "it" }));

        Assert.Equal("it", italian.DocumentElement.GetAttribute("lang"));
        Assert.All(italian.QuerySelectorAll("h2").Where(heading => heading.TextContent is "Dans ce numéro" or "Éditorial" or "Agenda"),
            heading => Assert.Equal("fr", heading.GetAttribute("lang")));
        Assert.Equal("fr", italian.QuerySelector("#n-1")!.Closest("div")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task An_edition_written_from_right_to_left_says_so()
    {
        var arabic = RenderedEdition.Parse(await edition.RenderAsync(SampleEdition.Content with { Language = "ar" }));

        Assert.Equal("rtl", arabic.DocumentElement.GetAttribute("dir"));
        Assert.Equal("rtl", arabic.Body!.FirstElementChild!.GetAttribute("dir"));
        Assert.Equal("ltr", arabic.QuerySelector("#n-1")!.Closest("div")!.GetAttribute("dir"));
    }

    private IElement Link(string path) => page.QuerySelector($"a[href='{SiteFactory.PublicUrl}{path}']")!;
}
