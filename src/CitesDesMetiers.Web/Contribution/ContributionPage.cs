using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Calls;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.News;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Contribution;

/// <summary>A news item that the correspondent sent or began.</summary>
/// <param name="Issue">Number of the open issue that contains it; null if none does.</param>
internal sealed record SentNews(int Id, string Title, NewsState State, int? Issue)
{
    public bool MayBeEdited => ContributionController.IsEditableByAuthor(State);
}

/// <summary>The page behind a personal link.</summary>
/// <param name="Entry">The item being edited; null for a new one.</param>
internal sealed record ContributionPage(string Token, Invitation Invitation, bool IsLate, NewsForm Form, NewsItem? Entry) : IFormPage<NewsForm>
{
    public string Path => ContributionAddresses.Page(Token);

    public IReadOnlyList<SentNews> Sent { get; init; } = [];

    /// <summary>Whether the call is open. If not, the page shows only what was sent before.</summary>
    public bool TakesNews { get; init; } = true;

    public NewsTrail? Trail { get; init; }

    public IReadOnlyList<SelectListItem> Contacts { get; init; } = [];

    public IReadOnlyList<SelectListItem> Themes { get; init; } = [];
}
