using CitesDesMetiers.Core.News;
using Microsoft.AspNetCore.Mvc;

namespace CitesDesMetiers.Web.Features.Desk.News;

/// <summary>What the list of news shows, kept in its address.</summary>
public class NewsFilter
{
    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    [FromQuery(Name = "reseau")]
    public bool Network { get; set; }

    [FromQuery(Name = "etat")]
    public NewsState? State { get; set; }

    [FromQuery(Name = "page")]
    public int Page { get; set => field = Math.Clamp(value, 1, 10_000); } = 1;

    internal int Total { get; set; }
    internal int Pages { get; set; }
    internal IReadOnlyList<NewsRow> Rows { get; set; } = [];

    public IQueryable<NewsItem> Apply(IQueryable<NewsItem> news)
    {
        var found = State is { } state ? news.Where(n => n.State == state) : news;
        return CiteId is { } cite ? found.Where(n => n.CiteId == cite) : Network ? found.Where(n => n.CiteId == null) : found;
    }
}

/// <param name="Issue">Number of the open issue in which it stands.</param>
public sealed record NewsRow(int Id, string Title, string? Cite, NewsState State, DateTime UpdatedAt, int? Issue);
