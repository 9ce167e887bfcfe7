using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Accounts;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues.Composition;

/// <summary>Puts an item into the issue from which its form was opened.</summary>
public sealed class Placement(NewsletterContext db, IssueChanges changes)
{
    /// <summary>The button of a form that saves the item and puts it into the issue.</summary>
    internal const string Button = "placer";

    /// <returns>A French sentence that says where the item is.</returns>
    public async Task<string> PlaceAsync(int issueId, Author by, NewsItem? news, StaffMove? move, CancellationToken cancellation)
    {
        var free = Pool.Of(db, issueId);
        var isFree = news is null ? await free.Moves.AnyAsync(m => m.Id == move!.Id, cancellation)
            : await free.News.AnyAsync(n => n.Id == news.Id, cancellation);
        if (!isFree)
        {
            return "Rien n’est placé : c’est déjà dans un numéro, ou ce n’est pas accepté.";
        }

        string? section = null;
        return await changes.ApplyAsync(issueId, by, issue => section = Add(issue, null, news, move), cancellation) switch
        {
            ChangeOutcome.Saved when section is not null => $"C’est dans « {section} ».",
            ChangeOutcome.Saved => "Aucune rubrique du numéro ne convient : cela attend au vivier.",
            ChangeOutcome.Stale => "Quelqu’un a modifié le numéro entre-temps : cela attend au vivier.",
            _ => "Ce numéro ne change plus : cela attend au vivier.",
        };
    }

    /// <param name="sectionId">Null for the section that fits best.</param>
    /// <param name="place">From 1; null for the end.</param>
    /// <returns>Title of the section that received the item; null if no section accepts it.</returns>
    internal static string? Add(Issue issue, int? sectionId, NewsItem? news, StaffMove? move, int? place = null)
    {
        var section = sectionId is { } chosen ? ComposerController.Section(issue, chosen) : Fitting(issue, news);
        if (section is null || (news is null ? !section.TakesMoves : !section.TakesNews))
        {
            return null;
        }

        if (news is not null)
        {
            section.Add(news);
        }
        else
        {
            section.Add(move!);
        }

        section.PlaceLast(place ?? int.MaxValue / 2);
        return section.Title;
    }

    /// <summary>
    /// The section for a news item: that of the Cités or of the network, otherwise any that accepts news. Visible sections come first.
    /// </summary>
    private static IssueSection? Fitting(Issue issue, NewsItem? news)
    {
        var kind = news is null ? SectionKind.StaffMoves : news.CiteId is null ? SectionKind.NetworkNews : SectionKind.CiteNews;
        return issue.Sections.Where(s => news is null ? s.TakesMoves : s.TakesNews)
            .OrderBy(s => s.Kind != kind).ThenBy(s => s.IsHidden).ThenBy(s => s.Position).FirstOrDefault();
    }
}
