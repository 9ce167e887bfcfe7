using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Tests.App;

namespace CitesDesMetiers.Tests.Pages;

/// <summary>Wherever a person reads a list of names, they stand as in a French dictionary. A new list fails here until it does.</summary>
[Collection(nameof(WholeSite))]
public class OrderTests(WholeSite site)
{
    /// <summary>Choices whose order has a meaning of its own: steps of a way, years, languages by use, roles by rank.</summary>
    private static readonly HashSet<string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        "Kind", "Label", "Language", "Role", "State", "acte", "annee", "etat", "label", "langue", "motif", "nature", "numero", "periode", "role",
        "tri",
        "type", "usage", "visible", "format", "sectionId", "NewsletterArticle", "NetworkArticle", "PublisherArticle", "AudienceLanguage",
    };

    /// <summary>Columns that are not sorted by the words they show.</summary>
    private static readonly HashSet<string> NotNames = new() { "date", "dates", "modifiee", "poids", "contacts", "code", "adresse", "etat" };

    [Fact]
    public void French_order_knows_accents_capitals_and_quotation_marks()
    {
        string[] names = ["zoo", "« Ti métié »", "Zurich", "Équipe", "equipe b", "Genève", "Gênes", "Œuvre", "Oasis", "L’Haÿ"];

        Assert.Equal(
            ["Équipe", "equipe b", "Gênes", "Genève", "L’Haÿ", "Oasis", "Œuvre", "« Ti métié »", "zoo", "Zurich"], names.Order(FrenchOrder.Alphabet));
    }

    [Fact]
    public void Choices_stand_in_alphabetical_order()
    {
        var wrong = from page in site.Everything
                    where page.Html.Contains("<select", StringComparison.Ordinal)
                    from choice in new HtmlParser().ParseDocument(page.Html).QuerySelectorAll("select").OfType<IHtmlSelectElement>()
                    where !Meant.Contains(choice.Name ?? "") && !(choice.Name ?? "").StartsWith("Uses[", StringComparison.Ordinal)
                    let names = choice
                        .QuerySelectorAll("option")
                        .Where(o => o.GetAttribute("value") is { Length: > 0 })
                        .Select(o => o.TextContent.Trim())
                        .SkipWhile(n => n == "Le Réseau")
                        .ToList()
                    where !names.SequenceEqual(names.Order(FrenchOrder.Alphabet)) && !IsGrouped(names)
                    select $"{page}: {choice.Name}: {string.Join(", ", names.Take(8))}";
        var all = wrong.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    [Fact]
    public async Task Tables_sorted_by_words_are_in_alphabetical_order()
    {
        await AddOddNamesAsync();
        using var desk = await DeskClient.SignInAsync(site, Role.Administrator);
        var wrong = new List<string>();
        foreach (
            var path in site.Everything.Where(p => p.By == nameof(Role.Administrator) && !p.Path.Contains('?')).Select(p => p.Path).Distinct()
                .ToList())
        {
            var page = site.Everything.First(p => p.Path == path && p.By == nameof(Role.Administrator));
            foreach (
                var link in new HtmlParser().ParseDocument(page.Html).QuerySelectorAll("th a[href*='tri=']").Select(a => a.GetAttribute("href")!))
            {
                var column = link.Split("tri=")[1].Split('&')[0].TrimStart('-');
                if (!NotNames.Contains(column))
                {
                    await CheckAsync(desk, link.Replace("tri=-", "tri=", StringComparison.Ordinal), wrong);
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task CheckAsync(DeskClient desk, string address, List<string> wrong)
    {
        var page = await desk.GetAsync(address);
        var header = page.QuerySelector("th[aria-sort]") ?? throw new InvalidOperationException($"{address} does not say by what it is sorted.");
        var index = header.Index();
        var cells = page.QuerySelectorAll("main table tbody tr")
            .Select(row => row.Children[index].TextContent.Trim())
            .Where(text => text.Length > 0 && text != "Réseau")
            .ToList();
        if (!cells.SequenceEqual(cells.Order(FrenchOrder.Alphabet)))
        {
            wrong.Add($"{address}: {string.Join(", ", cells.Take(12))}");
        }
    }

    private Task AddOddNamesAsync() => site.WithDatabaseAsync(async db =>
    {
        foreach (
            var (name, slug) in (
                ReadOnlySpan<(string, string)>)[("Équipe de l’Est", "equipe-est"), ("« Ti métié »", "ti-metie"), ("Zone d’essai", "zone"), (
                    "cité en petites lettres", "petite")])
        {
            var cite = new Cite(name, slug);
            cite.Describe(name, null, "DE", "Europe/Berlin", LabelState.Labelled, null, null);
            db.Add(cite);
        }

        await db.SaveChangesAsync();
    });

    /// <summary>"Name (Cité)": by Cité, then by name.</summary>
    private static bool IsGrouped(List<string> names) =>
        names.TrueForAll(n => n.EndsWith(')'))
            && names.Select(CiteOf).ToList() is var cites
            && cites.SequenceEqual(cites.Order(FrenchOrder.Alphabet));

    private static string CiteOf(string name) => name[(name.LastIndexOf('(') + 1)..^1] is var cite && cite == "réseau" ? "" : cite;
}
