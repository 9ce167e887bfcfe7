using System.Diagnostics;
using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Site.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Site.Errors;

/// <summary>The error page of a status: what happened, what was saved, and what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public class ErrorsController(NewsletterContext db, TimeProvider clock) : Controller
{
    [Route(SiteAddresses.ErrorRoot + "{status:int}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> Show(int status, CancellationToken cancellation)
    {
        var asked = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        if (asked is null && HttpContext.Features.Get<IExceptionHandlerFeature>() is null)
        {
            // The page was requested directly, and there is no error.
            return NotFound();
        }

        // The exception handler re-executes with its own path. The status it set is the relevant one.
        var actual = HttpContext.Response.StatusCode >= 400 ? HttpContext.Response.StatusCode : status;
        if (actual == StatusCodes.Status404NotFound && asked is not null && await IsWithdrawnAsync(asked.OriginalPath, cancellation))
        {
            actual = StatusCodes.Status410Gone;
        }

        var page = ErrorPage.For(actual, Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier, Wait);
        if (page.Status == StatusCodes.Status404NotFound && asked is not null)
        {
            page = page with { Words = WordsOf(asked.OriginalPath), Suggestions = await SuggestAsync(asked.OriginalPath, cancellation) };
        }

        Response.StatusCode = page.Status;
        return asked is not null && new PathString(asked.OriginalPath).StartsWithSegments(ApiAddresses.Root)
            ? Problem(title: page.Title, detail: page.What, statusCode: page.Status)
            : View(page);
    }

    /// <summary>Whether it is the address of something taken back, or of what belonged to it: its PDF, its original.</summary>
    private Task<bool> IsWithdrawnAsync(string path, CancellationToken cancellation)
    {
        string[] paths = [path, path[..Math.Max(path.LastIndexOf('/'), 0)], Path.ChangeExtension(path, null)];
        return db.WithdrawnPages.AnyAsync(p => paths.Contains(p.Path), cancellation);
    }

    /// <summary>What the address says, as somebody would type it into the search.</summary>
    private static string WordsOf(string path) => string.Join(' ', SearchWords.Split(path.TrimEnd('/').Split('/')[^1]));

    /// <summary>Pages with all words of the address, or else with the longest of them, which is the most telling.</summary>
    private async Task<SearchSuggestions> SuggestAsync(string path, CancellationToken cancellation)
    {
        var words = WordsOf(path);
        var results = await FindAsync(words, cancellation);
        if (results.Count == 0 && words.Split(' ').MaxBy(w => w.Length) is { Length: > 3 } telling)
        {
            results = await FindAsync(telling, cancellation);
        }

        return new SearchSuggestions(results, ParisTime.Today(clock));
    }

    private async Task<List<SearchResult>> FindAsync(string words, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(words);
        var search = new SiteSearch(db);
        return query.Terms.Count == 0
            ? []
            : await search.Page(search.Matching(query, User), found => SiteSearch.ByRelevance(found, query), 0, 5).Select(SearchResult.Of)
                .ToListAsync(cancellation);
    }

    private TimeSpan? Wait => int.TryParse(Response.Headers.RetryAfter, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
