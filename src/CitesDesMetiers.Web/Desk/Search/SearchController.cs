using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Desk.Search;

/// <summary>Search over the whole desk: its own page, and the short list of the instant search.</summary>
[Route(DeskAddresses.Search)]
public class SearchController(NewsletterContext db) : DeskController(db)
{
    private const int MaxLength = 100;

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery(Name = "q")] string? search, CancellationToken cancellation) =>
        View(await FindAsync(search, 20, cancellation));

    [HttpGet("liste")]
    public async Task<IActionResult> List([FromQuery(Name = "q")] string? search, CancellationToken cancellation) =>
        PartialView("_Options", await FindAsync(search, 5, cancellation));

    private async Task<SearchPage> FindAsync(string? search, int perGroup, CancellationToken cancellation)
    {
        var words = search is { Length: > MaxLength } ? search[..MaxLength] : search;
        return new SearchPage(words?.Trim(), await new DeskSearch(Db, User, words, perGroup).RunAsync(cancellation));
    }
}

/// <param name="Sought">The search text as typed; null or empty if there is none.</param>
public sealed record SearchPage(string? Sought, IReadOnlyList<SearchGroup> Groups)
{
    public int Count => Groups.Sum(g => g.Hits.Count);
}
