using CitesDesMetiers.Core.Data;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;

namespace CitesDesMetiers.Web.Newsletter.Issues.Translations;

/// <param name="Mark">The <see cref="TranslationLine.Mark"/> of what the page showed.</param>
/// <param name="IsDraft">Whether it is an automatic draft that nobody has changed.</param>
public sealed record TypedPassage(string Key, string? Text, string? Mark, bool IsDraft);

/// <summary>A translation that was not saved.</summary>
/// <param name="Problem">In French: what happened and what to do.</param>
public sealed record RefusedPassage(string Key, string Text, string Problem);

/// <param name="Refused">What was typed and is not saved. Everything else is.</param>
public sealed record WrittenPassages(int Saved, IReadOnlyList<RefusedPassage> Refused, TranslatedIssue Translation);

/// <summary>Saves translations, each by itself: what one passage refuses does not keep the others from being saved.</summary>
public sealed class TranslationWriter(NewsletterContext db, TranslationReader reader)
{
    private const string Gone = "Ce passage n’existe plus : quelqu’un l’a retiré entre-temps. Copiez votre texte si vous voulez le garder.";

    /// <param name="read">Key of an automatic draft that a person has read.</param>
    /// <param name="confirmed">Key of a translation that agrees with its changed original.</param>
    /// <returns>Null when there is no such translation, or it is published.</returns>
    public async Task<WrittenPassages?> SaveAsync(
        int issueId, IReadOnlyList<TypedPassage> typed, string? read, string? confirmed, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reader.ReadAsync(issueId, cancellation, toChange: true) is not { Issue.IsPublished: false } translation)
            {
                return null;
            }

