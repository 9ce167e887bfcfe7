using System.Xml.Linq;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Platform.Database;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Site.Feeds;
using CitesDesMetiers.Web.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Search;

/// <summary>Searches everything that was published. The whole search is in the address, so that it can be shared and followed as a feed.</summary>
[AllowAnonymous]
public class SearchController(NewsletterContext db, NetworkIdentity identity, IOptions<SiteOptions> site, TimeProvider clock) : Controller
{
    private const int PerPage = 20;
    private const int Suggestions = 8;
    private const int FeedLength = 30;

    [HttpGet(SearchAddresses.Page)]
    [ReadingPage]
    public async Task<IActionResult> Show(SearchForm form, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(form.Text);
        var search = new SiteSearch(db);
        var matching = search.Matching(query, User);
        var filters = await SearchFilters.ReadAsync(db, form, cancellation);
        var found = filters.Apply(matching);
        var counts = await SiteSearch.CountAsync(filters.ApplyTheme(matching), cancellation);
        var total = filters.Total(counts);
        var pages = PageLinks.Count(total, PerPage);
        var page = int.TryParse(form.Page, out var asked) ? asked : 1;
        if (page < 1 || page > pages)
        {
            return NotFound();
        }

        var results = await search.Page(found, form.OrderFor(query), (page - 1) * PerPage, PerPage).Select(SearchResult.Of).ToListAsync(cancellation);
        return View(
            new SearchPage(
                form,
                query,
                filters.Lists(counts, await search.CountByThemeAsync(filters.ApplyAllButTheme(matching), cancellation)),
                filters.Unknown,
                filters.IsFiltered,
                total,
                results,
                ParisTime.Today(clock),
                new PageLinks(page, pages, p => form.AddressOf(SearchAddresses.Page, p)),
                total == 0 && query.Terms.Count > 1 ? await AloneAsync(query, cancellation) : []));
    }

    /// <summary>Titles that match what is being typed, for the list under the box.</summary>
    [HttpGet(SearchAddresses.Suggestions)]
    public async Task<IActionResult> Suggest([FromQuery(Name = "q")] string? text, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(text);
        if (query.Terms.Count == 0)
        {
            return PartialView("_Suggestions", new SearchSuggestions([], ParisTime.Today(clock)));
        }

        var search = new SiteSearch(db);
        var titled = search.Matching(query, User).Where(SiteSearch.TitleHasEveryTerm(query.Terms));
        var results = await search.Page(titled, SiteSearch.ByDay, 0, Suggestions).Select(SearchResult.Of).ToListAsync(cancellation);
        return PartialView("_Suggestions", new SearchSuggestions(results, ParisTime.Today(clock)));
    }

    /// <summary>The newest results of a search as an Atom feed. Members-only dates are never in it.</summary>
    [HttpGet(SearchAddresses.Feed)]
    [ReadingPage]
    public async Task<IActionResult> Feed(SearchForm form, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(form.Text);
        var search = new SiteSearch(db);
        var found = (await SearchFilters.ReadAsync(db, form, cancellation)).Apply(search.Matching(query, User));
        var newest = await search.Page(found.Where(e => !e.IsMembersOnly && e.Kind != SearchKind.Cite), SiteSearch.ByDay, 0, FeedLength)
            .Select(e => new
            {
                e.Id,
                e.Kind,
                e.Path,
                e.Title,
                e.Text,
                e.Language,
                CiteName = e.Cite!.Name,
                At = e.Edition != null ? e.Edition.PublishedAt : e.AgendaEntry!.ChangedAt,
            })
            .ToListAsync(cancellation);
        var network = await identity.ReadAsync(cancellation);
        var feed = new Feed(
            $"{network.NewsletterName.Typed()} – recherche « {query.Text} »".Typed(),
            network.NetworkName,
            form.AddressOf(SearchAddresses.Feed, 1),
            form.AddressOf(SearchAddresses.Page, 1),
            [
                .. newest.Select(e => new FeedEntry(e.Path, e.Title, e.Language, e.At, e.CiteName, Shortened(e.Text))
                {
                    // Several dates or moves share a page.
                    Id = e.Kind is SearchKind.Date or SearchKind.Move ? $"recherche/{e.Id}" : e.Path.TrimStart('/'),
                }),
            ]);
        var tags = await db.TaggingEntityAsync(site.Value, cancellation);
        return File(new AtomFeed(site.Value, tags).Write(feed), AtomFeed.ContentType + "; charset=utf-8");
    }

    /// <summary>Lets browsers search the site from their address bar (OpenSearch 1.1).</summary>
    [HttpGet(SearchAddresses.Engine)]
    [ReadingPage]
    public async Task<IActionResult> Engine(CancellationToken cancellation)
    {
        var network = await identity.ReadAsync(cancellation);
        XNamespace ns = "http://a9.com/-/spec/opensearch/1.1/";
        var name = network.NewsletterName.Length > 16 ? network.NewsletterName[..16] : network.NewsletterName;
        var engine = new XElement(
            ns + "OpenSearchDescription",
            new XElement(ns + "ShortName", name),
            new XElement(ns + "Description", $"Chercher dans {network.NewsletterName}"),
            new XElement(ns + "Language", "fr"),
            new XElement(ns + "InputEncoding", "UTF-8"),
            new XElement(
                ns + "Url", new XAttribute("type", "text/html"), new XAttribute(
                    "template", site.Value.Absolute(SearchAddresses.Page) + "?q={searchTerms}")));
        return Content("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + engine, "application/opensearchdescription+xml; charset=utf-8");
    }

    private static string Shortened(string text) =>
        text.Length <= 300 ? text : text[..(text.LastIndexOf(' ', 299) is var at and > 0 ? at : 299)] + "…";

    private async Task<IReadOnlyList<(string Word, int Count)>> AloneAsync(SearchQuery query, CancellationToken cancellation)
    {
        var found = new List<(string Word, int Count)>();
        foreach (var word in query.Terms.Select(t => t.Forms[0]).Distinct())
        {
            if (await new SiteSearch(db).Matching(SearchQuery.Parse(word), User).CountAsync(cancellation) is var count and > 0)
            {
                found.Add((word, count));
            }
        }

        return found;
    }
}
