using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Search;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Newsletter.Search;
using CitesDesMetiers.Web.Platform.Reading;
using CitesDesMetiers.Web.Site.Search;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Api;

[Tags("Recherche")]
public class ApiSearchController(NewsletterContext db, TimeProvider clock, IOptions<SiteOptions> site) : ApiController(site)
{
    /// <summary>Every parameter of the search page. Signed-in readers find no more here than others.</summary>
    [HttpGet(ApiAddresses.Search)]
    [ReadingPage]
    [EndpointSummary("La recherche du site, avec les mêmes filtres")]
    public async Task<ActionResult<ApiList<ApiHit>>> Search([FromQuery] SearchForm form, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(form.Text);
        var filters = await SearchFilters.ReadAsync(db, form, cancellation);
        if (filters.Unknown.Count > 0)
        {
            return Problem(
                title: "Filtre inconnu", detail: string.Join(", ", filters.Unknown), statusCode: StatusCodes.Status400BadRequest);
        }

        var search = new SiteSearch(db);
        var found = filters.Apply(search.Matching(query, new()));
        var today = ParisTime.Today(clock);
        return await PageAsync(
            found,
            (skip, take) => search.Page(found, form.OrderFor(query), skip, take).Select(SearchResult.Of),
            int.TryParse(form.Page ?? "1", out var page) ? page : 0,
            r => new ApiHit(
                r.Kind, r.Title, r.Language, string.Concat(r.PassagesOf(query).Select(f => f.Text)), r.Day,
                r.CiteSlug is null ? null : new(r.CiteSlug, r.CiteName!), Absolute(r.PathOn(today))),
            cancellation);
    }
}