            List<RefusedPassage> refused = [];
            var texts = new Dictionary<string, string>();
            var saved = typed.Count(passage => Write(translation, passage, texts, refused));
            Apply(translation, texts);
            Settle(translation, read, confirmed, refused);
            try
            {
                await db.SaveChangesAsync(cancellation);
                db.ChangeTracker.Clear();
                return new(saved, refused, (await reader.ReadAsync(issueId, cancellation))!);
            }
            catch (DbUpdateException e) when (attempt < 3 && (e is DbUpdateConcurrencyException || IsTwice(e)))
            {
                // Somebody saved at the same time. Read again: what they changed is then refused, the rest is saved.
                db.ChangeTracker.Clear();
            }
        }
    }

    private bool IsTwice(DbUpdateException exception) => DatabaseProvider.Of(db.Database).IsUniqueViolation(exception);

    /// <summary>Takes one typed passage into the translation.</summary>
    /// <param name="texts">Receives the new texts of the issue and its sections.</param>
    /// <returns>Whether it changes something.</returns>
    private static bool Write(TranslatedIssue translation, TypedPassage typed, Dictionary<string, string> texts, List<RefusedPassage> refused)
    {
        var line = translation.Find(typed.Key);
        var text = (typed.Text ?? "").ReplaceLineEndings(line?.Source.Form is PassageForm.Line ? " " : "\n").Trim();
        if (line is null)
        {
            if (text.Length > 0)
            {
                refused.Add(new(typed.Key, text, Gone));
            }

            return false;
        }

        if (text == line.Text)
        {
            return false;
        }

        if (ProblemOf(line, text, typed.Mark) is { } problem)
        {
            refused.Add(new(typed.Key, text, problem));
            return false;
        }

        var passage = translation.Issue.Passage(line.Key, line.Source.Text);
        if (text.Length == 0)
        {
            passage.Clear(line.Source.Text);
            texts[line.Key] = line.Source.Text;
            return true;
        }

        // A person who did not see the newest original is shown it later.
        var original = line.ShowedThisOriginal(typed.Mark) ? line.Source.Text : passage.Original;
        passage.Translate(original, line.Source.IsShared ? text : null, typed.IsDraft ? text : null);
        texts[line.Key] = text;
        if (line.IsMissing)
        {
            Add(translation, line.Key);
        }

        return true;
    }

    private static string? ProblemOf(TranslationLine line, string text, string? mark) =>
        text.Length > line.Source.Length
            ? $"Ce texte compte {FrenchNumbers.Format(text.Length)} caractères, pour {FrenchNumbers.Format(line.Source.Length)} au plus. "
                + "Il n’est pas enregistré : raccourcissez-le."
        : Text.HasForbiddenCharacter(text, line.Source.Form is not PassageForm.Line)
            ? "Ce texte contient un caractère invisible qu’il ne peut pas avoir. Il n’est pas enregistré : retapez ce passage."
        : !line.ShowedThisText(mark)
            ? (line.IsTranslated ? $"Quelqu’un a écrit entre-temps : « {line.Text} »." : "Quelqu’un a vidé ce passage entre-temps.")
                + " Votre texte n’est pas encore enregistré : enregistrez-le de nouveau pour le garder."
        : null;

    private static void Settle(TranslatedIssue translation, string? read, string? confirmed, List<RefusedPassage> refused)
    {
        if (read is not null && translation.Find(read) is not null && refused.TrueForAll(r => r.Key != read))
        {
            Passage(read).MarkRead();
        }

        if (confirmed is not null && translation.Find(confirmed) is { } line && refused.TrueForAll(r => r.Key != confirmed))
        {
            Passage(confirmed).Confirm(line.Source.Text);
        }

        TranslatedPassage Passage(string key) => translation.Issue.Passage(key, translation.Find(key)!.Source.Text);
    }

    /// <summary>Writes the texts that the issue and its sections hold themselves.</summary>
    private static void Apply(TranslatedIssue translation, Dictionary<string, string> texts)
    {
        var issue = translation.Issue;
        if (texts.TryGetValue(PassageKeys.Period, out var period))
        {
            issue.Identify(issue.Number, issue.Date, issue.Language, period == FrenchDates.Month(issue.Date) ? null : period);
        }

        issue.Announce(Of(PassageKeys.Subject, issue.Subject), Of(PassageKeys.Preheader, issue.Preheader));
        issue.WriteEditorial(
            Of(PassageKeys.Salutation, issue.Salutation), Of(PassageKeys.Editorial, issue.Editorial),
            Of(PassageKeys.ClosingFormula, issue.ClosingFormula), issue.Signatory, Of(PassageKeys.SignatoryRole, issue.SignatoryRole));
        issue.Close(
            Of(PassageKeys.ContactNotice, issue.ContactNotice), issue.ContactAddress, Of(PassageKeys.Closing, issue.Closing),
            Of(PassageKeys.Team, issue.Team));
        foreach (var section in issue.Sections.Where(s => s.TranslationOfId is not null))
        {
            section.Rename(Of(PassageKeys.SectionTitle(section.TranslationOfId!.Value), section.Title)!);
            if (section.Kind is SectionKind.Free)
            {
                section.Write(Of(PassageKeys.SectionText(section.TranslationOfId.Value), section.Body));
            }
        }

        string? Of(string key, string? present) => texts.GetValueOrDefault(key, present!);
    }

    /// <summary>Adds to the translation what the original has and it lacks: a section, an item or a date.</summary>
    private static void Add(TranslatedIssue translation, string key)
    {
        var (issue, original) = (translation.Issue, translation.Original!);
        foreach (var section in original.Sections)
        {
            if (key == PassageKeys.SectionTitle(section.Id) || key == PassageKeys.SectionText(section.Id))
            {
                SectionOf(issue, section);
            }

            foreach (var item in section.Items)
            {
                var into = issue.Sections.SelectMany(s => s.Items);
                if (item.NewsItem is { } news && PassageKeys.IsOfNews(key, news.Id)
                    && !into.Any(i => i.NewsItem == news))
                {
                    SectionOf(issue, section).Add(news);
                }

                if (item.StaffMove is { } move && (key == PassageKeys.MovePost(move.Id) || key == PassageKeys.MoveWording(move.Id))
                    && !into.Any(i => i.StaffMove == move))
                {
                    SectionOf(issue, section).Add(move);
                }
            }
        }

        if (translation.Dates.FirstOrDefault(d => key == PassageKeys.DateTitle(d.Id) || key == PassageKeys.DatePlace(d.Id)) is { } date)
        {
            issue.Choose(date, include: true);
        }
    }

    private static IssueSection SectionOf(Issue issue, IssueSection original) =>
        issue.Sections.FirstOrDefault(s => s.TranslationOfId == original.Id) ?? issue.AddCopyOf(original);
}
