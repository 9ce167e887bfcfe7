using CitesDesMetiers.Core.Addresses;
using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;
using CitesDesMetiers.Web.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Desk.Issues;

/// <summary>Applies the corrections that the checklist offers. The page has shown the result, and the previous version is stored.</summary>
[Authorize(Policy = Policies.Editor)]
[Route(IssueAddresses.Template + "/corrections")]
public class MendsController(NewsletterContext db, PublicationPages pages, TimeProvider clock) : DeskController(db)
{
    [HttpPost("titre/{newsId:int}")]
    public Task<IActionResult> Title(int issueId, int newsId, string? from, string? becomes, CancellationToken cancellation) =>
        MendAsync(issueId, "titre", newsId, from, becomes, mend => MendTitleAsync(newsId, mend, cancellation), cancellation);

    [HttpPost("exposants/{newsId:int}")]
    public Task<IActionResult> Raised(int issueId, int newsId, string? from, string? becomes, CancellationToken cancellation) =>
        MendAsync(issueId, "exposants", newsId, from, becomes, async _ =>
            Write(
                await NewsAsync(newsId, cancellation), news => RaisedMarks.LatexToPlainText(news.Title),
                news => RaisedMarks.LatexToMarkdown(news.Body)), cancellation);

    [HttpPost("exposants")]
    public Task<IActionResult> RaisedInEditorial(int issueId, string? from, string? becomes, CancellationToken cancellation) =>
        MendAsync(issueId, "exposants", null, from, becomes, async _ =>
        {
            var issue = await Db.Issues.SingleAsync(i => i.Id == issueId, cancellation);
            issue.WriteEditorial(
                issue.Salutation, RaisedMarks.LatexToMarkdown(issue.Editorial ?? ""), issue.ClosingFormula, issue.Signatory, issue.SignatoryRole);
        }, cancellation);

    /// <summary>Applies a correction only if the checklist still offers it, so that an outdated page changes nothing.</summary>
    private async Task<IActionResult> MendAsync(
        int issueId, string kind, int? newsId, string? from, string? becomes, Func<Mend, Task> apply, CancellationToken cancellation)
    {
        if (await pages.ReadAsync(issueId, User.Identity?.Name, cancellation) is not { } page)
        {
            return NotFound();
        }

        if (page.Findings.Select(f => f.Mend)
            .FirstOrDefault(m =>
                m is not null && m.Path == IssueAddresses.Mend(issueId, kind, newsId) && m.From == from
                    && m.Becomes == becomes) is not { } mend)
        {
            return Back(issueId, "Ce passage a changé entre-temps : rien n’a été touché. Voici ce qui reste à vérifier.");
        }

        try
        {
            await apply(mend);
            if (!Db.ChangeTracker.HasChanges())
            {
                return Back(
                    issueId, "Ce passage n’a pas été retrouvé dans le texte tel qu’il est écrit : corrigez-le vous-même, par le lien à côté.");
            }

            await Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Back(issueId, "Quelqu’un a modifié ce texte au même moment : rien n’a été touché. Recommencez si c’est encore à corriger.");
        }

        return Back(issueId, $"C’est corrigé : « {mend.Becomes} ». La version précédente reste dans l’historique.");
    }

    private async Task MendTitleAsync(int newsId, Mend mend, CancellationToken cancellation)
    {
        var news = await NewsAsync(newsId, cancellation);
        if (news.Title == mend.From)
        {
            Write(news, _ => mend.Becomes, n => n.Body);
        }
        else
        {
            // A heading in the text: its line, compared without regard to spaces and apostrophes.
            Write(
                news, n => n.Title,
                n => string.Join(
                    '\n',
                    n.Body.Split('\n')
                        .Select(line => Heading(line) is var (marks, words) && FlatText.Of(words) == FlatText.Of(mend.From)
                            ? marks + mend.Becomes
                            : line)));
        }
    }

    private static (string Marks, string Words)? Heading(string line)
    {
        var words = line.TrimStart(' ', '#');
        return line.TrimStart(' ').StartsWith('#') ? (line[..^words.Length], words.TrimEnd(' ', '#')) : null;
    }

    private Task<NewsItem> NewsAsync(int id, CancellationToken cancellation) => Db.News.SingleAsync(n => n.Id == id, cancellation);

    private void Write(NewsItem news, Func<NewsItem, string> title, Func<NewsItem, string> body)
    {
        if ((title(news), body(news)) is var (newTitle, newBody) && (newTitle, newBody) != (news.Title, news.Body))
        {
            news.Write(newTitle, newBody, news.Language, news.CiteId, news.ContactId, clock.GetUtcNow().UtcDateTime);
        }
    }

    private RedirectToActionResult Back(int issueId, string message) =>
        Done(message, nameof(VerificationController.Show), new { controller = "Verification", issueId });
}
