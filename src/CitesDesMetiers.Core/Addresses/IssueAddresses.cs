using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of one issue at the desk.</summary>
public static class IssueAddresses
{
    /// <summary>Route template of an issue.</summary>
    public const string Template = DeskAddresses.Issues + "/{issueId:int}";

    public static string Composition(int id) => DeskAddresses.Entry(DeskAddresses.Issues, id);

    public static string Delete(int id) => Composition(id) + "/suppression";

    /// <summary>Duplicates an issue as the next one.</summary>
    public static string Next(int id) => Composition(id) + "/suivant";

    /// <summary>The page where an issue is translated, beside its original; of an original, where a translation begins.</summary>
    public static string Translation(int id) => Composition(id) + "/traduction";

    /// <summary>Creates by POST an issue in another language.</summary>
    public static string NewTranslation(int id) => Translation(id) + "/ajout";

    /// <summary>Saves one passage by POST.</summary>
    public static string SavePassage(int id) => Translation(id) + "/passage";

    /// <param name="key">See <see cref="Issues.PassageKeys"/>.</param>
    public static string TranslatedPassage(int id, string key) => $"{Translation(id)}#{key}";

    public static string Items(int id) => Composition(id) + "/contenu";

    /// <summary>Adds several items at once.</summary>
    public static string AddSeveral(int id) => Items(id) + "/lot";

    public static string MoveItem(int id, int item) => Invariant($"{Items(id)}/{item}/deplacement");

    public static string RemoveItem(int id, int item) => Invariant($"{Items(id)}/{item}/retrait");

    public static string Sections(int id) => Composition(id) + "/rubriques";

    public static string SectionTitle(int id, int section) => Section(id, section) + "/titre";

    public static string SectionText(int id, int section) => Section(id, section) + "/texte";

    public static string ShowSection(int id, int section) => Section(id, section) + "/affichage";

    public static string HideSection(int id, int section) => Section(id, section) + "/masquage";

    public static string MoveSection(int id, int section) => Section(id, section) + "/deplacement";

    public static string RemoveSection(int id, int section) => Section(id, section) + "/suppression";

    public static string Orders(int id) => Composition(id) + "/ordres";

    public static string UndoOrder(int id) => Orders(id) + "/annulation";

    public static string RestoreOrder(int id, int order) => Invariant($"{Orders(id)}/{order}/retablissement");

    public static string Texts(int id) => Composition(id) + "/textes";

    public static string TextVersions(int id) => Texts(id) + "/versions";

    public static string Agenda(int id) => Composition(id) + "/agenda";

    /// <summary>Leaves out by POST every date that is past.</summary>
    public static string PassedDates(int id) => Agenda(id) + "/passes";

    public static string AgendaEntry(int id, int entry) => Invariant($"{Agenda(id)}/{entry}");

    /// <param name="view">"courriel", "atelier", "texte", "page" or "impression".</param>
    public static string PreviewOf(int id, string view) => $"{Composition(id)}/apercu/{view}";

    public static string Verification(int id) => Composition(id) + "/verification";

    public static string Test(int id) => Verification(id) + "/essai";

    public static string ReadWarnings(int id) => Verification(id) + "/lecture";

    /// <summary>The page on which an issue is approved, scheduled and sent.</summary>
    public static string Departure(int id) => Composition(id) + "/envoi";

    /// <summary>Publishes by POST.</summary>
    public static string Publication(int id) => Composition(id) + "/publication";

    public static string Audience(int id) => Composition(id) + "/destinataires";

    public static string Links(int id) => Composition(id) + "/liens";

    public static string Waivers(int id) => Composition(id) + "/laisser-tel-quel";

    /// <param name="kind">"titre" or "exposants".</param>
    /// <param name="news">Null for the editorial.</param>
    public static string Mend(int id, string kind, int? news) => Invariant($"{Composition(id)}/corrections/{kind}{(news is null ? "" : "/")}{news}");

    public static string Approval(int id) => Composition(id) + "/approbation";

    public static string AskForApproval(int id) => Approval(id) + "/demande";

    public static string WithdrawApproval(int id) => Approval(id) + "/retrait";

    public static string Schedule(int id) => Composition(id) + "/programmation";

    public static string Unschedule(int id) => Schedule(id) + "/retrait";

    /// <summary>Has the PDF made once more.</summary>
    public static string Pdf(int id) => Composition(id) + "/pdf";

    public static string Errata(int id) => Composition(id) + "/errata";

    public static string RemoveOriginal(int id) => Errata(id) + "/original";

    private static string Section(int id, int section) => Invariant($"{Sections(id)}/{section}");
}
