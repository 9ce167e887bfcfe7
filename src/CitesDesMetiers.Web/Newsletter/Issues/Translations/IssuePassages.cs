using CitesDesMetiers.Core.Agenda;
using CitesDesMetiers.Core.Cites;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Core.Issues;
using CitesDesMetiers.Core.News;
using CitesDesMetiers.Web.Newsletter.Issues.Checks;

namespace CitesDesMetiers.Web.Newsletter.Issues.Translations;

/// <summary>Lists the texts of an issue in reading order, without those that are empty.</summary>
/// <param name="issue">With its sections, their items, news, pictures and moves.</param>
/// <param name="dates">The dates it carries, in order.</param>
/// <param name="into">News that are in this language already need no translation.</param>
internal sealed class IssuePassages(Issue issue, IReadOnlyList<AgendaEntry> dates, string into)
{
    private const string Opening = "Le numéro";
    private const string Editorial = "L’éditorial";
    private const string End = "La fin du numéro";

    /// <summary>Each text once, even that of a date in two sections of dates.</summary>
    public IReadOnlyList<SourcePassage> All() => [.. Listed().Where(p => p.Text.Length > 0).DistinctBy(p => p.Key)];

    private IEnumerable<SourcePassage> Listed()
    {
        yield return Own(PassageKeys.Period, Opening, "Période affichée", PassageForm.Line, Issue.PeriodLabelLength, issue.Period);
        yield return Own(PassageKeys.Subject, Opening, "Objet du courriel", PassageForm.Line, Issue.SubjectLength, issue.Subject);
        yield return Own(PassageKeys.Preheader, Opening, "Accroche", PassageForm.Line, Issue.PreheaderLength, issue.Preheader);
        yield return Own(PassageKeys.Salutation, Editorial, "Salutation", PassageForm.Line, 200, issue.Salutation);
        yield return Own(PassageKeys.Editorial, Editorial, "Éditorial", PassageForm.Markdown, NewsItem.BodyLength, issue.Editorial);
        yield return Own(PassageKeys.ClosingFormula, Editorial, "Formule de clôture", PassageForm.Line, 200, issue.ClosingFormula);
        yield return Own(PassageKeys.SignatoryRole, Editorial, "Fonction du signataire", PassageForm.Line, 120, issue.SignatoryRole);
        var sections = issue.Sections.OrderBy(s => s.Position).ToList();
        foreach (var passage in sections.SelectMany(OfSection))
        {
            yield return passage;
        }

        if (!sections.Exists(s => s.Kind is SectionKind.Agenda))
        {
            foreach (var passage in dates.SelectMany(OfDate))
            {
                yield return passage;
            }
        }

        yield return Own(PassageKeys.ContactNotice, End, "Annonce de l’adresse de contact", PassageForm.Paragraphs, 500, issue.ContactNotice);
        yield return Own(PassageKeys.Closing, End, "Mot de la fin", PassageForm.Paragraphs, 500, issue.Closing);
        yield return Own(PassageKeys.Team, End, "Équipe rédactionnelle", PassageForm.Paragraphs, Issue.TeamLength, issue.Team);
    }

    private IEnumerable<SourcePassage> OfSection(IssueSection section)
    {
        var items = section.Items.OrderBy(i => i.Position).ToList();
        return HeadOf(section)
            .Concat(items.Select(i => i.NewsItem).OfType<NewsItem>().Where(n => n.Language != into).SelectMany(OfNews))
            .Concat(items.Select(i => i.StaffMove).OfType<StaffMove>().Select(OfMove))
            .Concat(section.Kind is SectionKind.Agenda ? dates.SelectMany(OfDate) : [])
            .Select(p => p with { IsHidden = section.IsHidden });
    }

    private IEnumerable<SourcePassage> HeadOf(IssueSection section)
    {
        // A section that only the translation has is written in its language from the start.
        if ((issue.IsTranslation ? section.TranslationOfId : section.Id) is not { } id)
        {
            yield break;
        }

        var group = $"La rubrique « {FlatText.Short(section.Title)} »";
        yield return Own(PassageKeys.SectionTitle(id), group, "Titre", PassageForm.Line, IssueSection.TitleLength, section.Title);
        yield return Own(PassageKeys.SectionText(id), group, "Texte", PassageForm.Markdown, NewsItem.BodyLength, section.Body);
    }

    private static IEnumerable<SourcePassage> OfNews(NewsItem news)
    {
        var group = $"La nouvelle « {FlatText.Short(news.Title)} »";
        yield return Shared(PassageKeys.NewsTitle(news.Id), group, "Titre", PassageForm.Line, NewsItem.TitleLength, news.Title);
        yield return Shared(PassageKeys.NewsText(news.Id), group, "Texte", PassageForm.Markdown, NewsItem.BodyLength, news.Body);
        foreach (var (picture, place) in news.Pictures.OrderBy(p => p.Position).Select((p, i) => (p, news.Pictures.Count > 1 ? $" {i + 1}" : "")))
        {
            yield return Shared(
                PassageKeys.PictureDescription(news.Id, picture.MediaFileId), group, $"Description de l’image{place}", PassageForm.Line,
                Core.Media.MediaFile.AlternativeTextLength, picture.AlternativeText);
            yield return Shared(
                PassageKeys.PictureCaption(news.Id, picture.MediaFileId), group, $"Légende de l’image{place}", PassageForm.Line,
                NewsPicture.CaptionLength, picture.Caption);
        }
    }

    private static SourcePassage OfMove(StaffMove move)
    {
        var group = $"Le mouvement de {move.Person}";
        return move.Wording is { } wording
            ? Shared(PassageKeys.MoveWording(move.Id), group, "Phrase", PassageForm.Line, StaffMove.WordingLength, wording)
            : Shared(PassageKeys.MovePost(move.Id), group, "Poste", PassageForm.Line, 200, move.Post);
    }

    private static IEnumerable<SourcePassage> OfDate(AgendaEntry date)
    {
        var group = $"Le rendez-vous du {FrenchDates.Range(date.StartsOn, date.EndsOn)}, « {FlatText.Short(date.Title)} »";
        yield return Shared(PassageKeys.DateTitle(date.Id), group, "Titre", PassageForm.Line, AgendaEntry.TitleLength, date.Title);
        yield return Shared(PassageKeys.DatePlace(date.Id), group, "Lieu", PassageForm.Line, AgendaEntry.TitleLength, date.Place);
    }

    private static SourcePassage Own(string key, string group, string label, PassageForm form, int length, string? text) =>
        new(key, group, label, form, length, text ?? "");

    private static SourcePassage Shared(string key, string group, string label, PassageForm form, int length, string? text) =>
        Own(key, group, label, form, length, text) with { IsShared = true };
}
