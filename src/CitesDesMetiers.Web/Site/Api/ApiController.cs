using System.Globalization;
using CitesDesMetiers.Core.Settings;
using CitesDesMetiers.Web.Platform;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Cors;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CitesDesMetiers.Web.Site.Api;

/// <summary>
/// Read-only JSON for other programs. It says what the reading site says to everybody, whoever asks, so that browsers of other sites may
/// read it too.
/// </summary>
[ApiController]
[AllowAnonymous]
[EnableCors(CorsSetup.Anybody)]
public abstract class ApiController(IOptions<SiteOptions> site) : ControllerBase
{
    protected const int PerPage = 50;

    protected string Absolute(string path) => site.Value.Absolute(path);

    protected ObjectResult NotThere(string what) =>
        Problem(title: "Introuvable", detail: what, statusCode: StatusCodes.Status404NotFound);

    /// <summary>A page of a list, its query kept in the address of the next.</summary>
    /// <param name="page">From 1; a page after the last is empty.</param>
    protected Task<ActionResult<ApiList<TItem>>> PageAsync<TRow, TItem>(
        IQueryable<TRow> rows, int page, Func<TRow, TItem> itemOf, CancellationToken cancellation) =>
        PageAsync(rows, (skip, take) => rows.Skip(skip).Take(take), page, itemOf, cancellation);

    /// <inheritdoc cref="PageAsync{TRow, TItem}"/>
    /// <param name="counted">All that the list holds.</param>
    /// <param name="pageOf">Given how many to skip and how many to take.</param>
    protected async Task<ActionResult<ApiList<TItem>>> PageAsync<TCounted, TRow, TItem>(
        IQueryable<TCounted> counted, Func<int, int, IQueryable<TRow>> pageOf, int page, Func<TRow, TItem> itemOf, CancellationToken cancellation)
    {
        if (page < 1)
        {
            ModelState.AddModelError("page", "La première page est la page 1.");
            return ApiSetup.Refusal(ControllerContext);
        }

        var total = await counted.CountAsync(cancellation);
        var skipped = (page - 1L) * PerPage;
        var items = skipped >= total ? [] : await pageOf((int)skipped, PerPage).ToListAsync(cancellation);
        var next = skipped + items.Count < total && items.Count > 0 ? Absolute(AddressOf(page + 1)) : null;
        if (next is not null)
        {
            Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        return new ApiList<TItem>(total, [.. items.Select(itemOf)], next);
    }

    private string AddressOf(int page) => ListAddress.With(Request, ListFilter.PageName, page.ToString(CultureInfo.InvariantCulture));
}
