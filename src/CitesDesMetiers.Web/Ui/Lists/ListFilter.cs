using System.Linq.Expressions;
using CitesDesMetiers.Core.French;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>The query of a list at the desk: search words, sort column and page. Each list adds its own filters.</summary>
public abstract class ListFilter
{
    public const int PageSize = 50;
    public const string SearchName = "q";
    public const string SortName = "tri";
    public const string PageName = "page";

    [FromQuery(Name = SearchName)]
    public string? Search { get; set => field = value is { Length: > 100 } ? value[..100] : value; }

    /// <summary>Name of the sort column. A leading hyphen means descending.</summary>
    [FromQuery(Name = SortName)]
    public string? Sort { get; set; }

    [FromQuery(Name = PageName)]
    public int Page { get; set => field = Math.Clamp(value, 1, 10_000); } = 1;

    /// <summary>The number of rows above which a list is not counted and has no pages. The page then asks for a narrower search.</summary>
    internal virtual int MostCounted => int.MaxValue - 1;

    /// <summary>Whether the ids of a page are read first, from an index alone. For very long lists.</summary>
    internal virtual bool ReadsIdsFirst => false;

    internal int Total { get; private set; }

    /// <summary>Whether there are more rows than <see cref="Total"/>.</summary>
    internal bool HasMore { get; private set; }

    /// <summary>The order of the rows, written as in the address.</summary>
    internal string Order { get; private set; } = "";

    internal int Pages => PageLinks.Count(Total, PageSize);

    /// <summary>The number of rows as a sentence about the list.</summary>
    internal string CountOf(string one, string many) =>
        $"{(HasMore ? "Plus de " : "")}{FrenchNumbers.Count(Total, one, many)}"
            + (Pages > 1 ? $", page {Page} sur {Pages}" : "")
            + (HasMore ? ". Précisez la recherche pour voir les autres." : "");

    /// <summary>Counts the rows found and reads one page of them. A page number above the last gives the last page.</summary>
    /// <param name="all">The rows to read by id when <see cref="ReadsIdsFirst"/> is set.</param>
    internal async Task<IReadOnlyList<TRow>> ReadAsync<T, TRow>(
        IQueryable<T> found, SortColumns<T> columns, Expression<Func<T, TRow>> row, CancellationToken cancellation,
        IQueryable<T>? all = null) where T : class
    {
        var counted = MostCounted < int.MaxValue - 1
            ? await found.Take(MostCounted + 1).CountAsync(cancellation)
            : await found.CountAsync(cancellation);
        (Total, HasMore) = (Math.Min(counted, MostCounted), counted > MostCounted);
        Page = Math.Min(Page, Pages);
        Order = columns.OrderOf(Sort);
        var page = columns.Apply(found, Sort).Skip((Page - 1) * PageSize).Take(PageSize);
        if (!ReadsIdsFirst)
        {
            return await page.Select(row).ToListAsync(cancellation);
        }

        var ids = await page.Select(r => EF.Property<int>(r, "Id")).ToListAsync(cancellation);
        return await columns.Apply((all ?? found).Where(r => ids.Contains(EF.Property<int>(r, "Id"))), Sort).Select(row).ToListAsync(cancellation);
    }
}

/// <summary>A filter and the rows it found.</summary>
internal record ListPage<TFilter, TRow>(TFilter Filter, IReadOnlyList<TRow> Rows) where TFilter : ListFilter;

/// <summary>A list with a filter by Cité.</summary>
internal record CiteListPage<TFilter, TRow>(TFilter Filter, IReadOnlyList<TRow> Rows, IReadOnlyList<SelectListItem> Cites)
    : ListPage<TFilter, TRow>(Filter, Rows) where TFilter : ListFilter;
