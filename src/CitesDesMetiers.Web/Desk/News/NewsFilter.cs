using System.Linq.Expressions;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Drafts;
using CitesDesMetiers.Web.Ui.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.News;

/// <summary>The query of the list of news.</summary>
public class NewsFilter : ListFilter
{
    internal static readonly SortColumns<NewsItem> Columns = new SortColumns<NewsItem>("-modifiee")
        .ByName("titre").ByText("cite", n => n.Cite!.Name).ByLabel("etat", n => n.State).By("modifiee", n => n.UpdatedAt);

    [FromQuery(Name = "cite")]
    public int? CiteId { get; set; }

    /// <summary>Selects news of the network, which belong to no Cité.</summary>
    [FromQuery(Name = "reseau")]
    public bool Network { get; set; }

    [FromQuery(Name = "etat"), ModelBinder<FrenchSlugBinder>]
    public NewsState? State { get; set; }

    [FromQuery(Name = "theme")]
    public int? ThemeId { get; set; }

    /// <summary>"retenue": in an open issue; "libre": accepted and in no issue.</summary>
    [FromQuery(Name = "numero")]
    public string? Issue { get; set; }

    public IQueryable<NewsItem> Apply(NewsletterContext db, IQueryable<NewsItem> news)
    {
        var found = State is { } state ? news.Where(n => n.State == state) : news;
        found = CiteId is { } cite ? found.Where(n => n.CiteId == cite) : Network ? found.Where(n => n.CiteId == null) : found;
        found = ThemeId is { } theme ? found.Where(n => n.Themes.Any(t => t.Id == theme)) : found;
        var standing = IssueMembership.OfNews(db);
        return (Issue switch
        {
            "retenue" => found.Where(n => n.State == NewsState.Accepted && standing.Any(s => s.ItemId == n.Id)),
            "libre" => found.Where(n => n.State == NewsState.Accepted && !standing.Any(s => s.ItemId == n.Id)),
            _ => found,
        }).Matching(Search);
    }
}

/// <param name="Issue">Number of the latest issue that contains it; null if none does.</param>
internal sealed record NewsRow(int Id, string Title, string? Cite, NewsState State, DateTime UpdatedAt, int? Issue)
{
    internal static Expression<Func<NewsItem, NewsRow>> From(NewsletterContext db)
    {
        var standing = IssueMembership.OfNews(db);
        return n => new NewsRow(n.Id, n.Title, n.Cite!.Name, n.State, n.UpdatedAt, standing.Where(s => s.ItemId == n.Id).Max(s => (int?)s.Number));
    }
}

/// <param name="Unfinished">What this person began and did not save.</param>
internal sealed record NewsList(
    NewsFilter Filter, IReadOnlyList<NewsRow> Rows, IReadOnlyList<SelectListItem> Cites, IReadOnlyList<SelectListItem> Themes,
    IReadOnlyList<Draft> Unfinished) : CiteListPage<NewsFilter, NewsRow>(Filter, Rows, Cites)
{
    /// <summary>Mails about which an editor must decide.</summary>
    public int MailsWaiting { get; init; }
}
