using System.Linq.Expressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>What a list of the desk shows, kept in its address: what is sought, by which column, which page. Each list adds its own filters.</summary>
public abstract class ListFilter
{
    public const int PageSize = 50;
    public const string SearchName = "q";
    public const string SortName = "tri";
    public const string PageName = "page";

    [FromQuery(Name = SearchName)]
    public string? Search { get; set => field = value is { Length: > 100 } ? value[..100] : value; }

    /// <summary>Name of the column; with a hyphen before it from the last to the first.</summary>
    [FromQuery(Name = SortName)]
    public string? Sort { get; set; }

    [FromQuery(Name = PageName)]
    public int Page { get; set => field = Math.Clamp(value, 1, 10_000); } = 1;

    /// <summary>Beyond so many rows a list is not counted, nor leafed through: it asks for a narrower search.</summary>
    internal virtual int MostCounted => int.MaxValue - 1;

    /// <summary>Whether an index alone finds which rows stand on the page, before they are read: for very long lists.</summary>
    internal virtual bool ReadsIdsFirst => false;

    internal int Total { get; private set; }

    /// <summary>There are more than <see cref="Total"/>.</summary>
    internal bool HasMore { get; private set; }
    internal int Pages => PageLinks.Count(Total, PageSize);

    /// <summary>Counts what was found and reads one page of it; a page beyond the last is the last.</summary>
    /// <param name="all">Among which the rows of <see cref="ReadsIdsFirst"/> are read by their ids.</param>
    internal async Task<IReadOnlyList<TRow>> ReadAsync<T, TRow>(
        IQueryable<T> found, SortColumns<T> columns, Expression<Func<T, TRow>> row, CancellationToken cancellation, IQueryable<T>? all = null) where T : class
    {
        var counted = MostCounted < int.MaxValue - 1 ? await found.Take(MostCounted + 1).CountAsync(cancellation) : await found.CountAsync(cancellation);
        (Total, HasMore) = (Math.Min(counted, MostCounted), counted > MostCounted);
        Page = Math.Min(Page, Pages);
        var page = columns.Apply(found, Sort).Skip((Page - 1) * PageSize).Take(PageSize);
        if (!ReadsIdsFirst)
        {
            return await page.Select(row).ToListAsync(cancellation);
        }

        var ids = await page.Select(r => EF.Property<int>(r, "Id")).ToListAsync(cancellation);
        return await columns.Apply((all ?? found).Where(r => ids.Contains(EF.Property<int>(r, "Id"))), Sort).Select(row).ToListAsync(cancellation);
    }
}

/// <summary>A filter with the rows it found.</summary>
public sealed record ListPage<TFilter, TRow>(TFilter Filter, IReadOnlyList<TRow> Rows) where TFilter : ListFilter;
