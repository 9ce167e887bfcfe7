using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.News;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Desk.News;

/// <param name="Trail">Null for a new item.</param>
internal sealed record NewsPage(
    NewsForm Form, NewsItem? Entry, IReadOnlyList<SelectListItem> Cites, IReadOnlyList<SelectListItem> Contacts,
    IReadOnlyList<SelectListItem> Themes, NewsTrail? Trail) : EntryPage<NewsItem, NewsForm>(Form, Entry, Cites);

/// <summary>A news item as its readers will see it.</summary>
/// <param name="Comment">What an editor typed to ask for changes.</param>
/// <param name="Refusal">Why the step was not taken; null if none was asked for.</param>
internal sealed record PreviewPage(NewsItem News, string Html, NewsTrail Trail, string? Comment, string? Refusal);
