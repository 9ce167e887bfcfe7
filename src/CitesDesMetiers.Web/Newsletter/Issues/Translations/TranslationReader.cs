using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues.Translations;

/// <summary>Reads a translated issue beside its original.</summary>
public sealed class TranslationReader(NewsletterContext db, EditionBuilder builder)
{
    /// <param name="toChange">Whether changes of its issues are to be saved.</param>
    /// <returns>Null when there is no such issue, or it is no translation.</returns>
    public async Task<TranslatedIssue?> ReadAsync(int issueId, CancellationToken cancellation, bool toChange = false)
    {
        if (await LoadAsync(issueId, cancellation, toChange) is not { TranslationOfId: { } originalId } issue)
        {
            return null;
        }

        var original = await LoadAsync(originalId, cancellation, toChange);
        var dates = original is null ? [] : await builder.DatesOfAsync(original, cancellation);
        var passages = original is null ? [] : new IssuePassages(original, dates, issue.Language).All();
        var own = await PassagesAsync(issue, issue.Language, cancellation);
        return TranslatedIssue.Of(issue, original, passages, own) with { Dates = dates };
    }

    /// <summary>The texts of an issue that a translation into this language has to say.</summary>
    /// <param name="issue">From <see cref="LoadAsync"/>.</param>
    public async Task<IReadOnlyList<SourcePassage>> PassagesAsync(Issue issue, string into, CancellationToken cancellation) =>
        new IssuePassages(issue, await builder.DatesOfAsync(issue, cancellation), into).All();

    /// <summary>The issue with everything that has a text; null when it does not exist.</summary>
    public Task<Issue?> LoadAsync(int issueId, CancellationToken cancellation, bool toChange = false) =>
        (toChange ? db.Issues : db.Issues.AsNoTrackingWithIdentityResolution()).Include(i => i.AgendaChoices).Include(i => i.Passages)
            .Include(i => i.Sections).ThenInclude(s => s.Items).ThenInclude(i => i.NewsItem!.Pictures)
            .Include(i => i.Sections).ThenInclude(s => s.Items).ThenInclude(i => i.StaffMove)
            .AsSplitQuery().FirstOrDefaultAsync(i => i.Id == issueId, cancellation);
}
