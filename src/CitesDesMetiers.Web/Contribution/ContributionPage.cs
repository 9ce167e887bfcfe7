using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>The page behind a personal link.</summary>
/// <param name="Entry">The item being edited; null for a new one.</param>
internal sealed record ContributionPage(string Token, Invitation Invitation, bool IsLate, NewsForm Form, NewsItem? Entry) : IFormPage<NewsForm>
{
    public string Path => ContributionAddresses.Page(Token);

    public SentItems Sent { get; init; } = SentItems.None;

    /// <summary>Whether the call is open. If not, the page shows only what was sent before.</summary>
    public bool TakesNews { get; init; } = true;

    /// <summary>The address that takes news by mail for this Cité; null if the site takes none.</summary>
    public string? NewsAddress { get; init; }

    public NewsTrail? Trail { get; init; }

    public IReadOnlyList<SelectListItem> Contacts { get; init; } = [];

    public IReadOnlyList<SelectListItem> Themes { get; init; } = [];
}
